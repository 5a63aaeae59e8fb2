"""The platform's own log against what the case and the evidence say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import SURE, apart, orders_of, place, seen, written
from appealdocs.check.kinds.evidence.timeline import EVENTS, LABELS, SHOWN_BY, nearest
from appealdocs.expressions import compiled
from appealdocs.model.case import LogEntry, Order
from appealdocs.model.text import Text2

_NAMES: Final = (
    ("promised_dispatch", r"promised|ship.?by|承诺|отгрузить до"),
    ("label_created", r"label|waybill|制单|面单|этикет|накладн"),
    ("first_reply", r"repl|answer|回复|ответ"),
    ("complaint", r"complain|claim|dispute|投诉|纠纷|жалоб|спор|обращени"),
    ("first_scan", r"scan|pick|collect|accept|揽收|扫描|скан|прин[яи]т|при[её]м"),
    ("delivered", r"deliver|sign|receiv|签收|妥投|送达|вруч|достав|получ"),
    ("dispatched", r"dispatch|ship|hand|sent|发货|出库|отгру|отправ|передан"),
    ("ordered", r"order|creat|placed|下单|заказ|создан"),
)
"""Names of events as people write them; the first that fits counts."""


def event_of(name: str) -> str:
    """The order event that a log's event name means ('First scan', «Вручено», first_scan), '' if unknown."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in EVENTS:
        return plain
    return next((key for key, pattern in _NAMES if compiled(pattern, re.IGNORECASE).search(name)), "")


def clock_deviation(context: Context, params: Params) -> Iterator[Hit]:
    """Each logged event is less than the allowed minutes away from the order's own time, and from what the evidence shows."""
    bound = timedelta(minutes=int(context.pack.data.get("clock_deviation_minutes", params.get("minutes", 15))))
    for index, entry in enumerate(context.case.platform_log):
        event = event_of(entry.event)
        for number, order in _orders(context, entry):
            declared = getattr(order, event) if event else None
            if declared is not None and apart(declared, entry.at, context.zone) >= bound:
                values = _values(context, event, order, entry, declared, bound)
                yield Hit(
                    context.at(f"platform_log[{index}].at"),
                    {**values, "file": "case.yaml", "key": f"orders[{number}].{event}"},
                )
                continue
            yield from _evidence(context, event, order, entry, bound)


def _orders(context: Context, entry: LogEntry) -> list[tuple[int, Order]]:
    orders = list(enumerate(context.case.orders))
    return [(n, o) for n, o in orders if o.id == entry.order] if entry.order else (orders if len(orders) == 1 else [])


def _evidence(context: Context, event: str, order: Order, entry: LogEntry, bound: timedelta) -> Iterator[Hit]:
    label = LABELS.get(event)
    for file in seen(context, *SHOWN_BY.get(event, ())) if label else ():
        if label and [o.id for o in orders_of(context, file.item)] == [order.id]:
            found = nearest(context, file, label, entry.at)
            if found is None or found.confidence < SURE or not isinstance(found.fact.value, date):
                continue
            if apart(found.fact.value, entry.at, context.zone) >= bound:
                values = _values(context, event, order, entry, found.fact.value, bound)
                yield Hit(place(context, file.index, found), {**values, "file": file.item.file, "key": ""}, "evidence")


def _values(
    context: Context, event: str, order: Order, entry: LogEntry, shown: datetime | date, bound: timedelta
) -> dict[str, Any]:
    minutes = apart(shown, entry.at, context.zone).total_seconds() / 60
    return {
        "event": EVENTS.get(event, Text2(entry.event, entry.event)), "order": order.id, "logged": written(context, entry.at),
        "shown": written(context, shown), "minutes": f"{minutes:.0f}", "bound": int(bound.total_seconds() // 60),
    }  # fmt: skip
