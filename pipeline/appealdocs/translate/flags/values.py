"""Numbers, dates, times, money, units, ids and the case's own names: compared by value (facts.compare), said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from appealdocs.expressions import compiled
from appealdocs.facts.compare import compare, fields
from appealdocs.model.fact import Fact, FactKind, FactValue, Mention, Money, Quantity
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.spoken import agrees, later, same_length

_KINDS: dict[FactKind, str] = {
    "order-id": "id", "tracking": "id", "sku": "id", "id": "id", "url": "id", "email": "id", "phone": "id", "date": "date", "moment": "time", "time": "time",
    "money": "money", "count": "number", "number": "number", "rate": "number", "duration": "number", "measure": "number",
    "name": "name", "carrier": "name", "place": "name", "quote": "number",
}  # fmt: skip
_POWERS = (Decimal(10_000), Decimal(100_000_000), Decimal(1000), Decimal(10), Decimal(100))


def check(pair: Pair) -> Iterator[Flag]:
    """What differs by value."""
    result = compare(pair.source_facts, pair.target_facts)
    for mine, other in result.changed:
        if same_length(mine, other) or later(pair, mine, other):
            continue
        yield _changed(mine, other)
    for mention in result.missing:
        if agrees(pair, mention):
            continue
        yield _one_sided(mention, "missing", "is not in the target", "译文中没有")
    context = " ".join(pair.context).casefold()
    for mention in result.extra:
        if agrees(pair, mention):
            continue
        if mention.text.casefold() not in context or not context:
            yield _one_sided(mention, "added", "is not in the source", "原文中没有")
    yield from _swapped(pair)
    yield from _letter_case(pair)


def _one_sided(mention: Mention, what: str, en: str, zh: str) -> Flag:
    kind = _KINDS[mention.fact.kind]
    name = f"{kind}-{what}"
    return flag(name, f"{_said(mention)} {en}", f"“{_said(mention)}”{zh}")


def _changed(mine: Mention, other: Mention) -> Flag:
    name = _name_of_change(mine.fact, other.fact)
    notes = {
        "date-swapped": (" (day and month swapped)", "（日与月颠倒）"), "id-transposed": (" (two characters swapped)", "（字符顺序颠倒）"),
        "number-magnitude": (" (another order of magnitude)", "（数量级不同）"), "money-currency": (" (another currency)", "（币种不同）"),
        "unit-changed": (" (another unit)", "（单位不同）"),
    }  # fmt: skip
    en, zh = notes.get(name, ("", ""))
    return flag(name, f"{_said(mine)} is {_said(other)} in the target{en}", f"“{_said(mine)}”在译文中为“{_said(other)}”{zh}")


def _name_of_change(one: Fact, other: Fact) -> str:
    kind = _KINDS[one.kind]
    if kind == "id":
        return "id-transposed" if sorted(str(one.value)) == sorted(str(other.value)) else "id-changed"
    if kind in ("date", "time"):
        return _when(one, other)
    if isinstance(one.value, Money) and isinstance(other.value, Money):
        if one.value.value == other.value.value:
            return "money-currency"
        return "money-changed"
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        if one.value.value == other.value.value and one.value.unit != other.value.unit:
            return "unit-changed"
        small, large = sorted((abs(one.value.value), abs(other.value.value)))
        return "number-magnitude" if small and any(small * power == large for power in _POWERS) else "number-changed"
    return f"{kind}-changed"


def _when(one: Fact, other: Fact) -> str:
    if isinstance(one.value, datetime) and isinstance(other.value, datetime):
        if one.value.date() == other.value.date():
            clock = (one.value.hour, one.value.minute) == (other.value.hour, other.value.minute)
            return "time-zone-changed" if clock else "time-changed"
        return "date-swapped" if _day_for_month(one.value, other.value) else "date-changed"
    if isinstance(one.value, time) and isinstance(other.value, time):
        clock = (one.value.hour, one.value.minute) == (other.value.hour, other.value.minute)
        return "time-zone-changed" if clock else "time-changed"
    if one.kind == "date" and other.kind == "date":
        ends = [(one.value, other.value), (one.to or one.value, other.to or other.value)]
        return "date-swapped" if any(_day_for_month(a, b) for a, b in ends) else "date-changed"
    return "date-changed" if "date" in (one.kind, other.kind) else "time-changed"


def _day_for_month(one: FactValue, other: FactValue) -> bool:
    _, month, day = fields(one)
    _, other_month, other_day = fields(other)
    return None not in (month, day) and month != day and (month, day) == (other_day, other_month)


def _said(mention: Mention) -> str:
    """The words that stand there, with the value where the words do not show it: 三千五百件 (3500)."""
    words = mention.text.strip()
    value = mention.fact.value
    if isinstance(value, Money | Quantity) and mention.fact.to is None:
        plain = f"{value.value.normalize():f}"
        digits = re.sub(r"[^\d.]", "", words.replace(",", "."))
        if plain.rstrip("0").rstrip(".") != digits.rstrip("0").rstrip(".") and plain not in digits.replace(".", ""):
            return f"{words} ({plain})"
    if isinstance(value, date | time) and mention.fact.to is None and not re.search(r"[A-Za-zА-я\u3400-\u9fff]", words):
        return f"{words} ({value.isoformat()})"
    return words


# ---- what compare does not look at -----------------------------------------------------------------------------------

_NUMBER = r"(?P<{0}>\d+(?:[.,\u00a0 ]\d+)*)"
_TURN = {
    "zh": compiled(
        rf"(?:从|由|自)[^，。；\d]{{0,8}}{_NUMBER.format('a')}[^，。；\d到至]{{0,8}}(?:[^，。；\d]{{0,14}})(?:到|至|成|为){_NUMBER.format('b')}"
    ),
    "en": compiled(rf"\bfrom (?:[^\d.;,]{{0,16}}){_NUMBER.format('a')}[^\d.;]{{0,24}}? to [^\d.;,]{{0,12}}{_NUMBER.format('b')}", re.IGNORECASE),
    "ru": compiled(rf"(?<![а-яё])(?:с|со|от) (?:[^\d.;,]{{0,16}}){_NUMBER.format('a')}[^\d.;]{{0,24}}? (?:до|на) [^\d.;,]{{0,12}}{_NUMBER.format('b')}", re.IGNORECASE),
}


def _swapped(pair: Pair) -> Iterator[Flag]:
    """'From 2 to 13' for 从13到2: the same values, told the other way round."""
    mine = [_ends(m, pair.source_language) for m in _TURN[pair.source_language].finditer(pair.source)]
    theirs = [_ends(m, pair.target_language) for m in _TURN[pair.target_language].finditer(pair.target)]
    for one, other in mine:
        if one != other and (other, one) in theirs and (one, other) not in theirs:
            yield flag("number-swapped", f"{one} to {other} is {other} to {one} in the target", f"“从 {one} 到 {other}”在译文中变为“从 {other} 到 {one}”")


def _ends(match: re.Match[str], language: str) -> tuple[str, str]:
    def plain(text: str) -> str:
        text = re.sub(r"[\s\u00a0]", "", text)
        text = text.replace(",", ".") if language == "ru" else text.replace(",", "")
        return text.rstrip(".")

    return plain(match["a"]), plain(match["b"])


def _letter_case(pair: Pair) -> Iterator[Flag]:
    """An id in other capitals: portals that look ids up do not find it."""
    for mention in pair.source_facts:
        if mention.fact.kind in ("order-id", "tracking", "sku", "id") and any(c.isalpha() for c in mention.text):
            text = mention.text.strip()
            if text not in pair.target and text.casefold() in pair.target.casefold():
                yield flag("id-case", f"{text} is written in other capitals in the target", f"“{text}”在译文中大小写不同")
