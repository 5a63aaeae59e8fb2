"""The timeline of an order: its own dates close, and the evidence shows the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import SURE, Seen, apart, orders_of, place, seen, written
from appealdocs.model.case import Order
from appealdocs.model.finding import Where
from appealdocs.model.reading import Found
from appealdocs.model.text import Text2

CHAIN: Final = ("ordered", "label_created", "dispatched", "first_scan", "delivered")
"""Events that follow each other (common/evidence-timeline)."""
EVENTS: Final = {
    "ordered": Text2("ordered", "下单"), "label_created": Text2("label created", "制单"), "dispatched": Text2("dispatched", "发货"),
    "first_scan": Text2("first scan", "首次扫描"), "delivered": Text2("delivered", "妥投"), "complaint": Text2("complaint", "投诉"),
    "first_reply": Text2("first reply", "首次回复"), "promised_dispatch": Text2("promised dispatch", "承诺发货"),
}  # fmt: skip
LABELS: Final = {"delivered": "delivered", "dispatched": "dispatched", "first_scan": "first-scan"}
"""Events whose time files show under a label of their own."""
SHOWN_BY: Final = {
    "delivered": ("delivery-receipt", "tracking-page", "platform-export"), "dispatched": ("outbound-record",),
    "first_scan": ("tracking-page",),
}  # fmt: skip
"""Types of evidence that are made to show an event; other files may speak of other parcels."""
FILLED_BY: Final = {**SHOWN_BY, "label_created": ("waybill",)}
"""Where an event's time is taken from when case.yaml does not give it; a label's own date counts beside the declared one."""
PRINTED: Final = ("print", "печат", "打印")
"""A copy may be printed at any time."""


def timeline(context: Context, params: Params) -> Iterator[Hit]:
    """Breaks in the order's own dates, then dates that the evidence shows otherwise."""
    for index, order in enumerate(context.case.orders):
        yield from _breaks(context, index, order)
    yield from _shown_otherwise(context, params)
    yield from _shown_breaks(context, params)


def _breaks(context: Context, index: int, order: Order) -> Iterator[Hit]:
    known = [(key, value) for key in CHAIN if (value := getattr(order, key)) is not None]
    for (before, a), (after, b) in pairwise(known):
        if _start(context, a) > _end(context, b):
            yield _break(context, index, order, (before, a), (after, b))
    if context.case.issue == "delivered-not-received" and order.complaint and order.delivered:
        if _start(context, order.delivered) > _end(context, order.complaint):
            yield _break(
                context, index, order, ("delivered", order.delivered), ("complaint", order.complaint), "complaint"
            )
    if order.complaint and order.first_reply and _start(context, order.complaint) > _end(context, order.first_reply):
        yield _break(context, index, order, ("complaint", order.complaint), ("first_reply", order.first_reply))


def _break(
    context: Context,
    index: int,
    order: Order,
    before: tuple[str, datetime | date],
    after: tuple[str, datetime | date],
    variant: str = "",
) -> Hit:
    values = {
        "order": order.id, "before": EVENTS[before[0]], "after": EVENTS[after[0]],
        "first": written(context, before[1]), "second": written(context, after[1]), "file": "case.yaml",
    }  # fmt: skip
    return Hit(context.at(f"orders[{index}].{after[0]}"), values, variant)


def _start(context: Context, value: datetime | date) -> datetime:
    return context.aware(value, end_of_day=False)


def _end(context: Context, value: datetime | date) -> datetime:
    return context.aware(value)


def _shown_otherwise(context: Context, params: Params) -> Iterator[Hit]:
    """A file shows another time of an event than case.yaml, and nowhere the declared one."""
    tolerance = timedelta(minutes=float(params.get("tolerance_minutes", 15)))
    for event, label in LABELS.items():
        for file in seen(context, *SHOWN_BY[event]):
            orders = orders_of(context, file.item)
            declared = [(o, value) for o in orders if (value := getattr(o, event)) is not None]
            if len(orders) != 1 or not declared or logged(context, orders[0], event):
                continue
            order, value = declared[0]
            found = nearest(context, file, label, value)
            if file.item.type == "platform-export" and found is not None and not isinstance(found.fact.value, datetime):
                continue  # a bare date on the platform's page may be the one it promised
            if found is not None and _sure(found) and apart(_time(found), value, context.zone) > tolerance:
                values = {
                    "file": file.item.file, "event": EVENTS[event], "order": order.id, "shown": written(context, _time(found)),
                    "declared": written(context, value), "quote": found.quote[:120],
                }  # fmt: skip
                yield Hit(place(context, file.index, found), values, "shown")


def _shown_breaks(context: Context, params: Params) -> Iterator[Hit]:
    """Breaks that only the files show: two papers against each other, or a paper against case.yaml."""
    tolerance = timedelta(minutes=float(params.get("tolerance_minutes", 15)))
    for order in context.case.orders:
        known: list[tuple[str, datetime | date, Where | None]] = []
        for event in CHAIN:
            shown = _filled(context, order, event)
            declared = getattr(order, event)
            if shown and (declared is None or event == "label_created"):
                known.append((event, *shown))
            elif declared is not None:
                known.append((event, declared, None))
        for (before, a, one), (after, b, other) in pairwise(known):
            where = one or other
            if where and _start(context, a) > _end(context, b) + tolerance:
                values = {
                    "order": order.id, "before": EVENTS[before], "after": EVENTS[after], "first": written(context, a),
                    "second": written(context, b), "file": where.file,
                }  # fmt: skip
                yield Hit(where, values)


def _filled(context: Context, order: Order, event: str) -> tuple[datetime | date, Where] | None:
    """The earliest time of an event that the files made for it show for this order alone."""
    found: list[tuple[datetime | date, Where]] = []
    for file in seen(context, *FILLED_BY.get(event, ())):
        if orders_of(context, file.item) != (order,):
            continue
        label = LABELS.get(event, "created")
        times = [f for f in file.times(label) if _sure(f) and not printed(f)]
        found += [(_time(f), place(context, file.index, f)) for f in times]
    return min(found, key=lambda pair: _start(context, pair[0]), default=None)


def printed(found: Found) -> bool:
    """Whether the time is that of printing the paper, which may be any day."""
    return any(word in found.quote.lower() for word in PRINTED)


def shown_for(context: Context, order: Order, event: str) -> bool:
    """Whether a file that is made to show this event shows its time for this order alone."""
    return _filled(context, order, event) is not None


def nearest(context: Context, file: Seen, label: str, declared: datetime | date) -> Found | None:
    """Of the times that a file shows under a label, the one closest to the declared one; None if there is none."""
    found = file.times(label)
    return min(found, key=lambda f: apart(_time(f), declared, context.zone)) if found else None


def logged(context: Context, order: Order, event: str) -> bool:
    """Whether the platform's own log tells of this event: then that is what evidence is compared with (ozon-odr/clock-deviation)."""
    from appealdocs.check.kinds.evidence.deviation import event_of

    return context.case.procedure == "ozon-odr" and any(
        event_of(entry.event) == event and (not entry.order or entry.order == order.id)
        for entry in context.case.platform_log
    )


def _sure(found: Found) -> bool:
    return found.confidence >= SURE


def _time(found: Found) -> datetime | date:
    value = found.fact.value
    assert isinstance(value, date)
    return value


def tracking_visible(context: Context, params: Params) -> Iterator[Hit]:
    """The carrier's first scan came within the hours that the platform allows after dispatch (`data.tracking_visible_hours`)."""
    hours = context.pack.data.get("tracking_visible_hours")
    if not hours:
        return
    for index, order in enumerate(context.case.orders):
        if order.dispatched is None:
            continue
        at, where = order.first_scan, context.at(f"orders[{index}].first_scan")
        if at is None:
            at, where = _first_scan_shown(context, order) or (None, where)
        if at is None:
            continue
        gap = (
            _start(context, at) - _end(context, order.dispatched)
            if _dated(order.dispatched, at)
            else _start(context, at) - _start(context, order.dispatched)
        )
        if gap > timedelta(hours=int(hours)):
            values = {
                "order": order.id, "hours": f"{gap.total_seconds() / 3600:.1f}", "bound": hours, "dispatched": written(context, order.dispatched),
                "scanned": written(context, at), "file": where.file,
            }  # fmt: skip
            yield Hit(where, values)


def _dated(one: datetime | date, other: datetime | date) -> bool:
    """Whether one of the two is a bare date, so that the kinder end of its day counts."""
    return not (isinstance(one, datetime) and isinstance(other, datetime))


def _first_scan_shown(context: Context, order: Order) -> tuple[datetime | date, Any] | None:
    for file in seen(context, "tracking-page"):
        if order in orders_of(context, file.item):
            found = [f for f in file.times("first-scan") if _sure(f)]
            if found:
                first = min(found, key=lambda f: _start(context, _time(f)))
                return _time(first), place(context, file.index, first)
    return None
