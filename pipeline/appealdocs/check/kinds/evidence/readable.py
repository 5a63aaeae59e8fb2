"""Can a person read what a picture shows?"""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import sheets, unreadable
from appealdocs.model.text import Text2

_MEASURES = {
    "size": Text2(
        "its longer side has {value:.0f} px, at least {bound:.0f} are needed",
        "长边只有 {value:.0f} 像素，至少需要 {bound:.0f} 像素",
    ),
    "sharpness": Text2(
        "its sharpness is {value:.0f} (variance of the Laplacian), at least {bound:.0f} is needed",
        "清晰度为 {value:.0f}（拉普拉斯方差），至少需要 {bound:.0f}",
    ),
    "text": Text2(
        "its writing is {value:.0f} px high, at least {bound:.0f} px can be read",
        "文字高度只有 {value:.0f} 像素，至少需要 {bound:.0f} 像素",
    ),
}


def readable(context: Context, params: Params) -> Iterator[Hit]:
    """Screenshots, photos and scanned pages are large and sharp enough; the first bad page of a file is told."""
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is None or not reading.sound:
            continue
        text_pages = {p.number for p in reading.pages if p.source == "text-layer" and reading.kind == "pdf"}
        bad = [(p, m) for p in sheets(reading) if (m := unreadable(p)) is not None and p.page not in text_pages]
        if not bad:
            continue
        picture, (measure, value, bound) = bad[0]
        words = _MEASURES[measure]
        shown = Text2(words.en.format(value=value, bound=bound), words.zh.format(value=value, bound=bound))
        pages = len(bad)
        where = context.evidence_at(index, picture.page if reading.kind == "pdf" else None)
        yield Hit(where, {"file": item.file, "measure": shown, "pages": pages}, "pages" if pages > 1 else "")
