from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.facts.names import Names
from appealdocs.translate.rebind import rebind

NAMES = Names({"carrier": ["Aramex", "CDEK"], "order-id": ["AE-7730412", "AE-9911223"]})


@pytest.mark.parametrize(
    ("source", "target", "asked", "language", "wanted"),
    [
        ("延误4天。", "It was 4 days late.", "延误12天。", "en", "It was 12 days late."),
        ("延误4天。", "Опоздание на 4 дня.", "延误3天。", "ru", "Опоздание на 3 дня."),
        ("3月14日签收。", "Delivered on 14 March.", "12月2日签收。", "en", "Delivered on 2 December."),
        ("3月14日签收。", "Вручено 14 марта.", "12月2日签收。", "ru", "Вручено 2\u00a0декабря."),
        ("订单AE-7730412已退款。", "Order AE-7730412 was refunded.", "订单AE-9911223已退款。", "en", "Order AE-9911223 was refunded."),
        ("交给Aramex。", "Handed to Aramex.", "交给CDEK。", "en", "Handed to CDEK."),
        ("5单里有2单。", "2 of 5 orders.", "9单里有4单。", "en", "4 of 9 orders."),
        ("发了3单，退了3单。", "3 orders sent, 3 returned.", "发了7单，退了5单。", "en", "7 orders sent, 5 returned."),
        ("缺陷率从2.1%降到0.8%。", "From 2.1% to 0.8%.", "缺陷率从3%降到1.5%。", "en", "From 3% to 1.5%."),
        ("缺陷率0.8%。", "Доля 0,8\u00a0%.", "缺陷率1.5%。", "ru", "Доля 1,5\u00a0%."),
    ],
)
def test_values_are_carried_over(source: str, target: str, asked: str, language: str, wanted: str) -> None:
    rebound = rebind((source, target), asked, ("zh", language), NAMES)
    assert rebound is not None
    assert (rebound.target, rebound.adapted) == (wanted, True)


@pytest.mark.parametrize(
    ("source", "target", "asked"),
    [
        ("延误4天。", "It was late.", "延误6天。"),  # the target says no number
        ("延误4天。", "It was 5 days late.", "延误6天。"),  # the target says another
        ("延误4天。", "It was 4 days late.", "延误6小时。"),  # hours are no days
        ("延误4天。", "It was 4 days late.", "没有延误6天。"),  # more than values differ
        ("发了3单，退了3单。", "3 orders in and out.", "发了7单，退了5单。"),  # one place for two values
        ("订单AE-7730412。", "Order AE-7730421.", "订单AE-9911223。"),  # digits swapped in the stored target
    ],
)
def test_what_is_not_certain_is_not_carried_over(source: str, target: str, asked: str) -> None:
    assert rebind((source, target), asked, ("zh", "en"), NAMES) is None


@pytest.mark.parametrize(("days", "safe"), [(3, True), (2, True), (5, False), (1, False), (21, False), (24, True)])
def test_russian_endings_are_safe_only_in_the_same_form(days: int, safe: bool) -> None:
    rebound = rebind(("延误4天。", "Опоздание на 4 дня."), f"延误{days}天。", ("zh", "ru"))
    assert rebound is not None
    assert rebound.safe is safe


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 9999), st.integers(2, 9999), st.integers(1, 12), st.integers(1, 28))
def test_a_rebound_target_says_the_asked_values(count: int, days: int, month: int, day: int) -> None:
    stored = ("4月5日有37单延误了11天。", "On 5 April, 37 orders were 11 days late.")
    rebound = rebind(stored, f"{month}月{day}日有{count}单延误了{days}天。", ("zh", "en"))
    assert rebound is not None
    for value in (f"{count:,}", f"{days:,} days", f"{day} "):
        assert value in rebound.target
