"""Doubled words and loops, as neural engines make them (argos-translate issues 197, 422)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_WORD = compiled(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_MAY_DOUBLE = frozenset("that had very so is more год еле чуть едва вот так да очень давно".split())
_TRIPLE = compiled(r"([^\W\d_])\1{3,}", re.IGNORECASE)
_HAN_LOOP = compiled(r"([\u3400-\u9fff]{2,12}?)\1{2,}")


def check(pair: Pair) -> Iterator[Flag]:
    """A word twice in a row, a phrase three times in a row, a sentence twice."""
    found = [(m.start(), m[0].casefold()) for m in _WORD.finditer(pair.target)]
    tokens = [word for _, word in found]
    loop = _loop(tokens) or (m[1] if (m := _HAN_LOOP.search(pair.target)) and m[0] not in pair.source else "")
    if loop:
        yield flag("repetition-loop", f"repeated again and again: {loop}", f"反复出现：{loop}")
        return
    for at in range(1, len(tokens)):
        word = tokens[at]
        if word == tokens[at - 1] and word[0].isalpha() and word not in _MAY_DOUBLE and len(word) > 1 and not _in_source(word, pair):
            if pair.target[found[at - 1][0] : found[at][0]].strip().casefold() == word:
                yield flag("repetition-word", f"the word twice: {word} {word}", f"重复单词：{word} {word}")
                return
    if match := _TRIPLE.search(pair.target):
        if match[0] not in pair.source and not match[0].isupper():
            yield flag("repetition-word", f"letters repeated: {match[0]}", f"字母重复：{match[0]}")
    sentence = _sentence_twice(pair)
    if sentence:
        yield flag("repetition-loop", f"the same sentence twice: {sentence}", f"同一句出现两次：{sentence}")


def _in_source(word: str, pair: Pair) -> bool:
    return f"{word} {word}" in pair.source.casefold()


def _loop(tokens: list[str]) -> str:
    """The shortest run of up to eight words that stands three times in a row (twice for four words or more)."""
    if len(set(tokens)) > len(tokens) - 2:  # a loop repeats two words at least
        return ""
    for size in range(1, 9):
        times = 3 if size < 4 else 2
        for at in range(len(tokens) - size * times + 1):
            if tokens[at] != tokens[at + size] or tokens[at : at + size] != tokens[at + size : at + 2 * size]:
                continue
            piece = tokens[at : at + size]
            if any(t[0].isalpha() and len(t) > 2 for t in piece) and all(tokens[at + size * n : at + size * (n + 1)] == piece for n in range(2, times)):
                return " ".join(piece)
    return ""


def _sentence_twice(pair: Pair) -> str:
    parts = [p.strip() for p in re.split(r"(?<=[.!?。！？])\s*", pair.target) if len(p.strip()) > 15]
    source = [p.strip() for p in re.split(r"(?<=[.!?。！？])\s*", pair.source) if p.strip()]
    twice = next((p for p in parts if parts.count(p) > 1), "")
    return twice if twice and len(set(source)) == len(source) else ""
