"""Clocks whose answers were worked out by hand from calendars and sources before the program was asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.track.conftest import Build, at, sent

from appealdocs import clock
from appealdocs.track.calendar import ics
from appealdocs.track.clocks import clocks

AFTER_SENDING = [
    # a working Saturday for the Monday before May Day 2024; then 29 April to 1 May are free: Fri 26, Sat 27, Thu 2 May
    ("ozon-performance", "ozon.ru", "2024-04-25T12:00:00+03:00", "follow-up", "2024-05-02T23:59:59+03:00"),
    # Sat 1 November 2025 is worked for Mon 3; Tue 4 is Unity Day: Sat 1, Wed 5, Thu 6
    ("ozon-performance", "ozon.ru", "2025-10-31T12:00:00+03:00", "follow-up", "2025-11-06T23:59:59+03:00"),
    # Mon 23 February: Tue, Wed, Thu
    ("ozon-performance", "ozon.ru", "2026-02-20T12:00:00+03:00", "follow-up", "2026-02-26T23:59:59+03:00"),
    # Fri 12 June, Russia Day: Mon 15, Tue 16, Wed 17
    ("ozon-performance", "ozon.ru", "2026-06-11T12:00:00+03:00", "follow-up", "2026-06-17T23:59:59+03:00"),
    # Wed 4 November: Thu 5, Fri 6, Mon 9
    ("ozon-performance", "ozon.ru", "2026-11-03T12:00:00+03:00", "follow-up", "2026-11-09T23:59:59+03:00"),
    # Thu 31 December 2026 is free (moved from Sun 4 January 2026), then 1-8 January and a weekend: 11, 12, 13
    ("ozon-performance", "ozon.ru", "2026-12-30T12:00:00+03:00", "follow-up", "2027-01-13T23:59:59+03:00"),
    # the lock of 72 hours knows no holidays
    ("ozon-performance", "ozon.ru", "2026-05-01T09:15:00+03:00", "lock", "2026-05-04T09:15:00+03:00"),
    # ruling after 48 hours at the earliest
    ("ozon-odr", "ozon.ru", "2026-10-24T23:30:00+03:00", "ruling", "2026-10-26T23:30:00+03:00"),
    # National Day of the Emirates is 2 and 3 December (1 December is worked since 2024): 26, 27, 30, 1, 4, 7, 8, 9, 10, 11
    ("noon-odr", "noon.com/ae", "2026-11-25T10:00:00+04:00", "follow-up", "2026-12-11T23:59:59+04:00"),
    # Eid al-Fitr on Fri 20 March 2026 (an estimate), and a 30th of Ramadan before it is free as well: Mon 23 to Fri 27 (the first answer by hand forgot the 30th)
    ("noon-deactivation", "noon.com/ae", "2026-03-18T10:00:00+04:00", "review", "2026-03-27T23:59:59+04:00"),
    # Saudi National Day on Wed 23 September, weekend Fri and Sat: 21, 22, 24, 27, 28
    ("noon-deactivation", "noon.com/sa", "2026-09-20T10:00:00+04:00", "review", "2026-09-28T23:59:59+04:00"),
    # fifteen days of silence over the end of February
    ("noon-deactivation", "noon.com/ae", "2026-02-14T20:30:00+04:00", "silence", "2026-03-01T20:30:00+04:00"),
    # May Day in Germany, a Friday: Mon 4, Tue 5, Wed 6, by the day of Berlin
    ("performance-appeal", "amazon.de", "2026-04-30T15:00:00+02:00", "review", "2026-05-06T23:59:59+02:00"),
    # Thanksgiving on Thu 26 November; the Friday after is no federal holiday: Fri 27, Mon 30, Tue 1
    ("performance-appeal", "amazon.com", "2026-11-25T12:00:00+00:00", "review", "2026-12-01T23:59:59+00:00"),
    # the King's birthday and Easter count by the country of the site: Good Friday 3 April and Easter Monday are free in Britain: Tue 7, 8, 9
    ("performance-appeal", "amazon.co.uk", "2026-04-02T12:00:00+01:00", "review", "2026-04-09T23:59:59+00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("procedure", "site", "sent_at", "key", "until"), AFTER_SENDING)
def test_after_sending(build: Build, procedure: str, site: str, sent_at: str, key: str, until: str) -> None:
    platform = {"platform": "amazon"} if procedure == "performance-appeal" else {}
    found = {c.key: c for c in clocks(build(procedure, sent_at, (sent(sent_at),), site=site, **platform))}
    assert found[key].at == at(until), found[key].at.isoformat()


@pytest.mark.parametrize(
    ("procedure", "site", "received", "due"),
    [
        ("ozon-odr", "ozon.ru", "2026-03-28T22:00:00+03:00", "2026-03-31T22:00:00+03:00"),  # Moscow changes no clocks
        ("performance-appeal", "amazon.com", "2026-03-05T10:00:00-08:00", "2026-03-12T11:00:00-07:00"),  # seven days; the zone is UTC, which does not change
        ("performance-appeal", "amazon.co.jp", "2026-05-01", "2026-05-08T23:59:59+09:00"),  # the end of the day in Tokyo
    ],
)
def test_after_the_notice(build: Build, procedure: str, site: str, received: str, due: str) -> None:
    platform = {"platform": "amazon"} if procedure == "performance-appeal" else {}
    found = {c.key: c for c in clocks(build(procedure, "2026-03-01T00:00:00+00:00", site=site, received=received, **platform))}
    assert found["submission"].at == at(due), found["submission"].at.isoformat()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-02-13", 3, "2026-02-25"),  # Spring Festival 15-23 February, Sat 14 is worked: 14, 24, 25
        ("2025-04-25", 4, "2025-04-30"),  # Sun 27 April is worked: 27, 28, 29, 30
        ("2026-09-30", 3, "2026-10-10"),  # National Day 1-7 October, Sat 10 is worked: 8, 9, 10
    ],
)
def test_working_days_of_china(start: str, days: int, end: str) -> None:
    first = datetime.fromisoformat(f"{start}T10:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    assert clock.add_working_days(first, days, "CN").date().isoformat() == end


def test_the_calendar_file_holds_the_same_moments_for_any_phone(build: Build) -> None:
    found = clocks(build("performance-appeal", "2026-03-06T00:00:00+00:00", site="amazon.com", platform="amazon", received="2026-03-05T10:00:00-08:00"))
    read = Calendar.from_ical(ics(found, at("2026-03-06T00:00:00+00:00"), "en"))
    starts = {event.decoded("dtstart") for event in read.walk("VEVENT")}
    assert at("2026-03-12T11:00:00-07:00") in starts
    assert all(start.utcoffset().total_seconds() == 0 for start in starts), "UTC needs no zone table"
