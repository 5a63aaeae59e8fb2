"""The evidence that each issue, trigger or code calls for (`data.evidence` of the pack: groups of alternatives)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.carrier import reused
from appealdocs.check.kinds.evidence.seen import Seen, belongs, labelled, orders_of, says, seen
from appealdocs.expressions import compiled
from appealdocs.model.case import Evidence, Order, Point

_NOT_DONE: Final = compiled(
    r"\b(?:no|not|never|without)\b[^.;,]{0,25}$|(?:未|没有|无需|不|并未)[^。；，]{0,6}$|\b(?:не|без)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)


def evidence_per_order(context: Context, params: Params) -> Iterator[Hit]:
    """Each order has every kind of proof that its issue calls for, one of them names the order, and the files hold what they must.

    What has a rule of its own (signer, address bar, language, channel) is left to it.
    """
    issue = context.case.issue or "other"
    for index, order in enumerate(context.case.orders):
        for group in _groups(context, issue):
            if not any(e.type in group and belongs(context, e, order) for e in context.case.evidence):
                yield Hit(context.at("evidence"), {"order": order.id, "issue": words.issue(context.case.procedure, issue), "wanted": words.either(group)})
        yield from _content(context, index, order, params)
    yield from _promised(context, params)


def trigger_evidence(context: Context, params: Params) -> Iterator[Hit]:
    """Each order has every kind of proof that the trigger calls for."""
    issue = context.case.issue or "other"
    for order in context.case.orders:
        for group in () if reused(context, order) else _groups(context, issue):
            if not any(e.type in group and belongs(context, e, order) for e in context.case.evidence):
                yield Hit(context.at("evidence"), {"order": order.id, "issue": words.issue(context.case.procedure, issue), "wanted": words.either(group)})


def _groups(context: Context, issue: str) -> Sequence[Sequence[str]]:
    """The required types of an issue, without those that its own rule asks for (`data.issue_proof`): one fault, one finding."""
    table: Mapping[str, Any] = context.pack.data.get("evidence", {})
    own = [set(group) for group in context.pack.data.get("issue_proof", {}).get(issue, {}).get("proof", ())]
    groups: Sequence[Sequence[str]] = table.get(issue, {}).get("required", ())
    return [group for group in groups if not any(other <= set(group) for other in own)]


def _content(context: Context, index: int, order: Order, params: Params) -> Iterator[Hit]:
    """The order's id stands in some file; the tracking page is the carrier's own and shows the number; messages have times."""
    files = [f for f in seen(context) if belongs(context, f.item, order)]
    mine = [f for f in files if order in orders_of(context, f.item)]
    if mine and len(files) == len(context.case.evidence) and not any(_names(f, order.id) for f in files):
        yield Hit(context.at(f"orders[{index}].id"), {"order": order.id, "file": "evidence"}, "no-order-id")
    for file in mine:
        where = context.evidence_at(file.index)
        if file.item.type == "tracking-page":
            host = _third_party(file, params["third_party"])
            if host:
                yield Hit(where, {"order": order.id, "file": file.item.file, "host": host}, "third-party")
            elif order.tracking and not _numbers(file):
                yield Hit(where, {"order": order.id, "file": file.item.file, "tracking": order.tracking}, "no-tracking")
        elif file.item.type == "buyer-messages" and not any(
            True for f in file.reading.found if f.fact.kind in ("moment", "time") or (f.fact.kind == "date")
        ):
            yield Hit(where, {"order": order.id, "file": file.item.file}, "no-times")


def _names(file: Seen, id: str) -> bool:
    return any(f.fact.value == id for f in file.reading.found) or id in file.text


def _numbers(file: Seen) -> bool:
    """Whether the page shows any tracking number (a foreign one is told by common/evidence-matches-order)."""
    return any(f.fact.kind in ("tracking", "id") and f.page is not None for f in file.reading.found)


def _third_party(file: Seen, hosts: Sequence[str]) -> str:
    address = file.reading.address_bar
    urls = [address] if address else list(file.reading.urls)
    for url in urls:
        host = re.sub(r"^[a-z]+://", "", str(url.fact.value).lower()).split("/")[0].removeprefix("www.")
        if any(host == h or host.endswith("." + h) for h in hosts):
            return host
    return ""


def _promised(context: Context, params: Params) -> Iterator[Hit]:
    """A refund or a second parcel that an action speaks of has its proof."""
    types = {e.type for e in context.case.evidence}
    for word, (type_, patterns) in _MADE.items():
        if type_ in types or (word == "refund" and "compensation-proof" in types):
            continue
        for said in context.claims:
            if said.part == "action" and any(
                _done(said.claim.text[lang], patterns[lang]) for lang in said.claim.text.languages
            ):
                yield Hit(
                    context.at(said.field),
                    {"wanted": words.evidence_type(type_), "order": ", ".join(o.id for o in context.case.orders)},
                    "promised",
                )
                break


def _done(text: str, pattern: str) -> bool:
    match = compiled(pattern, re.IGNORECASE).search(text)
    return match is not None and not _NOT_DONE.search(text[: match.start()])


_MADE: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "refund": ("refund-proof", {
        "zh": r"已(?:经)?(?:[^。；，]{0,12})退款(?!申请)|(?:全额|部分)退款(?:给|予)|退还(?:给)?买家",
        "en": r"\bwe (?:have )?(?:fully |already )?refunded\b|\brefund (?:of [^.;]{1,30} )?(?:was|has been) (?:paid|issued|made)",
        "ru": r"\b(?:мы )?(?:вернули|возвратили) (?:покупателю )?(?:деньги|средства|стоимость)|\bвозврат (?:средств )?(?:выполнен|произвед)",
    }),
    "reshipment": ("reshipment-proof", {
        "zh": r"已(?:经)?(?:[^。；，]{0,12})(?:补发|重发|重新发货|换货)",
        "en": r"\bwe (?:have )?(?:re-?shipped|re-?sent|sent a replacement|shipped a replacement)\b|\breplacement (?:was|has been) (?:sent|shipped|dispatched)",
        "ru": r"\bмы (?:повторно )?(?:отправили замену|переотправили)|\bзамена (?:была )?(?:отправлена|отгружена)|\bповторно отправ(?:или|лен)",
    }),
}  # fmt: skip
"""Deeds that an action may tell of, and the type of their proof."""


def evidence_per_code(context: Context, params: Params) -> Iterator[Hit]:
    """Each code has the proof of its family: complete, about the SKU, and down to this seller."""
    table: Mapping[str, Any] = context.pack.data.get("evidence", {})
    for index, point in enumerate(context.case.points):
        family = family_of(context, point)
        items = [e for _, e in of_point(context, point)]
        for group in table.get(family, {}).get("required", ()):
            if any(e.type in group for e in items):
                continue
            values = {"code": point.code, "family": family, "wanted": words.either(group)}
            other = next((e for e in context.case.evidence if e.type in group and e.type in params["shared"]), None)
            if other is None:
                yield Hit(context.at(f"points[{index}]"), values)
            else:
                yield Hit(
                    context.at(f"points[{index}]"),
                    {**values, "file": other.file, "other": other.code},
                    "elsewhere",
                    "warning",
                )
        if family == "counterfeit":
            yield from _authorisation(context, point)
        if family == "logistics":
            yield from _delivery(context, point, params)
    yield from _commitment(context, params)


def family_of(context: Context, point: Point) -> str:
    """The family of a code (counterfeit, logistics …): listed in the pack, else by the words of its title, else the case's issue."""
    data = context.pack.data
    if point.code in data.get("codes", {}):
        return str(data["codes"][point.code])
    notice = context.dossier.notice
    titles = [n.title for n in notice.points if n.code == point.code] if notice else []
    titles += [point.title.text[lang] for lang in point.title.text.languages] if point.title else []
    for family, said in data.get("code_words", {}).items():
        if any(word in title.lower() for word in said for title in titles):
            return str(family)
    return context.case.issue if context.case.issue in data.get("evidence", {}) else "other"


def of_point(context: Context, point: Point) -> list[tuple[int, Evidence]]:
    """Evidence of a point: with its code, or with no code and used by one of its claims, or with no code where no claim is needed."""
    used = {
        id
        for part in ("problem", "cause", "action", "prevention")
        for claim in point.part(part)
        for id in claim.evidence
    }
    return [
        (i, e)
        for i, e in context.evidence_of()
        if e.code == point.code or e.id in used or (not e.code and not e.order_ids)
    ]


def _authorisation(context: Context, point: Point) -> Iterator[Hit]:
    """An authorisation that is proof must name the seller: the chain goes down to the one who sells."""
    seller = context.case.seller
    names = [
        n
        for n in (
            seller.legal_name.en,
            seller.legal_name_zh,
            seller.legal_name.zh,
            *(f.en or f.zh for f in seller.former_names or ()),
        )
        if n
    ]
    items = {i for i, _ in of_point(context, point)}
    for file in seen(context, "brand-authorisation"):
        translated = context.dossier.readings.get(file.item.translation) if file.item.translation else None
        text = _plain(file.text + (translated.text if translated else ""))
        if file.index in items and names and text and not any(_plain(n) in text for n in names):
            yield Hit(
                context.evidence_at(file.index),
                {"file": file.item.file, "code": point.code, "seller": names[0]},
                "authorisation",
            )


def _delivery(context: Context, point: Point, params: Params) -> Iterator[Hit]:
    """A tracking page of a logistics code shows the delivery itself."""
    items = {i for i, _ in of_point(context, point)}
    for file in seen(context, "tracking-page", "delivery-receipt"):
        if (
            file.index in items
            and file.text.strip()
            and not file.times("delivered")
            and not says(file.text, params["delivered_words"])
        ):
            yield Hit(context.evidence_at(file.index), {"file": file.item.file, "code": point.code}, "not-delivered")


def _commitment(context: Context, params: Params) -> Iterator[Hit]:
    """The commitment letter names the legal representative."""
    person = context.case.seller.representative.name
    names = [person[lang] for lang in person.languages]
    for file in seen(context, "commitment-letter"):
        text = _plain(file.text)
        shown = labelled(file.text, params["representative_labels"])
        if names and len(text) > 80 and not any(_same_person(n, text) for n in names):
            values = {"file": file.item.file, "person": names[0], "shown": shown or "–"}
            yield Hit(context.evidence_at(file.index), values, "commitment")


def _same_person(name: str, text: str) -> bool:
    """A name in either order of its parts."""
    parts = re.findall(r"\w+", name.lower())
    return bool(parts) and (_plain(name) in text or "".join(reversed(parts)) in text)


def _plain(text: str) -> str:
    """Letters and digits alone, so that OCR, line ends and 'Co., Ltd.' do not matter."""
    return re.sub(r"[\W_]+", "", text.lower())
