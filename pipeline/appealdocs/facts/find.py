"""Find one fact again in any text: the target letter, the text of a DOCX or PDF, the pages of the evidence.

Other than `parse`, this starts from the value and looks for any writing of it, in any of the three languages and in the
forms of waybills, screenshots and exports. No-break spaces, soft hyphens, line ends, full-width forms and the spaces
that OCR puts into long numbers are tolerated; another digit, another currency or another unit beside the number is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, time, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from appealdocs.expressions import compiled
from appealdocs.facts import clock, dates, numerals, patterns, quantities, units
from appealdocs.facts.compare import same
from appealdocs.facts.ids import always_verbatim
from appealdocs.facts.normal import flat, visible
from appealdocs.facts.parse import parse
from appealdocs.model.fact import Fact, FactKind, FactValue, Money, Quantity

if TYPE_CHECKING:
    from appealdocs.facts.names import Names

Span = tuple[int, int]

_NEAR = 40
"""How far a time of day may stand from its date, in characters (a line of a waybill)."""


def find(fact: Fact, text: str, lang: str, names: Names | None = None) -> list[Span]:
    """Where `text` says the fact, as spans in `text`; empty if it does not.

    `lang` is the likely language of the text (all three are understood). `names` adds the other writings of a name. A
    range is found where both of its ends are; the spans are those of the ends. An amount, a rate or a length of time
    without its unit beside it counts only where the unit stands elsewhere in the text, as in the head of a table.
    """
    plain, places = _plain(text)
    spans = _find(fact.kind, fact.value, plain, lang, names)
    if fact.to is not None:
        ends = _find(fact.kind, fact.to, plain, lang, names)
        spans = [*spans, *ends] if spans and ends else _range(fact, plain, lang) if spans or ends else []
    spans = sorted(set(spans))
    return spans if places is None else [(places[start], places[end - 1] + 1) for start, end in spans]


@lru_cache(maxsize=256)
def _plain(text: str) -> tuple[str, list[int] | None]:
    seen, places = visible(text)
    return flat(seen), places


def _find(kind: FactKind, value: FactValue, text: str, lang: str, names: Names | None) -> list[Span]:
    if isinstance(value, datetime):
        return _moments(value, text)
    if isinstance(value, time):
        return _times(value, text)
    if isinstance(value, Money):
        return _amounts(value, text, lang)
    if isinstance(value, Quantity):
        return _quantities(kind, value, text, lang)
    if kind == "date":
        return _at(patterns.day(value), text)
    if kind in always_verbatim():
        return [found.span() for found in patterns.code(str(value), kind).finditer(text)]
    writings = names.writings(kind, str(value)) if names else [str(value)]
    return [found.span() for writing in writings for found in patterns.words(flat(writing), lang).finditer(text)]


# ---- where writings may begin
# -------------------------------------------------------------------------------------------

_RUN = compiled(r"\d+")


@lru_cache(maxsize=256)
def _runs(text: str) -> dict[str, list[int]]:
    """Every run of digits with its places."""
    runs: dict[str, list[int]] = defaultdict(list)
    for found in _RUN.finditer(text):
        runs[found[0]].append(found.start())
    return dict(runs)


@lru_cache(maxsize=256)
def _months(text: str) -> dict[int, list[int]]:
    """Every name of a month with its places."""
    months: dict[int, list[int]] = defaultdict(list)
    for found in patterns.MONTH_NAMES.finditer(text):
        months[int((found.lastgroup or "m0")[1:])].append(found.start())
    return dict(months)


def _at(writing: patterns.Writing, text: str) -> list[Span]:
    runs = _runs(text)
    places = [at for start in writing.starts for at in runs.get(start, ())]
    if writing.month:
        places += _months(text).get(writing.month, [])
    spans: list[Span] = []
    for at in sorted(places):
        if spans and at < spans[-1][1]:
            continue
        found = writing.pattern.match(text, at)
        if found is not None and not _goes_on(text, at):
            spans.append(found.span())
    return spans


def _goes_on(text: str, at: int) -> bool:
    """Whether what stands before shows that the digits are part of something longer: 3.14, 12:30, 2026-03."""
    before = text[max(0, at - 2) : at]
    return (
        len(before) == 2
        and before[1] in ".,/:-'"
        and before[0].isdigit()
        and not (before[1] in ",-" and text[at].isalpha())
    )


# ---- times of day and moments
# ---------------------------------------------------------------------------------------------

_AFTER = compiled(clock.AFTER)


def _times(value: time, text: str) -> list[Span]:
    spans = []
    for start, end in _at(patterns.clock(value.hour, value.minute, value.second), text):
        named = _zone_after(text, end)
        if named is None or value.tzinfo is None or value.replace(tzinfo=named[0]) == value:
            spans.append((start, named[1] if named else end))
    return spans


def _zone_after(text: str, end: int) -> tuple[tzinfo, int] | None:
    found = _AFTER.match(text, end)
    if found is None:
        return None
    named = clock.zone(found["zone2"] or found["zone"]) or clock.zone(found["zone"])
    return (named, found.end()) if named is not None else None


_ZONED = compiled(rf"{clock.ZONE.pattern}|\dZ|[+-]\d\d:?\d\d\b")


def _moments(value: datetime, text: str) -> list[Span]:
    """The date with its time of day near it; or the same instant by the clock of another zone that the text names."""
    spans: list[Span] = []
    days = _at(patterns.day(value.date()), text)
    clocks = _times(value.timetz(), text) if days else []
    for day in days:
        near = min((at for at in clocks if _gap(day, at) <= _NEAR), key=lambda at: _gap(day, at), default=None)
        if near is not None:
            spans.append((min(day[0], near[0]), max(day[1], near[1])))
    if not spans and value.tzinfo is not None:
        spans = [span for span, said in _zoned(text) if said.replace(second=0) == value.replace(second=0)]
    return spans


@lru_cache(maxsize=256)
def _zoned(text: str) -> tuple[tuple[Span, datetime], ...]:
    """The moments of a text whose zone is named."""
    if not _ZONED.search(text):
        return ()
    said = ((m.start, m.end, m.fact.value) for m in dates.moments(text))
    return tuple(((start, end), at) for start, end, at in said if isinstance(at, datetime) and at.tzinfo is not None)


def _gap(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1])


# ---- numbers
# ------------------------------------------------------------------------------------------------------------

_WORDS: dict[str, Callable[[str], Iterator[numerals.Number]]] = {
    "zh": numerals.in_han,
    "en": numerals.in_english_words,
    "ru": numerals.in_russian_words,
}
_MOST_IN_WORDS = 10_000


def _numbers(value: Decimal, text: str, lang: str) -> list[Span]:
    spans = [span for span in _at(patterns.number(value), text) if not _in_code(text, span[0])]
    if not spans and value == value.to_integral_value() and 0 < value < _MOST_IN_WORDS:
        return [(word.start, word.end) for word in _in_words(text, lang) if word.value == value]
    return spans


@lru_cache(maxsize=256)
def _in_words(text: str, lang: str) -> tuple[numerals.Number, ...]:
    return tuple(_WORDS[lang](text))


def _in_code(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return bool(before) and (
        before[-1] == "_" or (before[-1].isascii() and before[-1].isalpha()) or bool(_LETTER_DASH.match(before))
    )


_LETTER_DASH = compiled(r"[A-Za-z]-\Z")


def _beside(text: str, start: int, end: int, lang: str) -> units.Unit | None:
    """The unit or currency beside a number, in any language."""
    ahead = units.before(text, start)
    if ahead is not None:
        return units.Unit("money", ahead[0], end)
    for each in _languages_of(text[end : end + 3], lang):
        unit = units.after(text, end, each)
        if unit is not None and unit.kind != "bare":
            return unit
    return None


def _languages_of(after: str, lang: str) -> tuple[str, ...]:
    """Which languages' units may follow, by the script of the next letter."""
    char = next((char for char in after if char not in " \u00a0-\n"), "")
    if "\u0400" <= char <= "\u04ff":
        return ("ru",)
    if "\u3400" <= char <= "\u9fff":
        return ("zh",)
    return ("en",) if lang == "en" else ("en", lang)


@lru_cache(maxsize=64)
def _currency(code: str) -> re.Pattern[str]:
    return compiled("|".join([code, *units.writings(code)]))


def _amounts(value: Money, text: str, lang: str) -> list[Span]:
    spans = []
    for start, end in _numbers(value.value, text, lang):
        unit = _beside(text, start, end, lang)
        if unit is not None:
            if unit.kind == "money" and unit.key == value.currency:
                ahead = units.before(text, start)
                spans.append((ahead[1], end) if ahead is not None else (start, unit.end))
        elif not _inside_code(text, start, end) and _currency(value.currency).search(text):
            spans.append((start, end))
    return spans


def _quantities(kind: FactKind, value: Quantity, text: str, lang: str) -> list[Span]:
    spans: list[Span] = []
    for start, end in _numbers(value.value, text, lang):
        unit = _beside(text, start, end, lang)
        if unit is None:
            if _bare(kind, value, text, start, end):
                spans.append((start, end))
        elif _agrees(kind, value, unit):
            spans.append((start, unit.end))
        elif unit.kind in ("measure", "duration") and kind in ("count", "number") and _letter(text, end):
            spans.append((start, end))
    if not spans and kind in ("duration", "rate"):
        fact = Fact(kind, value)
        spans = [(start, end) for start, end, said in _special(text, lang) if same(said, fact)]
    return spans


@lru_cache(maxsize=256)
def _special(text: str, lang: str) -> tuple[tuple[int, int, Fact], ...]:
    """Writings that are no number beside a unit: 半小时, полчаса, within a week, 百分之五."""
    return tuple(quantities.special(text, lang))


def _agrees(kind: FactKind, value: Quantity, unit: units.Unit) -> bool:
    if kind == "number" and not value.unit:
        return unit.kind not in ("money", "rate")
    if kind == "count":
        return unit.kind == "count"
    return unit.kind == kind and same(Fact(kind, value), Fact(kind, Quantity(value.value, unit.key)))


def _letter(text: str, end: int) -> bool:
    """A lone letter after a space may be the next word rather than a unit (12 в, 5 с, 3 A)."""
    return re.match(r"[ \u00a0][A-Za-zА-Яа-я](?![A-Za-zА-Яа-я.])", text[end : end + 4]) is not None


def _bare(kind: FactKind, value: Quantity, text: str, start: int, end: int) -> bool:
    """Whether a number with no unit beside it may be this quantity."""
    if _inside_code(text, start, end):
        return False
    if kind in ("count", "number"):
        return True
    if kind == "rate":
        return "%" in text and value.value != value.value.to_integral_value()
    return _unit_words(value.unit).search(text) is not None


def _inside_code(text: str, start: int, end: int) -> bool:
    """A number that is part of a date, a time or a code. A dash between two numbers may be a range."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        re.search(r"(?:[A-Za-z0-9][/:.]|[A-Za-z]-|[A-Za-z_#])\Z", before) is not None
        or re.match(r"[/:.][A-Za-z0-9]|-[A-Z]|[_A-Za-z]", after) is not None
    )


@lru_cache(maxsize=128)
def _unit_words(unit: str) -> re.Pattern[str]:
    return compiled("|".join(units.unit_patterns(unit)) or r"(?!)", re.IGNORECASE)


def _range(fact: Fact, text: str, lang: str) -> list[Span]:
    """A range whose unit or month is said once, in a way that its ends alone do not show."""
    return [(m.start, m.end) for m in parse(text, lang) if m.fact.to is not None and same(m.fact, fact)]
