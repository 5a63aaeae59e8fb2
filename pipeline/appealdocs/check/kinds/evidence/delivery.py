"""Proof of delivery: who signed and when, and what the platform's own page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.carrier import carrier_words, reused
from appealdocs.check.kinds.evidence.seen import SURE, Seen, belongs, labelled, orders_of, says, seen
from appealdocs.model.case import Order
from appealdocs.model.text import Text2

_SIGNER = Text2("the signer's name", "签收人姓名")
_TIME = Text2("the time of delivery", "妥投时间")


def signer_and_time(context: Context, params: Params) -> Iterator[Hit]:
    """Each receipt shows signer and time, and so does the carrier's page where the issue is about the delivery itself."""
    types = ["delivery-receipt"]
    if (context.case.issue or "other") in params["issues"]:
        types.append("tracking-page")
    for file in seen(context, *types):
        orders = orders_of(context, file.item)
        if not file.text.strip() or not any(o.delivered for o in orders):
            continue
        missing = [
            word
            for word, there in ((_SIGNER, _has_signer(file, orders, params)), (_TIME, _has_time(file, params)))
            if not there
        ]
        where = context.evidence_at(file.index)
        if missing:
            yield Hit(where, {"file": file.item.file, "missing": _and(missing), "order": orders[0].id})
            continue
        other = _another(file, orders)
        if other:
            yield Hit(
                where,
                {"file": file.item.file, "shown": other, "declared": orders[0].signed_by, "order": orders[0].id},
                "other",
            )


def _has_signer(file: Seen, orders: Sequence[Order], params: Params) -> bool:
    if file.values("name", "signer", "recipient"):
        return True
    if any(o.signed_by and _plain(o.signed_by) in _plain(file.text) for o in orders):
        return True
    value = labelled(file.text, params["signer_labels"])
    return bool(value) and bool(re.search(r"[^\W\d_]{2}", value or ""))


def _has_time(file: Seen, params: Params) -> bool:
    if any(isinstance(f.fact.value, datetime) for f in file.times("delivered")):
        return True
    words = [*params["delivered_words"], *(params.get("time_labels", ()) if file.item.type == "delivery-receipt" else ())]
    lines = (line for line in file.text.split("\n") if says(line, words))
    return any(re.search(r"\b\d{1,2}[:：.]\d{2}\b", line) for line in lines)


def _another(file: Seen, orders: Sequence[Order]) -> str:
    """The signer that a file shows where it is clearly not the declared one."""
    declared = orders[0].signed_by if len(orders) == 1 else ""
    shown = file.values("name", "signer", sure=SURE)
    if not declared or not shown or _plain(declared) in _plain(file.text):
        return ""
    ours = set(re.findall(r"\w{2,}", declared.lower()))
    for found in shown:
        theirs = set(re.findall(r"\w{2,}", str(found.fact.value).lower()))
        if ours & theirs or _near(declared, str(found.fact.value)):
            return ""
    return str(shown[0].fact.value)


def _near(one: str, other: str) -> bool:
    """Names that OCR may have made out of one another, or in two scripts: no ground to doubt them."""
    from difflib import SequenceMatcher

    latin = bool(re.search(r"[A-Za-z]", one)) == bool(re.search(r"[A-Za-z]", other))
    return not latin or SequenceMatcher(None, _plain(one), _plain(other)).ratio() > 0.7


def _and(words: Sequence[Text2]) -> Text2:
    return Text2(" and ".join(w.en for w in words), "和".join(w.zh for w in words))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def courier_receipt(context: Context, params: Params) -> Iterator[Hit]:
    """For 'not received': the courier's receipt is there and carries recipient, courier and signature."""
    if (context.case.issue or "other") not in params["issues"]:
        return
    receipts = context.evidence_of("delivery-receipt")
    for index, order in enumerate(context.case.orders):
        if not reused(context, order) and not any(belongs(context, e, order) for _, e in receipts):
            yield Hit(context.at(f"orders[{index}].id"), {"order": order.id}, "none")
    for file in seen(context, "delivery-receipt"):
        if not file.text.strip():
            continue
        checks: Mapping[str, Any] = params["parts"]
        missing = [
            Text2(part["name"]["en"], part["name"]["zh"]) for key, part in checks.items()
            if not _part(context, file, key, part)
        ]  # fmt: skip
        if missing:
            yield Hit(context.evidence_at(file.index), {"file": file.item.file, "missing": _and(missing)})


def _part(context: Context, file: Seen, key: str, part: Mapping[str, Any]) -> bool:
    """Whether the receipt shows the recipient, the courier (or the carrier that sent him), a signature."""
    if key == "signature":
        return bool(file.reading.metadata.signatures) or bool(says(file.text, part["labels"]))
    if part.get("found") and file.values("name", *part["found"]):
        return True
    if key == "courier" and says(file.text, carrier_words(context, "")):
        return True
    return bool(labelled(file.text, part["labels"]))


def status_sync(context: Context, params: Params) -> Iterator[Hit]:
    """The platform's state of an order that was delivered is 'delivered', in case.yaml and on the platform's own page."""
    for index, order in enumerate(context.case.orders):
        if order.delivered is None:
            continue
        state = status_of(context, order.platform_status)
        if order.platform_status and state != "delivered" and (state or params.get("unknown")):
            values = {"order": order.id, "status": order.platform_status, "file": "case.yaml"}
            yield Hit(context.at(f"orders[{index}].platform_status"), values)
        for file in seen(context, "platform-export"):
            shown = labelled(file.text, params["status_labels"]) if order in orders_of(context, file.item) else None
            kind = status_of(context, shown or "")
            if kind and kind not in ("delivered", "returned"):
                values = {"order": order.id, "status": shown or "", "file": file.item.file}
                yield Hit(context.evidence_at(file.index), values, "shown")


def status_of(context: Context, words: str) -> str:
    """The state that the platform's word for it means (`data.statuses`), '' if unknown."""
    table: Mapping[str, Sequence[str]] = context.pack.data.get("statuses", {})
    plain = " ".join(words.lower().replace("ё", "е").split()).strip(" .:*")
    for state, names in table.items():
        if any(plain == n.lower().replace("ё", "е") for n in names):
            return state
    for state, names in table.items():
        if any(plain.startswith(n.lower().replace("ё", "е")) for n in names if len(n) > 3):
            return state
    return ""
