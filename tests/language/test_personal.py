"""Personal data is found; ids of orders and parcels are none."""

from __future__ import annotations

import pytest

from appealdocs.language.personal import luhn, personal


def _found(text: str, *names: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.text) for hit in personal(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call the buyer at +971 50 123 4567.", [("phone", "+971 50 123 4567")]),
        ("电话13812345678，身份证号11010519491231002X。", [("phone", "13812345678"), ("identity", "11010519491231002X")]),
        ("Тел.: 8 (495) 123-45-67", [("phone", "8 (495) 123-45-67")]),
        ("покупатель: 89161234567", [("phone", "89161234567")]),
        ("whatsapp 0501234567", [("phone", "0501234567")]),
        ("Phone: (212) 555-0147", [("phone", "(212) 555-0147")]),
        ("пишите на ahmed.saleh@gmail.com.", [("email", "ahmed.saleh@gmail.com")]),
        ("The buyer's passport number is X12345678 and SSN 123-45-6789", [("identity", "X12345678"), ("identity", "123-45-6789")]),
        ("ID card No. A1234567-8", [("identity", "A1234567-8")]),
        ("паспорт 45 10 123456, ИНН 500100732259", [("identity", "45 10 123456"), ("identity", "500100732259")]),
        ("СНИЛС 112-233-445 95", [("identity", "112-233-445 95")]),
        ("Emirates ID 784-1990-1234567-1", [("identity", "784-1990-1234567-1")]),
        ("card 4111 1111 1111 1111", [("card", "4111 1111 1111 1111")]),
    ],
)
def test_personal_data_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Order 34228319656, tracking 1524186980, case 14882037110",
        "订单号 13912345678 已妥投", "Tracking number 13912345678", "113-4398207-6612045", "YT26104027201553", "48738903-0174-1",
        "с 24.04.2026 по 12.05.2026, 14:32", "2026-03-14 08:00", "1 234 567,89 руб.", "ИНН 7707083893", "91440300MA5F7Q2X0K",
        "身份证号110105194912310021", "1524186980 и 1523467890",
    ],
)
def test_ids_dates_and_amounts_are_none(text: str) -> None:
    assert _found(text) == []


def test_what_the_case_names_may_stand() -> None:
    text = "ops@lanting-trade.com, +86 755 8321 4567, 13912345678"
    assert _found(text, "ops@lanting-trade.com", "+8675583214567", "13912345678") == []


def test_the_check_digit() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
