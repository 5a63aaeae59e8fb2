"""Text made regular without moving a single code point, so that spans in it are spans in the original."""

from __future__ import annotations

from collections.abc import Iterable

# Full-width forms and look-alikes that mean the same character. Chinese commas and stops stay: they part clauses.
_FLAT = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；？！"}
_FLAT |= dict.fromkeys((0x2007, 0x2009, 0x202F, 0x200A), "\u00a0")
_FLAT |= dict.fromkeys((0x2010, 0x2011), "-")
_FLAT |= {0x3000: " ", 0x2009: "\u00a0", 0x02BC: "'", 0x2019: "'"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE_SET = frozenset(_INVISIBLE)


def flat(text: str) -> str:
    """The same text with ASCII digits, letters and brackets; every character keeps its place."""
    return text if text.isascii() else text.translate(_FLAT)


def visible(text: str) -> tuple[str, list[int] | None]:
    """The text without soft hyphens and zero-width characters, and where each character stood (None: all as it was)."""
    if text.isascii() or _INVISIBLE_SET.isdisjoint(text):
        return text, None
    places = [at for at, char in enumerate(text) if char not in _INVISIBLE_SET]
    return "".join(text[at] for at in places), [*places, len(text)]


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans made unreadable for later patterns."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], "\x00" * (end - start)]
            at = end
    return "".join([*pieces, text[at:]]) if pieces else text
