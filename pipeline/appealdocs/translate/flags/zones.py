"""Time zones: the words of the zone, also where they stand beside no time. A deadline in another zone is another deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta, tzinfo

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair


def check(pair: Pair) -> Iterator[Flag]:
    """The zone's words, lost or changed."""
    if (match := _IMPOSSIBLE.search(pair.target)) and match[0] not in pair.source:
        yield flag("time-zone-changed", f"{match[0]} is no time zone", f"“{match[0]}”不是有效时区")
        return
    ours = _zones(pair.source)
    if not ours:
        return
    theirs = _zones(pair.target)
    if not theirs:
        if any(m.fact.kind in ("time", "moment") for m in pair.target_facts):
            words = next(iter(ours.values()))
            yield flag("time-zone-missing", f"the time zone ({words}) is not in the target", f"译文缺少时区（{words}）")
        return
    new = [words for offset, words in theirs.items() if offset not in ours]
    if new and not _converted(pair):
        lost = next((words for offset, words in ours.items() if offset not in theirs), next(iter(ours.values())))
        yield flag("time-zone-changed", f"{lost} is {new[0]} in the target", f"时区“{lost}”在译文中为“{new[0]}”")


_IMPOSSIBLE = compiled(r"(?:UTC|GMT)[ \u00a0]?[+−-](?:1[5-9]|[2-9]\d)(?!\d)")


def _zones(text: str) -> dict[timedelta | None, str]:
    """Offsets named in a text, with their words."""
    from appealdocs.facts.clock import ZONE, zone
    from appealdocs.facts.normal import flat

    found: dict[timedelta | None, str] = {}
    for match in ZONE.finditer(flat(text)):
        where: tzinfo | None = zone(match[0])
        if where is not None:
            found.setdefault(where.utcoffset(None), match[0])
    for match in _INVERTED.finditer(text):
        found.setdefault(timedelta(hours=3 if match[1].lower().startswith("моск") else 8), match[0])
    return found


_INVERTED = compiled(r"врем\w+ (московск|пекинск)\w+", re.IGNORECASE)


def _converted(pair: Pair) -> bool:
    """14:32 GST and 13:32 Moscow time: another zone, the same instant. compare has seen that they agree."""
    from appealdocs.facts.compare import compare

    ours = [m for m in pair.source_facts if m.fact.kind in ("time", "moment")]
    theirs = [m for m in pair.target_facts if m.fact.kind in ("time", "moment")]
    hours = {getattr(m.fact.value, "hour", None) for m in ours}
    moved = any(getattr(m.fact.value, "hour", None) not in hours for m in theirs)
    return bool(ours) and moved and not compare(ours, theirs).changed
