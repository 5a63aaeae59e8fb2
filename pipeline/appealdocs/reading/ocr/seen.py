"""What an OCR engine saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from appealdocs.model.reading import Page, Trouble, Word
from appealdocs.reading.layout import Cell, Row, compose


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows as they are to be read, each of cells, each of words; boxes are fractions of the picture.

    `line_height`: median height of a line as a share of the picture's height. `unread`: share of the lines found that hold far
    fewer letters than fit into them: writing that the engine does not know.
    """

    rows: tuple[Row, ...] = ()
    engines: tuple[str, ...] = ()
    trouble: Trouble | None = None
    line_height: float = 0.0
    unread: float = 0.0

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row]

    @property
    def words(self) -> list[Word]:
        return [word for row in self.rows for cell in row for word in cell]

    @property
    def confidence(self) -> float:
        """Mean over letters, 0 if nothing was seen."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    def text_height(self, height: float) -> float:
        """Median height of the lines in pixels, in a picture of this height; 0 if nothing was seen."""
        return round(self.line_height * height, 1)

    def page(self, sheet: Page) -> Page:
        """`sheet` with what was seen on it."""
        text, words = compose(self.rows)
        source: Literal["ocr", "none"] = "ocr" if self.engines else "none"
        return replace(sheet, text=text, words=words, source=source, confidence=round(self.confidence, 4))


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two middle ones; raises IndexError without values. (`statistics` costs 15 ms to import.)"""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
