"""The bilingual copy for the person who signs: Chinese beside the target language, block by block. Never uploaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from appealdocs.model.letter import Block, Inline, Letter, Segment
from appealdocs.render.docx_write import NS, footer_xml, run_xml
from appealdocs.render.numbering import Lists
from appealdocs.render.package import HEAD, escape, package, settings
from appealdocs.render.reference import Reference, localised, reference
from appealdocs.render.style import PAGE, REFERENCE, TAG, Style

WARNING = "internal, do not upload / 内部对照稿，请勿上传"
_TARGET = {"en": "英文", "ru": "俄文", "zh": "中文"}
_LEGEND = (
    ("机器翻译，待审", "FFF2B3"), ("模糊匹配，待审", "FFDDBB"), ("记忆库或人工译文，待审", "DDEBFF"), ("未翻译", "FFC9C9"),
)
_WORST = (3, 0, 1, 2)
_ORIGINS = {"machine": 0, "fuzzy": 1}
_SEVERITIES = {"critical": "严重", "major": "重要", "minor": "轻微"}
_PAGE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1191" w:right="850" w:bottom="1021" w:left="850" w:header="510" w:footer="510" w:gutter="0"/>'
)
_WIDTHS = (600, 6200, 6200, 2138)


def bilingual(letter: Letter, *, now: datetime | None = None, style: Style | None = None) -> bytes:
    """DOCX: number, Chinese, target language, marks; each segment of the target in its content control.

    What nobody approved is coloured by where it comes from, gaps too. `now` becomes the file's dates (the letter's day if None).
    """
    ref = reference(style.reference if style else None)
    made = now or datetime.fromisoformat(f"{letter.today or '2026-01-01'}T00:00:00+00:00")
    rows = "".join(_rows(letter, ref))
    legend = "".join(run_xml(f" {words} ", f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>') + run_xml("  ")
                     for words, colour in _LEGEND)
    head = _para(ref, "heading 1", run_xml(letter.title)) + _para(ref, "Appeal Mark", run_xml(WARNING))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{ref.id("Appeal Table")}"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + _row(ref, [run_xml(words) for words in ("序号", "中文", _TARGET[letter.language], "标记")], "", head=True)
        + rows + "</w:tbl>"
    )
    text = REFERENCE["zh"].format(letter.reference)
    parts: dict[str, str | bytes] = {
        "word/document.xml": HEAD + f"<w:document {NS}><w:body>{head}{_para(ref, 'Appeal Data', legend)}"
        f'{_para(ref, "Appeal Spacer", "")}{table}{_para(ref, "Appeal Spacer", "")}<w:sectPr>'
        f'<w:headerReference w:type="default" r:id="rheader1"/><w:footerReference w:type="default" r:id="rfooter1"/>{_PAGE}'
        "</w:sectPr></w:body></w:document>",
        "word/styles.xml": localised(ref.styles, TAG[letter.language]),
        "word/settings.xml": settings(TAG[letter.language]),
        "word/numbering.xml": Lists().xml(ref.numbering, "•"),
        "word/header1.xml": HEAD + f'<w:hdr {NS}>{_para(ref, "header", run_xml(WARNING))}</w:hdr>',
        "word/footer1.xml": HEAD + f"<w:ftr {NS}>{footer_xml(ref, text, PAGE['zh'], 1, sum(_WIDTHS))}</w:ftr>",
    }
    if ref.theme is not None:
        parts["word/theme/theme1.xml"] = ref.theme
    return package(parts, title=f"{letter.title} ({WARNING})", author="", subject=text, language=TAG[letter.language], now=made)


def _para(ref: Reference, style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{ref.id(style)}"/></w:pPr>{inside}</w:p>'


def pairs(letter: Letter) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks of the letter beside those of its mirror: one by one, else matched by section and kind."""
    blocks, mirror = letter.blocks, letter.mirror
    keys = [(b.section, b.kind) for b in blocks], [(b.section, b.kind) for b in mirror]
    if keys[0] == keys[1]:
        yield from zip(blocks, mirror, strict=True)
        return
    for _, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        for at in range(max(i2 - i1, j2 - j1)):
            yield (blocks[i1 + at] if i1 + at < i2 else None), (mirror[j1 + at] if j1 + at < j2 else None)


def _rows(letter: Letter, ref: Reference) -> Iterator[str]:
    number = controls = 0
    for block, twin in pairs(letter):
        ours, theirs = _runs(block), _runs(twin)
        for at in range(max(len(ours), len(theirs))):
            target = ours[at] if at < len(ours) else ()
            chinese = theirs[at] if at < len(theirs) else ()
            words = letter.plain(target), letter.plain(chinese, mirror=True)
            if not any(text.strip() for text in words):
                continue
            number += 1
            bold = bool(block and block.kind == "heading") or bool(block and block.rows and block.rows[at].header)
            left = run_xml(_label(twin), "") if _label(twin) else ""
            left += "".join(_plain(i, letter.text_of(i, mirror=True), bold, letter) for i in chinese)
            right = run_xml(_label(block), "") if _label(block) else ""
            for inline in target:
                controls += inline.kind == "segment"
                right += _target(inline, letter, bold, controls, ref)
            marks = [_mark(letter.segments[i.segment]) for i in target if i.kind == "segment"]
            kinds = [k for i in target if i.kind == "segment" and (k := _kind(letter.segments[i.segment])) is not None]
            colour = _LEGEND[_WORST[min(_WORST.index(k) for k in kinds)]][1] if kinds else ""
            yield _row(ref, [run_xml(str(number)), left, right], "\n".join(m for m in dict.fromkeys(marks) if m), colour)


def _label(block: Block | None) -> str:
    return f"{block.number or '•'} " if block is not None and block.kind == "item" else ""


def _runs(block: Block | None) -> list[tuple[Inline, ...]]:
    """What stands in one row of the copy: the block, or one row of a table with bars between its cells."""
    if block is None or block.kind == "place":
        return []
    if block.kind != "table":
        return [block.inlines]
    rows = []
    for row in block.rows:
        inlines: list[Inline] = []
        for at, cell in enumerate(row.cells):
            inlines += ([Inline("text", " | ")] if at else []) + list(cell)
        rows.append(tuple(inlines))
    return rows


def _plain(inline: Inline, text: str, bold: bool, letter: Letter) -> str:
    if inline.kind == "break":
        return "<w:r><w:br/></w:r>"
    segment = letter.segments[inline.segment] if inline.kind == "segment" else None
    borrowed = segment is not None and segment.source_language != "zh" and not segment.mirror
    properties = ("<w:b/><w:bCs/>" if bold or inline.bold else "") + ("<w:i/><w:iCs/>" if borrowed else "")
    return run_xml(text, properties)


def _target(inline: Inline, letter: Letter, bold: bool, control: int, ref: Reference) -> str:
    text = letter.text_of(inline)
    if inline.kind != "segment":
        return _plain(inline, text, bold, letter)
    segment = letter.segments[inline.segment]
    colour = _colour(segment)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""
    run = run_xml(text, ("<w:b/><w:bCs/>" if bold or inline.bold else "") + shade)
    gap = "" if segment.target else "<w:showingPlcHdr/>"
    tag = escape(inline.segment)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{control}"/>{gap}<w:text/></w:sdtPr>'
        f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def _kind(segment: Segment) -> int | None:
    """Index into the legend, None for approved text."""
    if not segment.target:
        return 3
    return None if segment.state == "approved" else _ORIGINS.get(segment.origin, 2)


def _colour(segment: Segment) -> str:
    kind = _kind(segment)
    return "" if kind is None else _LEGEND[kind][1]


def _mark(segment: Segment) -> str:
    """What the person must know: the segment's id, where its words come from, the flags."""
    kind = _kind(segment)
    if kind is None and not segment.flags:
        return ""
    said = [segment.id + ("" if kind is None else f"：{_LEGEND[kind][0]}")]
    if kind == 1 and segment.stamp.match is not None:
        said[0] += f"（{segment.stamp.match}%）"
    said += [f"{_SEVERITIES[flag.severity]}：{flag.message.zh}" for flag in segment.flags]
    return "\n".join(said)


def _row(ref: Reference, cells: Sequence[str], marks: str, colour: str = "", *, head: bool = False) -> str:
    """`colour` fills the target's cell: LibreOffice does not print the colour of a content control."""
    style = ref.id("Appeal Table Head" if head else "Appeal Table Text")
    if not head:
        lines = [run_xml(line, '<w:sz w:val="16"/>') for line in marks.split("\n")] if marks else []
        cells = [*cells, "<w:r><w:br/></w:r>".join(lines)]
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade if at == 2 else ""}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{cell}</w:p></w:tc>'
        for at, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return f"<w:tr>{properties}{made}</w:tr>"
