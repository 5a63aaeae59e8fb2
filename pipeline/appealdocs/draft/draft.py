"""The draft stage: a dossier becomes a letter with open segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.draft import names as words
from appealdocs.draft.blocks import blocks, lines
from appealdocs.draft.clauses import library
from appealdocs.draft.exhibits import exhibits
from appealdocs.draft.segments import Segments, from_case
from appealdocs.draft.template import render
from appealdocs.draft.tokens import Tokens, Value
from appealdocs.draft.variables import Filler
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Block, Exhibit, Inline, Letter, Paper, Row, Segment
from appealdocs.model.text import Language
from appealdocs.workspace import Workspace


def draft(dossier: Dossier, workspace: Workspace, packed: Mapping[str, str] | None = None) -> Letter:
    """The letter of a dossier; claims without a target are open segments. `packed` names the exhibits' files by evidence id.

    Raises BadInput where a clause, a slot or a template cannot be used.
    """
    drafter = Drafter(dossier, workspace, packed or {})
    language = dossier.pack.language
    letter = drafter.paper(drafter.template("md"), language)
    mirror = drafter.paper(drafter.template("md"), "zh")
    form, title = drafter.form(letter)
    segments = {s.id: s for s in _in_reading_order(letter, drafter.segments.all)}
    segments |= _template_segments(letter, mirror, language, segments)
    return Letter(
        language, dossier.reference, title, letter, mirror, form, segments, drafter.exhibits,
        zone=dossier.zone, today=dossier.now.astimezone(ZoneInfo(dossier.zone)).date().isoformat(),
    )


def paper(name: str, letter: Letter, dossier: Dossier, workspace: Workspace, extra: Mapping[str, Any]) -> Paper:
    """An accompanying paper (commitment-letter, translators-statement ...) in the letter's language."""
    drafter = Drafter(dossier, workspace, {e.evidence: e.packed_as for e in letter.exhibits})
    made = drafter.paper(f"{name}.md.j2", letter.language, extra)
    heading = next((b for b in made if b.kind == "heading"), None)
    return Paper(name, letter.language, "".join(i.text for i in heading.inlines) if heading else name, made)


def text(
    name: str, dossier: Dossier, workspace: Workspace, extra: Mapping[str, Any], new_evidence: Sequence[str] = ()
) -> str:
    """A text that goes with a case (follow-up, mail), from its template, as plain words in the pack's language.

    `new_evidence`: ids of the evidence that the text lists as new. Raises BadInput where there is no such template.
    """
    drafter = Drafter(dossier, workspace, {})
    tokens = Tokens()
    new = [e for e in drafter.exhibits if e.evidence in new_evidence]
    made = lines(drafter.text(f"{name}.j2", dossier.pack.language, tokens, extra, new), tokens)
    return "\n".join("".join(i.text or drafter.said(i) for i in line) for line in made)


class Drafter:
    """Renders the templates of one case."""

    def __init__(self, dossier: Dossier, workspace: Workspace, packed: Mapping[str, str]) -> None:
        self.dossier = dossier
        self.folders = workspace.folders("templates")
        self.names = words.load(self.folders)
        language = dossier.pack.language
        self.segments = Segments(
            language, dossier.zone, lambda: library(workspace.folders("clauses")), dossier.case.lines
        )
        from_case(dossier, self.segments)
        self.exhibits: tuple[Exhibit, ...] = tuple(
            Exhibit(e.number, e.evidence, e.file, e.type, e.title, e.pages, e.seconds, packed.get(e.evidence, ""), e.sha256)
            for e in exhibits(dossier, self.names, language)
        )

    def template(self, suffix: str) -> str:
        return f"{self.dossier.pack.data.get('template', self.dossier.pack.procedure)}.{suffix}.j2"

    def paper(self, name: str, lang: Language, extra: Mapping[str, Any] | None = None) -> tuple[Block, ...]:
        tokens = Tokens()
        return blocks(self.text(name, lang, tokens, extra), tokens)

    def form(self, letter: tuple[Block, ...]) -> tuple[tuple[tuple[Inline, ...], ...], str]:
        """The form text's lines and its title line; a procedure without a form's template gives the letter's own words."""
        name = self.template("ticket.txt")
        if any((folder / self.dossier.pack.language / name).is_file() for folder in self.folders):
            tokens = Tokens()
            made = lines(self.text(name, self.dossier.pack.language, tokens), tokens)
        else:
            made = tuple(plain_lines(letter))
        title = "".join(i.text or self.said(i) for i in made[0])
        return made, title

    def said(self, inline: Inline) -> str:
        segment = self.segments.all.get(inline.segment)
        return (segment.target or segment.source) if segment else ""

    def text(
        self, name: str, lang: Language, tokens: Tokens, extra: Mapping[str, Any] | None = None, new: Sequence[Exhibit] = ()
    ) -> str:
        filler = Filler(self.dossier, self.segments, self.exhibits, self.names, tokens, lang)
        variables = {**filler.variables(), "new_exhibits": [filler.exhibit(e) for e in new], **_valued(extra or {}, tokens)}
        return render(self.folders, f"{lang}/{name}", lang, self.dossier.zone, variables, tokens)


def _valued(extra: Any, tokens: Tokens) -> Any:
    """Texts from outside the templates as values, so that they cannot become markup either."""
    if isinstance(extra, str | datetime):
        return Value(extra, tokens, str(extra))
    if isinstance(extra, Mapping):
        return {key: _valued(item, tokens) for key, item in extra.items()}
    if isinstance(extra, list | tuple):
        return [_valued(item, tokens) for item in extra]
    return extra


def plain_lines(letter: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """The letter as lines of plain text, from its subject to its signature; the subject is the title line."""
    start = next((i for i, b in enumerate(letter) if b.kind == "heading" and b.section == "subject"), 0)
    for before, block in pairwise(letter[start - 1 :] if start else (Block("paragraph"), *letter)):
        if before.kind == "item" and block.kind != "item":
            yield ()
        if block.kind == "table":
            yield from _table_lines(block.rows)
        elif block.inlines:
            lead = (Inline("text", f"{block.number or '-'} "),) if block.kind == "item" else ()
            yield from _broken((*lead, *block.inlines))
        if block.kind != "item":
            yield ()


def _table_lines(rows: Sequence[Row]) -> Iterator[tuple[Inline, ...]]:
    """A line a row: 'Company: X' where a row is a name and its value, else each cell after the heading of its column."""
    heads = next((row.cells for row in rows if row.header), ())
    colon = Inline("text", ": ")
    for row in rows:
        if row.header:
            continue
        if len(row.cells) == 2:
            yield (*row.cells[0], colon, *row.cells[1])
            continue
        named = zip_longest(heads, row.cells, fillvalue=())
        cells = [(*head, colon, *cell, Inline("text", "; ")) if head else (*cell, Inline("text", "; ")) for head, cell in named]
        yield tuple(i for cell in cells for i in cell)[:-1]


def _broken(inlines: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """The lines of a paragraph: a form keeps the line ends that paper has."""
    start = 0
    for at, inline in enumerate(inlines):
        if inline.kind == "break":
            yield inlines[start:at]
            start = at + 1
    yield inlines[start:]


def _in_reading_order(letter: tuple[Block, ...], segments: Mapping[str, Segment]) -> list[Segment]:
    """The segments as the letter says them; those that it does not say at the end."""
    said = dict.fromkeys(
        inline.segment
        for block in letter
        for run in (block.inlines, *(cell for row in block.rows for cell in row.cells))
        for inline in run
        if inline.segment
    )
    return [segments[id] for id in said] + [s for id, s in segments.items() if id not in said]


def _template_segments(
    letter: tuple[Block, ...], mirror: tuple[Block, ...], language: Language, taken: Mapping[str, Segment]
) -> dict[str, Segment]:
    """One approved segment for each block made of the template's own words and values alone, with its Chinese beside it."""
    made: dict[str, Segment] = {}
    pairs = zip(letter, mirror, strict=False) if len(letter) == len(mirror) else ((b, None) for b in letter)
    for number, (block, twin) in enumerate(pairs, 1):
        runs = [block.inlines, *(cell for row in block.rows for cell in row.cells)]
        if any(i.segment for run in runs for i in run):
            continue
        target = " | ".join(filter(None, ("".join(i.text or " " for i in run).strip() for run in runs)))
        twin_runs = [twin.inlines, *(cell for row in twin.rows for cell in row.cells)] if twin else []
        source = " | ".join(filter(None, ("".join(i.text or " " for i in run).strip() for run in twin_runs)))
        if target:
            only_facts = all(i.kind != "text" for run in runs for i in run)
            id = f"t{number}"
            assert id not in taken
            made[id] = Segment(
                id, "", source or target, "zh" if source else language, target, language,
                "fact" if only_facts else "template", "approved", block.section,
            )
    return made
