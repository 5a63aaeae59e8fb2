"""Working days with their history, and the ends of a pack's clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs import clock
from appealdocs.model.pack import Deadline

DUBAI, MOSCOW = ZoneInfo("Asia/Dubai"), ZoneInfo("Europe/Moscow")
SOURCE = {"document": "000", "date": "2026-03-12", "confidence": "article"}


@pytest.mark.parametrize(
    ("day", "country", "works"),
    [
        (date(2021, 12, 24), "AE", False),  # Friday, weekend until 2021
        (date(2022, 1, 7), "AE", True),  # Friday, working day since 2022
        (date(2026, 3, 15), "AE", False),  # Sunday, weekend since 2022
        (date(2026, 3, 20), "AE", False),  # Eid al-Fitr
        (date(2026, 3, 13), "SA", False),  # Friday
        (date(2026, 3, 15), "SA", True),  # Sunday is a working day in Saudi Arabia
        (date(2012, 6, 28), "SA", False),  # Thursday, weekend until 2013
        (date(2026, 1, 9), "RU", False),  # moved holiday
        (date(2025, 11, 1), "RU", True),  # Saturday that was moved to be worked
        (date(2026, 2, 14), "CN", True),  # Saturday worked for Spring Festival
    ],
)
def test_working_day(day: date, country: str, works: bool) -> None:
    assert clock.is_working_day(day, country) is works


def test_working_days_skip_weekend_and_eid() -> None:
    """Thursday 12 March + 5 UAE days leads into Eid al-Fitr and past it."""
    start = datetime(2026, 3, 12, 9, tzinfo=DUBAI)
    end = clock.add_working_days(start, 5, "AE")
    assert end.date() >= date(2026, 3, 19)
    assert clock.is_working_day(end.date(), "AE")
    assert (end.hour, end.minute, end.second) == (23, 59, 59)


@settings(max_examples=40, deadline=None)  # the first day of a year loads the library
@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 20), st.sampled_from(["AE", "SA", "RU", "CN", "US"]))
def test_adding_and_counting_agree(day: date, days: int, country: str) -> None:
    start = datetime(day.year, day.month, day.day, 12, tzinfo=MOSCOW)
    end = clock.add_working_days(start, days, country)
    assert clock.working_days_between(start, end, country) == days


def test_hours_are_counted_by_the_clock_whatever_the_zone() -> None:
    rule = Deadline.model_validate({"key": "evidence", "from": "received", "hours": 72, "source": SOURCE})
    start = datetime(2026, 3, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert clock.span(rule, start, "RU").first == datetime(2026, 3, 14, 18, tzinfo=MOSCOW)


def test_hours_run_through_the_change_of_clocks() -> None:
    """Los Angeles lost an hour on 8 March 2026; 72 hours are 72 hours."""
    pacific = ZoneInfo("America/Los_Angeles")
    rule = Deadline.model_validate({"key": "evidence", "from": "received", "hours": 72, "source": SOURCE})
    start = datetime(2026, 3, 7, 12, tzinfo=pacific)
    end = clock.span(rule, start, "US").first
    assert end.timestamp() - start.timestamp() == timedelta(hours=72).total_seconds()


def test_a_bare_date_is_the_end_of_that_day_at_the_platform() -> None:
    assert clock.aware(date(2026, 3, 13), "Asia/Dubai").isoformat() == "2026-03-13T23:59:59+04:00"
    assert clock.aware(date(2026, 3, 13), "Asia/Dubai", end_of_day=False).isoformat() == "2026-03-13T00:00:00+04:00"


def test_the_notice_prints_when_it_was_sent() -> None:
    """Where case.yaml says nothing, 72 hours run from the notice's own date."""
    from pathlib import Path

    from appealdocs.check.examples import dossier_of, load_base
    from appealdocs.model.dossier import Notice, Read
    from appealdocs.workspace import Workspace

    base = load_base(Path(__file__).parent / "rules" / "base" / "ozon-odr.yaml")
    dossier = dossier_of(base, {"set": {"received": None}}, Workspace())
    assert clock.submission_due(dossier) is None
    printed = Notice("odr.pdf", "", received=Read("11.03.2026 18:00", 1, "Создан: 11.03.2026 18:00"), received_at=datetime(2026, 3, 11, 18, tzinfo=MOSCOW))
    due = clock.submission_due(replace(dossier, notice=printed))
    assert due is not None
    assert due.at == datetime(2026, 3, 14, 18, tzinfo=MOSCOW)
    assert due.origin == "pack"
