"""Clocks: working days of a country, and the deadlines of a pack counted from the events of a case.

Weekends and public holidays come from the `holidays` library, which knows the weekends' history (UAE: Friday and Saturday
until 2021, Saturday and Sunday since; Saudi Arabia: Friday and Saturday since 2013) and days that were moved (Russia, China).
Moon-dependent holidays of coming years are estimates there, so an answer 'expected by' is said as an expectation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from appealdocs.model.dossier import Dossier
from appealdocs.model.pack import Deadline, Pack
from appealdocs.resources import parsed

Origin = Literal["notice", "case", "pack"]


@lru_cache(maxsize=128)
def _working_days(country: str, year: int) -> frozenset[date]:
    """By the library `holidays` (moved weekends too), kept in the user's cache until it is renewed: it loads 250 countries to
    answer for one, a tenth of a cold `check`."""
    spec = find_spec("holidays")
    assert spec is not None, "holidays is among our requirements"
    assert spec.origin is not None
    version = Path(spec.origin).with_name("version.py")
    table: dict[str, list[date]] = parsed().get(version) or {}
    name = f"{country} {year}"
    if name not in table:
        import holidays

        land, _, part = country.partition("-")
        calendar, first = holidays.country_holidays(land, subdiv=part or None), date(year, 1, 1)
        days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
        table[name] = [day for day in days if calendar.is_working_day(day)]
        parsed().put(version, table)
    return frozenset(table[name])


def is_working_day(day: date, country: str) -> bool:
    """Whether people work on `day` in `country` (ISO 3166, with its part where holidays differ: GB-ENG)."""
    return day in _working_days(country, day.year)


def add_working_days(start: datetime, days: int, country: str) -> datetime:
    """The end (23:59:59) of the `days`-th working day after the day of `start`, in the zone of `start` (aware)."""
    day = start.date()
    left = days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, country)
    return datetime.combine(day, time(23, 59, 59), start.tzinfo)


def working_days_between(start: datetime, end: datetime, country: str) -> int:
    """Working days after the day of `start` up to the day of `end`; both aware, counted in the zone of `start`."""
    first, last = start.date(), end.astimezone(start.tzinfo).date()
    return sum(is_working_day(first + timedelta(days=n), country) for n in range(1, (last - first).days + 1))


def country(pack: Pack, site: str) -> str:
    """The country whose working week counts for `site` (`data.working_days_by_site`, else the pack's)."""
    by_site: Mapping[str, str] = pack.data.get("working_days_by_site", {})
    return str(by_site.get(site, pack.working_days))


def aware(value: datetime | date, zone: str, end_of_day: bool = True) -> datetime:
    """An aware time in `zone`; a bare date is the end (or the start) of that day there."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(zone))
    return datetime.combine(value, time(23, 59, 59) if end_of_day else time(0), ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class Span:
    """When a clock runs out: between `first` and `last`, which are equal where there is no range. Aware, platform's zone."""

    first: datetime
    last: datetime


def span(deadline: Deadline, start: datetime, country: str) -> Span:
    """The end of a deadline counted from `start` (aware)."""
    if deadline.working_days is not None:
        return Span(
            add_working_days(start, deadline.working_days, country),
            add_working_days(start, deadline.upper or deadline.working_days, country),
        )
    if deadline.hours is not None:
        instant = start.astimezone(UTC)  # hours run through a change of clocks, days keep the time of day
        ends = (instant + timedelta(hours=h) for h in (deadline.hours, deadline.upper or deadline.hours))
        return Span(*(end.astimezone(start.tzinfo) for end in ends))
    days = deadline.days or 0
    return Span(start + timedelta(days=days), start + timedelta(days=deadline.upper or days))


def of_kind(pack: Pack, kind: str) -> Deadline | None:
    """The pack's first deadline of a kind."""
    return next((d for d in pack.deadlines if d.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment for the submission, and what says so: the notice, case.yaml, or the pack's `rule`."""

    at: datetime
    origin: Origin
    rule: Deadline | None = None
    quote: str = ""


def submission_due(dossier: Dossier) -> Due | None:
    """When the submission is due: the notice's own words, else the case's `deadline`, else the pack's clock; None: no deadline known."""
    notice, case, zone = dossier.notice, dossier.case, dossier.zone
    if notice and notice.deadline:
        quote = notice.deadline_read.quote if notice.deadline_read else ""
        return Due(notice.deadline.astimezone(ZoneInfo(zone)), "notice", quote=quote)
    if case.deadline:
        return Due(aware(case.deadline, zone), "case")
    rule = of_kind(dossier.pack, "submission")
    start = received(dossier)
    if rule is None or start is None:
        return None
    return Due(span(rule, start, country(dossier.pack, case.site)).first, "pack", rule)


def received(dossier: Dossier) -> datetime | None:
    """When the notice or ticket arrived (aware), by case.yaml, else by the notice's own date; a bare date is the end of that day."""
    if dossier.case.received:
        return aware(dossier.case.received, dossier.zone)
    notice = dossier.notice
    if notice and notice.received_at:
        return aware(notice.received_at, dossier.zone)
    return None
