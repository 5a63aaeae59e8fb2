"""Screenshots show the whole address bar."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.channel import off_platform
from appealdocs.check.kinds.evidence.seen import IMAGES, seen


def url_bar(context: Context, params: Params) -> Iterator[Hit]:
    """Pictures of web pages (by type) show a URL near their top edge. Chats outside the platform are told by another rule."""
    for file in seen(context, *params["types"]):
        reading = file.reading
        picture = reading.kind in IMAGES or (
            reading.kind == "pdf" and all(p.source != "text-layer" for p in reading.pages)
        )
        if not picture or reading.address_bar is not None or not (reading.ocr or reading.text):
            continue
        if file.item.type == "buyer-messages" and off_platform(context, file.item, reading):
            continue
        if reading.kind == "pdf" and any(f.page == 1 for f in reading.urls):
            continue
        host = next((str(f.fact.value) for f in reading.urls if "/" not in str(f.fact.value)), "")
        yield Hit(context.evidence_at(file.index), {"file": file.item.file, "host": host}, "domain" if host else "")
