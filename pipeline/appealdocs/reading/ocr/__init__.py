"""Reads pictures: which engine reads which language, and how two of them are brought together.

RapidOCR's model reads Chinese, English and digits; shown Russian it answers punctuation with confidence 0.9, so that
Cyrillic is Tesseract's alone. Tesseract reads clean screenshots well and photographs badly.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import Trouble
from appealdocs.reading import guard, limits
from appealdocs.reading.expect import Expect
from appealdocs.reading.ocr import merge, rapid, tesseract
from appealdocs.reading.ocr.seen import Seen

if TYPE_CHECKING:
    from PIL.Image import Image

SURE: Final = 0.80
"""Mean confidence of Tesseract's words from which its reading stands alone."""

UNREAD: Final = 0.25
"""Share of lines that RapidOCR could not read from which a picture may be Russian."""

NO_RAPIDOCR: Final = Trouble(
    "ocr-missing",
    f"RapidOCR {limits.NOT_INSTALLED} (pip install 'appealdocs[ocr]'): pictures in Chinese or English were not read",
)
NO_TESSERACT: Final = Trouble(
    "ocr-missing",
    f"Tesseract with Russian {limits.NOT_INSTALLED} (apt install tesseract-ocr-rus): Cyrillic in pictures was not read",
)


def read(image: Image, expect: Expect, threads: int = 2) -> Seen:
    """The text of an RGB or grey picture, by the engines that its languages call for.

    `trouble` says if an engine is missing, or if the picture holds more than can be read in the time allowed.
    """
    if expect.plain:
        return Seen()
    try:
        with guard.relaxed(), guard.cpu(limits.OCR_SECONDS):
            return _read(image, expect, threads)
    except (guard.OutOfTime, subprocess.TimeoutExpired):
        return Seen(trouble=Trouble("ocr-missing", f"OCR of a picture took more than {limits.OCR_SECONDS:.0f} s"))


def _read(image: Image, expect: Expect, threads: int) -> Seen:
    if "ru" in expect.languages:
        return _russian(image, expect, threads)
    if not rapid.available():
        return _instead(image, expect)
    seen = rapid.read(image, threads)
    return _with_tesseract(image, seen) if seen.unread > UNREAD else seen


def warm(threads: int) -> None:
    """Load RapidOCR's models."""
    if rapid.available():
        with guard.relaxed():
            rapid.engine(threads)


def _russian(image: Image, expect: Expect, threads: int) -> Seen:
    languages = tesseract.languages()
    if "rus" not in languages:
        seen = rapid.read(image, threads) if rapid.available() else Seen()
        return replace(seen, rows=merge.without_lookalikes(seen.cells), trouble=NO_TESSERACT)
    first = tesseract.read(image, _choice(expect, languages))
    if not rapid.available() or _enough(first, expect, first.text_height(image.height)):
        return first
    second = rapid.read(image, threads)
    return _both(first, second)


def _enough(seen: Seen, expect: Expect, height: float) -> bool:
    """Whether Tesseract alone will do: the writing is large enough, it is sure of itself, and it has met an id of the case (or
    there is none to meet)."""
    if len(seen.words) < 3 or seen.confidence < SURE or height < tesseract.SMALL:
        return False
    text = "".join(word.text for word in seen.words)
    known = [id for id in expect.ids if len(id) > 4]
    return not known or any(id in text for id in known)


def _with_tesseract(image: Image, seen: Seen) -> Seen:
    """RapidOCR left many lines unread, though nobody said that they are Russian."""
    languages = tesseract.languages()
    if "rus" not in languages:
        return replace(seen, rows=merge.without_lookalikes(seen.cells), trouble=NO_TESSERACT)
    russian = tesseract.read(image, _choice(Expect(), languages))
    return _both(russian, seen) if russian.confidence >= SURE else seen  # else it may be Arabic, or no writing at all


def _both(russian: Seen, other: Seen) -> Seen:
    rows = merge.merged(russian.cells, other.cells)
    height = russian.line_height or other.line_height
    return Seen(rows, russian.engines + other.engines, russian.trouble or other.trouble, height)


def _instead(image: Image, expect: Expect) -> Seen:
    """Without RapidOCR: Tesseract, where it has the language."""
    languages = tesseract.languages()
    wanted = [
        name for lang, name in (("zh", "chi_sim"), ("en", "eng")) if lang in expect.languages or not expect.languages
    ]
    choice = [name for name in wanted if name in languages]
    if not choice:
        return Seen(trouble=NO_RAPIDOCR)
    seen = tesseract.read(image, choice)
    return replace(seen, trouble=None if len(choice) == len(wanted) else NO_RAPIDOCR)


def _choice(expect: Expect, languages: Sequence[str]) -> list[str]:
    """Russian with English: ids, addresses and brand names are Latin on every Russian page."""
    return [name for name in ("rus", "eng") if name in languages] + (
        ["chi_sim"] if "zh" in expect.languages and "chi_sim" in languages else []
    )
