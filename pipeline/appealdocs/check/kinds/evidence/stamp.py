"""Stamps and stamped scans are in colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import IMAGES, sheets
from appealdocs.model.reading import Picture, Reading

GREY_RING: Final = 0.003
"""Share of a sheet that a dark ring covers from which it is a stamp's remains in a grey scan (measured: 0.0068)."""
RING_ALONE: Final = 0.02
"""The same where the picture was cut out around the stamp."""
SMALLEST: Final = 100
"""Pixels of the shorter side under which a picture placed on a page is too small to be a stamp."""


def colour_stamp(context: Context, params: Params) -> Iterator[Hit]:
    """The seller's stamp image has colour; scans of stamped papers have colour; a commitment letter carries a stamp at all.

    `types` always bear a stamp, so that a grey scan of them is enough; of `sometimes` the grey ring itself must be seen.
    """
    yield from _own_stamp(context)
    for index, item in context.evidence_of(*params["types"], *params["sometimes"]):
        reading = context.reading(item)
        if reading is None or not reading.sound or reading.kind not in ("pdf", *IMAGES):
            continue
        where = context.evidence_at(index)
        page = grey_ring(reading) or (grey_sheet(reading) if item.type in params["types"] else None)
        if page is not None:
            yield Hit(context.evidence_at(index, page.page if reading.kind == "pdf" else None), {"file": item.file})
        elif item.type in params["must_be_stamped"] and not reading.pictures and reading.pages:
            yield Hit(where, {"file": item.file}, "none")
        elif item.type in params["must_be_stamped"] and sheets(reading) and not any(p.stamp for p in reading.pictures):
            yield Hit(where, {"file": item.file}, "not-found", "warning")


def _own_stamp(context: Context) -> Iterator[Hit]:
    file = context.case.seller.stamp
    reading = context.dossier.readings.get(file) if file else None
    if reading is not None and reading.sound and any(p.grey for p in reading.pictures):
        yield Hit(context.at("seller.stamp", file), {"file": file}, "seller")


def grey_sheet(reading: Reading) -> Picture | None:
    """The first scanned page without any colour, unless another page carries the stamp in colour (scanners choose by page)."""
    if any(p.stamp for p in reading.pictures):
        return None
    return next((p for p in sheets(reading) if p.grey), None)


def grey_ring(reading: Reading) -> Picture | None:
    """A grey picture with the ring of a stamp, placed on a page."""
    for picture in reading.pictures:
        bound = GREY_RING if picture in sheets(reading) else RING_ALONE
        if picture.grey and min(picture.width, picture.height) >= SMALLEST and picture.round_stamp_grey >= bound:
            return picture
    return None
