"""The clause library: proven sentences with typed slots, three languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Fault
from appealdocs.locale_.values import as_text
from appealdocs.locale_.write import tidy
from appealdocs.model.text import LANGUAGES, Text, Text2
from appealdocs.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `slots` maps a name to its kind (name, place, date, datetime, duration, count, money, rate, id, ids, text).

    `caution` is shown beside it; `lawyer` marks wording that a lawyer must look at.
    """

    id: str
    part: str
    issues: tuple[str, ...]
    text: Text
    slots: Mapping[str, str]
    evidence: tuple[str, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    caution: Text2 | None = None
    lawyer: bool = False


@lru_cache(maxsize=8)
def library(folders: tuple[Path, ...]) -> Mapping[str, Clause]:
    """Every clause by id; a workspace's clause replaces the shipped one of the same id. Raises BadInput."""
    clauses: dict[str, Clause] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            for id, data in (load_yaml(path) or {}).items():
                clauses[str(id)] = _clause(str(id), data, path)
    return clauses


def _clause(id: str, data: Any, path: Path) -> Clause:
    missing = [key for key in ("part", "issues", "zh", "slots", "example") if not isinstance(data, dict) or key not in data]
    if missing:
        raise BadInput(
            Text2(f"{path} is faulty", f"{path} 有错误"),
            [Fault(Text2(f"the clause '{id}' lacks {', '.join(missing)}", f"条款“{id}”缺少 {', '.join(missing)}"), str(path), None, id)],
        )
    caution = data.get("caution")
    return Clause(
        id, data["part"], tuple(data["issues"]), Text(**{lang: data.get(lang, "") for lang in LANGUAGES}), data["slots"],
        tuple(data.get("evidence", ())), data["example"], Text2(**caution) if caution else None, bool(data.get("lawyer")),
    )


def filled(clause: Clause, slots: Mapping[str, Any], lang: str, zone: str) -> str:
    """The clause's sentence in `lang` with its slots filled. Raises BadInput (a slot that does not fit), UndefinedError."""
    from appealdocs.draft.template import render_string
    from appealdocs.draft.tokens import Tokens

    tokens = Tokens()
    values = {
        name: [_value(item, lang, tokens) for item in value] if isinstance(value, list) else _value(value, lang, tokens)
        for name, value in slots.items()
    }
    text = render_string(clause.text[lang], lang, zone, values, tokens)
    return tidy("".join(inline.text for inline in tokens.resolve(text)), lang)


def _value(value: Any, lang: str, tokens: Any) -> Any:
    from appealdocs.draft.tokens import Value

    localised = isinstance(value, Mapping) and not ("value" in value and "currency" in value)
    raw = as_text(value, lang) if localised or isinstance(value, Text) else value
    return Value(raw, tokens, str(raw))


def slot_faults(clause: Clause, slots: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """(slots that are missing, slots that the clause does not have)."""
    return [s for s in clause.slots if s not in slots], [s for s in slots if s not in clause.slots]
