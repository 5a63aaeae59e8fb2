"""Amounts in the notations of statements and as OCR gives them; never half of a number."""

from __future__ import annotations

import pytest

from appealdocs.model.fact import Money
from appealdocs.model.reading import Page, Reading
from appealdocs.reading.amounts import LINE, TAKEN_FOR_ROUBLE, amounts
from appealdocs.reading.found import found_in


def money(text: str, language: str, by_ocr: bool = True) -> list[str]:
    values = [a.mention.fact.value for a in amounts(text, language, by_ocr)]
    return [f"{v.value} {v.currency}" for v in values if isinstance(v, Money)]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("AED 1,308.64", "en", "1308.64 AED"), ("Dhs 120.00", "en", "120.00 AED"), ("1,234.50 SAR", "en", "1234.50 SAR"),
        ("€ 1.234,50", "en", "1234.50 EUR"), ("€12,50", "en", "12.50 EUR"), ("Total AED 1 308.64", "en", "1308.64 AED"),
        ("AED 308 .64", "en", "308.64 AED"), ("USS 124.01", "en", "124.01 USD"), ("US$ 45.00", "en", "45.00 USD"),
        ("Qty 3 AED 120.00", "en", "120.00 AED"), ("KWD 12.500", "en", "12.500 KWD"), ("金额：￥1,234.00", "zh", "1234 CNY"),
        ("1 234,50 ₽", "ru", "1234.50 RUB"), ("543,97 0", "ru", "543.97 RUB"), ("39 571,421", "ru", "39571.42 RUB"),
        ("12 340,00 Р", "ru", "12340 RUB"), ("2 340 р.", "ru", "2340 RUB"),
    ],
)  # fmt: skip
def test_notations(text: str, language: str, shown: str) -> None:
    assert money(text, language) == [shown]
    assert LINE.search(text)


@pytest.mark.parametrize("text", ["AED 5 120", "€1.234", "S$ 12.50", "AED 1.308", "5 AED 7"])
def test_what_could_be_two_amounts_or_another_currency_is_left_out(text: str) -> None:
    assert money(text, "en") == []


def test_the_place_is_that_of_the_line_as_it_stands() -> None:
    line = "Компенсация 39 571,421 за заказ"
    (found,) = amounts("Компенсация 39 571,421", "ru", True)
    assert line[found.start : found.end] == "39 571,421"
    assert found.doubt == TAKEN_FOR_ROUBLE


def test_a_rouble_sign_is_guessed_only_in_pictures() -> None:
    assert money("543,97 0", "ru", by_ocr=False) == []
    page = Page(1, "Стоимость заказа\t543,97 0", "ocr", 1000, 500)
    (found,) = (f for f in found_in(Reading("a.png", "0", 1, "png", pages=(page,))) if f.fact.kind == "money")
    assert found.confidence <= TAKEN_FOR_ROUBLE
