"""Exports of orders, which name no defects: what is judged, what is said instead, and files that are no export."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs import stages
from appealdocs.errors import BadInput
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.start import export_of
from appealdocs.workspace import Workspace

WS = Workspace()
OZON = "Номер заказа;Номер отправления;Принят в обработку;Дата отгрузки;Статус;Фактическая дата передачи в доставку;Причина отмены\n"
POSTINGS = (
    ("1", "Доставлен", "2026-03-02 18:30:00", ""), ("2", "Отменён", "2026-03-02 18:30:00", "Заказ утерян службой доставки"),
    ("3", "Отменён", "2026-03-02 18:30:00", ""), ("4", "Отменён", "", "Товар закончился на складе продавца"),
    ("5", "Доставляется", "2026-03-05 18:30:00", ""), ("6", "Отменён", "", "665"), ("7", "Отменён", "", ""), ("8", "Отменён", "", "Покупатель передумал"),
)  # fmt: skip


@pytest.fixture
def ozon(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    rows = (f"4081773{n}-0192;4081773{n}-0192-1;2026-03-01 10:00:00;2026-03-03 12:00:00;{status};{sent};{why}" for n, status, sent, why in POSTINGS)
    path.write_text(OZON + "\n".join(rows), encoding="utf-8")
    return path


def test_an_ozon_export_of_orders_is_judged_by_reason_and_dispatch(ozon: Path, tmp_path: Path) -> None:
    made = stages.init_from_export("ozon-performance", tmp_path / "root", WS, ozon)
    assert [f.name for f in made.folders] == ["40817732-0192-1", "40817733-0192-1", "40817736-0192-1"]
    said = "\n".join(made.lines[0])
    assert "A list of orders, not of defects" in said
    assert "no   40817734-0192-1: cancelled by the seller" in said
    assert "no   40817735-0192-1: dispatched late" in said
    assert "no   40817737-0192-1: cancelled, and the export does not say by whom" in said
    assert "no   40817738-0192-1: cancelled by the buyer" in said
    assert "40817731" not in said
    cases = [load_case(f / "case.yaml", WS) for f in made.folders]
    assert [c.issue for c in cases] == ["carrier-anomaly", "data-sync-gap", "order-attribution"]
    assert "error-index: " in said
    assert "承运商书面说明" in (made.folders[0] / "FETCH.md").read_text(encoding="utf-8")


def test_an_amazon_list_of_orders_says_what_to_export_instead(tmp_path: Path) -> None:
    path = tmp_path / "orders.txt"
    path.write_text("amazon-order-id\tpurchase-date\torder-status\n112-8841027-5567301\t2026-02-20\tCancelled\n", encoding="utf-8")
    made = stages.init_from_export("performance-appeal", tmp_path / "root", WS, path, "amazon")
    assert not made.folders
    assert "A-to-Z Claim" in "\n".join(made.lines[0])
    assert "退货报告" in "\n".join(made.lines[1])
    assert "odr:" not in "\n".join(made.lines[0]), "a list of orders tells no defects"


def test_rows_that_disagree_and_dates_that_nobody_can_tell_are_said(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(
        "Order ID,Defect Type,Date,Tracking,Status\nNAEHF0071904412,Item not received,03/04/2026,1,Delivered\n"
        "NAEHF0071904412,Item not received,03/04/2026,2,Delivered\n", encoding="utf-8",
    )  # fmt: skip
    made = stages.init_from_export("noon-odr", tmp_path / "root", WS, path)
    said = "\n".join(made.lines[0])
    assert "2 rows name NAEHF0071904412: taken as one order; they differ in Tracking" in said
    assert "Date: 1 date(s) left blank" in said
    assert "'03/04/2026', line 2" in said


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"), (b"%PDF-1.7", "a PDF"), (b"<html><table><tr><td>Order ID</td></tr></table></html>", "a web page"), (b'{"orders": []}', "JSON"),
        (b"name,colour\na,b\n", "no column of order ids"), (b"Order ID,Defect Type\n", "no row below"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_told_apart(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        export_of(path)
    assert why in caught.value.faults[0].message.en
    assert caught.value.faults[0].message.zh
    assert caught.value.remedy
