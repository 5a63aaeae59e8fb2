"""How wide words are, in ems of PT Serif: enough to lay out tables and to see what cannot fit a line."""

from __future__ import annotations

from itertools import repeat

_FROM_20 = (
    243, 327, 388, 533, 533, 807, 869, 243, 343, 343, 465, 533, 283, 425, 279, 344, 533, 533, 533, 533, 533, 533,
    533, 533, 533, 533, 327, 332, 533, 533, 533, 473, 1064, 683, 615, 644, 708, 582, 544, 688, 728, 352, 341, 646,
    549, 867, 732, 740, 596, 740, 637, 536, 619, 672, 684, 934, 670, 644, 610, 307, 382, 307, 500, 410, 328, 505,
    545, 466, 555, 503, 342, 526, 587, 301, 288, 516, 301, 863, 594, 553, 566, 548, 384, 433, 371, 574, 507, 728,
    519, 505, 488, 348, 237, 348, 530,
)
_FROM_A0 = (
    243, 327, 533, 533, 533, 533, 237, 527, 450, 807, 430, 471, 533, 425, 700, 373, 424, 533, 431, 431, 329, 574,
    511, 240, 284, 431, 435, 471, 938, 1004, 991, 473, 683, 683, 683, 683, 683, 683, 921, 644, 582, 582, 582, 582,
    352, 352, 352, 352, 709, 732, 740, 740, 740, 740, 740, 533, 740, 672, 672, 672, 672, 644, 595, 638, 505, 505,
    505, 505, 505, 505, 778, 466, 503, 503, 503, 503, 301, 301, 301, 301, 535, 594, 553, 553, 553, 553, 553, 533,
    553, 574, 574, 574, 574, 505, 566, 505,
)
_FROM_400 = (
    0, 582, 751, 507, 643, 536, 352, 352, 341, 921, 994, 775, 646, 0, 660, 718, 683, 600, 615, 507, 685, 582, 947,
    554, 739, 739, 646, 655, 867, 728, 740, 718, 596, 644, 619, 660, 786, 670, 732, 636, 930, 961, 722, 844, 596,
    633, 968, 636, 505, 541, 528, 431, 573, 503, 722, 474, 612, 612, 541, 543, 734, 612, 553, 611, 566, 466, 496,
    505, 723, 519, 614, 558, 832, 844, 577, 746, 508, 491, 786, 530, 0, 503, 574, 431, 477, 433, 301, 348, 288, 741,
    810, 584, 541, 0, 505, 602,
)
"""Advance widths of PT Serif Regular in thousandths, from fonts/PTF55F.ttf; a test compares them."""

_WIDTHS = {
    chr(start + index): width / 1000
    for start, widths in ((0x20, _FROM_20), (0xA0, _FROM_A0), (0x400, _FROM_400))
    for index, width in enumerate(widths)
}
KNOWN = frozenset(_WIDTHS)
"""Characters that PT Serif has for certain."""
_BOLD = 1.1
"""Bold is wider by about this (rounded up)."""


def ems(text: str, bold: bool = False) -> float:
    """Width of a text in ems; what the table does not know counts as a Chinese character, one em."""
    width = sum(map(_WIDTHS.get, text, repeat(1.0)))
    return width * _BOLD if bold else width


def wider(text: str, room: float, bold: bool = False) -> bool:
    """Whether a text is wider than `room` ems; most words are seen at a glance not to be."""
    return len(text) * _WIDEST > room and ems(text, bold) > room


_WIDEST = _BOLD * max(*_WIDTHS.values(), 1.0)
NBSP = "\u00a0"


def unbound(text: str, room: float, bold: bool = False) -> str:
    """The text with common spaces again where words that are bound together ('16 September') do not fit a line of `room` ems."""
    return " ".join(word.replace(NBSP, " ") if NBSP in word and wider(word, room, bold) else word for word in text.split(" "))
