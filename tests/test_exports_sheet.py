"""Workbooks of exports: read as a table, in a process that a hostile file can only end, never fill."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from appealdocs.errors import BadInput
from appealdocs.exports import read
from appealdocs.exports_sheet import table
from appealdocs.intake.start import export_of

HEAD = ["Order ID", "Defect Type", "Order Date", "Amount"]


def saved(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_values_as_a_person_sees_them(tmp_path: Path) -> None:
    path = saved(tmp_path / "d.xlsx", [HEAD, ["NAEHF0071904412", "late", datetime(2026, 3, 1, 14, 32), 89.5], [34214870316, "x", datetime(2026, 3, 2), 90.0]])
    one, two = read(table(path)).rows
    assert (one["order"], one["ordered"], one["amount"]) == ("NAEHF0071904412", "2026-03-01 14:32:00", "89.5")
    assert (two["order"], two["ordered"], two["amount"]) == ("34214870316", "2026-03-02", "90")


def test_the_sheet_with_orders_is_found_and_lines_count_as_in_the_spreadsheet(tmp_path: Path) -> None:
    path = saved(tmp_path / "d.xlsx", [["read me first"]], [[], [], ["Report"], HEAD, ["NAEHF1", "late"]])
    (row,) = export_of(path).rows
    assert (row["order"], row.number) == ("NAEHF1", 5)


def test_digits_that_a_spreadsheet_lost_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="shortened"):
        export_of(saved(tmp_path / "d.xlsx", [HEAD, [123456789012345678, "late"]]))


def test_a_cell_far_away_ends_the_process_with_one_message(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(BadInput, match="unpacks to more"):
        export_of(tmp_path / "far.xlsx")


@pytest.mark.parametrize("honest", [True, False], ids=["by its directory", "though its directory lies"])
def test_a_bomb_is_not_unpacked(honest: bool, tmp_path: Path) -> None:
    plain = saved(tmp_path / "plain.xlsx", [HEAD])
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if not name.endswith("sheet1.xml"):
                target.writestr(name, source.read(name))
        with target.open("xl/worksheets/sheet1.xml", "w") as file:
            file.write(b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>")
            for _ in range(150):
                file.write(b"<row><c t='inlineStr'><is><t>" + b"A" * 1_000_000 + b"</t></is></c></row>")
            file.write(b"</sheetData></worksheet>")
    data = made.getvalue()
    if not honest:
        size = zipfile.ZipFile(made).getinfo("xl/worksheets/sheet1.xml").file_size
        data = data.replace(size.to_bytes(4, "little"), (50_000).to_bytes(4, "little"))
    (tmp_path / "bomb.xlsx").write_bytes(data)
    with pytest.raises(BadInput):
        export_of(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize("data", [b"", b"Order ID,Defect\nNAEHF1,late\n", b"PK\x03\x04cut"], ids=["empty", "a text", "cut off"])
def test_what_is_no_workbook_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "d.xlsx").write_bytes(data)
    with pytest.raises(BadInput, match="no workbook"):
        export_of(tmp_path / "d.xlsx")


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = saved(tmp_path / "d.xlsx", [HEAD, *([f"NAEHF{n}", "late", "", n] for n in range(500))])
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(BadInput, match="no workbook"):
        export_of(path)


def test_a_text_named_xls_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    (tmp_path / "d.xls").write_text("Order ID\tDefect Type\nNAEHF1\tlate\n", encoding="utf-16")
    assert [row["order"] for row in export_of(tmp_path / "d.xls").rows] == ["NAEHF1"]
