"""The evidence matrix: each claim beside the evidence for it, its clause, and how strong the proof is (XLSX, no formulas)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from appealdocs.expressions import compiled
from appealdocs.model.case import Claim
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.keys import PARTS
from appealdocs.model.letter import Letter
from appealdocs.model.text import Text2
from appealdocs.pack import zipped
from appealdocs.pack.strength import SCALE, Grade, grade
from appealdocs.pack.words import Names, word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD: Final = (
    "序号 / No.", "代码 / Code", "部分 / Part", "陈述（中文） / Claim (Chinese)", "陈述（提交语言） / Claim as submitted", "附件 / Exhibit",
    "证据 / Evidence", "类型 / Type", "包内文件 / File in the package", "页 / Page", "对应条款 / Clause", "效力 / Strength", "理由 / Reason (zh)",
    "理由 / Reason (en)",
)
WIDTHS: Final = (8, 12, 12, 46, 46, 8, 9, 24, 36, 8, 40, 8, 40, 40)
_PARTS: Final = {"problem": "问题 / Problem", "cause": "原因 / Cause", "action": "措施 / Action", "prevention": "预防 / Prevention", "request": "请求 / Request"}
_ILLEGAL: Final = compiled(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def matrix(dossier: Dossier, letter: Letter, report: Report, packed: Mapping[str, str], names: Names, now: datetime) -> bytes:
    """The workbook. `packed`: packed file name by evidence id. The same bytes for the same case."""
    from openpyxl import Workbook

    book = Workbook()
    first: Any = book.active
    first.title = "证据矩阵 Evidence matrix"
    _fill(first, HEAD, _rows(dossier, letter, report, packed, names), WIDTHS)
    _fill(book.create_sheet("附件 Exhibits"), ("附件 / Exhibit", "证据 / Evidence", "文件 / File", "包内文件 / File in the package", "SHA-256（原件 / original）"),
          _exhibits(dossier, packed), (10, 10, 44, 40, 70))
    _fill(book.create_sheet("效力 Strength"), ("效力 / Strength", "含义", "Meaning"), ((k, t.zh, t.en) for k, t in SCALE), (12, 60, 80))
    out = io.BytesIO()
    book.save(out)
    return _same(out.getvalue(), now)


def _claims(dossier: Dossier) -> Iterator[tuple[int, str, str, str, str, Claim]]:
    """(point number, code, clause, part, field, claim) of every claim, in the letter's order."""
    for i, point in enumerate(dossier.case.points):
        for part in PARTS:
            for j, claim in enumerate(point.part(part)):
                yield i + 1, point.code, point.clause, part, f"points[{i}].{part}[{j}]", claim
    if dossier.case.request is not None:
        yield 0, "", "", "request", "request", dossier.case.request


def _rows(dossier: Dossier, letter: Letter, report: Report, packed: Mapping[str, str], names: Names) -> Iterator[Sequence[Any]]:
    numbers = {item.id: n for n, item in enumerate(dossier.case.evidence, 1)}
    for number, code, clause, part, field, claim in _claims(dossier):
        zh, target = _said(letter, field)
        cited = [e for e in (dossier.evidence(id) for id in claim.evidence) if e is not None]
        for item in cited or (None,):
            proof = grade(field, item, dossier, report)
            if item is None and part == "request":  # what is asked for is no statement that could be proven
                proof = Grade("–", Text2("a request; it rests on the points above", "请求事项，以上述各点为依据"))
            yield (
                number or "", code, _PARTS[part], zh, target, numbers[item.id] if item else "–", item.id if item else "–",
                word(names, "exhibit", item.type, letter.language) if item else "–", packed.get(item.id, "–") if item else "–",
                ", ".join(map(str, proof.pages)), clause, proof.letter, proof.reason.zh, proof.reason.en,
            )


def _said(letter: Letter, field: str) -> tuple[str, str]:
    """The claim in Chinese and as it is submitted."""
    found = [s for s in letter.segments.values() if s.field == field]
    zh = "".join(s.source if s.source_language == "zh" else s.mirror or s.source for s in found)
    return zh, " ".join(s.target for s in found)


def _exhibits(dossier: Dossier, packed: Mapping[str, str]) -> Iterator[Sequence[Any]]:
    for number, item in enumerate(dossier.case.evidence, 1):
        reading = dossier.reading(item)
        yield number, item.id, item.file, packed.get(item.id, "–"), reading.sha256 if reading else ""


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for row, values in enumerate((head, *rows), 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value = _ILLEGAL.sub(" ", value)[:32_000]
                cell.data_type = "s"  # '=...' of a seller is text, never a formula
            else:
                cell.value = value
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", start_color="FFDCE6F1")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _same(data: bytes, now: datetime) -> bytes:
    """The workbook without the clock: openpyxl writes the time of saving into its properties and the ZIP."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    core = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, files["docProps/core.xml"])
    files["docProps/core.xml"] = core.replace(b"<dc:creator>openpyxl</dc:creator>", b"<dc:creator>appealdocs</dc:creator>")
    return zipped.packed(files, first="[Content_Types].xml")


__all__ = ["Text2", "matrix"]
