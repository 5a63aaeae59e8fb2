"""`init`: new case folders, written whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Fault, Refused, UsageError
from appealdocs.exports import TIMES, Export, Row
from appealdocs.exports import read as read_export
from appealdocs.expressions import compiled
from appealdocs.intake.form import Start, case_yaml, evidence_groups, evidence_word
from appealdocs.intake.notice import belongs_to, platform_named, read_notice
from appealdocs.intake.second import comparison, copy_files
from appealdocs.model.dossier import Notice, Read
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


def platform_of(path: Path | None, pack: Pack, known: str) -> Read | None:
    """The platform that a notice names unmistakably, where the pack serves several and nobody said which."""
    if path is None or known or not pack.platforms or not path.is_file():
        return None
    return platform_named(read_file(path, path.name, Expect(languages=(pack.language,))), pack)


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
        raise _no_orders(path, export)
    shortened = next((row for row in export.rows if _SHORTENED.match(row["order"])), None)
    if shortened:
        raise BadInput(
            Text2(f"{path.name}: order ids were shortened by a spreadsheet", f"{path.name}：订单号被表格软件改写"),
            [Fault(Text2(f"'{shortened['order']}' is no order id", f"“{shortened['order']}”不是订单号"), path.name, shortened.number)],
            Text2("Export again and do not save the file with a spreadsheet.", "请重新导出，不要用表格软件另存。"),
        )
    return export


_FOREIGN = (
    (b"%PDF", Text2("a PDF", "PDF 文件")), (b"\x89PNG", Text2("a picture", "图片")), (b"\xff\xd8", Text2("a picture", "图片")),
    (b"{", Text2("JSON", "JSON 文件")), (b"[", Text2("JSON", "JSON 文件")), (b"<", Text2("a web page or XML", "网页或 XML")), (b"Rar!", Text2("an archive", "压缩包")),
)
"""How files begin that are given for an export now and then."""


def _no_orders(path: Path, export: Export) -> BadInput:
    """Why a file has no rows with an order id: empty, something else, no such column, or the columns alone."""
    with path.open("rb") as file:
        head = file.read(4000).removeprefix(b"\xef\xbb\xbf").strip()
    foreign = next((what for mark, what in _FOREIGN if head.startswith(mark)), None)
    if not head:
        why = Text2("the file is empty", "文件是空的")
    elif foreign:
        why = Text2(f"it is {foreign.en}, not a table", f"它是{foreign.zh}，不是表格")
    elif export.columns:
        why = Text2("the columns are there, but no row below them", "有列名，但下面没有数据行")
    else:
        why = Text2("no column of order ids was found", "没有找到订单号列")
    fix = Text2("Give the export as CSV, XLSX or XLS, as the portal saves it.", "请使用后台下载的 CSV、XLSX 或 XLS 文件。")
    return BadInput(
        Text2(f"{path.name} has no rows with an order id", f"{path.name} 中没有带订单号的行"),
        [Fault(why, path.name, 1, allowed=("order id", "订单号", "номер заказа", "номер отправления"))], fix,
    )  # fmt: skip


def _content(path: Path, known: Sequence[Mapping[str, Any]]) -> str | bytes:
    """A workbook as text, any other file as its bytes; what the file is, not its name, decides."""
    from appealdocs import exports_sheet

    with path.open("rb") as file:
        head = file.read(8)
    named = path.suffix.lower() in (".xlsx", ".xlsm")  # a text or a damaged workbook under that name is said to be none
    return exports_sheet.table(path, known) if named or exports_sheet.is_workbook(head) else path.read_bytes()


_SHORTENED = compiled(r"\d(?:[.,]\d+)?E\+\d+$", re.IGNORECASE)


def refuse_without_defects(export: Export, path: Path, pack: Pack | None = None) -> Text2 | None:
    """What is to be said of an export of orders, which names no defects; None for one that does.

    Raises BadInput where no column tells what may be wrong with an order: neither a defect, nor a rating, a status or a late dispatch.
    """
    known = set(export.columns.values())
    if {"defect", "rating"} & known:
        return None
    instead = Text2(**pack.data["export_instead"]) if pack and "export_instead" in pack.data else None
    if "status" in known or {"dispatched", "promised"} <= known:
        said = Text2(
            "A list of orders, not of defects: only cancellations and late dispatches are judged. Orders named in a notice: init --notice.",
            "这是订单列表，不是缺陷明细：只判断取消和超时发货。通知中点名的订单请用 init --notice。",
        )
        return Text2(f"{said.en} {instead.en}", f"{said.zh}{instead.zh}") if instead else said
    raise BadInput(
        Text2(f"{path.name} has no column that says what the defect is", f"{path.name} 中没有说明缺陷类型的列"),
        [Fault(
            Text2(f"read were: {_names(export.columns)}", f"识别的列：{_names(export.columns)}"), path.name, 1,
            allowed=("defect type", "缺陷类型", "rating", "评分", "status", "订单状态", "статус"),
        )],
        instead,
    )  # fmt: skip


def _names(columns: Iterable[str]) -> str:
    return ", ".join(list(columns)[:20])


def refuse_taken(folders: Iterable[Path]) -> None:
    """Raises Refused, before any is made, where a folder of that name is there and not empty."""
    taken = [f.name for f in folders if f.exists() and (not f.is_dir() or any(f.iterdir()))]
    if taken:
        raise Refused(
            Text2(f"{', '.join(taken[:10])} exists and is not empty", f"{'、'.join(taken[:10])} 已存在且非空"),
            Text2("Choose another folder for the new cases.", "请为新案件另选一个文件夹。"),
        )


def doubts(export: Export, orders: Collection[str], most: int = 10) -> list[Text2]:
    """What a person has to know of the rows of `orders` before relying on them: ids that stand in several rows (and what those
    disagree in), dates that can be read in two ways, rows left out."""
    found = []
    if export.cut:
        found.append(Text2(f"only the first {len(export.rows)} rows were read", f"只读取了前 {len(export.rows)} 行"))
    rows: dict[str, list[Row]] = {}
    for row in export.rows:
        rows.setdefault(row["order"], []).append(row)
    for order, same in [(o, r) for o, r in rows.items() if len(r) > 1][:most]:
        differ = [name for name, key in export.columns.items() if key != "order" and len({r[key] for r in same}) > 1]
        en, zh = (f"; they differ in {', '.join(differ)}: the first is taken", f"；以下列不一致：{'、'.join(differ)}，以首行为准") if differ else ("", "")
        found.append(Text2(f"{len(same)} rows name {order}: taken as one order{en}", f"{order} 出现在 {len(same)} 行：按一个订单处理{zh}"))
    for name, key in export.columns.items():
        unclear = [rows[o][0] for o in orders if key in TIMES and rows[o][0][key] and rows[o][0].moment(key) is None]
        if unclear:
            value, line = unclear[0][key][:40], unclear[0].number
            found.append(Text2(
                f"{name}: {len(unclear)} date(s) left blank, since they can be read in two ways or not at all ('{value}', line {line})",
                f"{name}：{len(unclear)} 个日期有歧义或无法识别，已留空（第 {line} 行“{value}”）",
            ))  # fmt: skip
    return found


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
        lines.append(f"- [ ] {' 或 / or '.join(_kind(kind) for kind in group)}")
    lines += [f"- [ ] {_kind(kind)}" for kind in start.lacks if kind not in str(evidence_groups(start.pack, start.issue))]
    if start.before is not None:
        lines += comparison(start.before)
    lines += ["", "# 后台路径 / In the portal", ""]
    for number, step in enumerate(start.pack.channel, 1):
        path = f" ({step.path})" if step.path else ""
        lines.append(f"{number}. {step.do.zh} / {step.do.en}{path}")
    return "\n".join(lines) + "\n"


def _kind(kind: str) -> str:
    word = evidence_word(kind)
    return f"{word.zh} / {word.en}" + (f" ({kind})" if " " not in kind else "")


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
