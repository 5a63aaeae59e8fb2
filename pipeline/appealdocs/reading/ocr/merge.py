"""Brings together what Tesseract (Cyrillic) and RapidOCR (everything else) saw on one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Box, Word
from appealdocs.reading.layout import Cell, Row, rows_of, union

_CYRILLIC: Final = compiled(r"[\u0400-\u04ff]")
_SOLID: Final = compiled(r"^[A-Za-z0-9][A-Za-z0-9./:?&=_%#@+-]{3,}$")
"""A word that RapidOCR can be believed on a Russian page: an id, a number, an address."""
DISAGREED: Final = 0.6
"""Highest confidence of an id or number that the two engines read differently: a person has to look."""


def merged(russian: Sequence[Cell], other: Sequence[Cell]) -> tuple[Row, ...]:
    """Tesseract's cells, with RapidOCR's word where that is solid and more certain; RapidOCR's own cells where Tesseract
    saw nothing."""
    solid = [word for cell in other for word in cell if _SOLID.match(word.text)]
    cells: list[Cell] = []
    used: set[int] = set()
    for cell in russian:
        words: list[Word] = []
        for word in cell:
            better = next((s for s in solid if _overlap(s.box, word.box) > 0.6), None)
            if better is not None:
                used.add(id(better))
            words.append(_better(word, better))
        cells.append(words)
    taken = [union([w.box for w in cell]) for cell in cells if cell]
    for cell in other:
        box = union([w.box for w in cell]) if cell else None
        if box is None or any(_overlap(box, seen) > 0.3 for seen in taken):
            continue
        kept = [w for w in cell if _SOLID.match(w.text) and id(w) not in used]
        if kept:
            cells.append(kept)
    return tuple(rows_of(cells))


def _better(word: Word, other: Word | None) -> Word:
    if other is None or _CYRILLIC.search(word.text):
        return word
    if other.text == word.text:  # two engines agree
        return word._replace(confidence=max(word.confidence, other.confidence))
    if not any(c.isdigit() for c in other.text) or len(other.text) < len(word.text):
        return word  # RapidOCR drops what it does not know: a shorter reading of a Russian line says nothing
    if other.confidence > word.confidence:
        return word._replace(text=other.text, confidence=min(other.confidence, DISAGREED))
    return word._replace(confidence=min(word.confidence, DISAGREED))


def without_lookalikes(cells: Sequence[Cell]) -> tuple[Row, ...]:
    """Only what RapidOCR can be believed on a Russian page."""
    return tuple(rows_of([word for word in cell if _SOLID.match(word.text)] for cell in cells))


def _overlap(a: Box, b: Box) -> float:
    """Shared area as a part of the smaller box."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return wide * high / smaller if smaller > 0 else 0.0
