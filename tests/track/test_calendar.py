"""The calendar file: read back by a library that phones' calendars agree with."""

from __future__ import annotations

from datetime import UTC, timedelta

from icalendar import Calendar
from tests.track.conftest import Build, at, sent

from appealdocs.track.calendar import ics
from appealdocs.track.clocks import clocks

KEYS = {"site": "ozon.ru", "received": "2026-03-12T09:00:00+03:00"}


def test_it_reads_back_with_times_in_utc_and_alarms(build: Build) -> None:
    now = at("2026-03-12T10:00:00+03:00")
    found = clocks(build("ozon-odr", now.isoformat(), **KEYS))
    calendar = Calendar.from_ical(ics(found, now, "zh"))
    events = {str(e["description"]).split(";")[0]: e for e in calendar.walk("VEVENT")}
    assert len(events) == len(found)
    event = events["2026-03-15 09:00 Europe/Moscow"]
    assert event.decoded("dtstart") == at("2026-03-15T06:00:00+00:00")
    assert event.decoded("dtstart").tzinfo in (UTC, event.decoded("dtstart").tzinfo)
    assert "2026-03-15 14:00 Beijing" in str(event["description"])
    assert str(event["summary"]).startswith("T-1: ")
    assert [a.decoded("trigger") for a in event.walk("VALARM")] == [timedelta(hours=-24), timedelta(hours=-2)]


def test_what_is_done_or_over_is_left_out_and_ids_stay_the_same(build: Build) -> None:
    now = at("2026-03-13T10:00:00+03:00")
    done = clocks(build("ozon-odr", now.isoformat(), (sent("2026-03-12T12:00:00+03:00"),), **KEYS))
    first = Calendar.from_ical(ics(done, now, "en"))
    assert not [e for e in first.walk("VEVENT") if "uploading" in str(e["summary"]).lower()]
    kept = [c for c in done if c.state not in ("done", "passed")]
    assert len(first.walk("VEVENT")) == len(kept) < len(done)
    later = Calendar.from_ical(ics(done, now + timedelta(hours=1), "en"))
    assert {str(e["uid"]) for e in first.walk("VEVENT")} == {str(e["uid"]) for e in later.walk("VEVENT")}
    assert b"\r\n" in ics(done, now, "en")
