"""Find every typed fact of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from appealdocs.facts import dates, ids, quantities
from appealdocs.facts.normal import blank, flat
from appealdocs.model.fact import Fact, Mention

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.model.fact import FactKind


def parse(text: str, lang: str, names: Names | None = None, zone: ZoneInfo | None = None) -> list[Mention]:
    """Facts of a Chinese, English or Russian text, in order, without overlap.

    `names`: strings of the case, marked first and as they are. `zone`: the zone of a moment whose text names none
    (None: such a moment is naive). Numbers in words are found too; numbers that are not exact (十几, dozens) and
    numerals that count nothing (十分抱歉, 一些, one another) are not.
    """
    return list(_parsed(text, lang, names, zone))


@lru_cache(maxsize=2048)
def _parsed(text: str, lang: str, names: Names | None, zone: ZoneInfo | None) -> tuple[Mention, ...]:
    """Kept, because draft, flags and rules ask for the facts of the same sentences in turn."""
    plain = flat(text)
    found: list[Mention] = []
    if names:
        plain = _take(names.marks(plain), plain, text, found)
    plain = _take(ids.marks(plain), plain, text, found)
    when = dates.mentions(plain, text, lang, zone)
    found += when
    plain = blank(plain, ((mention.start, mention.end) for mention in when))
    plain = _take(ids.codes(plain), plain, text, found)
    found += quantities.mentions(plain, text, lang)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _take(marks: Iterable[tuple[FactKind, str, int, int]], plain: str, text: str, found: list[Mention]) -> str:
    taken = [mark for mark in _apart(marks) if "\x00" not in plain[mark[2] : mark[3]]]
    found += [Mention(Fact(kind, value), start, end, text[start:end]) for kind, value, start, end in taken]
    return blank(plain, ((start, end) for _, _, start, end in taken))


def _apart(marks: Iterable[tuple[FactKind, str, int, int]]) -> Iterator[tuple[FactKind, str, int, int]]:
    """Marks that do not overlap, the earlier ones first come."""
    end_of_last = -1
    for mark in sorted(marks, key=lambda item: (item[2], -item[3])):
        if mark[2] >= end_of_last:
            yield mark
            end_of_last = mark[3]
