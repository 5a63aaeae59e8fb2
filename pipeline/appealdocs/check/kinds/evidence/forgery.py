"""Traces that will look forged to the platform: told to a person, never repaired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import moment_of, says
from appealdocs.model.case import Evidence
from appealdocs.model.keys import ORDER_LEVEL_TYPES
from appealdocs.model.reading import Reading

_MADE_BY_MACHINE: Final = (
    "waybill", "tracking-page", "delivery-receipt", "outbound-record", "refund-proof", "compensation-proof", "erp-export",
    "platform-export", "invoice", "quality-report", "buyer-messages",
)  # fmt: skip
"""Papers that a system prints once; nobody changes them later with good reason."""
_LATER: Final = timedelta(hours=24)
"""A paper that is saved again within a day may only have been downloaded."""


def no_forgery(context: Context, params: Params) -> Iterator[Hit]:
    """Image editors in the metadata, a file changed after what it shows, one file under two orders."""
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is None or not reading.sound:
            continue
        editor = edited_with(reading, params["editors"]) if item.type not in params["own_papers"] else ""
        changed = _changed_later(item, reading)
        if editor:
            yield Hit(context.evidence_at(index), {"file": item.file, "software": editor, "when": _when(reading)})
        elif changed:
            yield Hit(
                context.evidence_at(index),
                {
                    "file": item.file,
                    "made": changed[0].isoformat(" ", "minutes"),
                    "changed": changed[1].isoformat(" ", "minutes"),
                },
                "changed",
            )
    yield from _twice(context)
    yield from _elsewhere(context)


def edited_with(reading: Reading, editors: list[str]) -> str:
    """The image editor that the metadata names, '' if none."""
    data = reading.metadata
    for text in (data.software, data.creator, data.producer):
        if text and says(text, editors):
            return text[:80]
    return ""


def _when(reading: Reading) -> str:
    return f" ({reading.metadata.modified[:16].replace('T', ' ')})" if reading.metadata.modified else ""


def _changed_later(item: Evidence, reading: Reading) -> tuple[datetime, datetime] | None:
    """When a paper was made and changed, if it was changed more than a day later and after the day that it shows."""
    data = reading.metadata
    photo = item.type in ("package-photo",) and bool(data.exif_time)
    if item.type not in _MADE_BY_MACHINE and not photo:
        return None
    made = moment_of(data.exif_time if photo else data.created)
    changed = moment_of(data.modified)
    if made is None or changed is None:
        return None
    if made.tzinfo is None or changed.tzinfo is None:
        made, changed = made.replace(tzinfo=None), changed.replace(tzinfo=None)
    shown: date | None = item.date or item.to
    if changed - made > _LATER and (shown is None or changed.date() > shown + timedelta(days=1)):
        return made, changed
    return None


def _twice(context: Context) -> Iterator[Hit]:
    """The same content as proof of two orders of this case."""
    first: dict[str, tuple[int, Evidence]] = {}
    for index, item in context.evidence_of(*ORDER_LEVEL_TYPES):
        reading = context.reading(item)
        if reading is None or not reading.sha256 or not reading.sound or not item.order_ids:
            continue
        before = first.setdefault(reading.sha256, (index, item))
        if before[0] != index and not set(before[1].order_ids) & set(item.order_ids):
            values = {
                "file": item.file,
                "order": ", ".join(item.order_ids),
                "other": before[1].file,
                "other_order": ", ".join(before[1].order_ids),
            }
            yield Hit(context.evidence_at(index), values, "twice")


def _elsewhere(context: Context) -> Iterator[Hit]:
    """The same content as proof in another case of the workspace, which is about other orders."""
    ours = {o.id for o in context.case.orders}
    for index, item in context.evidence_of(*ORDER_LEVEL_TYPES):
        reading = context.reading(item)
        if reading is None or not reading.sha256 or not reading.sound:
            continue
        for other in context.dossier.neighbours:
            if reading.sha256 in other.evidence.values() and other.orders and not ours & set(other.orders):
                values = {
                    "file": item.file,
                    "order": ", ".join(item.order_ids or sorted(ours)),
                    "other": other.reference,
                    "other_order": ", ".join(other.orders[:3]),
                }
                yield Hit(context.evidence_at(index), values, "elsewhere")
                break
