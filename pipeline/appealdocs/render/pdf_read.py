"""Reads the words of a PDF of ours back from its pages: what a reader sees, in the order of its pages or of its tags.

Running heads (artifacts of pagination) are told apart from the text; a soft hyphen at a line end is no letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from struct import iter_unpack
from typing import TYPE_CHECKING, Any

from appealdocs.expressions import compiled
from appealdocs.render.words import BREAK, normal

if TYPE_CHECKING:
    import pikepdf

_NEAR = 0.6
"""Points: what begins this close to the end of the text before it belongs to the same word."""

_UNKNOWN = ("\ufffd", 0.0)

_MARGIN = 20 / 0.3528
"""Points: running heads and feet stand within 20 mm of the page's edges."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """`body` has `words.BREAK` between pieces that are not joined on the line; heads and foots are one a page, normal.

    `repeated`: head rows of tables as pages repeat them (artifacts in the text area), one a page, "" where there is none.
    `outside`: words that run over the right edge of the page's type area by more than a millimetre or two.
    """

    body: str
    heads: tuple[str, ...]
    foots: tuple[str, ...]
    repeated: tuple[str, ...]
    outside: tuple[str, ...]

    @property
    def pages(self) -> int:
        return len(self.heads)


def pdf_text(data: bytes, edge: float = 12.0, logical: bool = False) -> PdfText:
    """The words of a PDF; `edge` in millimetres from the right side of the page counts as outside.

    `logical`: in the order that the structure tree gives (a table row that runs over two pages is whole there), else in
    the order of the pages.
    """
    import pikepdf

    body: list[tuple[tuple[int, int], str]] = []
    heads: list[str] = []
    foots: list[str] = []
    repeated: list[str] = []
    outside: list[str] = []
    fonts: dict[tuple[int, int], dict[int, tuple[str, float]]] = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages):
            limit, top = float(page.mediabox[2]) - edge / 0.3528, float(page.mediabox[3]) - _MARGIN
            head: list[str] = []
            foot: list[str] = []
            between: list[str] = []
            end, line = 0.0, None
            for piece in _pieces(page, fonts):
                if piece.part == "Pagination":
                    (head if piece.y > top else foot if piece.y < _MARGIN else between).append(piece.text)
                elif piece.part == "":
                    joined = line == piece.y and abs(piece.x - end) < _NEAR
                    body.append(((number, piece.mark), piece.text if joined else BREAK + piece.text))
                    end, line = piece.x + piece.width, piece.y
                if piece.x + piece.width > limit:
                    outside.append(piece.text)
            heads.append(normal(" ".join(head)))
            foots.append(normal(" ".join(foot)))
            repeated.append(normal(" ".join(between)))
        if logical:
            order = {mark: place for place, mark in enumerate(_marks(document))}
            body = [(mark, BREAK + text) for mark, text in sorted(body, key=lambda piece: order.get(piece[0], -1))]
    return PdfText("".join(text for _, text in body), tuple(heads), tuple(foots), tuple(repeated), tuple(outside))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text set at one place. `part`: "" for the letter's own text, Pagination (running heads and feet), Artifact.

    `mark`: the marked content it belongs to on its page, -1 for none.
    """

    text: str
    x: float
    y: float
    width: float
    part: str
    mark: int


def _marks(document: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Page (from 0) and marked content of every leaf of the structure tree, in reading order."""
    import pikepdf

    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    waiting: list[tuple[Any, int]] = [(document.Root.StructTreeRoot, 0)]
    while waiting:
        node, page = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            yield page, int(node)
            continue
        if "/Pg" in node:
            page = pages[node.Pg.objgen]
        if "/MCID" in node:
            yield page, int(node.MCID)
        kids = node.get("/K", pikepdf.Array())
        waiting += [(kid, page) for kid in reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])]


def _pieces(page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, tuple[str, float]]]) -> Iterator[_Piece]:
    import pikepdf

    named = page.Resources.Font
    within = [_Marked("", None, -1)]
    x = y = size = 0.0
    glyphs: dict[int, tuple[str, float]] = {}
    for step in pikepdf.parse_content_stream(page, "BDC BMC EMC cm Tf Tj TJ"):
        operands = step.operands
        match str(step.operator):
            case "TJ" | "Tj" as shows:
                text, width = _shown(operands[0] if shows == "TJ" else operands, glyphs)
                marked = within[-1]
                if marked.actual is not None:
                    text, marked.actual = marked.actual, ""
                yield _Piece(text, x, y, width * size / 1000, marked.part, marked.mark)
            case "cm":
                x, y = float(operands[4]), float(operands[5])
            case "Tf":
                font = named[str(operands[0])]
                size = float(operands[1])
                if font.objgen not in fonts:
                    fonts[font.objgen] = _glyphs(font)
                glyphs = fonts[font.objgen]
            case "EMC":
                within.pop()
            case _:
                within.append(_marked(operands, within[-1]))


@dataclass(slots=True)
class _Marked:
    """A marked content that is open: its part and mark as in _Piece; `actual` is what the file says stands here instead of its
    glyphs (the hyphen at a line end: a soft one)."""

    part: str
    actual: str | None
    mark: int


def _marked(operands: Any, outer: _Marked) -> _Marked:
    import pikepdf

    properties = operands[1] if len(operands) > 1 else None
    said: Any = properties if isinstance(properties, pikepdf.Dictionary) else {}
    part = outer.part
    if str(operands[0]) == "/Artifact":
        part = "Pagination" if str(said.get("/Type")) == "/Pagination" else "Artifact"
    actual, mark = said.get("/ActualText"), said.get("/MCID")
    return _Marked(part, None if actual is None else str(actual), outer.mark if mark is None else int(mark))


def _shown(pieces: Iterable[Any], glyphs: Mapping[int, tuple[str, float]]) -> tuple[str, float]:
    """Text and width (thousandths of the size) of the strings and moves of a text operator."""
    import pikepdf

    text: list[str] = []
    width = 0.0
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            for (code,) in iter_unpack(">H", bytes(piece)):
                char, advance = glyphs.get(code, _UNKNOWN)
                text.append(char)
                width += advance
        else:
            width -= float(piece)
    return "".join(text), width


def _widths(listed: Iterable[Any]) -> dict[int, float]:
    """/W: 'first [w w w]' and 'first last w', in any order."""
    import pikepdf

    widths: dict[int, float] = {}
    items = iter(listed)
    for first in items:
        second = next(items)
        if isinstance(second, pikepdf.Array):
            widths |= {int(first) + index: float(value) for index, value in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(int(first), int(second) + 1), float(next(items)))
    return widths


_RANGE = compiled(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_CHAR = compiled(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = compiled(r"begin(bfchar|bfrange)(.*?)end\1", re.S)


def _glyphs(font: pikepdf.Object) -> dict[int, tuple[str, float]]:
    """Text and width by code (of two bytes): what the file itself says a copied glyph means."""
    widths = _widths(font.DescendantFonts[0].get("/W", []))
    made: dict[int, tuple[str, float]] = {}
    for kind, inside in _SECTION.findall(font.ToUnicode.read_bytes().decode("ascii")):
        pairs = _CHAR.findall(inside) if kind == "bfchar" else [
            (f"{code:04x}", f"{int(first, 16) + code - int(low, 16):04x}")
            for low, high, first in _RANGE.findall(inside) for code in range(int(low, 16), int(high, 16) + 1)
        ]
        for code, text in pairs:
            number = int(code, 16)
            made[number] = (bytes.fromhex(text).decode("utf-16-be"), widths.get(number, 0.0))
    return made
