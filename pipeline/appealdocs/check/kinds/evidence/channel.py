"""Does the proof of what was said to the buyer come from the platform's own messages?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import says
from appealdocs.model.case import Evidence
from appealdocs.model.reading import Reading
from appealdocs.model.text import Text
from appealdocs.packs import load_rules


def accepted_channel(context: Context, params: Params) -> Iterator[Hit]:
    """Buyer messages from a chat outside the platform; an error where no message of the platform stands beside it for that order."""
    outside: list[tuple[int, Evidence, str]] = []
    inside: set[str] = set()
    for index, item in context.evidence_of("buyer-messages"):
        channel = off_platform(context, item, context.reading(item))
        if channel:
            outside.append((index, item, channel))
        elif _is_there(context.reading(item)):
            inside |= set(item.order_ids) or {"*"}
    own = ", ".join(context.pack.data.get("messages", ())) or "the platform's own messages"
    for index, item, channel in outside:
        beside = bool(inside & ({*item.order_ids, "*"} if item.order_ids else inside))
        values = {"file": item.file, "channel": channel, "own": own}
        yield Hit(context.evidence_at(index), values, "beside" if beside else "", "warning" if beside else "")


def channels(context: Context) -> Mapping[str, Any]:
    """Chats outside the platforms with their names, hosts and marks: data of common/accepted-channel, used by its neighbours too."""
    found: Mapping[str, Any] | None = context.caches.get("channels")
    if found is None:
        rules = load_rules(context.pack.procedure, context.workspace)
        found = next((r.params["channels"] for r in rules if r.kind == "accepted-channel"), {})
        context.caches["channels"] = found
    return found


def off_platform(context: Context, item: Evidence, reading: Reading | None) -> str:
    """The chat outside the platform that a file of messages comes from, '' if none shows.

    What the seller calls it comes first; then the address bar decides: a platform's message may well mention WhatsApp.
    """
    table = channels(context)
    shows = item.shows.text if item.shows else Text()
    said = [PurePath(item.file).stem, *(shows[lang] for lang in shows.languages)]
    for name, marks in table.items():
        if any(says(text.replace("_", " "), marks["names"]) for text in said) or _by_host(item.link, {name: marks}):
            return name
    if reading is not None and reading.address_bar is not None:
        return _by_host(str(reading.address_bar.fact.value), table)
    if reading is None or not reading.sound:
        return ""
    for name, marks in table.items():
        if says(reading.text, (*marks["names"], *marks.get("marks", ()))) or any(
            _by_host(str(u.fact.value), {name: marks}) for u in reading.urls
        ):
            return name
    return ""


def _by_host(address: str, table: Mapping[str, Any]) -> str:
    host = re.sub(r"^[a-z]+://", "", address.lower()).split("/")[0].split("?")[0]
    return next((name for name, marks in table.items() if _ends(host, marks.get("hosts", ()))), "")


def _ends(host: str, hosts: Iterable[str]) -> bool:
    return any(host == h or host.endswith("." + h) for h in hosts)


def _is_there(reading: Reading | None) -> bool:
    return reading is not None and reading.sound
