"""Phrase patterns of the lexicons.

English and Russian, words separated by blanks, each matched by dictionary form:

    beg                 any form of the word (a form written as it stands also counts)
    beg|implore         either; no_one|nobody: an underscore joins the words of one alternative
    begg*               any word that begins so
    =we                 this very form ('we' alone also stands for us, our)
    ?very               may be missing
    ..   ..6            a gap of up to 4 (6) words inside the sentence
    #                   a number
    ^   $               the beginning, the end of the sentence (a point there does not count)
    @platform           any entry of the set (sets live in _sets.yaml)

Chinese: a piece of text; `..` is a gap of up to 8 characters inside the sentence (`..20` up to 20), `@set` any entry of the
set, `(a|b)` either, `(a)?` may be missing: a small regular expression.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from appealdocs.expressions import compiled, needed
from appealdocs.language.lemmas import Token

Sets = Mapping[str, Sequence[str]]

_GAP = compiled(r"^\.\.(\d*)$")
_HAN_GAP = compiled(r"\.\.(\d*)")
_STEM = 3
"""Letters by which a word with an open end is looked up."""
_GAP_WORDS, _GAP_CHARACTERS = 4, 8
_STOPS_GAP = frozenset(":;")
_STOPS = frozenset(".!;:…")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: any of `words` or `prefixes`, a number, or (gap > 0) up to `gap` tokens of any kind."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    number: bool = False
    optional: bool = False
    gap: int = 0
    start: bool = False
    stop: bool = False
    sequences: tuple[tuple[Item, ...], ...] = ()

    def ends(self, tokens: Sequence[Token], index: int) -> Iterator[int]:
        """Where the item may end if it begins at `index`: after one word, or after each sequence of words that fits."""
        if index < len(tokens) and self.fits(tokens[index]):
            yield index + 1
        for sequence in self.sequences:
            last = index + len(sequence)
            if last <= len(tokens) and all(part.fits(tokens[index + n]) for n, part in enumerate(sequence)):
                yield last

    def fits(self, token: Token) -> bool:
        if self.number and token.text[0].isdigit():
            return True
        if not self.words.isdisjoint(token.lemmas):
            return True
        if not self.exact and not self.prefixes:
            return False
        low = token.text.lower().replace("ё", "е")
        return low in self.exact or any(low.startswith(prefix) for prefix in self.prefixes)


    def anchors(self) -> frozenset[str]:
        """Keys of which a sentence must hold one for the item to fit anywhere; empty where that cannot be said."""
        if self.optional or self.number:
            return frozenset()
        firsts = [sequence[0] for sequence in self.sequences]
        prefixes = [*self.prefixes, *(prefix for first in firsts for prefix in first.prefixes)]
        words = (self.words | self.exact).union(*(first.words | first.exact for first in firsts))
        if not prefixes:
            return words
        return frozenset() if min(map(len, prefixes)) < _STEM else frozenset("^" + stem[:_STEM] for stem in (*words, *prefixes))


def keys(tokens: Iterable[Token]) -> frozenset[str]:
    """What a sentence offers to anchors: its lemmas, and the first letters of each after '^'."""
    lemmas = frozenset[str]().union(*(token.lemmas for token in tokens))
    return lemmas | {"^" + lemma[:_STEM] for lemma in lemmas}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled English or Russian pattern. `required`: anchors of its places, fewest first; one of each must occur in the sentence."""

    items: tuple[Item, ...]
    required: tuple[frozenset[str], ...]

    @property
    def keys(self) -> frozenset[str]:
        """The smallest of the sets of words of which a match has one each."""
        return self.required[0] if self.required else frozenset()

    def find(self, tokens: Sequence[Token], known: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Index ranges of the tokens of one sentence that match, not overlapping; `known` are the sentence's `keys`."""
        if any(words.isdisjoint(known) for words in self.required):
            return
        index = 0
        while index < len(tokens):
            end = _match(self.items, 0, tokens, index)
            if end is None:
                index += 1
            else:
                yield index, end
                index = max(end, index + 1)


class Findable(Protocol):
    """A pattern that only sentences with one of its `keys` can match; without keys any sentence may."""

    @property
    def keys(self) -> Collection[str]: ...


P = TypeVar("P", bound=Findable)


@dataclass(frozen=True, slots=True)
class Index(Generic[P]):
    """Patterns findable by their keys: a sentence of a letter meets a handful of thousands."""

    patterns: tuple[P, ...]
    by_key: Mapping[str, Sequence[int]]
    known: frozenset[str]
    always: tuple[P, ...]

    @staticmethod
    def of(patterns: Iterable[P]) -> Index[P]:
        kept = tuple(patterns)
        by_key: dict[str, list[int]] = {}
        for number, pattern in enumerate(kept):
            for key in pattern.keys:
                by_key.setdefault(key, []).append(number)
        return Index(kept, by_key, frozenset(by_key), tuple(pattern for pattern in kept if not pattern.keys))

    def likely(self, known: frozenset[str]) -> tuple[P, ...]:
        """The patterns that a sentence with these keys may match: words (see `keys` below), in Chinese characters."""
        met = known & self.known
        if not met:
            return self.always
        found = {number for key in met for number in self.by_key[key]}
        return (*(self.patterns[number] for number in sorted(found)), *self.always)


def _match(items: Sequence[Item], at: int, tokens: Sequence[Token], index: int) -> int | None:
    if at == len(items):
        return index
    item = items[at]
    if item.start:
        return _match(items, at + 1, tokens, index) if index == 0 else None
    if item.stop:
        return index if all(t.text in _STOPS for t in tokens[index:]) else None
    if item.gap:
        for skipped in range(item.gap + 1):
            if index + skipped > len(tokens):
                return None
            end = _match(items, at + 1, tokens, index + skipped)
            if end is not None:
                return end
            if index + skipped < len(tokens) and tokens[index + skipped].text in _STOPS_GAP:
                return None
        return None
    for after in item.ends(tokens, index):
        end = _match(items, at + 1, tokens, after)
        if end is not None:
            return end
    return _match(items, at + 1, tokens, index) if item.optional else None


def phrase(pattern: str, sets: Sets, lang: str) -> Phrase:
    """The compiled form of a pattern. Raises KeyError for an unknown set, ValueError for a gap or an optional word at an end."""
    items = tuple(_item(_spelt_out(part, sets), lang) for part in pattern.split())
    if not items or items[0].gap or items[-1].gap:
        raise ValueError(f"a pattern needs words at both ends: {pattern}")
    if items[0].optional or items[-1].optional:
        raise ValueError(f"the ends of a pattern are never optional: {pattern}")
    required = sorted((anchors for anchors in (item.anchors() for item in items) if anchors), key=len)
    return Phrase(items, tuple(required))


def _spelt_out(part: str, sets: Sets) -> str:
    """One place of a pattern with the entries of its sets put in, the words of each joined by an underscore."""
    if "@" not in part:
        return part
    words = (sets[word[1:]] if word.startswith("@") else (word,) for word in part.removeprefix("?").split("|"))
    return ("?" if part.startswith("?") else "") + "|".join(entry.replace(" ", "_") for entries in words for entry in entries)


@lru_cache(maxsize=4096)
def _item(part: str, lang: str) -> Item:
    gap = _GAP.match(part)
    if gap:
        return Item(gap=int(gap.group(1) or _GAP_WORDS))
    if part in ("^", "$"):
        return Item(start=part == "^", stop=part == "$")
    words: set[str] = set()
    prefixes: list[str] = []
    exact: set[str] = set()
    sequences: list[tuple[Item, ...]] = []
    for word in part.removeprefix("?").lower().replace("ё", "е").replace("cannot", "can_not").split("|"):
        if "_" in word:
            sequences.append(tuple(_item(piece, lang) for piece in word.split("_")))
        elif word.startswith("="):
            exact.add(word[1:])
        elif word.endswith("*"):
            prefixes.append(word[:-1])
        elif word != "#":
            words |= _spellings(word, lang)
    number = "#" in part.removeprefix("?").split("|")
    return Item(frozenset(words), tuple(prefixes), frozenset(exact), number, part.startswith("?"), sequences=tuple(sequences))


def _spellings(word: str, lang: str) -> set[str]:
    """The word as entries write it and as tokens carry it: British as American."""
    if lang == "en":
        american = re.sub(r"(?<=\w{3})is(e|ed|ing|ation)$", r"iz\1", word)
        return {word, re.sub(r"(?<=\w{3})our$", "or", american)}
    return {word}


class Han:
    """A Chinese pattern, searched for (and compiled) only in texts that hold one of the words it `needs`: of four hundred
    patterns a letter meets a few dozen."""

    __slots__ = ("_compiled", "expression", "needs")

    def __init__(self, expression: str) -> None:
        self.expression, self.needs = expression, needed(expression)
        self._compiled: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = compiled(self.expression)
        return self._compiled

    @property
    def keys(self) -> set[str]:
        """The first characters of the words it needs."""
        return {words[0] for words in self.needs}

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self().search(text, start, end) if self._likely(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self().finditer(text, start, end) if self._likely(text) else iter(())

    def _likely(self, text: str) -> bool:
        return not self.needs or any(words in text for words in self.needs)


def chinese(pattern: str, sets: Sets) -> Han:
    """A Chinese pattern, not compiled yet. Raises KeyError for an unknown set, re.error for a bad expression."""

    def put(match: re.Match[str]) -> str:
        return "(?:" + "|".join(sorted(map(re.escape, sets[match.group(1)]), key=len, reverse=True)) + ")"

    expanded = re.sub(r"@([a-z_]+)", put, pattern)
    expression = _HAN_GAP.sub(lambda m: f"[^。！？!?；;\\n]{{0,{int(m.group(1) or _GAP_CHARACTERS)}}}?", expanded)
    return Han(expression)
