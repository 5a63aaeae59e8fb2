"""Order ids, tracking numbers, SKUs, other codes, addresses, phones: what is carried over letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.facts.currencies import ISO
from appealdocs.facts.units import after, before
from appealdocs.model.fact import FactKind

_URL = compiled(
    r"(?P<url>https?://[^\s，。；、）》\"'<>«»“”\x00]+|(?<![\w@.-])(?:www\.)?(?:[a-z0-9-]+\.)+(?:com|net|org|ru|cn|"
    r"ae|sa|io|eg|info|shop|store|partners|co\.uk|co|uk|de)"
    r"(?![\w-])(?!\.\w)(?:/[^\s，。；、）)》\"'<>«»“”\x00]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    re.IGNORECASE | re.ASCII,
)
_PHONE = compiled(
    r"(?<![A-Za-z0-9+])(?P<phone>\+\d{1,3}[ \u00a0-]?(?:\(\d{1,5}\)[ \u00a0-]?)?\d(?:[ \u00a0-]?\d){5,12})(?!\d)"
    r"|(?:电话|手机号?|[Tt]el\.?|[Pp]hone|тел\.|[Тт]елефон)(?:号码)?[:： \u00a0]{0,2}(?P<labelled>\(?\d[\d "
    r"\u00a0()-]{5,16}\d)(?!\d)"
)
# Zones that stand alone are terms; Double Eleven and the like are names of days.
_ZONE_TERM = compiled(r"(?<![A-Za-z])(?P<id>(?:UTC|GMT)[ ]?[+−-]\d{1,2}(?::\d\d)?)(?!\d)")
# ISO 9001, EN 1811, GB/T 15835: a standard with its number, and a Russian law or GOST number.
_STANDARD = compiled(
    r"(?<![A-Za-zА-Яа-я])(?P<id>(?:ISO|IEC|EN|GB|ASTM|DIN|UL|UN|BS|JIS|ГОСТ(?: Р)?|GOST(?: R)?|ТР ТС|TR CU|"
    r"FZ)(?:/[TZ])?[ \u00a0-]?"
    r"\d+(?:[./:-]\d+)*(?:[/-][A-Z][A-Za-z0-9]*)?)(?![A-Za-z0-9])"
)
_CODE = compiled(
    r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9][-/])(?=[A-Za-z0-9][A-Za-z0-9_./-]{0,60}?(?<=\d))[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*(?![A-Za-z0-"
    r"9])(?:\+(?!\d))?"
)
_ORDER = compiled(
    r"\d{3}-\d{7}-\d{7}|\d{7,10}-\d{4}-\d{1,2}|N(?:AE|SA|EG|KW)[A-Z]{0,2}\d{8,14}|\d{2}-\d{5}-\d{5}|"
    r"\d{6}(?=\d{0,7}[A-Z])[0-9A-Z]{8}"
)
_TRACKING = compiled(r"[A-Z]{2}\d{9}[A-Z]{2}|1Z[0-9A-Z]{16}|Y[TF]\d{14,16}|LP\d{14}|CNG\d{14}|UE\d{9}YP")
_UNIT_TAIL = (
    "kg|g|mg|mm|cm|m|km|ml|l|L|mAh|Wh|W|V|A|h|hrs?|min|mins|s|sec|pcs|px|dpi|MB|GB|KB|Mb|x|am|pm|AM|PM|N|Hz|dB|ppm|k|"
    "K|кг|г|"
    "days?|hours?|units?|USD|G|CM|MM|KG"
)
_NO_CODE = compiled(
    rf"\d+(?:[.,]\d+)*(?:{_UNIT_TAIL})|\d+(?:st|nd|rd|th)|\d+(?:[-]\d+)?(?:-[a-z]+)+(?:\.\d+)?|[Nn]o\.?\d+|"
    rf"\d+x\d+(?:x\d+)?(?:cm|mm)?|"
    rf"(?:{'|'.join((*ISO, 'RMB'))})\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:{'|'.join((*ISO, 'RMB'))})|(?:and|or)/\d+|"
    rf"\d+[A-Z][a-z]{{2,}}|"
    rf"\d+(?:\.\d+)?(?:{_UNIT_TAIL})(?:/\d+(?:\.\d+)?(?:{_UNIT_TAIL}))+"
)
_RANGE = compiled(r"\d{1,5}-\d{1,5}")
_SKU_WORD = compiled(r"(?:SKU|артикул[а-я]*|货号|款号)[sS]?[ :：\u00a0]{0,2}$")
_TRACK_WORD = compiled(
    (
        r"(?:运单号?|单号|快递单号|物流单号|包裹|tracking(?: number)?|shipment|parcel|consignment|трек-номер[а-я]*|"
        r"накладн[а-я]+|посылк[а-я]+|отправлени[а-я]+|AWB|waybill)[ :：№\u00a0—-]{0,3}(?:is |number )?$"
    ),
    re.IGNORECASE,
)
_ORDER_WORD = compiled(r"(?:订单号?|[Oo]rders?(?: number| No\.?)?|заказ[а-я]*)[ :：№#\u00a0]{0,3}$")
_ASIN = compiled(r"B0[A-Z0-9]{8}")

_AND = compiled(r"[ \u00a0]?(?:,|、|和|及|与|and|и|;|/)[ \u00a0]?(?:(?:and|и)[ \u00a0])?")

Found = tuple[FactKind, str, int, int]


def marks(text: str) -> Iterator[Found]:
    """Addresses, e-mails, phones and standards."""
    for found in _URL.finditer(text):
        if found["email"]:
            yield "email", found["email"], found.start(), found.end()
        elif found["url"]:
            url = found["url"].rstrip(".,;:!?)")
            yield "url", url, found.start(), found.start() + len(url)
    for found in _PHONE.finditer(text):
        group = "phone" if found["phone"] else "labelled"
        yield "phone", phone(found[group]), found.start(group), found.end(group)
    yield from _terms(_STANDARD, text)


def phone(text: str) -> str:
    """A phone number with its digits alone, and + where it has one."""
    return ("+" if text.strip().startswith("+") else "") + re.sub(r"\D", "", text)


def _terms(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for found in pattern.finditer(text):
        yield "id", found["id"].replace("\u00a0", " "), found.start("id"), found.end("id")


def codes(text: str) -> Iterator[Found]:
    """Codes with letters and digits or in groups of digits, bare digits too long for a count, zones alone."""
    yield from _terms(_ZONE_TERM, text)
    last: FactKind = "id"
    end = 0
    for found in _CODE.finditer(text):
        code = found[0]
        kind = _kind(code, text, found.start())
        if kind is None:
            continue
        if kind == "id" and last != "id" and _AND.fullmatch(text, end, found.start()):
            kind = last  # SKU A-1, B-2 and C-3
        yield kind, code, found.start(), found.end()
        last, end = kind, found.end()


def _kind(code: str, text: str, start: int) -> FactKind | None:
    if code.isdigit():
        if len(code) < 8 or (len(code) < 12 and _is_amount(text, start, start + len(code))):
            return None
        return _by_context(text, start)
    if _ORDER.fullmatch(code):
        return "order-id"
    if _TRACKING.fullmatch(code):
        return "tracking"
    if not any(char.isalpha() for char in code):
        parts = re.split(r"[-_/.]", code)
        if ("." in code and len(parts) == 2) or "/" in code:
            return None
        if (
            len(parts) == 2
            and _RANGE.fullmatch(code)
            and not parts[1].startswith("0")
            and (len(code) <= 8 or len(parts[1]) == len(parts[0]))
        ):
            return None if int(parts[0]) < int(parts[1]) or len(code) < 6 else _by_context(text, start)
        return _by_context(text, start)
    if _NO_CODE.fullmatch(code):
        return None
    return _by_context(text, start) if not _ASIN.fullmatch(code) else "id"


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether money or a measure stands beside the digits."""
    if before(text, start) is not None:
        return True
    unit = after(text, end, "zh") or after(text, end, "ru")
    return unit is not None and unit.kind in ("money", "measure")


def _by_context(text: str, start: int) -> FactKind:
    ahead = text[max(0, start - 24) : start]
    if _SKU_WORD.search(ahead):
        return "sku"
    if _TRACK_WORD.search(ahead):
        return "tracking"
    return "order-id" if _ORDER_WORD.search(ahead) else "id"


@lru_cache(maxsize=1)
def always_verbatim() -> frozenset[FactKind]:
    """Kinds whose value is the same characters in every language."""
    return frozenset(("order-id", "tracking", "sku", "id", "url", "email", "phone"))
