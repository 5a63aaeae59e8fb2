"""Chinese names in a translation, heard syllable by syllable: pinyin in English, Palladius in Russian with its endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from appealdocs.expressions import compiled

_COMPOUND = frozenset("ouyang sima zhuge shangguan huangfu murong linghu yuchi gongsun situ xiahou duanmu".split())
_TITLE_EN = compiled(r"\b(?:Mr|Ms|Mrs|Miss|[Mm]anager|[Ee]ngineer|[Ss]upervisor|[Dd]irector|[Ff]oreman|[Aa]ccountant|[Mm]aster|[Ss]torekeeper)\.? ([A-Z][a-z]+)\b(?! [A-Z])")
_TITLE_RU = compiled(r"(?:[Гг]осподин\w*|[Гг]оспож\w+|[Гг]-н\w*|[Гг]-ж\w+|[Мм]енеджер\w*|[Ии]нженер\w*|[Нн]ачальник\w*|[Дд]иректор\w*) ([А-ЯЁ][а-яё]*)(?![а-яё])(?! [А-ЯЁ])")
_FULL_EN = compiled(r"(?<![A-Za-z&-])([A-Z][a-z]{1,6}) ([A-Z][a-z]{1,11}(?:['’-][a-z]+)?)(?![A-Za-z])")
_FULL_RU = compiled(r"(?<![А-Яа-яЁё-])([А-ЯЁ][а-яё]{0,6}) ([А-ЯЁ][а-яё]{1,12}(?:-[а-яё]+)?)(?![А-Яа-яЁё])")


def plain(russian: str) -> str:
    """Letters as far as spelling varies: ё е, э е, ъ and hyphens gone."""
    return re.sub(r"[ъ'’-]", "", russian.lower()).replace("ё", "е").replace("э", "е")


def declined(name: str, word: str) -> bool:
    """Whether a word is the name in some case; both `plain`. Names on a vowel do not change."""
    if word == name:
        return True
    if name.endswith("нь"):
        return word in {name[:-1] + end for end in ("я", "ю", "ем", "е", "и")}
    if name.endswith("й"):
        return word in {name[:-1] + end for end in ("я", "ю", "ем", "е", "и")}
    return name[-1:] in "нр" and word in {name + end for end in ("а", "у", "ом", "е", "ы")}


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    from appealdocs.locale_.names import syllables

    return {sound: plain(word) for sound, word in syllables().items()}


def in_russian(pinyin: str) -> str:
    """A name in pinyin by Palladius, `plain`; "" where it is none: Zhiqiang -> чжицян."""
    from appealdocs.locale_.names import split

    parts = split(pinyin)
    return "".join(_table().get(part, "?") for part in parts) if parts else ""


def writings(readings: Sequence[frozenset[str]], at: int, size: int) -> set[str]:
    """What `size` characters from `at` may be in Russian."""
    table = _table()
    found = {""}
    for reading in readings[at : at + size]:
        found = {head + table[r] for head in found for r in reading if r in table}
    return found


def heard(word: str, readings: Sequence[frozenset[str]]) -> bool:
    """Whether a Russian word is one to four characters of the source, in some case."""
    low = plain(word)
    return any(declined(name, low) for at in range(len(readings)) for size in range(1, 5) if at + size <= len(readings) for name in writings(readings, at, size))


def strangers(target: str, language: str, readings: Sequence[frozenset[str]]) -> Iterator[str]:
    """Persons whose surname or given name is not the one of the source: Zhao Liang for 赵磊, госпожа Ху for 吴女士."""
    if language == "en":
        yield from _strangers_en(target, readings)
    else:
        yield from _strangers_ru(target, readings)


def _strangers_en(target: str, readings: Sequence[frozenset[str]]) -> Iterator[str]:
    from appealdocs.locale_.names import split

    for match in _TITLE_EN.finditer(target):
        parts = split(match[1])
        if parts is not None and len(parts) == 1 and not _runs(parts, readings):
            yield match[1]
    for match in _FULL_EN.finditer(target):
        family, given = split(match[1]), split(match[2])
        if family is None or given is None or not (len(family) == 1 or "".join(family) in _COMPOUND) or len(given) > 2 or not _runs(family, readings):
            continue
        if not _runs([*family, *given], readings) and not _runs([*given, *family], readings):
            yield match[2]


def _runs(parts: Sequence[str], readings: Sequence[frozenset[str]]) -> bool:
    size = len(parts)
    return any(all(p in readings[at + i] for i, p in enumerate(parts)) for at in range(len(readings) - size + 1))


@lru_cache(maxsize=1)
def _single() -> frozenset[str]:
    return frozenset(_table().values())


@lru_cache(maxsize=4096)
def _one_syllable(low: str) -> bool:
    return any(declined(name, low) for name in _single())


def _strangers_ru(target: str, readings: Sequence[frozenset[str]]) -> Iterator[str]:
    for match in _TITLE_RU.finditer(target):
        low = plain(match[1])
        if _one_syllable(low) and not heard(match[1], readings):
            yield match[1]
    for match in _FULL_RU.finditer(target):
        family, given = plain(match[1]), plain(match[2])
        if not _one_syllable(family):
            continue
        places = [at for at in range(len(readings)) if any(declined(name, family) for name in writings(readings, at, 1))]
        if not places and not heard(match[1], readings) and heard(match[2], readings):
            yield match[1]
        if places and _sounding(given) and not any(
            declined(name, given) for at in places for size in (1, 2) for name in writings(readings, at + 1, size) if name
        ):  # fmt: skip
            yield match[2]


@lru_cache(maxsize=1)
def _chinese() -> re.Pattern[str]:
    parts = sorted({re.escape(word) for word in _table().values()}, key=len, reverse=True)
    return compiled(rf"(?:{'|'.join(parts)}){{1,2}}(?:а|у|ю|я|е|ом|ем|и)?\Z")


def _sounding(low: str) -> bool:
    return _chinese().match(low) is not None or _chinese().match(re.sub("н[яюеи]м?\\Z", "нь", low)) is not None
