"""What the kinds of evidence share: times that agree, codes that look alike, labels, pictures too bad to be judged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.check.kinds.evidence.seen import (
    alike,
    apart,
    judged,
    labelled,
    moment_of,
    sane,
    says,
    slip,
    swapped,
    unreadable,
)  # fmt: skip
from appealdocs.model.reading import Page, Picture, Reading, Trouble

DUBAI = ZoneInfo("Asia/Dubai")
GST = timezone(timedelta(hours=4))
AT = datetime(2026, 3, 7, 14, 32, tzinfo=GST)


@pytest.mark.parametrize(
    ("shown", "minutes"),
    [
        (datetime(2026, 3, 7, 10, 32, tzinfo=UTC), 0),
        (datetime(2026, 3, 7, 14, 32), 0),
        (datetime(2026, 3, 7, 18, 32), 0),  # no zone: Beijing time
        (datetime(2026, 3, 7, 14, 50), 18),
        (date(2026, 3, 7), 0),
        (datetime(2026, 3, 7, 14, 52, tzinfo=GST), 20),
        (date(2026, 3, 5), 37 * 60 + 33),  # the end of that day in Dubai is nearest, one second short of midnight
    ],
)
def test_times_are_compared_in_the_seller_s_favour(shown: date, minutes: int) -> None:
    gap = apart(shown, AT, DUBAI)
    assert (
        abs(gap - timedelta(minutes=minutes)) <= timedelta(hours=4, minutes=1)
        if minutes > 1000
        else gap == timedelta(minutes=minutes)
    )


@settings(max_examples=40)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=3)))
def test_two_times_with_zones_are_as_far_apart_as_they_are(start: datetime, gap: timedelta) -> None:
    one = start.replace(tzinfo=UTC)
    assert apart(one + gap, one, DUBAI) == gap
    assert apart(one, one + gap, DUBAI) == gap


def test_a_slip_is_one_character_or_two_that_changed_places() -> None:
    assert slip("34208117650", "34208117560")
    assert swapped("34208117650", "34208117560")
    assert slip("34208117650", "34208117651")
    assert not swapped("34208117650", "34208117651")
    assert not slip("34208117650", "34208117650")
    assert not slip("34208117650", "34209917650")
    assert not slip("12345", "12346"), "too short to tell"


def test_codes_have_shapes() -> None:
    assert alike("NAEHF0061420317", "NSAHF0061420317")
    assert not alike("34208117650", "1523467890")


def test_a_label_has_its_value_behind_or_below_it() -> None:
    text = "Вес\t0,86 кг\nОтправитель\nСклад «Подольск-2»\nПолучатель:\n"
    assert labelled(text, ("вес",)) == "0,86 кг"
    assert labelled(text, ("отправитель",)) == "Склад «Подольск-2»"
    assert labelled(text, ("получатель",)) == ""
    assert labelled(text, ("объём",)) is None


def test_words_stand_alone_unless_they_are_chinese() -> None:
    assert says("Sent by WhatsApp", ("whats ?app",)) == "WhatsApp"
    assert not says("CPCs and more", ("CPC",))
    assert says("请看微信截图", ("微信",)) == "微信"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-40T00:00:00", "0001-01-01T00:00:00", "9999-12-31T00:00:00+00:00"]
)
def test_absurd_metadata_times_are_none(text: str) -> None:
    assert moment_of(text) is None


def test_sane_years() -> None:
    assert sane(date(2026, 3, 7))
    assert not sane(date(1, 1, 1))


def picture(width: int = 1280, height: int = 700, sharpness: float = 900.0, text: float = 20.0) -> Picture:
    return Picture(1, width, height, 0.1, 0.0, False, sharpness, text)


def test_a_picture_is_too_small_or_too_blurred_with_measure_and_bound() -> None:
    assert unreadable(picture()) is None
    assert unreadable(picture(320, 180)) == ("size", 320, 600)
    assert unreadable(picture(sharpness=33.0)) == ("sharpness", 33.0, 100.0)
    assert unreadable(picture(text=6.0)) == ("text", 6.0, 9.0)


def test_only_what_was_read_well_is_judged() -> None:
    page = Page(1, "Delivered", "ocr", 1280, 700)
    good = Reading("a.png", "x", 10, "png", pages=(page,), pictures=(picture(),))
    assert judged(good)
    assert not judged(Reading("a.png", "x", 10, "png", pages=(page,), pictures=(picture(sharpness=3.0),)))
    assert not judged(Reading("a.png", "x", 0, "missing", troubles=(Trouble("missing"),)))
    assert not judged(
        Reading("a.png", "x", 10, "png", troubles=(Trouble("ocr-missing"),), pages=(Page(1, "", "none", 1, 1),))
    )
    assert judged(
        Reading(
            "a.pdf",
            "x",
            10,
            "pdf",
            pages=(Page(1, "Text", "text-layer", 595, 842),),
            pictures=(picture(sharpness=3.0),),
        )
    )
