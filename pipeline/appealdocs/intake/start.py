"""`init`: new case folders, written whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Fault, Refused, UsageError
from appealdocs.exports import Export, Row
from appealdocs.exports import read as read_export
from appealdocs.intake.form import Start, case_yaml, evidence_groups
from appealdocs.intake.notice import belongs_to, read_notice
from appealdocs.intake.second import comparison, copy_files
from appealdocs.model.dossier import Notice
from appealdocs.model.pack import Pack
from appealdocs.model.text import Text2
from appealdocs.reading.expect import Expect
from appealdocs.reading.read import read as read_file

MAX_EXPORT = 100_000_000
"""Bytes of an export that are read."""


def notice_of(path: Path, pack: Pack) -> Notice:
    """What a notice says: PDF (text layer or scan), image or pasted text. Raises UsageError, BadInput where nothing can be read."""
    if not path.is_file():
        raise UsageError(Text2(f"{path} is no file", f"{path} 不是文件"))
    reading = read_file(path, path.name, Expect(languages=(pack.language,)))
    if not reading.text.strip():
        why = ", ".join(t.kind for t in reading.troubles) or "no text"
        raise BadInput(
            Text2(f"nothing can be read in {path.name} ({why})", f"无法从 {path.name} 读取内容（{why}）"),
            [Fault(Text2("no readable text", "没有可读的文字"), path.name)],
            Text2("Paste the notice's text into a .txt file and give that.", "请把通知文字粘贴到 .txt 文件后再试。"),
        )
    notice = read_notice(reading, pack)
    _refuse_foreign(notice, pack, path.name)
    return notice


def _refuse_foreign(notice: Notice, pack: Pack, name: str) -> None:
    """Raises BadInput where a notice is another platform's or procedure's, or no notice of this platform at all."""
    where = belongs_to(notice, pack)
    if not where:
        return
    fix = Text2("Check the file and the procedure; without --notice the folder is made with blanks.", "请核对文件和程序；不带 --notice 时会建立留空的文件夹。")
    if where == "?":
        raise BadInput(
            Text2(f"nothing in {name} shows that it is a notice of this platform", f"{name} 中没有内容表明它是该平台的通知"),
            [Fault(Text2("no case id, date, order, SKU, code or deadline was found", "没有找到工单号、日期、订单、SKU、代码或截止时间"), name)], fix,
        )
    raise BadInput(
        Text2(f"{name} is a notice of {where}, not of {pack.procedure}", f"{name} 是 {where} 的通知，不属于 {pack.procedure}"),
        [Fault(Text2(f"its words are those of {where}", f"通知的用语属于 {where}"), name)], fix,
    )


def export_of(path: Path, pack: Pack | None = None) -> Export:
    """The rows of a defect export (CSV or XLSX), with the columns that the pack knows (`data.exports`).

    Raises UsageError, BadInput where it holds no column of order ids, or ids that a spreadsheet has shortened.
    """
    if not path.is_file():
        raise UsageError(Text2(f"{path} is no file", f"{path} 不是文件"))
    if path.stat().st_size > MAX_EXPORT:
        raise BadInput(Text2(f"{path.name} is larger than 100 MB", f"{path.name} 超过 100 MB"))
    known = pack.data.get("exports", ()) if pack else ()
    export = read_export(_content(path, known), known)
    if not export.rows:
        raise BadInput(
            Text2(f"{path.name} has no rows with an order id", f"{path.name} 中没有带订单号的行"),
            [Fault(Text2("no column of order ids was found", "没有找到订单号列"), path.name, 1, allowed=("order id", "订单号", "номер заказа"))],
        )
    shortened = next((row for row in export.rows if _SHORTENED.match(row["order"])), None)
    if shortened:
        raise BadInput(
            Text2(f"{path.name}: order ids were shortened by a spreadsheet", f"{path.name}：订单号被表格软件改写"),
            [Fault(Text2(f"'{shortened['order']}' is no order id", f"“{shortened['order']}”不是订单号"), path.name, shortened.number)],
            Text2("Export again and do not save the file with a spreadsheet.", "请重新导出，不要用表格软件另存。"),
        )
    return export


def _content(path: Path, known: Sequence[Mapping[str, Any]]) -> str | bytes:
    """A workbook as text, any other file as its bytes; what the file is, not its name, decides."""
    from appealdocs import exports_sheet

    with path.open("rb") as file:
        head = file.read(8)
    named = path.suffix.lower() in (".xlsx", ".xlsm")  # a text or a damaged workbook under that name is said to be none
    return exports_sheet.table(path, known) if named or exports_sheet.is_workbook(head) else path.read_bytes()


_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+$", re.IGNORECASE)


def refuse_without_defects(export: Export, path: Path) -> None:
    """Raises BadInput where no column tells what is wrong with an order."""
    if not {"defect", "rating"} & set(export.columns.values()):
        raise BadInput(
            Text2(f"{path.name} has no column that says what the defect is", f"{path.name} 中没有说明缺陷类型的列"),
            [Fault(Text2("no column of defects was found", "没有找到缺陷类型列"), path.name, 1, allowed=("defect type", "缺陷类型", "rating", "评分"))],
        )


def refuse_taken(folders: Iterable[Path]) -> None:
    """Raises Refused, before any is made, where a folder of that name is there and not empty."""
    taken = [f.name for f in folders if f.exists() and (not f.is_dir() or any(f.iterdir()))]
    if taken:
        raise Refused(
            Text2(f"{', '.join(taken[:10])} exists and is not empty", f"{'、'.join(taken[:10])} 已存在且非空"),
            Text2("Choose another folder for the new cases.", "请为新案件另选一个文件夹。"),
        )


def repeated(export: Export, most: int = 10) -> list[tuple[str, int]]:
    """Orders that stand in more than one row, with their number of rows."""
    return [(order, times) for order, times in Counter(row["order"] for row in export.rows).most_common(most) if times > 1]


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that was made."""

    folder: Path
    fetch: Path


def make(folder: Path, start: Start, notice: Path | None = None) -> Made:
    """Make one case folder: case.yaml, the notice, and FETCH.md with the evidence to fetch. Raises Refused where it exists."""
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise Refused(
            Text2(f"{folder} exists and is not empty", f"{folder} 已存在且非空"), Text2("Choose another name.", "请换一个名称。")
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".init-", dir=folder.parent))
    try:
        (draft / "evidence").mkdir()
        if start.before is not None:
            copy_files(start.before, draft)
        if notice is not None:
            shutil.copyfile(notice, draft / (start.rejection_file or start.notice_file))
        (draft / "case.yaml").write_text(case_yaml(start), encoding="utf-8")
        (draft / "FETCH.md").write_text(fetch_list(start), encoding="utf-8")
        draft.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Made(folder, folder / "FETCH.md")


def fetch_list(start: Start) -> str:
    """The evidence to fetch and where in the portal, in Chinese and English."""
    lines = ["# 需要准备的证据 / Evidence to fetch", ""]
    for group in evidence_groups(start.pack, start.issue):
        lines.append(f"- [ ] {' / '.join(group)}")
    lines += [f"- [ ] {kind}" for kind in start.lacks if kind not in str(evidence_groups(start.pack, start.issue))]
    if start.before is not None:
        lines += comparison(start.before)
    lines += ["", "# 后台路径 / In the portal", ""]
    for number, step in enumerate(start.pack.channel, 1):
        path = f" ({step.path})" if step.path else ""
        lines.append(f"{number}. {step.do.zh} / {step.do.en}{path}")
    return "\n".join(lines) + "\n"


_ALIKE = {
    "delivered-not-received": ("unjust-claim", "malicious-returns"), "unjust-claim": ("delivered-not-received", "malicious-returns"),
    "carrier-loss": ("carrier-anomaly",), "customs-delay": ("carrier-anomaly",), "late-dispatch-misjudged": ("not-dispatched", "data-sync-gap"),
    "description-mismatch": ("wrong-item", "batch-defect"), "negative-feedback": ("rating-drop", "other"),
}
"""What one procedure calls an issue, and what others call it."""


def folder_name(order: str) -> str:
    """A folder's name for an order id."""
    return re.sub(r"[^\w.-]+", "-", order)[:80] or "order"


def from_row(procedure: str, pack: Pack, row: Row, issue: str, why: Text2, lacks: Sequence[str], site: str) -> Start:
    """The start of a case about one order of an export; an issue that the procedure does not know by that name gets its own."""
    if issue not in pack.issues:
        issue = next((i for i in _ALIKE.get(issue, ()) if i in pack.issues), "")
        lacks = [group[0] for group in evidence_groups(pack, issue)] if issue else ()
    return Start(procedure, row["order"], pack, site=site, issue=issue, row=row, why=f"{why.en} / {why.zh}", lacks=lacks)
