"""Facts in text: ids, dates, people, addresses, weights, with what the file calls them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from appealdocs.model.fact import Money, Quantity
from appealdocs.model.reading import Found, Page, Reading
from appealdocs.reading.found import found_in
from appealdocs.reading.labels import key_of, pairs
from appealdocs.reading.patterns import identity_is_sound

GST, MSK = timezone(timedelta(hours=4)), timezone(timedelta(hours=3))


def found(text: str, source: str = "text-layer") -> list[Found]:
    page = Page(1, text.replace("|", "\t"), source, 0, 0)  # type: ignore[arg-type]
    return list(found_in(Reading("a.pdf", "", 0, "pdf", pages=(page,))))


def values(text: str, kind: str) -> list[object]:
    return [f.fact.value for f in found(text) if f.fact.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("NAEHF0061420317", "order-id", "NAEHF0061420317"),
        ("Заказ 48127733-0164-1", "order-id", "48127733-0164-1"),
        ("order 113-4398207-6612045 was", "order-id", "113-4398207-6612045"),
        ("12-34567-89012", "order-id", "12-34567-89012"),
        ("PO-211-01234567890123456789", "order-id", "PO-211-01234567890123456789"),
        ("Order ID: 987654321012", "order-id", "987654321012"),
        ("订单号：260512ABCD1234", "order-id", "260512ABCD1234"),
        ("YT26104027201553", "tracking", "YT26104027201553"),
        ("RB123456785CN", "tracking", "RB123456785CN"),
        ("1Z999AA10123456784", "tracking", "1Z999AA10123456784"),
        ("Shipment number|34208117650", "tracking", "34208117650"),
        ("Номер отправления|1523467890", "tracking", "1523467890"),
        ("Накладная № 1523467890", "tracking", "1523467890"),
        ("运单号 1523467890", "tracking", "1523467890"),
        ("По данным CDEK посылка 1523467890 вручена", "tracking", "1523467890"),
        ("SKU LT-KB2041-BLK, 1 pc", "sku", "LT-KB2041-BLK"),
        ("Артикул: 123456", "sku", "123456"),
        ("Case ID: DEA-2026-0412877", "id", "DEA-2026-0412877"),
        ("письмо СД-1170 от 05.05.2026", "id", "СД-1170"),
        ("Оператор|OP-0147", "id", "OP-0147"),
        ("https://seller.ozon.ru/app/m?chat_id=7&message_id=90011734", "id", "90011734"),
        ("a" * 64, "id", "a" * 64),
        ("mail ops@lanting-trade.com now", "email", "ops@lanting-trade.com"),
        ("tel +971 50 123 4567", "phone", "+971501234567"),
        ("тел. 8 (916) 123-45-67", "phone", "89161234567"),
        ("手机 138 1234 5678", "phone", "13812345678"),
        ("see https://www.aramex.com/ae/track?x=1.", "url", "https://www.aramex.com/ae/track?x=1"),
        ("Weight|0.54 kg", "measure", Quantity(Decimal("0.54"), "kg")),
        ("Вес|0,86 кг", "measure", Quantity(Decimal("0.86"), "kg")),
        ("Amount|USD 328.00", "money", Money(Decimal("328.00"), "USD")),
        ("Сумма|18 500,00 RUB", "money", Money(Decimal("18500.00"), "RUB")),
        ("Paid on|20 April 2026", "date", date(2026, 4, 20)),
        ("7 March 2026, 14:32 GST", "moment", datetime(2026, 3, 7, 14, 32, tzinfo=GST)),
        ("05.03.2026 14:00:00 МСК", "moment", datetime(2026, 3, 5, 14, 0, tzinfo=MSK)),
        ("on 7 March\n2026 at 14:32 GST.", "moment", datetime(2026, 3, 7, 14, 32, tzinfo=GST)),
    ],
)
def test_one_fact(text: str, kind: str, value: object) -> None:
    assert value in values(text, kind)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Signed by|Fatima Al Mansoori", "Fatima Al Mansoori", "signer"),
        ("Signed by|Noura AI Harbi", "Noura Al Harbi", "signer"),  # OCR's capital I
        ("Delivered, signed by J. Miller", "J. Miller", "signer"),
        ("It was signed by Fatima Al Mansoori. The proof", "Fatima Al Mansoori", "signer"),
        ("Received and signed by\nAHMED SALEH", "AHMED SALEH", "signer"),
        ("Вручено, получатель Иванова М. П.", "Иванова М. П.", "recipient"),
        ("Получил: Петров Иван Сергеевич", "Петров Иван Сергеевич", "signer"),
        ("签收人：王小明", "王小明", "signer"),
        ("To|Shenzhen Lanting Trading Co., Ltd.", "Shenzhen Lanting Trading Co., Ltd.", "recipient"),
        ("Курьер|Петров А. С., табельный номер 20417", "Петров А. С.", "courier"),
    ],
)
def test_people(text: str, name: str, label: str) -> None:
    assert (name, label) in [(f.fact.value, f.label) for f in found(text) if f.fact.kind == "name"]


def test_a_label_without_a_name_gives_none() -> None:
    assert values("Signed by:\nStatus|Delivered", "name") == []
    assert values("Signature:", "name") == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Delivered at|7 March 2026, 14:32 GST", ["delivered"]),
        ("Отгружено|05.03.2026 14:00 МСК", ["dispatched"]),
        ("Valid from|31 July 2025\nValid to|31 July 2026", ["valid-from", "valid-to"]),
        ("05.03.2026 19:30 МСК Принято на склад отправителя", ["first-scan"]),
        ("3 March 2026 19:05 GST Shipment picked up, first scan", ["first-scan"]),
        ("2026-03-07 14:32 已签收", ["delivered"]),
        ("Customer|10 March 2026, 11:20 GST", ["buyer-message"]),
        ("Период|11.03.2026 - 10.05.2026", ["period", "period"]),
        ("Our letter of 5 May 2026", [""]),
    ],
)
def test_what_happened_then(text: str, labels: list[str]) -> None:
    assert [f.label for f in found(text) if f.fact.kind in ("date", "moment")] == labels


def test_table_with_a_head() -> None:
    text = "SKU|Item|Batch|Qty|Amount\nLT-KB2041-BLK|tool set|B260117|600|USD 4,320.00\nYF-LP118-WHT|lamp|B260118|20|USD 90.00"
    result = found(text)
    assert [f.fact.value for f in result if f.fact.kind == "sku"] == ["LT-KB2041-BLK", "YF-LP118-WHT"]
    assert [f.fact.value for f in result if f.label == "batch"] == ["B260117", "B260118"]
    assert [f.fact.value for f in result if f.label == "amount"] == [
        Money(Decimal("4320.00"), "USD"),
        Money(Decimal("90.00"), "USD"),
    ]


def test_several_ids_in_one_sentence() -> None:
    text = "затронуты заказы 51640227-0211-1 и 51702384-0305-1 (SKU LT-KB2041-BLK и YF-LP118-WHT)"
    assert values(text, "order-id") == ["51640227-0211-1", "51702384-0305-1"]
    assert values(text, "sku") == ["LT-KB2041-BLK", "YF-LP118-WHT"]


def test_nothing_is_found_twice_at_one_place() -> None:
    result = found("Order ID: NAEHF0061420317 at https://seller.noon.com/orders/NAEHF0061420317")
    assert [f.fact.kind for f in result].count("order-id") == 2
    assert [f.fact.kind for f in result].count("id") == 0


@pytest.mark.parametrize(
    "text",
    [
        "SHA-256 and ISO 9001 and UTF-8",
        "Tel: 34",
        "Page 12 of 40, 100 % of 3,500",
        "from 5 to 14 April",
        "12:30-14:45",
    ],
)
def test_no_ids_where_there_are_none(text: str) -> None:
    assert [f for f in found(text) if f.fact.kind in ("id", "order-id", "tracking", "sku", "phone")] == []


def test_identity_numbers_are_known_by_their_check_digit() -> None:
    assert identity_is_sound("11010519491231002X")
    assert not identity_is_sound("110105194912310021")
    assert [f.label for f in found("身份证 11010519491231002X") if f.fact.kind == "id"] == ["identity"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Signed by:", "signer"), ("Трек-номер", "tracking"), ("Shipper reference (Noon order)", "order"), ("Invoice No.", "invoice"),
        ("Накладная №", "tracking"), ("Delivery date and time", "delivered"), ("Хеш фотографии посылки (SHA-256)", "photo-hash"),
        ("签收时间", "delivered"), ("Valid until", "valid-to"), ("Thank you", ""), ("x" * 100, ""), ("", ""),
    ],
)  # fmt: skip
def test_labels(label: str, key: str) -> None:
    assert key_of(label) == key


def test_pairs_point_at_their_values() -> None:
    text = "Order ID\tNAEHF0061420317\nCase ID: DEA-1\nSigned by\nFatima Al Mansoori\nDestination\tDubai"
    assert [(p.key, text[p.start : p.end]) for p in pairs(text)] == [
        ("order", "NAEHF0061420317"), ("case", "DEA-1"), ("signer", "Fatima Al Mansoori"),
    ]  # fmt: skip
