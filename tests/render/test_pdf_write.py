"""What is typed comes out as it was typed; nothing is read as markup, a file, or a package."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealdocs.model.fact import Fact
from appealdocs.model.letter import Block, Inline, Letter, Row, Segment
from appealdocs.render import pdf, sheet
from appealdocs.render.pdf_read import pdf_text
from appealdocs.render.pdf_write import typeset
from appealdocs.render.style import Images, Style
from appealdocs.render.words import normal, same
from appealdocs.render.write import compare_pdf

Build = Callable[..., Letter]

HOSTILE = [
    "{{ 7*7 }} {% include 'x' %} {# no comment #}", '#import "a.typ": * #include "letter.typ"', '#read("/etc/passwd") #sys.inputs #panic()',
    "<b>bold</b> &amp; &lt; <script>alert(1)</script>", r"$x^2$ $$ \LaTeX \u{41} \# \n", "**bold** _emph_ `code` = head - item + item",
    "@preview/package:1.0.0 @ref <label> // no comment /* none */", "-- --- ... ~ ' \" \u2018\u2019 \\", "]]> <!-- --> %PDF-1.7 endobj",
    "a\u0301 e\u0308 й 深圳市星河 Ελλάδα Việt Nam ₽ → ✓ ① № 5 ½ ≤ °C \u2011 1\u202f000",
]


def letter_of(build: Build, make: Callable[..., Segment], texts: list[str], language: str = "en") -> Letter:
    made = tuple(make(f"h{n}", t, language) for n, t in enumerate(texts))
    return build(language, points=1, claims=1, extra=tuple(Block("paragraph", "body", (Inline("segment", segment=s.id),)) for s in made),
                 segments=made)


def drawn(letter: Letter, now: datetime, style: Style | None = None, final: bool = False) -> bytes:
    return pdf(sheet(letter, final=final), images=Images(), style=style or Style(), now=now)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_hostile_text_comes_out_letter_by_letter(
    build_letter: Build, make_segment: Callable[..., Segment], now: datetime, language: str
) -> None:
    letter = letter_of(build_letter, make_segment, HOSTILE, language)
    data = drawn(letter, now)
    shown = "".join(normal(pdf_text(data).body).split())
    for text in HOSTILE:
        assert "".join(normal(text).split()) in shown
    independent = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert "{{ 7*7 }}" in independent
    assert '#read("/etc/passwd")' in independent


@pytest.mark.parametrize("word", ["a1b2c3d4" * 20, "https://www.noon.com/" + "path/" * 40, "x" * 200, "W" * 120,
                                  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"])
def test_a_long_word_stays_on_the_page_in_text_lists_and_tables(
    build_letter: Build, make_segment: Callable[..., Segment], now: datetime, word: str
) -> None:
    long = make_segment("long", word)
    run = Inline("segment", segment="long")
    extra = (Block("paragraph", "body", (run,)), Block("item", "body", (run,), number="1."),
             Block("table", "body", rows=(Row(((Inline("text", "Item"),), (Inline("text", "Detail"),)), True),
                                          Row(((Inline("text", "SHA-256 of the file"),), (run,))),
                                          Row(((run,), (Inline("fact", word),))))),
             Block("heading", "body", (run,), 3))
    data = drawn(build_letter(extra=extra, segments=(long,)), now)
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    rights = [float(part.split('"')[1]) for part in boxes.split("xMax=")[1:]]
    assert max(rights) <= 595.28 - 20 / 0.3528 + 1.5


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_line_but_the_last_reaches_the_margin(
    build_letter: Build, make_segment: Callable[..., Segment], now: datetime, language: str
) -> None:
    """In a paragraph of two lines too, in which Typst would else stretch the shorter line to the longer one only."""
    words = {"en": "We ask you to read the statement of the carrier, which names the hub and both days of the scan, ",
             "ru": "Просим учесть письмо перевозчика, в котором названы сортировочный центр и оба дня сканирования, "}[language]
    for extra in range(9):
        letter = letter_of(build_letter, make_segment, [f"Aaaa {'m' * extra} {words}{words[:40]}"], language)
        boxes = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=drawn(letter, now), capture_output=True, check=True).stdout.decode()
        first = next(line for line in boxes.split("<line ")[1:] if ">Aaaa<" in line)
        assert float(first.split('xMax="')[1].split('"')[0]) > 595.28 - 20 / 0.3528 - 1, extra


def test_ids_are_not_broken_over_lines(build_letter: Build, make_segment: Callable[..., Segment], now: datetime) -> None:
    ids = [f"48127733-{n:04d}-1" for n in range(60)]
    letter = letter_of(build_letter, make_segment, [", ".join(ids)])
    text = pdf_text(drawn(letter, now)).body
    assert all(id in text for id in ids)


def test_a_gap_is_visible_and_tagged_text(build_letter: Build, now: datetime) -> None:
    letter = build_letter(claims=1)
    letter = replace(letter, segments={id: replace(s, target="") for id, s in letter.segments.items()})
    assert "[包裹已于2026年3月12日交付承运商。]" in normal(pdf_text(drawn(letter, now)).body)


def test_the_file_is_tagged_with_headings_lists_tables_and_bookmarks(build_letter: Build, now: datetime) -> None:
    with pikepdf.open(io.BytesIO(drawn(build_letter("ru", points=3), now))) as document:
        tags = {str(o.S) for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"}
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TH", "/TD"} <= tags
        with document.open_outline() as outline:
            assert [child.title for child in outline.root[0].children] == ["1. Причина", "2. Причина", "3. Причина"]


def test_the_table_head_is_repeated_on_each_page(build_letter: Build, now: datetime) -> None:
    read = pdf_text(drawn(build_letter(rows=80), now))
    assert read.repeated[0] == ""
    assert read.repeated[1] == "Event Date and time Exhibit"


def test_the_signature_is_never_alone_on_a_page(build_letter: Build, now: datetime) -> None:
    """Whatever the length, the page that carries the signature carries something of the letter before it."""
    for rows in range(18, 44):
        letter = build_letter(points=1, claims=1, rows=rows, exhibits=0, claim="We ask you to review the case.")
        data, _ = typeset(sheet(letter, final=False), images=Images(), style=Style(), now=now)
        with pikepdf.open(io.BytesIO(data)) as document:
            last = len(document.pages)
        page = subprocess.run(["pdftotext", "-f", str(last), "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
        assert "Company stamp" in page
        assert "We ask you to review" in page


def test_a_fact_is_kept_whole(build_letter: Build, now: datetime) -> None:
    fact = Inline("fact", "NAEHF0061420317", fact=Fact("order-id", "NAEHF0061420317"))
    run = tuple(part for _ in range(30) for part in (fact, Inline("text", ", ")))
    assert pdf_text(drawn(build_letter(extra=(Block("paragraph", "body", run),)), now)).body.count("NAEHF0061420317") == 30


LETTERS = "abcXYZ019абвЖЩё.,;:!?()[]{}/\\#$*_<>@&%№«»“”–—-~^|+= \u00a0深圳市公司"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(LETTERS, min_size=1, max_size=400).filter(str.strip), min_size=1, max_size=6))
def test_any_text_of_ours_comes_out_as_it_went_in(
    texts: list[str], build_letter: Build, make_segment: Callable[..., Segment], now: datetime
) -> None:
    letter = letter_of(build_letter, make_segment, texts, "ru")
    laid = sheet(letter, final=False)
    set_, _ = typeset(laid, images=Images(), style=Style(), now=now)
    if pdf_text(set_).outside:
        set_, _ = typeset(laid, images=Images(), style=Style(), now=now, loose=True)
    assert compare_pdf(laid, set_) >= 1


def test_text_without_any_place_to_end_a_line_stays_on_the_page(
    build_letter: Build, make_segment: Callable[..., Segment], now: datetime
) -> None:
    """No line may end after an opening bracket, even after a space: such a text needs the second try."""
    letter = letter_of(build_letter, make_segment, ["( " * 150 + "x"])
    first, _ = typeset(sheet(letter, final=False), images=Images(), style=Style(), now=now)
    assert pdf_text(first).outside
    assert not pdf_text(drawn(letter, now)).outside


def test_a_table_row_over_two_pages_is_read_whole(build_letter: Build, make_segment: Callable[..., Segment], now: datetime) -> None:
    long = make_segment("long", "The carrier held the parcel at customs. " * 130)
    cells = ((Inline("segment", segment="long"),), (Inline("segment", segment="long"),))
    table = Block("table", "body", rows=(Row(((Inline("text", "One"),), (Inline("text", "Two"),)), True), Row(cells)))
    data = drawn(build_letter(extra=(table,), segments=(long,)), now)
    laid = sheet(build_letter(extra=(table,), segments=(long,)), final=False)
    assert not same(laid.words(), pdf_text(data).body)
    assert same(laid.words(), pdf_text(data, logical=True).body)


def test_the_structure_tree_gives_the_same_order_as_the_pages(build_letter: Build, now: datetime) -> None:
    letter = build_letter("ru", points=3)
    data = drawn(letter, now)
    assert same(sheet(letter, final=False).words(), pdf_text(data, logical=True).body)


def test_a_leap_of_heading_levels_is_closed(build_letter: Build, now: datetime) -> None:
    extra = (Block("heading", "body", (Inline("text", "Deep"),), 4), Block("heading", "body", (Inline("text", "Deeper"),), 4))
    assert drawn(build_letter(extra=extra), now)


def test_an_address_breaks_at_its_joints_and_ids_and_dates_stay_whole_in_a_table_of_many_columns(
    build_letter: Callable[..., Letter], now: datetime
) -> None:
    def cells(*words: str) -> tuple[tuple[Inline, ...], ...]:
        return tuple((Inline("fact", word),) for word in words)

    head = cells("Order ID", "SKU", "Carrier, tracking number", "Ship by", "Dispatched", "First carrier scan", "Delivered")
    row = cells("NAEHF0071904412", "LT-KB2041-BLK", "Aramex, 34214870316", *["16 September 2026 at 05:00 UTC"] * 4)
    url = "https://www.noon.com/uae-en/stainless-steel-insulated-drinking-bottle-with-handle-and-straw-lid-1000ml-black/N70012345V/p/"
    extra = (Block("table", "body.orders", rows=(Row(head, True), *[Row(row)] * 12)), Block("paragraph", "body.more", (Inline("text", f"See {url} there."),)))
    data = pdf(sheet(build_letter("en", extra=extra), final=True), images=Images(), style=Style(), now=now)
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, check=True, capture_output=True).stdout.decode()
    assert shown.count("NAEHF0071904412") == 12
    assert shown.count("LT-KB2041-BLK") == 12
    assert shown.count("16 September") == 48
    ends = [line.strip() for line in shown.splitlines() if line.strip() and line.strip() in url and len(line.strip()) > 12]
    assert all(part.endswith(("-", "/")) or url.endswith(part) for part in ends)


def test_the_signature_is_never_alone_after_a_long_table(build_letter: Callable[..., Letter], now: datetime) -> None:
    for rows in (33, 36, 38, 41):
        made = build_letter("en", claims=1, rows=0, exhibits=0)
        table = Block("table", "request", rows=tuple(Row(((Inline("text", f"row {n}"),), (Inline("text", "x"),)), n == 0) for n in range(rows)))
        at = next(i for i, b in enumerate(made.blocks) if b.section == "closing")
        made = replace(made, blocks=(*made.blocks[:at], table, *made.blocks[at:]))
        data = pdf(sheet(made, final=True), images=Images(), style=Style(), now=now)
        pages = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, check=True, capture_output=True).stdout.decode().split("\f")[:-1]
        signed = next(page for page in pages if "For and on behalf" in page)
        assert f"row {rows - 1}" in signed
        assert "row 1 " in pages[0], "the table begins where it stands"
        assert len(pages) == pdf_text(data).pages == 2
