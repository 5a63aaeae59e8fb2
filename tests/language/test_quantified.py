"""What makes a cause concrete: number, place, period."""

from __future__ import annotations

import pytest

from appealdocs.language.numbers import concrete, period, quantity
from appealdocs.language.quantified import quantified


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("en", "From 5 to 14 April 2026 parcels of YunExpress were delayed by 3.2 days.", (True, True, True)),
        ("en", "Logistics was delayed.", (False, False, False)),
        ("ru", "В мае CDEK задержал 37 посылок.", (True, True, True)),
        ("ru", "Сотрудники опоздали.", (False, False, False)),
        ("zh", "8月吉达仓晚发206单。", (True, True, True)),
        ("zh", "物流延误了。", (False, False, False)),
    ],
)
def test_the_three_parts_are_told_apart(lang: str, text: str, parts: tuple[bool, bool, bool]) -> None:
    found = quantified(text, lang)
    assert (found.number, found.who_or_where, found.period) == parts
    assert "delay" in found.speaks_of


@pytest.mark.parametrize("text", ["Order 113-4398207-6612045", "SKU KT-2201B", "Exhibit 4", "at 14:32 GMT+4", "on 5 May 2026"])
def test_ids_times_and_dates_are_no_quantity(text: str) -> None:
    assert not quantity(text, "en")


def test_words_may_count() -> None:
    assert quantity("two packers", "en")
    assert quantity("два упаковщика", "ru")
    assert not quantity("сотрудники и двери", "ru")
    assert quantity("三个包裹", "zh")
    assert not quantity("十分抱歉", "zh")


def test_windows_of_time_are_periods() -> None:
    assert period("over the past 30 days", "en")
    assert period("за последние две недели", "ru")
    assert period("近30天", "zh")
    assert not concrete("over and over", "en")
