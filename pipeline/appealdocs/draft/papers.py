"""The accompanying papers that a procedure asks for, each from its own template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.draft import names as words
from appealdocs.draft.draft import paper
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Letter, Paper, Segment
from appealdocs.workspace import Workspace

NAMES = ("commitment-letter", "translators-statement")
"""Papers made here; exhibit sheets and cover sheets belong to the package, which knows pages and hashes."""
_BLANK = "____________________"
WAYS = ("edited", "unchanged", "person", "memory", "clause", "original")
"""How a passage came to be, in the order of the statement; the words are in names.yaml: passage."""


def papers(
    letter: Letter, dossier: Dossier, workspace: Workspace, by: str = "", ways: Mapping[str, str] | None = None, pages: int | None = None
) -> list[Paper]:
    """The papers of `pack.papers` that this case needs, in the letter's language. `by` signs the translator's statement
    where no segment names who approved it; `ways` says how each segment came to be (one of WAYS, by its id), `pages` how many
    pages the letter has."""
    asked = [name for name in NAMES if name in dossier.pack.papers]
    folders = workspace.folders("templates")
    made = []
    for name in asked:
        extra: dict[str, Any] = {"final": True}
        if name == "translators-statement":
            extra |= _translation(letter, words.load(folders), by, ways or {}, pages)
        if any((folder / letter.language / f"{name}.md.j2").is_file() for folder in folders):
            made.append(paper(name, letter, dossier, workspace, extra))
    return made


def _translation(letter: Letter, names: Mapping[str, Any], by: str, ways: Mapping[str, str], pages: int | None) -> dict[str, Any]:
    """Who translated what: the person who approved most segments, the languages they were written in, and how each came to be."""
    said = list(_said(letter))
    translated = [s for s in said if s.source_language != letter.language]
    approved = [s.stamp.by for s in said if s.stamp.by]
    who = max(dict.fromkeys(approved), key=approved.count) if approved else by
    languages = {s.source_language for s in translated} or {"zh"}
    form = "ru_from" if letter.language == "ru" else letter.language
    main = words.word(names, "language", sorted(languages)[-1], letter.language)
    how = [ways.get(s.id, "person") for s in said]
    passages = [
        {"number": number, "text": _opening(s.target), "way": words.word(names, "passage", key, letter.language), "by": s.stamp.by or None}
        for number, (s, key) in enumerate(zip(said, how, strict=True), 1)
    ]
    return {
        "translator": {"name": who or _BLANK, "contact": _BLANK},
        "documents": [{"number": 1, "title": letter.title, "language_name": main, "pages": str(pages) if pages else "____"}],
        "source_languages": [words.word(names, "language", lang, letter.language, form) for lang in sorted(languages)],
        "target_language": words.word(names, "language", letter.language, "zh"),
        "passages": passages,
        "ways": [
            {"text": words.word(names, "passage", key, letter.language), "count": len(numbers), "numbers": ranges(numbers)}
            for key in WAYS
            if (numbers := [number for number, one in enumerate(how, 1) if one == key])
        ],
        "checked_on": _last(said, letter.zone),
        "other_checkers": sorted({s.stamp.by for s in said if s.stamp.by} - {who}),
    }


def _said(letter: Letter) -> Iterator[Segment]:
    """The segments that come from claims and stand in the letter, in its order."""
    runs = (run for block in letter.blocks for run in (block.inlines, *(cell for row in block.rows for cell in row.cells)))
    for id in dict.fromkeys(inline.segment for run in runs for inline in run if inline.kind == "segment"):
        if letter.segments[id].field:
            yield letter.segments[id]


_OPENING = 64
"""Letters of a passage by which the statement names it."""


def _opening(text: str) -> str:
    """The first words of a passage."""
    text = " ".join(text.split())
    if len(text) <= _OPENING:
        return text
    cut = text[:_OPENING].rsplit(" ", 1)[0]
    return cut.rstrip(" ,.;:–-") + " …"


def ranges(numbers: Sequence[int]) -> str:
    """'1–3, 5' for 1, 2, 3, 5: ascending numbers."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{g[0]}–{g[-1]}" if len(g) > 2 else ", ".join(map(str, g)) for g in groups)


def _last(segments: Sequence[Segment], zone: str) -> date | None:
    """The day of the last approval, in the platform's zone; None where no person approved anything."""
    times = [datetime.fromisoformat(s.stamp.at) for s in segments if s.stamp.by and s.stamp.at]
    aware = [t for t in times if t.tzinfo is not None]
    return max(aware).astimezone(ZoneInfo(zone)).date() if aware else None
