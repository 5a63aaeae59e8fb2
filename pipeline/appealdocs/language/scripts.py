"""Scripts: which writing system a letter belongs to, words of one script, and maximal runs of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled

Script = Literal["latin", "cyrillic", "han", "kana", "hangul", "arabic", "greek", "other"]

_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x1C80, 0x1C8F, "cyrillic"),
    (0x1E00, 0x1EFF, "latin"),
    (0x2DE0, 0x2DFF, "cyrillic"),
    (0x2E80, 0x2FDF, "han"),
    (0x3005, 0x3007, "han"),
    (0x3040, 0x30FF, "kana"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xA640, 0xA69F, "cyrillic"),
    (0xAC00, 0xD7AF, "hangul"),
    (0x1100, 0x11FF, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF21, 0xFF3A, "latin"),
    (0xFF41, 0xFF5A, "latin"),
    (0xFF66, 0xFF9D, "kana"),
    (0x20000, 0x3FFFF, "han"),
)

_WORD = compiled(r"[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists of words written out in the code."""
    return frozenset(text.split())


@lru_cache(maxsize=8192)
def script_of(char: str) -> Script | None:
    """The script of one letter, None for anything that is no letter (digits, signs, marks)."""
    if not char.isalpha() and not ("\u3005" <= char <= "\u3007"):
        return None
    point = ord(char)
    for first, last, script in _RANGES:
        if first <= point <= last:
            return script
    return "other"


@dataclass(frozen=True, slots=True)
class Word:
    """Letters of one script (hyphen and apostrophe inside allowed); `text[start:end]` of the whole text."""

    start: int
    end: int
    text: str
    script: Script


def words(text: str) -> Iterator[Word]:
    """Words of one script each; a token that mixes scripts ('СDEK' with a Cyrillic С) gives one word for each stretch."""
    for match in _WORD.finditer(text):
        token, base = match.group(), match.start()
        scripts = {s for s in map(script_of, token) if s}
        if len(scripts) == 1:
            yield Word(base, match.end(), token, scripts.pop())
        else:
            yield from _stretches(token, base)


def _stretches(token: str, base: int) -> Iterator[Word]:
    begin, current = 0, None
    for index, char in enumerate(token):
        script = script_of(char)
        if script is None or script == current:
            continue
        if current is not None:
            yield Word(base + begin, base + index, token[begin:index].rstrip("-'’ʼ‑"), current)
        begin, current = index, script
    if current is not None:
        yield Word(base + begin, base + len(token), token[begin:], current)


def letters(text: str) -> int:
    """How many letters of any script the text holds."""
    return sum(1 for char in text if script_of(char))
