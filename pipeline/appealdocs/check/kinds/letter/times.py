"""Every time of day in the letter is given in the platform's zone and says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from appealdocs.check.context import Context, Hit, Params

_JOIN = 14
"""Characters that may stand between two times of one range or list ('10:00 and 14:00 GST')."""


def zone_said(context: Context, params: Params) -> Iterator[Hit]:
    """Times of day in the claims carry the zone (`hours` east of UTC); a range or list says it once."""
    from appealdocs.facts.clock import times
    from appealdocs.facts.normal import flat

    wanted = timedelta(hours=params["hours"])
    for segment in context.segments():
        text, lang = (segment.target, segment.target_language) if segment.target else (segment.source, segment.source_language)
        found = times(flat(text), lang)
        for n, clock in enumerate(found):
            offset = clock.value.utcoffset()
            following = found[n + 1] if n + 1 < len(found) else None
            if offset is None and following and following.start - clock.end <= _JOIN:
                offset = following.value.utcoffset()
            if offset == wanted:
                continue
            said = text[clock.start : clock.end].strip()
            if offset is None:
                yield Hit(context.said_at(segment), {"time": said, "zone": params["zone"]})
            else:
                here = clock.value
                yield Hit(
                    context.said_at(segment),
                    {"time": said, "zone": params["zone"], "converted": _converted(here.hour * 60 + here.minute, offset, wanted)}, "other",
                )  # fmt: skip
            break


def _converted(minutes: int, offset: timedelta, wanted: timedelta) -> str:
    """The same time in the wanted zone, with a mark where it falls on another day."""
    shifted = minutes + int((wanted - offset).total_seconds()) // 60
    day, rest = divmod(shifted, 24 * 60)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f" ({day:+d} d)" if day else "")
