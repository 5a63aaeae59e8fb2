"""Clocks over weekends, holidays, moved working days and changes of clocks, for the countries of the packs."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.track.conftest import Build, at, sent

from appealdocs import clock
from appealdocs.model.pack import Deadline
from appealdocs.track.calendar import ics
from appealdocs.track.clocks import clocks

SOURCE = {"document": "000", "date": "2026-03-12", "confidence": "article"}


@pytest.mark.parametrize(
    ("day", "country", "works"),
    [
        ("2026-01-01", "AE", False), ("2026-01-02", "AE", True),  # a Friday
        ("2026-01-03", "AE", False), ("2026-01-04", "AE", False), ("2026-12-02", "AE", False),  # National Day
        ("2026-05-27", "AE", False),  # Eid al-Adha (estimate)
        ("2026-02-22", "SA", False), ("2026-09-23", "SA", False), ("2026-03-14", "SA", False), ("2026-03-22", "SA", False),  # Founding Day, National Day, Saturday, Eid
        ("2026-01-01", "RU", False), ("2026-01-08", "RU", False), ("2026-01-12", "RU", True), ("2026-03-09", "RU", False), ("2026-05-11", "RU", False),  # 8 March and 9 May fall on weekends
        ("2025-12-31", "RU", False), ("2024-04-27", "RU", True), ("2024-12-28", "RU", True),  # moved days
        ("2025-10-08", "CN", False), ("2025-10-11", "CN", True), ("2025-09-28", "CN", True), ("2026-02-17", "CN", False),  # National Day; worked weekends
        ("2026-07-03", "US", False), ("2026-11-26", "US", False),
    ],
)  # fmt: skip
def test_days_that_are_worked(day: str, country: str, works: bool) -> None:
    assert clock.is_working_day(date.fromisoformat(day), country) is works


@pytest.mark.parametrize(
    ("country", "zone", "start", "days", "end"),
    [
        ("RU", "Europe/Moscow", "2025-12-29T18:00", 3, "2026-01-13"),  # 30 December, 12 and 13 January: the long holidays lie between
        ("AE", "Asia/Dubai", "2026-01-01T10:00", 3, "2026-01-06"),  # Friday, Monday, Tuesday
        ("AE", "Asia/Dubai", "2026-01-02T10:00", 1, "2026-01-05"),  # Friday to Monday
        ("SA", "Asia/Riyadh", "2026-01-01T10:00", 1, "2026-01-04"),  # Thursday to Sunday
        ("SA", "Asia/Riyadh", "2026-01-08T10:00", 3, "2026-01-13"),
        ("CN", "Asia/Shanghai", "2025-09-30T10:00", 3, "2025-10-11"),  # 9 and 10 October, and the Saturday that was worked
        ("US", "America/New_York", "2026-07-02T10:00", 1, "2026-07-06"),
        ("DE", "Europe/Berlin", "2026-04-02T10:00", 1, "2026-04-07"),  # Good Friday to the Tuesday after Easter
    ],
)  # fmt: skip
def test_working_days_over_weekends_and_holidays(country: str, zone: str, start: str, days: int, end: str) -> None:
    first = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    assert clock.add_working_days(first, days, country).isoformat()[:19] == f"{end}T23:59:59"


@pytest.mark.parametrize(
    ("zone", "start", "hours", "end"),
    [
        ("Europe/Berlin", "2026-03-27T12:00+01:00", 72, "2026-03-30T13:00:00+02:00"),  # spring: the wall clock is an hour on
        ("Europe/Berlin", "2026-10-23T12:00+02:00", 72, "2026-10-26T11:00:00+01:00"),
        ("America/Los_Angeles", "2026-10-30T12:00-07:00", 72, "2026-11-02T11:00:00-08:00"),
        ("Europe/London", "2026-03-28T23:30+00:00", 48, "2026-03-31T00:30:00+01:00"),
        ("Europe/Moscow", "2026-03-27T12:00+03:00", 72, "2026-03-30T12:00:00+03:00"),
    ],
)  # fmt: skip
def test_hours_are_hours_over_a_change_of_clocks(zone: str, start: str, hours: int, end: str) -> None:
    rule = Deadline.model_validate({"key": "x", "from": "received", "hours": hours, "source": SOURCE})
    assert clock.span(rule, at(start).astimezone(ZoneInfo(zone)), "DE").first.isoformat() == end


def test_days_keep_the_time_of_day_over_a_change_of_clocks() -> None:
    rule = Deadline.model_validate({"key": "x", "from": "received", "days": 7, "source": SOURCE})
    assert clock.span(rule, datetime(2026, 3, 25, 9, tzinfo=ZoneInfo("Europe/Berlin")), "DE").first.isoformat() == "2026-04-01T09:00:00+02:00"


def test_three_working_days_are_not_72_hours(build: Build) -> None:
    """Ozon: the lock runs 72 hours through the holidays, the follow-up waits for three days that are worked."""
    found = {c.key: c for c in clocks(build("ozon-performance", "2025-12-30T10:00:00+03:00", (sent("2025-12-29T18:00:00+03:00"),), site="ozon.ru"))}
    assert found["lock"].at == at("2026-01-01T18:00:00+03:00")
    assert found["follow-up"].at == at("2026-01-13T23:59:59+03:00")


def test_the_saudi_site_works_by_the_saudi_week(build: Build) -> None:
    def due(site: str) -> datetime:
        dossier = build("noon-odr", "2026-01-08T10:00:00+04:00", (sent("2026-01-08T10:00:00+04:00"),), site=site)
        return next(c.at for c in clocks(dossier) if c.key == "review")

    assert due("noon.com/ae") == at("2026-01-15T23:59:59+04:00")
    assert due("noon.com/sa") == at("2026-01-15T23:59:59+04:00")
    assert [clock.is_working_day(date(2026, 1, d), "SA") for d in (9, 10, 11)] == [False, False, True]


def test_a_calendar_file_keeps_to_the_standard(build: Build) -> None:
    """RFC 5545: CRLF, lines of 75 octets at most, DTSTAMP and UID in each event, no end before or at its start, alarms with an action."""
    now = at("2026-03-12T10:00:00+03:00")
    found = clocks(build("ozon-odr", now.isoformat(), site="ozon.ru", received="2026-03-12T09:00:00+03:00", reference="工单" * 40))
    data = ics(found, now, "zh")
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert (str(calendar["version"]), str(calendar["prodid"])) == ("2.0", "-//appealdocs//deadlines//EN")
    uids = [str(e["uid"]) for e in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids) == len(found)
    for event in calendar.walk("VEVENT"):
        assert event["dtstart"].to_ical().endswith(b"Z"), "UTC, so no zone table is needed"
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert "dtend" not in event
        assert all(str(a["action"]) == "DISPLAY" and str(a["description"]) for a in event.walk("VALARM"))
    assert "工单" * 40 in str(calendar.walk("VEVENT")[0]["summary"])
