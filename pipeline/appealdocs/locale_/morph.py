"""The Russian analyser: one for the process, built at first use (about 0.2 s, 15 MB)."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from threading import Lock
from typing import Protocol, cast

_lock = Lock()


class Tag(Container[object], Protocol):
    """A pymorphy3 tag: `"gent" in tag`."""

    POS: str | None
    gender: str | None
    number: str | None
    case: str | None
    grammemes: frozenset[str]


class Parse(Protocol):
    """One reading of a word (pymorphy3 ships no types)."""

    word: str
    tag: Tag
    normal_form: str
    score: float

    def inflect(self, required_grammemes: set[str]) -> Parse | None: ...


class Analyzer(Protocol):
    """What we use of pymorphy3.MorphAnalyzer."""

    def parse(self, word: str) -> list[Parse]: ...

    def word_is_known(self, word: str) -> bool: ...


def analyzer() -> Analyzer:
    """The shared pymorphy3.MorphAnalyzer; reading from it in several threads is safe."""
    with _lock:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Analyzer:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

    return cast(Analyzer, MorphAnalyzer(lang="ru"))


@lru_cache(maxsize=20_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, most likely first."""
    return tuple(analyzer().parse(word))


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The most likely dictionary form, lower case."""
    return parses(word)[0].normal_form
