"""Dates of a notice: read only where there is one way to read them, else left blank.

03/04/2026 is two days unless another date of the same notice shows which comes first; a day without its year takes the year of
the notice's own date; a time beside an abbreviation that names no one zone (CST) is no moment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from appealdocs.expressions import compiled
from appealdocs.facts.clock import ZONE
from appealdocs.facts.clock import zone as words_zone
from appealdocs.facts.dates import moments
from appealdocs.facts.days import EN_MONTH, RU_GENITIVE
from appealdocs.model.fact import Mention

Order = Literal["dmy", "mdy", ""]
Moment = datetime | date
_NUMERIC = compiled(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d|[./-]\d)")
_DAY_FIRST = compiled(rf"(?<![\d.,:/-])(\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:{EN_MONTH}|{RU_GENITIVE}))(?![a-zа-яё])(?!\.?,?[ ]\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = compiled(rf"\b((?:{EN_MONTH})\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?)(?!\d|[:/]|,?[ ]\d{{4}}|[ ](?:{EN_MONTH}))", re.IGNORECASE)
_ABBREVIATION = compiled(r"(?:[ ]?\(?|\s*\()(?P<zone>[A-Z]{2,5}|(?:[A-Z][a-z]+[ ]){1,2}[Tt]ime)\b")
_OF_YEAR = compiled(r"(?<=\d{4})[ ]?[гr](?:ода|\.)?,?[ ](?=(?:в[ ])?\d{1,2}:\d\d)")
"""2 октября 2026 г., 11:05; OCR may take the г for an r."""
_BRACKET = compiled(r"\((?=\d{1,2}:\d\d)")
_TIME = compiled(r"\b\d{1,2}:\d\d\b|\b\d{1,2}[ ]?[ap]\.?m\b", re.IGNORECASE)
"""A time of day that stands near a date but could not be read with it: then the date alone would say too much."""
_REGIONS: Mapping[str, str] = {
    "PT": "America/Los_Angeles", "Pacific Time": "America/Los_Angeles", "ET": "America/New_York", "Eastern Time": "America/New_York",
    "CT": "America/Chicago", "MT": "America/Denver", "KSA": "Asia/Riyadh", "Riyadh Time": "Asia/Riyadh", "Dubai Time": "Asia/Dubai", "Moscow Time": "Europe/Moscow", "Beijing Time": "Asia/Shanghai",
    "China Time": "Asia/Shanghai", "Singapore Time": "Asia/Singapore", "London Time": "Europe/London", "UK time": "Europe/London",
}
"""Zones that change with the season or go by a country; fixed abbreviations are read with the time itself."""
_NO_ZONE = {"AM", "PM", "UTC", "GMT"}
LONGEST = timedelta(days=200)
"""A day without a year is looked for so far after the notice's own date."""


def day_order(text: str) -> Order:
    """Which comes first in this notice's dates with slashes, by those that can be read in one way only; "" where none tells."""
    found = {("dmy" if int(m[1]) > 12 else "mdy") for m in _NUMERIC.finditer(text) if (int(m[1]) > 12) != (int(m[3]) > 12)}
    return found.pop() if len(found) == 1 else ""  # type: ignore[return-value]


def first(text: str, order: Order, zone: str, since: Moment | None = None) -> tuple[Moment, Mention, str] | None:
    """The first date or moment of `text` with its mention and the text as completed; None where there is none or it can be read
    in two ways. A moment is aware: in the zone that it names, else in `zone`. `since`: the notice's own date."""
    text = _OF_YEAR.sub(" ", _BRACKET.sub(" ", _with_year(text, since)))
    mention = next(iter(moments(text)), None)
    if mention is None:
        return None
    value = mention.fact.value
    if not isinstance(value, date):
        return None
    if not isinstance(value, datetime) and _TIME.search(text[mention.end : mention.end + 30].split("\n")[0]):
        return None
    numeric = _NUMERIC.search(mention.text)
    if numeric and int(numeric[1]) <= 12 and int(numeric[3]) <= 12 and numeric[1].lstrip("0") != numeric[3].lstrip("0"):
        if not order:
            return None
        if order == "mdy":
            value = value.replace(month=int(numeric[1]), day=int(numeric[3]))
    if isinstance(value, datetime) and value.tzinfo is None:
        where = _zone_after(text[mention.end :], zone)
        if where is None:
            return None
        value = value.replace(tzinfo=where)
    return value, mention, text


def _zone_after(rest: str, zone: str) -> tzinfo | None:
    """The zone that the words after a time name; the platform's where they name none; None where they name one we cannot tell."""
    known = ZONE.match(rest.lstrip(" ,("))
    if known:
        return words_zone(known[0])
    found = _ABBREVIATION.match(rest)
    if not found or found["zone"] in _NO_ZONE:
        return ZoneInfo(zone)
    name = found["zone"]
    region = _REGIONS.get(name) or _REGIONS.get(name.replace(" time", " Time"))
    if region:
        return ZoneInfo(region)
    if name.lower().endswith(" time") and name.lower() != "local time":
        return None
    return None if len(name) >= 3 and name.endswith("T") else ZoneInfo(zone)


def _with_year(text: str, since: Moment | None) -> str:
    """Days without a year with that of the notice's date, or of the year after where that would be before it."""
    if since is None:
        return text
    start = since.date() if isinstance(since, datetime) else since

    def completed(found: re.Match[str]) -> str:
        for year in (start.year, start.year + 1):
            read: Any = next((m.fact.value for m in moments(f"{found[1]} {year}")), None)
            day = read.date() if isinstance(read, datetime) else read
            if isinstance(day, date) and start <= day <= start + LONGEST:
                return f"{found[1]} {year}"
        return found[0]

    return _MONTH_FIRST.sub(completed, _DAY_FIRST.sub(completed, text))
