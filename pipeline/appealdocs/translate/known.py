"""The people and companies of a case in writings that case.yaml does not spell out: given names alone, pinyin, a Chinese name
behind its pinyin, a company without its city and legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from appealdocs.translate.people import COMPOUND, SURNAMES

if TYPE_CHECKING:
    from appealdocs.facts.names import Names

_HAN_PERSON = re.compile(rf"(?:{COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}")
_HAN_COMPANY = re.compile(r"(?:股份|集团)?(?:有限(?:责任)?公司|股份公司|公司|商行|工作室|经营部)$")
_HAN_TRADES = re.compile(r"(?:电子商务|跨境电商|国际贸易|进出口|电子科技|网络科技|信息技术|科技|贸易|商贸|电子|实业|供应链|服饰|家居|数码)+$")
_HAN_CITY = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}省)?[\u4e00-\u9fff]{2,3}市|^(?:深圳|广州|上海|北京|杭州|义乌|东莞|厦门|宁波|金华|佛山|中山|泉州|苏州|青岛|温州)")
_LATIN_FORM = re.compile(r",?[ ](?:Co\.?,?[ ]?Ltd\.?|Ltd\.?|LLC|L\.L\.C\.?|FZE|FZCO|FZ-LLC|Inc\.?|GmbH|Limited|Company)$", re.IGNORECASE)
_LATIN_CITY = re.compile(r"^(?:Shenzhen|Guangzhou|Shanghai|Beijing|Hangzhou|Yiwu|Dongguan|Xiamen|Ningbo|Jinhua|Foshan|Zhongshan)[ ](?:City[ ])?", re.IGNORECASE)
_LATIN_TRADES = re.compile(r"(?:[ ](?:Electronic|Electronics|E-?commerce|International|Import|Export|and|&|Technology|Trading|Trade|Network|Industrial|Supply Chain))+$", re.IGNORECASE)
_PERSON_LATIN = re.compile(r"[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+){1,2}")
_RUN = re.compile("[\u4e00-\u9fff]{2,}")


def spans(text: str, names: Names | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, the value of the name in the case) of such writings."""
    if names is None or not names:
        return
    table, pattern, pinyin = _writings(tuple((value, tuple(names.writings(kind, value))) for kind, value in names if kind == "name"))
    if pattern is not None:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), table[found[0].casefold()]
    if pinyin:
        yield from _heard(text, pinyin)


@lru_cache(maxsize=16)
def _writings(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[str, str], re.Pattern[str] | None, dict[str, str]]:
    """Further writings with their value, a pattern of them, and the names that are known by their pinyin alone."""
    table: dict[str, str] = {}
    pinyin: dict[str, str] = {}
    for value, writings in entries:
        for writing in writings:
            for other in _others(writing):
                if len(other) > 1:
                    table.setdefault(other.casefold(), value)
        if not any(_RUN.search(writing) for writing in writings):
            pinyin |= {key: value for writing in writings for key in _sounds(writing)}
    if not table:
        return table, None, pinyin
    parts = [re.escape(t) if _RUN.search(t) else rf"(?<!\w){re.escape(t)}(?!\w)" for t in sorted(table, key=len, reverse=True)]
    return table, re.compile("|".join(parts), re.IGNORECASE), pinyin


def _others(writing: str) -> Iterator[str]:
    yield writing
    if _HAN_PERSON.fullmatch(writing):
        yield from _person(writing)
    elif _RUN.search(writing):
        short = _HAN_CITY.sub("", _HAN_COMPANY.sub("", writing))
        yield short
        core = _HAN_TRADES.sub("", short)
        if len(core) > 1:
            yield core
    elif writing.isascii():
        if _LATIN_FORM.search(writing):
            short = _LATIN_CITY.sub("", _LATIN_FORM.sub("", writing))
            yield short
            core = _LATIN_TRADES.sub("", short)
            if " " in core or len(core) > 4:
                yield core
        elif _PERSON_LATIN.fullmatch(writing) and _sounds(writing):
            words = writing.split()
            yield from (" ".join(reversed(words)), *(word for word in words[1:] if len(word) > 3))


def _person(han: str) -> Iterator[str]:
    from pypinyin import Style, lazy_pinyin

    from appealdocs.locale_.names import person

    parts = [part.capitalize() for part in lazy_pinyin(han, style=Style.NORMAL, v_to_u=False, errors="ignore")]
    given = "".join(parts[1:]).capitalize()
    yield from (f"{parts[0]} {given}", f"{given} {parts[0]}", parts[0] + given, given + parts[0], person(han))
    if len(han) > 2:
        yield han[1:]


def _sounds(latin: str) -> list[str]:
    """A Latin name of two words as joined pinyin, in both orders; nothing if it is none."""
    from appealdocs.locale_.names import split

    words = latin.split()
    if len(words) != 2 or any(split(word) is None for word in words):
        return []
    plain = [re.sub(r"[^a-z]", "", word.lower()) for word in words]
    return ["".join(plain), "".join(reversed(plain))]


def _heard(text: str, pinyin: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Chinese characters that sound like a name of which only the pinyin is known."""
    from pypinyin import Style, lazy_pinyin

    for run in _RUN.finditer(text):
        sounds = [lazy_pinyin(char, style=Style.NORMAL, v_to_u=False)[0] for char in run[0]]
        for size in (3, 2):
            for at in range(len(sounds) - size + 1):
                value = pinyin.get("".join(sounds[at : at + size]))
                if value and run[0][at] in SURNAMES:
                    yield run.start() + at, run.start() + at + size, value
