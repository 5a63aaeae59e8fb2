"""Amounts of money as pages write them: what is there is put as the parser of facts wants it, letter for letter where it stands.

Statements and shop pages write '1.234,50 €' beside English words, 'Dhs 120', '￥128'; OCR parts '308 .64' and takes the rouble
sign for a letter or a nought. Half of such a number would be another amount, so that what stays in doubt is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.fact import Mention, Money

TAKEN_FOR_ROUBLE: Final = 0.8
"""Highest confidence of an amount whose rouble sign OCR took for something else."""

_CODES: Final = "AED|SAR|USD|EUR|GBP|RUB|CNY|RMB|KZT|EGP|KWD|QAR|BHD|OMR|HKD|BYN"
_WORDS: Final = rf"(?:(?<![A-Za-z])(?:{_CODES}|US ?\$)|[$€¥£₽])"
_NUMBER: Final = r"\d{1,3}(?:[., \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_NEAR: Final = compiled(rf"(?P<before>{_WORDS}\s?)?(?<![\d.,])(?P<number>{_NUMBER})(?![\d.,]*\d)(?P<after>\s?{_WORDS}|\s?руб)?")
_DIRHAMS: Final = compiled(r"(?<![A-Za-z])(?P<before>D[hH][sS]?\.?)\s?(?=\d)|(?<=\d)\s?D[hH][sS]?(?![A-Za-z])")
_BETWEEN: Final = compiled(rf"(?<![\d.,])(?P<one>{_NUMBER})(?P<code>\s?{_WORDS}\s?)(?P<two>{_NUMBER})(?![\d.,]*\d)")
_SPLIT: Final = compiled(r"(?<=\d)(?: ([.,])|([.,]) )(?=\d{2}(?!\d))")
_DOLLAR: Final = compiled(r"(?<![A-Za-z])US[S5](?=\s?\d)")
"""'US$ 45' as OCR sees it."""
_FOREIGN_DOLLAR: Final = compiled(r"(?:(?<![A-Za-z])(?:S|A|C|HK|NT|NZ|MX|R|CA|AU)\s?)\$")
_ROUBLE: Final = compiled(
    r"(?<![\d.,])\d{1,3}(?:(?:[ \u00a0\u202f]?\d{3})*)[.,]\d{2}(?P<sign>\s?(?:[01]|[OО]|[PРрp]\.?|Ф))(?=\s*$|\s*[\t\n;)])|"
    r"(?<![\d.,])\d{1,3}(?:(?:[ \u00a0\u202f]?\d{3})*)(?P<other> ?[РPр]\.?)(?=\s*$|\s*[\t\n;)])",
    re.MULTILINE,
)
LINE: Final = compiled(
    r"^(?=[^\n]*\d)[^\n]*(?:[$€₽¥￥£]|(?<![A-Za-z])(?:" + _CODES + r"|Dhs?|SR|US[S5]|kg|g|gr|lbs?|cm|mm|m3|m³|L|ml)(?![A-Za-z])"
    r"|(?<![а-яё])(?:руб(?:л[а-яё]{1,2})?|р|кг|гр?|см|мм|м³|м3|куб|л|мл)(?![а-яё])|[元克升]|公斤|美元|卢布|\d[.,]\d{2}\s?[01OОФ]\s*$|\d\s?[РP]\s*$)[^\n]*$",
    re.MULTILINE,
)
"""A line with a digit and a currency or a unit of weight or volume."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money or a measure with its place in the line as it was given; `doubt` is the highest confidence that it may have."""

    mention: Mention
    start: int
    end: int
    doubt: float = 1.0


class _Text:
    """A text that is rewritten, each character with the place where it came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = list(range(len(text) + 1))

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        """Rewrite what the pattern matches."""
        parts: list[str] = []
        places: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            fresh = new(match)
            parts += [self.text[at : match.start()], fresh]
            places += self.places[at : match.start()]
            spread = self.places[match.start() : match.end()] or [self.places[match.start()]]
            places += [spread[min(n, len(spread) - 1)] for n in range(len(fresh))]
            at = match.end()
        self.text = "".join((*parts, self.text[at:]))
        self.places = places + self.places[at:]


def amounts(cell: str, language: str, by_ocr: bool = False) -> Iterator[Amount]:
    """Money and measures of a cell or a line, in `language` (zh, en, ru)."""
    from appealdocs.facts.parse import parse

    text = _Text(cell)
    doubtful: list[tuple[int, int]] = []
    if by_ocr:
        text.replace(_SPLIT, lambda m: m.group(1) or m.group(2))
        if language == "ru":
            doubtful = [(text.places[m.start()], text.places[m.end()]) for m in _ROUBLE.finditer(text.text)]
            text.replace(_ROUBLE, _with_rouble)
        text.replace(_DOLLAR, lambda m: "US$")
    text.replace(_FOREIGN_DOLLAR, lambda m: "#")
    text.replace(compiled("￥"), lambda m: "¥")
    text.replace(_DIRHAMS, lambda m: "AED " if m.group("before") else " AED")
    text.replace(_BETWEEN, _parted)
    text.replace(_NEAR, lambda m: _plain(m, language))
    for mention in parse(text.text, language):
        if mention.fact.kind not in ("money", "measure"):
            continue
        start, end = text.places[mention.start], text.places[mention.end - 1] + 1
        doubt = any(a < end and start < b for a, b in doubtful) and isinstance(mention.fact.value, Money)
        yield Amount(mention, start, end, TAKEN_FOR_ROUBLE if doubt else 1.0)


def _with_rouble(match: re.Match[str]) -> str:
    sign = match.group("sign") or match.group("other")
    return match.group()[: -len(sign)] + " ₽"


def _parted(match: re.Match[str]) -> str:
    """'3 AED 120.00', '120.00 AED 3': the currency is that of the number with decimals; of neither where both or none have some."""
    one, code, two = match.group("one", "code", "two")
    decimals = [bool(re.search(r"[.,]\d{2}$", number)) for number in (one, two)]
    if decimals == [False, True]:
        return f"{one}\t{code.strip()} {two}"
    return f"{one} {code.strip()}\t{two}" if decimals == [True, False] else _blank(match)


def _plain(match: re.Match[str], language: str) -> str:
    """The number beside a currency as its language writes it, or no number at all where it could be two amounts."""
    if not (match.group("before") or match.group("after")):
        return match.group()
    number = match.group("number")
    decimals = re.search(r"[.,](\d{1,2})$", number)
    whole = number[: decimals.start()] if decimals else number
    groups = re.split(r"[., \u00a0\u202f\u2009'’]", whole)
    separators = set(re.findall(r"[., \u00a0\u202f\u2009'’]", whole))
    if decimals and decimals.group()[0] in separators:
        return _blank(match)
    if len(separators) > 1:
        return _blank(match)
    if separators == {" "} and not decimals and language != "ru":
        return _blank(match)  # 'AED 5 120' may be two columns
    if separators and separators <= {"."} and not decimals and len(groups) == 2:
        return match.group() if language == "en" and len(groups[0]) <= 3 and _fils(match) else _blank(match)
    joined = "".join(groups)
    point = "," if language == "ru" else "."
    fresh = joined + (point + decimals.group(1) if decimals else "")
    return (match.group("before") or "") + fresh + (match.group("after") or "")


def _fils(match: re.Match[str]) -> bool:
    """Whether the currency has thousandths: 'KWD 12.500'."""
    return bool(re.search(r"KWD|BHD|OMR", match.group()))


def _blank(match: re.Match[str]) -> str:
    return "\t" * len(match.group())
