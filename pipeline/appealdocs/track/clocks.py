"""What is due when: every clock of a case, in the platform's zone and in Beijing time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from appealdocs import clock
from appealdocs.model.dossier import Dossier, Record
from appealdocs.model.text import Text2

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that is due. `at` is aware; `until` the other end of a range; `state` as seen at the time asked for.

    kind: submission, margin, answer, silence, follow-up, lock, keep or recheck (model.pack.Deadline).
    """

    case: str
    folder: str
    key: str
    kind: str
    at: datetime
    means: Text2
    source: str
    until: datetime | None = None
    state: str = "open"
    """open (still ahead), due (less than a day ahead), passed, done (the case has gone past it)."""
    zone: str = "UTC"


def clocks(
    dossier: Dossier,
) -> tuple[Clock, ...]:
    """Every clock of the case, soonest first. The notice's own deadline wins over the case's, the case's over the pack's."""
    case, pack, zone, now = dossier.case, dossier.pack, dossier.zone, dossier.now
    folder, name = str(dossier.folder), dossier.reference
    submitted = last(dossier.records, "submitted")
    answered = last(dossier.records, "answered")
    if submitted and answered and answered.at < submitted.at:
        answered = None
    starts = {
        "received": clock.received(dossier),
        "submitted": submitted.at if submitted else None,
        "answered": answered.at if answered else None,
    }
    made = []
    due = clock.submission_due(dossier)
    if due:
        rule = due.rule or clock.of_kind(pack, "submission")
        means = rule.means if rule else Text2("submission", "提交截止")
        origin = {"notice": "notice", "case": "case.yaml"}.get(due.origin) or (rule.source.document if rule else "")
        made.append(Clock(name, folder, "submission", "submission", due.at, means, origin, zone=zone))
        for margin in (d for d in pack.deadlines if d.kind == "margin" and d.hours):
            last_safe = (due.at.astimezone(UTC) - timedelta(hours=margin.hours or 0)).astimezone(ZoneInfo(zone))
            made.append(Clock(name, folder, margin.key, "margin", last_safe, margin.means, margin.source.document, zone=zone))
    for deadline in pack.deadlines:
        start = starts.get(deadline.from_)
        if start is None or deadline.kind in ("margin", "submission"):
            continue
        span = clock.span(deadline, start.astimezone(ZoneInfo(zone)), clock.country(pack, case.site))
        until = span.last if span.last != span.first else None
        made.append(
            Clock(name, folder, deadline.key, deadline.kind, span.first, deadline.means, deadline.source.document, until, zone=zone)
        )
    sent = submitted is not None
    done = {"submission": sent, "margin": sent, "answer": answered is not None, "silence": answered is not None, "follow-up": answered is not None}
    return tuple(sorted((_stated(c, now, done.get(c.kind, False)) for c in made), key=lambda c: c.at))


def _stated(clock: Clock, now: datetime, done: bool) -> Clock:
    if done:
        return replace(clock, state="done")
    left = (clock.until or clock.at) - now
    return replace(clock, state="passed" if left <= timedelta(0) else "due" if left <= timedelta(days=1) else "open")


def last(records: Iterable[Record], kind: str) -> Record | None:
    """The latest record of a kind."""
    return max((r for r in records if r.kind == kind), key=lambda r: r.at, default=None)
