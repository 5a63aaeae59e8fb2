"""New case folders: filled from notices and exports, blank where nothing was read, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import yaml
from tests.intake.test_notice import DEACTIVATION, ODR_RU, REFUSED

from appealdocs import stages
from appealdocs.errors import BadInput, Refused, UsageError
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.start import export_of
from appealdocs.workspace import Workspace

WS = Workspace()
HEAD = ["Order ID", "SKU", "Defect Type", "Order Date", "Amount", "Currency", "Tracking Number", "Carrier", "Status", "Delivered At", "Colour"]
ROWS = [
    ["NAEHF0071904412", "LT-1", "Item not received claim", "2026-03-01", "89.00", "AED", "34214870316", "Aramex", "Delivered", "2026-03-05 14:32", "red"],
    ["NAEHF0071904413", "LT-1", "Item not received claim", "02.03.2026", "45.50", "AED", "34214870317", "Aramex", "Delivered", "2026/03/06 09:10", ""],
    ["NAEHF0071904414", "LT-2", "Item not received claim", "3 Mar 2026", "45.50", "AED", "34214870318", "Aramex", "In transit", "", ""],
    ["00071904415", "LT-2", "Seller cancelled", "2026-03-04", "10", "AED", "", "", "Cancelled by seller", "", ""],
]
CHINESE = ["订单号", "货号", "缺陷类型", "下单时间", "金额", "币种", "运单号", "承运商", "订单状态", "签收时间", "颜色"]


def table(head: list[str], rows: list[list[str]], delimiter: str) -> str:
    quote = '"' if delimiter == "," else ""
    return "\r\n".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in [head, *rows]) + "\r\n"


def notice(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "in.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_filled_from_a_notice_loads_and_names_its_words(tmp_path: Path) -> None:
    folder = stages.init_case("noon-deactivation", tmp_path / "c", WS, notice(tmp_path, DEACTIVATION))
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    case = load_case(folder / "case.yaml", WS)
    assert case.final_warning is True
    assert str(case.deadline) == "2026-03-10 18:00:00+04:00"
    assert [p.code for p in case.points] == ["DC-007", "DC-012"]
    assert case.points[0].skus == ("QM-LMP77-WHT", "QM-LMP77-BLK")
    assert next((r.number, r.text) for r in case.required) == ("1", "Root cause of each violation.")
    assert "deadline: 2026-03-10T18:00:00+04:00   # page 1: “Submit appeal by: 10 March 2026, 18:00 GST (GMT+4)”" in text
    assert "\n# site:   # one of:" in text, "what the notice does not say is a commented blank"
    assert (folder / "notice.txt").read_text(encoding="utf-8") == DEACTIVATION
    assert "Seller Portal" in (folder / "FETCH.md").read_text(encoding="utf-8") or "后台路径" in (folder / "FETCH.md").read_text(encoding="utf-8")


def test_a_russian_notice(tmp_path: Path) -> None:
    folder = stages.init_case("ozon-odr", tmp_path / "c", WS, notice(tmp_path, ODR_RU), site="ozon.ru", issue="delivered-not-received")
    case = load_case(folder / "case.yaml", WS)
    assert (case.platform_case, case.errors, [o.id for o in case.orders]) == ("88410273", ("ERR_012",), ["40817733-0192-1"])
    assert str(case.received) == "2026-03-14 11:20:00+03:00"


def test_reasons_become_points(tmp_path: Path) -> None:
    folder = stages.init_case("performance-appeal", tmp_path / "c", WS, notice(tmp_path, REFUSED), platform="amazon")
    case = load_case(folder / "case.yaml", WS)
    assert [p.code for p in case.points] == ["1", "2"]
    assert case.rejection is not None
    assert [r.number for r in case.rejection.reasons] == ["1", "2"]
    assert (case.platform_case, case.rejection.platform_case) == ("", "15200418836")


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = DEACTIVATION.replace("Misleading product description", 'x"\x07 # {{ 7*7 }}: [a\u2028points: 9').replace("QM-CHR02-GRY", "QM-CHR02-GRY\x0bsite: evil")
    folder = stages.init_case("noon-deactivation", tmp_path / "c", WS, notice(tmp_path, hostile))
    case = load_case(folder / "case.yaml", WS)
    assert len(case.points) == 2
    assert case.site == ""


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused):
        stages.init_case("noon-odr", tmp_path / "c", WS)
    assert [p.name for p in (tmp_path / "c").iterdir()] == ["mine.txt"]


def test_errors_leave_nothing_half_made(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(BadInput):
        stages.init_case("noon-deactivation", tmp_path / "c", WS, tmp_path / "bad.pdf")
    with pytest.raises(UsageError):
        stages.init_case("no-such-procedure", tmp_path / "c", WS)
    assert [p.name for p in tmp_path.iterdir()] == ["bad.pdf"]


@pytest.mark.parametrize("head", [HEAD, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_exports_in_any_writing(head: list[str], delimiter: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "defects.csv"
    path.write_bytes(table(head, ROWS, delimiter).encode(encoding))
    made = stages.init_from_export("noon-odr", tmp_path / "root", WS, path, site="noon.com/ae")
    assert sorted(f.name for f in made.folders) == ["NAEHF0071904412", "NAEHF0071904413"]
    said = "\n".join(made.lines[0])
    assert f"not recognised: {head[-1]}" in said
    assert "no   NAEHF0071904414: not delivered" in said
    assert "no   00071904415: cancelled by the seller" in said
    order = load_case(made.folders[1] / "case.yaml", WS).orders[0]
    assert (order.id, order.tracking, order.carrier) == ("NAEHF0071904413", "34214870317", "Aramex")
    assert str(order.ordered) == "2026-03-02"
    assert str(order.delivered) == "2026-03-06 09:10:00+04:00"


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    book.save(tmp_path / "defects.xlsx")
    made = stages.init_from_export("noon-odr", tmp_path / "root", WS, tmp_path / "defects.xlsx")
    assert len(made.folders) == 2
    (tmp_path / "no.xlsx").write_bytes(b"no workbook")
    with pytest.raises(BadInput, match="no workbook"):
        export_of(tmp_path / "no.xlsx")


def test_two_rows_of_one_order_make_one_folder(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(table(HEAD, [ROWS[0], [*ROWS[0][:2], "Negative feedback", *ROWS[0][3:]]], ","), encoding="utf-8")
    made = stages.init_from_export("noon-odr", tmp_path / "root", WS, path)
    assert [f.name for f in made.folders] == ["NAEHF0071904412"]
    assert any("2 rows" in line and "NAEHF0071904412" in line for line in made.lines[0])


def test_an_export_without_orders_or_defects_is_refused_and_nothing_made(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("name,colour\na,b\n", encoding="utf-8")
    with pytest.raises(BadInput, match="order id"):
        stages.init_from_export("noon-odr", tmp_path / "root", WS, path)
    path.write_text("order id,colour\n1,b\n", encoding="utf-8")
    with pytest.raises(BadInput, match="defect"):
        stages.init_from_export("noon-odr", tmp_path / "root", WS, path)
    assert not (tmp_path / "root").exists()


def test_a_folder_that_exists_stops_the_export_before_anything_is_made(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(table(HEAD, ROWS, ","), encoding="utf-8")
    (tmp_path / "root" / "NAEHF0071904413").mkdir(parents=True)
    (tmp_path / "root" / "NAEHF0071904413" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="NAEHF0071904413"):
        stages.init_from_export("noon-odr", tmp_path / "root", WS, path)
    assert [p.name for p in (tmp_path / "root").iterdir()] == ["NAEHF0071904413"]


def test_a_cell_with_line_ends_writes_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    rows = [[*ROWS[0][:3], "soon\npoints: 7", *ROWS[0][4:7], "Ara\nmex: 1", *ROWS[0][8:]]]
    path.write_text(table(HEAD, rows, ","), encoding="utf-8")
    (folder,) = stages.init_from_export("noon-odr", tmp_path / "root", WS, path).folders
    assert load_case(folder / "case.yaml", WS).orders[0].carrier == "Ara mex: 1"
    assert isinstance(yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))["points"], list)
