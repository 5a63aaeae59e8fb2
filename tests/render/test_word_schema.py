"""Word is strict where LibreOffice is not: order of elements, ids, relationships, styles; and what a reader of screens needs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from appealdocs.model.letter import Block, Inline, Letter, Paper, Row
from appealdocs.render import bilingual, docx, sheet
from appealdocs.render.reference_make import build as own_reference
from appealdocs.render.style import Images, Style

sys.path.insert(0, str(Path(__file__).parent))
from word_schema import access, faults

Build = Callable[..., Letter]


def _letter(build_letter: Build, make_segment: Callable[..., object], language: str) -> Letter:
    """Every kind of block: headings of four levels, gaps, bullets, numbers that start late, narrow and wide tables."""
    text = lambda words, **look: (Inline("text", words, **look),)  # noqa: E731
    wide = tuple(text(f"Column {n} 2026-10-{n:02d}") for n in range(1, 9))
    extra = (
        Block("heading", "body.more", text("Level three"), 3), Block("heading", "body.more", text("Level four"), 4),
        Block("paragraph", "body.more", (*text("Bold", bold=True), Inline("break"), *text("italic", italic=True), *text("both", bold=True, italic=True))),
        Block("item", "body.more", text("a bullet")), Block("item", "body.more", text("seven"), number="7."),
        Block("item", "body.more", text("eight"), number="8."), Block("item", "body.more", text("letter"), number="a)"),
        Block("table", "body.wide", rows=(Row(wide, True), Row(wide), Row(wide))),
        Block("table", "body.turned", rows=(Row(wide, True), Row(wide))),
        Block("paragraph", "body.more", (Inline("segment", segment="gap"), *text(" after"))),
    )
    gap = make_segment("gap", "", language)
    return build_letter(language, points=2, extra=extra, segments=(gap,))


@pytest.mark.parametrize("pictures", [True, False])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_letter_keeps_to_the_schema(
    build_letter: Build, make_segment: Callable[..., object], images: Images, now: datetime, language: str, pictures: bool
) -> None:
    laid = sheet(_letter(build_letter, make_segment, language), final=False)
    data = docx(laid, images=images if pictures else Images(), style=Style(), now=now)
    assert faults(data) == []
    assert access(data) == []


def test_a_paper_and_the_bilingual_copy_keep_to_it_too(build_letter: Build, make_segment: Callable[..., object], undertaking: Paper, now: datetime) -> None:
    laid = sheet(build_letter(), undertaking, final=False)
    made = docx(laid, images=Images(), style=Style(), now=now)
    assert faults(made) == access(made) == []
    assert faults(bilingual(_letter(build_letter, make_segment, "ru"))) == []


def test_a_letter_in_a_companys_own_styles_keeps_to_it(build_letter: Build, images: Images, now: datetime, tmp_path: Path) -> None:
    """A reference document as python-docx makes it: its styles and lists, none of ours."""
    from docx import Document
    from docx.shared import Pt

    company = Document()
    company.styles["Normal"].font.name = "Georgia"
    company.styles["Heading 2"].font.size = Pt(15)
    company.save(tmp_path / "reference.docx")
    laid = sheet(build_letter(claims=3), final=False)
    data = docx(laid, images=images, style=Style(reference=tmp_path / "reference.docx"), now=now)
    assert faults(data) == []
    assert access(data) == []


def test_our_reference_document_keeps_to_it() -> None:
    assert faults(own_reference()) == []


@pytest.mark.parametrize(
    ("was", "now_is", "said"),
    [
        ("<w:keepNext/><w:numPr>", "<w:numPr><w:ilvl w:val='0'/></w:numPr><w:keepNext/><w:numPr>", "out of order"),
        ('<w:tblLayout w:type="fixed"/>', '<w:tblLayout w:type="fixed"/><w:tblW w:w="1" w:type="dxa"/>', "out of order"),
        ("</w:p></w:tc>", "</w:p><w:sdt/></w:tc>", "does not end with a paragraph"),
        ('r:id="rheader1"', 'r:id="rnothing"', "no relationship"),
        ('w:val="BodyText"', 'w:val="Nothing"', "no style"),
        ('<w:id w:val="2"/>', '<w:id w:val="1"/>', "stands twice"),
    ],
)
def test_the_checker_sees_what_word_refuses(build_letter: Build, now: datetime, was: str, now_is: str, said: str) -> None:
    import zipfile

    data = docx(sheet(build_letter(points=2, claims=3), final=False), images=Images(), style=Style(), now=now)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as spoilt:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                changed = part.replace(was.encode(), now_is.encode(), 1)
                if changed == part:  # an item that is not tied: the same fault elsewhere
                    changed = part.replace(b"<w:numPr>", b"<w:spacing/><w:numPr>", 1)
                assert changed != part
                part = changed
            spoilt.writestr(name, part)
    assert any(said in fault for fault in faults(out.getvalue()))
