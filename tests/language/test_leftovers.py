"""Signs that a translation left behind."""

from __future__ import annotations

from appealdocs.language.leftovers import leftovers


def _pairs(text: str, require: str) -> list[tuple[str, str]]:
    return [(hit.text, hit.instead) for hit in leftovers(text, require)]


def test_full_width_signs_in_russian_are_named_with_what_to_write() -> None:
    assert _pairs("Заказ（SKU）：доставлен，１２ шт。", "ru") == [
        ("（", "("), ("）", ")"), ("：", ":"), ("，", ","), ("１", "1"), ("２", "2"), ("。", "."),
    ]


def test_russian_quotes_and_number_sign_belong_to_russian_alone() -> None:
    text = "Заказ № 12 «доставлен»"
    assert _pairs(text, "ru") == []
    assert _pairs(text, "en") == [("№", "No."), ("«", "“"), ("»", "”")]


def test_chinese_may_keep_its_own_signs() -> None:
    assert _pairs("订单（SKU）：已妥投。", "zh") == []


def test_good_typography_is_no_leftover() -> None:
    assert _pairs("“Item not received” – 12 May 2026; it’s here… (3.2 days)", "en") == []
