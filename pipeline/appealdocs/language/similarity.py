"""How alike two letters are in their free text: shingles, Jaccard likeness, and an index that compares thousands at once.

Chinese shingles are four characters long, English and Russian ones three words. Numbers, dates and ids are folded into one
sign, so that a letter copied with another order's number stays a copy. Hand in free text only: what a template says is
alike by design.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar
from zlib import crc32

from appealdocs.expressions import compiled
from appealdocs.language.scripts import word_set

WORDS, CHARACTERS = 3, 4
"""Length of a shingle in words, and in Han characters."""

SLOTS, ROWS = 126, 3
"""The sketch has 126 slots in 42 bands of 3: two letters that share half of their shingles meet in a band at 99.6 %,
two that share 2 % at 0.03 %."""

_UNIT = compiled(r"[\u3400-\u9fff]+|(?=[\w-]*\d)[\w-]+(?:[.,:/]\d+)*|[^\W\d_]+")
_MASK = 0xFFFFFFFF
_EMPTY = 1 << 40
_NUMBER = 0x23
_MONTHS = word_set(
    "january february march april may june july august september october november december января февраля марта апреля мая июня июля "
    "августа сентября октября ноября декабря"
)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The shingles of a text as 32-bit hashes, and a sketch of them for the index. Stable over processes and versions of Python."""

    shingles: frozenset[int]
    sketch: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.shingles)


def fingerprint(texts: Iterable[str]) -> Fingerprint:
    """The fingerprint of a letter's free texts (claims, say), in any language. Order of the texts does not matter."""
    shingles = frozenset().union(*map(_shingles, texts))
    return Fingerprint(shingles, _sketch(shingles))


def similarity(a: Fingerprint, b: Fingerprint) -> float:
    """Jaccard likeness 0..1: shared shingles by all shingles. 0 if either is empty."""
    if not a.shingles or not b.shingles:
        return 0.0
    shared = len(a.shingles & b.shingles)
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def containment(part: Fingerprint, whole: Fingerprint) -> float:
    """Share of `part`'s shingles that stand in `whole` too, 0..1: a short letter copied into a long one."""
    return len(part.shingles & whole.shingles) / len(part.shingles) if part.shingles else 0.0


class Index(Generic[Key]):
    """Fingerprints by key, findable by likeness: 10,000 letters in seconds."""

    def __init__(self) -> None:
        self._prints: dict[Key, Fingerprint] = {}
        self._bands: dict[tuple[int, ...], list[Key]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._prints)

    def add(self, key: Key, print_: Fingerprint) -> None:
        """Adds a letter; a key added twice is a ValueError."""
        if key in self._prints:
            raise ValueError(f"{key!r} is in the index already")
        self._prints[key] = print_
        for band in _bands(print_.sketch):
            self._bands[band].append(key)

    def near(self, print_: Fingerprint, least: float = 0.5) -> list[tuple[Key, float]]:
        """Letters of at least this likeness, the most alike first. Likeness under about 0.4 is found only by chance."""
        candidates = {key for band in _bands(print_.sketch) for key in self._bands.get(band, ())}
        found = [(key, similarity(print_, self._prints[key])) for key in candidates]
        return sorted((pair for pair in found if pair[1] >= least), key=lambda pair: (-pair[1], str(pair[0])))

    def pairs(self, least: float = 0.5) -> list[tuple[Key, Key, float]]:
        """All pairs of at least this likeness, the most alike first."""
        order = {key: number for number, key in enumerate(self._prints)}
        seen: set[tuple[int, int]] = set()
        found: list[tuple[Key, Key, float]] = []
        for keys in self._bands.values():
            for position, one in enumerate(keys):
                for other in keys[position + 1 :]:
                    pair = (order[one], order[other])
                    if pair in seen:
                        continue
                    seen.add(pair)
                    likeness = similarity(self._prints[one], self._prints[other])
                    if likeness >= least:
                        found.append((one, other, likeness))
        return sorted(found, key=lambda p: (-p[2], str(p[0]), str(p[1])))


@lru_cache(maxsize=100_000)
def _hash(unit: str) -> int:
    """A word as a number; every number, month or id as the same one."""
    return crc32(unit.encode()) if unit.isalpha() and unit not in _MONTHS else _NUMBER


def _shingles(text: str) -> set[int]:
    found: set[int] = set()
    words: list[int] = []
    for unit in _UNIT.findall(text.lower().replace("ё", "е")):
        if unit[0] < "\u3400" or unit[0] > "\u9fff":
            words.append(_hash(unit))
            continue
        _add(words, found)
        words = []
        codes = [ord(char) * 0x9E3779B1 & _MASK for char in unit]
        found.update(_mix(_mix(a, b), _mix(c, d)) for a, b, c, d in zip(codes, codes[1:], codes[2:], codes[3:], strict=False))
        if len(codes) < CHARACTERS:
            found.add(_mix(sum(codes) & _MASK, len(codes)))
    _add(words, found)
    return found


def _add(words: list[int], found: set[int]) -> None:
    """Adds every run of three words; fewer words are one shingle, numbers alone are none."""
    if len(words) >= WORDS:
        found.update(_mix(_mix(a, b), c) for a, b, c in zip(words, words[1:], words[2:], strict=False))
    elif any(word != _NUMBER for word in words):
        found.add(_mix(sum(words) & _MASK, len(words)))


def _mix(a: int, b: int) -> int:
    value = (a * 0x85EBCA6B ^ b) & _MASK
    return value ^ value >> 15


def _sketch(shingles: frozenset[int]) -> tuple[int, ...]:
    """MinHash by one permutation: each shingle falls into one slot, which keeps its smallest; empty slots borrow from the right."""
    slots = [_EMPTY] * SLOTS
    for shingle in shingles:
        mixed = (shingle ^ shingle >> 16) * 0x7FEB352D & _MASK
        slot = mixed % SLOTS
        if mixed < slots[slot]:
            slots[slot] = mixed
    if not shingles:
        return ()
    filled = [index for index, value in enumerate(slots) if value != _EMPTY]
    last, distance = slots[filled[0]], filled[0]  # beyond the last slot the first one follows
    for index in range(SLOTS - 1, -1, -1):
        if slots[index] == _EMPTY:
            slots[index] = last | (distance + 1 << 32)
            distance += 1
        else:
            last, distance = slots[index], 0
    return tuple(slots)


def _bands(sketch: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(sketch), ROWS):
        yield (start, *sketch[start : start + ROWS])
