"""Personal data of buyers in the letter and in evidence that will be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import Seen, seen
from appealdocs.expressions import compiled
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2

_WORDS: Final = {
    "phone": Text2("a telephone number", "电话号码"), "email": Text2("an e-mail address", "电子邮箱"),
    "identity": Text2("an identity number", "证件号码"), "card": Text2("a bank card number", "银行卡号"),
}  # fmt: skip
_ROLES: Final = compiled(
    r"(?:info|support|service|services|help|helpdesk|care|customer\w*|contact|office|sales|admin|ops|operations?|no-?reply|noreply|hello|cs|"
    r"team|seller|partner\w*|appeals?|claims?|pod|tracking|notifications?|billing|finance|compliance|legal|warehouse)",
    re.IGNORECASE,
)
"""Local parts of an e-mail address that belong to an office, not to a person."""


def personal_data(context: Context, params: Params) -> Iterator[Hit]:
    """Telephone and identity numbers, bank cards and e-mail addresses that are not the seller's or a company's own."""
    from appealdocs.language.personal import personal

    names = allowed(context)
    told: set[tuple[str, str]] = set()
    for segment in context.segments():
        for _, text in context.texts(segment):
            for hit in personal(text, names) if _likely(_without(text, names)) else ():
                if not _office(hit.kind, hit.text, names) and (segment.field, hit.text) not in told:
                    told.add((segment.field, hit.text))
                    yield Hit(
                        context.said_at(segment),
                        {"what": _WORDS[hit.kind], "masked": masked(hit.text), "file": "case.yaml"},
                        "letter",
                    )
    for file in seen(context, *params["types"]):
        yield from _in_file(context, file, names, params)


def _in_file(context: Context, file: Seen, names: tuple[str, ...], params: Params) -> Iterator[Hit]:
    """What each page shows, once for every kind of data. Only lines that could hold some are looked at, with the line above them."""
    from appealdocs.language.personal import personal

    known = (*names, *_named_ids(file))
    told: set[str] = set()
    for page in file.reading.pages:
        if not _likely(page.text):
            continue
        start = 0
        above = 0
        for line in page.text.split("\n"):
            if _likely(_without(line, known)):
                for hit in personal(page.text[above : start + len(line)], known):
                    at = above + hit.start
                    if (
                        at < start
                        or hit.kind in told
                        or _office(hit.kind, hit.text, names)
                        or _not_the_buyers(page.text, at, at + len(hit.text), params)
                    ):
                        continue
                    told.add(hit.kind)
                    where = Where(
                        file=file.item.file,
                        field=f"evidence[{file.index}]",
                        page=page.number,
                        line=context.line(f"evidence[{file.index}]"),
                    )
                    yield Hit(where, {"what": _WORDS[hit.kind], "masked": masked(hit.text), "file": file.item.file})
            above, start = start, start + len(line) + 1


def _named_ids(file: Seen) -> tuple[str, ...]:
    """Numbers of which the file itself says that they are ids of orders, parcels, cases, papers."""
    return tuple(
        str(f.fact.value) for f in file.reading.found
        if f.fact.kind in ("order-id", "tracking", "sku") or (f.fact.kind == "id" and f.label not in ("", "identity"))
    )  # fmt: skip


def _without(line: str, known: tuple[str, ...]) -> str:
    """The line without ids, dates and times: what is left may be a telephone number."""
    for id in known:
        if id in line:
            line = line.replace(id, " \t ")
    return _DATES.sub("\t", line)


def allowed(context: Context) -> tuple[str, ...]:
    """Ids of the case and what is the seller's own."""
    case = context.case
    ids = [case.platform_case, case.reference, case.seller.email, case.seller.phone]
    ids += [case.seller.licence.number] if case.seller.licence else []
    ids += [*(case.seller.former_licences or ())]
    ids += [x for o in case.orders for x in (o.id, o.tracking, *o.skus)]
    ids += [case.rejection.platform_case] if case.rejection else []
    notice = context.dossier.notice
    ids += [notice.platform_case.value] if notice and notice.platform_case else []
    ids += [x for p in case.points for x in p.skus] + [e.tracking for e in case.evidence]
    return tuple(dict.fromkeys(x for x in ids if x))


def masked(text: str) -> str:
    """The value as a message may show it: its first three and last two characters."""
    return f"{text[:3]}…{text[-2:]}" if len(text) > 6 else "…"


_DATES: Final = compiled(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}:\d{2}(?::\d{2})?")
_DIGITS: Final = compiled(r"\d(?:[ ()+\u00a0-]{0,2}\d){6}")


def _likely(text: str) -> bool:
    """Cheap test first: without an at sign or seven digits close together there is nothing to find."""
    return "@" in text or _DIGITS.search(text) is not None


def _office(kind: str, text: str, names: tuple[str, ...]) -> bool:
    """An address of a company: a role before the at sign, or the seller's own domain."""
    if kind != "email":
        return False
    local, _, domain = text.lower().partition("@")
    own = {name.lower().rpartition("@")[2] for name in names if "@" in name}
    return domain in own or bool(_ROLES.fullmatch(re.split(r"[.+_-]", local)[0]))


def _not_the_buyers(text: str, start: int, end: int, params: Params) -> bool:
    """Whether the line, or the label above it, says that the number is a company's: a hotline, the sender's."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else None]
    if re.search("|".join(params["company_words"]), line, re.IGNORECASE):
        return True
    before = text[:start]
    sender = [m.start() for m in re.finditer("|".join(params["sender_words"]), before, re.IGNORECASE | re.MULTILINE)]
    buyer = [m.start() for m in re.finditer("|".join(params["buyer_words"]), before, re.IGNORECASE | re.MULTILINE)]
    return bool(sender) and (not buyer or sender[-1] > buyer[-1])
