"""XLSX: source, target, flags, approve column; everything but target, approve and comment is locked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.review.exchange import Returned

HEAD = ("ID", "Part", "Source 原文", "Target 译文", "Flags 提示", "Approve 批准 (x)", "Comment 批注", "State", "Match %")
MAX_BYTES = 20_000_000
_FORMULA = compiled(r"^[=+@\t\r]|^-(?!\d|\s)")


def write(segments: Sequence[Segment], digest: str, title: str) -> bytes:
    """The segments as a workbook; the export's number stands in a hidden sheet."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "review"
    sheet.append(HEAD)
    for segment in segments:
        flags = "\n".join(f"{f.flag}: {f.message.zh} / {f.message.en}" for f in segment.flags)
        mark = "x" if segment.state == "approved" else ""
        sheet.append([segment.id, segment.part, segment.source, segment.target, flags, mark, "", segment.state, segment.stamp.match])
    open_ = Protection(locked=False)
    wrap = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = wrap
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # a text that begins with = stays a text
        for column in (3, 5, 6):
            row[column].protection = open_
            row[column].fill = PatternFill("solid", fgColor="FFF8E1")
    for head in sheet[1]:
        head.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHI", (14, 11, 60, 60, 40, 12, 30, 13, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C2"
    choice = DataValidation(type="list", formula1='"x"', allow_blank=True)
    choice.add(f"F2:F{len(segments) + 1}")
    sheet.add_data_validation(choice)
    sheet.protection.sheet = True
    hidden = book.create_sheet("appealdocs")
    hidden.append(["export", digest])
    hidden.append(["case", title])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name: str) -> tuple[str, list[Returned]]:
    """(export number, rows). Raises BadInput with the row that is damaged; formulas are refused."""
    from openpyxl import load_workbook

    if len(data) > MAX_BYTES:
        raise _bad(name, "is larger than 20 MB", "超过 20 MB")
    try:
        book = load_workbook(io.BytesIO(data), read_only=False, data_only=False)
        sheet, hidden = book["review"], book["appealdocs"]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _bad(name, "is no review workbook of appealdocs", "不是 appealdocs 的审校工作簿") from error
    head = [str(c.value or "") for c in sheet[1]][: len(HEAD)]
    if head != list(HEAD):
        raise _bad(name, "has other columns than were exported (row 1)", "第 1 行的列与导出时不同")
    rows = []
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        values = ["" if c.value is None else str(c.value) for c in cells]
        if not any(values):
            continue
        if any(c.data_type == "f" for c in cells) or any(_FORMULA.match(values[i]) and cells[i].data_type == "f" for i in (3, 6)):
            raise _bad(name, f"holds a formula in row {number}", f"第 {number} 行含有公式")
        approve = values[5].strip().lower()
        if approve not in ("", "x", "х", "yes", "y", "да", "是", "√", "✓"):
            raise _bad(name, f"row {number}: '{approve[:20]}' in the approve column; write x or leave it empty", f"第 {number} 行批准列为“{approve[:20]}”：请填 x 或留空")
        rows.append(Returned(values[0], values[2], values[3], bool(approve), f"row {number}", values[6]))
    return str(hidden["B1"].value or ""), rows


def _bad(name: str, en: str, zh: str) -> BadInput:
    return BadInput(Text2(f"{name} {en}", f"{name} {zh}"), [Fault(Text2(en, zh), name)])
