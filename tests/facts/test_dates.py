"""Dates and moments as waybills, screenshots and exports write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from appealdocs.facts.dates import moments

GULF = timezone(timedelta(hours=4))
AT = datetime(2026, 3, 7, 14, 32)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07 Mar 2026 14:32", AT), ("2026/03/07 14:32:05", AT.replace(second=5)), ("Mar 7, 2026 2:32 PM GST",
        AT.replace(tzinfo=GULF)),
        ("05.03.2026 14:00", datetime(2026, 3, 5, 14, 0)), ("7 мар. 2026", date(2026, 3, 7)), ("2026-03-07T10:32Z",
        datetime(2026, 3, 7, 10, 32, tzinfo=UTC)),
        ("2026-03-07T14:32:05+04:00", AT.replace(second=5, tzinfo=GULF)), ("2026-03-07 14:32:05.123",
        AT.replace(second=5)),
        ("7-Mar-26", date(2026, 3, 7)), ("07.03.26 14:32", AT), ("14:32 07/03/2026", AT), ("03/25/2026", date(2026, 3,
        25)),
        ("2026年3月7日 14:32", AT), ("2026年03月07日14:32", AT), ("Mar 07, 2026 02:32 PM", AT),
        ("7 марта 2026 г., 14:32", AT),
        ("5 марта 2026, 14:00", datetime(2026, 3, 5, 14, 0)), ("7 March 2026 at 14:32 GST (GMT+4)",
        AT.replace(tzinfo=GULF)),
        ("07.03.2026 в 13:32 (МСК)", AT.replace(hour=13, tzinfo=timezone(timedelta(hours=3)))), ("7th March, 2026",
        date(2026, 3, 7)),
        ("Sat 7 Mar 2026 (Sat) 14:32", AT), ("2026-03-07\n14:32", AT), ("2026-03-07 12:05 AM", datetime(2026, 3, 7, 0,
        5)),
    ],
)  # fmt: skip
def test_one_stamp(text: str, expected: date) -> None:
    found = moments(f"Status: {text}.")
    assert [m.fact.value for m in found] == [expected]
    assert found[0].fact.kind == ("moment" if isinstance(expected, datetime) else "date")
    assert found[0].text == f"Status: {text}."[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026",
        "2026-13-01",
        "version 1.2.3",
        "192.168.10.26",
        "34208117650",
        "12/34/2026",
        "B-2026-03-07-1",
        "5 orders",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert moments(text) == []


def test_a_stamp_takes_the_given_zone_unless_it_names_one() -> None:
    found = moments("07.03.2026 14:32; 07.03.2026 10:32 UTC", ZoneInfo("Asia/Dubai"))
    first, second = (m.fact.value for m in found)
    assert isinstance(first, datetime)
    assert isinstance(second, datetime)
    assert first == second


def test_a_table_of_events() -> None:
    page = "2026-03-05 09:10 Picked up\n2026-03-06 22:15 Arrived at hub\n2026-03-07 14:32 Delivered, signed by AHMED K."
    assert [m.fact.value for m in moments(page)] == [datetime(2026, 3, 5, 9, 10), datetime(2026, 3, 6, 22, 15), AT]
