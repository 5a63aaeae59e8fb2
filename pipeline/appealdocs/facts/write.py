"""Write a fact in a language, so that `parse` reads the same fact from it."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from appealdocs.facts import units
from appealdocs.facts.compare import fields
from appealdocs.locale_ import write as values
from appealdocs.model.fact import Fact, FactValue, Money, Quantity

if TYPE_CHECKING:
    from datetime import tzinfo

_MONTHS_RU = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)

# Unit key: English singular, Russian nominative singular, Chinese measure word.
TIMES = {
    "second": ("second", "секунда", "秒"), "minute": ("minute", "минута", "分钟"), "hour": ("hour", "час", "小时"),
    "day": ("day", "день", "天"),
    "working-day": ("working day", "рабочий день", "个工作日"), "week": ("week", "неделя", "周"), "month": ("month",
    "месяц", "个月"),
    "year": ("year", "год", "年"), "point": ("percentage point", "процентный пункт", "个百分点"),
}  # fmt: skip
MEASURES = {
    "kg": ("kg", "кг"), "g": ("g", "г"), "mg": ("mg", "мг"), "t": ("tonnes", "т"), "mm": ("mm", "мм"), "cm": ("cm",
    "см"), "m": ("m", "м"),
    "km": ("km", "км"), "m2": ("m²", "м²"), "m3": ("m³", "м³"), "mb": ("MB", "МБ"), "gb": ("GB", "ГБ"), "kb": ("KB",
    "КБ"), "ml": ("ml", "мл"),
    "l": ("L", "л"), "celsius": ("°C", "°C"), "w": ("W", "Вт"), "v": ("V", "вольт"), "mah": ("mAh", "мА·ч"),
    "hz": ("Hz", "Гц"), "px": ("px", "px"),
    "g/m2": ("g/m²", "г/м²"), "mg/m3": ("mg/m³", "мг/м³"), "mg/kg": ("mg/kg", "мг/кг"), "ppm": ("ppm", "ppm"),
    "dpi": ("dpi", "dpi"),
}  # fmt: skip
_ZH_SYMBOLS = {"t": "吨", "v": "V", "w": "W"}


def write(fact: Fact, lang: str, zone: tzinfo | None = None) -> str:
    """The fact in words of `lang`; moments and times are moved to `zone` (None: they stay in their own).

    Ids, names and other verbatim facts are given back as they are. Raises locale_.values.WrongValue for a value that
    its kind cannot have.
    """
    if fact.to is None:
        return _single(fact.kind, fact.value, lang, zone)
    return _range(fact, fact.to, lang, zone)


def _single(kind: str, value: FactValue, lang: str, zone: tzinfo | None) -> str:
    if isinstance(value, Money):
        return values.money(value, lang)
    if isinstance(value, Quantity):
        return _quantity(kind, value, lang)
    if isinstance(value, datetime):
        return values.moment(value, lang, zone)
    if isinstance(value, time):
        return _time(value, lang, zone)
    return _date(value, lang) if kind == "date" else str(value)


def _time(value: time, lang: str, zone: tzinfo | None) -> str:
    if value.tzinfo is None:
        return values.time_(value, lang)
    at = datetime.combine(date(2026, 1, 1), value)
    # A time of day has no date: it is moved only where the zone keeps one offset through the year.
    moved = at.astimezone(zone) if zone is not None else at
    summer = at.replace(month=7)
    steady = zone is not None and summer.astimezone(zone).utcoffset() == moved.utcoffset()
    return values.time_(moved if steady else at, lang)


def _date(value: FactValue, lang: str) -> str:
    year, month, day = fields(value)
    if isinstance(value, date):
        return values.date(value, lang)
    if month is None:
        return {"zh": f"{year}年", "ru": f"{year}{values.NBSP}г.", "en": f"the year {year}"}[lang]
    if lang == "zh":
        return (f"{year}年" if year else "") + f"{month}月" + (f"{day}日" if day else "份")
    if lang == "ru":
        name = f"{day}{values.NBSP}{values.MONTHS_RU[month - 1]}" if day else _MONTHS_RU[month - 1]
        return name + (f" {year}{values.NBSP}г." if year else "")
    return (f"{day} " if day else "") + values.MONTHS_EN[month - 1] + (f" {year}" if year else "")


def _quantity(kind: str, value: Quantity, lang: str) -> str:
    number = values.number(value.value, lang)
    if kind == "rate" and value.unit == "percent":
        return values.percent(value.value, lang)
    if value.unit in TIMES and kind != "count":
        return values.count(value.value, TIMES[value.unit][("en", "ru", "zh").index(lang)], lang)
    if value.unit in MEASURES:
        symbol = MEASURES[value.unit][lang == "ru"]
        return f"{number}{values.NBSP}{_ZH_SYMBOLS.get(value.unit, symbol) if lang == 'zh' else symbol}"
    noun = units.noun(value.unit)
    if noun is not None:
        return values.count(value.value, {"en": noun.en, "ru": noun.ru, "zh": noun.zh}[lang], lang)
    return number


def _range(fact: Fact, last: FactValue, lang: str, zone: tzinfo | None) -> str:
    first = fact.value
    if isinstance(first, Quantity | Money):
        return _span(fact.kind, first, last, lang)
    one, two = _single(fact.kind, first, lang, zone), _single(fact.kind, last, lang, zone)
    if lang == "zh":
        return f"{one}至{two}"
    if lang == "ru":
        return f"с {one} {'до' if fact.kind in ('time', 'moment') else 'по'} {two}"
    return f"{one} to {two}"


def _span(kind: str, first: Quantity | Money, last: FactValue, lang: str) -> str:
    """3–5 days, USD 10–20: the unit once."""
    low = values.number(_tidy(first.value), lang)
    if isinstance(last, Money):
        high = values.money(last, lang)
        if lang == "en":
            return f"{last.currency}{values.NBSP}{low}–{high.removeprefix(last.currency).strip(values.NBSP)}"
        return f"{low}–{high}"
    return f"{low}–{_single(kind, last, lang, None)}"


def _tidy(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value
