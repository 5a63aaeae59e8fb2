"""Whether a code that OCR read may be only a part of a longer one: cut off by the edge of the picture, parted from its beginning in
blurred writing, or the end of a barcode's own digits. A part of our own id looks like another order's id, and that would refuse a
case; so that a person is asked instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from appealdocs.model.fact import FactKind
from appealdocs.model.reading import Found, Page, Word

CODES: Final[tuple[FactKind, ...]] = ("id", "order-id", "tracking", "sku", "phone")
"""Kinds of facts of which a part may be taken for a whole."""

MAYBE_PART: Final = 0.6
"""Highest confidence of a code that may be a part of another one."""
EDGE: Final = 0.35
"""Heights of a line between a code and the edge of the picture, below which the edge may have cut it."""
NEAR: Final = 3.0
"""Heights of a line between two words that may have been one."""
POOR: Final = 0.5
"""Confidence below which a neighbour was not really read: it may be the rest of the code."""

BLURRED: Final = 200.0
"""Sharpness (variance of the Laplacian) below which no code of a picture is sure; below 100 the picture counts as illegible."""
ON_BLURRED: Final = 0.8
SHORTEST: Final = 5
"""Characters of a code that may be a part of another one."""


def less_sure(found: Sequence[Found], blurred: bool) -> list[Found]:
    """What OCR found on one page, with codes less sure that stand within another one of the page, and all of them if it is blurred."""
    codes = {str(f.fact.value) for f in found if f.fact.kind in CODES}
    return [_lowered(f, codes, blurred) if f.fact.kind in CODES else f for f in found]


def _lowered(found: Found, codes: set[str], blurred: bool) -> Found:
    value = str(found.fact.value)
    part = not found.label and len(value) >= SHORTEST and any(value != code and value in code for code in codes)
    most = MAYBE_PART if part else ON_BLURRED if blurred else 1.0
    return found if found.confidence <= most else replace(found, confidence=most)


def maybe_part(page: Page, start: int, end: int, known: Sequence[tuple[int, int]]) -> bool:
    """Whether `page.text[start:end]` may be a part of a longer code. `known` are the page's `spans`."""
    first = bisect_left(known, (start + 1, 0)) - 1
    last = bisect_left(known, (end, 0)) - 1
    if not 0 <= first <= last < len(page.words):
        return False
    words = page.words
    margin = EDGE * _height(words[first], page)
    if (words[first].box[0] <= margin and known[first][0] == start) or (words[last].box[2] >= 1 - margin and known[last][1] == end):
        return True
    before = words[first - 1] if first > 0 and known[first][0] == start and _same_line(page, known, first - 1, first) else None
    after = words[last + 1] if last + 1 < len(words) and known[last][1] == end and _same_line(page, known, last, last + 1) else None
    return (before is not None and _rest(before, words[first], before.text[-1:], page)) or (
        after is not None and _rest(words[last], after, after.text[:1], page, after)
    )


def _same_line(page: Page, known: Sequence[tuple[int, int]], one: int, other: int) -> bool:
    return "\n" not in page.text[known[one][1] : known[other][0]]


def _rest(left: Word, right: Word, touching: str, page: Page, neighbour: Word | None = None) -> bool:
    """Whether two words close together may be one code: the neighbour ends in a digit or a sign of a code, or was hardly read."""
    neighbour = neighbour or left
    height = min(_height(left, page), _height(right, page))
    if right.box[0] - left.box[2] > NEAR * height:
        return False
    joined = touching.isdigit() or touching in "=/_-"
    letters = sum(c.isalnum() for c in neighbour.text)
    return (joined and neighbour.confidence < 0.9) or (letters >= 4 and neighbour.confidence < POOR)


def _height(word: Word, page: Page) -> float:
    """Of a word's line, as a share of the page's width."""
    return (word.box[3] - word.box[1]) * (page.height / page.width if page.width else 1.0)
