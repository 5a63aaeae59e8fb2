"""The letter: blocks of inlines; the words that people review are segments."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from appealdocs.model.fact import Fact, Mention
from appealdocs.model.text import Language, Text2

Origin = Literal["template", "clause", "fact", "memory", "fuzzy", "machine", "human"]
"""template, clause, fact: approved text. memory: exact match, approved if a named person approved it.
human: written by a person (in case.yaml or in review). fuzzy and machine: never approved until a person approves."""

State = Literal["new", "needs-review", "approved"]
"""new: no target yet; needs-review: has a target that nobody approved; approved: may be signed."""

FlagSeverity = Literal["critical", "major", "minor"]


@dataclass(frozen=True, slots=True)
class Flag:
    """A quality flag on a segment. `flag` begins with its kind (number, date, time, money, unit, id, name, negation,
    speech-act, term, script, language, omission, addition, repetition, placeholder, punctuation, inconsistent)."""

    flag: str
    severity: FlagSeverity
    message: Text2
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a target came to be: engine or person, version, time (ISO with offset), match 0..100 for memory and fuzzy."""

    by: str = ""
    at: str = ""
    engine: str = ""
    match: int | None = None
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of translation and review: one claim, or one sentence of it.

    `id` is short and stable (`p1.cause1`, `request`, `e3.shows`); `field` the key of case.yaml it comes from;
    `source`/`target` plain text (never markup). `previous_target` is the approved target of an older source.
    """

    id: str
    field: str
    source: str
    source_language: Language
    target: str
    target_language: Language
    origin: Origin
    state: State
    part: str = ""
    facts: tuple[Mention, ...] = ()
    flags: tuple[Flag, ...] = ()
    risk: float = 0.0
    stamp: Stamp = dataclasses.field(default_factory=Stamp)
    note: str = ""
    mirror: str = ""
    """Chinese for the signing person where `source` is not Chinese ("" if there is none)."""
    previous_source: str = ""
    previous_target: str = ""
    clause: str = ""
    comments: tuple[str, ...] = ()


InlineKind = Literal["text", "fact", "segment", "break"]


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of a block. text: words of the template; fact: a value written by locale code; segment: the text of a segment
    (`segment` is its id, `text` is empty: look it up in the letter); break: a line break."""

    kind: InlineKind
    text: str = ""
    bold: bool = False
    italic: bool = False
    segment: str = ""
    fact: Fact | None = None
    field: str = ""


BlockKind = Literal["heading", "paragraph", "item", "table", "place"]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[tuple[Inline, ...], ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """heading (level 1..4), paragraph, item (of a list; `number` = printed number or "" for a bullet), table (rows),
    place (an image or a drawn place: `place` = logo, signature, stamp). `section` is the template's section name."""

    kind: BlockKind
    section: str = ""
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    number: str = ""
    rows: tuple[Row, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: the letter itself or an accompanying paper (commitment letter, translator's statement ...)."""

    name: str
    language: Language
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence as the letter encloses it. `packed_as` is its file name in the package, "" until planned."""

    number: int
    evidence: str
    file: str
    type: str
    title: str
    pages: int | None = None
    seconds: float | None = None
    packed_as: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in the target language, its Chinese mirror block by block, and the text for the portal's form.

    `form` holds the lines of the form text (title line first); `papers` the accompanying papers by name.
    """

    language: Language
    reference: str
    title: str
    blocks: tuple[Block, ...]
    mirror: tuple[Block, ...]
    form: tuple[tuple[Inline, ...], ...]
    segments: Mapping[str, Segment]
    exhibits: tuple[Exhibit, ...] = ()
    papers: Mapping[str, Paper] = dataclasses.field(default_factory=dict)
    final: bool = False
    zone: str = "UTC"
    today: str = ""
    """The letter's date, ISO."""

    def text_of(self, inline: Inline, mirror: bool = False) -> str:
        """The words of one inline. A segment without a target reads `[source]`: a visible gap, never a sentence."""
        if inline.kind == "break":
            return "\n"
        if inline.kind != "segment":
            return inline.text
        segment = self.segments[inline.segment]
        if mirror:
            return segment.source if segment.source_language == "zh" else (segment.mirror or segment.source)
        return segment.target or f"[{segment.source}]"

    def plain(self, inlines: tuple[Inline, ...], mirror: bool = False) -> str:
        """The words of a run of inlines, formatting dropped."""
        return "".join(self.text_of(i, mirror) for i in inlines)
