"""The packing video: long enough, with a time in the picture and the SKU's label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.carrier import reused
from appealdocs.check.kinds.evidence.seen import belongs, orders_of


def packing_video(context: Context, params: Params) -> Iterator[Hit]:
    """For a wrong-item case: a video of at least the pack's seconds, with watermark, SKU label and something to see."""
    videos = context.evidence_of("packing-video")
    if (context.case.issue or "other") not in params["issues"]:
        return
    least = int(context.pack.data.get("video_seconds", 30))
    for index, order in enumerate(context.case.orders):
        if not reused(context, order) and not any(belongs(context, e, order) for _, e in videos):
            yield Hit(context.at(f"orders[{index}].id"), {"order": order.id, "bound": least}, "none")
    for index, item in videos:
        reading = context.reading(item)
        if reading is None or not reading.sound:
            continue
        where = context.evidence_at(index)
        clip = reading.clip
        if clip is None:
            yield Hit(where, {"file": item.file, "kind": reading.kind.upper()}, "no-video")
            continue
        values = {
            "file": item.file,
            "seconds": f"{clip.seconds:.0f}",
            "bound": least,
            "skus": ", ".join(_skus(context, index)),
        }
        if round(clip.seconds, 1) < least:
            yield Hit(where, values)
        if not reading.ocr or any(t.kind == "ocr-missing" for t in reading.troubles):
            continue
        if clip.black > 0.5:
            yield Hit(where, {**values, "share": f"{clip.black:.0%}"}, "black")
        elif not clip.watermark_times:
            yield Hit(where, values, "no-time")
        elif _skus(context, index) and not _labelled(context, index):
            yield Hit(where, values, "no-sku")


def _skus(context: Context, index: int) -> list[str]:
    item = context.case.evidence[index]
    return list(dict.fromkeys(s for o in orders_of(context, item) for s in o.skus)) or [
        s for p in context.case.points for s in p.skus
    ]


def _labelled(context: Context, index: int) -> bool:
    """Whether a SKU of the order stands in some frame; OCR on frames loses a letter easily, so most of the code is enough."""
    reading = context.reading(context.case.evidence[index])
    if reading is None or reading.clip is None:
        return False
    shown = _plain(" ".join((*reading.clip.texts, reading.text)))
    return any(_plain(sku) in shown or _nearly(_plain(sku), shown) for sku in _skus(context, index)) or any(
        f.fact.kind == "sku" for f in reading.found
    )


def _nearly(code: str, text: str) -> bool:
    """Whether the text holds the code but for one or two characters."""
    size = len(code)
    return size >= 8 and any(
        sum(a != b for a, b in zip(code, text[i : i + size], strict=False)) <= 2 for i in range(len(text) - size + 1)
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.upper())
