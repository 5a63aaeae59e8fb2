"""Every writing of a value, as patterns that are tried at the places where a writing may begin (see `find`).

A pattern is matched at a known place, never searched for, so it needs no look to the left: `starts` names the digits
that may stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from appealdocs.facts.compare import fields
from appealdocs.facts.normal import flat
from appealdocs.model.fact import FactKind, FactValue


@dataclass(frozen=True, slots=True)
class Writing:
    """`pattern` may begin at any run of digits in `starts`, and at the name of `month` if that is not 0."""

    pattern: re.Pattern[str]
    starts: frozenset[str]
    month: int = 0


# ---- letter by letter
# -------------------------------------------------------------------------------------------------

_LONG = 9


@lru_cache(maxsize=4096)
def code(value: str, kind: FactKind) -> re.Pattern[str]:
    """A code; in one of nine letters and digits or more OCR and line ends may have put a space anywhere."""
    plain = flat(value)
    if kind == "phone":
        body = r"[ \u00a0().-]{0,3}".join(re.escape(char) for char in plain.lstrip("+"))
        return re.compile(_first(body, r"(?<!\d.)", 1) + r"(?!\d)")
    if kind in ("url", "email"):
        return re.compile(rf"(?<![A-Za-z0-9@.-]){re.escape(plain)}(?![A-Za-z0-9@-])", re.IGNORECASE)
    gap = r"\s?" if sum(char.isalnum() for char in plain) >= _LONG else ""
    body = "".join(_character(char, gap) for char in plain)
    body = body[: -len(gap)] if gap and body.endswith(gap) else body
    # The look to the left stands after the first character, so that the engine can skip to that character.
    size = len(_character(plain[0], ""))
    left = r"(?<![A-Za-z0-9].)(?<![A-Za-z0-9][-–_].)"
    return re.compile(_first(body, left, size) + r"(?![A-Za-z0-9])(?![-–_][A-Za-z0-9])")


def _character(char: str, gap: str) -> str:
    if char in " \u00a0":
        return r"[\s-]?"
    if char in "-–—−":
        return r"\s?[-–—−]\s?"
    if char.isascii() and char.isalpha():
        return f"[{char.upper()}{char.lower()}]{gap}"
    return re.escape(char) + gap


def _first(body: str, left: str, size: int) -> str:
    return body[:size] + left + body[size:]


@lru_cache(maxsize=4096)
def words(value: str, lang: str) -> re.Pattern[str]:
    """A name in capitals or not, and in Russian in all its cases."""
    writings = [value]
    if lang == "ru" and re.search(r"[А-Яа-яЁё]", value):
        from appealdocs.locale_.russian import CASES, inflected

        writings = list(dict.fromkeys(inflected(value, case) for case in CASES))
    return re.compile("|".join(_name(writing) for writing in sorted(writings, key=len, reverse=True)), re.IGNORECASE)


def _name(writing: str) -> str:
    parts = [_word(word) for word in writing.split()]
    left = "" if _han(writing[0]) else r"(?<![A-Za-zА-Яа-яЁё0-9])"
    right = "" if _han(writing[-1]) else r"(?![A-Za-zА-Яа-яЁё0-9])"
    return left + r"\s*".join(parts) + right


def _word(word: str) -> str:
    chars = [
        {"ё": "[её]", "Ё": "[ЕЁ]"}.get(char, re.escape(char)) + (r"\s?" if _han(char) or char == "." else "")
        for char in word
    ]
    return "".join(chars).removesuffix(r"\s?")


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


# ---- dates
# ------------------------------------------------------------------------------------------------------------

_EN = (
    "January|Jan", "February|Feb", "March|Mar", "April|Apr", "May", "June|Jun", "July|Jul", "August|Aug",
    "September|Sept|Sep",
    "October|Oct", "November|Nov", "December|Dec",
)  # fmt: skip
_RU = (
    "январ[ьяюе]|янв", "феврал[ьяюе]|фев", "март[ауе]?|мар", "апрел[ьяюе]|апр", "ма[йяюе]", "июн[ьяюе]|июн",
    "июл[ьяюе]|июл", "август[ауе]?|авг",
    "сентябр[ьяюе]|сент|сен", "октябр[ьяюе]|окт", "ноябр[ьяюе]|нояб|ноя", "декабр[ьяюе]|дек",
)  # fmt: skip
_HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
MONTH_NAMES = re.compile(
    "|".join(f"(?P<m{number}>{en}|{ru})" for number, (en, ru) in enumerate(zip(_EN, _RU, strict=True), 1)).join(
        (r"(?<![A-Za-zА-Яа-яё])(?:", r")(?![A-Za-zА-Яа-яё])")
    ),
    re.IGNORECASE,
)
_GAP = r"[\s\u00a0.,/'-]{0,3}"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"
_MORE_DAYS = rf"(?:[\s\u00a0]?(?:[-–—]|to|and|по|и|на|до|,)[\s\u00a0]?\d{{1,2}}{_ORDINAL})?"


@lru_cache(maxsize=4096)
def day(value: FactValue) -> Writing:
    """Every writing of a date; one without its year is also found where the text says any year."""
    year, month, number = fields(value)
    if month is None:
        return Writing(re.compile(rf"{year}(?!\d)"), frozenset((str(year),)))
    name = rf"(?:{_EN[month - 1]}|{_RU[month - 1]})(?![A-Za-zА-Яа-яё])\.?"
    any_year = rf"(?:{year}|'?{year % 100:02d})(?!\d)" if year else r"(?:(?:19|20)\d\d(?!\d))?"
    starts = {str(month), f"{month:02d}"} | ({str(year)} if year else set())
    if number is None:
        forms = [
            name + (_GAP + any_year if year else ""),
            rf"0?{month}\s?月(?!\s?\d)" if not year else rf"{year}(?:\s?年\s?|[-/.])0?{month}(?:\s?月|(?!\d))",
        ]
        return _writing(forms, starts, month)
    forms = _day_forms(year, month, number, name, any_year)
    starts |= {str(number), f"{number:02d}"}
    if year:
        starts.add(f"{year}{month:02d}{number:02d}")
    return _writing(forms, starts, month)


def _day_forms(year: int | None, month: int, number: int, name: str, any_year: str) -> list[str]:
    numeric = rf"(?:{year}|{year % 100:02d})(?!\d)" if year else r"(?:20\d\d|\d\d)(?!\d)"
    iso = str(year) if year else r"20\d\d"
    han_range = r"(?:\d{1,2}\s?月\s?\d{1,2}\s?[日号]?\s?[至到~～—–-]+\s?)?"
    han_year = rf"{year}\s?年\s?{han_range}" if year else ""
    han_list = r"(?:\d{1,2}\s?[日号]?\s?[至到、~～—–-]+\s?)?"
    forms = [
        rf"{iso}\s?[-/.]\s?0?{month}\s?[-/.]\s?0?{number}(?!\d)",
        rf"{han_year}0?{month}\s?月\s?{han_list}0?{number}(?!\d)\s?[日号]?",
        rf"0?{number}{_ORDINAL}{_MORE_DAYS}(?:[\s\u00a0]of)?{_GAP}{name}{_GAP}{any_year}",
        rf"{name}{_GAP}0?{number}{_ORDINAL}(?!\d){_MORE_DAYS}[\s\u00a0,-]{{0,3}}{any_year}",
        rf"0?{number}\s?(?P<s>[./-])\s?0?{month}\s?(?P=s)\s?{numeric}",
        rf"0?{month}\s?(?P<t>[/-])\s?0?{number}\s?(?P=t)\s?{numeric}",  # with dots the day comes first wherever dates have dots
    ]
    return [*forms, rf"{year}{month:02d}{number:02d}(?!\d)"] if year else [*forms, rf"0?{number}\.0?{month}(?![\d.])"]


def _writing(forms: list[str], starts: set[str], month: int) -> Writing:
    return Writing(re.compile("|".join(forms), re.IGNORECASE), frozenset(starts), month)


# ---- times of day
# -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def clock(hour: int, minute: int, second: int) -> Writing:
    """14:32, 2:32 PM, 14点32分, 14 ч 32 мин; seconds may be left out, and where the value has none, any are taken."""
    seconds = rf"(?::{second:02d}(?:\.\d+)?)?" if second else r"(?::[0-5]\d(?:\.\d+)?)?"
    twelve, half = hour % 12 or 12, "p" if hour >= 12 else "a"
    afternoon = r"(?!\s?[ap]\.?\s?m\b)" if hour < 13 else ""
    forms = [
        rf"0?{twelve}\s?:\s?{minute:02d}{seconds}\s?{half}\.?\s?m\b\.?",
        rf"0?{hour}\s?:\s?{minute:02d}{seconds}(?![\d:]){afternoon}",
        rf"0?{hour}\s?[点时]\s?" + (rf"(?:{minute:02d}|{minute})\s?分?" if minute else r"(?!\s?\d|半)整?"),
        rf"0?{hour}\s?ч\.?\s?{minute:02d}\s?мин",
    ]
    if hour > 12:
        after = rf"(?<=[午上晚])0?{hour - 12}\s?"
        forms.append(after + (rf"(?:[点时]\s?{minute:02d}\s?分?|:\s?{minute:02d})" if minute else r"[点时]整?(?!半)"))
    if not minute:
        forms.append(rf"{twelve}\s?{half}\.?\s?m\b\.?|{hour}[\s\u00a0]час(?:ов|а|ам)?(?![а-я])")
    if minute == 30:
        forms.append(rf"(?:{hour}|(?<=[午上晚]){twelve})\s?点半")
    return _writing(forms, {str(hour), f"{hour:02d}", str(twelve), f"{twelve:02d}"}, 0)


# ---- numbers
# ------------------------------------------------------------------------------------------------------------

_SIZES = (
    (10_000, "万"), (1000, r"(?:千(?!克|米)|тыс|thousand|k\b)"), (10**6, r"(?:百万|млн|милл|million)"), (10**8, "亿"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def number(value: Decimal) -> Writing:
    """A number in digits with the separators of any of the languages, also as 1.2万, 12 тыс. or 1.2 million."""
    whole, _, part = f"{abs(value).normalize():f}".partition(".")
    groups = [whole[max(0, at - 3) : at] for at in range(len(whole), 0, -3)][::-1]
    body = r"[,. \u00a0']?".join(groups)
    forms = [body + (rf"[.,]{part}0*" if part else r"(?:[.,]0{1,2}(?!\d))?")]
    starts = {groups[0], whole}
    for size, word in _SIZES:
        short = (abs(value) / size).normalize()
        if abs(value) >= size and len(short.as_tuple().digits) <= 4:
            digits = f"{short:f}"
            forms.append(rf"{digits.replace('.', '[.,]')}[\s\u00a0]?{word}")
            starts.add(digits.partition(".")[0])
    return Writing(re.compile(rf"(?:{'|'.join(reversed(forms))})(?!\d)(?![.,/:]\d)"), frozenset(starts))
