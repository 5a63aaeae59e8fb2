"""Ids and addresses as they stand in evidence. Tolerant to what OCR does to them (spaces, I for l), strict about their shape:
a number that is taken for a foreign order id refuses a case."""

from __future__ import annotations

import re
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.fact import FactKind

_LISTED: Final = r"(?=[A-Za-z0-9_./-]*\d)[A-Za-z0-9][A-Za-z0-9_/-]{3,40}"
INLINE: Final = compiled(
    r"(?:(?P<sku>\bSKUs?|[Аа]ртикул[а-я]*|货号)|(?P<order>\b[Oo]rders?|[Зз]аказ[а-я]*|订单)|"
    r"(?P<tracking>\b[Pp]arcels?|\b[Ss]hipments?|\b[Ww]aybills?|\bAWB|\b[Tt]racking(?: number)?|[Пп]осылк[а-я]+|[Оо]тправлени[а-я]+|"
    rf"[Нн]акладн[а-я]+|[Тт]рек(?:-номер[а-я]*)?|运单号?|包裹))[ \t]?[:：№#]?[ \t]?(?P<list>{_LISTED}(?:(?:,| and| и|、|;|和)[ ]?{_LISTED})*)"
)
"""A kind of code named in running text, with one code or several: 'SKU LT-KB2041-BLK and YF-LP118-WHT', «заказ 48127733-0164-1»."""
MESSAGE: Final = compiled(r"message[ _]?[il1I|]d\s?[=:]\s?([A-Za-z0-9_-]{4,64})", re.IGNORECASE)
CODE: Final = compiled(
    r"(?<![\w-])(?=[A-ZА-ЯЁ0-9-]*\d)[A-ZА-ЯЁ]{1,6}(?:-[A-ZА-ЯЁ0-9]{1,12}){1,4}(?![\w])"
    r"|(?<![\w-])[A-Z]{1,6}\d{5,12}(?![\w-])|(?<![\w-])(?=\d*[A-Z])\d{2}[0-9A-Z]{6,22}(?![\w-])"
)
"""Any other code of capitals and digits: report, invoice, case and batch numbers."""
EMAIL: Final = compiled(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
URL: Final = compiled(
    r"https?\s?:\s?/[/lI]\s?[^\s<>\"'«»，。；、）]+|(?<![\w@.])(?:www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"'«»，。；、）]*)?"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|ru|net|org|cn|ae|sa|kz|partners|express|global|io|kw|qa)/[^\s<>\"'«»，。；、）]+",
    re.IGNORECASE,
)
PHONE: Final = compiled(
    r"(?<![\w+])(?:"
    r"\+\d{1,3}[ -]?(?:\(\d{1,5}\)[ -]?)?\d(?:[ -]?\d){6,12}"
    r"|8[ -]?\(\d{3}\)[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}|8[ -]\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}"  # Russia
    r"|05\d[ -]?\d{3}[ -]?\d{4}"  # UAE, KSA
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # China, mobile
    r")(?![\w-])"
)
IDENTITY: Final = compiled(
    r"(?<!\d)(?:784-?\d{4}-?\d{7}-?\d|[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])"
)
"""Emirates ID; Chinese identity card (GB 11643: the last character is a check)."""

_NAME_EN: Final = (
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?:[A-Z]\.|[A-Z][A-Za-z'’-]*)(?:[ ](?:[A-Z]\.|[A-Z][A-Za-z'’-]*|al|el|bin|bint|ibn|abu|de|da|van|von|der))"
    r"{1,5}(?![A-Za-z])"
)
_NAME_RU: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:[ ][А-ЯЁ]\.[ ]?(?:[А-ЯЁ]\.)?|(?:[ ][А-ЯЁ][а-яё]+){1,2})"
_NAME_ZH: Final = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})?(?![\u4e00-\u9fff])"
NAME: Final = compiled(rf"{_NAME_EN}|{_NAME_RU}|{_NAME_ZH}|[A-Z][a-z]+(?=$|[,;(\n])")
SIGNED: Final = compiled(
    r"(?P<signer>[Ss]igned(?: for)? by|[Rr]eceived by|[Aa]ccepted by|签收人|[Пп]олучил[аи]?|[Пп]ринял[аи]?)"
    r"[ :：—-]{1,3}(?=[A-ZА-ЯЁ\u4e00-\u9fff])"
    r"|(?P<recipient>[Пп]олучатель|收件人)[ :：—-]{1,3}(?=[A-ZА-ЯЁ\u4e00-\u9fff])"
)
"""A name in running text: 'Delivered, signed by Fatima Al Mansoori', «Вручено, получатель Иванова М. П.»"""
COMPANY: Final = compiled(
    r"\b(?:Ltd|LLC|L\.L\.C|Inc|GmbH|FZE|FZCO|Limited|Corp)\b|ООО|АО\b|ИП\b|有限公司|有限责任公司"
)


def identity_is_sound(text: str) -> bool:
    """Whether the check character of a Chinese identity number is right (GB 11643); an Emirates ID passes the Luhn test."""
    digits = text.replace("-", "")
    if digits.startswith("784") and len(digits) == 15:
        total = sum(d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(int(c) for c in reversed(digits)))
        return total % 10 == 0
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return (
        len(digits) == 18
        and "10X98765432"[sum(int(c) * w for c, w in zip(digits[:17], weights, strict=True)) % 11] == digits[-1].upper()
    )


BY_LABEL: Final[dict[str, FactKind]] = {
    "order": "order-id", "tracking": "tracking", "sku": "sku", "invoice": "id", "batch": "id", "report": "id", "case": "id",
    "reference": "id", "licence": "id", "operator": "id", "photo-hash": "id", "message-id": "id",
}  # fmt: skip
"""Kinds of codes by the label beside them."""
