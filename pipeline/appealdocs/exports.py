"""Exports of orders or defects (CSV), as platforms and ERPs write them: any common delimiter and encoding, columns by their usual names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from appealdocs.expressions import compiled

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
        "defect date", "date", "日期", "缺陷日期", "дата",
    ),
    "ordered": (
        "order date", "ordered", "ordered at", "order placed", "created", "created at", "下单时间", "下单日期", "创建时间", "дата заказа",
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
        "cancelled by", "canceled by", "cancel party", "initiator", "cancellation initiator", "取消方", "取消发起方", "责任方", "отменил",
        "инициатор", "инициатор отмены",
    ),
    "cancel_reason": (
        "cancel reason", "cancellation reason", "cancel reason id", "reason for cancellation", "取消原因", "причина отмены",
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
    """One line of an export (`number`: its line in the file); `values` by our field names, as written."""

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
    name: str = ""
    """The export as a pack knows it, "" where none does."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16, GB 18030 or Windows-1251 (Russian spreadsheets)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_eight_bits(data), errors="replace")


def _eight_bits(data: bytes) -> str:
    """GB 18030, unless Russian column names are read in Windows-1251 alone: any Russian bytes make Chinese characters too."""
    start = data[:20_000]
    russian, chinese = (start.decode(name, errors="replace").lower() for name in ("cp1251", "gb18030"))
    words = [word for names in FIELDS.values() for word in names]
    return "cp1251" if any(w in russian for w in words if "а" <= w[0] <= "я") and not any(w in chinese for w in words if w[0] > "\u3000") else "gb18030"


def read(data: bytes | str, profiles: Sequence[Mapping[str, Any]] = ()) -> Export:
    """The rows of an export; no rows where it has no column that holds order ids.

    `profiles`: exports that a pack knows (`data.exports`), each with `known_by` (column names that it is told by), `columns` (our
    field: its names), `ignore` (columns that mean something else) and `flags` (a column that says whether the row is a defect).
    """
    text = decode(data) if isinstance(data, bytes) else data
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _head(text, profiles)
    if found is None:
        return Export(())
    columns, profile = found.columns, found.profile
    wanted = [(at, columns[name]) for at, name in enumerate(found.names) if name in columns]
    flags = [(at, words) for at, name in enumerate(found.names) if (words := profile.get("flags", {}).get(name))]
    unknown = tuple(
        h for h in dict.fromkeys(found.names) if h and h not in columns and h not in profile.get("ignore", ()) and h not in profile.get("flags", {})
    )
    named = {**columns, **({"": "defect"} if flags else {})}
    rows: list[Row] = []
    stream = io.StringIO(text)
    stream.seek(found.end)
    body = csv.reader(stream, delimiter=found.delimiter)
    tidy = "=" not in text and "'" not in text and '""' not in text
    keys, width = [key for _, key in wanted], 1 + max(at for at, _ in wanted)
    place = keys.index("order")
    for cells in _records(body):
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        picked = [cells[at].strip() for at, _ in wanted] if tidy else [_plain(cells[at]) for at, _ in wanted]
        if not _DIGIT.search(picked[place]) or _TOTAL.match(cells[0] or next((c for c in cells if c), "").strip()):
            continue
        if len(rows) >= MAX_ROWS:
            return Export(_told(rows), named, unknown, True, found.profile.get("name", ""))
        values = dict(zip(keys, picked, strict=True))
        if flags:
            said = [words for at, words in flags if at < len(cells) and cells[at].strip().lower() in _YES]
            values["defect"] = "; ".join([*said, *([values["defect"]] if values.get("defect") else [])]) if said else ""
        rows.append(Row(found.lines + body.line_num, values))
    return Export(_told(rows), named, unknown, False, found.profile.get("name", ""))


def _records(body: Iterator[list[str]]) -> Iterator[list[str]]:
    """The lines of a table; one that no table holds (a cell of 131,072 characters) ends it."""
    while True:
        try:
            yield next(body)
        except (StopIteration, csv.Error):
            return


def has_orders(text: str, profiles: Sequence[Mapping[str, Any]] = ()) -> bool:
    """Whether the first lines of a table name a column of order ids."""
    return _head(text, profiles) is not None


_DIGIT = compiled(r"\d")
_YES = ("y", "yes", "true", "1", "да", "是")
_TOTAL = compiled(r"(?:grand\s+)?(?:sub)?totals?\b|sum\b|итого|всего|合计|总计|小计|共计", re.IGNORECASE)
"""What the first cell of a line of totals says: it is no order."""
_ESCAPED = compiled(r'^=?"(.*)"$|^\'(.*)$')
"""How spreadsheets keep leading zeros: ="0007" or '0007."""


def _plain(cell: str) -> str:
    cell = cell.strip()
    if cell[:1] not in "='\"":
        return cell
    found = _ESCAPED.match(cell)
    return (found[1] if found[1] is not None else found[2]).strip() if found else cell


@dataclass(frozen=True, slots=True)
class _Head:
    """The line (or two) of column names: our field by name; `end` is where the rows begin, after `lines` lines."""

    names: Sequence[str]
    columns: Mapping[str, str]
    profile: Mapping[str, Any]
    delimiter: str
    end: int
    lines: int


def _head(text: str, profiles: Sequence[Mapping[str, Any]]) -> _Head | None:
    """The head of a table: of the first 30 lines the one that names most of our fields; what stands above it is passed over.

    Two lines are one head where cells were merged: 'Order' over 'ID' and 'date', 'Delivery' over 'carrier' and 'date'.
    """
    best: _Head | None = None
    above: list[str] = []
    at = 0
    for number in range(1, 31):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        at = end + 1 if end >= 0 else len(text)
        if line.strip():
            delimiter = _delimiter(line)
            names = _cells(line, delimiter)
            for head in (names, _joined(above, names)):
                found = _named(head, profiles)
                if found and (best is None or len(found[0]) > len(best.columns)) and (len(head) > 1 or best is None):
                    best = _Head(head, *found, delimiter, at, number)
            above = names
        if end < 0:
            break
    return best


def _named(head: Sequence[str], profiles: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], Mapping[str, Any]] | None:
    """Our fields by the names of a head, and the profile that knows it; None where no column holds order ids."""
    if not head:
        return None
    profile = next((p for p in profiles if set(p["known_by"]) <= set(head)), {})
    named = {n: key for key, names in profile.get("columns", {}).items() for n in (next((n for n in names if n in head), ""),) if n}
    rest = [h for h in head if h not in named and h not in profile.get("ignore", ()) and h not in profile.get("flags", {})]
    columns = named | {n: key for n, key in _columns(rest).items() if key not in named.values()}
    return (columns, profile) if "order" in columns.values() else None


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The names of a head of two lines, groups carried on over the empty cells that merging leaves; none where it is no such head."""
    if not (len(above) == len(below) > 2) or all(above) or any(_DIGIT.search(c) for c in (*above, *below)):
        return []
    names, group = [], ""
    for upper, lower in zip(above, below, strict=True):
        group = upper or group
        names.append(f"{group if lower else upper} {lower}".strip())
    return names


_SLASHES = compiled(r"^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?=\D|$)")
_ISO = ("", "-", "/", "年")
"""What stands fifth in a date that begins with the year, or in an empty cell."""
TIMES = ("date", "ordered", "delivered", "complaint", "first_reply", "dispatched", "promised", "due", "scanned")
"""Our fields that hold a date or a time."""


def _told(rows: list[Row]) -> tuple[Row, ...]:
    """Dates with slashes as ISO where other dates of their column tell which comes first, day or month; else as written."""
    orders: dict[str, set[bool]] = {}
    present = [key for key in TIMES if rows and key in rows[0].values]
    for row in rows:
        for key in present:
            value = row.values.get(key, "")
            if value[4:5] in _ISO:
                continue
            found = _SLASHES.match(value)
            if found and (int(found[1]) > 12) != (int(found[3]) > 12):
                orders.setdefault(key, set()).add(int(found[1]) > 12)
    certain = {key: day_first.pop() for key, day_first in orders.items() if len(day_first) == 1}
    return tuple(_iso(row, certain) for row in rows) if certain else tuple(rows)


def _iso(row: Row, certain: Mapping[str, bool]) -> Row:
    changed = {}
    for key, day_first in certain.items():
        found = _SLASHES.match(row.values.get(key, ""))
        if found:
            day, month = (found[1], found[3]) if day_first else (found[3], found[1])
            changed[key] = f"{found[4]}-{int(month):02d}-{int(day):02d}{row.values[key][found.end() :]}"
    return Row(row.number, {**row.values, **changed}) if changed else row


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
        elif word in plain and re.search(rf"(?<![a-zа-я]){re.escape(word)}(?![a-zа-я])", plain):
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
    return _prose(text)


def _prose(text: str) -> datetime | date | None:
    """A date in words with a time and a zone ('Mar 5, 2026 2:32 PM GST'), as long as it is the whole text."""
    from appealdocs.facts.dates import moments

    found = moments(text)
    if len(found) != 1 or found[0].text.strip() != text or _SLASHES.match(text):
        return None
    value = found[0].fact.value
    return value if isinstance(value, date) else None
