"""Personal data in a text: telephone numbers, identity numbers, e-mail addresses, bank cards. Ids of orders and parcels are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.language.hit import Hit
from appealdocs.model.text import Text2

Kind = Literal["phone", "email", "identity", "card"]
REGIONS = ("CN", "RU", "AE", "SA", "US", "KZ")
"""Regions in which a number without country code is tried."""

_NOTES: dict[str, Text2] = {
    "phone": Text2("A telephone number", "电话号码"),
    "email": Text2("An e-mail address", "电子邮箱"),
    "identity": Text2("An identity number", "证件号码"),
    "card": Text2("A bank card number", "银行卡号"),
}
_EMAIL = compiled(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+%-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![A-Za-z0-9])",
    re.ASCII,
)
_DIGITS = compiled(
    r"(?<![A-Za-zА-Яа-я0-9_.,/#№-])(?:\+|00)?\(?\d[\d\s().\u00a0\u2011-]{5,22}\d(?![A-Za-zА-Яа-я0-9_/]|[.,-]\d)"
)
_WORD_BEFORE = compiled(
    r"(?:tel(?:ephone)?|phone|mobile|cell|call|whatsapp|wechat|viber|telegram|contact|fax|тел(?:ефон\w*)?|"
    r"моб(?:ильн\w*)?|звон\w*|номер\w* телефон\w*|контакт\w*|факс|"
    r"电话|手机|联系方式|联系电话|致电|拨打|微信|传真|号码|هاتف|جوال)[\s.:：№#()（，,是为]*(?:no\.?|number|"
    r"номер\w*|номеру|号|号码|at|on|по|под)?[\s.:：#(（是为]*$",
    re.IGNORECASE,
)
_ID_BEFORE = compiled(
    r"(?:orders?|order id|tracking|track|waybill|awb|parcel|shipment|sku|invoice|case|ticket|batch|licen[cs]e|"
    r"registration|reference|ref|account|serial|asin|ean|upc|imei|barcode|"
    r"заказ\w*|трек\w*|трек-номер\w*|накладн\w*|посылк\w*|отправлени\w*|артикул\w*|инвойс\w*|тикет\w*|"
    r"обращени\w*|парти\w*|лицензи\w*|свидетельств\w*|штрихкод\w*|сч[её]т\w*|"
    r"订单号?|单号|运单号?|物流单号|包裹|工单号?|案件|发票号?|批次号?|执照号?|编号|流水号|条码|"
    r"统一社会信用代码)[\s.:：#№(（为是]*(?:no\.?|number|id|номер\w*|号|№)?[\s.:：#№(（为是]*$",
    re.IGNORECASE,
)
_DATE_LIKE = compiled(r"^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}$|^\d{1,2}\.\d{1,2}\.\d{4}")


def personal(text: str, names: Iterable[str] = ()) -> list[Hit]:
    """Personal data, in order, without overlaps; `kind` is phone, email, identity or card.

    `names`: what may stand in the letter: ids of orders and parcels, the seller's own telephone, e-mail and licence number.
    """
    allowed = tuple(sorted({n for n in names if n}))
    taken = _allowed_spans(text, allowed)
    found: list[Hit] = []
    for kind, finder in _FINDERS:
        for start, end in finder(text):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Hit(start, end, text[start:end], kind, _NOTES[kind]))
    return sorted(found, key=lambda hit: hit.start)


def _allowed_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the allowed ids stand, also with other spacing ('+86 755 8321 4567' for '+8675583214567')."""
    spans: list[tuple[int, int]] = []
    for name in names:
        spans += [m.span() for m in _writings(name).finditer(text)]
    return spans


@lru_cache(maxsize=1024)
def _writings(name: str) -> re.Pattern[str]:
    """Not `compiled`: a case's own words are not kept."""
    digits = re.sub(r"\D", "", name)
    if len(digits) >= 7 and not re.search(r"[^\W\d_]", name):
        return re.compile(r"(?<!\d)" + r"[\s().\u00a0-]*".join(digits) + r"(?!\d)")
    return re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)", re.IGNORECASE)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _EMAIL.finditer(text))


# Identity numbers. Chinese: 18 characters with check digit (GB 11643). Russian: passport, INN of a person (12 digits, two
# check digits), SNILS (check number). UAE: Emirates ID 784-YYYY-NNNNNNN-C. Saudi: 10 digits beginning with 1 or 2, Luhn.
_CHINESE_ID = compiled(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_EMIRATES_ID = compiled(r"(?<!\d)784[\s-]?(?:19|20)\d{2}[\s-]?\d{7}[\s-]?\d(?!\d)")
_RU_PASSPORT = compiled(r"(?:паспорт\w*|passport|护照)\D{0,30}?(\d{2}\s?\d{2}\s?(?:№\s?)?\d{6})(?!\d)", re.IGNORECASE)
_PASSPORT = compiled(
    r"(?:паспорт\w*|passport|护照)\D{0,30}?(?-i:(?<![A-Z])([A-Z]{1,2}[A-HJ-NP-Z]?\d{6,9}))(?!\d)",
    re.IGNORECASE,
)
_SSN = compiled(r"(?:\bSSN|social security)\D{0,20}?(\d{3}-\d{2}-\d{4})(?!\d)", re.IGNORECASE)
_CARD_OF_IDENTITY = compiled(
    r"(?:identity (?:card|document|number)|\bID card|national id|удостоверени\w+ личности|证件号)"
    r"\D{0,20}?(?-i:(?<![A-Z])([A-Z]{0,3}\d[\d-]{5,18}\d))(?![\d-])",
    re.IGNORECASE,
)
_INN = compiled(r"(?:ИНН|INN|税号)\D{0,10}?(\d{12})(?!\d)")
_SNILS = compiled(r"(?<!\d)(\d{3}-\d{3}-\d{3}[ -]\d{2})(?!\d)|(?:СНИЛС|SNILS)\D{0,10}?(\d{11})(?!\d)", re.IGNORECASE)
_SAUDI_ID = compiled(
    r"(?:national id|iqama|saudi id|هوية|الهوية|إقامة|удостоверени\w+ личности|身份证)\D{0,20}?([12]\d{9})(?!\d)",
    re.IGNORECASE,
)


def _identities(text: str) -> Iterator[tuple[int, int]]:
    for match in _CHINESE_ID.finditer(text):
        if _chinese_check(match.group()):
            yield match.span()
    for match in _EMIRATES_ID.finditer(text):
        if luhn(re.sub(r"\D", "", match.group())) or "-" in match.group():
            yield match.span()
    for pattern, sound in (
        (_RU_PASSPORT, _always), (_PASSPORT, _always), (_INN, _inn_check), (_SNILS, _snils_check), (_SAUDI_ID, luhn),
        (_SSN, _always), (_CARD_OF_IDENTITY, _always),
    ):
        for match in pattern.finditer(text):
            group = 1 if match.group(1) else 2
            if sound(re.sub(r"\D", "", match.group(group))):
                yield match.span(group)


def _always(digits: str) -> bool:
    return bool(digits)


def _chinese_check(number: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _inn_check(number: str) -> bool:
    def check(weights: tuple[int, ...]) -> int:
        return sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11 % 10

    return check((7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) == int(number[10]) and check((3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) == int(number[11])


def _snils_check(number: str) -> bool:
    total = sum(int(digit) * (9 - index) for index, digit in enumerate(number[:9]))
    return (total % 101) % 100 == int(number[9:])


def luhn(digits: str) -> bool:
    """The check digit of bank cards and several identity numbers (ISO/IEC 7812)."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_CARD = compiled(r"(?<![\w-])(?:\d{4}[ -]?){3}\d{1,7}(?![\w-])")


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 15 <= len(digits) <= 19 and re.match(r"4|5[1-5]|2[2-7]|220[0-4]|62|3[47]", digits) and luhn(digits) and not _ID_BEFORE.search(text[: match.start()]):
            yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _DIGITS.finditer(text):
        said = match.group()
        start = match.start()
        before = text[max(0, start - 40) : start]
        digits = re.sub(r"\D", "", said)
        if not 7 <= len(digits) <= 15 or _DATE_LIKE.match(said) or _ID_BEFORE.search(before):
            continue
        called = _WORD_BEFORE.search(before) is not None
        if (called or said.startswith(("+", "00")) or _looks_dialled(said, digits)) and _valid(said.strip(), called):
            yield start, match.end()


def _looks_dialled(said: str, digits: str) -> bool:
    """Without a word before it: a mobile number as it is usually written in China, Russia, Kazakhstan, the Emirates or Saudi Arabia."""
    if re.fullmatch(r"(?:86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}", said):
        return True
    if re.fullmatch(r"[78]9\d{9}|[78]7[0-9]\d{8}", digits) and re.search(r"[\s()-]", said):
        return True
    return bool(re.fullmatch(r"89\d{9}|87[0-7]\d{8}|05\d[\s-]?\d{3}[\s-]?\d{4}", said))


@lru_cache(maxsize=2048)
def _valid(said: str, called: bool) -> bool:
    """A number that exists in some region's plan; `called`: a word says that it is a telephone number, so 'possible' is enough."""
    import phonenumbers

    if said.startswith("00"):
        said = "+" + said[2:]
    elif re.match(r"86[\s-]?1[3-9]", said):
        said = "+" + said
    for region in (None,) if said.startswith("+") else REGIONS:
        try:
            number = phonenumbers.parse(said, region)
        except phonenumbers.NumberParseException:
            continue  # not a number of this region: the next one is tried
        if phonenumbers.is_valid_number(number) or (called and phonenumbers.is_possible_number(number)):
            return True
    return False


_FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("email", _emails), ("identity", _identities), ("card", _cards), ("phone", _phones),
)
