"""What is due when: every clock of a case, in the platform's zone and in Beijing time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from appealdocs.model.case import Case
from appealdocs.model.dossier import Notice, Record
from appealdocs.model.pack import Deadline, Pack
from appealdocs.model.text import Text2

BEIJING = ZoneInfo("Asia/Shanghai")
_WEEKENDS = {"AE": {5, 6}, "SA": {4, 5}}
"""Weekends by country (Monday = 0): UAE Saturday and Sunday since 2022, KSA Friday and Saturday; else Saturday and Sunday."""


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
    case: Case, folder: str, pack: Pack, zone: str, records: Iterable[Record], now: datetime, notice: Notice | None = None
) -> tuple[Clock, ...]:
    """Every clock of the case, soonest first. The notice's own deadline wins over the case's, the case's over the pack's."""
    records = tuple(records)
    submitted = last(records, "submitted")
    answered = last(records, "answered")
    if submitted and answered and answered.at < submitted.at:
        answered = None
    starts = {
        "received": aware(case.received, zone) if case.received else None,
        "submitted": submitted.at if submitted else None,
        "answered": answered.at if answered else None,
    }
    made = [*_submission(case, folder, pack, zone, notice, starts["received"])]
    for deadline in pack.deadlines:
        start = starts.get(deadline.from_)
        if start is None or deadline.kind == "margin" or (deadline.kind == "submission" and made):
            continue
        at = ends(deadline, start, pack, case.site, zone)
        until = ends(deadline, start, pack, case.site, zone, upper=True) if deadline.upper else None
        made.append(Clock(case.reference or folder, folder, deadline.key, deadline.kind, at, deadline.means, deadline.source.document, until, zone=zone))
    done = {"submission": submitted is not None, "answer": answered is not None, "silence": answered is not None, "follow-up": answered is not None}
    return tuple(sorted((_stated(c, now, done.get(c.kind, False)) for c in made), key=lambda c: c.at))


def _submission(
    case: Case, folder: str, pack: Pack, zone: str, notice: Notice | None, received: datetime | None
) -> Iterator[Clock]:
    """The submission's deadline: as the notice prints it, as case.yaml gives it, else as the pack counts it."""
    name = case.reference or folder
    counted = next((d for d in pack.deadlines if d.kind == "submission"), None)
    means = counted.means if counted else Text2("submission", "提交截止")
    if notice and notice.deadline:
        yield Clock(name, folder, "deadline", "submission", notice.deadline.astimezone(ZoneInfo(zone)), means, "notice", zone=zone)
    elif case.deadline:
        yield Clock(name, folder, "deadline", "submission", aware(case.deadline, zone), means, "case.yaml", zone=zone)
    elif counted and received:
        yield Clock(name, folder, counted.key, "submission", ends(counted, received, pack, case.site, zone), means, counted.source.document, zone=zone)


def deadline(case: Case, pack: Pack, zone: str, notice: Notice | None = None) -> datetime | None:
    """The moment after which the platform accepts no submission, None where nobody names one."""
    received = aware(case.received, zone) if case.received else None
    return next((c.at for c in _submission(case, "", pack, zone, notice, received)), None)


def _stated(clock: Clock, now: datetime, done: bool) -> Clock:
    if done:
        return replace(clock, state="done")
    left = (clock.until or clock.at) - now
    return replace(clock, state="passed" if left <= timedelta(0) else "due" if left <= timedelta(days=1) else "open")


def last(records: Iterable[Record], kind: str) -> Record | None:
    """The latest record of a kind."""
    return max((r for r in records if r.kind == kind), key=lambda r: r.at, default=None)


def aware(value: datetime | date, zone: str) -> datetime:
    """An aware time in `zone`; a bare date means the end of that day there."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(zone))
    return datetime.combine(value, time(23, 59, 59), ZoneInfo(zone))


def ends(rule: Deadline, start: datetime, pack: Pack, site: str, zone: str, upper: bool = False) -> datetime:
    """When a clock that begins at `start` runs out, in the platform's zone.

    Hours are elapsed hours; days and working days are calendar days of the platform's zone and end at the same time of day
    (working days: at the end of the day), so that a change to summer time does not move them.
    """
    local = start.astimezone(ZoneInfo(zone))
    amount = rule.upper if upper and rule.upper else None
    if rule.hours is not None:
        return (start + timedelta(hours=amount or rule.hours)).astimezone(ZoneInfo(zone))
    if rule.days is not None:
        return (local.replace(tzinfo=None) + timedelta(days=amount or rule.days)).replace(tzinfo=ZoneInfo(zone))
    country = str(pack.data.get("working_days_by_site", {}).get(site, pack.working_days))
    day = add_working_days(local.date(), amount or rule.working_days or 0, country)
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))


def add_working_days(start: date, days: int, country: str) -> date:
    """The date `days` working days after `start` (the first is the next working day) by the country's week and holidays."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, country):
            days -= 1
    return day


def working_days_between(start: date, end: date, country: str) -> int:
    """Working days after `start` up to and with `end`."""
    count = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), country) for n in range(1, count + 1))


def is_working_day(day: date, country: str) -> bool:
    """Whether people work there that day. The UAE's weekend was Friday and Saturday before 2022."""
    weekend = {4, 5} if country == "AE" and day.year < 2022 else _WEEKENDS.get(country, {5, 6})
    return day.weekday() not in weekend and day not in _holidays(country, day.year)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
