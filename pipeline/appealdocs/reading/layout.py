"""From words with boxes to the text of a page and back: which words, line and box a stretch of the text stands for.

The text of a page joins words by a space, cells of one row by a tab and rows by a line break; its words stand in it in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from appealdocs.model.reading import Box, Page, Word

Cell = Sequence[Word]
Row = Sequence[Cell]

CELL_GAP: Final = 1.2
"""A gap wider than this many text heights parts two cells of a row (a space is about 0.3)."""
LONGEST: Final = 240
"""Letters of a line quoted before and after the stretch itself."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a stretch of a page's text stands: the whole line(s) it is on, its box, the lowest confidence of its words."""

    quote: str
    box: Box | None
    confidence: float


def compose(rows: Iterable[Row]) -> tuple[str, tuple[Word, ...]]:
    """The text of a page and its words, from rows of cells of words."""
    lines: list[str] = []
    words: list[Word] = []
    for row in rows:
        cells = [cell for cell in row if cell]
        lines.append("\t".join(" ".join(word.text for word in cell) for cell in cells))
        words.extend(word for cell in cells for word in cell)
    return "\n".join(lines), tuple(words)


def rows_of(cells: Iterable[Cell]) -> list[Row]:
    """Order cells that lie anywhere on a page into rows, top to bottom and left to right."""
    rows: list[list[Cell]] = []
    for cell in sorted((c for c in cells if c), key=lambda c: (_middle(c), c[0].box[0])):
        if rows and _same_row(rows[-1], cell):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda c: c[0].box[0]) for row in rows]


def _same_row(row: Sequence[Cell], cell: Cell) -> bool:
    """Whether `cell` overlaps the row's first cell in height by more than half of the smaller one."""
    top, bottom = row[0][0].box[1], row[0][0].box[3]
    overlap = min(bottom, cell[0].box[3]) - max(top, cell[0].box[1])
    return overlap > 0.5 * min(bottom - top, cell[0].box[3] - cell[0].box[1])


def _middle(cell: Cell) -> float:
    return (cell[0].box[1] + cell[0].box[3]) / 2


def spans(page: Page) -> list[tuple[int, int]]:
    """Where each word of the page stands in its text, as (start, end)."""
    found: list[tuple[int, int]] = []
    at = 0
    for word in page.words:
        start = page.text.find(word.text, at)
        if start < 0:  # cannot be for what `compose` made; a stored reading might be
            found.append((at, at))
            continue
        at = start + len(word.text)
        found.append((start, at))
    return found


def locate(page: Page, start: int, end: int, known: Sequence[tuple[int, int]] | None = None) -> Located:
    """Where `page.text[start:end]` stands. `known` are the page's `spans`, if the caller has them already."""
    first = max(page.text.rfind("\n", max(0, start - LONGEST), start) + 1, start - LONGEST, 0)
    last = page.text.find("\n", end, end + LONGEST)
    quote = page.text[first : last if last >= 0 else end + LONGEST].replace("\t", "  ").replace("\n", " ")
    where = known if known is not None else spans(page)
    at = max(0, bisect_right(where, (start, start)) - 1)
    touched: list[tuple[Word, Box]] = []
    while at < len(where) and where[at][0] < end:
        a, b = where[at]
        if b > start:
            touched.append((page.words[at], _part(page.words[at], max(start, a) - a, min(end, b) - a)))
        at += 1
    if not touched:
        return Located(quote, None, page.confidence)
    return Located(quote, union([box for _, box in touched]), min(word.confidence for word, _ in touched))


def _part(word: Word, start: int, end: int) -> Box:
    """The box of some letters of a word, as if all were equally wide."""
    x0, y0, x1, y1 = word.box
    width = (x1 - x0) / max(1, len(word.text))
    return (x0 + width * start, y0, x0 + width * end, y1)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
