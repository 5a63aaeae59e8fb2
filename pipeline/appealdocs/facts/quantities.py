"""Numbers with what they count, measure or pay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from appealdocs.expressions import compiled
from appealdocs.facts import numerals, units
from appealdocs.facts.normal import blank
from appealdocs.facts.numerals import Number
from appealdocs.model.fact import Fact, FactKind, Mention, Money, Quantity

_SEPARATOR = {
    "zh": compiled(r"[ ]?(?:[-–—~～]|至|到|或者?)[ ]?"),
    "en": compiled(r"[ \u00a0]?(?:[-–—]|to|or|and)[ \u00a0]?"),
    "ru": compiled(r"[ \u00a0]?(?:[-–—]|до|по|или|и)[ \u00a0]?"),
}
# 百分之五, 百分之九十五点五
_PERCENT_HAN = compiled(r"百分之(?P<n>[零一二两三四五六七八九十百]+)(?:点(?P<part>[零一二三四五六七八九]+))?(?!几)")
_TENTHS = compiled(
    r"(?<![零一二三四五六七八九十完])(?P<n>[一二两三四五六七八九])成(?P<half>半)?(?![功立本品为员果长交套都了绩年人]"
    r")"
)
_HALF_HAN = compiled(r"(?<![一大多过两小])半(?:个)?(?P<unit>小时|钟头|天(?!然)|月|年)")
_HALVES = {"小时": "hour", "钟头": "hour", "天": "day", "月": "month", "年": "year"}
_HALF_EN = compiled(r"\b[Hh]alf[ -](?:an?[ -])?(?P<unit>hour|day|month|year)\b(?!-end)")
_HALF_RU = compiled(
    r"(?<![а-яё])(?:(?:пол(?P<a>часа|дня|года|месяца))|полу(?P<b>час|год|месяц)[а-яё]*)(?![а-яё])", re.IGNORECASE
)
_HALF_RU_UNITS = {"час": "hour", "дня": "day", "год": "year", "мес": "month"}
_FRACTIONS = compiled(r"[一二两三四五六七八九十]+分之[一二两三四五六七八九十]+")
# within a week: one, said with an article (soft in every comparison); `once a week` and `80 a day` are no lengths of
# time.
_ARTICLE = compiled(
    r"\b(?:within|about|nearly|almost|after|every|under|lasted|delay of|than|over|only|most|least|just|takes?|took|"
    r"for|of|in) "
    r"(?P<all>an? (?:(?:working|business|calendar|full|whole) )?(?P<unit>second|minute|hour|day|week|month|"
    r"year)(?![A-Za-z])"
    r"(?: and a (?P<half>half))?)",
    re.IGNORECASE,
)
_HAN_HALF_UNIT = compiled(r"[ ]?个半(?P<unit>小时|钟头|月|星期)")
_HALF_UNITS = {**_HALVES, "星期": "week"}
_EN_PAIR = compiled(r"(?:[Ff]rom|[Bb]etween)[ \u00a0]$")
_SMALL = Decimal(10)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: FactKind
    value: Money | Quantity
    number: Number


def mentions(text: str, original: str, lang: str) -> list[Mention]:
    """Money, rates, lengths of time, measures, counts and bare numbers of a flat text without ids and dates."""
    result = [Mention(fact, start, end, original[start:end]) for start, end, fact in special(text, lang)]
    text = blank(text, ((mention.start, mention.end) for mention in result))
    numbers = sorted(_numbers(text, lang), key=lambda number: number.start)
    found: list[_Found] = []
    for number in numbers:
        taken = found[-1].end if found else 0
        if number.start >= taken:
            found.append(_read(number, text, lang, taken))
    result += _merged(found, text, original, lang)
    return result


def _numbers(text: str, lang: str) -> Iterator[Number]:
    numbers = [*numerals.in_digits(text, lang)]
    words = {"zh": numerals.in_han, "en": numerals.in_english_words, "ru": numerals.in_russian_words}[lang]
    starts = [number.start for number in numbers]
    for number in words(text):
        at = bisect_left(starts, number.end)
        if not at or numbers[at - 1].end <= number.start:
            yield number
    yield from numbers


def special(text: str, lang: str) -> list[tuple[int, int, Fact]]:
    """Quantities that are no number and unit side by side: 百分之五, 半小时, half an hour, полчаса, a week."""
    facts: list[tuple[int, int, Fact]] = []
    if lang == "zh":
        for found in _PERCENT_HAN.finditer(text):
            whole = numerals.han(found["n"])
            if whole is not None:
                part = "".join(str("零一二三四五六七八九".index(char)) for char in found["part"] or "")
                facts.append((*found.span(), _rate(Decimal(f"{whole}.{part}") if part else whole)))
        for found in _TENTHS.finditer(text):
            tenths = (numerals.han(found["n"]) or Decimal(0)) * 10 + (5 if found["half"] else 0)
            facts.append((*found.span(), _rate(tenths)))
        facts += [
            (*found.span(), _half(_HALVES[found["unit"]]))
            for found in _HALF_HAN.finditer(text)
            if not text[: found.start()].endswith(("个", "年", "天"))
        ]
    elif lang == "en":
        facts += [(*found.span(), _half(found["unit"])) for found in _HALF_EN.finditer(text)]
        for found in _ARTICLE.finditer(_HALF_EN.sub(lambda half: "\x00" * len(half[0]), text)):
            amount = Decimal("1.5") if found["half"] else Decimal(1)
            facts.append((*found.span("all"), Fact("duration", Quantity(amount, found["unit"].lower()))))
    else:
        for found in _HALF_RU.finditer(text):
            facts.append((*found.span(), _half(_HALF_RU_UNITS[(found["a"] or found["b"]).lower()[:3]])))
    return facts


def _rate(percent: Decimal) -> Fact:
    return Fact("rate", Quantity(percent, "percent"))


def _half(unit: str) -> Fact:
    return Fact("duration", Quantity(Decimal("0.5"), unit))


def _read(number: Number, text: str, lang: str, taken: int) -> _Found:
    """The number with its unit; what stands before `taken` belongs to the number before."""
    value, end = number.value, number.end
    if number.ordinal:
        return _Found(number.start, end, "number", Quantity(value), number)
    ahead = units.before(text, number.start)
    if ahead is not None and ahead[1] >= taken and not number.words:
        return _Found(ahead[1], _currency_again(text, end, ahead[0], lang), "money", Money(value, ahead[0]), number)
    if lang == "zh":
        half = _HAN_HALF_UNIT.match(text, end)
        if half is not None:
            amount = Quantity(value + Decimal("0.5"), _HALF_UNITS[half["unit"]])
            return _Found(number.start, half.end(), "duration", amount, number)
    unit = units.after(text, end, lang)
    if unit is None or _no_unit(number, unit, text):
        return _Found(number.start, end, "number", Quantity(value), number)
    if unit.kind == "money":
        return _Found(number.start, unit.end, "money", Money(value, unit.key), number)
    if unit.kind == "bare":
        return _Found(number.start, unit.end, "number", Quantity(value), number)
    if (
        lang == "zh"
        and unit.kind == "duration"
        and unit.key in ("year", "day")
        and text[unit.end : unit.end + 1] == "半"
    ):
        return _Found(number.start, unit.end + 1, "duration", Quantity(value + Decimal("0.5"), unit.key), number)
    kinds: dict[str, FactKind] = {"rate": "rate", "duration": "duration", "measure": "measure", "count": "count"}
    return _Found(number.start, unit.end, kinds[unit.kind], Quantity(value, unit.key), number)


def _currency_again(text: str, end: int, currency: str, lang: str) -> int:
    """人民币38000元 names its currency twice."""
    unit = units.after(text, end, lang)
    again = unit is not None and unit.kind == "money" and unit.key == currency
    return unit.end if unit is not None and again and not text[unit.end :].lstrip(" \u00a0")[:1].isdigit() else end


def _no_unit(number: Number, unit: units.Unit, text: str) -> bool:
    """In words, 分 counts nothing sure (十分, 五分), and 成, 度, 块 are mostly other words."""
    return number.words and text[number.end : unit.end].strip() in ("分", "度", "块", "方", "升", "寸", "星")


def _merged(found: list[_Found], text: str, original: str, lang: str) -> list[Mention]:
    """Two numbers with one unit become a range (3-5天, 5 to 10 per cent); the first takes the unit of the second."""
    result: list[Mention] = []
    at = 0
    while at < len(found):
        first = found[at]
        last = found[at + 1] if at + 1 < len(found) else None
        if last is not None and (ranged := _range(first, last, text, lang)) is not None:
            start, end = first.start, last.end
            result.append(Mention(ranged, start, end, original[start:end]))
            at += 2
            continue
        fact = Fact(first.kind, first.value)
        result.append(Mention(fact, first.start, first.end, original[first.start : first.end]))
        at += 1
    return result


def _range(first: _Found, last: _Found, text: str, lang: str) -> Fact | None:
    if first.number.ordinal or last.number.ordinal or first.number.words != last.number.words:
        return None
    separator = _SEPARATOR[lang].fullmatch(text, first.end, last.start)
    if separator is None:
        return None
    word = separator[0].strip(" \u00a0")
    dash = word[:1] in "-–—~～"
    if not dash and word in ("and", "и") and not _EN_PAIR.search(text, max(0, first.start - 9), first.start):
        return None
    if word in ("or", "или", "或", "或者") and first.kind != "number":
        return None
    if not _value(first) < _value(last):
        return None
    if isinstance(last.value, Money):
        if first.kind not in ("number", "money"):
            return None
        currency = last.value.currency
        if isinstance(first.value, Money) and first.value.currency != currency:
            return None
        return Fact("money", Money(_value(first), currency), last.value)
    if isinstance(first.value, Money):
        return (
            Fact("money", first.value, Money(_value(last), first.value.currency))
            if last.kind == "number" and dash
            else None
        )
    if first.kind == "number" and last.kind == "number" and not dash:
        return None
    if first.kind not in ("number", last.kind) or (first.value.unit and first.value.unit != last.value.unit):
        return None
    return Fact(last.kind, Quantity(_value(first), last.value.unit), last.value)


def _value(found: _Found) -> Decimal:
    return found.value.value


def is_soft(mention: Mention) -> bool:
    """A small number in words, an article or an ordinal in words: other languages may leave it out (三个主体)."""
    value = mention.fact.value
    if not isinstance(value, Quantity) or any(char.isdigit() for char in mention.text):
        return False
    return mention.text.startswith("第") or value.value <= _SMALL
