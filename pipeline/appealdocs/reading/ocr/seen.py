"""What an OCR engine saw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from appealdocs.model.reading import Page, Trouble, Word
from appealdocs.reading.layout import Cell, compose, rows_of


@dataclass(frozen=True, slots=True)
class Seen:
    """Cells are lines as found, each a stretch of words; boxes are fractions of the picture."""

    cells: tuple[Cell, ...] = ()
    engines: tuple[str, ...] = ()
    trouble: Trouble | None = None
    aspect: float = 1.0
    """Width of the picture by its height."""

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.cells for word in cell]

    @property
    def confidence(self) -> float:
        """Mean over letters, 0 if nothing was seen."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    def text_height(self, height: float) -> float:
        """Median height of the lines in pixels, in a picture of this height; 0 if nothing was seen."""
        heights = [cell[0].box[3] - cell[0].box[1] for cell in self.cells if cell]
        return round(median(heights) * height, 1) if heights else 0.0

    def page(self, sheet: Page) -> Page:
        """`sheet` with what was seen on it."""
        text, words = compose(rows_of(self.cells))
        source: Literal["ocr", "none"] = "ocr" if self.engines else "none"
        return replace(sheet, text=text, words=words, source=source, confidence=round(self.confidence, 4))
