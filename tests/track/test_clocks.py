"""Clocks over weekends, holidays, zones and changes of the clock; who wins where notice, case and pack differ."""

from __future__ import annotations

from typing import Any

import pytest
from tests.track.conftest import Build, answer, at, sent

from appealdocs.track.clocks import Clock, clocks


def by_key(found: tuple[Clock, ...]) -> dict[str, Clock]:
    return {c.key: c for c in found}


@pytest.mark.parametrize(
    ("site", "sent_at", "until"),
    [
        ("noon.com/ae", "2026-03-05T10:00:00+04:00", "2026-03-12"),  # Thursday: Friday, Mon-Thu; Saturday and Sunday are free
        ("noon.com/ae", "2026-03-06T23:30:00+04:00", "2026-03-13"),
        ("noon.com/ae", "2026-03-06T22:00:00+00:00", "2026-03-13"),  # already Saturday in Dubai
    ],
)
def test_five_working_days_of_the_emirates(build: Build, site: str, sent_at: str, until: str) -> None:
    dossier = build("noon-deactivation", "2026-03-09T10:00:00+04:00", (sent(sent_at),), site=site)
    assert by_key(clocks(dossier))["review"].at == at(f"{until}T23:59:59+04:00")


def test_working_days_of_saudi_arabia_begin_on_sunday(build: Build) -> None:
    record = (sent("2026-06-04T10:00:00+04:00"),)  # a Thursday
    saudi = by_key(clocks(build("noon-deactivation", "2026-06-05T10:00:00+04:00", record, site="noon.com/sa")))["review"]
    emirates = by_key(clocks(build("noon-deactivation", "2026-06-05T10:00:00+04:00", record, site="noon.com/ae")))["review"]
    assert saudi.at.date().isoformat() == "2026-06-11"  # Sun-Thu
    assert emirates.at.date().isoformat() == "2026-06-11"  # Fri, Mon-Thu: the same day by another way
    record = (sent("2026-06-05T10:00:00+04:00"),)  # a Friday
    saudi = by_key(clocks(build("noon-deactivation", "2026-06-05T10:00:00+04:00", record, site="noon.com/sa")))["review"]
    emirates = by_key(clocks(build("noon-deactivation", "2026-06-05T10:00:00+04:00", record, site="noon.com/ae")))["review"]
    assert (saudi.at.date().isoformat(), emirates.at.date().isoformat()) == ("2026-06-11", "2026-06-12")


def test_the_may_holidays_of_russia_do_not_count(build: Build) -> None:
    dossier = build("ozon-performance", "2026-05-08T10:00:00+03:00", (sent("2026-05-08T10:00:00+03:00"),), site="ozon.ru")
    follow_up = by_key(clocks(dossier))["follow-up"]
    assert follow_up.at == at("2026-05-14T23:59:59+03:00")  # Sat 9 May is Victory Day, Mon 11 its day off: Tue, Wed, Thu


def test_hours_run_through_a_change_of_the_clock_and_days_keep_the_time_of_day() -> None:
    from zoneinfo import ZoneInfo

    from appealdocs.clock import span
    from appealdocs.model.pack import Deadline

    words: dict[str, Any] = {"key": "x", "from": "received", "kind": "submission", "means": {"en": "x", "zh": "某"},
                             "source": {"document": "t", "date": "2026-01-01", "confidence": "inferred"}}
    start = at("2026-03-07T12:00:00-08:00").astimezone(ZoneInfo("America/Los_Angeles"))  # clocks change on 8 March
    assert span(Deadline.model_validate({**words, "hours": 48}), start, "US").first.isoformat() == "2026-03-09T13:00:00-07:00"
    assert span(Deadline.model_validate({**words, "days": 2}), start, "US").first.isoformat() == "2026-03-09T12:00:00-07:00"


def test_the_notice_wins_over_the_case_and_the_case_over_the_pack(build: Build) -> None:
    keys = {"site": "ozon.ru", "received": "2026-03-12T09:00:00+03:00"}
    now = "2026-03-12T10:00:00+03:00"
    pack = by_key(clocks(build("ozon-odr", now, **keys)))["submission"]
    assert (pack.at, pack.source) == (at("2026-03-15T09:00:00+03:00"), "001")
    case = by_key(clocks(build("ozon-odr", now, **keys, deadline="2026-03-14T18:00:00+03:00")))["submission"]
    assert (case.at, case.source) == (at("2026-03-14T18:00:00+03:00"), "case.yaml")
    notice = by_key(clocks(build("ozon-odr", now, (), "2026-03-14T12:00:00+03:00", **keys, deadline="2026-03-14T18:00:00+03:00")))["submission"]
    assert (notice.at, notice.source) == (at("2026-03-14T12:00:00+03:00"), "notice")


def test_a_deadline_that_is_a_bare_date_ends_with_that_day_in_the_platforms_zone(build: Build) -> None:
    found = by_key(clocks(build("noon-odr", "2026-03-12T10:00:00+04:00", site="noon.com/ae", deadline="2026-03-14")))
    assert found["submission"].at == at("2026-03-14T23:59:59+04:00")
    assert found["margin"].at == at("2026-03-13T23:59:59+04:00")


def test_the_last_hour_is_a_clock_of_its_own(build: Build) -> None:
    found = by_key(clocks(build("ozon-odr", "2026-03-12T10:00:00+03:00", site="ozon.ru", received="2026-03-12T09:00:00+03:00")))
    assert found["submission"].at - found["last-hour"].at == at("2026-03-12T01:00:00+00:00") - at("2026-03-12T00:00:00+00:00")


@pytest.mark.parametrize(
    ("now", "state"),
    [("2026-03-13T10:00:00+03:00", "open"), ("2026-03-14T09:00:01+03:00", "due"), ("2026-03-15T09:00:00+03:00", "passed")],
)
def test_what_is_open_due_and_passed(build: Build, now: str, state: str) -> None:
    found = by_key(clocks(build("ozon-odr", now, site="ozon.ru", received="2026-03-12T09:00:00+03:00")))
    assert found["submission"].state == state


def test_submission_and_answer_close_their_clocks(build: Build) -> None:
    records = (sent("2026-03-12T12:00:00+03:00"),)
    waiting = by_key(clocks(build("ozon-odr", "2026-03-13T10:00:00+03:00", records, site="ozon.ru", received="2026-03-12T09:00:00+03:00")))
    assert (waiting["submission"].state, waiting["last-hour"].state, waiting["ruling"].state) == ("done", "done", "open")
    assert (waiting["ruling"].at, waiting["ruling"].until) == (at("2026-03-14T12:00:00+03:00"), at("2026-03-16T12:00:00+03:00"))
    assert waiting["keep-video"].at == at("2026-06-10T12:00:00+03:00")
    answered = (*records, answer("2026-03-14T12:00:00+03:00", "rejected"))
    assert by_key(clocks(build("ozon-odr", "2026-03-15T10:00:00+03:00", answered, site="ozon.ru")))["ruling"].state == "done"
    again = (*answered, sent("2026-03-16T12:00:00+03:00"))  # a new submission opens the answer's clock again
    assert by_key(clocks(build("ozon-odr", "2026-03-16T13:00:00+03:00", again, site="ozon.ru")))["ruling"].state == "open"


def test_silence_means_rejection_after_fifteen_days(build: Build) -> None:
    found = by_key(clocks(build("noon-deactivation", "2026-03-09T10:00:00+04:00", (sent("2026-03-05T10:00:00+04:00"),), site="noon.com/ae")))
    assert found["silence"].at == at("2026-03-20T10:00:00+04:00")


def test_without_any_date_there_is_no_clock(build: Build) -> None:
    assert clocks(build("noon-odr", "2026-03-12T10:00:00+04:00", site="noon.com/ae")) == ()
