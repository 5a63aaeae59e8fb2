"""What the files of a case show, as the kinds beside this one need it: only files whose content can be judged at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import PurePath
from typing import Final
from zoneinfo import ZoneInfo

from appealdocs.check.context import Context
from appealdocs.model.case import Evidence, Order
from appealdocs.model.fact import FactKind
from appealdocs.model.finding import Where
from appealdocs.model.keys import ORDER_LEVEL_TYPES
from appealdocs.model.reading import Found, Picture, Reading

SURE: Final = 0.85
"""OCR confidence from which an id counts as read; below it the person is asked, never refused (issue 4)."""
IMAGES: Final = ("jpeg", "png", "webp", "heic", "gif", "tiff", "bmp")
SHARPNESS: Final = 100.0
"""Laplacian variance at half size under which a picture is blurred (research/documents.md: 2,234 sharp, 77 blurred)."""
LONGEST_SIDE: Final = 600
"""Pixels of the longer side under which a screenshot is tiny; RapidOCR still reads 640 px of a desktop page."""
TEXT_HEIGHT: Final = 9.0
"""Pixels of a line of text under which a person cannot read it."""
SCAN_SIDE: Final = 700
"""Pixels of the shorter side from which a raster on a PDF page is a scan of a sheet, not a logo or a stamp placed on it."""
_ZONES: Final = tuple(timezone(timedelta(hours=h)) for h in range(13))
"""Where screenshots of a cross-border parcel are taken: UTC to UTC+12."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of evidence whose content can be judged."""

    index: int
    item: Evidence
    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.text

    def values(self, kind: FactKind, *labels: str, sure: float = 0.0) -> tuple[Found, ...]:
        """What the pages (not the name) show of a kind, under one of the labels if any are given."""
        return tuple(
            f for f in self.reading.found
            if f.fact.kind == kind and f.page is not None and f.confidence >= sure and (not labels or f.label in labels)
        )  # fmt: skip

    @property
    def dated(self) -> tuple[Found, ...]:
        """Dates and moments of the pages; absurd years, which no calendar arithmetic survives, are left out."""
        return tuple(
            f
            for f in self.reading.found
            if f.page is not None and isinstance(f.fact.value, date) and sane(f.fact.value)
        )

    def times(self, *labels: str) -> tuple[Found, ...]:
        """Dates and moments of the pages under one of the labels."""
        return tuple(f for f in self.dated if f.label in labels)


def seen(context: Context, *types: str) -> tuple[Seen, ...]:
    """Evidence of the types (all if none is given) that is sound, was read, and is sharp enough to be read by a person."""
    every: tuple[Seen, ...] | None = context.caches.get("seen")
    if every is None:
        every = tuple(
            Seen(i, item, reading)
            for i, item in context.evidence_of()
            if (reading := context.reading(item)) is not None and judged(reading)
        )
        context.caches["seen"] = every
    return tuple(s for s in every if s.item.type in types) if types else every


def judged(reading: Reading) -> bool:
    """Whether the content was read well enough that something missing in it is really missing."""
    if not reading.sound or not (reading.pages or reading.clip):
        return False
    unread = any(t.kind == "ocr-missing" for t in reading.troubles)
    return not (unread and not reading.text.strip()) and not illegible(reading)


def sheets(reading: Reading) -> tuple[Picture, ...]:
    """Pictures that are whole pages: the image itself, or scans in a PDF."""
    if reading.kind in IMAGES:
        return reading.pictures
    return tuple(p for p in reading.pictures if min(p.width, p.height) >= SCAN_SIDE) if reading.kind == "pdf" else ()


def illegible(reading: Reading) -> bool:
    """Whether no page of it can be read for blur or size; a PDF page with a text layer under its picture can."""
    pages = sheets(reading)
    scanned = reading.kind in IMAGES or (reading.kind == "pdf" and all(p.source != "text-layer" for p in reading.pages))
    return bool(pages) and scanned and all(unreadable(p) for p in pages)


def unreadable(picture: Picture) -> tuple[str, float, float] | None:
    """(measure, value, bound) by which a page is too small or too blurred to be read, None if it is fine."""
    if max(picture.width, picture.height) < LONGEST_SIDE:
        return "size", max(picture.width, picture.height), LONGEST_SIDE
    if picture.sharpness < SHARPNESS:
        return "sharpness", picture.sharpness, SHARPNESS
    if 0 < picture.text_height < TEXT_HEIGHT:
        return "text", picture.text_height, TEXT_HEIGHT
    return None


def orders_of(context: Context, item: Evidence) -> tuple[Order, ...]:
    """The orders that a piece of evidence belongs to: those it names; else the only order, for a file of an order-level type."""
    if item.order_ids:
        return tuple(o for o in context.case.orders if o.id in item.order_ids)
    alone = item.type in ORDER_LEVEL_TYPES and len(context.case.orders) == 1 and not item.tracking and not item.code
    return context.case.orders if alone else ()


def belongs(context: Context, item: Evidence, order: Order) -> bool:
    """Whether a piece of evidence may be proof of an order: it names it, or no order of the case at all (an order that the case
    does not have is told by common/evidence-matches-order)."""
    return order.id in item.order_ids or not any(o.id in item.order_ids for o in context.case.orders)


def place(context: Context, index: int, found: Found | None = None) -> Where:
    """The place of a file, with the page where something was found."""
    return context.evidence_at(index, found.page if found else None)


def name(item: Evidence) -> str:
    """The file's name as people know it."""
    return PurePath(item.file).name


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words as a pattern; Latin and Cyrillic ones stand alone, Chinese ones anywhere. A word may be a regular expression."""
    parts = [w if re.search(r"[\u3400-\u9fff]", w) else rf"(?<!\w){w}(?!\w)" for w in words]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def says(text: str, words: Iterable[str]) -> str:
    """The first of the words (regular expressions) that the text says, '' if none."""
    match = _pattern(tuple(words)).search(text)
    return match[0].strip() if match else ""


@lru_cache(maxsize=128)
def _label_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\t)[ ]*(?:{'|'.join(words)})\b[ ]*(?:[:：№#.—-]*[ \t]*|\t)(?P<value>[^\t\n]*)",
        re.IGNORECASE | re.MULTILINE,
    )


def labelled(text: str, words: Iterable[str]) -> str | None:
    """What stands after (or, if nothing does, under) one of the labels; None if no such label is there."""
    found = None
    for match in _label_pattern(tuple(words)).finditer(text):
        value = match["value"].strip(" :：_-.")
        if not value:
            below = text[match.end() :].lstrip("\t ").removeprefix("\n").split("\n", 1)[0]
            value = below.split("\t")[0].strip(" :：_-.")
        if value:
            return value
        found = ""
    return found


def alike(one: str, other: str) -> bool:
    """Whether two codes have the same shape: digits where digits are, letters where letters are."""
    return _shape(one) == _shape(other)


@lru_cache(maxsize=1024)
def _shape(code: str) -> str:
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", code.upper()))


def slip(one: str, other: str) -> bool:
    """Two ids that differ as by a slip of the hand or of OCR: one character changed, or two neighbours swapped."""
    if len(one) != len(other) or len(one) < 6 or one == other:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(wrong) == 1 or (len(wrong) == 2 and swapped(one, other))


def swapped(one: str, other: str) -> bool:
    """Whether two neighbouring characters changed places and nothing else differs."""
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other) and len(wrong) == 2 and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    )  # fmt: skip


def sane(value: date) -> bool:
    """Whether a year can be one of a parcel's life."""
    return 1990 <= value.year <= 2100


def moment_of(text: str) -> datetime | None:
    """A time from metadata (ISO text), None where it is none or absurd."""
    if not re.match(r"\d{4}-\d\d-\d\dT", text):
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value if sane(value) else None


def apart(shown: datetime | date, declared: datetime | date, zone: ZoneInfo) -> timedelta:
    """How far two times are apart, in the reading that is kindest to the seller: a time without zone may be of any zone from
    London to Kamchatka; a bare date covers its whole day in the platform's zone, the declared one's or Beijing's."""
    if isinstance(shown, datetime) and isinstance(declared, datetime):
        zones: list[tzinfo] = [zone] if shown.tzinfo is not None else [zone, *_ZONES]
    else:
        own = declared.tzinfo if isinstance(declared, datetime) else None
        zones = [zone, own or zone, _ZONES[8]]
    return min(_gap(_span(shown, here), _span(declared, here)) for here in zones)


def _gap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> timedelta:
    return max(other[0] - one[1], one[0] - other[1], timedelta(0))


def _span(value: datetime | date, zone: tzinfo) -> tuple[datetime, datetime]:
    """First and last moment that a value may mean, where a time without zone is one of `zone`."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=zone)
        return aware, aware
    start = datetime(value.year, value.month, value.day, tzinfo=zone)
    return start, start + timedelta(days=1, seconds=-1)


def day_of(value: datetime | date, zone: ZoneInfo) -> date:
    """The calendar day of a time in the platform's zone; a time without zone is taken as it stands."""
    if isinstance(value, datetime):
        return value.astimezone(zone).date() if value.tzinfo is not None else value.date()
    return value


def written(context: Context, value: datetime | date) -> str:
    """A time as messages show it: day and minute, with the zone."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.strftime("%Y-%m-%d %H:%M")
    here = value.astimezone(context.zone)
    offset = here.strftime("%z")
    return f"{here:%Y-%m-%d %H:%M} UTC{offset[:3]}:{offset[3:]}"
