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
    assert export.rows[0].moment("ordered") == date(2026, 3, 2)
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


OZON = (
    "Номер заказа;Номер отправления;Принят в обработку;Дата отгрузки;Статус;Дата доставки;Фактическая дата передачи в доставку;"
    "Сумма отправления;Код валюты отправления;Наименование товара;OZON id;Артикул;Количество\n"
    '"40817733-0192";"40817733-0192-1";"2026-03-01 10:00:00";"2026-03-03 12:00:00";"Доставлен";"2026-03-09 15:00:00";"2026-03-02 18:30:00";'
    '"3490,00";"RUB";"Лампа";"1761234567";"QM-LMP77-WHT";"1"\n'
)
RETURNS = (
    "Order ID\tOrder date\tReturn request date\tReturn request status\tLabel cost\tCurrency code\tReturn carrier\tTracking ID\tA-to-Z Claim\t"
    "ASIN\tMerchant SKU\tReturn Reason\tReturn delivery date\tOrder Amount\n"
    "112-8841027-5567301\t2026-02-20\t2026-03-01\tApproved\t0\tUSD\tUPS\t1Z999\tY\tB0CX12345Z\tLT-1\tItem never arrived\t2026-03-05\t89.00\n"
    "113-0045127-9981002\t2026-02-21\t2026-03-02\tApproved\t0\tUSD\tUPS\t1Z998\tN\tB0CX12345Z\tLT-1\tChanged mind\t2026-03-06\t45.00\n"
)
ORDERS = (
    "amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\tsku\tasin\tcurrency\titem-price\tpurchase-order-number\n"
    "112-8841027-5567301\tM-1\t2026-02-20T10:11:12+00:00\tShipped\tLT-1\tB0CX12345Z\tUSD\t89.00\tPO-77\n"
)


def profiles(procedure: str, platform: str = "") -> list[dict[str, object]]:
    from appealdocs.packs import load_pack
    from appealdocs.workspace import Workspace

    return list(load_pack(procedure, Workspace(), platform).data["exports"])


@pytest.mark.parametrize("procedure", ["ozon-odr", "ozon-performance"])
def test_an_ozon_export_by_the_columns_that_the_pack_knows(procedure: str) -> None:
    export = read(OZON, profiles(procedure))
    (row,) = export.rows
    assert (row["order"], row["sku"], row["status"], row["currency"]) == ("40817733-0192-1", "QM-LMP77-WHT", "Доставлен", "RUB")
    assert row.moment("promised") == datetime(2026, 3, 3, 12)
    assert row.moment("dispatched") == datetime(2026, 3, 2, 18, 30)
    assert row.number_of("amount") == 3490
    assert not export.unknown


def test_amazons_returns_are_defects_only_with_a_claim_and_their_parcel_is_not_the_orders() -> None:
    export = read(RETURNS, profiles("performance-appeal", "amazon"))
    claimed, other = export.rows
    assert (claimed["order"], claimed["defect"]) == ("112-8841027-5567301", "A-to-z claim; Item never arrived")
    assert other["defect"] == ""
    assert (claimed["tracking"], claimed["carrier"], claimed["delivered"]) == ("", "", "")
    assert not export.unknown


def test_amazons_orders_are_told_from_the_merchants_own_numbers() -> None:
    export = read(ORDERS, profiles("performance-appeal", "amazon"))
    (row,) = export.rows
    assert (row["order"], row["currency"], row["status"]) == ("112-8841027-5567301", "USD", "Shipped")
    assert str(row.moment("date")) == "2026-02-20 10:11:12+00:00"
    assert not export.unknown


def test_totals_below_and_junk_above_are_no_orders() -> None:
    export = read("店铺：蓝亭 订单缺陷报表\n导出时间,2026-03-12 10:00\n\n订单号,缺陷类型,日期,金额\nNAEHF1,未收到,2026/03/10,129\n\n合计,,,129\nTotal: 1 order,,,129\nИтого,,,1\n")
    assert [(row["order"], row.number) for row in export.rows] == [("NAEHF1", 5)]


def test_dates_with_slashes_are_read_where_their_column_tells_the_order() -> None:
    head = "Order ID,Defect Type,Order Date,Delivered At\n"
    export = read(head + "A1,x,03/04/2026,03/04/2026 10:00\nA2,x,25/03/2026,\nA3,x,2026-03-26,\nA4,x,27.03.2026,\n")
    assert [row.moment("ordered") for row in export.rows] == [date(2026, 4, 3), date(2026, 3, 25), date(2026, 3, 26), date(2026, 3, 27)]
    assert export.rows[0].moment("delivered") is None, "nothing in that column tells"
    both = read(head + "A1,x,03/25/2026,\nA2,x,25/03/2026,\n")
    assert [row.moment("date") for row in both.rows] == [None, None]


@pytest.mark.parametrize(("cell", "id"), [('="00071904412"', "00071904412"), ("'00071904412", "00071904412"), ('"00071904412"', "00071904412")])
def test_leading_zeros_kept_by_a_spreadsheets_own_tricks(cell: str, id: str) -> None:
    assert read(f"Order ID,Defect Type\n{cell},x\n").rows[0]["order"] == id


def test_a_date_in_words_with_its_zone() -> None:
    assert str(moment("Mar 5, 2026 2:32 PM GST")) == "2026-03-05 14:32:00+04:00"
    assert moment("delivered on Mar 5, 2026") is None


def test_russian_headers_in_windows_1251_are_no_chinese() -> None:
    export = read("Номер заказа;Причина;Дата\n00123;не получен;01.03.2026\n".encode("cp1251"))
    assert export.rows[0]["defect"] == "не получен"
    assert decode("订单号,缺陷类型\n1,未收到\n".encode("gb18030")).startswith("订单号")


def test_a_head_of_two_lines_that_cells_were_merged_over() -> None:
    export = read("订单,,时间,,物流,\n编号,状态,下单时间,发货时间,承运商,运单号\nNAEHF1,已取消,2026-03-01,2026-03-02,Aramex,342\n合计,,,,,1\n")
    (row,) = export.rows
    assert (row["order"], row["status"], row["ordered"], row["dispatched"], row["tracking"]) == ("NAEHF1", "已取消", "2026-03-01", "2026-03-02", "342")
    assert row.number == 3


def test_a_short_line_has_blanks_where_it_ends() -> None:
    (row,) = read("Order ID,Defect,Date\nNAEHF1,late\n").rows
    assert (row["defect"], row["ordered"]) == ("late", "")
