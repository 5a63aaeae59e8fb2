"""How much would our own flags catch in this very letter? Faults are planted into its targets, one at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appealdocs.model.letter import Flag, Segment
from appealdocs.translate.flags.flags import flags
from appealdocs.translate.prove.faults import FAULTS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault in one segment. `caught`: the flags say more of the faulty target than of the true one."""

    segment: str
    fault: str
    text: str
    caught: bool


def prove(
    segments: Iterable[Segment], glossary: Glossary | None = None, names: Names | None = None, zone: ZoneInfo | None = None
) -> list[Planted]:
    """Every fault that each target has a place for. The same letter always gets the same faults."""
    own = [s for s in segments if s.field and s.target and s.source_language != s.target_language]
    planted = []
    for at, segment in enumerate(own):
        other = own[(at + 1) % len(own)].target
        usual = {f.flag for f in _flags(segment, segment.target, glossary, names, zone)}
        for fault, plant in FAULTS.items():
            text = plant(segment.target, segment.target_language, segment.source, random.Random(f"{segment.id}{fault}"), other)  # noqa: S311
            if text is not None and text != segment.target:
                found = {f.flag for f in _flags(segment, text, glossary, names, zone)}
                planted.append(Planted(segment.id, fault, text, bool(found - usual)))
    return planted


def _flags(segment: Segment, target: str, glossary: Glossary | None, names: Names | None, zone: ZoneInfo | None) -> Sequence[Flag]:
    return flags(segment.source, target, segment.source_language, segment.target_language, names=names, zone=zone, glossary=glossary)
