"""How much would our own flags catch in this very letter? Faults are planted into its targets, one at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.translate.flags.flags import flags
from appealdocs.translate.flags.letter import asked
from appealdocs.translate.prove.faults import FAULTS, TITLES

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary


_RIVALS = ("DHL", "Aramex", "CDEK", "Naqel", "SMSA", "Lanfeng", "Qingshan", "Baseus")
"""Names to put in the place of the case's own."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault in one segment. `caught`: a flag that is more than advice says of the faulty target what none says of the true one."""

    segment: str
    fault: str
    text: str
    caught: bool
    title: Text2


def prove(
    segments: Iterable[Segment], glossary: Glossary | None = None, names: Names | None = None, zone: ZoneInfo | None = None
) -> list[Planted]:
    """Every fault that each target has a place for. The same letter always gets the same faults."""
    own = [s for s in segments if s.field and s.target and s.source_language != s.target_language]
    planted: list[Planted] = []
    for at, segment in enumerate(own):
        usual = _seen(segment, segment.target, glossary, names, zone)
        for fault, text in _faulty(segment, own[(at + 1) % len(own)].target, names):
            found = _seen(segment, text, glossary, names, zone)
            planted.append(Planted(segment.id, fault, text, bool(found - usual), TITLES[fault]))
    return planted


def _faulty(segment: Segment, other: str, names: Names | None) -> Iterator[tuple[str, str]]:
    """Faults by name with the faulty target. Chance is fixed by segment and fault."""
    for fault, plant in FAULTS.items():
        chance = random.Random(f"{segment.id}{fault}")  # noqa: S311 (no secret)
        text = plant(segment.target, segment.target_language, segment.source, chance, other)
        if text is not None and text != segment.target:
            yield fault, text
    for fact, value in names or ():
        for writing in names.writings(fact, value) if names and fact in ("name", "carrier") else ():
            rival = next((r for r in _RIVALS if r not in segment.target and r not in segment.source and r != writing), "")
            if rival and writing in segment.target:
                yield "case-name", segment.target.replace(writing, rival, 1)
                return


def _seen(
    segment: Segment, target: str, glossary: Glossary | None, names: Names | None, zone: ZoneInfo | None
) -> frozenset[tuple[str, str]]:
    found = flags(segment.source, target, segment.source_language, segment.target_language, names=names, zone=zone, glossary=glossary, asked=asked(segment))
    return frozenset((f.flag, f.message.en) for f in found if f.severity != "minor")
