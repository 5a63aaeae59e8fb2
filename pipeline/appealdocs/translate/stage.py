"""The translate stage: every segment without a target gets one, or stays open and is said to be open.

Order: approved memory (exact, values carried over) → clause library → other exact matches → the engines in turn, with near
matches as examples → a near match as a suggestion → open. Targets that a person wrote or approved are never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from appealdocs.errors import AppealdocsError
from appealdocs.model.letter import Letter, Segment, Stamp
from appealdocs.translate.breaker import SHARED, Breaker
from appealdocs.translate.clauses import Clauses
from appealdocs.translate.unit import Match

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.engines.base import Engine
    from appealdocs.translate.glossary import Glossary
    from appealdocs.translate.memory import Memory

SUGGESTED_FROM = 75
"""Score from which a near match is put before the reviewer as a suggestion."""


@dataclass(slots=True)
class Helpers:
    """What segments are translated with. `failures` collects what engines failed with: none of it is hidden."""

    memory: Memory | None
    glossary: Glossary | None
    clauses: Clauses | None
    engines: Sequence[Engine]
    names: Names | None
    zone: ZoneInfo | None
    at: str
    breaker: Breaker = SHARED
    failures: list[AppealdocsError] = field(default_factory=list)

    def stamp(self, by: str = "", engine: str = "", match: int | None = None) -> Stamp:
        """How a target came to be, now, under this glossary."""
        return Stamp(by, self.at, engine, match, self.glossary.fingerprint if self.glossary else "")


def translate(
    letter: Letter,
    *,
    memory: Memory | None,
    glossary: Glossary | None,
    clauses: Clauses | Mapping[str, Any] | None = None,
    engines: Sequence[Engine] = (),
    names: Names | None = None,
    zone: ZoneInfo | None = None,
    now: datetime,
    breaker: Breaker = SHARED,
    failures: list[AppealdocsError] | None = None,
) -> Letter:
    """The letter with targets where there were none. `now` is aware; `zone` the platform's; `clauses` the library (a mapping
    of definitions is made ready each time: pass `Clauses` for many letters).

    No engine is called when `engines` is empty. An engine that fails does not stop the stage: the next one takes over, the
    reason goes to `failures` and to the note of what stays open.
    """
    ready = clauses if isinstance(clauses, Clauses) or clauses is None else Clauses(clauses, zone)
    helpers = Helpers(
        memory, glossary, ready, engines, names, zone, now.isoformat(), breaker, failures if failures is not None else []
    )
    segments = translate_segments(list(letter.segments.values()), helpers)
    return replace(letter, segments=dict(zip(letter.segments, segments, strict=True)))


def translate_segments(segments: Sequence[Segment], helpers: Helpers) -> list[Segment]:
    """The segments in order, those without a target translated as far as can be."""
    done = [
        _known(segment, _neighbour(segments, at - 1), _neighbour(segments, at + 1), helpers) if _open(segment) else segment
        for at, segment in enumerate(segments)
    ]
    if helpers.engines:
        from appealdocs.translate.machine import by_engines

        done = by_engines(done, [_open(segment) for segment in done], helpers)
    return [_mirrored(_suggested(segment, helpers) if _open(segment) else segment, helpers) for segment in done]


def _open(segment: Segment) -> bool:
    """Whether a segment waits for a target: it has none, nobody approved that, and it is to be in another language."""
    return (
        not segment.target
        and segment.state != "approved"
        and bool(segment.source.strip())
        and segment.source_language != segment.target_language
    )


def _neighbour(segments: Sequence[Segment], at: int) -> str:
    return segments[at].source if 0 <= at < len(segments) else ""


def _known(segment: Segment, previous: str, next: str, helpers: Helpers) -> Segment:
    """By memory and clauses alone."""
    matches = _exact(segment, previous, next, helpers)
    approved = next_approved(matches)
    if approved is not None:
        return _by_memory(segment, approved, helpers)
    if helpers.clauses is not None and segment.source_language == "zh":
        found = helpers.clauses.translate(segment.source, segment.target_language, helpers.names)
        if found is not None:
            return replace(
                segment, target=found[1], origin="clause", state="approved", clause=found[0].clause, stamp=helpers.stamp()
            )
    return _by_memory(segment, matches[0], helpers) if matches else segment


def next_approved(matches: Sequence[Match]) -> Match | None:
    """The first match that a named person approved, an adapted one whose endings need a look included."""
    sure = next((match for match in matches if match.approved), None)
    return sure or next((match for match in matches if match.unit.kind == "approved"), None)


def _exact(segment: Segment, previous: str, next: str, helpers: Helpers) -> list[Match]:
    if helpers.memory is None:
        return []
    return helpers.memory.exact(
        segment.source, segment.source_language, segment.target_language,
        previous=previous, next=next, names=helpers.names, zone=helpers.zone,
    )  # fmt: skip


def _by_memory(segment: Segment, match: Match, helpers: Helpers) -> Segment:
    return replace(
        segment,
        target=match.target,
        origin="memory",
        state="approved" if match.approved else "needs-review",
        stamp=helpers.stamp(match.unit.who, "memory", match.score),
        note=segment.note or (f"{match.caution.en} / {match.caution.zh}" if match.caution else ""),
    )


def _suggested(segment: Segment, helpers: Helpers) -> Segment:
    """A near match as a suggestion, never one that says the opposite."""
    if helpers.memory is None:
        return segment
    near = helpers.memory.fuzzy(
        segment.source, segment.source_language, segment.target_language,
        minimum=SUGGESTED_FROM, limit=3, names=helpers.names, zone=helpers.zone,
    )  # fmt: skip
    match = next((match for match in near if match.score >= SUGGESTED_FROM), None)
    if match is None:
        return segment
    match = helpers.memory.with_values(match, segment.source, helpers.names, helpers.zone)
    return replace(
        segment, target=match.target, origin="fuzzy", state="needs-review", stamp=helpers.stamp("", "memory", match.score)
    )


def _mirrored(segment: Segment, helpers: Helpers) -> Segment:
    """With the Chinese that the memory knows, for the person who signs."""
    if segment.source_language == "zh" or segment.mirror or helpers.memory is None or not segment.source.strip():
        return segment
    chinese = helpers.memory.mirror(segment.source, segment.source_language)
    if not chinese and segment.target:
        chinese = helpers.memory.mirror(segment.target, segment.target_language)
    return replace(segment, mirror=chinese) if chinese else segment
