"""Business papers as PDF with a text layer (reportlab), with the creation date that the paper itself bears."""

from __future__ import annotations

import calendar
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image as PilImage
from reportlab import rl_config
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from _make.fonts import path
from _make.seal import shrink

__all__ = ["Paper", "colors", "mm"]

rl_config.useA85 = 0  # binary streams: a quarter smaller than ASCII85

_ROLES = {
    "Sans": "sans", "Sans-Bold": "sans-bold", "Sans-Italic": "sans-italic", "Narrow": "narrow", "Mono": "mono",
    "Serif": "serif", "Serif-Bold": "serif-bold", "Serif-Italic": "serif-italic",
}  # fmt: skip


def register_fonts() -> None:
    for name, role in _ROLES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path(role))))
    pdfmetrics.registerFontFamily("Sans", normal="Sans", bold="Sans-Bold", italic="Sans-Italic", boldItalic="Sans-Bold")
    pdfmetrics.registerFontFamily(
        "Serif", normal="Serif", bold="Serif-Bold", italic="Serif-Italic", boldItalic="Serif-Bold"
    )


def date_canvas(canvas: Canvas, when: datetime) -> None:
    """Gives a canvas the time stamp `when` (with its offset) instead of reportlab's."""
    stamp = canvas._doc._timeStamp
    offset = when.utcoffset()
    if offset is None:
        raise ValueError("a paper's time needs an offset")
    minutes = int(offset.total_seconds() // 60)
    stamp.t = calendar.timegm(when.utctimetuple())
    stamp.lt = when.timetuple()
    stamp.YMDhms = tuple(when.timetuple())[:6]
    stamp.dhh, stamp.dmm = divmod(minutes, 60)


class _Over(Flowable):  # type: ignore[misc]
    """An image laid over what stands above it: takes no room of its own. Offsets in points from the cursor."""

    def __init__(self, image: PilImage.Image, dx: float, dy: float, width: float, angle: float = 0) -> None:
        super().__init__()
        wide = min(image.width, int(width / 72 * 180))  # 180 dots per inch are enough
        small = shrink(image, (wide, image.height * wide // image.width))
        buffer = io.BytesIO()
        small.save(buffer, "PNG")
        self.reader = ImageReader(buffer)
        self.dx, self.dy, self.size, self.angle = dx, dy, (width, width * image.height / image.width), angle

    def wrap(self, *_: float) -> tuple[float, float]:
        return (0, 0)

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.translate(self.dx + self.size[0] / 2, self.dy + self.size[1] / 2)
        self.canv.rotate(self.angle)
        self.canv.drawImage(self.reader, -self.size[0] / 2, -self.size[1] / 2, *self.size, mask="auto")
        self.canv.restoreState()


class _Bars(Flowable):  # type: ignore[misc]
    def __init__(self, value: str, width: float, height: float, label: bool = True) -> None:
        super().__init__()
        self.value, self.w, self.h, self.label = value, width, height, label

    def wrap(self, *_: float) -> tuple[float, float]:
        return (self.w, self.h + (11 if self.label else 2))

    def draw(self) -> None:
        code = Code128(self.value, barHeight=self.h, barWidth=1, quiet=0)
        code = Code128(self.value, barHeight=self.h, barWidth=self.w / code.width, quiet=0)
        code.drawOn(self.canv, 0, 11 if self.label else 2)
        if self.label:
            self.canv.setFont("Mono", 9)
            self.canv.drawCentredString(self.w / 2, 1, self.value)


class Paper:
    """Collects flowables, then writes one PDF whose bytes depend on nothing but its content."""

    def __init__(
        self,
        title: str,
        when: datetime,
        producer: str,
        *,
        author: str = "",
        page: tuple[float, float] = A4,
        margin: float = 20 * mm,
        family: str = "Sans",
        accent: Any = colors.black,
        footer: str = "",
        page_word: str = "Page {n} of {all}",
        size: float = 10,
    ) -> None:
        register_fonts()
        self.title, self.when, self.producer, self.author = title, when, producer, author
        self.page, self.margin, self.family, self.accent = page, margin, family, accent
        self.footer, self.page_word, self.size = footer, page_word, size
        self.story: list[Flowable] = []
        self.width = page[0] - 2 * margin
        self.on_page: Callable[[Canvas], None] | None = None

    def style(self, **more: Any) -> ParagraphStyle:
        size = more.pop("size", self.size)
        bold = more.pop("bold", False)
        base: dict[str, Any] = {
            "fontName": self.family + ("-Bold" if bold else ""), "fontSize": size, "leading": size * 1.36,
            "spaceAfter": size * 0.55,
        }  # fmt: skip
        return ParagraphStyle("p", **{**base, **more})

    def text(self, words: str, **style: Any) -> None:
        self.story.append(Paragraph(words, self.style(**style)))

    def heading(self, words: str, size: float = 15, **style: Any) -> None:
        self.story.append(Paragraph(words, self.style(size=size, bold=True, spaceBefore=size * 0.5, **style)))

    def space(self, height_mm: float) -> None:
        self.story.append(Spacer(1, height_mm * mm))

    def rule(self, colour: Any = None, thickness: float = 0.8) -> None:
        self.story.append(HRFlowable(width="100%", thickness=thickness, color=colour or self.accent, spaceBefore=3, spaceAfter=7))

    def new_page(self) -> None:
        self.story.append(PageBreak())

    def letterhead(self, name: str, lines: Sequence[str], logo: PilImage.Image | None = None, logo_mm: float = 46) -> None:
        right = Paragraph(
            f"<b>{name}</b><br/>" + "<br/>".join(lines), self.style(size=8.5, alignment=TA_RIGHT, spaceAfter=0)
        )
        left: Any = ""
        if logo is not None:
            wide = min(logo.width, int(logo_mm / 25.4 * 180))
            logo = shrink(logo, (wide, logo.height * wide // logo.width))
            buffer = io.BytesIO()
            logo.save(buffer, "PNG")
            left = _Picture(ImageReader(buffer), logo_mm * mm, logo_mm * mm * logo.height / logo.width)
        table = Table([[left, right]], colWidths=[self.width * 0.42, self.width * 0.58])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]))
        self.story.append(table)
        self.rule(thickness=1.4)

    def pairs(self, rows: Sequence[tuple[str, str]], left: float = 0.34, size: float | None = None, grid: bool = True) -> None:
        """A two-column table: what, value. Values are paragraphs, so they wrap."""
        size = size or self.size
        data = [
            [Paragraph(a, self.style(size=size, spaceAfter=0, textColor=colors.HexColor("#444444"))),
             Paragraph(b, self.style(size=size, spaceAfter=0, bold=True))]
            for a, b in rows
        ]  # fmt: skip
        table = Table(data, colWidths=[self.width * left, self.width * (1 - left)])
        line = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#c8c8c8"))] if grid else []
        table.setStyle(
            TableStyle([*line, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)])
        )  # fmt: skip
        self.story.append(table)
        self.space(2.5)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        size: float = 8.5,
        right: Sequence[int] = (),
        total: bool = False,
        tight: bool = False,
    ) -> None:
        """A ruled table whose header repeats on each page; `widths` are shares of the line, `right` columns aligned right."""

        def cell(words: str, column: int, bold: bool) -> Paragraph:
            side = {"alignment": TA_RIGHT} if column in right else {}
            return Paragraph(words, self.style(size=size, spaceAfter=0, bold=bold, leading=size * 1.22, **side))

        last = len(rows) - 1
        data = [[cell(h, i, True) for i, h in enumerate(header)]]
        data += [[cell(c, i, total and n == last) for i, c in enumerate(row)] for n, row in enumerate(rows)]
        scale = self.width / sum(widths)
        table = Table(data, colWidths=[w * scale for w in widths], repeatRows=1)
        pad = 1.4 if tight else 3
        style = [
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e9edf2")), ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9aa4b0")),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ]  # fmt: skip
        if total:
            style.append(("BACKGROUND", (0, -1), (-1, -1), colors.HexColor("#f4f6f8")))
        table.setStyle(TableStyle(style))
        self.story.append(table)
        self.space(3)

    def boxed(self, paragraphs: Sequence[str], *, fill: str = "#f6f7f9", size: float | None = None) -> None:
        cells = [[Paragraph(words, self.style(size=size or self.size, spaceAfter=2))] for words in paragraphs]
        table = Table(cells, colWidths=[self.width])
        table.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), colors.HexColor(fill)), ("BOX", (0, 0), (-1, -1), 0.6, colors.HexColor("#b6bec8"))]))
        self.story.append(table)
        self.space(3)

    def centred(self, words: str, **style: Any) -> None:
        self.text(words, alignment=TA_CENTER, **style)

    def over(self, image: PilImage.Image, x_mm: float, y_mm: float, width_mm: float, angle: float = 0) -> None:
        """Lays an image (stamp, signature) over the page: x from the left margin, y up from the cursor."""
        self.story.append(_Over(image, x_mm * mm, y_mm * mm, width_mm * mm, angle))

    def bars(self, value: str, width_mm: float, height_mm: float = 12, label: bool = True) -> None:
        self.story.append(_Bars(value, width_mm * mm, height_mm * mm, label))
        self.space(2)

    def side(self, left: Sequence[Flowable], right: Sequence[Flowable], share: float = 0.5) -> None:
        """Two columns of flowables with a frame."""
        table = Table([[list(left), list(right)]], colWidths=[self.width * share, self.width * (1 - share)])
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.8, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        self.story.append(table)

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        counter = _Counter()
        for final in (False, True):  # twice: the first run counts the pages
            target = buffer if final else io.BytesIO()
            for flowable in self.story:
                vars(flowable).pop("_postponed", None)  # reportlab's note that it had to wait for a new page
            self._build(target, list(self.story), counter)
        return buffer.getvalue()

    def save(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.bytes())

    def _build(self, target: io.BytesIO, story: list[Flowable], counter: _Counter) -> None:
        document = BaseDocTemplate(
            target, pagesize=self.page, leftMargin=self.margin, rightMargin=self.margin, title=self.title,
            author=self.author or self.producer, creator=self.producer, producer=self.producer, subject="", keywords="",
        )  # fmt: skip
        bottom = self.margin * 0.8 + (8 * mm if self.footer else 0)
        frame = Frame(
            self.margin, bottom, self.width, self.page[1] - self.margin * 0.9 - bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

        def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
            counter.pages = max(counter.pages, canvas.getPageNumber())
            if self.on_page:
                canvas.saveState()
                self.on_page(canvas)
                canvas.restoreState()
            if self.footer:
                canvas.setFont(self.family, 7.5)
                canvas.setFillColor(colors.HexColor("#666666"))
                canvas.drawString(self.margin, 11 * mm, self.footer)
                number = self.page_word.format(n=canvas.getPageNumber(), all=counter.pages)
                canvas.drawRightString(self.page[0] - self.margin, 11 * mm, number)

        document.addPageTemplates([PageTemplate(id="all", frames=[frame], onPage=decorate)])

        def canvas(file: Any, **options: Any) -> Canvas:
            options |= {"invariant": 1, "initialFontName": self.family, "pagesize": self.page}
            made = Canvas(file, **options)
            date_canvas(made, self.when)
            return made

        document.build(story, canvasmaker=canvas)


class _Counter:
    pages = 0


class _Picture(Flowable):  # type: ignore[misc]
    def __init__(self, reader: ImageReader, width: float, height: float) -> None:
        super().__init__()
        self.reader, self.size = reader, (width, height)

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.size

    def draw(self) -> None:
        self.canv.drawImage(self.reader, 0, 0, *self.size, mask="auto")
