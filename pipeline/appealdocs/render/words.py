"""The words of a document as the comparison sees them."""

from __future__ import annotations

import difflib
import re
import unicodedata

from appealdocs.expressions import compiled

DIRECTIONS = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C))
"""Marks that turn the direction of writing: never printed, for they can make a text look like another one."""
INVISIBLE = {**dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")), **DIRECTIONS}
"""Soft hyphens and joiners too: places where a line may break, no words."""

BREAK = "\u0085"
"""A line end in text read from a page: a space in the source, or none (inside a long word)."""


def normal(text: str) -> str:
    """NFC, no invisible characters, every run of white space one space (non-breaking ones too)."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def same(expected: str, page: str) -> bool:
    """Whether text read from pages (with `BREAK` at line ends) says exactly `expected` (already `normal`).

    A space must be a space or a line end on the page; a line end may also fall inside a word. Nothing else may differ.
    """
    page = unicodedata.normalize("NFC", page.replace("\u00ad" + BREAK, "").translate(INVISIBLE))
    if ARABIC.search(expected):
        expected, page = _unturned(expected), _unturned(page)
    if normal(page.replace(BREAK, " ")) == expected:
        return True
    return re.sub(r"\s+", "", page) == expected.replace(" ", "") and _spaces_agree(expected, page)


ARABIC = compiled(r"[\u0600-\u06ff]+(?:[\x20-\x40]+[\u0600-\u06ff]+)*")
"""Words that are written from right to left, with the figures and signs between them."""
_TURNED = compiled(r"[\u0600-\u06ff](?:[^A-Za-z\u0400-\u052f\u3400-\u9fff]*[\u0600-\u06ff])?")


def _unturned(text: str) -> str:
    """Arabic words, and what stands between them, as their letters in the order of the alphabet: a page holds them in the order in
    which they are seen, line by line and with joined letters turned among themselves. A letter lost or added is still seen."""
    return _TURNED.sub(lambda run: "".join(sorted(re.sub(r"\s+", "", run[0]))), text)


def _spaces_agree(expected: str, page: str) -> bool:
    """With equal letters: every space of one side stands at a space or line end of the other."""
    gaps: list[tuple[bool, bool]] = []
    for part in re.split(r"(\s+)", page.strip()):
        if not part:
            continue
        if part.isspace():
            gaps[-1] = (bool(part.strip(BREAK)), BREAK in part)
        else:
            gaps += [(False, False)] * len(part)
    place = 0
    for index, char in enumerate(expected):
        if char == " ":
            continue
        space = expected[index + 1 : index + 2] == " "
        seen, broken = gaps[place]
        if index + 1 < len(expected) and space != seen and not broken:
            return False
        place += 1
    return True


def difference(expected: str, found: str, limit: int = 3) -> str:
    """The first places where two texts differ, for the person: 'expected words' -> 'found words'."""
    a, b = expected.split(), normal(found.replace(BREAK, " ")).split()
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[max(0, start - 1) : start + 200], b[max(0, start - 1) : start + 200]
    shown: list[str] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal" and len(shown) < limit:
            shown.append(f"'{_short(a[i1:i2])}' -> '{_short(b[j1:j2])}'")
    return "; ".join(shown)


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= 80 else text[:77] + "..."
