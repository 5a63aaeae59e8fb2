"""Carriers that Ozon takes, and numbers that it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import orders_of, says, seen
from appealdocs.model.case import Order


def carrier_whitelist(context: Context, params: Params) -> Iterator[Hit]:
    """The carrier of each order is on the list, its number is none of a refused carrier, and no waybill or track is a refused one's."""
    data: Mapping[str, Any] = context.pack.data.get("carriers", {})
    allowed: Sequence[str] = data.get("allowed", ())
    values = {"allowed": ", ".join(allowed), "as_of": data.get("as_of", ""), "path": data.get("path", "")}
    told: set[str] = set()
    for index, order in enumerate(context.case.orders):
        number = next(
            (p for p in data.get("refused_numbers", ()) if re.fullmatch(p, order.tracking, re.IGNORECASE)), ""
        )
        if order.carrier and not _among(order.carrier, allowed):
            told.add(order.id)
            yield Hit(
                context.at(f"orders[{index}].carrier"),
                {**values, "order": order.id, "carrier": order.carrier, "file": "case.yaml"},
            )
        elif number:
            told.add(order.id)
            yield Hit(
                context.at(f"orders[{index}].tracking"),
                {**values, "order": order.id, "tracking": order.tracking, "file": "case.yaml"},
                "number",
            )
        elif not order.carrier:
            yield Hit(
                context.at(f"orders[{index}].carrier"),
                {**values, "order": order.id, "file": "case.yaml"},
                "unknown",
                "warning",
            )
    for file in seen(context, "waybill", "tracking-page", "delivery-receipt"):
        if {o.id for o in orders_of(context, file.item)} & told or says(file.text, [re.escape(a) for a in allowed]):
            continue
        name = says(
            file.text, [re.escape(r) for r in data.get("refused", ()) if len(r) > 2 or re.search(r"[\u4e00-\u9fff]", r)]
        )
        if name:
            yield Hit(
                context.evidence_at(file.index),
                {**values, "carrier": name, "file": file.item.file, "order": ", ".join(file.item.order_ids)},
                "file",
            )


def _among(carrier: str, names: Sequence[str]) -> bool:
    plain = _plain(carrier)
    return any(
        plain == _plain(n) or plain.startswith(_plain(n) + " ") or f" {_plain(n)} " in f" {plain} " for n in names
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[«»\"'.,()-]", " ", text.lower()).split())


_TWINS: Mapping[str, Sequence[str]] = {
    "cdek": ("CDEK", "СДЭК"),
    "сдэк": ("CDEK", "СДЭК"),
    "boxberry": ("Boxberry", "Боксберри"),
    "боксберри": ("Boxberry", "Боксберри"),
}
"""One carrier in two scripts."""


def carrier_words(context: Context, carrier: str) -> list[str]:
    """The names under which a carrier may stand on a paper; those of all listed carriers for ''."""
    if not carrier:
        return [re.escape(n) for n in context.pack.data.get("carriers", {}).get("allowed", ())]
    return list(dict.fromkeys([carrier, *_TWINS.get(_plain(carrier), ())]))


def tracking_reuse(context: Context, params: Params) -> Iterator[Hit]:
    """A tracking number serves one order, in this case and in all others of the workspace."""
    first: dict[str, str] = {}
    for index, order in enumerate(context.case.orders):
        if not order.tracking:
            continue
        before = first.setdefault(_number(order.tracking), order.id)
        where = context.at(f"orders[{index}].tracking")
        if before != order.id:
            yield Hit(
                where,
                {"tracking": order.tracking, "order": order.id, "other": before, "case": context.dossier.reference},
            )
            continue
        for other in context.dossier.neighbours:
            owner = next(
                (
                    o
                    for t, o in other.order_of_tracking.items()
                    if _number(t) == _number(order.tracking) and o and o != order.id
                ),
                "",
            )
            if owner:
                yield Hit(
                    where,
                    {"tracking": order.tracking, "order": order.id, "other": owner, "case": other.reference},
                    "elsewhere",
                )
                break


def reused(context: Context, order: Order) -> bool:
    """Whether an order before this one in the case has its tracking number: that is told once, and explains what else is missing."""
    for other in context.case.orders:
        if other is order:
            return False
        if order.tracking and _number(other.tracking) == _number(order.tracking):
            return True
    return False


def _number(tracking: str) -> str:
    return re.sub(r"[\s-]", "", tracking).upper()
