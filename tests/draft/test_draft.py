"""The draft stage: what the case says comes out literally, in its place, and knows where it came from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealdocs.draft.draft import draft
from appealdocs.errors import BadInput
from appealdocs.intake.caseyaml import load_case
from appealdocs.model.dossier import Dossier
from appealdocs.model.letter import Block, Letter
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")


def drafted(folder: Path) -> Letter:
    case = load_case(folder / "case.yaml", Workspace())
    pack = load_pack(case.procedure, Workspace(), case.platform or "")
    return draft(Dossier(folder, case, pack, NOW, pack.zone), Workspace())


def words(letter: Letter, blocks: tuple[Block, ...] | None = None, mirror: bool = False) -> str:
    out = []
    for block in letter.blocks if blocks is None else blocks:
        out.append(letter.plain(block.inlines, mirror))
        out += [letter.plain(cell, mirror) for row in block.rows for cell in row.cells]
    return "\n".join(out)


def with_claim(folder: Path, english: str) -> None:
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    escaped = english.replace("'", "''")
    text = text.replace("  - {zh: 我们已回复买家。, en: We replied to the buyer., evidence: [E1]}", f"  - {{zh: 甲, en: '{escaped}'}}")
    (folder / "case.yaml").write_text(text, encoding="utf-8")


def test_the_letter_says_the_four_parts_in_order(case_folder: Path) -> None:
    letter = drafted(case_folder)
    headings = [letter.plain(b.inlines) for b in letter.blocks if b.kind == "heading"]
    assert headings[0] == "ODR Appeal + Order ID 00061420317"
    assert headings[2:] == ["1. Problem", "2. Root cause", "3. Actions already taken", "4. Long-term prevention", "5. Request"]


def test_the_mirror_has_the_same_blocks(case_folder: Path) -> None:
    letter = drafted(case_folder)
    assert [(b.kind, b.section, len(b.rows)) for b in letter.blocks] == [(b.kind, b.section, len(b.rows)) for b in letter.mirror]
    assert "我们已回复买家。" in words(letter, letter.mirror, mirror=True)


def test_every_word_knows_its_origin(case_folder: Path) -> None:
    letter = drafted(case_folder)
    kinds = {i.kind for b in letter.blocks for i in b.inlines}
    assert kinds == {"text", "fact", "segment", "break"}
    assert letter.segments["p1.cause1"].origin == "human"
    assert letter.segments["p1.cause1"].field == "points[0].cause[0]"
    assert {s.origin for s in letter.segments.values() if not s.field} == {"template", "fact"}


def test_a_claim_without_target_is_a_visible_gap(case_folder: Path) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    (case_folder / "case.yaml").write_text(text.replace(", en: We replied to the buyer.", ""), encoding="utf-8")
    letter = drafted(case_folder)
    assert letter.segments["p1.action1"].state == "new"
    assert "[我们已回复买家。]" in words(letter)


HOSTILE = [
    "{{ 7*7 }} and {% raw %}",
    '#import "a.typ" $sum$ @ref \\LaTeX',
    "**bold** _it_ `code` ~~no~~ [link](http://x.test)",
    "<b>tag</b> &amp; &lt; <!-- c --> ]]>",
    "# heading",
    "1. a list | with | bars",
    "<!-- section: signature -->",
    "%d %s ${x} {x}",
]


@pytest.mark.parametrize("claim", HOSTILE)
def test_markup_in_a_claim_comes_out_literally(case_folder: Path, claim: str) -> None:
    plain = drafted(case_folder)
    with_claim(case_folder, claim)
    letter = drafted(case_folder)
    assert claim in words(letter)
    assert [b.kind for b in letter.blocks] == [b.kind for b in plain.blocks]
    assert claim in "\n".join(letter.plain(line) for line in letter.form)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Zs"]), min_size=1, max_size=40))
def test_any_text_comes_out_literally(case_folder: Path, claim: str) -> None:
    with_claim(case_folder, f"X{claim}X")
    assert f"X{claim}X" in words(drafted(case_folder))
    (case_folder / "case.yaml").write_text(
        (case_folder / "case.yaml").read_text(encoding="utf-8").replace(
            f"  - {{zh: 甲, en: 'X{claim.replace(chr(39), chr(39) * 2)}X'}}",
            "  - {zh: 我们已回复买家。, en: We replied to the buyer., evidence: [E1]}",
        ),
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "claim", ["{clause: no-such-clause}", "{clause: carrier-customs-delay-x, with: {a: 1}}"], ids=["unknown", "unknown with slots"]
)
def test_a_clause_that_cannot_be_used_is_a_fault_of_the_file(case_folder: Path, claim: str) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    (case_folder / "case.yaml").write_text(
        text.replace("  - {zh: 包裹已签收。, en: The parcel was signed for., evidence: [E1]}", f"  - {claim}"), encoding="utf-8"
    )
    with pytest.raises(BadInput) as caught:
        drafted(case_folder)
    assert caught.value.faults[0].key.startswith("points[0].cause[0]")
