"""The DOCX as Word sees it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

from appealdocs.errors import RenderFailed, UsageError
from appealdocs.model.letter import Block, Inline, Letter, Segment
from appealdocs.render import docx, sheet
from appealdocs.render.package import W
from appealdocs.render.style import Images, Style

Build = Callable[..., Letter]
_W = f"{{{W}}}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def written(build_letter: Build, images: Images, now: datetime) -> Callable[..., bytes]:
    def write(language: str = "en", **more: object) -> bytes:
        return docx(sheet(build_letter(language, **more), final=False), images=images, style=Style(), now=now, pages=4)

    return write


def test_styles_headings_and_lists_are_real(written: Callable[..., bytes]) -> None:
    document = python_docx.Document(io.BytesIO(written("ru", points=2)))
    names = [p.style.name for p in document.paragraphs]
    assert names.count("Heading 1") == 1
    assert names.count("Heading 2") == 2
    assert names.index("Heading 1") < names.index("Heading 2")
    assert {"Salutation", "Body Text", "List Bullet", "List Number", "Closing"} <= set(names)
    assert not [s for s in document.styles if s.type == WD_STYLE_TYPE.PARAGRAPH and s.name == ""]
    numbered = [p for p in document.paragraphs if p.style.name.startswith("List")]
    assert all(p._p.pPr.numPr is not None for p in numbered)
    assert document.core_properties.title.startswith("О представлении")
    assert document.core_properties.subject == "Исх. № XH-2026-017"


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("ru", "ru-RU")])
def test_language_and_all_four_fonts_are_set(written: Callable[..., bytes], language: str, tag: str) -> None:
    root = etree.fromstring(parts(written(language))["word/styles.xml"])
    defaults = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    assert {key: defaults.find(f"{_W}lang").get(f"{_W}{key}") for key in ("val", "eastAsia")} == {"val": tag, "eastAsia": "zh-CN"}
    normal = next(s for s in root.iter(f"{_W}style") if s.get(f"{_W}styleId") == "Normal")
    assert normal.find(f"{_W}rPr/{_W}lang").get(f"{_W}val") == tag
    assert {key.removeprefix(_W) for key in defaults.find(f"{_W}rFonts").attrib} == {"ascii", "hAnsi", "cs", "eastAsia"}


def test_nothing_points_outside_and_nothing_is_active(written: Callable[..., bytes]) -> None:
    made = parts(written())
    assert not any(b"External" in content for name, content in made.items() if name.endswith(".rels"))
    text = b"".join(content for name, content in made.items() if name.endswith(".xml"))
    assert set(re.findall(rb"<w:instrText[^>]*>([^<]*)<", text)) == {b" PAGE ", b" NUMPAGES "}
    assert b"updateFields" not in text


def test_page_fields_carry_a_result(written: Callable[..., bytes]) -> None:
    footer = parts(written())["word/footer1.xml"].decode()
    assert re.sub(r"<w:instrText[^>]*>[^<]*</w:instrText>|<[^>]+>", "", footer).split("\n")[-1] == "Ref. XH-2026-017Page 1 of 4"


def test_pictures_have_alternative_texts_and_tables_head_rows(written: Callable[..., bytes]) -> None:
    body = parts(written("ru"))["word/document.xml"].decode()
    assert set(re.findall(r'<wp:docPr id="\d+" name="(\w+)" descr="([^"]+)"', body)) == {
        ("logo", "Логотип компании"), ("signature", "Подпись"), ("stamp", "Печать организации")}
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', body))) == 3
    assert body.count("<w:tblHeader/>") == 1
    assert body.count("<w:cantSplit/>") >= 4


def test_each_segment_stands_in_a_control_with_its_id(written: Callable[..., bytes]) -> None:
    body = parts(written(points=2, claims=2))["word/document.xml"].decode()
    assert re.findall(r'<w:tag w:val="([^"]+)"/>', body) == ["p1.cause1", "p1.cause2", "p2.cause1", "p2.cause2", "request"]
    ids = re.findall(r'<w:id w:val="(\d+)"/>', body)
    assert len(ids) == len(set(ids)) == 5


def test_the_signature_stays_with_the_text_before_it(written: Callable[..., bytes]) -> None:
    for language in ("en", "ru"):
        root = etree.fromstring(parts(written(language))["word/document.xml"])
        paragraphs = list(root.iter(f"{_W}p"))
        closing = next(i for i, p in enumerate(paragraphs) if p.find(f"{_W}pPr/{_W}pStyle[@{_W}val='Closing']") is not None)
        assert paragraphs[closing - 1].find(f"{_W}pPr/{_W}keepNext") is not None
    styles = etree.fromstring(parts(written())["word/styles.xml"])
    for name in ("Closing", "Signature", "Heading1", "Heading2", "AppealLead"):
        style = next(s for s in styles.iter(f"{_W}style") if s.get(f"{_W}styleId") == name)
        assert style.find(f"{_W}pPr/{_W}keepNext") is not None, name


ORDER = (["pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl"],
         ["rStyle", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "shd", "lang"],
         ["tcW", "tcBorders", "shd", "vAlign"], ["alias", "tag", "id", "showingPlcHdr", "text"],
         ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"])


def test_properties_stand_in_the_order_that_the_schema_asks_for(written: Callable[..., bytes]) -> None:
    """Word calls a document with properties out of order damaged."""
    for language in ("en", "ru"):
        made = parts(written(language))
        for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/header1.xml"):
            for element in etree.fromstring(made[part]).iter():
                kind = etree.QName(element).localname
                order = dict(zip(("pPr", "rPr", "tcPr", "sdtPr", "tblPr"), ORDER, strict=True)).get(kind)
                if order is not None:
                    places = [order.index(etree.QName(child).localname) for child in element if etree.QName(child).localname != "rFonts"]
                    assert places == sorted(set(places)), etree.tostring(element)


def test_a_company_may_bring_its_own_styles(build_letter: Build, tmp_path: Path, now: datetime) -> None:
    own = python_docx.Document()
    own.styles["Heading 1"].font.name = "Georgia"
    own.sections[0].left_margin = 914400
    own.save(str(tmp_path / "own.docx"))
    data = docx(sheet(build_letter(), final=True), images=Images(), style=Style(reference=tmp_path / "own.docx"), now=now)
    document = python_docx.Document(io.BytesIO(data))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].left_margin == 914400
    assert document.paragraphs[0].style.name == "Appeal Company"


def test_a_segment_id_beyond_words_limit_is_refused(
    build_letter: Build, make_segment: Callable[..., Segment], now: datetime
) -> None:
    long = make_segment("s" * 65, "Text.")
    letter = build_letter(extra=(Block("paragraph", "body", (Inline("segment", segment=long.id),)),), segments=(long,))
    with pytest.raises(RenderFailed, match="64 characters"):
        docx(sheet(letter, final=False), images=Images(), style=Style(), now=now)


def test_the_company_may_choose_a_colour_and_only_a_colour(build_letter: Build, now: datetime) -> None:
    data = docx(sheet(build_letter(), final=False), images=Images(), style=Style(accent="8A1538"), now=now)
    assert 'w:color="8A1538"' in parts(data)["word/document.xml"].decode()
    with pytest.raises(UsageError, match="no colour"):
        Style(accent='"/><w:t>x')
