"""What a person approved enters the memory, with its neighbours, so that the next case finds it as an exact match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from appealdocs.model.letter import Segment
from appealdocs.translate.unit import Unit

if TYPE_CHECKING:
    from appealdocs.translate.memory import Memory

_OWN = frozenset({"machine", "fuzzy", "memory", "human"})
"""Origins a person's approval says something about; clauses and templates are known already."""


def learn(segments: Sequence[Segment], memory: Memory, procedure: str = "", at: str = "") -> int:
    """Add approved pairs to the memory as `approved`; gives how many. The segments stand in the order of the letter, all of
    them, so that a pair is kept with the source before and after it (context matches).

    A pair enters if a named person approved or wrote it (`stamp.by`). `at` is ISO 8601 with offset, for segments whose stamp
    has no time; `procedure` is where it comes from. The same pair with a newer approval replaces the older one.
    """
    own = [s for s in segments if s.field]
    units = [
        Unit(
            segment.source, segment.target, segment.source_language, segment.target_language, "approved", segment.stamp.by,
            segment.stamp.at or at, own[place - 1].source if place else "", own[place + 1].source if place + 1 < len(own) else "",
            procedure,
        )
        for place, segment in enumerate(own)
        if _learnt(segment)
    ]  # fmt: skip
    return memory.add(units) if units else 0


def _learnt(segment: Segment) -> bool:
    return (
        segment.state == "approved"
        and segment.origin in _OWN
        and bool(segment.stamp.by and segment.source.strip() and segment.target.strip())
        and segment.source_language != segment.target_language
    )
