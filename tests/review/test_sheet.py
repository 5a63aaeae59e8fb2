"""The signing person's sheet: what each sentence says, read from the target, tied to the PDF."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import copy_sample

from appealdocs import stages
from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused
from appealdocs.review.actions import edit
from appealdocs.review.sheet import Passage, page, said
from appealdocs.workspace import Workspace

NOW = datetime.fromisoformat("2026-03-13T10:00:00+04:00")


def test_each_sentence_has_its_facts_and_acts_in_chinese() -> None:
    passage = Passage(
        "我们承认发错了商品。我们将在2026年3月20日前退款50美元。", "We admit that we sent the wrong item. We will refund USD 50.00 by 20 March 2026."
    )
    first, second = said(passage, "en")
    assert any(act.startswith("承认：") for act in first.acts)
    assert any(act.startswith("承诺：") for act in second.acts)
    assert "日期 2026年3月20日" in second.facts
    assert any(f.startswith("金额 ") and "50" in f for f in second.facts)
    assert (first.only_here, second.only_here) == ((), ())


def test_an_admission_that_the_chinese_lacks_is_shown_as_such() -> None:
    (row,) = said(Passage("包裹已于3月7日签收。", "We admit that we sold counterfeit goods."), "en")
    assert any(act.startswith("承认：") for act in row.only_here)
    made = page([Passage("包裹已于3月7日签收。", "We admit <b>guilt</b>.")], "en", "T-1", "t", "out/letter.pdf", "0" * 64, NOW)
    assert "<b>guilt" not in made
    assert "外文有、旁边的中文没有" in made


def test_a_russian_letter_is_read_in_russian() -> None:
    (row,) = said(Passage("我们保证不再发生。", "Мы гарантируем, что такого больше не повторится."), "ru")
    assert any(act.startswith("承诺：") for act in row.acts)


def test_the_sheet_is_tied_to_the_pdf_and_refused_for_another_text(case_folder: Path) -> None:
    workspace = Workspace.find(case_folder)
    with pytest.raises(Refused):
        stages.signing_sheet(case_folder, workspace, NOW)
    stages.draft_case(case_folder, workspace, NOW)
    made = stages.signing_sheet(case_folder, workspace, NOW)
    pdf = case_folder / "out" / "letter.pdf"
    assert (made.letter, made.sha256) == ("out/letter.pdf", hashlib.sha256(pdf.read_bytes()).hexdigest())
    assert made.sha256 in made.html
    for text in ("包裹已签收。", "The parcel was signed for.", "订单号 00061420317"):
        assert text in made.html
    edit(CaseFolder.open(case_folder), "p1.cause1", "The parcel was lost.", "Li Min", NOW)
    with pytest.raises(Refused):
        stages.signing_sheet(case_folder, workspace, NOW)


def test_the_sheet_of_a_final_letter_is_tied_to_what_goes_out(tmp_path: Path) -> None:
    import pypdfium2

    case = copy_sample("noon-odr", tmp_path / "noon-odr")
    (tmp_path / "appealdocs.toml").write_text('reviewer = "Li Min"\n', encoding="utf-8")
    now, workspace, folder = datetime.fromisoformat("2026-10-09T10:00:00+04:00"), Workspace.find(case), CaseFolder.open(case)
    stages.draft_case(case, workspace, now)
    for id, text in {
        "p1.action3": "Aramex compensated us AED 260 on 8 October 2026 (CN-2610-4471).",
        "p1.prevention2": "Before dispatch, a second person checks the customs documents against checklist CL-07.",
    }.items():
        edit(folder, id, text, "Li Min", now)
    stages.finalize_case(case, workspace, now, by="Li Min")
    made = stages.signing_sheet(case, workspace, now)
    final = case / "final" / "letter.pdf"
    assert (made.letter, made.sha256) == ("final/letter.pdf", hashlib.sha256(final.read_bytes()).hexdigest())
    assert "CN-2610-4471" in made.html
    assert "未批准" not in made.html
    document = pypdfium2.PdfDocument(made.pdf)
    words = "".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    document.close()
    for text in (made.sha256, "final/letter.pdf", "逐段对照", "CN-2610-4471", "迪拉姆"):
        assert text in words
    edit(folder, "p1.action3", "Aramex compensated us AED 261 on 8 October 2026 (CN-2610-4471).", "Li Min", now)
    with pytest.raises(Refused, match=r"final/letter\.pdf is not what the case says now"):
        stages.signing_sheet(case, workspace, now)


def test_nothing_in_the_sheet_is_read_as_markup() -> None:
    from appealdocs.render.explained import explained
    from appealdocs.review.sheet import content

    made = content([Passage('#import "x" $1$ *粗* `原`', "#panic() <b> _x_ @label // note")], "en", "T-1", "#title", "out/letter.pdf", "0" * 64, NOW)
    pdf = explained(made, NOW)
    assert pdf == explained(made, NOW)
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    for text in ("#panic()", "_x_", "@label // note", '#import "x" $1$', "#title"):
        assert text in words
