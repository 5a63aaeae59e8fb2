"""Exhibit sheets: their words are on the page, and nothing is lost in silence."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from appealdocs.model.keys import EVIDENCE_TYPES
from appealdocs.pack import archival, merge, sheets, words
from appealdocs.pack.typeset import OMITTED, lines_of, stamp, width, wrapped

NAMES = words.standard()


def about(**changes: Any) -> sheets.About:
    given: dict[str, Any] = {
        "number": 3, "title": "Carrier's tracking page", "reference": "R-1", "order": "61840275-0318-1", "look": "page 2, signer and time",
        "file": "a_tracking.pdf", "sha256": "ab" * 32, "pages": 2,
        "locators": [sheets.Locator(2, (0.7, 0.1, 0.9, 0.2), "Signed by A. Rashid", "A. Rashid")],
    }
    return sheets.About(**(given | changes))


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", ["Exhibit 3", "Order 61840275-0318-1", "What to look at: page 2, signer and time", "top, right", "Signed by A. Rashid", "ab" * 32]),
        ("ru", ["Приложение 3", "Заказ № 61840275-0318-1", "На что обратить внимание", "вверху, справа"]),
        ("zh", ["附件3", "查看要点", "上部"]),
    ],
)
def test_a_sheet_says_what_the_exhibit_is_and_where_to_look(lang: Any, wanted: list[str]) -> None:
    data, laid = sheets.sheets([about()], NAMES, lang)
    text = " ".join("\n".join(lines_of(data)).split())
    for word in wanted:
        assert word.replace(" ", "") in text.replace(" ", "")
    assert (laid[0].first, laid[0].last) == (0, 1)
    assert [link.page for link in laid[0].links] == [2]


def test_what_no_font_can_show_is_marked_and_the_rest_stays() -> None:
    data, _ = sheets.sheets([about(locators=[sheets.Locator(1, None, "مرحبا order 77 深圳 «вес»", "77")])], NAMES, "en")
    text = "".join(lines_of(data))
    assert OMITTED in text
    for word in ("order 77", "深圳", "«вес»"):
        assert word in text


def test_the_same_sheets_twice_are_the_same_bytes() -> None:
    given = [about(number=n) for n in range(1, 5)]
    assert sheets.sheets(given, NAMES, "ru") == sheets.sheets(given, NAMES, "ru")


def test_sheets_pass_as_pdf_a_even_with_chinese(now: Any) -> None:
    data, laid = sheets.sheets([about(title="运单 深圳市")], NAMES, "en")
    entry = merge.Entry(3, "Exhibit 3", "", (laid[0].first, laid[0].last))
    for level in ("1a", "1b", "2b"):
        made = merge.merge([entry], data, "x.pdf", "Exhibit 3", "en-GB", now, level)
        assert made.verdict is not None
        assert made.verdict.passed
        assert archival.claimed(made.data) == level


@pytest.mark.parametrize(
    ("lang", "look", "changes", "wanted"),
    [
        ("en", "signer and time", {}, "What to look at (page 2): signer and time"),
        ("ru", "подпись и время", {}, "На что обратить внимание (лист 2): подпись и время"),
        ("en", "the label", {"seconds": 36.0, "locators": [sheets.Locator(6, None, "77", "77", "00:33")]}, "What to look at (00:33): the label"),
        ("en", "signer on page 2", {}, "What to look at: signer on page 2"),
        ("en", "the stamp", {"pages": 1, "locators": [sheets.Locator(1, None, "77", "77")]}, "What to look at: the stamp"),
    ],
)
def test_what_to_look_at_names_its_page_or_time(lang: Any, look: str, changes: dict[str, Any], wanted: str) -> None:
    data, _ = sheets.sheets([about(look=look, **changes)], NAMES, lang)
    assert wanted in " ".join("".join(lines_of(data)).split())


def test_a_long_word_is_broken_and_stays_on_the_page() -> None:
    lines = wrapped("x" * 300, "plain", 10, 200)
    assert "".join(lines) == "x" * 300
    assert all(width(line, "plain", 10) <= 200 for line in lines)


def test_every_word_of_the_sheets_is_there_in_three_languages() -> None:
    for key, entry in NAMES["sheet"].items():
        assert set(entry) == {"en", "ru", "zh"}, key
    assert set(EVIDENCE_TYPES) <= set(NAMES["exhibit"])


def test_a_merged_file_has_bookmarks_links_and_labels(files: Any, now: Any) -> None:
    drawn, laid = sheets.sheets([about(number=1), about(number=2)], NAMES, "en")
    entries = [
        merge.Entry(n, f"Exhibit {n}: Waybill", f"DC-00{n}", (k.first, k.last), k.links, [
            merge.Pages(
                files.text_pdf(f"doc {n} page 1", f"doc {n} page 2"), 1, "original", [f"Exhibit {n} · page {p} of 2" for p in (1, 2)], "Document"
            )
        ])
        for n, k in enumerate(laid, 1)
    ]
    made = merge.merge(entries, drawn, "x.pdf", "T", "en-GB", now, label=True)
    assert merge.merge(entries, drawn, "x.pdf", "T", "en-GB", now, label=True).data == made.data
    assert [(p.exhibit, p.what, p.first, p.last) for p in made.placed] == [
        (1, "sheet", 1, 1), (1, "original", 2, 3), (2, "sheet", 4, 4), (2, "original", 5, 6),
    ]
    pages = list(lines_of(made.data))
    assert "doc 2 page 2" in pages[5]
    assert "Exhibit 2 · page 2 of 2" in pages[5]
    with pikepdf.open(io.BytesIO(made.data)) as document, document.open_outline() as outline:
        assert [(item.title, [c.title for c in item.children]) for item in outline.root] == [
            ("DC-001", ["Exhibit 1: Waybill"]), ("DC-002", ["Exhibit 2: Waybill"]),
        ]
        assert [c.title for c in outline.root[1].children[0].children] == ["Document"]
        (link,) = document.pages[3].Annots
        assert link.Dest[0].objgen == document.pages[5].obj.objgen


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_label_stands_upright_at_the_lower_edge_whatever_the_page_s_turn(files: Any, now: Any, turn: int) -> None:
    from appealdocs.pack import raster

    with pikepdf.open(io.BytesIO(files.text_pdf(""))) as document:
        document.pages[0].Rotate = turn
        out = io.BytesIO()
        document.save(out)
    entry = merge.Entry(1, "E", "", None, (), [merge.Pages(out.getvalue(), 1, "original", ["Exhibit 1 · page 1 of 1"])])
    made = merge.merge([entry], b"", "x.pdf", "T", "en-GB", now, label=True)
    image = next(raster.rendered(made.data, [0], 72)).convert("L")
    wide, high = image.size
    box = image.point(lambda v: 255 if v < 150 else 0).getbbox()
    assert box is not None
    assert box[1] > high * 0.95
    assert box[0] > wide * 0.5
    assert box[2] - box[0] > (box[3] - box[1]) * 5


def test_labels_fit_pages_of_any_size() -> None:
    data = stamp(["Exhibit 1 · page 1 of 1"] * 3, [(200, 100), (2000, 3000), (40, 40)])
    assert ["Exhibit 1" in t for t in lines_of(data)] == [True, True, True]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_label_covers_nothing_of_the_page(files: Any, now: Any, turn: int) -> None:
    """The clock of a screenshot and the date of a photograph stand where a label would."""
    from appealdocs.pack import raster

    with pikepdf.open(io.BytesIO(files.scan_pdf("one", size=(595, 842)))) as document:
        document.pages[0].Rotate = turn
        document.pages[0].CropBox = [20, 30, 575, 812]
        out = io.BytesIO()
        document.save(out)
    before = next(raster.rendered(out.getvalue(), [0], 72)).convert("L")
    entry = merge.Entry(1, "E", "", None, (), [merge.Pages(out.getvalue(), 1, "original", ["Exhibit 1 · page 1 of 1"])])
    after = next(raster.rendered(merge.merge([entry], b"", "x.pdf", "T", "en-GB", now, label=True).data, [0], 72)).convert("L")
    assert after.width == before.width
    assert 8 < after.height - before.height < 20
    from PIL import Image, ImageChops, ImageStat

    small = [i.resize((55, 78), Image.Resampling.BOX) for i in (after.crop((0, 0, before.width, before.height)), before)]
    assert ImageStat.Stat(ImageChops.difference(*small)).mean[0] < 3


def test_a_place_in_a_video_is_a_time_and_no_link() -> None:
    data, laid = sheets.sheets([about(seconds=36.0, locators=[sheets.Locator(6, None, "1588204137", "1588204137", "00:33")])], NAMES, "en")
    assert "00:33" in "".join(lines_of(data))
    assert laid[0].links == []


def test_our_subset_of_a_font_does_not_stand_in_for_the_whole_font() -> None:
    """reportlab keeps one font a face name: a page that somebody else makes in this process must keep its letters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    sheets.sheets([about(locators=[sheets.Locator(1, None, "→ ① 77", "77")])], NAMES, "en")
    whole = TTFont("Whole", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    pdfmetrics.registerFont(whole)
    drawn = pdfmetrics.getFont("Whole")
    assert len(drawn.face.charToGlyph) == len(whole.face.charToGlyph)
