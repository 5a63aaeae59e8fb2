"""PDF/A: what passes stays as it is, what cannot pass goes out as a picture of itself, and a claim is never taken on trust."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from appealdocs.errors import RenderFailed
from appealdocs.pack import archival, merge, pdf, picture
from appealdocs.pack.typeset import lines_of


def entry(data: bytes, pages: int) -> merge.Entry:
    return merge.Entry(1, "Exhibit 1: Waybill", "", None, (), [merge.Pages(data, 1, "original", [f"page {n + 1}" for n in range(pages)])])


def test_a_scan_passes_with_its_pictures_untouched(files: Any) -> None:
    data = pdf.passive(files.scan_pdf("Order 1"))
    made, copied, why = archival.ready(data, "1a")
    assert (copied, why) == ((), None)
    assert made == data


def test_only_the_pages_that_cannot_pass_become_pictures(files: Any) -> None:
    mixed = pdf.joined([pdf.passive(files.scan_pdf("one")), pdf.passive(files.text_pdf("Helvetica is not embedded")), pdf.passive(files.scan_pdf("three"))])
    made, copied, why = archival.ready(mixed, "1b")
    assert copied == (2,)
    assert why is not None
    assert why.en == "a font is not embedded"
    assert pdf.count(made) == 3
    assert not "".join(lines_of(made)).strip()


@pytest.mark.parametrize("level", ["1a", "1b", "2b"])
def test_a_merged_file_reaches_its_level_and_two_runs_are_alike(files: Any, now: Any, level: str) -> None:
    data = archival.ready(pdf.joined([picture.page(files.png(), "png"), pdf.passive(files.scan_pdf("two"))]), level)[0]
    made = merge.merge([entry(data, 2)], b"", "x.pdf", "Title", "ru-RU", now, level)
    assert made.verdict is not None
    assert made.verdict.passed
    assert archival.claimed(made.data) == level
    assert merge.merge([entry(data, 2)], b"", "x.pdf", "Title", "ru-RU", now, level).data == made.data
    if level == "1a":
        with pikepdf.open(io.BytesIO(made.data)) as document:
            figures = document.Root.StructTreeRoot.K[0].K
            assert [str(f.Alt) for f in figures] == ["Exhibit 1: Waybill. page 1", "Exhibit 1: Waybill. page 2"]
            assert document.Root.MarkInfo.Marked


def test_what_does_not_pass_is_never_written(files: Any, now: Any) -> None:
    with pytest.raises(RenderFailed, match=r"x\.pdf cannot be brought to PDF/A-1b"):
        merge.merge([entry(files.text_pdf("not embedded"), 1)], b"", "x.pdf", "T", "en-GB", now, "1b")


def test_a_false_claim_is_found_out(files: Any, now: Any) -> None:
    data = archival.ready(pdf.passive(files.scan_pdf("one")), "1b")[0]
    made = merge.merge([entry(data, 1)], b"", "x.pdf", "T", "en-GB", now, "1b").data
    with pikepdf.open(io.BytesIO(made)) as document:
        del document.Root.OutputIntents
        out = io.BytesIO()
        document.save(out)
    assert archival.claimed(out.getvalue()) == "1b"
    assert not archival.validate(out.getvalue(), "1b").passed
