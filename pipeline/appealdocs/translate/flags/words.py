"""What Chinese words become in English and Russian, broadly: nets of words, read from `glossary/words.tsv` and `names.tsv`.

No dictionary to translate with: a net to see whether a word of one side is there on the other. `receiv*` stands for
every word that begins so. A row is a concept; its number in the file is its key.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from appealdocs.expressions import compiled

_LETTER = "A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_WORD = compiled(rf"[{_LETTER}]+(?:['’\-‑/&][{_LETTER}]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word (Chinese: an entry of the net; else: letters between spaces, lower case, ё as е) with what it may stand for."""

    start: int
    end: int
    text: str
    concepts: frozenset[int]


@dataclass(frozen=True)
class Net:
    """One file of rows zh, en, ru (writings separated by a bar); further columns are kept as they are."""

    path: Path
    _seen: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    _texts: dict[tuple[str, str], tuple[Word, ...]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the file, in order."""
        with self.path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    @cached_property
    def _han(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for key, row in enumerate(self.rows):
            for word in filter(None, row["zh"].split("|")):
                found.setdefault(word, set()).add(key)
        return {word: frozenset(keys) for word, keys in found.items()}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """By first character, how long its Chinese writings are, the longest first."""
        found: dict[str, set[int]] = {}
        for word in self._han:
            found.setdefault(word[0], set()).add(len(word))
        return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}

    @cached_property
    def _lettered(self) -> dict[str, _Lettered]:
        return {language: _Lettered.of(self.rows, language) for language in ("en", "ru")}

    def words(self, text: str, language: str) -> tuple[Word, ...]:
        """The words of a text. In Chinese only those that the net knows, the longest first."""
        key = (language, text)
        known = self._texts.get(key)
        if known is None:
            known = self._chinese(text) if language == "zh" else self._words(text, language)
            if len(self._texts) >= 256:
                self._texts.clear()
            self._texts[key] = known
        return known

    def _chinese(self, text: str) -> tuple[Word, ...]:
        plain = text.lower() if len(text.lower()) == len(text) else text
        lengths, han = self._lengths, self._han
        found: list[Word] = []
        reach = 0
        for start, char in enumerate(plain):
            for size in lengths.get(char, ()):
                word = plain[start : start + size]
                keys = han.get(word)
                end = start + size
                if keys is None or (char.isascii() and not _alone(plain, start, end)):
                    continue
                if end > reach:  # what lies inside a longer word is none
                    found.append(Word(start, end, word, keys))
                    reach = end
                break
        return tuple(found)

    def _words(self, text: str, language: str) -> tuple[Word, ...]:
        found = _tokens(text)
        known, seen = self._lettered[language].phrases, self._seen
        keys: list[frozenset[int]] = []
        for _, _, word in found:
            own = seen.get((language, word))
            keys.append(self.concepts_of(word, language) if own is None else own)
        size_of_all = len(found)
        for at, (_, _, word) in enumerate(found):
            phrases = known.get(word[:3])
            if phrases is None:
                continue
            for phrase, key in phrases:
                size = len(phrase)
                if _is(word, phrase[0]) and size <= size_of_all - at and all(_is(f[2], p) for f, p in zip(found[at + 1 : at + size], phrase[1:], strict=True)):
                    keys[at + size - 1] |= {key}
        return tuple(Word(a, b, word, own) for (a, b, word), own in zip(found, keys, strict=True))

    def concepts_of(self, word: str, language: str) -> frozenset[int]:
        """What a lower-case word may stand for."""
        if language not in ("en", "ru"):
            return self._han.get(word, frozenset())
        known = self._seen.get((language, word))
        if known is None:
            table = self._lettered[language]
            found: set[int] = set(table.exact.get(word, ()))
            for size in range(1, len(word) + 1):
                found.update(table.begins.get(word[:size], ()))
            known = frozenset(found)
            if len(self._seen) < 50_000:
                self._seen[language, word] = known
        return known


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[tuple[int, int, str], ...]:
    """Place and lower-case letters of every word: found once for all nets."""
    return tuple((m.start(), m.end(), _plain(m[0])) for m in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class _Lettered:
    exact: dict[str, list[int]]
    begins: dict[str, list[int]]
    phrases: dict[str, list[tuple[tuple[str, ...], int]]]

    @staticmethod
    def of(rows: list[dict[str, str]], language: str) -> _Lettered:
        table = _Lettered({}, {}, {})
        for key, row in enumerate(rows):
            for writing in filter(None, (_plain(w.strip()) for w in row[language].split("|"))):
                if " " in writing:
                    phrase = tuple(writing.split(" "))
                    table.phrases.setdefault(phrase[0].rstrip("*")[:3], []).append((phrase, key))
                elif writing.endswith("*"):
                    table.begins.setdefault(writing[:-1], []).append(key)
                else:
                    table.exact.setdefault(writing, []).append(key)
        return table


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е").replace("’", "'")


def _is(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _alone(text: str, start: int, end: int) -> bool:
    """Whether Latin letters in Chinese are a word of their own."""
    before = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    after = end < len(text) and text[end].isascii() and text[end].isalnum()
    return not (before or after)


@lru_cache(maxsize=4)
def _net(name: str) -> Net:
    from appealdocs.resources import shipped

    return Net(shipped("glossary") / name)


def trade() -> Net:
    """Words of the trade."""
    return _net("words.tsv")


def gazetteer() -> Net:
    """Places, carriers, platforms and brands (column `kind`)."""
    return _net("names.tsv")


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text with the concepts of the trade."""
    return trade().words(text, language)


def concepts_of(word: str, language: str) -> frozenset[int]:
    """The concepts of the trade that a lower-case word may stand for."""
    return trade().concepts_of(word, language)
