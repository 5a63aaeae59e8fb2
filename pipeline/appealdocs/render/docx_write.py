"""A sheet as DOCX: real styles by name, real numbering, content controls around the segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2
from appealdocs.render.binding import bound
from appealdocs.render.measure import unbound
from appealdocs.render.numbering import Lists
from appealdocs.render.package import HEAD, R, W, escape, package, relation_id, settings
from appealdocs.render.picture import Kind, Picture, picture
from appealdocs.render.reference import Reference, localised, reference
from appealdocs.render.sheet import BULLETS, TABLE_SIZE, Columns, Letterhead, Para, Role, Run, Sheet, Signature, Table
from appealdocs.render.style import LOGO_TEXT, PAGE, REFERENCE, SIGNATURE_TEXT, STAMP_TEXT, TAG, Images, Style
from appealdocs.render.words import ARABIC

NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_STYLES: dict[Role, str] = {
    "mark": "Appeal Mark", "company": "Appeal Company", "data": "Appeal Data", "date": "Date", "reference": "Appeal Reference",
    "addressee": "Appeal Addressee", "subject": "heading 1", "salutation": "Salutation", "body": "Body Text",
    "lead": "Appeal Lead", "closing": "Closing", "signatory": "Signature", "signature": "Signature", "stamp": "Appeal Stamp",
}
_MM = 36000
"""EMU in a millimetre."""
_TWIPS = 56.6929
"""Twips in a millimetre."""


def docx(sheet: Sheet, *, images: Images, style: Style, now: datetime, pages: int = 1) -> bytes:
    """The document. `pages` is what the page field shows until Word counts again; `now` becomes the file's dates.

    Raises BadInput for an unusable reference document, RenderFailed for an unusable picture or segment id.
    """
    writer = Writer(sheet, reference(style.reference), images, style.accent)
    body = "".join(writer.nodes())
    ref = writer.reference
    text = REFERENCE[sheet.language].format(sheet.reference)
    parts: dict[str, str | bytes] = {
        "word/document.xml": HEAD + f"<w:document {NS}><w:body>{body}<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="rheader1"/><w:footerReference w:type="default" r:id="rfooter1"/>{ref.page}'
        "</w:sectPr></w:body></w:document>",
        "word/styles.xml": localised(ref.styles, TAG[sheet.language]),
        "word/settings.xml": settings(TAG[sheet.language]),
        "word/numbering.xml": writer.lists.xml(ref.numbering, BULLETS[sheet.language]),
        "word/header1.xml": HEAD + f'<w:hdr {NS}>{writer.plain("header", sheet.mark)}</w:hdr>',
        "word/footer1.xml": HEAD + f"<w:ftr {NS}>{footer_xml(ref, text, PAGE[sheet.language], pages, ref.line)}</w:ftr>",
        **{f"word/media/{kind}.png": shown.png for kind, shown in writer.pictures.items()},
    }
    if ref.theme is not None:
        parts["word/theme/theme1.xml"] = ref.theme
    return package(parts, title=sheet.title, author=sheet.company, subject=text, language=TAG[sheet.language], now=now)


def footer_xml(ref: Reference, text: str, words: tuple[str, str], pages: int, line: int) -> str:
    """Reference left, 'Page X of Y' right (`line`: text width in twips); the fields carry a result for readers that do not count."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{ref.id("footer")}"/><w:tabs><w:tab w:val="right" w:pos="{line}"/></w:tabs></w:pPr>'
        f"{run_xml(text)}<w:r><w:tab/></w:r>{run_xml(words[0])}{_field('PAGE', 1)}{run_xml(words[1])}{_field('NUMPAGES', pages)}</w:p>"
    )


def _field(name: str, result: int) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def run_xml(text: str, properties: str = "") -> str:
    """A run with this text; `properties` is the inside of its w:rPr."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


@dataclass
class Writer:
    """Writes the nodes of one sheet; keeps the counters of the document."""

    sheet: Sheet
    reference: Reference
    images: Images
    accent: str
    lists: Lists = field(default_factory=Lists)
    pictures: dict[Kind, Picture] = field(default_factory=dict)
    controls: int = 0
    drawings: int = 0

    def nodes(self) -> Iterator[str]:
        """The body, node by node."""
        for node in self.sheet.nodes:
            match node:
                case Para():
                    yield self.para(node)
                case Table():
                    yield self.table(node)
                case Letterhead():
                    yield self.letterhead(node)
                case Columns():
                    yield self.columns(node)
                case Signature():
                    yield self.signature(node)

    def plain(self, style: str, text: str) -> str:
        inside = run_xml(text) if text else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id(style)}"/></w:pPr>{inside}</w:p>'

    def para(self, para: Para, extra: str = "") -> str:
        """A paragraph; `extra` is the end of its w:pPr (from w:pBdr on)."""
        keep = "<w:keepNext/>" if para.tied else ""
        numbering = ""
        if para.role == "item":
            number, level = self.lists.place(para.label, max(0, para.level - 1))
            style = "List Number" if para.label[:1].isdigit() else "List Bullet"
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
            label = "" if number else run_xml(para.label) + "<w:r><w:tab/></w:r>"
        else:
            self.lists.close()
            style, label = (f"heading {para.level}" if para.role == "heading" else _STYLES[para.role]), ""
        plain = para.role in ("lead", "company", "mark") or para.role in ("subject", "heading")
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id(style)}"/>{keep}{numbering}{extra}</w:pPr>'
            f"{label}{self.runs(para.runs, plain)}</w:p>"
        )

    def runs(self, runs: Iterable[Run], bold_by_style: bool = False, size: str = "", room: float = 0) -> str:
        """Runs, each segment in a content control that carries its id as tag. `size`: properties for another size of letters;
        `room`: ems of a narrow line, where words are not bound together that would not fit."""
        made = []
        for segment, group in groupby(runs, lambda run: run.segment):
            inside = "".join(self._run(run, bold_by_style, size, room) for run in group)
            made.append(self._control(segment, inside) if segment else inside)
        return "".join(made)

    def _run(self, run: Run, bold_by_style: bool, size: str = "", room: float = 0) -> str:
        if run.text == "\n":
            return "<w:r><w:br/></w:r>"
        properties = size
        if run.gap:
            properties = f'<w:rStyle w:val="{self.reference.id("Appeal Gap")}"/>{size}<w:shd w:val="clear" w:color="auto" w:fill="FFE08A"/>'
        elif run.bold and not bold_by_style:
            properties = f'<w:rStyle w:val="{self.reference.id("Strong")}"/>' + ("<w:i/><w:iCs/>" if run.italic else "") + size
        elif run.italic:
            properties = f'<w:rStyle w:val="{self.reference.id("Emphasis")}"/>{size}'
        text = run.text if run.segment else bound(run.text, self.sheet.language)
        if room:
            text = unbound(text, room, run.bold)
        if not ARABIC.search(text):
            return run_xml(text, properties)
        made, end = [], 0
        for match in ARABIC.finditer(text):  # Word sets words from right to left only where the run says so
            if match.start() > end:
                made.append(run_xml(text[end : match.start()], properties))
            made.append(run_xml(match[0], f"{properties}<w:rtl/>"))
            end = match.end()
        return "".join(made) + (run_xml(text[end:], properties) if text[end:] else "")

    def _control(self, segment: str, inside: str) -> str:
        if len(segment) > 64:
            raise RenderFailed(Text2(f"segment id '{segment}' has more than 64 characters, Word's limit for a tag",
                                     f"段落编号“{segment}”超过 Word 标签的 64 个字符上限"))
        self.controls += 1
        tag = escape(segment)
        gap = "<w:showingPlcHdr/>" if f'w:val="{self.reference.id("Appeal Gap")}"' in inside else ""
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{self.controls}"/>{gap}<w:text/></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def table(self, table: Table) -> str:
        self.lists.close()
        small = len(table.rows) <= 6 and sum(len(r.text) for row in table.rows for cell in row for r in cell) < 900
        widths = _twips(table.widths, self.reference.line)
        half = round(table.size * 2)
        size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if table.size != TABLE_SIZE else ""
        rows = [self._row(row, widths, "Appeal Table Head", "<w:cantSplit/><w:tblHeader/>", True, size) for row in table.heads]
        for index, row in enumerate(table.rows):
            long = sum(len(run.text) for cell in row for run in cell) > 2500
            tied = (small and index + 1 < len(table.rows)) or table.tied
            rows.append(self._row(row, widths, "Appeal Table Text", "" if long else "<w:cantSplit/>", tied, size))
        look = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        spacer = f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id("Appeal Spacer")}"/></w:pPr></w:p>'
        return self._tbl("Appeal Table", widths, "".join(rows), look) + spacer

    def _tbl(self, style: str, widths: Sequence[int], rows: str, look: str = "") -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.reference.id(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, row: Sequence[Sequence[Run]], widths: Sequence[int], style: str, properties: str, tied: bool, size: str) -> str:
        keep = "<w:keepNext/>" if tied else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{self.reference.id(style)}"/>'
            f"{keep}</w:pPr>{self.runs(cell, style == 'Appeal Table Head', size, width / 20 / TABLE_SIZE - 1)}</w:p></w:tc>"
            for cell, width in zip((*row, *[()] * (len(widths) - len(row))), widths, strict=True)
        )
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"

    def letterhead(self, head: Letterhead) -> str:
        """Logo left, name and data beside it, a rule below."""
        paras = ([head.company] if head.company else []) + list(head.data)
        logo = self._drawing("logo", self.images.logo, 44, 22)
        if not logo:
            rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{self.accent}"/></w:pBdr>'
            lines = [self.para(p, rule + '<w:spacing w:after="280"/>' if p is paras[-1] else "") for p in paras]
            return "".join(lines)
        shown = self.pictures["logo"]
        left = round((shown.fit(44, 22)[0] + 6) * _TWIPS)
        border = (
            f'<w:tblBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{self.accent}"/></w:tblBorders>'
            '<w:tblLayout w:type="fixed"/>'
        )
        cells = (
            _cell(left, f'<w:p><w:pPr><w:spacing w:after="80"/></w:pPr>{logo}</w:p>', '<w:vAlign w:val="center"/>')
            + _cell(self.reference.line - left, "".join(
                self.para(p, '<w:spacing w:after="80"/>' if p is paras[-1] else "") for p in paras) or "<w:p/>",
                '<w:vAlign w:val="center"/>')
        )
        table = self._tbl("Appeal Layout", (left, self.reference.line - left), f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        return table.replace('<w:tblLayout w:type="fixed"/>', border, 1) + (
            f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id("Appeal Spacer")}"/>'
            '<w:spacing w:line="280" w:lineRule="exact"/></w:pPr></w:p>'
        )

    def columns(self, node: Columns) -> str:
        widths = _twips((node.left_share, 1000 - node.left_share), self.reference.line)
        gap = round(6 * _TWIPS)
        cells = "".join(
            _cell(width, "".join(self.para(p, f'<w:ind w:right="{gap}"/>' if first else "") for p in paras) or "<w:p/>")
            for paras, width, first in ((node.left, widths[0], True), (node.right, widths[1], False))
        )
        spacer = f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id("Appeal Spacer")}"/></w:pPr></w:p>'
        return self._tbl("Appeal Layout", widths, f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>") + spacer

    def signature(self, node: Signature) -> str:
        """Closing, signature and the stamp's place; every paragraph tied to the next."""
        self.lists.close()
        above = "".join(self.para(p) for p in node.closing)
        signed = self._drawing("signature", self.images.signature, 60, 18)
        if node.line:
            widths = _twips((380, 310, 310), self.reference.line)
            style = self.reference.id("Signature")
            cells = "".join(
                _cell(width, (self._image_para(signed) if signed and index == 1 else "")
                      + f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{self.runs(cell)}</w:p>', '<w:vAlign w:val="bottom"/>')
                for index, (cell, width) in enumerate(zip(node.line, widths, strict=True))
            )
            height = "" if signed else f'<w:trHeight w:val="{round(16 * _TWIPS)}" w:hRule="atLeast"/>'
            above += "".join(self.para(p) for p in node.above)
            above += self._tbl("Appeal Layout", widths, f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
            return above + self._spacer() + self._stamp_table(node, "")
        blank = f'<w:p><w:pPr><w:keepNext/><w:spacing w:before="{round(11 * _TWIPS)}"/></w:pPr></w:p>'
        room = self._image_para(signed) if signed else blank
        left = "".join(self.para(p) for p in node.above) + (room if node.has_signature else "") + "".join(
            self.para(p) for p in node.below)
        return above + self._stamp_table(node, left) + self._spacer()

    def _spacer(self) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.reference.id("Appeal Spacer")}"/></w:pPr></w:p>'

    def _image_para(self, drawing: str) -> str:
        return f'<w:p><w:pPr><w:keepNext/><w:spacing w:before="80"/></w:pPr>{drawing}</w:p>'

    def _stamp_table(self, node: Signature, left: str) -> str:
        """What is signed left, the drawn place of the stamp right (or alone, where the signature stands above)."""
        if not node.has_stamp and not node.stamp:
            return left
        side = round(46 * _TWIPS)
        stamped = self._drawing("stamp", self.images.stamp, 42, 42)
        dashed = "" if stamped else "<w:tcBorders>" + "".join(
            f'<w:{edge} w:val="dashed" w:sz="6" w:space="0" w:color="8C96A3"/>' for edge in ("top", "left", "bottom", "right")
        ) + "</w:tcBorders>"
        inside = (f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>{stamped}</w:p>' if stamped else "") + "".join(
            self.para(p) for p in node.stamp)
        place = _cell(side, inside or "<w:p/>", f"{dashed}<w:vAlign w:val=\"{'bottom' if stamped else 'center'}\"/>")
        height = f'<w:trHeight w:val="{round(40 * _TWIPS)}" w:hRule="atLeast"/>'
        if not left:
            return self._tbl("Appeal Layout", (side,), f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{place}</w:tr>") + self._spacer()
        widths = (self.reference.line - side, side)
        return self._tbl("Appeal Layout", widths, f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{_cell(widths[0], left)}{place}</w:tr>")

    def _drawing(self, kind: Kind, data: bytes | None, width: float, height: float) -> str:
        """An inline picture within width x height millimetres, with its alternative text; "" without data."""
        if data is None:
            return ""
        shown = self.pictures.setdefault(kind, picture(data, kind, flat=False))
        alt = {"logo": LOGO_TEXT, "signature": SIGNATURE_TEXT, "stamp": STAMP_TEXT}[kind][self.sheet.language]
        cx, cy = (round(side * _MM) for side in shown.fit(width, height))
        self.drawings += 1
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f'<wp:docPr id="{self.drawings}" name="{kind}" descr="{escape(alt)}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{self.drawings}" name="{kind}.png" descr="{escape(alt)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{relation_id(f"word/media/{kind}.png")}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )


def _cell(width: int, inside: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def _twips(shares: Sequence[int], line: int) -> tuple[int, ...]:
    widths = [line * share // 1000 for share in shares]
    widths[-1] += line - sum(widths)
    return tuple(widths)
