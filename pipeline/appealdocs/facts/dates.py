"""Dates, moments and times of day: in prose (`mentions`), and in the forms of evidence (`moments`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import datetime, time, tzinfo

from appealdocs.expressions import compiled
from appealdocs.facts import clock, days, normal
from appealdocs.model.fact import Fact, FactValue, Mention

# ---- moments
# ----------------------------------------------------------------------------------------------------------------

_JOIN = {
    "zh": r"[ ]?(?:的|，|[(（]周.[)）])?[ ]?",
    "en": r"(?:,?[ \u00a0](?:at[ \u00a0])?|T|,[ ]?)",
    "ru": r"(?:,?[ \u00a0](?:в[ \u00a0])?|,[ ]?)",
}
_TIME_FIRST = {
    "en": compiled(r"[ \u00a0](?:on[ \u00a0])?"),
    "ru": compiled(r"[ \u00a0]"),
    "zh": compiled(r"(?!)"),
}


_NEAR = 12
"""How far a time of day may stand from its date in prose, in characters."""


def mentions(text: str, original: str, lang: str, zone: tzinfo | None = None) -> list[Mention]:
    """Dates, ranges of dates, moments and times of day in a flat text.

    A moment is aware where the text names the zone, or in `zone` where that is given; else naive. A date without its
    year stays apart from its time of day, since there is no instant to name.
    """
    found: list[Mention] = []
    times = clock.times(text, lang)
    starts = [at.start for at in times]
    used: set[int] = set()
    for span in days.spans(text, lang):
        day = span.last or span.first
        whole = day.whole
        place = _attached(text, day, times, starts, lang) if whole is not None else None
        if place is None or place in used or whole is None:
            found.append(_mention(original, span.start, span.end, _fact(span)))
            continue
        used.add(place)
        at = times[place]
        start, end = min(span.start, at.start), max(span.end, at.end)
        if span.last is not None:
            found.append(_mention(original, span.start, span.first.end, Fact("date", span.first.value)))
            start = min(span.last.start, at.start)
        moment = datetime.combine(whole, at.value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        found.append(_mention(original, start, end, Fact("moment", moment)))
    ends = [mention.end for mention in found]
    for place, at in enumerate(times):
        after = bisect_right(ends, at.start)
        if place not in used and (after == len(ends) or found[after].start >= at.end):
            found.append(_mention(original, at.start, at.end, Fact("time", at.value)))
    return _time_ranges(sorted(found, key=lambda mention: mention.start), text, original)


def _attached(text: str, day: days.Day, times: list[clock.Clock], starts: list[int], lang: str) -> int | None:
    """Which time of day belongs to the date: the one just after it, else the one just before it."""
    after = bisect_left(starts, day.end)
    if after < len(times) and starts[after] - day.end <= _NEAR:
        gap = text[day.end : starts[after]]
        if not gap or re.fullmatch(_JOIN[lang], gap):
            return after
    before = after - 1
    while before >= 0 and starts[before] >= day.start:
        before -= 1
    if before >= 0 and day.start - times[before].end <= _NEAR and times[before].end <= day.start:
        gap = text[times[before].end : day.start]
        return before if _TIME_FIRST[lang].fullmatch(gap) else None
    return None


def _fact(span: days.Span) -> Fact:
    return Fact("date", span.first.value, span.last.value if span.last else None)


_TIME_RANGE = compiled(r"[ \u00a0]?(?:至|到|[-—–~]|to|до|по)[ \u00a0]?")


def _time_ranges(found: list[Mention], text: str, original: str) -> list[Mention]:
    result: list[Mention] = []
    for mention in found:
        previous = result[-1] if result else None
        if (
            previous is not None and previous.fact.kind == mention.fact.kind == "time" and previous.fact.to is None
            and _TIME_RANGE.fullmatch(text, previous.end, mention.start)
        ):  # fmt: skip
            result[-1] = _mention(
                original, previous.start, mention.end, Fact("time", *_one_zone(previous.fact.value, mention.fact.value))
            )
        else:
            result.append(mention)
    return result


def _one_zone(first: FactValue, last: FactValue) -> tuple[FactValue, FactValue]:
    """9:00 to 18:00 GST: the zone is said once for both."""
    if isinstance(first, time) and isinstance(last, time):
        where = first.tzinfo or last.tzinfo
        return first.replace(tzinfo=where), last.replace(tzinfo=where)
    return first, last


def _mention(original: str, start: int, end: int, fact: Fact) -> Mention:
    return Mention(fact, start, end, original[start:end])


# ---- evidence
# -----------------------------------------------------------------------------------------------------------------

_WIDE = compiled(
    rf"{days.NUMERIC}"
    rf"|(?<!\d)(?P<cy>{days.YEAR})[ ]?年[ ]?(?P<cm>1[0-2]|0?[1-9])[ ]?月[ ]?(?P<cd>3[01]|[12]\d|0?[1-9])[ ]?日?"
    rf"|(?<![\d.])(?P<wd>0?[1-9]|[12]\d|3[01]){days.ORDINAL}[ \u00a0.,/-]{{0,2}}(?P<wm>{days.EN_MONTH}|"
    rf"{days.RU_GENITIVE})(?![A-Za-zа-яё])[ \u00a0.,/'’-]{{1,3}}(?P<wy>{days.YEAR}|\d\d)(?![\d:])"
    rf"|(?<![A-Za-z])(?P<xm>{days.EN_MONTH})\.?[ \u00a0-]?(?P<xd>0?[1-9]|[12]\d|3[01]){days.ORDINAL}[ "
    rf"\u00a0,-]{{1,3}}(?P<xy>{days.YEAR})(?!\d)"
    r"|(?<![A-Za-z0-9_./-])(?P<sd>0?[1-9]|[12]\d|3[01])(?P<ssep>[./-])(?P<sm>0?[1-9]|"
    r"1[0-2])(?P=ssep)(?P<sy>\d\d)(?![\d.:/-]|,\d)",
    re.IGNORECASE,
)  # fmt: skip
_WIDE_TIME = compiled(
    rf"(?:[ \u00a0]*(?:T|,|\||в|at|@|-|г\.|года|[(（]?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[)）]?|周.|星期.)[ "
    rf"\u00a0]*|[ \u00a0\n\t]*){{0,3}}{clock.CLOCK}(?P<z>Z)?{clock.AFTER}?"
    rf"(?P<off>[ \u00a0]?[+−-]\d\d:?\d\d(?!\d))?"
)
_TIME_BEFORE = compiled(rf"{clock.CLOCK}{clock.AFTER}?[ \u00a0,|]{{1,3}}(?:on[ ])?$")


def moments(text: str, zone: tzinfo | None = None) -> list[Mention]:
    """Dates and moments in the forms of waybills, screenshots and exports, in any of the languages.

    07 Mar 2026 14:32 · 2026/03/07 14:32:05 · Mar 7, 2026 2:32 PM GST · 05.03.2026 14:00 · 7 мар. 2026 ·
    2026-03-07T10:32Z. Numeric dates are read day first unless that is no date (03/25/2026). Two-digit years are 20xx.
    A date without a time is a `date`; a moment is aware where the text names a zone, or in `zone` where that is given.
    """
    flat = normal.flat(text)
    result = []
    for found in _WIDE.finditer(flat):
        day = _wide_day(found)
        if day is None or not day.real or (value := day.whole) is None:
            continue
        after = _WIDE_TIME.match(flat, day.end)
        at, end = (clock.read(after), after.end()) if after else (None, day.end)
        start = day.start
        if at is None:
            ahead = _TIME_BEFORE.search(flat, max(0, day.start - 30), day.start)
            if ahead is not None and (at := clock.read(ahead)) is not None:
                start, end = ahead.start(), day.end
        if at is None:
            result.append(_mention(text, day.start, day.end, Fact("date", value)))
            continue
        moment = datetime.combine(value, at.value)
        offset = _offset(after) if after else None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=offset or zone)
        result.append(_mention(text, start, end, Fact("moment", moment)))
    return result


def _offset(found: re.Match[str]) -> tzinfo | None:
    if found["z"]:
        return clock.zone("UTC")
    if found["off"]:
        text = found["off"].strip(" \u00a0").replace("−", "-")
        return clock.zone(f"UTC{text[:3]}:{text[-2:]}" if text[-2:] in ("00", "30") else f"UTC{text[:3]}")
    return None


def _wide_day(found: re.Match[str]) -> days.Day | None:
    groups = {key: value for key, value in found.groupdict().items() if value is not None}
    start, end = found.span()
    if "iy" in groups:
        return days.Day(start, end, int(groups["iy"]), int(groups["im"]), int(groups["id"]))
    if "ny" in groups:
        return days.numeric(start, end, int(groups["nd"]), int(groups["nm"]), int(groups["ny"]), groups["nsep"])
    if "cy" in groups:
        return days.Day(start, end, int(groups["cy"]), int(groups["cm"]), int(groups["cd"]))
    if "sy" in groups:
        return days.Day(start, end, 2000 + int(groups["sy"]), int(groups["sm"]), int(groups["sd"]))
    name, day, year = (
        (groups["wm"], groups["wd"], groups["wy"]) if "wm" in groups else (groups["xm"], groups["xd"], groups["xy"])
    )
    lang = "en" if name.isascii() else "ru"
    return days.Day(start, end, int(year) + (2000 if len(year) == 2 else 0), days.month_number(name, lang), int(day))
