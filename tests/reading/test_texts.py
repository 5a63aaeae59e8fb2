"""Texts, tables and office files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from appealdocs.reading import Pool, read
from appealdocs.reading.languages import shares
from appealdocs.reading.texts import decode

RUSSIAN, CHINESE = "Заказ № 48127733-0164-1 вручён покупателю", "订单已经签收，运单号如下"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"), (RUSSIAN, "utf-8-sig"), (RUSSIAN, "utf-16"), (RUSSIAN, "cp1251"),
        (CHINESE, "utf-8"), (CHINESE, "gb18030"), (CHINESE, "utf-16"), ("plain", "ascii"),
    ],
)  # fmt: skip
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_fields_become_cells(make: Any, pool: Pool, separator: str) -> None:
    rows = [
        "order id,sku,shipped",
        "48127733-0164-1,LT-KB2041-BLK,05.03.2026 14:00",
        "48127733-0165-1,YF-LP118-WHT,06.03.2026 14:00",
    ]
    path = make.file("export.csv", "\r\n".join(rows).replace(",", separator).encode())
    reading = read(path, "export.csv", pool=pool)
    assert (reading.kind, reading.troubles) == ("csv", ())
    assert reading.text.split("\n")[1].split("\t") == ["48127733-0164-1", "LT-KB2041-BLK", "05.03.2026 14:00"]
    assert [f.fact.value for f in reading.found if f.fact.kind == "sku"] == ["LT-KB2041-BLK", "YF-LP118-WHT"]
    assert [f.label for f in reading.found if f.fact.kind == "moment"] == ["dispatched", "dispatched"]


def test_csv_with_quoted_line_breaks(make: Any, pool: Pool) -> None:
    path = make.file("a.csv", b'id,note\n1,"two\nlines, quoted"\n2,b\n')
    assert read(path, "a.csv", pool=pool).text.split("\n") == ["id\tnote", "1\ttwo lines, quoted", "2\tb"]


def test_html_shows_what_a_reader_sees(make: Any, pool: Pool) -> None:
    html = "<html><head><title>t</title><script>order=1</script></head><body><p>Order <b>NAEHF0061420317</b></p><table><tr><td>a<td>b</table>"
    reading = read(make.file("a.html", html.encode()), "a.html", pool=pool)
    assert reading.kind == "html"
    assert reading.text == "Order NAEHF0061420317\na\tb"


def test_docx(make: Any, pool: Pool) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Order NAEHF0061420317 was dispatched on 3 March 2026.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Tracking number", "34208117650"
    document.core_properties.author = "Chen Weidong"
    path = make.folder / "a.docx"
    document.save(str(path))
    reading = read(path, "a.docx", pool=pool)
    assert (reading.kind, reading.troubles) == ("docx", ())
    assert reading.text.split("\n")[0].startswith("Order NAEHF0061420317")
    assert "Tracking number\t34208117650" in reading.text
    assert "34208117650" in [f.fact.value for f in reading.found if f.fact.kind == "tracking"]
    assert reading.metadata.author == "Chen Weidong"


def test_xlsx(make: Any, pool: Pool) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order ID", "Dispatched", "Amount", "Sum"])
    sheet.append(["48127733-0164-1", datetime(2026, 3, 5, 14, 0), 12.5, "=C2*2"])
    sheet.append(["48127733-0165-1", date(2026, 3, 6), 3, None])
    path = make.folder / "a.xlsx"
    book.save(path)
    reading = read(path, "a.xlsx", pool=pool)
    assert (reading.kind, reading.troubles) == ("xlsx", ())
    assert reading.text.split("\n") == [
        "Order ID\tDispatched\tAmount\tSum",
        "48127733-0164-1\t2026-03-05 14:00:00\t12.5",
        "48127733-0165-1\t2026-03-06\t3",
    ]
    assert [f.fact.value for f in reading.found if f.fact.kind == "order-id"] == ["48127733-0164-1", "48127733-0165-1"]


def test_old_office_formats_are_told_how_to_help(make: Any, pool: Pool) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    reading = read(make.file("a.doc", head + "WordDocument".encode("utf-16-le") + b"\0" * 500), "a.doc", pool=pool)
    assert (reading.kind, reading.troubles[0].kind) == ("doc", "unreadable")
    assert "DOCX" in reading.troubles[0].detail
    locked = read(make.file("a.docx", head + "EncryptedPackage".encode("utf-16-le")), "a.docx", pool=pool)
    assert [t.kind for t in locked.troubles] == ["encrypted"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"), (CHINESE, "zh"), ("Delivered to the reception desk", "en"), ("تم التسليم", "ar"),
        ("Заказ 48127733-0164-1 https://seller.ozon.ru/app/postings SKU LT-KB2041-BLK", "ru"),
    ],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    assert shares(text)[0][0] == language


def test_no_letters_no_language() -> None:
    assert shares("12.03.2026 14:00 NAEHF0061420317") == ()
    assert sum(share for _, share in shares("Order заказ 订单")) == pytest.approx(1, abs=0.001)
