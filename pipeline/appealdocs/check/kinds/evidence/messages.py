"""Messages with the buyer carry the platform's own link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.channel import off_platform
from appealdocs.check.kinds.evidence.seen import SURE


def message_link(context: Context, params: Params) -> Iterator[Hit]:
    """`link` of each file of buyer messages leads to the platform and names the message."""
    wanted = str(context.pack.data.get("message_link", params["part"]))
    for index, item in context.evidence_of("buyer-messages"):
        reading = context.reading(item)
        if off_platform(context, item, reading):
            continue
        where = context.evidence_at(index)
        shown = (
            [f for f in reading.found if f.label == "message-id" and f.page is not None]
            if reading and reading.sound
            else []
        )
        values = {
            "file": item.file,
            "wanted": wanted,
            "link": item.link,
            "shown": str(shown[0].fact.value) if shown else "",
        }
        match = re.search(rf"{re.escape(wanted)}([^&\s#]+)", item.link)
        host = re.sub(r"^[a-z]+://", "", item.link.lower()).split("/")[0].split(":")[0]
        if not item.link:
            yield Hit(where, values, "shown" if shown else "")
        elif match is None:
            yield Hit(where, values, "incomplete")
        elif not any(host == h or host.endswith("." + h) for h in params["hosts"]):
            yield Hit(where, {**values, "host": host}, "host")
        elif shown and all(f.confidence >= SURE and f.fact.value != match[1] for f in shown):
            yield Hit(where, {**values, "linked": match[1]}, "differs")
