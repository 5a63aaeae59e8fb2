"""Is everything there, and nothing more? Length by pair of languages, words of the trade covered, sentences counted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.words import Word, words


class _Fit(NamedTuple):
    """log(target length / source length) = slope * log(source length) + base, with standard deviation `spread`."""

    slope: float
    base: float
    spread: float


_FITS = {
    ("zh", "en"): _Fit(-0.205, 2.019, 0.165), ("zh", "ru"): _Fit(-0.228, 2.150, 0.183), ("en", "ru"): _Fit(-0.085, 0.442, 0.150),
    ("ru", "en"): _Fit(-0.096, 0.375, 0.145), ("en", "zh"): _Fit(-0.028, -1.257, 0.190), ("ru", "zh"): _Fit(-0.067, -1.136, 0.205),
}  # fmt: skip
"""Fitted on the development half of the project's 1,620 sentences (benchmarks/flags.py says which half)."""
_SHORT = {"zh": 12, "en": 45, "ru": 48}
"""Below this length a text is a label: its length says nothing."""
_TOO_LITTLE, _TOO_MUCH = 6.6, 7.6
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_COUNTED = re.compile(r"[\u3400-\u9fff\s，。；：、“”（）？！]")
_CLAUSE = {
    "zh": re.compile(r"[，,；;：:。！!？?]"), "en": re.compile(r"[;:.!?](?=\s|$)|,(?=\s)|\s[–—]\s"), "ru": re.compile(r"[;:.!?](?=\s|$)|,(?=\s)|\s[–—]\s"),
}  # fmt: skip
_SENTENCE = {
    "zh": re.compile(r"[。！!？?]+|\n"), "en": re.compile(r"(?<=[a-z0-9)”\"%][.!?])\s+(?=[A-Z\"“])"), "ru": re.compile(r"(?<=[а-яё0-9)»%][.!?])\s+(?=[А-ЯЁ«])"),
}  # fmt: skip
_THIN = frozenset("的 了 是 有 我们 都 也 就 还 再 能 会 要 对 可以 只 在 之前 起 为 件 单 点 好 量 个人 说 用 月 年 号 大 小 天 重 表 款 区 等 均 多".split())


def check(pair: Pair) -> Iterator[Flag]:
    """Empty, too short or too long for what it says, sentences or clauses lost or new."""
    if not pair.target.strip():
        if pair.source.strip():
            yield flag("omission-empty", "there is no target", "没有译文")
        return
    fit = _FITS.get((pair.source_language, pair.target_language))
    if fit is None or length(pair.source) < _SHORT[pair.source_language]:
        return
    little, much = _scores(pair, fit)
    if little > _TOO_LITTLE:
        if _sentences(pair.target, pair.target_language) < _sentences(pair.source, pair.source_language):
            yield flag("omission-sentence", "a sentence of the source seems to be missing", "译文似乎漏译了一句")
        else:
            yield flag("omission-content", "a part of the source seems to be missing", "译文似乎漏译了部分内容")
    elif much > _TOO_MUCH:
        if _sentences(pair.target, pair.target_language) > _sentences(pair.source, pair.source_language):
            yield flag("addition-sentence", "a sentence seems to have nothing to do with the source", "译文似乎多出一句")
        else:
            yield flag("addition-content", "a part of the target has nothing to do with the source", "译文似乎多出原文没有的内容")


def length(text: str) -> float:
    """Characters without spaces; in Chinese, letters and digits count a third, since they take no characters of the translation."""
    han = len(_HAN.findall(text))
    rest = len(_NOT_COUNTED.sub("", text))
    return han + (0.35 * rest if han else float(rest))


def _scores(pair: Pair, fit: _Fit) -> tuple[float, float]:
    """How much speaks for an omission, and for an addition: length in standard deviations, words not covered, whole clauses."""
    size = length(pair.source)
    ratio = max(0.02, length(pair.target) / size)
    off = (math.log(ratio) - (fit.slope * math.log(size) + fit.base)) / (fit.spread * (1.3 if size < 1.4 * _SHORT[pair.source_language] else 1.0))
    ours = [w for w in words(pair.source, pair.source_language) if w.concepts and w.text not in _THIN]
    theirs = [w for w in words(pair.target, pair.target_language) if w.concepts]
    here, there = _covered(ours, theirs, pair.source, pair.source_language), _covered(theirs, ours, pair.target, pair.target_language)
    return -off + 4 * here.share + 0.35 * here.worst, off + 4 * there.share + 0.35 * there.worst


class _Coverage(NamedTuple):
    share: float
    """Of the words that the other side does not have, 0..1."""
    worst: int
    """Such words in a clause of which hardly any word is there."""


def _covered(mine: list[Word], others: list[Word], text: str, language: str) -> _Coverage:
    if not mine:
        return _Coverage(0.0, 0)
    there = frozenset().union(*(w.concepts for w in others)) if others else frozenset()
    ends = [m.start() for m in _CLAUSE[language].finditer(text)]
    counts: dict[int, list[int]] = {}
    for word in mine:
        clause = sum(1 for end in ends if end < word.start)
        count = counts.setdefault(clause, [0, 0])
        count[0] += 1
        count[1] += not word.concepts & there
    worst = max((new for total, new in counts.values() if new >= 0.75 * total), default=0)
    return _Coverage(sum(new for _, new in counts.values()) / len(mine), worst)


def _sentences(text: str, language: str) -> int:
    return sum(1 for part in _SENTENCE[language].split(text) if part.strip())
