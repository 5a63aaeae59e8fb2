"""PDFs carried over: every page, nothing that acts by itself, the same bytes each time."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from appealdocs.pack import pdf, raster
from appealdocs.pack.scans import Scans
from appealdocs.pack.typeset import lines_of


def test_a_copy_shows_the_same_and_does_nothing(files: Any) -> None:
    with pikepdf.open(io.BytesIO(files.text_pdf("page one", "page two"))) as document:
        document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        document.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("1")))
        document.pages[0].Annots = Array([document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("http://x.example")),
        ))])
        document.attachments["a.txt"] = b"hidden"
        out = io.BytesIO()
        document.save(out)
    copy = pdf.passive(out.getvalue())
    assert pdf.passive(out.getvalue()) == copy
    assert [t.strip() for t in lines_of(copy)] == ["page one", "page two"]
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        assert not document.attachments
        assert all("/Annots" not in page for page in document.pages)
    assert b"alert" not in copy


def test_a_filled_form_keeps_what_was_filled_in(files: Any) -> None:
    with pikepdf.open(io.BytesIO(files.text_pdf("Form"))) as document:
        field = document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("CHEN WEI"), Rect=[100, 500, 300, 530], F=4,
            DA=String("/Helv 12 Tf 0 g"), P=document.pages[0].obj,
        ))
        document.pages[0].Annots = Array([field])
        helvetica = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        document.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DA=String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=helvetica))
        )
        out = io.BytesIO()
        document.save(out)
    copy = pdf.passive(out.getvalue())
    assert "CHEN WEI" in next(iter(lines_of(copy)))
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/AcroForm" not in document.Root


def test_hidden_layers_stay_hidden(files: Any) -> None:
    with pikepdf.open(io.BytesIO(files.text_pdf("shown"))) as document:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = document.pages[0]
        page.Resources.Properties = Dictionary(L0=layer)
        page.contents_add(b"/OC /L0 BDC 0 0 595 842 re f EMC")
        out = io.BytesIO()
        document.save(out)
    original = next(raster.rendered(out.getvalue(), [0], 30)).convert("L").resize((8, 8)).tobytes()
    carried = next(raster.rendered(pdf.passive(out.getvalue()), [0], 30)).convert("L").resize((8, 8)).tobytes()
    assert min(original) > 200
    assert all(abs(a - b) < 12 for a, b in zip(original, carried, strict=True))


def test_cut_and_join_keep_every_page(files: Any) -> None:
    data = files.text_pdf(*(f"page {n}" for n in range(7)))
    parts = [pdf.cut(data, 0, 3), pdf.cut(data, 3, 5), pdf.cut(data, 5, 7)]
    assert [t.strip() for t in lines_of(pdf.joined(parts))] == [f"page {n}" for n in range(7)]


def test_a_cut_holds_nothing_of_the_other_pages(files: Any) -> None:
    with pikepdf.open(io.BytesIO(pdf.cut(files.text_pdf("keep", "SECRET"), 0, 1))) as document:
        text = b"".join(o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream))
    assert b"SECRET" not in text


def test_a_page_as_a_picture_keeps_its_size_and_its_colour(files: Any) -> None:
    made = pdf.from_pictures(files.scan_pdf("Order 1"), [0], dpi=60)
    (size,) = raster.sizes(made)
    assert size == pytest.approx((595.28, 841.89), abs=0.5)
    with pikepdf.open(io.BytesIO(made)) as document:
        (stream,) = document.pages[0].get_images().values()
        assert stream.ColorSpace == "/DeviceRGB"


def test_scanned_pages_get_smaller_and_text_stays(files: Any) -> None:
    data = pdf.passive(files.scan_pdf("Order 1", "Order 2", noise=40, quality=95))
    scans = Scans.of(data)
    assert [p.page for p in scans.pictures] == [0, 1]
    assert all(145 < p.dpi < 155 for p in scans.pictures)
    made = scans.written({1: (100, 50)})
    assert len(made) < len(data) * 0.75
    again = Scans.of(made)
    assert again.of_page(0)[0].bytes == scans.of_page(0)[0].bytes
    assert again.of_page(1)[0].dpi == pytest.approx(100, abs=2)
    assert scans.bytes_at(1, 100, 50) == again.of_page(1)[0].bytes
    assert Scans.of(data).written({1: (100, 50)}) == made
