"""A new case.yaml, full of comments: what a notice or an export says is filled in, what could not be read is a commented blank."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from appealdocs.exports import Row
from appealdocs.expressions import compiled
from appealdocs.facts.dates import moments
from appealdocs.intake.second import Before
from appealdocs.model.dossier import Notice, Read
from appealdocs.model.pack import Pack
from appealdocs.model.text import Text2
from appealdocs.resources import load_yaml, shipped

_BLANKS = {
    "site": "one of: {sites} / 站点",
    "issue": "one of: {issues} / 问题类型",
    "received": "when the notice arrived, with offset / 通知到达时间，带时区，如 2026-03-12T09:00:00+04:00",
    "platform_case": "Case ID, ticket number or Reference ID / 平台工单号",
}


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before the first draft of a case."""

    procedure: str
    reference: str
    pack: Pack
    platform: str = ""
    platform_read: Read | None = None
    """The words by which the notice named the platform, where nobody else did."""
    site: str = ""
    issue: str = ""
    notice: Notice | None = None
    notice_file: str = ""
    row: Row | None = None
    """A line of a defect export: the one order that the case is about."""
    why: str = ""
    lacks: Sequence[str] = field(default=())
    before: Before | None = None
    """The refused case that this one follows."""
    rejection_file: str = ""
    """The rejection as a file of the new folder, where it is not the notice itself."""


def case_yaml(start: Start) -> str:
    """The text of a new case.yaml. Every value that was read names page and quoted words (or the export's line)."""
    lines = ["# Made by 'appealdocs init'. Lines that begin with # are blanks or notes: fill in, delete the #.",
             "# 由 appealdocs init 生成；以 # 开头的是空白或说明，填写后去掉 #。"]
    if start.notice and start.notice.scanned:
        lines.append("# The notice is a scan, read by OCR: compare every value with it. / 通知为扫描件，由 OCR 识别，请逐项核对。")
    if start.why:
        lines.append(f"# {_clean(start.why)}")
    lines.append(_said("procedure", start.procedure))
    if start.pack.platforms:
        read = _quoted(start.platform_read) if start.platform_read else ""
        lines.append(_said("platform", start.platform, read) if start.platform else f"# platform:   # one of: {', '.join(start.pack.platforms)} / 平台")
    lines.append(_said("reference", start.reference))
    lines += [_or_blank("site", start.site, start), _or_blank("issue", start.issue, start)]
    lines += list(_from_notice(start))
    if start.before is not None:
        lines += [f"# seller, orders and evidence as in {start.before.reference} / 卖家、订单、证据沿用 {start.before.reference}"]
    taken = [start.before.block(key) for key in ("account", "platform_log", "category", "metric")] if start.before else []
    lines += [text for text in taken if text]
    seller = start.before.block("seller") if start.before else ""
    lines += ["", seller] if seller else _SELLER
    lines += ["", *_orders(start), "", *_points(start), "", *_required(start)]
    lines += ["# request: {zh: }   # the one concrete request / 唯一、具体的请求（写明订单、SKU 或权限）", "", *_evidence(start)]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


_LEFT: Mapping[str, Text2] = {
    "platform": Text2("which marketplace", "平台"), "site": Text2("which site", "站点"), "issue": Text2("which issue type", "问题类型"),
    "received": Text2("when the notice arrived, with offset", "通知到达时间，带时区"), "deadline": Text2("when it wants the answer", "截止时间"),
    "platform_case": Text2("Case ID, ticket number or Reference ID", "平台工单号"), "orders": Text2("the orders concerned", "涉及的订单"),
    "request": Text2("the one concrete request", "唯一、具体的请求"),
}  # fmt: skip
_BLANK = compiled(r"^# (\w+):", re.MULTILINE)


def blanks(text: str) -> list[tuple[str, Text2]]:
    """The keys that a new case.yaml leaves blank, in its order, with what each wants to know."""
    found = (match[1] for match in _BLANK.finditer(text))
    return [(key, _LEFT[key]) for key in dict.fromkeys(found) if key in _LEFT]


def filled(text: str, key: str, value: str) -> str:
    """A case.yaml with one of its commented blanks filled in; as it was where the key is no blank."""
    return re.sub(rf"^# {re.escape(key)}:.*$", lambda _: f"{key}: {value}", text, count=1, flags=re.MULTILINE)


_SELLER = ["", "seller:   # or a file of the workspace: seller: lanting.yaml / 也可写工作区中的文件名",
    '  legal_name: ""', '  legal_name_zh: ""', '  store: ""', "  # address: {zh: , en: , ru: }",
    "  # licence: {number: , kind: business-licence}   # trade-licence, commercial-registration, business-licence",
    "  # representative: {name: {zh: , en: , ru: }, title: {zh: , en: , ru: }}", "  # email:",
    "  # logo: seller/logo.png   # stamp: seller/stamp.png   # signature: seller/signature.png",
    "  # former_names: []   # an empty list says 'none' / 空列表 = 明确声明“无”", "  # other_accounts: []"]


def _said(key: str, value: str, note: str = "", indent: str = "") -> str:
    return f"{indent}{key}: {_scalar(value)}" + (f"   # {note}" if note else "")


def _clean(text: str) -> str:
    """One line of printable characters: notices and exports are hostile, and YAML takes a line end in a comment for its end."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _scalar(value: str) -> str:
    """A YAML scalar: plain where nothing can go wrong, else double-quoted (JSON strings are YAML)."""
    value = _clean(value)
    safe = value and all((c.isalnum() and c.isascii()) or c in "-_./+:" for c in value) and value[0].isalpha() and not value.endswith(":")
    return value if safe and value.lower() not in ("yes", "no", "true", "false", "null", "on", "off") else json.dumps(value, ensure_ascii=False)


def _or_blank(key: str, value: str, start: Start, note: str = "") -> str:
    if value:
        return _said(key, value, note)
    hint = _BLANKS[key].format(sites=", ".join(start.pack.sites) or "the platform's sites, as amazon.com", issues=", ".join(start.pack.issues))
    return f"# {key}:   # {hint}"


def _quoted(read: Read) -> str:
    page = f"page {read.page}: " if read.page else ""
    words = read.quote or read.value
    return f"{page}“{_clean(words)[:120]}”"


def _from_notice(start: Start) -> Iterator[str]:
    notice = start.notice
    if notice is None:
        yield _or_blank("received", "", start)
        yield _or_blank("platform_case", "", start)
        return
    if start.notice_file:
        yield _said("notice", start.notice_file)
    received = notice.received_at.isoformat() if notice.received_at else None
    yield _said("received", received, _quoted(notice.received)) if received and notice.received else _or_blank("received", "", start)
    if notice.deadline and notice.deadline_read:
        yield f"deadline: {notice.deadline.isoformat()}   # {_quoted(notice.deadline_read)}"
    elif notice.deadline_read:
        yield f"# deadline:   # {_quoted(notice.deadline_read)}: count it yourself / 请自行推算并填写"
    elif not notice.reasons:
        yield "# deadline:   # none was read in the notice: look for one, with offset / 未从通知中读到截止时间，请自行查找，带时区"
    if notice.platform_case and not notice.reasons:
        yield _said("platform_case", notice.platform_case.value, _quoted(notice.platform_case))
    else:
        yield _or_blank("platform_case", "", start)
    if notice.final_warning:
        yield f"final_warning: true   # {_quoted(notice.final_warning)}"
    for number, error in enumerate(notice.errors):
        yield "errors:" if number == 0 else ""
        yield f"- {_scalar(error.value)}   # {_quoted(error)}"


def _moment(text: str, pack: Pack) -> str:
    """A time as ISO text with the platform's offset, a date as ISO text, "" where it cannot be read."""
    for mention in moments(text):
        value = mention.fact.value
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(pack.zone))).isoformat()
        if isinstance(value, date):
            return value.isoformat()
    return ""


_ORDER_FIELDS = {
    "tracking": "tracking", "carrier": "carrier", "ordered": "ordered", "promised_dispatch": "promised", "dispatched": "dispatched",
    "first_scan": "scanned", "delivered": "delivered", "complaint": "complaint", "first_reply": "first_reply", "platform_status": "status",
}
_TIMES = ("ordered", "promised_dispatch", "dispatched", "first_scan", "delivered", "complaint", "first_reply")


def _orders(start: Start) -> Iterator[str]:
    blanks = ["label_created", "signed_by"]
    if start.before and start.before.block("orders"):
        yield start.before.block("orders")
        return
    if start.row is not None:
        row = start.row
        yield "orders:"
        yield _said("- id", row["order"], f"line {row.number} of the export / 导出文件第 {row.number} 行")
        if row["sku"]:
            yield f"  skus: [{_scalar(row['sku'])}]"
        for key, column in _ORDER_FIELDS.items():
            if key == "ordered" and not row[column] and "defect" not in row.values:
                column = "date"  # of an export of orders; in a list of defects it is the defect's
            value = row[column]
            if key in _TIMES and value:
                moment = row.moment(column)
                aware = moment.replace(tzinfo=moment.tzinfo or ZoneInfo(start.pack.zone)) if isinstance(moment, datetime) else moment
                note = "no zone in the export: taken as the platform's / 导出未写时区，按平台时区" if isinstance(moment, datetime) and not moment.tzinfo else ""
                yield f"  {key}: {aware.isoformat()}" + (f"   # {note}" if note else "") if aware else f"  # {key}:   # cannot be read: {_clean(value)[:80]}"
            elif value:
                yield _said(key, value, indent="  ")
            else:
                blanks.append(key)
        amount = row.number_of("amount")
        if amount is not None and len(row["currency"]) == 3:
            yield f"  amount: {{value: {amount}, currency: {row['currency'].upper()}}}"
        yield f"  # also: {', '.join(blanks)}"
        return
    reads = start.notice.orders if start.notice else ()
    yield "orders:" if reads else "# orders:   # id, tracking, carrier, skus, ordered, promised_dispatch, dispatched, first_scan, delivered ..."
    for read in reads:
        yield _said("- id", read.value, _quoted(read))
        skus = _of_order(read, start.notice) if start.notice else []
        if skus:
            yield f"  skus: [{', '.join(map(_scalar, skus))}]"


def _of_order(order: Read, notice: Notice) -> list[str]:
    """The SKUs of an order: those on its own line, or all of them where the notice is about one order."""
    taken = {sku for point in notice.points for sku in point.skus}
    free = [read for read in notice.skus if read.value not in taken]
    return [read.value for read in free if len(notice.orders) == 1 or (read.quote == order.quote and len(notice.orders) > 1 and _alone(order, notice))]


def _alone(order: Read, notice: Notice) -> bool:
    """Whether no other order stands on the line of this one."""
    return sum(other.quote == order.quote for other in notice.orders) == 1


def _points(start: Start) -> Iterator[str]:
    notice = start.notice
    known = [(p.code, p.title, p.clause, p.skus, p.date, p.page) for p in notice.points] if notice else []
    known += [(number, read.value, "", (), "", read.page) for number, read in notice.reasons] if notice else []
    if notice and notice.reasons:
        yield "rejection:"
        if start.rejection_file:
            yield _said("file", start.rejection_file, indent="  ")
        if notice.platform_case:
            yield _said("platform_case", notice.platform_case.value, _quoted(notice.platform_case), "  ")
        elif start.before and start.before.platform_case:
            yield _said("platform_case", start.before.platform_case, "as recorded / 据登记", "  ")
        yield "  reasons:"
        for number, read in notice.reasons:
            yield f"  - {{number: {_scalar(number)}, text: {_scalar(read.value)}}}   # {_quoted(read)}"
    yield "points:   # what the letter answers, in the notice's order / 按通知顺序逐点回应"
    loose = _loose(notice) if notice else ()
    for code, title, clause, skus, violated, page in known or [("", "", "", loose, "", None)]:
        yield _said("- code", code, f"page {page}" if page else "") if code else "- # code:   # the platform's own number, if it has one"
        if title:
            yield f"  title: {{en: {_scalar(title)}}}" if start.pack.language == "en" else f"  title: {_scalar(title)}"
        if clause:
            yield _said("clause", clause, indent="  ")
        if skus:
            yield f"  skus: [{', '.join(map(_scalar, skus))}]"
        when = _moment(violated, start.pack) if violated else ""
        if when:
            yield f"  date: {when[:10]}"
        for part, words in (("problem", "发生了什么"), ("cause", "根本原因：谁、何处、多少、何时"), ("action", "已经做了什么，附日期"), ("prevention", "今后如何防止")):
            yield f"  {part}:   # {words}; a claim: {{zh: ..., evidence: [E1]}} or {{clause: ..., with: {{...}}}}"


def _loose(notice: Notice) -> tuple[str, ...]:
    """SKUs that the notice names beside no order."""
    placed = {sku for order in notice.orders for sku in _of_order(order, notice)}
    return tuple(read.value for read in notice.skus if read.value not in placed)


def _required(start: Start) -> Iterator[str]:
    if start.notice and start.notice.required:
        yield "required:   # as the notice lists it / 通知要求的材料"
        for number, read in start.notice.required:
            yield f"- {{number: {_scalar(number)}, text: {_scalar(read.value)}}}   # {_quoted(read)}"


def _evidence(start: Start) -> Iterator[str]:
    if start.before and start.before.block("evidence"):
        yield start.before.block("evidence")
        yield "# add what is new against the first package: each reason needs it / 每条驳回理由需要补充新证据"
        return
    yield "# evidence: what to fetch / 需要准备的证据"
    yield "# evidence:"
    groups = evidence_groups(start.pack, start.issue)
    order = start.row["order"] if start.row is not None else ""
    for number, group in enumerate(groups, 1):
        at = f", order: {_scalar(order)}" if order else ""
        others = "; ".join(f"or / 或 {kind} {evidence_word(kind).zh}" for kind in group[1:])
        note = evidence_word(group[0]).zh + (f"; {others}" if others else "")
        yield f"# - {{id: E{number}, file: evidence/, type: {group[0]}{at}, date: , shows: {{zh: }}}}   # {note}"


@lru_cache(maxsize=1)
def _exhibits() -> Mapping[str, Mapping[str, str]]:
    names: Mapping[str, Mapping[str, str]] = load_yaml(shipped("templates") / "names.yaml")["exhibit"]
    return names


def evidence_word(kind: str) -> Text2:
    """What an evidence type is called, as the letters call it; the type itself where they have no word."""
    entry = {"en": "Tracking number", "zh": "运单号"} if kind == "tracking number" else _exhibits().get(kind, {})
    return Text2(entry.get("en", kind), entry.get("zh", kind))


def evidence_groups(pack: Pack, issue: str) -> list[Sequence[str]]:
    """The required evidence types of an issue, each group one or its alternatives; every issue's where none is named."""
    entries: Mapping[str, Mapping[str, Sequence[Sequence[str]]]] = pack.data.get("evidence", {})
    chosen: Iterable[str] = [issue] if issue in entries else list(entries)[:1]
    return [group for key in chosen for group in entries[key].get("required", ())]
