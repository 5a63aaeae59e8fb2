"""The layout follows the sections and loses no word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from appealdocs.errors import RenderFailed
from appealdocs.model.letter import Block, Inline, Letter, Paper, Row, Segment
from appealdocs.render.measure import ems
from appealdocs.render.sheet import TABLE_SIZE, Columns, Letterhead, Para, Signature, Table, sheet

Build = Callable[..., Letter]


def kinds(letter: Letter, **more: Any) -> list[str]:
    return [type(node).__name__ for node in sheet(letter, final=False, **more).nodes]


def test_a_letter_has_its_parts_in_order(build_letter: Build) -> None:
    assert kinds(build_letter(points=1, claims=1, exhibits=1)) == [
        "Letterhead", "Columns", "Para", "Para", "Table", "Para", "Para", "Para", "Para", "Para", "Signature"]


def test_russian_custom_puts_the_addressee_right_and_english_left(build_letter: Build) -> None:
    def columns(language: str) -> Columns:
        return next(n for n in sheet(build_letter(language), final=False).nodes if isinstance(n, Columns))

    assert [p.role for p in columns("ru").right] == ["addressee"] * 2
    assert [p.role for p in columns("ru").left] == ["date", "reference", "reference"]
    assert [p.role for p in columns("en").left] == ["addressee"] * 2


def test_a_russian_signature_line_falls_into_title_blank_and_name(build_letter: Build) -> None:
    node = sheet(build_letter("ru"), final=False).nodes[-1]
    assert isinstance(node, Signature)
    assert ["".join(r.text for r in cell) for cell in node.line] == ["Генеральный директор", "____________________", "Линь Сяомэй"]
    assert [p.text for p in node.closing + node.stamp] == ["С уважением,", "М.П."]


def test_a_blank_glued_to_its_words_stays_one_line(build_letter: Build) -> None:
    letter = build_letter("ru")
    blocks = tuple(replace(b, inlines=(Inline("text", "Директор:____________(Линь)"),)) if "____" in letter.plain(b.inlines) else b
                   for b in letter.blocks)
    node = sheet(replace(letter, blocks=blocks), final=False).nodes[-1]
    assert isinstance(node, Signature)
    assert node.line == ()
    assert [p.text for p in node.below] == ["Директор:____________(Линь)"]


def test_the_last_items_go_with_the_signature(build_letter: Build) -> None:
    nodes = sheet(build_letter(exhibits=4), final=False).nodes
    items = [n for n in nodes if isinstance(n, Para) and n.role == "item"][-4:]
    assert [n.tied for n in items] == [False, False, True, True]


def test_headings_and_leads_are_tied_to_what_follows(build_letter: Build) -> None:
    nodes = sheet(build_letter(), final=False).nodes
    for node in nodes:
        if isinstance(node, Para) and node.role in ("subject", "heading", "lead", "salutation"):
            assert node.tied, node.text


def test_a_paper_has_no_letterhead_but_the_companys_name_in_its_metadata(build_letter: Build, undertaking: Paper) -> None:
    made = sheet(build_letter(), undertaking, final=True)
    assert made.company == "Shenzhen Xinghe Trading Co., Ltd."
    assert made.title == "Letter of Undertaking"
    assert not any(isinstance(n, Letterhead) for n in made.nodes)
    assert made.words().startswith("DRAFT for signature by Lin Xiaomei Reference: XH-2026-017")


def test_column_widths_follow_the_words(build_letter: Build) -> None:
    table = next(n for n in sheet(build_letter("ru"), final=False).nodes if isinstance(n, Table))
    assert sum(table.widths) == 1000
    assert table.widths[1] > table.widths[0] > table.widths[2]


def _table(heads: list[str], rows: list[list[str]]) -> Block:
    given = [Row(tuple((Inline("text", cell),) for cell in heads), True), *(Row(tuple((Inline("text", c),) for c in row)) for row in rows)]
    return Block("table", "body", rows=tuple(given))


ORDERS = ["Order ID", "SKU", "Carrier, tracking number", "Ship by", "Dispatched", "First carrier scan", "Delivered"]
ORDER = ["112-7304518-2296637", "BL-HT210-GRN", "YunExpress, YT26271830145562", *["28 September 2026 at 23:59 UTC"] * 4]


def test_a_table_of_one_order_becomes_a_list_of_its_values(build_letter: Build) -> None:
    made = sheet(build_letter(extra=(_table(ORDERS, [ORDER]),)), final=False)
    table = [n for n in made.nodes if isinstance(n, Table)][-1]
    assert table.heads == ()
    assert [tuple("".join(r.text for r in cell) for cell in row) for row in table.rows] == list(zip(ORDERS, ORDER, strict=True))
    assert all(run.bold for row in table.rows for run in row[0])


def test_a_wide_table_has_smaller_letters_so_that_no_number_is_cut(build_letter: Build) -> None:
    made = sheet(build_letter(extra=(_table(ORDERS, [ORDER, ORDER]),)), final=False)
    table = [n for n in made.nodes if isinstance(n, Table)][-1]
    assert table.size < TABLE_SIZE
    assert len(table.heads) == 1
    for index, share in enumerate(table.widths):
        room = share / 1000 * 468 / table.size
        assert all(ems(word, bold=index == 0) <= room for word in (*ORDER[index].split(), *ORDERS[index].split()))


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\ufffe"])
def test_a_control_character_is_named_with_its_field(build_letter: Build, make_segment: Callable[..., Segment], char: str) -> None:
    with pytest.raises(RenderFailed, match=f"p1.cause1.*U\\+{ord(char):04X}"):
        sheet(build_letter(claim=f"before{char}after"), final=False)


def test_every_kind_of_block_is_laid_out_once(build_letter: Build) -> None:
    odd = (Block("paragraph", "unheard-of", (Inline("text", "alone"),)), Block("heading", "x", (Inline("text", "deep"),), 4),
           Block("item", "x", (Inline("text", "an item"),), number="7"), Block("paragraph", "x", ()))
    words = sheet(build_letter(extra=odd), final=False).words()
    assert all(words.count(w) == 1 for w in ("alone", "deep", "7. an item"))
