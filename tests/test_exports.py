"""Exports in the delimiters, encodings and column names that platforms and ERPs use."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from appealdocs.exports import decode, moment, read

ENGLISH = "Order ID,SKU,Defect Type,Date,Amount,Currency,Tracking No.,Carrier,Status,Delivered,Complaint,First Reply\n" \
    "NAEHF1,HY-1,Claim: not received,2026-03-10,129.00,AED,342,Aramex,delivered,2026-03-07,2026-03-10 11:20,2026-03-10 16:45\n"
CHINESE = "订单号;商品编码;缺陷类型;日期;金额;币种;运单号;承运商;状态;签收时间\n" "NAEHF1;HY-1;未收到;2026/03/10;129;AED;342;Aramex;已签收;2026/03/07 14:32\n"


@pytest.mark.parametrize(
    "data",
    [ENGLISH.encode(), ENGLISH.replace(",", "\t").encode("utf-16"), CHINESE.encode("gb18030"), b"\xef\xbb\xbf" + CHINESE.encode()],
    ids=["comma utf-8", "tab utf-16", "semicolon gb18030", "semicolon utf-8 with mark"],
)
def test_the_same_row_whatever_the_file_is_written_in(data: bytes) -> None:
    export = read(data)
    (row,) = export.rows
    assert row["order"] == "NAEHF1"
    assert row["tracking"] == "342"
    assert row["carrier"] == "Aramex"
    assert row.number_of("amount") == 129
    assert row.moment("date") == date(2026, 3, 10)
    assert not export.unknown


def test_lines_before_the_head_are_passed_over_and_unknown_columns_named() -> None:
    export = read("Report of 12 March 2026\n\nOrder ID,Colour\nNAEHF1,white\n")
    assert [row["order"] for row in export.rows] == ["NAEHF1"]
    assert export.unknown == ("Colour",)


def test_a_text_that_is_no_table_has_no_rows() -> None:
    assert read("Dear Sir or Madam,\nwe write in response to your notice.\n").rows == ()
    assert read(b"").rows == ()


def test_a_delivery_date_is_no_order_date() -> None:
    export = read("Order Number,Order Date,Delivery Date\nNAEHF1,2026-03-02,2026-03-07\n")
    assert export.rows[0].moment("date") == date(2026, 3, 2)
    assert export.rows[0].moment("delivered") == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-10", date(2026, 3, 10)), ("2026-03-10 16:45", datetime(2026, 3, 10, 16, 45)), ("10.03.2026", date(2026, 3, 10)),
        ("2026年3月10日", date(2026, 3, 10)), ("10 Mar 2026", date(2026, 3, 10)), ("03/04/2026", None), ("soon", None), ("2026-02-30", None),
    ],
)  # fmt: skip
def test_dates(text: str, value: object) -> None:
    assert moment(text) == value


def test_broken_bytes_are_still_text() -> None:
    assert "Order" in decode(b"Order\xff\xff")
