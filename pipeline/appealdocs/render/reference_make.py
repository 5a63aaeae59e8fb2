"""Makes templates/reference.docx: the styles and the page of every letter, and a sample of each.

    python -m appealdocs.render.reference_make

A company opens the file in Word, changes the styles, and names it in its appealdocs.toml.
"""

from __future__ import annotations

from datetime import UTC, datetime

from appealdocs.render.package import HEAD, W, escape, package, settings

SERIF, HAN = "Times New Roman", "SimSun"
ACCENT, GREY, RED = "1F3A5F", "595959", "A61C1C"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1191" w:right="1134" w:bottom="1191" w:left="1418" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
"""A4; margins 25 mm left, 20 mm right, 21 mm above and below, as a letter that is filed."""


def _style(name: str, id: str, paragraph: str = "", run: str = "", *, based: str = "Normal", follows: str = "",
           kind: str = "paragraph", built_in: bool = True, rest: str = "") -> str:
    following = f'<w:next w:val="{follows}"/>' if follows else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if id in ("Normal", "DefaultParagraphFont", "TableNormal") else ""
    own = "" if built_in else ' w:customStyle="1"'
    shown = "" if kind == "table" and built_in else '<w:qFormat/>'
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{id}"><w:name w:val="{escape(name)}"/>{base}{following}'
        f'<w:uiPriority w:val="{1 if shown else 99}"/>{shown}'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + rest + "</w:style>"
    )


def _spacing(before: float = 0, after: float = 0, line: float = 0) -> str:
    """Points above and below; `line` in lines."""
    lines = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def _look(size: float = 0, colour: str = "", *, bold: bool = False, italic: bool = False, caps: float = 0) -> str:
    """Size in points, colour RRGGBB, `caps` letter-spacing in points."""
    return (
        ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:spacing w:val="{round(caps * 20)}"/>' if caps else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
    )


_KEEP = "<w:keepNext/><w:keepLines/>"
_LEFT = '<w:jc w:val="left"/>'
_STIFF = "<w:suppressAutoHyphens/>"
_ITEM = '<w:ind w:left="425" w:hanging="425"/>'


def styles() -> str:
    """word/styles.xml. The language of docDefaults is set for each letter."""
    heading = [
        _style(f"heading {n}", f"Heading{n}", _KEEP + _STIFF + _spacing(before, after) + _LEFT + f'<w:outlineLvl w:val="{n - 1}"/>',
               _look(size, colour, bold=True, italic=n == 4), follows="BodyText")
        for n, before, after, size, colour in (
            (1, 12, 10, 13.5, "000000"), (2, 13, 5, 12, ACCENT), (3, 10, 4, 11.5, "000000"), (4, 7, 3, 11.5, "000000"))
    ]
    cell = _STIFF + _spacing(2, 2, 1) + _LEFT
    line = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    rules = (
        "<w:tblPr><w:tblBorders>" + line + line.replace("w:top", "w:bottom")
        + '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFC7D1"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E9EEF4"/></w:tcPr></w:tblStylePr>'
    )
    bare = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    return HEAD + f'<w:styles xmlns:w="{W}">' + (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:cs="{SERIF}" w:eastAsia="{HAN}"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr>" + _spacing(0, 0, 1.08) + "</w:pPr></w:pPrDefault></w:docDefaults>"
    ) + "".join([
        _style("Normal", "Normal", "<w:widowControl/>", '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>', based=""),
        _style("Default Paragraph Font", "DefaultParagraphFont", kind="character", based=""),
        _style("Normal Table", "TableNormal", kind="table", based="", rest=bare),
        *heading,
        _style("Body Text", "BodyText", _spacing(0, 6) + _LEFT),
        _style("List Number", "ListNumber", _spacing(0, 4) + _ITEM + _LEFT),
        _style("List Bullet", "ListBullet", _spacing(0, 4) + _ITEM + _LEFT),
        _style("Appeal Lead", "AppealLead", _KEEP + _spacing(6, 4) + _LEFT, _look(bold=True), follows="BodyText", built_in=False),
        _style("Appeal Mark", "AppealMark", _KEEP + (
            "<w:pBdr>" + "".join(f'<w:{s} w:val="single" w:sz="6" w:space="4" w:color="{RED}"/>' for s in ("top", "left", "bottom", "right"))
            + "</w:pBdr>") + _STIFF + _spacing(0, 10) + '<w:ind w:left="100" w:right="100"/>' + _LEFT, _look(10, RED, bold=True), built_in=False),
        _style("Appeal Company", "AppealCompany", _KEEP + _STIFF + _spacing(0, 2, 1) + _LEFT, _look(15, ACCENT, bold=True), built_in=False),
        _style("Appeal Data", "AppealData", "<w:keepLines/>" + _STIFF + _spacing(0, 0, 1) + _LEFT, _look(9, GREY), built_in=False),
        _style("Date", "Date", _STIFF + _spacing(0, 0, 1.05) + _LEFT, _look(10.5)),
        _style("Appeal Reference", "AppealReference", _STIFF + _spacing(0, 0, 1.05) + _LEFT, _look(10.5), built_in=False),
        _style("Appeal Addressee", "AppealAddressee", _STIFF + _spacing(0, 0, 1.05) + _LEFT, _look(11.5), built_in=False),
        _style("Salutation", "Salutation", _KEEP + _spacing(4, 8) + _LEFT),
        _style("Closing", "Closing", _KEEP + _spacing(12, 8) + _LEFT),
        _style("Signature", "Signature", _KEEP + _STIFF + _spacing(0, 3) + _LEFT),
        _style("Appeal Stamp", "AppealStamp", _KEEP + _STIFF + _spacing(0, 0) + '<w:jc w:val="center"/>', _look(9, GREY), built_in=False),
        _style("Appeal Table Head", "AppealTableHead", _KEEP + cell, _look(9, bold=True), built_in=False),
        _style("Appeal Table Text", "AppealTableText", cell, _look(9), built_in=False),
        _style("Appeal Spacer", "AppealSpacer", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _look(4), built_in=False),
        _style("header", "Header", _STIFF + _spacing(0, 0, 1) + '<w:jc w:val="right"/>', _look(10, RED, bold=True, caps=1.5)),
        _style("footer", "Footer", (
            f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="BFC7D1"/></w:pBdr>{_STIFF}') + _spacing(0, 0, 1) + _LEFT,
            _look(8.5, GREY)),
        _style("Strong", "Strong", run="<w:b/><w:bCs/>", kind="character", based="DefaultParagraphFont"),
        _style("Emphasis", "Emphasis", run="<w:i/><w:iCs/>", kind="character", based="DefaultParagraphFont"),
        _style("Appeal Gap", "AppealGap", run='<w:shd w:val="clear" w:color="auto" w:fill="FFE08A"/>', kind="character",
               based="DefaultParagraphFont", built_in=False),
        _style("Appeal Table", "AppealTable", kind="table", based="TableNormal", rest=rules, built_in=False),
        _style("Appeal Layout", "AppealLayout", kind="table", based="TableNormal", rest=bare, built_in=False),
    ]) + "</w:styles>"


def build() -> bytes:
    """The reference document: the same bytes on every machine."""
    names = [("Heading1", "Heading 1: the subject"), ("Heading2", "Heading 2: a part of the letter"),
             ("Heading3", "Heading 3: a point"), ("Heading4", "Heading 4: a part of a point"),
             ("AppealCompany", "Appeal Company: the letterhead's first line"), ("AppealData", "Appeal Data: its other lines"),
             ("Date", "Date"), ("AppealReference", "Appeal Reference"), ("AppealAddressee", "Appeal Addressee"),
             ("Salutation", "Salutation"), ("BodyText", "Body Text: a paragraph of the letter."),
             ("AppealLead", "Appeal Lead: the words before a list or a table"), ("ListNumber", "List Number"),
             ("ListBullet", "List Bullet"), ("AppealTableHead", "Appeal Table Head"), ("AppealTableText", "Appeal Table Text"),
             ("AppealMark", "Appeal Mark: 'draft for signature'"), ("Closing", "Closing"), ("Signature", "Signature"),
             ("AppealStamp", "Appeal Stamp")]
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>' for id, text in names)
    return package(
        {"word/document.xml": HEAD + f'<w:document xmlns:w="{W}"><w:body>{body}{PAGE}</w:body></w:document>',
         "word/styles.xml": styles(), "word/settings.xml": settings("en-GB")},
        title="Styles of the letters", author="appealdocs", subject="reference.docx", language="en-GB",
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )


def main() -> None:
    from appealdocs.casefolder import write_atomic
    from appealdocs.resources import shipped

    write_atomic(shipped("templates") / "reference.docx", build())


if __name__ == "__main__":
    main()
