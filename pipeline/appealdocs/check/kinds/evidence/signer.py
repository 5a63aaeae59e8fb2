"""Who signed for the parcel: the name in the letter beside the name in its own proof and in case.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from appealdocs.check.context import Context, Hit, Said
from appealdocs.check.kinds.evidence.seen import SURE, Seen, seen
from appealdocs.expressions import compiled
from appealdocs.model.case import Order

_EN = r"(?-i:(?:(?:Mr|Mrs|Ms)\.? )?([A-Z][\w'’-]*\.?(?: (?:[A-Z][\w'’-]*\.?|al|bin|bint|el|ibn)){0,4}))"
_RU = r"(?-i:([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?|(?: [А-ЯЁ][а-яё]+){1,2})?))"
_ZH = r"(?-i:([A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|bint|el)){0,4}|[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё.]*){0,3}(?: ?[А-ЯЁ]\.)?|[\u4e00-\u9fff]{2,4}?))"
_SIGNED: Final = {
    "en": (rf"\bsigned for by {_EN}", rf"\bsign(?:er|ed by|atory)(?: was| is|:)? {_EN}", rf"\b(?:received|accepted) by {_EN}"),
    "ru": (rf"\bполучател[ьюя][^А-ЯЁ.;]{{0,12}}{_RU}", rf"\bвруч[её]н\w*(?: лично)?(?: получателю| покупателю)? {_RU}",
           rf"\bрасписал\w*(?: получатель)? {_RU}", rf"\bподпис(?:ал|ала|ью) {_RU}"),
    "zh": (rf"由\s*{_ZH}\s*(?:本人)?(?:签收|签字|代收)", rf"签收人(?:为|是|姓名为|[:：])?\s*{_ZH}(?=[\s,，。;；)）]|$)"),
}  # fmt: skip
"""How a letter names the signer; the name is the first group."""
_PARCEL: Final = compiled(
    r"deliver|shipment|parcel|package|signed for|签收|妥投|运单|包裹|достав|вруч|посылк|отправлени", re.IGNORECASE
)
_OWN_PAPER: Final = compiled(r"commitment letter|承诺书|contract|合同|договор|обязательств", re.IGNORECASE)
"""Papers that the seller signs."""
_NOBODY: Final = compiled(r"^(?:the|our|your|their|a|buyer|recipient|customer|carrier)\b|买家|客户|本人|他人|家人|前台|门卫|邻居|快递", re.IGNORECASE)
_INITIAL: Final = compiled(r"(?<!\w)(\w)(?=\.|$)")
_LETTERS: Final = str.maketrans("ABCEHKMOPTXЁ", "АВСЕНКМОРТХЕ")
"""Latin letters that OCR gives for Cyrillic initials."""
_SAME: Final = 0.7
"""Likeness from which two writings of a part of a name may be one, by OCR or by case endings."""
_ONE: Final = 0.85
"""The same of the whole name, where its parts are cut otherwise."""


def other_signer(context: Context) -> Iterator[Hit]:
    """A cause or action says that somebody signed whom neither the order nor any proof of delivery knows."""
    files = seen(context, "delivery-receipt", "tracking-page")
    own = _own(context)
    for said in context.claims:
        if said.part not in ("cause", "action") or said.point is None:
            continue
        text = " ".join(said.claim.text[lang] for lang in said.claim.text.languages)
        orders = [o for o in context.case.orders if o.id in text or (o.tracking and o.tracking in text)] or list(context.case.orders)
        if len(orders) != 1 or _OWN_PAPER.search(text):
            continue
        yield from _judged(context, said, orders[0], files, own)


def _judged(context: Context, said: Said, order: Order, files: Sequence[Seen], own: Sequence[str]) -> Iterator[Hit]:
    shown = [(file, str(found.fact.value)) for file in files for found in file.values("name", "signer", "recipient", sure=SURE)
             if not file.item.order_ids or order.id in file.item.order_ids]  # fmt: skip
    known = [name for name in (order.signed_by, *(value for _, value in shown)) if name]
    for name in _names(said):
        comparable = [other for other in known if _script(other) == _script(name)]
        if not comparable or any(_alike(name, other) for other in (*comparable, *own)):
            continue
        if any(_plain(name) in _plain(file.text) for file in files):
            continue
        where = context.at(said.field)
        if order.signed_by:
            at = f"orders[{context.case.orders.index(order)}].signed_by"
            yield Hit(where, {"said": name, "field": said.field, "shown": order.signed_by, "at": at}, "signer")
        else:
            yield Hit(where, {"said": name, "field": said.field, "shown": shown[0][1], "at": shown[0][0].item.file}, "signer")
        return


def _names(said: Said) -> Iterator[str]:
    for lang in said.claim.text.languages:
        text = said.claim.text[lang]
        if _PARCEL.search(text):
            for pattern in _SIGNED.get(lang, ()):
                for match in compiled(pattern, re.IGNORECASE).finditer(text):
                    name = match[1].strip()
                    name = name if re.search(r"(?<!\w)\w\.$", name) else name.strip(" .")
                    if len(name) > 1 and not _NOBODY.search(name):
                        yield name


def _own(context: Context) -> tuple[str, ...]:
    """Names that a letter may call signers without meaning the parcel: the representative, the seller, the carriers."""
    seller = context.case.seller
    texts = [seller.representative.name, seller.legal_name, seller.store]
    return tuple(n for n in (*(t[lang] for t in texts for lang in t.languages), *(o.carrier for o in context.case.orders)) if n)


def _alike(one: str, other: str) -> bool:
    """Whether two names in one script may be the same person: in another case, shortened, or read by OCR."""
    if _script(one) != _script(other) or _other_initials(one, other):
        return False
    short, long = sorted((_parts(one), _parts(other)), key=len)
    if short and all(any(SequenceMatcher(None, a, b).ratio() > _SAME for b in long) for a in short):
        return True
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio() > _ONE


def _other_initials(one: str, other: str) -> bool:
    """Whether both names have as many initials and one of these differs: «Соколова Е. В.», «Соколова Н. В.»."""
    first, second = _INITIAL.findall(one.upper().translate(_LETTERS)), _INITIAL.findall(other.upper().translate(_LETTERS))
    return bool(first) and len(first) == len(second) and first != second


def _parts(name: str) -> list[str]:
    return [w for w in re.findall(r"\w{2,}", name.lower()) if w not in ("al", "el", "bin", "bint", "ibn", "mr", "mrs", "ms")]


def _script(name: str) -> str:
    if re.search(r"[\u4e00-\u9fff]", name):
        return "han"
    return "cyrillic" if re.search(r"[А-Яа-яЁё]", name) else "latin"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
