"""The known strings of a case: its ids, carriers, people, places, each with its writings in the three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from appealdocs.facts.normal import flat
from appealdocs.model.fact import FactKind
from appealdocs.model.text import Text

Entry = str | Text | Mapping[str, str] | Iterable[str]

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_INFLECTED: tuple[FactKind, ...] = ("name", "place", "carrier")


class Names:
    """What `parse` marks by exact match before it looks for anything else.

    `entries` maps a kind to its strings. An entry with several writings (a Text, a mapping by language, or a list) is
    one fact whose value is the first of them, English before Chinese before Russian; Russian names and places are
    also known in their cases. Longer strings win over shorter ones.
    """

    def __init__(self, entries: Mapping[FactKind, Iterable[Entry]]) -> None:
        self._facts: dict[str, tuple[FactKind, str]] = {}
        self._writings: dict[tuple[FactKind, str], list[str]] = {}
        for kind, strings in entries.items():
            for entry in strings:
                self._add(kind, _writings(entry))

    def _add(self, kind: FactKind, writings: list[str]) -> None:
        known = [text for text in (flat(writing).strip() for writing in writings) if len(text) > 1]
        if not known:
            return
        fact = (kind, writings[0].strip())
        self._writings.setdefault(fact, []).extend(known)
        for text in known:
            self._facts.setdefault(_key(text), fact)

    def __bool__(self) -> bool:
        return bool(self._facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self._facts == other._facts and self._writings == other._writings

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self._facts.items()))

    def __iter__(self) -> Iterator[tuple[FactKind, str]]:
        return iter(self._writings)

    def writings(self, kind: FactKind, value: str) -> list[str]:
        """Every known writing of a fact; the value itself if it is not known here."""
        return list(dict.fromkeys([value, *self._writings.get((kind, value), ())]))

    def marks(self, text: str) -> Iterator[tuple[FactKind, str, int, int]]:
        """Known strings in a flat text: kind, value, start, end."""
        if not self._facts:
            return
        declined = _CYRILLIC.search(text) is not None and self._has_russian
        table, pattern = self._inflected if declined else self._plain
        for found in pattern.finditer(text):
            kind, value = table[_key(found[0])]
            yield kind, value, found.start(), found.end()

    @cached_property
    def _has_russian(self) -> bool:
        return any(kind in _INFLECTED and _CYRILLIC.search(key) for key, (kind, _) in self._facts.items())

    @cached_property
    def _plain(self) -> tuple[dict[str, tuple[FactKind, str]], re.Pattern[str]]:
        return self._facts, _pattern(self._facts)

    @cached_property
    def _inflected(self) -> tuple[dict[str, tuple[FactKind, str]], re.Pattern[str]]:
        from appealdocs.locale_.russian import CASES, inflected

        table = dict(self._facts)
        for (kind, value), writings in self._writings.items():
            if kind in _INFLECTED:
                for writing in writings:
                    if _CYRILLIC.search(writing):
                        for case in CASES:
                            table.setdefault(_key(inflected(writing, case)), (kind, value))
        return table, _pattern(table)


def _writings(entry: Entry) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    if isinstance(entry, Text):
        return [text for text in (entry.en, entry.zh, entry.ru) if text]
    if isinstance(entry, Mapping):
        return [str(entry[lang]) for lang in ("en", "zh", "ru") if entry.get(lang)]
    return [text for text in entry if text]


def _key(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text)


_EDGE = "[A-Za-z0-9А-Яа-яЁё]"
_WORDY = r"[^\W_\u3400-\u9fff]"


def _pattern(table: Iterable[str]) -> re.Pattern[str]:
    """Longest first; no letter or digit may go on at an end that is one (Han has no word ends)."""
    listed = sorted(table, key=lambda item: (-len(item), item))
    bodies = "|".join(re.escape(text).replace(r"\ ", r"[\s\u00a0]+") for text in listed)
    return re.compile(rf"(?:(?<!{_EDGE})|(?!{_WORDY}))(?:{bodies})(?:(?!{_EDGE})(?!-\d)|(?<!{_WORDY}))")
