"""The first scan: in Russia, soon after dispatch; and every dispatch paper dated before the promised dispatch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import (
    SURE,
    Seen,
    day_of,
    moment_of,
    orders_of,
    place,
    sane,
    says,
    seen,
    written,
)
from appealdocs.check.kinds.evidence.timeline import printed
from appealdocs.model.case import Order
from appealdocs.model.reading import Found
from appealdocs.model.text import Text2


def first_mile_scan(context: Context, params: Params) -> Iterator[Hit]:
    """The track has a first scan, in Russia, within the pack's hours of dispatch."""
    hours = int(context.pack.data.get("first_scan_hours", 48))
    for index, order in enumerate(context.case.orders):
        tracks = [f for f in seen(context, "tracking-page") if order in orders_of(context, f.item) and f.text.strip()]
        scan, where = order.first_scan, context.at(f"orders[{index}].first_scan")
        shown = _first_scan(context, tracks)
        if scan is None and shown is not None:
            scan, where = _value(shown[1]), place(context, shown[0].index, shown[1])
        if scan is None:
            if tracks or order.dispatched is not None:
                yield Hit(
                    context.evidence_at(tracks[0].index) if tracks else where,
                    {"order": order.id, "file": where.file},
                    "none",
                )
            continue
        if order.dispatched is not None:
            gap = context.aware(scan, end_of_day=False) - context.aware(
                order.dispatched,
                end_of_day=not isinstance(scan, datetime) or not isinstance(order.dispatched, datetime),
            )
            if gap > timedelta(hours=hours):
                yield Hit(where, _values(context, order, gap, hours, scan, where.file))
                continue
        yield from _abroad(context, order, tracks, params)


def _values(
    context: Context, order: Order, gap: timedelta, hours: int, scan: datetime | date, file: str
) -> dict[str, Any]:
    assert order.dispatched is not None
    return {
        "order": order.id, "hours": f"{gap.total_seconds() / 3600:.1f}", "bound": hours, "dispatched": written(context, order.dispatched),
        "scanned": written(context, scan), "file": file,
    }  # fmt: skip


def _value(found: Found) -> datetime | date:
    assert isinstance(found.fact.value, date)
    return found.fact.value


def _first_scan(context: Context, tracks: list[Seen]) -> tuple[Seen, Found] | None:
    found = [(f, s) for f in tracks for s in f.times("first-scan")]
    return min(found, key=lambda pair: context.aware(_value(pair[1]), end_of_day=False)) if found else None


def _abroad(context: Context, order: Order, tracks: list[Seen], params: Params) -> Iterator[Hit]:
    """A track whose scans name places abroad and none in Russia before the parcel is delivered, or that shows no scan at all."""
    for file in tracks:
        scans = file.times("first-scan")
        foreign = says(" ".join(f.quote for f in scans or file.dated), params["abroad"])
        home = says(" ".join(f.quote for f in scans), params["home"])
        if foreign and not home:
            yield Hit(
                place(context, file.index, scans[0] if scans else None),
                {"order": order.id, "place": foreign, "file": file.item.file},
                "abroad",
            )
        elif not scans and file.dated and not says(file.text, params["scan_words"]):
            yield Hit(place(context, file.index), {"order": order.id, "file": file.item.file}, "none")


_NAMES = {
    "waybill": Text2("the waybill", "面单"), "outbound-record": Text2("the outbound record", "出库记录"),
    "package-photo": Text2("the parcel's photograph", "包裹照片"), "packing-video": Text2("the packing video", "装箱视频"),
}  # fmt: skip
_LABELS = {
    "waybill": ("created", "issued", "dispatched"),
    "outbound-record": ("dispatched", "created", "issued"),
    "package-photo": (),
    "packing-video": (),
}


def evidence_date(context: Context, params: Params) -> Iterator[Hit]:
    """What waybill, outbound record, photograph and video show, and the first scan, is not later than the promised dispatch."""
    for index, order in enumerate(context.case.orders):
        promised = order.promised_dispatch
        if promised is None:
            continue
        bound = context.aware(promised)
        if order.first_scan is not None and context.aware(order.first_scan, end_of_day=False) > bound:
            values: dict[str, Any] = {
                "order": order.id,
                "shown": written(context, order.first_scan),
                "promised": written(context, promised),
                "file": "case.yaml",
            }
            yield Hit(context.at(f"orders[{index}].first_scan"), values, "scan")
        for i, item in context.evidence_of(*_LABELS):
            if order not in orders_of(context, item):
                continue
            late = _late(context, i, promised)
            if late is not None:
                shown, page = late
                values = {
                    "order": order.id,
                    "what": _NAMES[item.type],
                    "shown": written(context, shown),
                    "promised": written(context, promised),
                    "file": item.file,
                }
                yield Hit(context.evidence_at(i, page), values)


def _late(context: Context, index: int, promised: datetime | date) -> tuple[datetime | date, int | None] | None:
    """The time that a dispatch paper shows, or that case.yaml gives for it, if it is after the promise."""
    item = context.case.evidence[index]
    file = next((f for f in seen(context) if f.index == index), None)
    bound = context.aware(promised)
    times: list[tuple[datetime | date, int | None]] = []
    if file is not None:
        times += [(_value(f), f.page) for f in file.times(*_LABELS[item.type]) if f.confidence >= SURE and not printed(f)]
        taken = file.reading.metadata.exif_time
        if item.type == "package-photo" and taken:
            shot = moment_of(taken)
            times += [(shot, None)] if shot else []
        if item.type == "packing-video":
            times += [(t, None) for t in _watermarks(file)]
    if not times and item.date is not None:
        times.append((item.date, None))
    for value, page in times:
        if isinstance(value, datetime):
            late = context.aware(value if value.tzinfo else value.replace(tzinfo=context.zone)) > bound
        else:
            late = value > day_of(promised, context.zone)
        if late:
            return value, page
    if item.date is not None and item.date > day_of(promised, context.zone):
        return item.date, None
    return None


def _watermarks(file: Seen) -> list[datetime | date]:
    from appealdocs.facts.dates import moments

    marks = " \n".join(file.reading.clip.watermark_times) if file.reading.clip else ""
    return [m.fact.value for m in moments(marks) if isinstance(m.fact.value, date) and sane(m.fact.value)]
