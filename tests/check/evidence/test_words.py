"""Names, events and channels as people write them."""

from __future__ import annotations

import pytest

from appealdocs.check.kinds.evidence.carrier import _among
from appealdocs.check.kinds.evidence.deviation import event_of
from appealdocs.check.kinds.evidence.forms import _MEANINGLESS
from appealdocs.check.kinds.evidence.private import masked


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("delivered", "delivered"), ("Вручено", "delivered"), ("first_scan", "first_scan"), ("First scan", "first_scan"), ("Принято на склад", "first_scan"),
        ("Отгружено", "dispatched"), ("shipped", "dispatched"), ("label created", "label_created"), ("下单", "ordered"), ("首次扫描", "first_scan"),
        ("签收", "delivered"), ("promised dispatch", "promised_dispatch"), ("first reply", "first_reply"), ("weather", ""),
    ],
)  # fmt: skip
def test_an_event_of_the_log_by_its_name(name: str, event: str) -> None:
    assert event_of(name) == event


@pytest.mark.parametrize(
    "stem",
    [
        "1",
        "1 (2)",
        "doc1",
        "IMG_2041",
        "微信截图_20260311",
        "screenshot 3",
        "Screenshot",
        "фото 2",
        "scan001",
        "2026-03-11",
    ],
)
def test_names_that_say_nothing(stem: str) -> None:
    assert _MEANINGLESS.fullmatch(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "POD_34208117650",
        "carrier tracking page",
        "invoice B260117",
        "накладная 1523467890",
        "фото упаковки",
        "scan of the receipt",
    ],
)
def test_names_that_say_something(stem: str) -> None:
    assert not _MEANINGLESS.fullmatch(stem)


def test_a_carrier_is_known_by_any_of_its_names() -> None:
    allowed = ("CDEK", "СДЭК", "Boxberry")
    assert _among("cdek", allowed)
    assert _among("ООО «СДЭК-Глобал»", allowed)
    assert _among("CDEK Express", allowed)
    assert not _among("SF Express", allowed)


def test_a_message_never_repeats_the_whole_number() -> None:
    assert masked("+971 50 123 4567") == "+97…67"
    assert masked("12345") == "…"
