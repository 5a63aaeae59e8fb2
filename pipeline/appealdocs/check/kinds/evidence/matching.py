"""Do the ids that a file shows belong to the orders that the case claims for it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import SURE, Seen, alike, orders_of, place, seen, slip, swapped
from appealdocs.expressions import compiled
from appealdocs.model.keys import ORDER_LEVEL_TYPES
from appealdocs.model.reading import Found
from appealdocs.model.text import Text2

NEAR: Final = 0.9
"""OCR confidence from which an id that differs from ours by one character counts as another id, not as misread."""
BESIDE: Final = 0.98
"""The same where the file shows our own id too: then one of the two was nearly always misread."""
_TRACKED_TYPES: Final = (
    "waybill",
    "tracking-page",
    "delivery-receipt",
    "outbound-record",
    "package-photo",
    "packing-video",
)
"""Types that show the parcel's own number; messages and refunds may speak of a second parcel or of a return."""
_TRACKING_WORDS: Final = compiled(
    r"track|shipment|parcel|waybill|awb|consignment|накладн|трек|отправлени|посылк|运单|单号|快递|包裹|cdek|сдэк|aramex|boxberry|yunexpress|"
    r"dhl|ups|fedex|usps|express|post|почта",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Ids of one kind in one file: ours, and those that belong to nothing that the case claims for the file."""

    word: Text2
    own: tuple[Found, ...]
    foreign: tuple[Found, ...]
    doubtful: tuple[Found, ...]
    claimed: tuple[str, ...]

    @property
    def mixed(self) -> bool:
        return bool(self.own and self.foreign)


_ORDER = Text2("order", "订单号")
_TRACKING = Text2("tracking number", "运单号")
_SKU = Text2("SKU", "SKU")


def matches_order(context: Context, params: Params) -> Iterator[Hit]:
    """A file shows the order, tracking number and SKU that the case claims for it, in its pages and in its name."""
    yield from _unknown_orders(context)
    copies = _copies(context)
    for file in seen(context):
        if file.index in copies:
            continue
        for shown in _all(context, file):
            if shown.foreign and not shown.own:
                yield _hit(context, file, shown, shown.foreign[0])
            elif shown.doubtful and not shown.own:
                yield _hit(context, file, shown, shown.doubtful[0], "doubtful", "warning")
        yield from _name(context, file)


def one_order_per_file(context: Context, params: Params) -> Iterator[Hit]:
    """A file of an order-level type claims and shows one order only."""
    for index, item in context.evidence_of(*ORDER_LEVEL_TYPES):
        if len(set(item.order_ids)) > 1:
            yield Hit(context.evidence_at(index), {"file": item.file, "ids": ", ".join(item.order_ids)}, "declared")
    for file in seen(context, *ORDER_LEVEL_TYPES):
        if len(set(file.item.order_ids)) > 1:
            continue
        for shown in _all(context, file):
            if shown.mixed:
                ids = dict.fromkeys(str(f.fact.value) for f in (*shown.own, *shown.foreign))
                values = {
                    "file": file.item.file,
                    "what": shown.word,
                    "ids": ", ".join(ids),
                    "claimed": ", ".join(shown.claimed),
                }
                yield Hit(place(context, file.index, shown.foreign[0]), values)
                break


def _copies(context: Context) -> set[int]:
    """Files that are the very file of another order: common/no-forgery says so, and that says it all."""
    first: dict[str, tuple[str, ...]] = {}
    copies = set()
    for file in seen(context, *ORDER_LEVEL_TYPES):
        before = first.setdefault(file.reading.sha256, file.item.order_ids)
        if before and file.item.order_ids and not set(before) & set(file.item.order_ids):
            copies.add(file.index)
    return copies


def _unknown_orders(context: Context) -> Iterator[Hit]:
    known = {o.id for o in context.case.orders}
    for index, item in context.evidence_of():
        missing = [id for id in item.order_ids if id not in known]
        if missing and known:
            near = next((o for o in known if slip(o, missing[0])), "")
            values = {
                "file": item.file,
                "shown": ", ".join(missing),
                "claimed": ", ".join(sorted(known)),
                "slip": _slip_words(near, missing[0]),
            }
            yield Hit(context.evidence_at(index), values, "unknown")


def _all(context: Context, file: Seen) -> list[Shown]:
    table: dict[int, list[Shown]] = context.caches.setdefault("matching", {})
    if file.index not in table:
        table[file.index] = [
            shown for shown in (_orders(context, file), _trackings(context, file), _skus(context, file)) if shown
        ]
    return table[file.index]


def _orders(context: Context, file: Seen) -> Shown | None:
    """Order ids: those that look like the platform's own. Without a claim of the case there is nothing to compare."""
    claimed = tuple(o.id for o in orders_of(context, file.item))
    if not claimed or (file.item.type not in ORDER_LEVEL_TYPES and not file.item.order_ids):
        return None
    pattern = _order_pattern(str(context.pack.data.get("order_id", "")))
    candidates = [
        f for f in file.reading.found
        if f.page is not None and (f.fact.value in claimed or (f.fact.kind == "order-id" and _is_order(str(f.fact.value), claimed, pattern)))
    ]  # fmt: skip
    strict = file.item.type in ORDER_LEVEL_TYPES
    return _sorted(context, file, _ORDER, candidates, claimed, strict)


@lru_cache(maxsize=32)
def _order_pattern(pattern: str) -> re.Pattern[str]:
    return compiled(pattern or r"(?!)")


def _is_order(id: str, claimed: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    return bool(pattern.fullmatch(id)) or any(alike(id, own) for own in claimed)


def _trackings(context: Context, file: Seen) -> Shown | None:
    if file.item.type not in _TRACKED_TYPES:
        return None
    claimed = _claimed_trackings(context, file)
    if not claimed:
        return None
    orders = {o.id for o in context.case.orders}
    candidates = [
        f for f in file.reading.found
        if f.page is not None and f.fact.value not in orders and (f.fact.value in claimed or _is_tracking(f, claimed))
    ]  # fmt: skip
    return _sorted(context, file, _TRACKING, candidates, claimed, True)


def _claimed_trackings(context: Context, file: Seen) -> tuple[str, ...]:
    return tuple(t for t in (*(o.tracking for o in orders_of(context, file.item)), file.item.tracking) if t)


def _is_tracking(found: Found, claimed: tuple[str, ...]) -> bool:
    """Whether a foreign number is meant as a tracking number: it is labelled so, or has the shape of ours beside words or in an
    address that speak of a parcel."""
    value = str(found.fact.value)
    if found.fact.kind == "tracking":
        return found.label == "tracking" or any(alike(value, own) for own in claimed)
    return (
        found.fact.kind == "id"
        and not found.label
        and any(alike(value, own) for own in claimed)
        and bool(_TRACKING_WORDS.search(found.quote))
    )


def _skus(context: Context, file: Seen) -> Shown | None:
    if file.item.type not in ORDER_LEVEL_TYPES:
        return None
    claimed = tuple(dict.fromkeys(s for o in orders_of(context, file.item) for s in o.skus))
    if not claimed:
        return None
    known = claimed + tuple(s for p in context.case.points for s in p.skus)
    candidates = [f for f in file.values("sku") if f.fact.value in known or f.label == "sku"]
    return _sorted(context, file, _SKU, candidates, known, True)


def _sorted(
    context: Context, file: Seen, word: Text2, candidates: list[Found], claimed: tuple[str, ...], strict: bool
) -> Shown:
    """Ours, foreign and doubtful ones. What stands in the page counts before what stands in its address, and a slip of ours
    that OCR read is doubtful."""
    page = [f for f in candidates if not _in_address(f)] or candidates
    own = tuple(f for f in page if f.fact.value in claimed)
    foreign: list[Found] = []
    doubtful: list[Found] = []
    for f in candidates if own else page:
        if f.fact.value in claimed or (_in_address(f) and f.confidence < SURE):
            continue
        near = any(slip(str(f.fact.value), id) for id in claimed)
        bound = (BESIDE if own else NEAR) if near and _by_ocr(file, f) else SURE
        (foreign if f.confidence >= bound else doubtful).append(f)
    if own and not strict:
        foreign = []
    if word is _SKU and own:
        foreign = []
    return Shown(word, own, tuple(foreign), tuple(doubtful), tuple(dict.fromkeys(claimed)))


def _in_address(found: Found) -> bool:
    return "://" in found.quote or bool(re.search(r"www\.|\.(?:com|ru)/", found.quote))


def _by_ocr(file: Seen, found: Found) -> bool:
    return (
        any(p.number == found.page and p.source == "ocr" for p in file.reading.pages) or file.reading.clip is not None
    )


def _name(context: Context, file: Seen) -> Iterator[Hit]:
    """An id in the file's own name that belongs to another order."""
    claimed = tuple(o.id for o in orders_of(context, file.item))
    trackings = _claimed_trackings(context, file) if file.item.type in _TRACKED_TYPES else ()
    known = {*claimed, *trackings, *(o.id for o in context.case.orders if o.id in file.item.order_ids)}
    pattern = _order_pattern(str(context.pack.data.get("order_id", "")))
    for found in file.reading.found:
        value = str(found.fact.value)
        if found.page is not None or value in known:
            continue
        order = bool(claimed) and found.fact.kind == "order-id" and _is_order(value, claimed, pattern)
        tracking = bool(trackings) and found.fact.kind in ("tracking", "id") and any(alike(value, t) for t in trackings)
        if order or tracking:
            word, ids = (_ORDER, claimed) if order else (_TRACKING, trackings)
            yield _hit(context, file, Shown(word, (), (found,), (), ids), found, "name")
            return


def _hit(context: Context, file: Seen, shown: Shown, found: Found, variant: str = "", severity: str = "") -> Hit:
    value = str(found.fact.value)
    near = next((id for id in shown.claimed if slip(id, value)), "")
    values: Mapping[str, Any] = {
        "file": file.item.file, "what": shown.word, "shown": value, "claimed": _some(shown.claimed), "slip": _slip_words(near, value),
        "quote": found.quote[:120], "confidence": f"{found.confidence:.0%}",
    }  # fmt: skip
    return Hit(place(context, file.index, found), values, variant, severity)


def _some(ids: Iterable[str]) -> str:
    listed = list(ids)
    return ", ".join(listed[:4]) + (" …" if len(listed) > 4 else "")


def _slip_words(own: str, value: str) -> Text2:
    """What makes the two ids look alike, in words; nothing where they do not."""
    if not own:
        return Text2("", "")
    if swapped(own, value):
        at = next(i for i, (a, b) in enumerate(zip(own, value, strict=True)) if a != b)
        return Text2(
            f" Two neighbouring characters changed places ({own[at : at + 2]} → {value[at : at + 2]}).",
            f"相邻两位颠倒（{own[at : at + 2]} → {value[at : at + 2]}）。",
        )
    at = next(i for i, (a, b) in enumerate(zip(own, value, strict=True)) if a != b)
    return Text2(
        f" They differ in one character (position {at + 1}: {own[at]} → {value[at]}).",
        f"两者只差一位（第 {at + 1} 位：{own[at]} → {value[at]}）。",
    )
