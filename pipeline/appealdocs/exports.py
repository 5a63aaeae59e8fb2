"""Exports of orders or defects (CSV), as platforms and ERPs write them: any common delimiter and encoding, columns by their usual names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

MAX_ROWS = 200_000
"""Rows that are read of one export; what lies beyond is left out and said in `Export.cut`."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    # our name: words by which a column is known; the longest word that fits wins
    "order": (
        "order id", "order number", "order no", "order nr", "order", "posting number", "订单号", "订单编号",
        "订单id", "订单", "номер заказа", "номер отправления", "заказ",
    ),
    "sku": (
        "sku", "seller sku", "partner sku", "asin", "item", "商品编码", "货号", "артикул",
    ),
    "defect": (
        "defect type", "defect", "issue type", "issue", "claim type", "reason", "complaint type", "缺陷类型",
        "问题类型", "投诉类型", "原因", "类型", "тип нарушения", "причина",
    ),
    "date": (
        "defect date", "date", "order date", "created", "created at", "ordered", "日期", "下单时间", "创建时间",
        "缺陷日期", "дата",
    ),
    "amount": (
        "amount", "order amount", "price", "value", "total", "金额", "订单金额", "价格", "сумма", "цена",
    ),
    "currency": (
        "currency", "币种", "货币", "валюта",
    ),
    "tracking": (
        "tracking number", "tracking no", "tracking", "awb", "waybill", "运单号", "物流单号", "快递单号",
        "трек-номер", "трек",
    ),
    "carrier": (
        "carrier", "logistics provider", "shipping company", "courier", "承运商", "物流商", "物流公司", "快递公司",
        "перевозчик",
    ),
    "status": (
        "status", "order status", "shipment status", "logistics status", "state", "状态", "订单状态", "物流状态",
        "статус",
    ),
    "delivered": (
        "delivered", "delivered at", "delivery date", "delivered on", "签收时间", "妥投时间", "送达时间", "签收日期",
        "дата доставки", "вручено",
    ),
    "complaint": (
        "complaint", "complaint at", "complaint date", "claim date", "dispute opened", "投诉时间", "纠纷时间",
        "索赔时间", "дата жалобы",
    ),
    "first_reply": (
        "first reply", "first reply at", "first response", "reply time", "replied at", "首次回复", "首次回复时间",
        "回复时间", "первый ответ",
    ),
    "dispatched": (
        "dispatched", "dispatched at", "shipped", "shipped at", "ship date", "dispatch date", "发货时间",
        "实际发货时间", "отгружено", "дата отгрузки",
    ),
    "promised": (
        "promised dispatch", "ship by", "latest ship date", "estimated ship date", "esd", "dispatch by",
        "承诺发货时间", "最晚发货时间", "发货截止", "срок отгрузки",
    ),
    "due": (
        "deliver by", "latest delivery date", "estimated delivery date", "edd", "承诺送达时间", "预计送达",
        "срок доставки",
    ),
    "rating": (
        "rating", "stars", "service rating", "评分", "星级", "оценка",
    ),
    "by": (
        "cancelled by", "canceled by", "cancel party", "initiator", "取消方", "责任方", "отменил",
        "инициатор",
    ),
    "buyer": (
        "buyer", "buyer id", "customer", "买家", "покупатель",
    ),
    "scanned": (
        "first scan", "first scan at", "carrier scan", "first tracking event", "首次扫描", "揽收时间",
        "первое сканирование",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an export; `values` by our field names, as written."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def moment(self, name: str) -> datetime | date | None:
        """The value as a date or time (naive where no offset is written), None if it is none."""
        return moment(self[name])

    def number_of(self, name: str) -> Decimal | None:
        """The value as a number, None if it is none."""
        written = self.values.get(name, "")
        if not written:
            return None
        text = re.sub(r"[^\d.,-]", "", written).replace(",", ".")
        try:
            return Decimal(text) if text else None
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class Export:
    """`columns`: our field by the export's own column name; `unknown`: columns that were not recognised."""

    rows: tuple[Row, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    cut: bool = False


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 or GB 18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def read(data: bytes | str) -> Export:
    """The rows of an export; no rows where it has no column that holds order ids."""
    text = decode(data) if isinstance(data, bytes) else data
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    start = next((i for i, line in enumerate(lines[:20]) if "order" in _columns(_cells(line, _delimiter(line))).values()), None)
    if start is None:
        return Export(())
    delimiter = _delimiter(lines[start])
    head = _cells(lines[start], delimiter)
    columns = _columns(head)
    wanted = [(at, columns[name]) for at, name in enumerate(head) if name in columns]
    rows: list[Row] = []
    body = csv.reader(io.StringIO("\n".join(lines[start + 1 :])), delimiter=delimiter)
    for number, cells in enumerate(body, 1):
        if number > MAX_ROWS:
            return Export(tuple(rows), columns, tuple(h for h in head if h not in columns), True)
        values = {key: cells[at].strip() for at, key in wanted if at < len(cells)}
        if values.get("order"):
            rows.append(Row(number, values))
    return Export(tuple(rows), columns, tuple(h for h in head if h and h not in columns))


def _delimiter(line: str) -> str:
    return max("\t;|,", key=line.count)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip("\ufeff") for cell in next(csv.reader([line], delimiter=delimiter), [])]


def _columns(head: Sequence[str]) -> dict[str, str]:
    """Our field for each column, the surest fit first; a field is taken by one column only."""
    scored = sorted(
        ((_fit(name, words), name, key) for name in dict.fromkeys(head) for key, words in FIELDS.items() if _fit(name, words)),
        reverse=True,
    )
    found: dict[str, str] = {}
    for _, name, key in scored:
        if name not in found and key not in found.values():
            found[name] = key
    return found


def _fit(name: str, words: Iterable[str]) -> int:
    """0: no fit; else how sure: an equal name counts most, a longer word inside it more than a shorter one."""
    plain = re.sub(r"[\s_\-/()（）:：.]+", " ", name.lower()).strip()
    best = 0
    for word in words:
        if plain == word:
            best = max(best, 1000 + len(word))
        elif re.search(rf"(?<![a-zа-я]){re.escape(word)}(?![a-zа-я])", plain):
            best = max(best, 10 * len(word))
    return best


_FORMATS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M",
    "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%Y年%m月%d日",
)  # fmt: skip


@lru_cache(maxsize=65_536)
def moment(text: str) -> datetime | date | None:
    """A date or time as exports write it; None where it cannot be told (03/04/2026 is two days)."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            value = datetime.strptime(text, form)
        except ValueError:
            continue
        return value if "%H" in form else value.date()
    return None
