"""Workbooks (XLSX, XLS, ODS) as the text of a table, opened in a process of their own: run as a module it is that process.

calamine reads 100,000 rows in about 2 s of processor time, openpyxl took 48; but it unpacks a whole sheet and lays it out as a
rectangle, so that one cell far away fills the memory and ends its process. Hence the process, its bounds, and no work-around.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2

MAX_ROWS: Final = 201_000
"""Rows that are written of one sheet; a few more than an export may have, so that the cut is seen."""
MAX_UNPACKED: Final = 600_000_000
"""Bytes of a workbook's parts together, by its directory."""
MAX_RATIO: Final = 200
"""Unpacked to packed; exports lie below 30."""
MAX_TEXT: Final = 300_000_000
SECONDS: Final = 60.0
"""Processor seconds that one workbook may take: 200,000 rows of 60 columns need about 30."""
_COMPLETE: Final = b"\0complete"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, whatever its name says (many an .xls is a text)."""
    return head.startswith((_ZIP, _OLE))


def table(path: Path, profiles: Sequence[Mapping[str, Any]] = ()) -> str:
    """The first sheet with a column of order ids (else the first) as CSV text; formulas give their stored values.

    Raises BadInput, with the reason, for what is damaged, protected by a password, or made to fill memory or time.
    """
    _refuse_bomb(path)
    from appealdocs.reading import child, limits

    process = child.started("appealdocs.exports_sheet")
    question = json.dumps({"path": str(path.absolute()), "profiles": profiles}, default=str)
    try:
        answer, _ = process.communicate(question.encode(), timeout=SECONDS * limits.WALL_FACTOR)
    except subprocess.TimeoutExpired:
        raise _too_much(path) from None
    finally:
        child.ended(process)
    if answer.startswith(b"\0"):
        raise _unreadable(path, answer[1:].decode("ascii", "replace"))
    if not answer.endswith(_COMPLETE):
        raise _too_much(path)
    return answer[: -len(_COMPLETE)].decode("utf-8")


def _refuse_bomb(path: Path) -> None:
    """Raises BadInput where the directory of a zipped workbook is damaged, or says that it unpacks to more than anybody's export."""
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _unreadable(path, "damaged") from error
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(path.stat().st_size, 100_000):
        raise _too_much(path)


_SAVE = Text2("Export it again, or save it as CSV (UTF-8).", "请重新导出，或另存为 CSV（UTF-8）。")


def _unreadable(path: Path, why: str) -> BadInput:
    said = {
        "password": Text2("it is protected by a password", "文件有密码保护"),
        "empty": Text2("it has no sheet with anything in it", "没有任何有内容的工作表"),
    }.get(why, Text2("it is damaged, cut off, or something else under this name", "文件已损坏、不完整，或并非工作簿"))
    return BadInput(Text2(f"{path.name} is no workbook that can be read", f"{path.name} 不是可读取的工作簿"), [Fault(said, path.name)], _SAVE)


def _too_much(path: Path) -> BadInput:
    return BadInput(
        Text2(f"{path.name} unpacks to more than an export may need", f"{path.name} 解压后超出导出文件应有的大小"),
        [Fault(Text2("it was left unread: memory or time ran out; one cell far from the table is enough for that", "未读取：内存或时间超限；远离表格的一个单元格就足以造成"), path.name)], _SAVE,
    )  # fmt: skip


# --- in the process --------------------------------------------------------------------------------------------------------------


def main() -> int:
    """Answer one question on standard input: the table, or a zero and the reason."""
    from appealdocs.reading import guard, limits

    question = json.loads(sys.stdin.buffer.read())
    guard.confine()
    try:
        with guard.cpu(SECONDS), guard.memory(limits.PARSE_MEMORY):
            answer = _table(Path(question["path"]), question["profiles"])
    except (guard.OutOfTime, MemoryError):
        return 1
    except BaseException as error:  # a panic of the reader is no Exception; whatever it says may quote the file
        answer = b"\0" + _reason(error)
    sys.stdout.buffer.write(answer)
    return 0


def _reason(error: BaseException) -> bytes:
    return b"password" if "password" in type(error).__name__.lower() or "password" in str(error).lower() else b"damaged"


def _table(path: Path, profiles: Sequence[Mapping[str, Any]]) -> bytes:
    import python_calamine

    from appealdocs.exports import has_orders

    first = b""
    with path.open("rb") as file:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        shown = [s.name for s in book.sheets_metadata if s.visible == python_calamine.SheetVisibleEnum.Visible]
        for name in shown or book.sheet_names:
            text = _written(book.get_sheet_by_name(name).iter_rows())
            if has_orders(text, profiles):
                return text.encode("utf-8", "replace") + _COMPLETE
            first = first or text.encode("utf-8", "replace")
    return first + _COMPLETE if first.strip() else b"\0empty"


def _written(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows):
        if number >= MAX_ROWS or text.tell() > MAX_TEXT:
            break
        writer.writerow([cell if type(cell) is str else _shown(cell) for cell in row])
    return text.getvalue()


def _shown(cell: Any) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:  # beyond that a spreadsheet has lost digits: shown as such
            return str(int(cell))
        case float() if abs(cell) >= 1e15:
            return f"{cell:.5E}"
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != time(0) else cell.strftime("%Y-%m-%d")
        case date():
            return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    sys.exit(main())
