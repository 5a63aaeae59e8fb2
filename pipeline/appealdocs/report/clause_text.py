"""A clause in words, for `appealdocs clauses show`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import yaml

from appealdocs.model.text import LANGUAGES, Text, Text2
from appealdocs.report.words import word


class Explained(Protocol):
    """What is shown of a clause (draft.clauses.Clause)."""

    @property
    def id(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def issues(self) -> Sequence[str]: ...
    @property
    def text(self) -> Text: ...
    @property
    def slots(self) -> Mapping[str, str]: ...
    @property
    def evidence(self) -> Sequence[str]: ...
    @property
    def example(self) -> Mapping[str, Any]: ...
    @property
    def caution(self) -> Text2 | None: ...
    @property
    def lawyer(self) -> bool: ...


def explanation(clause: Explained, lang: str) -> str:
    """The clause's three texts, its slots, the evidence that shows it, and how case.yaml names it."""
    zh = lang == "zh"
    lines = [f"{clause.id}   {word(clause.part, lang)}{'；' if zh else '; '}{', '.join(clause.issues)}", ""]
    lines += [f"{language}  {clause.text[language]}" for language in LANGUAGES]
    lines += ["", ("空位：" if zh else "slots: ") + ", ".join(f"{name} ({kind})" for name, kind in clause.slots.items())]
    lines.append(("可用证据：" if zh else "evidence: ") + ", ".join(clause.evidence))
    if clause.caution:
        lines.append(("注意：" if zh else "caution: ") + clause.caution[lang])
    if clause.lawyer:
        lines.append("须由律师过目。" if zh else "A lawyer must look at this wording before it is used.")
    example = {"clause": clause.id, "with": dict(clause.example), "evidence": ["E1"]}
    lines += ["", "case.yaml:", yaml.safe_dump([example], allow_unicode=True, sort_keys=False, width=120).rstrip()]
    return "\n".join(lines)


class Suggested(Protocol):
    """What is shown of a suggestion (stages.Suggestion)."""

    @property
    def clause(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def score(self) -> int: ...
    @property
    def slots(self) -> Mapping[str, Any]: ...
    @property
    def blank(self) -> Sequence[str]: ...
    @property
    def text(self) -> str: ...
    @property
    def evidence(self) -> Sequence[str]: ...


def snippet(found: Suggested, lang: str) -> str:
    """A suggestion as lines for case.yaml; a slot that the sentence does not fill is a blank to fill in."""
    zh = lang == "zh"
    covers = ("完全覆盖" if zh else "covers the sentence") if found.score == 100 else (f"相似度 {found.score} %" if zh else f"{found.score} % alike")
    lines = [f"# {found.part}, {covers}: {found.text}", f"- clause: {found.clause}"]
    if found.slots or found.blank:
        lines.append("  with:")
        lines += [f"    {line}" for line in yaml.safe_dump(dict(found.slots), allow_unicode=True, sort_keys=False).splitlines() if found.slots]
        lines += [f"    {name}:   # {'待填' if zh else 'fill in'}" for name in found.blank]
    lines.append(f"  evidence: []   # {', '.join(found.evidence)}")
    return "\n".join(lines)
