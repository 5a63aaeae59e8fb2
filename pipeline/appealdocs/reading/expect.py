"""What the caller knows before a file is read: hints that choose the OCR engine and name known ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Expect:
    """Hints for one file.

    `languages` (zh, en, ru, ar ...) that the file may be written in: 'ru' sends pictures to Tesseract, since RapidOCR's
    model cannot read Russian. `orders`, `tracking` and `skus` are ids of the case: found ones get their kind from here
    where the file itself does not say what a number is. `names` are people's names (signers).
    """

    languages: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    plain: bool = False
    """A logo, a stamp, a signature of the seller: measured, but its writing is nobody's evidence and not read (0.3 s each)."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.orders + self.tracking + self.skus


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read. `shown_as` is its path as in case.yaml; `root` is the folder that it may not leave through a link
    (None: worked out from `shown_as`)."""

    path: Path
    shown_as: str
    expect: Expect = Expect()
    root: Path | None = None
