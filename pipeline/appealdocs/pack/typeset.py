"""Sets lines of text on a PDF page with the shipped fonts: the first font that has a character sets it, none is lost in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from appealdocs.expressions import compiled
from appealdocs.resources import fonts

A4: Final = (595.28, 841.89)
MARGIN: Final = 56.0
_FILES: Final = {
    "plain": ("PTF55F.ttf", "DejaVuSans-subset.ttf", "DroidSansFallback-subset.ttf"),
    "bold": ("PTF75F.ttf", "DejaVuSans-subset.ttf", "DroidSansFallback-subset.ttf"),
}
OMITTED: Final = "[…]"
"""Stands for characters of which no shipped font has a shape (Arabic, say)."""
_BREAK: Final = compiled(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+")


@cache
def _font(file: str) -> Any:
    """A registered font. reportlab widens the last glyphs of fonts that have not 1000 units an em: put right here.

    Its face gets a name of its own: reportlab answers every later font of a face name that it knows with the first one, so
    that our subset of DejaVu Sans would stand in for the whole font in the rest of the process, and the other way round.
    """
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    font = TTFont(f"appealdocs-{file.split('.')[0]}", str(fonts() / file))
    face = font.face
    full = int.from_bytes(face.get_table("hhea")[34:36], "big")
    if face.unitsPerEm != 1000 and full:
        width = face.hmetrics[full - 1][0]
        face.hmetrics[full:] = [(width, lsb) for _, lsb in face.hmetrics[full:]]
    face.name = font.fontName.encode()
    pdfmetrics.registerFont(font)
    return font


def runs(text: str, style: str) -> list[tuple[Any, str]]:
    """The text in stretches of one font each. A character that no font has becomes OMITTED."""
    made: list[tuple[Any, str]] = []
    for char in _shown(text, style):
        font = next(f for f in map(_font, _FILES[style]) if ord(char) in f.face.charToGlyph)
        if made and made[-1][0] is font:
            made[-1] = (font, made[-1][1] + char)
        else:
            made.append((font, char))
    return made


def _shown(text: str, style: str) -> str:
    out = ""
    for char in text.replace("\u00a0", " ").replace("\u2011", "-").replace("\t", "  "):
        known = char in OMITTED or _known(char, style)
        if known:
            out += char
        elif not out.endswith(OMITTED) and char.isprintable() and not char.isspace():
            out += OMITTED
    return out


@cache
def _known(char: str, style: str) -> bool:
    first, *others = _FILES[style]
    return ord(char) in _font(first).face.charToGlyph or any(ord(char) in _font(f).face.charToGlyph for f in others)


def width(text: str, style: str, size: float) -> float:
    """Points that the text takes in one line."""
    return sum(float(font.stringWidth(part, size)) for font, part in runs(text, style))


def wrapped(text: str, style: str, size: float, room: float) -> list[str]:
    """The text in lines of at most `room` points; a word that is longer is broken."""
    lines, line = [], ""
    for token in _BREAK.findall(" ".join(text.split())):
        if width(line + token, style, size) <= room or not line.strip():
            line = (line + token) if line or token.strip() else ""
        else:
            lines.append(line.rstrip())
            line = token.strip()
        while width(line, style, size) > room and len(line) > 1:
            cut = max(1, int(len(line) * room / width(line, style, size)))
            while cut > 1 and width(line[:cut], style, size) > room:
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle (points, origin bottom left) on a page (from 0) of the typeset document, and the exhibit's page it leads to."""

    sheet: int
    rect: tuple[float, float, float, float]
    page: int


@dataclass
class Sheet:
    """A document being set, from top to bottom; pages are added as they are needed."""

    pages: int = 1
    links: list[Link] = field(default_factory=list)
    y: float = A4[1] - MARGIN
    _out: io.BytesIO = field(default_factory=io.BytesIO)
    _canvas: Any = None

    def __post_init__(self) -> None:
        from reportlab import rl_config  # type: ignore[import-untyped]
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

        rl_config.useA85 = 0  # pictures as they are, not as text
        first = _font(_FILES["plain"][0]).fontName
        self._canvas = Canvas(self._out, pagesize=A4, invariant=1, initialFontName=first, pageCompression=1)

    def line(self, x: float, y: float, text: str, style: str = "plain", size: float = 10, grey: float = 0.0) -> None:
        """One line of text at a place."""
        writing = self._canvas.beginText(x, y)
        writing.setFillGray(grey)
        for font, part in runs(text, style):
            writing.setFont(font.fontName, size)
            writing.textOut(part)
        self._canvas.drawText(writing)

    def room(self, height: float) -> None:
        """Begin a new page if less than `height` points are left."""
        if self.y - height < MARGIN:
            self.new_page()

    def new_page(self) -> None:
        self._canvas.showPage()
        self.pages += 1
        self.y = A4[1] - MARGIN

    def paragraph(self, text: str, style: str = "plain", size: float = 10, grey: float = 0.0, after: float = 6) -> None:
        """Text over the whole width."""
        for part in wrapped(text, style, size, A4[0] - 2 * MARGIN):
            self.room(size * 1.35)
            self.y -= size * 1.35
            self.line(MARGIN, self.y, part, style, size, grey)
        self.y -= after

    def rule(self, grey: float = 0.6) -> None:
        """A thin line over the whole width."""
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(MARGIN, self.y, A4[0] - MARGIN, self.y)
        self.y -= 4

    def row(self, cells: Sequence[str], widths: Sequence[float], style: str = "plain", size: float = 9.5, link: int | None = None) -> None:
        """A row of a table. `link`: the exhibit's page (from 1) that the first cell leads to."""
        laid = [wrapped(cell, "bold" if style == "bold" or (i == 0 and len(cells) == 2) else "plain", size, w - 8)
                for i, (cell, w) in enumerate(zip(cells, widths, strict=True))]
        height = max(len(lines) for lines in laid) * size * 1.3 + 5
        self.room(height)
        x, top = MARGIN, self.y
        for index, (lines, wide) in enumerate(zip(laid, widths, strict=True)):
            bold = style == "bold" or (index == 0 and len(cells) == 2)
            for number, text in enumerate(lines):
                self.line(x + (0 if index == 0 else 4), top - (number + 1) * size * 1.3, text, "bold" if bold else "plain", size)
            x += wide
        if link is not None:
            self.links.append(Link(self.pages - 1, (MARGIN, top - height, MARGIN + widths[0], top), link))
        self.y = top - height
        self.rule(0.85)

    def picture(self, jpeg: bytes, most: float) -> None:
        """A JPEG over the whole width, at most `most` points high; its data go into the file as they are."""
        from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

        image = ImageReader(io.BytesIO(jpeg))
        wide = A4[0] - 2 * MARGIN
        across, down = image.getSize()
        high = wide * down / across
        if high > most:
            wide, high = wide * most / high, most
        self.room(high + 6)
        self.y -= high
        self._canvas.drawImage(image, MARGIN, self.y, wide, high)
        self.y -= 6

    def finished(self) -> bytes:
        """The PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()


def strip(wide: float, high: float) -> float:
    """Height in points of the strip that a label takes below a page of this size."""
    return _label_size(wide, high) * 1.8


def _label_size(wide: float, high: float) -> float:
    return max(5.0, min(9.0, min(wide, high) / 75))


def stamp(texts: Sequence[str], sizes: Sequence[tuple[float, float]]) -> bytes:
    """One strip for each text, white but for the text at its right: to be put below a page of that size, so that it covers nothing."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    first = _font(_FILES["plain"][0]).fontName
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=first, pageCompression=1)
    for text, (wide, high) in zip(texts, sizes, strict=True):
        deep = strip(wide, high)
        canvas.setPageSize((wide, deep))
        size = _label_size(wide, high)
        size = min(size, size * (wide - 4) / width(text, "plain", size))
        canvas.setFillGray(1)
        canvas.rect(0, 0, wide, deep, stroke=0, fill=1)
        writing = canvas.beginText(max(2.0, wide - width(text, "plain", size) - 2 * size), deep * 0.3)
        writing.setFillColorRGB(0.12, 0.23, 0.37)
        for font, part in runs(text, "plain"):
            writing.setFont(font.fontName, size)
            writing.textOut(part)
        canvas.drawText(writing)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines_of(pdf: bytes) -> Iterator[str]:
    """The text of a PDF, page by page, for tests and for checks after writing."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text: str = page.get_textpage().get_text_range()
            yield text
    finally:
        document.close()
