"""Which characters the shipped fonts can print. A character that none has is refused by name, before anything is set.

Typst would refuse it too, but without the field it stands in; and for some scripts it panics instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2
from appealdocs.render.measure import KNOWN
from appealdocs.render.words import INVISIBLE
from appealdocs.resources import fonts, parsed

FONTS = {"PT Serif": "PTF55F.ttf", "DejaVu Sans": "DejaVuSans-subset.ttf", "Droid Sans Fallback": "DroidSansFallback-subset.ttf",
         "DejaVu Sans Arabic": "DejaVuSansArabic-subset.ttf"}
"""Family and file in the order they are tried: Latin and Cyrillic; symbols; Chinese; Arabic (names). All TrueType (CFF fails the validator)."""


@cache
def _printable() -> frozenset[str]:
    """Every character that some font has. Of the right-to-left scripts only Arabic is set well, from its letters alone."""
    codes = {code for file in FONTS.values() for code in _codes(fonts() / file)}
    return frozenset(chr(code) for code in codes if not 0x590 <= code < 0x600 and not 0x700 <= code < 0x900 and not 0xFB1D <= code < 0xFE00)


def _codes(path: Path) -> list[int]:
    """The code points of a font, kept in the user's cache until it changes: reading four tables takes 0.1 s of a cold draft."""
    kept: list[int] | None = parsed().get(path)
    if kept is None:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

        with TTFont(path, lazy=True) as font:
            kept = list(font.getBestCmap())
        parsed().put(path, kept)
    return kept


def refuse_missing(texts: Iterable[tuple[str, str]]) -> None:
    """Raises RenderFailed for the first character that no font has. `texts`: words and where they stand."""
    for text, place in texts:
        if text.isascii() or not (rare := set(text) - KNOWN):
            continue
        for char in sorted(rare - _printable()):
            if ord(char) not in INVISIBLE and not char.isspace():
                shown = f"'{char}' (U+{ord(char):04X})"
                raise RenderFailed(
                    Text2(f"{shown} in {place or 'the letter'} is in none of the fonts ({', '.join(FONTS)})",
                          f"{place or '信函'} 中的 {shown} 不在任何字体中（{'、'.join(FONTS)}）"),
                    Text2("Write it in other characters.", "请改用其他字符。"),
                )
