"""DOCX: a two-column table, source left, target right; a word processor is all that a translator needs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.review.exchange import Returned

MAX_BYTES = 20_000_000
_MARK = compiled(r"^\[(?P<id>[\w.-]+)\](?P<approved>\s*\[[xXхХ✓√]\])?\s*(?P<comment>.*)$")


def write(segments: Sequence[Segment], digest: str, title: str) -> bytes:
    """The segments as a table of three columns: mark `[id] [x]` (x = approved; a comment may follow), source, target."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = title
    document.core_properties.identifier = digest
    document.styles["Normal"].font.size = Pt(10)
    document.add_paragraph(
        "Edit the right column only. Put [x] after the id to approve a line as it stands. 只改右栏；在编号后写 [x] 表示批准该句。"
    )
    document.add_paragraph(f"appealdocs export {digest}")
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("ID", "Source 原文", "Target 译文"), strict=True):
        cell.text = text
    for segment in segments:
        cells = table.add_row().cells
        mark = " [x]" if segment.state == "approved" else " [ ]"
        flags = "".join(f"\n! {f.message.zh}" for f in segment.flags)
        cells[0].text = f"[{segment.id}]{mark}{flags}"
        cells[1].text = segment.source
        cells[2].text = segment.target
    for row in table.rows:
        for cell, width in zip(row.cells, (3.2, 7.0, 7.0), strict=True):
            cell.width = Cm(width)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name: str) -> tuple[str, list[Returned]]:
    """(export number, rows). Raises BadInput with the row whose mark is damaged."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    if len(data) > MAX_BYTES:
        raise _bad(name, "is larger than 20 MB", "超过 20 MB")
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise _bad(name, "is no DOCX that can be read", "不是可读取的 DOCX") from error
    said = " ".join(p.text for p in document.paragraphs[:5])
    found = re.search(r"appealdocs export ([0-9a-f]{12})", said)
    if not document.tables or not (found or document.core_properties.identifier):
        raise _bad(name, "is no review table of appealdocs", "不是 appealdocs 的审校表")
    rows = []
    for number, row in enumerate(document.tables[0].rows[1:], 2):
        cells = row.cells
        first = cells[0].text.strip().split("\n")[0]
        mark = _MARK.match(first)
        if mark is None or len(cells) < 3:
            raise _bad(name, f"row {number}: the mark '{first[:30]}' is damaged", f"第 {number} 行：标记“{first[:30]}”已损坏")
        comment = mark["comment"].replace("[ ]", "").strip()
        rows.append(Returned(mark["id"], cells[1].text, cells[2].text, bool(mark["approved"]), f"row {number}", comment))
    return (found[1] if found else document.core_properties.identifier), rows


def is_table(data: bytes) -> bool:
    """Whether a DOCX is the review table of an export (else it may be the letter itself); False for what cannot be read."""
    try:
        read(data, "")
    except BadInput as error:
        return any("the mark" in f.message.en for f in error.faults)
    return True


def _bad(name: str, en: str, zh: str) -> BadInput:
    return BadInput(Text2(f"{name} {en}", f"{name} {zh}"), [Fault(Text2(en, zh), name)])
