"""Calendar days in prose.

A date without a year or without a day is kept as far as it is said, as an ISO 8601 reduced text: `--11-03` for 3
November, `2024-05` for May 2024, `--05` for May, `2022` for the year. The year of another date in the sentence is
never borrowed, except inside one range or list (2026年4月5日至4月14日, 4 and 7 March 2026), where it is said once for
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from appealdocs.expressions import compiled

_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EN_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_RU_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
RU_GENITIVE = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|янв|фев|мар|апр|июн|июл|авг|"
    "сент?|окт|нояб?|дек"
)
_RU_OTHER = (
    "январ[ьюе]|янв[а]рём|феврал[ьюе]|март[уе]?|апрел[ьюе]|ма[йюе]|июн[ьюе]|июл[ьюе]|август[уе]?|сентябр[ьюе]|"
    "октябр[ьюе]|ноябр[ьюе]|декабр[ьюе]|"
    "(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)ьск[а-яё]+|мартовск[а-яё]+|майск[а-яё]+|"
    "августовск[а-яё]+"
)

YEAR = r"(?:19|20)\d\d"
_HAN_DAY = "三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_HAN_MONTH = "十[一二]?|[一二三四五六七八九]"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is said, with its span."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> date | str:
        """A date where year, month and day are known, else the reduced ISO text (module docstring)."""
        whole = self.whole
        if whole is not None:
            return whole
        if not self.month:
            return f"{self.year:04d}" if self.year else f"---{self.day:02d}"
        head = f"{self.year:04d}-" if self.year else "--"
        return f"{head}{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    @property
    def whole(self) -> date | None:
        """The calendar day, None unless year, month and day are all said."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def real(self) -> bool:
        """Whether the calendar has such a day."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None or self.month is None:
            return self.day is None or 1 <= self.day <= 31
        try:
            date(self.year or 2024, self.month, self.day)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Span:
    """One date or a range of two."""

    first: Day
    last: Day | None = None

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return (self.last or self.first).end


# ---- patterns
# -----------------------------------------------------------------------------------------------------------

NUMERIC = (
    rf"(?<![A-Za-z0-9_./-])(?P<iy>{YEAR})(?P<isep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=isep)(?P<id>0?[1-9]|[12]\d|"
    rf"3[01])(?![\d]|[./-]\d|-[A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9_./-])(?P<nd>\d{{1,2}})(?P<nsep>[./-])(?P<nm>\d{{1,2}})(?P=nsep)(?P<ny>{YEAR})(?![\d]|[./-]\d|"
    rf"-[A-Za-z0-9])(?:[ \u00a0]г(?:ода?|\.)(?!\w))?"
)
ORDINAL = r"(?:st|nd|rd|th)?"
_EN_PATTERN = (
    rf"{NUMERIC}"
    rf"|(?<![\d.,:-])(?P<d>0?[1-9]|[12]\d|3[01]){ORDINAL}(?:[ \u00a0-]|[ \u00a0]of[ "
    rf"\u00a0])(?P<mon>{EN_MONTH})(?![A-Za-z])(?:\.?,?[ \u00a0-](?P<y>{YEAR})(?!\d))?"
    rf"|(?<![A-Za-z])(?P<mon2>{EN_MONTH})\.?[ \u00a0](?P<d2>0?[1-9]|[12]\d|3[01]){ORDINAL}(?![\d:%]|[.,]\d\d\d|[ "
    rf"](?:{EN_MONTH}))(?:,?[ \u00a0](?P<y2>{YEAR})(?!\d))?"
    rf"|(?<![A-Za-z])(?P<mon3>{EN_MONTH})\.?,?[ \u00a0](?P<y3>{YEAR})(?!\d)"
    rf"|(?<![A-Za-z])the[ ]year[ ](?P<yo>{YEAR})(?!\d)"
    rf"|(?<![A-Za-z])(?P<mon4>{EN_MONTH.split('|Jan|')[0]})(?![A-Za-z])"
)
_RU_PATTERN = (
    rf"{NUMERIC}"
    rf"|(?<![\d.,:-])(?P<d>0?[1-9]|[12]\d|3[01])(?:-(?:го|е|му))?[ \u00a0](?P<mon>{RU_GENITIVE})(?![а-яё])(?:\.?,?[ "
    rf"\u00a0](?P<y>{YEAR})(?!\d)(?:[ \u00a0]?г(?:ода?|оду|\.)?(?![а-яё]))?)?"
    rf"|(?<![а-яё])(?P<mon3>{RU_GENITIVE}|{_RU_OTHER})(?![а-яё])\.?[ \u00a0](?P<y3>{YEAR})(?!\d)(?:[ "
    rf"\u00a0]?г(?:ода?|оду|\.)?(?![а-яё]))?"
    rf"|(?<![а-яёА-Я-])(?P<mon4>{_RU_OTHER}|{RU_GENITIVE.split('|янв|')[0]})(?![а-яё])"
    rf"|(?<![\d.,/-])(?P<yo>{YEAR})[ \u00a0]?г(?:ода?|оду|одом|\.)(?![а-яё])"
)
_ZH_PATTERN = (
    rf"{NUMERIC}"
    rf"|(?<!\d)(?P<y>{YEAR})[ ]?年[ ]?(?P<mon>1[0-2]|0?[1-9])[ ]?月[ ]?(?P<d>3[01]|[12]\d|0?[1-9])[ "
    rf"]?[日号]?(?![\d件个])"
    rf"|(?<!\d)(?P<y3>{YEAR})[ ]?年[ ]?(?P<mon3>1[0-2]|0?[1-9])[ ]?月份?"
    rf"|(?<![\d.])(?P<mon2>1[0-2]|0?[1-9])[ ]?月[ ]?(?P<d2>3[01]|[12]\d|0?[1-9])[ ]?[日号](?!线)"
    rf"|(?<![\d.])(?P<mon4>1[0-2]|0?[1-9])[ ]?月(?!租|饼|子|嫂|经|龄)份?"
    rf"|(?<![一二三四五六七八九十几个])(?P<hm>{_HAN_MONTH})月(?P<hd>{_HAN_DAY})[日号]"
    rf"|(?<![一二三四五六七八九十几个])(?P<hm2>{_HAN_MONTH})月(?:份|(?=[初底中上下末]))"
    rf"|(?<!\d)(?P<yo>{YEAR})[ ]?年"
)
_PATTERNS = {"en": _EN_PATTERN, "ru": _RU_PATTERN, "zh": _ZH_PATTERN}


@lru_cache(maxsize=4)
def _compiled(lang: str) -> re.Pattern[str]:
    return compiled(_PATTERNS[lang])


# Chinese says 3号 in a range after a month: 3月8日到9日.
_ZH_TAIL = compiled(r"[ ]?(?P<sep>至|到|[-—–~、和及])[ ]?(?P<d>3[01]|[12]\d|0?[1-9])[ ]?[日号](?![内后前起])")
_BETWEEN = {
    "zh": compiled(r"[日号]?[ ]?(?:起)?(?:至|到|[-—–~～]{1,2})[ ]?"),
    "en": compiled(r"[ \u00a0]?(?:to|until|through|till|[-—–]|and)[ \u00a0]?"),
    "ru": compiled(r"[ \u00a0]?(?:по|до|на|[-—–])[ \u00a0]?"),
}
_OPENS = {
    "en": compiled(r"(?:from|between|From|Between)[ \u00a0](?:the[ ])?$"),
    "ru": compiled(r"(?:^|[ \u00a0(«])[сС]о?[ \u00a0]$"),
}
# Days that stand before the first full date: 3, 5 and 9 November; с 8 на 9 марта; 5–14 April 2026.
_LEADING = {
    "en": compiled(
        rf"(?<![\d.,:/№-])(?P<days>(?:\d{{1,2}}{ORDINAL},[ ]){{0,6}}\d{{1,2}}{ORDINAL})[ \u00a0]?(?P<sep>to|and|or|"
        rf"[-–—])[ \u00a0]?$"
    ),
    "ru": compiled(
        r"(?<![\d.,:/-])(?<!№ )(?P<days>(?:\d{1,2}, ){0,6}\d{1,2})(?:-го)?[ \u00a0]?(?P<sep>и|или|по|на|до|[-–—])[ "
        r"\u00a0]?$"
    ),
}


def spans(text: str, lang: str) -> list[Span]:
    """Every date and range of dates in a flat text, in order."""
    days = [day for found in _compiled(lang).finditer(text) if (day := _day(found, lang)) is not None and day.real]
    days = list(_with_lists(text, days, lang))
    result: list[Span] = []
    at = 0
    while at < len(days):
        first = days[at]
        last = days[at + 1] if at + 1 < len(days) else None
        if last is not None and _is_range(text, first, last, lang):
            result.append(Span(*_completed(first, last)))
            at += 2
        else:
            result.append(Span(first))
            at += 1
    return result


def _day(found: re.Match[str], lang: str) -> Day | None:
    groups = {key: value for key, value in found.groupdict().items() if value is not None}
    start, end = found.span()
    if "iy" in groups:
        return Day(start, end, int(groups["iy"]), int(groups["im"]), int(groups["id"]))
    if "ny" in groups:
        return numeric(start, end, int(groups["nd"]), int(groups["nm"]), int(groups["ny"]), groups["nsep"])
    if "yo" in groups:
        return Day(start, end, int(groups["yo"]))
    if lang == "zh":
        return _chinese(groups, start, end)
    name = next(groups[key] for key in ("mon", "mon2", "mon3", "mon4") if key in groups)
    month = month_number(name, lang)
    if "mon4" in groups and not _month_alone(found, name, lang):
        return None
    day = groups.get("d") or groups.get("d2")
    year = groups.get("y") or groups.get("y2") or groups.get("y3")
    return Day(start, end, int(year) if year else None, month, int(day) if day else None)


def numeric(start: int, end: int, first: int, second: int, year: int, sep: str) -> Day | None:
    """07.03.2026 is day first everywhere; 03/25/2026 can only be month first."""
    if 1 <= second <= 12 and 1 <= first <= 31:
        return Day(start, end, year, second, first)
    if sep == "/" and 1 <= first <= 12 and 1 <= second <= 31:
        return Day(start, end, year, first, second)
    return None


def _chinese(groups: dict[str, str], start: int, end: int) -> Day | None:
    from appealdocs.facts.numerals import han

    if "hm" in groups or "hm2" in groups:
        month, day = han(groups.get("hm") or groups["hm2"]), han(groups.get("hd", ""))
        return Day(start, end, None, int(month), int(day) if day is not None else None) if month is not None else None
    year = groups.get("y") or groups.get("y3")
    month_text = groups.get("mon") or groups.get("mon2") or groups.get("mon3") or groups["mon4"]
    day_text = groups.get("d") or groups.get("d2")
    return Day(start, end, int(year) if year else None, int(month_text), int(day_text) if day_text else None)


def month_number(name: str, lang: str) -> int:
    """The month of an English or Russian name, whole or short."""
    low = name.lower()
    if lang == "en":
        return _EN.index(low[:3]) + 1
    if low.startswith("ма") and not low.startswith("мар"):
        return 5
    return next(number for number, stem in enumerate(_RU_STEMS, 1) if low.startswith(stem))


def _month_alone(found: re.Match[str], name: str, lang: str) -> bool:
    """A month without day or year. 'May we ask' at the start of a sentence is none."""
    return lang != "en" or name != "May" or re.search(r"(?:^|[.!?:;]|\n)\s*$", found.string[: found.start()]) is None


def _with_lists(text: str, days: list[Day], lang: str) -> Iterator[Day]:
    for at, day in enumerate(days):
        if lang == "zh":
            yield day
            if day.month and day.day:
                yield from _tail(text, day, days[at + 1].start if at + 1 < len(days) else len(text))
            continue
        if day.month and day.day and text[day.start].isdigit():
            yield from _leading(text, day, days[at - 1].end if at else 0, lang)
        yield day


def _tail(text: str, day: Day, limit: int) -> Iterator[Day]:
    end = day.end
    while (found := _ZH_TAIL.match(text, end)) and found.end() <= limit:
        number = int(found["d"])
        end = found.end()
        yield Day(found.start("d"), end, day.year, day.month, number)


def _leading(text: str, day: Day, limit: int, lang: str) -> Iterator[Day]:
    found = _LEADING[lang].search(text, max(limit, day.start - 40), day.start)
    if found is None or (found["sep"] == "and" and _counted(text, found.start("days"))):
        return
    for number in re.finditer(r"\d{1,2}", found["days"]):
        start = found.start("days") + number.start()
        each = Day(start, start + len(number[0]), day.year, day.month, int(number[0]))
        if each.real:
            yield each


def _counted(text: str, at: int) -> bool:
    """Attachments 3 and 5 March: the first number belongs to another word."""
    return (
        re.search(
            r"(?:[Aa]ttachments?|[Tt]ables?|[Pp]ages?|[Ee]xhibits?|No\.?|[Pp]oints?|SKUs?)[ \u00a0]$",
            text[max(0, at - 14) : at],
        )
        is not None
    )


def _is_range(text: str, first: Day, last: Day, lang: str) -> bool:
    between = text[first.end : last.start]
    found = _BETWEEN[lang].fullmatch(between)
    if found is None or (first.day is None) != (last.day is None):
        return False
    word = between.strip(" \u00a0")
    if lang == "en" and word == "and":
        opens = _OPENS["en"].search(text, max(0, first.start - 12), first.start)
        return opens is not None and "etween" in opens[0]
    if lang == "ru" and word in ("до", "на"):
        return _OPENS["ru"].search(text, max(0, first.start - 4), first.start) is not None
    return True


def _completed(first: Day, last: Day) -> tuple[Day, Day]:
    """A year, or a month, said once for both ends holds for the other too (over a new year, the earlier one)."""
    if first.year is None and last.year is not None and first.month is not None and last.month is not None:
        first = replace(first, year=last.year - (first.month > last.month))
    elif last.year is None and first.year is not None and first.month is not None and last.month is not None:
        last = replace(last, year=first.year + (first.month > last.month))
    return first, last
