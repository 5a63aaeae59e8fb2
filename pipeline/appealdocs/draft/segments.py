"""Claims -> segments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from appealdocs.draft.clauses import Clause, filled, slot_faults
from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.case import Claim
from appealdocs.model.dossier import Dossier
from appealdocs.model.keys import PARTS
from appealdocs.model.letter import Segment
from appealdocs.model.text import Language, Text2

_SENTENCE = compiled(r"(?<=[。！？!?])(?=\S)|(?<=[.!?…])\s+(?=[A-ZА-ЯЁ一-鿿0-9])")
_ABBREVIATION = compiled(r"(?:\b(?:Co|Ltd|Inc|No|Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|approx|г|гг|руб|тыс|ул|д|им|стр|п|т|см|др|пр|шт)|\b[A-ZА-ЯЁ])\.\s*$")


def sentences(text: str) -> list[str]:
    """The sentences of a claim, white space at their ends dropped; abbreviations and initials do not end one."""
    parts: list[str] = []
    for piece in _SENTENCE.split(text.strip()):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece:
            parts.append(piece)
    return [p.strip() for p in parts if p.strip()]


@dataclass(slots=True)
class Segments:
    """Makes the segments of one letter and remembers which claim became which."""

    language: Language
    zone: str
    clauses: Callable[[], Mapping[str, Clause]]
    """The library, read only if a claim names a clause: its YAML is the largest that we ship."""
    lines: Mapping[str, int]
    all: dict[str, Segment] = field(default_factory=dict)
    of_field: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, id: str, field: str, part: str, claim: Claim, phrase: bool = False) -> tuple[str, ...]:
        """The ids of the claim's segments: one where it has the target or is a clause, else one a sentence.

        `phrase`: a title or a caption, which takes no full stop.
        """
        made = tuple(self._made(id, field, part, claim, phrase))
        self.all.update((s.id, s) for s in made)
        self.of_field[field] = tuple(s.id for s in made)
        return self.of_field[field]

    def _made(self, id: str, field: str, part: str, claim: Claim, phrase: bool) -> Iterator[Segment]:
        if claim.clause:
            yield self._clause(id, field, part, claim)
            return
        language, target = claim.source_language, claim.text[self.language]
        source = claim.text[language]
        if target:
            target = target if phrase else stopped(target)
            yield Segment(
                id, field, source if language != self.language else target, language, target, self.language, "human", "approved",
                part, mirror=claim.text.zh,
            )
            return
        pieces = [source.strip()] if phrase else sentences(source)
        for n, piece in enumerate(pieces, 1):
            yield Segment(
                id if len(pieces) == 1 else f"{id}.{n}", field, piece if phrase else stopped(piece), language, "",
                self.language, "human", "new", part,
            )

    def _clause(self, id: str, field: str, part: str, claim: Claim) -> Segment:
        clause = self.clauses().get(claim.clause)
        faults = _clause_faults(claim, clause, field, self.language, self.lines)
        if faults or clause is None:
            raise BadInput(Text2("case.yaml: a clause cannot be used", "case.yaml：条款无法使用"), faults)
        try:
            zh, target = (filled(clause, claim.slots, lang, self.zone) for lang in ("zh", self.language))
        except BadInput as error:
            raise BadInput(error.text, [Fault(error.text, "case.yaml", self.lines.get(field), f"{field}.with")]) from error
        return Segment(id, field, zh, "zh", target, self.language, "clause", "approved", part, clause=claim.clause)


def _clause_faults(
    claim: Claim, clause: Clause | None, field: str, language: Language, lines: Mapping[str, int]
) -> list[Fault]:
    line = lines.get(f"{field}.clause", lines.get(field))
    if clause is None:
        text = Text2(f"there is no clause '{claim.clause}'", f"没有条款“{claim.clause}”")
        return [Fault(text, "case.yaml", line, f"{field}.clause", ("appealdocs clauses list",))]
    if not clause.text[language]:
        text = Text2(f"the clause '{claim.clause}' has no {language} text", f"条款“{claim.clause}”没有 {language} 文本")
        return [Fault(text, "case.yaml", line, f"{field}.clause")]
    missing, unknown = slot_faults(clause, claim.slots)
    faults = [Fault(Text2(f"the slot '{s}' is not filled", f"空位“{s}”未填写"), "case.yaml", line, f"{field}.with.{s}") for s in missing]
    return faults + [
        Fault(Text2(f"the clause has no slot '{s}'", f"该条款没有空位“{s}”"), "case.yaml", line, f"{field}.with.{s}", tuple(clause.slots))
        for s in unknown
    ]


def stopped(sentence: str) -> str:
    """The sentence with a full stop if it ends in none."""
    sentence = sentence.strip()
    if not sentence or re.search(r"[.!?…。！？][\"'”’»)）\]]*$", sentence):
        return re.sub(r"(?<=[А-ЯЁA-Z]\.)\.$", "", sentence)
    return sentence + ("。" if re.search(r"[\u3400-\u9fff）]$", sentence) else ".")


def from_case(dossier: Dossier, segments: Segments) -> None:
    """All segments of a case in the order in which the letter says them."""
    for i, point in enumerate(dossier.case.points):
        if point.title:
            segments.add(f"p{i + 1}.title", f"points[{i}].title", "title", point.title, phrase=True)
        for part in PARTS:
            for j, claim in enumerate(point.part(part)):
                segments.add(f"p{i + 1}.{part}{j + 1}", f"points[{i}].{part}[{j}]", part, claim)
                if claim.owner and not claim.owner[segments.language]:
                    owner = Claim(text=claim.owner)
                    segments.add(f"p{i + 1}.{part}{j + 1}.owner", f"points[{i}].{part}[{j}].owner", "owner", owner, phrase=True)
    if dossier.case.request:
        segments.add("request", "request", "request", dossier.case.request)
    for i, item in enumerate(dossier.case.evidence):
        if item.shows:
            segments.add(f"{item.id.lower()}.shows", f"evidence[{i}].shows", "shows", item.shows, phrase=True)
