"""checklist.md: what the person does in the portal, step by step, in Chinese with the portal's own English words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.model.pack import Step
from appealdocs.model.text import Text2
from appealdocs.pack.bounds import Bounds
from appealdocs.pack.package import Packed
from appealdocs.pack.words import ranges


def checklist(
    dossier: Dossier, letter: Letter, report: Report, files: Sequence[Packed], documents: Sequence[Packed], zip_size: int,
    limits: Bounds, notes: Sequence[Text2], form: str, now: datetime, by: str,
) -> str:
    """The checklist as Markdown."""
    pack = dossier.pack
    lines = [
        f"# 提交清单：{pack.title.zh}", "", f"- 案件：{dossier.reference}" + (f"（平台编号 {_case(dossier)}）" if _case(dossier) else ""),
        f"- 生成时间：{_time(now, dossier)}" + (f"，定稿人：{by}" if by else ""), *_deadline(dossier), "",
        "## 一、提交前", "", *_numbered(_before(dossier, documents)), "",
        "## 二、后台操作步骤", "", *_numbered(_steps(pack.channel)), "",
        "## 三、表单各栏", "", *_fields(dossier, form, files), "",
        "## 四、上传的文件", "", *_files(dossier, files, documents, zip_size, limits), "",
        "## 五、文件处理记录", "", *([f"- {n.zh}" for n in notes] or ["- 全部文件按原样提交或仅合并，未压缩画质。"]), "",
        "## 六、提交之后", "", *_numbered(_steps(pack.after)), "",
    ]
    lines += _open(report)
    return "\n".join(lines).rstrip() + "\n"


def _case(dossier: Dossier) -> str:
    notice = dossier.notice
    return dossier.case.platform_case or (notice.platform_case.value if notice and notice.platform_case else "")


def _time(moment: datetime, dossier: Dossier) -> str:
    return f"{moment.astimezone(ZoneInfo(dossier.zone)):%Y-%m-%d %H:%M}（{dossier.zone}）"


def _deadline(dossier: Dossier) -> list[str]:
    """The deadline that the notice or the case names; what follows from the pack alone is in `appealdocs deadlines`."""
    notice, case = dossier.notice, dossier.case
    at = notice.deadline if notice and notice.deadline else case.deadline
    if at is None:
        return ["- 截止时间：见 `appealdocs deadlines`"]
    return [f"- 截止时间：{_time(at, dossier)}" if isinstance(at, datetime) else f"- 截止日期：{at:%Y-%m-%d}（{dossier.zone}，当日 24:00 前）"]


def _numbered(items: Iterator[str]) -> list[str]:
    return [f"{n}. [ ] {text}" for n, text in enumerate(items, 1)]


def _steps(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        yield step.do.zh + (f"  \n   路径：`{step.path}`" if step.path else "")


def _before(dossier: Dossier, documents: Sequence[Packed]) -> Iterator[str]:
    names = {d.name for d in documents}
    yield "通读 `letter.pdf`，确认文字与事实一致。"
    if dossier.pack.letterhead_required:
        yield "打印 `letter.pdf`，由法定代表人签字、盖公章（实体章），彩色扫描为 PDF，不超过平台单个文件上限；要用电子签名时用 `letter-esign.pdf`。"
    else:
        yield "需要签字时：打印 `letter.pdf` 签字盖章后彩色扫描；要用电子签名时用 `letter-esign.pdf`。"
    if "translators-statement.pdf" in names:
        yield "译者在 `translators-statement.pdf` 上签字，写明联系方式，彩色扫描为 PDF。"
    if "commitment-letter.pdf" in names and not any(e.type == "commitment-letter" for e in dossier.case.evidence):
        yield "`commitment-letter.pdf` 由法定代表人签字盖章，彩色扫描后作为证据加入案件，再重新定稿。"
    yield "运行 `appealdocs verify final`，确认文件在下载、转发后没有变化。"


def _fields(dossier: Dossier, form: str, files: Sequence[Packed]) -> list[str]:
    """Each field of the portal's form with what belongs into it."""
    title, _, body = form.partition("\n")
    limits = dossier.pack.form
    said: list[str] = []
    blocks: list[str] = []
    whole = limits.title_characters == 0
    for name in limits.fields:
        what, block = _field(name, dossier, title, form.strip() if whole else body.strip(), files)
        said.append(f"| `{name}` | {what} |")
        if block and block not in blocks:
            blocks.append(block)
    if not blocks and 0 < len(form.strip()) <= limits.body_characters:
        said.append("| （说明栏，如页面显示） | 粘贴下方正文 |")
        blocks.append(_block("正文", form.strip(), limits.body_characters))
    return ["| 栏目 | 填写 |", "| --- | --- |", *said, *blocks]


def _field(name: str, dossier: Dossier, title: str, body: str, files: Sequence[Packed]) -> tuple[str, str]:
    """What a field takes, in words, and the text to paste, if there is one."""
    key, limits, case = name.lower(), dossier.pack.form, dossier.case
    if any(word in key for word in ("attach", "evidence", "upload")):
        return "上传下表列出的文件", ""
    if "title" in key or "subject" in key:
        return "粘贴下方标题", _block("标题", title, limits.title_characters)
    if any(word in key for word in ("description", "text", "letter", "message", "details")):
        if limits.body_characters and len(body) > limits.body_characters:
            return f"上传签字后的 `letter.pdf`；正文有 {len(body)} 个字符，超过该栏 {limits.body_characters} 的上限，不要截断粘贴", ""
        if dossier.pack.letterhead_required and "letter" in key:  # 002: the letter goes up as a PDF, signed and stamped
            block = _block("正文", body, limits.body_characters)
            return "上传签字盖章后彩色扫描的 `letter.pdf`；页面要求填写文字时，粘贴下方正文", block
        return "粘贴下方正文（与 `letter.pdf` 内容一致）", _block("正文", body, limits.body_characters)
    if "category" in key:
        # The last place of the path that is no field of the form itself: Contact Support > Attach files names none.
        places = [step.path.split(" > ")[-1] for step in dossier.pack.channel if step.path]
        return next((f"`{place}`" for place in reversed(places) if place not in limits.fields), case.issue), ""
    if "priority" in key:
        return "`Urgent`（账号页面显示该项时选择）", ""
    if any(word in key for word in ("order", "sku", "product")):
        ids = [o.id for o in case.orders]
        skus = dict.fromkeys([*(s for o in case.orders for s in o.skus), *(s for p in case.points for s in p.skus)])
        ids += list(skus) if "sku" in key else []
        return "、".join(f"`{i}`" for i in ids) or "—", ""
    return "按页面提示填写", ""


def _block(name: str, text: str, most: int) -> str:
    fence = "`" * 4
    count = f"{len(text)} 个字符" + (f"，上限 {most}" if most else "")
    return f"\n{name}（{count}）：\n\n{fence}text\n{text}\n{fence}"


def _files(dossier: Dossier, files: Sequence[Packed], documents: Sequence[Packed], zip_size: int, limits: Bounds) -> list[str]:
    rows = [_row(f, dossier) for f in files]
    head = ["| 文件 | 大小 | 页数 / 时长 | 内容 |", "| --- | --- | --- | --- |"]
    total = sum(f.size for f in files)
    if limits.zip:
        lead = f"上传一个文件：`evidence.zip`（{_mb(zip_size)}，上限 {_mb(limits.total_said or limits.file_said)}，按 {_mb(limits.total or limits.file)} 控制）。其中包含："
        return [lead, "", *head, *rows]
    beside = [d for d in documents if d.name in limits.beside]
    rows += [f"| `{d.name}`（签字扫描件） | {_mb(d.size)} | {f'{d.pages} 页' if d.pages else '—'} | 与证据一起上传 |" for d in beside]
    said = [f"单个不超过 {_mb(limits.file_said)}（按 {_mb(limits.file)} 控制）"]
    if limits.files_said is not None:
        said.append(f"最多 {limits.files_said} 个（本次 {len(files)} 个证据文件" + (f"，{len(beside)} 份信函" if beside else "") + "）")
    if limits.total_said is not None:
        said.append(f"合计不超过 {_mb(limits.total_said)}（证据合计 {_mb(total)}）")
    lead = f"逐个上传 `evidence/` 中的文件，不要上传 `evidence.zip`（仅供留存）。平台限制：{'；'.join(said)}。"
    if beside and limits.total_said is not None:
        lead += f"签字扫描件合计不要超过 {_mb(int(limits.total_said * 0.95) - total)}。"
    return [lead, "", *head, *rows]


def _row(file: Packed, dossier: Dossier) -> str:
    length = f"{file.pages} 页" if file.pages else f"{file.seconds:.0f} 秒" if file.seconds else "—"
    ids = [dossier.case.evidence[n - 1].id for n in file.exhibits]
    told = ["附件 " + "、".join(f"{n}（{id}）" for n, id in zip(file.exhibits, ids, strict=True))] if ids else []
    others = [n for n in file.sheets if n not in file.exhibits]
    told += [f"附件 {ranges(others)} 的说明页"] if others else []
    what = "；".join(told)
    return f"| `{file.name.removeprefix('evidence/')}` | {_mb(file.size)} | {length} | {what} |"


def _mb(size: int) -> str:
    return f"{size / 1e6:.2f} MB" if size >= 100_000 else f"{size / 1e3:.0f} KB"


def _open(report: Report) -> list[str]:
    """What the report still warns of, and what was waived by whom."""
    warned = [f for f in report.findings if f.severity == "warning" and not f.waived]
    waived = [f for f in report.findings if f.waived]
    lines: list[str] = []
    if warned:
        lines += ["## 七、仍需留意", "", *(f"- {f.message.zh}（{f.rule}）" for f in warned), ""]
    if waived:
        lines += ["## 已豁免的规则", "", *(f"- {f.rule}：{f.waived}" for f in waived), ""]
    return lines
