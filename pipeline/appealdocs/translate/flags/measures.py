"""Units beside a number that stays: 2.4 公斤 told as 2.4 lb, 12 台 told as 12 boxes. The facts know units of their own; these are words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("kg", r"公斤|千克|kg", r"kg|kilos?|kilogram(?:me)?s?", r"кг|килограмм\w*"),
    ("g", r"克(?![拉服])|g(?![A-Za-z])", r"g|grams?|grammes?", r"г|грамм\w*"),
    ("mg", r"毫克|mg", r"mg|milligrams?|milligrammes?", r"мг|миллиграмм\w*"),
    ("ug", r"微克|[µμ]g", r"[µμ]g|mcg|micrograms?|microgrammes?", r"мкг|микрограмм\w*"),
    ("t", r"吨", r"t|tons?|tonnes?", r"т|тонн\w*"),
    ("lb", r"磅", r"lbs?|pounds?", r"фунт\w*"),
    ("oz", r"盎司", r"oz|ounces?", r"унци\w*"),
    ("celsius", r"℃|°\s?C|摄氏度", r"°\s?C|degrees? C(?:elsius)?|℃", r"°\s?[CС]|℃"),
    ("fahrenheit", r"℉|°\s?F|华氏度", r"°\s?F|degrees? F(?:ahrenheit)?|℉", r"°\s?F|℉"),
    ("mm", r"毫米|mm", r"mm|millimet(?:re|er)s?", r"мм|миллиметр\w*"),
    ("cm", r"厘米|公分|cm", r"cm|centimet(?:re|er)s?", r"см|сантиметр\w*"),
    ("m", r"米|m(?![A-Za-z])", r"m|met(?:re|er)s?", r"м|метр(?:ов|а|ы|ах|ам|е)?"),
    ("km", r"公里|千米|km", r"km|kilomet(?:re|er)s?", r"км|километр\w*"),
    ("mile", r"英里", r"miles?", r"мил[ьияей]+"),
    ("inch", r"英寸|寸|吋", r"inch(?:es)?", r"дюйм\w*"),
    ("foot", r"英尺", r"feet|foot|ft", r"фут(?:ов|а|ы|ах|ам)?"),
    ("ml", r"毫升|ml", r"ml|millilit(?:re|er)s?", r"мл|миллилитр\w*"),
    ("l", r"升(?!级)|L(?![A-Za-z])", r"l|lit(?:re|er)s?", r"л|литр\w*"),
    ("mah", r"毫安时?|mAh", r"mAh", r"мА[·⋅ ]?ч|mAh"),
    ("wh", r"瓦时|Wh", r"Wh|watt[- ]hours?", r"Вт[·⋅ ]?ч"),
    ("volt", r"伏|V(?![A-Za-z])", r"V|volts?", r"В|вольт\w*"),
    ("kilowatt", r"千瓦(?!时)|kW(?!h)", r"kW|kilowatts?", r"кВт|киловатт\w*"),
    ("watt", r"瓦(?!时)|W(?![A-Za-z])", r"W|watts?", r"Вт|ватт\w*"),
    ("piece", r"台|支|只(?![能有是要好])|条|张|把|双|颗|瓶|根|块(?![钱五\d])|本|枚|部|辆|件(?!套)|个(?![月小工星人礼])", r"pcs|pieces?|items?|units?|pairs?", r"шт|штук\w*|единиц\w*|пар\w?"),
    ("carton", r"箱", r"cartons?|crates?", r"короб\w+|ящик\w*"),
    ("box", r"盒|箱", r"boxes|box", r"короб\w+|ящик\w*"),
    ("pallet", r"托(?:盘)?|板(?=货)", r"pallets?", r"паллет\w*|поддон\w*|палет\w*"),
    ("container", r"柜|集装箱", r"containers?", r"контейнер\w*"),
)  # fmt: skip
"""Name, then what stands after a number in zh, en, ru."""
_PACKED = frozenset({"carton", "box", "pallet", "container"})
_PLAIN = frozenset({"piece"})
_SPELLED = {
    "en": {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12"},
    "ru": {"два": "2", "две": "2", "три": "3", "четыре": "4", "пять": "5", "шесть": "6", "семь": "7", "восемь": "8", "девять": "9", "десять": "10", "двенадцать": "12"},
}
_PLACES = {"zh": 1, "en": 2, "ru": 3}


@lru_cache(maxsize=3)
def _patterns(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    place = _PLACES[language]
    end = "" if language == "zh" else r"(?![A-Za-zА-Яа-яё-])"
    units = "|".join(f"(?P<u{at}>(?:{row[place]}){end})" for at, row in enumerate(_UNITS))
    words = "|".join(_SPELLED.get(language, ()))
    number = r"(?<![A-Za-zА-Яа-яё\d.,:/№#-])(\d+(?:[.,]\d+)?" + (rf"|(?:{words})(?=[ \u00a0])" if words else "") + ")"
    return compiled(rf"{number}[ \u00a0]?(?:{units})", 0 if language == "zh" else re.IGNORECASE), tuple(row[0] for row in _UNITS)


def _measured(text: str, language: str) -> dict[str, set[str]]:
    """Numbers of a text with the units that stand after them."""
    pattern, names = _patterns(language)
    found: dict[str, set[str]] = {}
    for match in pattern.finditer(text):
        number = _SPELLED.get(language, {}).get(match[1].lower(), match[1].replace(",", ".") if language == "ru" else match[1])
        found.setdefault(number, set()).update(names[int(key[1:])] for key, value in match.groupdict().items() if value)
    return found


def check(pair: Pair) -> Iterator[Flag]:
    """One flag for each number whose unit became another."""
    if pair.source_language not in _PLACES or pair.target_language not in ("en", "ru") or pair.source_language == pair.target_language:
        return
    theirs = _measured(pair.plain_target, pair.target_language)
    if not theirs:
        return
    ours = _measured(pair.plain_source, pair.source_language)
    for number, units in theirs.items():
        mine = ours.get(number)
        if mine is None or mine & units or _alike(mine, units):
            continue
        one, other = "/".join(sorted(mine)), "/".join(sorted(units))
        yield flag("unit-changed", f"{number} {one} is {number} {other} in the target", f"{number} 的单位由 {one} 变为 {other}")


def _alike(mine: set[str], units: set[str]) -> bool:
    """Packings that go for one another (箱: carton or box), and pieces told with no unit of weight or packing."""
    if mine & {"carton", "box"} and units & {"carton", "box"}:
        return True
    return bool(mine & _PACKED and units & _PLAIN)
