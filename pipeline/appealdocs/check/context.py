"""What a kind sees: the case, its letter and the helpers that several kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.model.case import Case, Claim, Evidence, Order
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Where
from appealdocs.model.keys import PARTS
from appealdocs.model.letter import Letter, Segment
from appealdocs.model.pack import Pack
from appealdocs.model.reading import Reading
from appealdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hit:
    """One breach found by a kind. `values` fill the {placeholders} of the rule's words; `variant` picks one of its `messages`."""

    where: Where
    values: Mapping[str, Any] = field(default_factory=dict)
    variant: str = ""
    severity: str = ""
    """Overrides the rule's severity where the rule's `need` names two ('error', 'warning', 'info'); "" = the rule's own."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the key where it stands: `points[0].cause[1]`."""

    field: str
    part: str
    claim: Claim
    point: int | None = None


@dataclass(frozen=True)
class Context:
    """`letter` is the drafted letter in memory (never None); `stage` is 'check', 'draft' or 'finalize'."""

    dossier: Dossier
    letter: Letter
    workspace: Workspace
    stage: str = "check"
    caches: dict[str, Any] = field(default_factory=dict)
    """Scratch shared by kinds during one run."""

    @property
    def case(self) -> Case:
        return self.dossier.case

    @property
    def pack(self) -> Pack:
        return self.dossier.pack

    @property
    def now(self) -> datetime:
        return self.dossier.now

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.dossier.zone)

    @cached_property
    def claims(self) -> tuple[Said, ...]:
        """Every claim of the points, in the letter's order, then the request."""
        said = [
            Said(f"points[{i}].{part}[{j}]", part, claim, i)
            for i, point in enumerate(self.case.points)
            for part in PARTS
            for j, claim in enumerate(point.part(part))
        ]
        if self.case.request:
            said.append(Said("request", "request", self.case.request))
        return tuple(said)

    def segments(self, field_prefix: str = "") -> Iterator[Segment]:
        """Segments of the letter that come from keys starting with `field_prefix`; template segments have no field."""
        return (s for s in self.letter.segments.values() if s.field and s.field.startswith(field_prefix))

    def texts(self, segment: Segment) -> Iterable[tuple[str, str]]:
        """(language, text) of a segment: its source and its target, empty ones left out."""
        pairs = [(segment.source_language, segment.source), (segment.target_language, segment.target)]
        return [(lang, text) for lang, text in dict(pairs).items() if text]

    def evidence_of(self, *types: str) -> tuple[tuple[int, Evidence], ...]:
        """(index, evidence) of the given types; all of them if no type is given."""
        return tuple((i, e) for i, e in enumerate(self.case.evidence) if not types or e.type in types)

    def reading(self, evidence: Evidence) -> Reading | None:
        return self.dossier.readings.get(evidence.file)

    def order(self, id: str) -> Order | None:
        return next((o for o in self.case.orders if o.id == id), None)

    def aware(self, value: datetime | date, end_of_day: bool = True) -> datetime:
        """An aware time in the platform's zone; a bare date means the end (or start) of that day there."""
        if isinstance(value, datetime):
            return value.astimezone(self.zone)
        return datetime.combine(value, time(23, 59, 59) if end_of_day else time(0), self.zone)

    def at(self, field: str, file: str = "case.yaml") -> Where:
        """The place of a key of case.yaml, with its line where it is known."""
        return Where(file=file, field=field, line=self.line(field) if file == "case.yaml" else None)

    def line(self, field: str) -> int | None:
        """The line of `field` in case.yaml, or of the nearest key above it."""
        while field:
            if field in self.case.lines:
                return self.case.lines[field]
            cut = max(field.rfind("."), field.rfind("["))
            field = field[:cut] if cut > 0 else ""
        return None

    def said_at(self, segment: Segment) -> Where:
        """The place of a segment: its key in case.yaml with the line, and the segment."""
        return Where(file="case.yaml", field=segment.field, segment=segment.id, line=self.line(segment.field))

    def evidence_at(self, index: int, page: int | None = None) -> Where:
        """The place of a piece of evidence: its file, its key and its page."""
        item = self.case.evidence[index]
        return Where(file=item.file, field=f"evidence[{index}]", page=page, line=self.line(f"evidence[{index}]"))


Params = Mapping[str, Any]
Kind = Callable[[Context, Params], Iterable[Hit]]
