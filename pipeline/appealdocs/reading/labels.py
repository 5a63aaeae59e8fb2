"""What a form, a label or a tracking page calls its values, in English, Russian and Chinese, as canonical keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from appealdocs.expressions import compiled

_NUMBER: Final = ("", " id", " no", " nr", " number", " code", " #", " ref", " reference")
_WHEN: Final = ("", " at", " on", " date", " time", " date and time", " date/time")
_NUMMER: Final = ("", " №", " номер")

_TABLE: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("photo-hash", ("sha-256", "sha256", "hash", "photo hash", "хеш", "хэш", "хеш фотографии", "хеш фотографии посылки", "контрольная сумма",
                    "哈希", "哈希值", "照片哈希", "校验值"), ("", " (sha-256)")),
    ("message-id", ("message id", "message_id", "message-id", "id сообщения", "消息id", "消息编号"), ("",)),
    ("operator", ("operator", "packed by", "picker", "warehouse operator", "оператор", "кладовщик", "сборщик", "操作员", "操作人", "打包员",
                  "经手人", "工号"), ("", " id")),
    ("courier", ("courier", "driver", "delivered by", "курьер", "водитель", "快递员", "派送员", "派件员"), ("", " name")),
    ("signer", ("signed", "signed by", "signed for by", "received by", "received and signed by", "delivered and signed by", "accepted by",
                "signatory", "receiver's name", "receiver name", "подписал", "подписала", "получил", "получила", "вручено кому", "принял",
                "приняла", "签收人", "签收姓名", "签收", "签收人姓名"), ("",)),
    ("recipient", ("recipient", "receiver", "consignee", "ship to", "shipped to", "deliver to", "addressee", "buyer name", "to", "получатель",
                   "кому", "адресат", "грузополучатель", "收件人", "收货人", "收方"), ("",)),
    ("sender", ("sender", "shipper", "consignor", "ship from", "shipped from", "from", "отправитель", "от кого", "грузоотправитель", "发件人",
                "寄件人", "发货人"), ("",)),
    ("order", ("order", "orders", "noon order", "amazon order", "ozon order", "platform order", "purchase order", "customer order",
               "shipper reference", "shipper ref", "shipper's reference"), _NUMBER),
    ("order", ("заказ", "заказа", "номер заказа", "订单", "订单号", "订单编号", "平台订单号", "订单id"), _NUMMER),
    ("tracking", ("tracking", "inbound tracking", "shipment", "consignment", "parcel", "waybill", "air waybill", "awb", "hawb", "cn"), _NUMBER),
    ("tracking", ("трек", "трек-номер", "трек номер", "трек-код", "трек код", "отправление", "отправления", "номер отправления", "накладная",
                  "накладной", "номер накладной", "шпи", "рпо", "快递单号", "快递号", "物流单号", "物流号", "运单号", "运单", "货运单号", "跟踪单号",
                  "跟踪号", "追踪号", "单号"), _NUMMER),
    ("sku", ("sku", "skus", "affected sku", "affected skus", "seller sku", "merchant sku", "partner sku", "sku sampled", "item no", "item code",
             "артикул", "артикул продавца", "货号", "商品编码", "商品货号", "款号"), ("", " id", " code", " no")),
    ("valid-from", ("valid from", "effective from", "effective date", "start date", "in force since", "действует с", "действителен с",
                    "有效期自", "生效日期", "起始日期"), ("",)),
    ("valid-to", ("valid until", "valid to", "valid till", "valid through", "expiry", "expires", "expiration", "end date", "действует до",
                  "действителен до", "действительна до", "срок действия", "срок действия до", "有效期至", "到期日", "到期日期", "截止日期", "有效期",
                  "有效期限"), ("", " date", " on")),
    ("period", ("period", "date range", "reporting period", "период", "отчётный период", "期间", "统计周期", "时间范围"), ("",)),
    ("promised", ("promised dispatch", "promised delivery", "estimated delivery", "estimated arrival", "expected delivery", "expected dispatch",
                  "scheduled delivery", "latest ship", "latest delivery", "latest dispatch", "ship by", "dispatch by", "отгрузить до",
                  "плановая дата отгрузки", "плановая дата доставки", "预计送达", "预计送达时间", "承诺发货时间", "最晚发货时间"),
     ("", " date", " time", " by")),
    ("delivered", ("delivered", "delivery", "pod", "вручено", "вручена", "вручен", "доставлено", "доставлена", "доставлен", "дата вручения",
                   "дата доставки", "签收时间", "签收日期", "妥投", "妥投时间", "送达", "送达时间", "已签收", "已妥投", "已送达"), _WHEN),
    ("first-scan", ("picked up", "pick-up", "pickup", "first scan", "collected", "collection", "accepted by carrier", "принято", "принят",
                    "принято на склад", "принято перевозчиком", "дата приёма", "дата приема", "приём", "揽收", "揽收时间", "已揽收", "首次扫描",
                    "收件时间"), _WHEN),
    ("dispatched", ("dispatch", "dispatched", "shipped", "handed over", "outbound", "ship", "отгружено", "отгружен", "отправлено", "отправлен",
                    "дата отгрузки", "дата отправки", "передано", "передано в доставку", "出库", "出库时间", "发货", "发货时间", "发货日期", "已出库",
                    "已发货"), _WHEN),
    ("arrived", ("arrived", "arrival", "прибыло", "прибыл", "到达", "到达时间", "已到达"), _WHEN),
    ("paid", ("paid", "payment", "date of payment", "оплачено", "дата платежа", "дата оплаты", "付款时间", "支付时间", "赔付日期", "赔付时间"), _WHEN),
    ("ordered", ("ordered", "order date", "order placed", "date of order", "дата заказа", "заказано", "下单时间", "订单日期"), _WHEN),
    ("violation", ("date of violation", "violation date", "дата нарушения", "违规日期"), ("",)),
    ("created", ("created", "label created", "label date", "printed", "print date", "дата и время", "создано", "создан", "дата печати", "制单时间",
                 "创建时间", "打印时间"), _WHEN),
    ("issued", ("issued", "issue date", "date of issue", "report date", "audit date", "invoice date", "notice date", "date", "dated", "signed on",
                "дата", "дата выдачи", "дата составления", "дата документа", "исходящий", "исходящий №", "签发日期", "开具日期", "出具日期", "开票日期",
                "日期"), ("", " on")),
    ("invoice", ("invoice", "commercial invoice", "proforma invoice"), _NUMBER),
    ("invoice", ("счёт", "счет", "счёт-фактура", "счет-фактура", "инвойс", "номер счёта", "发票", "发票号", "发票号码", "发票编号"), _NUMMER),
    ("batch", ("batch", "lot"), _NUMBER),
    ("batch", ("партия", "номер партии", "批次", "批次号", "批号"), _NUMMER),
    ("report", ("report", "certificate", "test report", "protocol"), (" no", " nr", " number", " #", " id")),
    ("report", ("отчёт №", "отчет №", "протокол", "протокол №", "报告编号", "报告号", "证书编号"), ("",)),
    ("case", ("case", "platform case", "ticket", "platform ticket"), _NUMBER),
    ("case", ("обращение", "номер обращения", "案件号", "案件编号", "案件id", "工单号"), _NUMMER),
    ("reference", ("ref", "reference", "our ref", "your ref", "our reference", "your reference", "customer reference"), _NUMBER),
    ("reference", ("исх", "исх.", "исходящий номер", "参考号", "编号"), _NUMMER),
    ("licence", ("licence", "license", "trade licence", "trade license", "business licence", "business license", "commercial registration",
                 "registration", "unified social credit", "cr"), _NUMBER),
    ("licence", ("огрн", "инн", "统一社会信用代码", "营业执照", "营业执照号", "注册号"), ("",)),
    ("weight", ("weight", "gross weight", "net weight", "actual weight", "chargeable weight", "вес", "вес брутто", "вес нетто", "масса", "重量",
                "毛重", "净重", "计费重量"), ("",)),
    ("volume", ("volume", "dimension", "dimensions", "size", "объём", "объем", "габариты", "体积", "尺寸"), ("",)),
    ("amount", ("amount", "total amount", "total", "sum", "compensation", "сумма", "итого", "金额", "合计", "总额", "赔付金额"), ("",)),
    ("payee", ("payee", "beneficiary", "收款人"), ("",)),
    ("company", ("company", "client", "customer", "seller", "компания", "продавец", "公司", "企业名称", "公司名称", "名称"), ("", " name")),
    ("status", ("status", "shipment status", "delivery status", "order status", "статус", "статус заказа", "статус доставки", "状态", "物流状态",
                "订单状态"), ("",)),
    ("representative", ("legal representative", "представитель", "законный представитель", "法定代表人"), ("",)),
)  # fmt: skip
"""Key, labels, and what may follow each of them. Plain words looked up in a dict: fifty patterns cost a fresh process 60 ms."""

_BEGINNINGS: Final[tuple[tuple[str, str], ...]] = (
    ("promised", "плановая дата"),
    ("promised", "预计"),
    ("first-scan", "принято на склад"),
)

_SEPARATOR: Final = compiled(r"\s*[:：]\s*")
_BRACKET: Final = compiled(r"\s*\([^)]*\)$")
_TRIM: Final = " .:：;№#*()[]-–—"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the stretch of the text that is its value; the plain date column of a table has the key 'row'."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    table: dict[str, str] = {}
    for key, words, tails in _TABLE:
        for word in words:
            for tail in tails:
                table.setdefault(word + tail, key)
    return table


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """The key of a label that stands alone ('Signed by:', 'Трек-номер'); "" if it is none."""
    if not 1 < len(label) <= 70:
        return ""
    bare = label.rstrip(" .:：;").lower()
    words = _trimmed(bare)
    table = _labels()
    for text in (words, _trimmed(_BRACKET.sub("", bare)), words.replace(".", "")):
        if text in table:
            return table[text]
    return next((key for key, start in _BEGINNINGS if words.startswith(start)), "")


def _trimmed(words: str) -> str:
    return words.strip(_TRIM).removesuffix(" №").strip(_TRIM)


def pairs(text: str) -> Iterator[Pair]:
    """Labels with their values in a text whose cells are parted by tabs: the next cell, what follows a colon, the next line
    where the label has its line to itself, or the cells below a table's head."""
    at = 0
    lines = text.split("\n")
    head: list[str] = []
    for number, line in enumerate(lines):
        cells = line.split("\t")
        head = _head(cells) or (head if len(cells) == len(head) else [])
        start = at
        if head and head != [key_of(cell) for cell in cells]:
            for key, cell in zip(head, cells, strict=True):
                if key:
                    yield Pair("row" if key == "issued" else key, start, start + len(cell))
                start += len(cell) + 1
            at += len(line) + 1
            continue
        for index, cell in enumerate(cells):
            yield from _in_cell(cell, start)
            key = key_of(cell)
            if key and index + 1 < len(cells):
                following = start + len(cell) + 1
                yield Pair(key, following, following + len(cells[index + 1]))
            elif key and len(cells) == 1 and number + 1 < len(lines):
                below = lines[number + 1].split("\t")[0]
                if not key_of(below):
                    yield Pair(key, at + len(line) + 1, at + len(line) + 1 + len(below))
            start += len(cell) + 1
        at += len(line) + 1


def _head(cells: list[str]) -> list[str]:
    """The keys of a table's head: three cells or more, half of them labels, none with a digit; else nothing."""
    if len(cells) < 3 or any(c.isdigit() for cell in cells for c in cell):
        return []
    keys = [key_of(cell) for cell in cells]
    return keys if sum(map(bool, keys)) >= max(2, len(keys) / 2) else []


def _in_cell(cell: str, start: int) -> Iterator[Pair]:
    """'Case ID: DEA-2026-0412877', also 'Накладная № 1523467890' and 'SKU LT-KB2041-BLK'."""
    parts = _SEPARATOR.split(cell, maxsplit=1)
    if len(parts) == 2 and parts[1]:
        key = key_of(parts[0])
        if key:
            yield Pair(key, start + len(cell) - len(parts[1]), start + len(cell))
            return
    for length in (3, 2, 1):
        words = cell.split(" ")
        if len(words) > length:
            key = key_of(" ".join(words[:length]))
            value = " ".join(words[length:])
            if key in _CODED and any(c.isdigit() for c in value.split(" ")[0]):
                yield Pair(
                    key, start + len(cell) - len(value), start + len(cell) - len(value) + len(value.split(" ")[0])
                )
                return


_CODED: Final = frozenset(
    {"order", "tracking", "sku", "invoice", "batch", "report", "case", "reference", "licence", "operator"}
)
"""Labels that may stand right before their value, without a colon: the value is one code."""

EVENTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (key, compiled(pattern, re.IGNORECASE))
    for key, pattern in (
        ("delivered", r"\bdelivered\b|\bвручен|\bдоставлен[оа]?\b|签收|妥投|已送达"),
        ("first-scan", r"first scan|picked up|pick-?up scan|accepted at|принято|при[её]м\b|揽收|首次扫描|收寄"),
        ("dispatched", r"\bdispatched\b|\bhanded over\b|отгружен|отправлен[оа]?\b|出库|已发货"),
        ("customs", r"customs|тамож|清关|海关"),
        ("arrived", r"\barriv|прибыл|到达"),
        ("returned", r"\breturned\b|возвра[тщ]|退回"),
        ("buyer-message", r"\bcustomer\b|\bbuyer\b|покупатель|买家|客户"),
        ("seller-message", r"\bseller\b|продавец|卖家|商家"),
    )
)
"""Words beside a time on a tracking page or in a chat that say what happened then."""
