"""What a form, a label or a tracking page calls its values, in English, Russian and Chinese, as canonical keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TABLE: Final[tuple[tuple[str, str], ...]] = (
    ("photo-hash", r"sha-?256|hash|хеш|хэш|контрольная сумма|哈希|校验"),
    ("message-id", r"message[ _-]?id|chat[ _-]?id|id сообщения|消息id|消息编号"),
    ("operator", r"operator(?: id)?|packed by|picker|оператор|кладовщик|сборщик|操作员|打包员|经手人"),
    ("courier", r"courier|driver|курьер|водитель|快递员|派送员"),
    ("signer", r"(?:received and |delivered and )?signed(?: for)?(?: by)?|received by|accepted by|signatory|receiver'?s? name|"
               r"подписал[аи]?|получил[аи]?|вручено кому|принял[аи]?|签收人|签收姓名|签收"),
    ("recipient", r"recipient|receiver|consignee|ship(?:ped)? to|deliver to|addressee|buyer name|to|получатель|кому|адресат|收件人|收货人|收方"),
    ("sender", r"sender|shipper(?! ref)|consignor|ship(?:ped)? from|from|отправитель|от кого|发件人|寄件人|发货人"),
    ("order", r"(?:noon |amazon |ozon |platform |purchase |customer )?order(?: ?(?:id|no|nr|number|#|ref(?:erence)?))?|orders|"
              r"shipper(?:'s)? ref(?:erence)?(?: \(.*\))?|(?:номер )?заказа?|заказ ?№|订单(?:号|编号|id)?"),
    ("tracking", r"(?:inbound )?(?:tracking|shipment|consignment|parcel|waybill|air waybill|awb|hawb|cn)(?: ?(?:id|no|nr|number|code|#))?|"
                 r"трек(?:[- ]?(?:номер|код))?|(?:номер )?отправлени[ея]|(?:номер )?накладн(?:ая|ой)|шпи|рпо|"
                 r"(?:快递|物流|运|货运|跟踪|追踪)单?号|单号|运单"),
    ("sku", r"(?:affected |seller |merchant |partner )?skus?(?: sampled| id| code| no)?|item (?:no|code)|артикул(?: продавца)?|货号|商品编码|商品货号|款号"),
    ("valid-from", r"valid from|effective from|effective date|start date|in force since|действует с|действителен с|有效期自|生效日期|起始日期"),
    ("valid-to", r"valid (?:until|to|till|through)|expir(?:y|es|ation)(?: date)?|end date|действует до|действителен до|срок действия(?: до)?|"
                 r"有效期至|到期日期?|截止日期|有效期限?"),
    ("period", r"period|date range|reporting period|период|отчётный период|期间|统计周期|时间范围"),
    ("promised", r"(?:promised|estimated|expected|scheduled|latest) (?:dispatch|delivery|ship|arrival)(?: date| time| by)?|ship by|dispatch by|"
                 r"отгрузить до|плановая дата.*|预计.*|承诺.*"),
    ("delivered", r"deliver(?:ed|y)(?: (?:at|on|date|time|date and time|date/time))?|pod date|вручен[оа]?|доставлен[оа]?|дата (?:вручения|доставки)|"
                  r"签收时间|签收日期|妥投时间?|送达时间?|已签收|已妥投|已送达"),
    ("first-scan", r"picked ?up(?: at| on)?|pick-?up(?: date| time)?|first scan|collected(?: at| on)?|accepted by carrier|"
                   r"принято?(?: на склад.*| перевозчиком)?|дата при[её]ма|приём|揽收时间?|已揽收|首次扫描|收件时间"),
    ("dispatched", r"(?:dispatch(?:ed)?|shipped|handed over|outbound)(?: (?:at|on|date|time))?|ship date|отгружен[оа]?|отправлен[оа]?|"
                   r"дата (?:отгрузки|отправки)|передан[оа]?(?: в доставку)?|出库时间?|发货时间?|发货日期|已出库|已发货"),
    ("arrived", r"arriv(?:ed|al)(?: (?:at|on|date|time))?|прибыл[оа]?|到达时间?|已到达"),
    ("paid", r"paid(?: on| at)?|payment date|date of payment|оплачено|дата (?:платежа|оплаты)|付款时间|支付时间|赔付日期"),
    ("ordered", r"order(?:ed| date| placed)(?: (?:at|on))?|дата заказа|заказано|下单时间|订单日期"),
    ("violation", r"date of violation|violation date|дата нарушения|违规日期"),
    ("created", r"created(?: at| on)?|label (?:created|date)|print(?:ed)?(?: at| on| date)?|дата и время|создан[оа]?|дата печати|制单时间|创建时间|打印时间"),
    ("issued", r"(?:date of |)issued?(?: date| on)?|issue date|report date|audit date|invoice date|notice date|date|dated|signed on|"
               r"дата(?: (?:выдачи|составления|документа))?|исходящий ?№?|签发日期|开具日期|出具日期|开票日期|日期"),
    ("invoice", r"(?:commercial )?invoice(?: ?(?:no|nr|number|#))?|(?:номер )?сч[её]та?(?:-фактур[аы])?|发票(?:号码?|编号)?"),
    ("batch", r"batch(?: ?(?:no|number))?|lot(?: ?(?:no|number))?|партия|номер партии|批次号?|批号"),
    ("report", r"report(?: ?(?:no|nr|number))?|certificate(?: ?(?:no|nr|number))|protocol no|отч[её]т №|протокол №?|报告编号|报告号|证书编号"),
    ("case", r"(?:platform )?case(?: ?(?:id|no|number))?|ticket(?: ?(?:id|no|number))?|обращение ?№?|номер обращения|案件(?:号|编号|id)|工单号"),
    ("reference", r"(?:our |your |customer )?ref(?:erence)?(?: ?(?:id|no|number))?|исх\.? ?№?|参考号|编号"),
    ("licence", r"(?:trade |business |commercial )?(?:licen[cs]e|registration)(?: ?(?:no|nr|number))?|unified social credit code|огрн|инн|"
                r"统一社会信用代码|营业执照号?|注册号"),
    ("weight", r"(?:gross |net |actual |chargeable )?weight|вес(?: брутто| нетто)?|масса|重量|毛重|净重"),
    ("volume", r"volume|dimensions?|объ[её]м|габариты|体积|尺寸"),
    ("amount", r"(?:total )?amount|total|sum|сумма|итого|金额|合计|总额"),
    ("payee", r"payee|beneficiary|收款人"),
    ("company", r"company|client|customer|seller|компания|продавец|公司|企业名称|名称"),
    ("status", r"(?:shipment |delivery |order )?status|статус(?: заказа| доставки)?|状态"),
    ("representative", r"legal representative|представитель|法定代表人"),
)  # fmt: skip
"""The first key whose pattern is the whole label counts, so that the order matters."""

_SEPARATOR: Final = re.compile(r"\s*[:：]\s*")
_TRIM: Final = " .:：;№#*()[]-–—"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the stretch of the text that is its value; the plain date column of a table has the key 'row'."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for key, pattern in _TABLE)


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """The key of a label that stands alone ('Signed by:', 'Трек-номер'); "" if it is none."""
    words = label.strip(_TRIM).removesuffix(" №").strip(_TRIM)
    bare = re.sub(r"\s*\([^)]*\)$", "", words)
    if not 1 < len(words) <= 60:
        return ""
    for text in dict.fromkeys((words, bare)):
        for key, pattern in _patterns():
            if pattern.fullmatch(text):
                return key
    return ""


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
                yield Pair(key, start + len(cell) - len(value), start + len(cell) - len(value) + len(value.split(" ")[0]))
                return


_CODED: Final = frozenset({"order", "tracking", "sku", "invoice", "batch", "report", "case", "reference", "licence", "operator"})
"""Labels that may stand right before their value, without a colon: the value is one code."""

EVENTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (key, re.compile(pattern, re.IGNORECASE))
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
