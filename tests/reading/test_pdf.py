"""PDF text layers, boxes, metadata, scans."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta, timezone
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageDraw

from appealdocs.model.reading import Page, Reading
from appealdocs.reading import Expect, Pool, locate, read
from appealdocs.reading.pdf import raster
from appealdocs.reading.pdf.metadata import iso, software

FORM = [
    "Proof of Delivery",
    "Shipment number|34208117650",
    "Shipper reference (Noon order)|NAEHF0061420317",
    "Contents|SKU LT-KB2041-BLK, 1 pc",
    "Delivered at|7 March 2026, 14:32 GST (GMT+4)",
    "Received and signed by|Fatima Al Mansoori",
    "Weight|0.54 kg",
]


def facts(reading: Reading, kind: str) -> list[Any]:
    return [f.fact.value for f in reading.found if f.fact.kind == kind]


def test_label_and_value_are_one_row(make: Any, pool: Pool) -> None:
    page = read(make.pdf("pod.pdf", FORM), "pod.pdf", pool=pool).pages[0]
    assert page.source == "text-layer"
    assert page.text.split("\n")[1] == "Shipment number\t34208117650"
    assert (page.width, page.height) == (595, 842)


def test_facts_of_a_receipt(make: Any, pool: Pool) -> None:
    reading = read(make.pdf("POD_34208117650.pdf", FORM), "evidence/POD_34208117650.pdf", pool=pool)
    assert facts(reading, "tracking") == ["34208117650"]
    assert facts(reading, "order-id") == ["NAEHF0061420317"]
    assert facts(reading, "sku") == ["LT-KB2041-BLK"]
    assert facts(reading, "name") == ["Fatima Al Mansoori"]
    (moment,) = [f for f in reading.found if f.fact.kind == "moment"]
    assert moment.fact.value == datetime(2026, 3, 7, 14, 32, tzinfo=timezone(timedelta(hours=4)))
    assert (moment.label, moment.page, moment.quote) == (
        "delivered",
        1,
        "Delivered at  7 March 2026, 14:32 GST (GMT+4)",
    )


def test_the_box_is_where_the_words_are(make: Any, pool: Pool) -> None:
    reading = read(make.pdf("pod.pdf", FORM), "pod.pdf", pool=pool)
    (order,) = [f for f in reading.found if f.fact.kind == "order-id"]
    assert order.box is not None
    x0, y0, x1, y1 = order.box
    assert x0 == pytest.approx(225 / 595, abs=0.002)
    assert y0 < 1 - 720 / 842 < y1  # the base line
    assert x1 == pytest.approx((225 + 9.6 * 12) / 595, abs=0.03)  # the width is an estimate


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_has_its_boxes_turned(make: Any, pool: Pool, turn: int) -> None:
    import pikepdf

    path = make.pdf("a.pdf", FORM)
    upright = read(path, "a.pdf", pool=pool).pages[0]
    with pikepdf.open(path) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(path.with_name("b.pdf"))
    turned = read(path.with_name("b.pdf"), "b.pdf", pool=pool).pages[0]
    assert (turned.width, turned.height) == ((842, 595) if turn != 180 else (595, 842))
    x0, y0, x1, y1 = upright.words[0].box
    expected = {90: (1 - y1, x0, 1 - y0, x1), 180: (1 - x1, 1 - y1, 1 - x0, 1 - y0), 270: (y0, 1 - x1, y1, 1 - x0)}[
        turn
    ]
    assert turned.words[0].box == pytest.approx(expected, abs=0.001)


def test_two_columns_are_not_woven_into_each_other(make: Any, pool: Pool) -> None:
    """Lines that were written one below the other stay so, though others stand beside them."""
    from reportlab.pdfgen.canvas import Canvas

    path = make.folder / "columns.pdf"
    canvas = Canvas(str(path))
    for column in (0, 1):
        for index in range(3):
            canvas.drawString(40 + 260 * column, 700 - 15 * index, f"column {column} line {index}")
    canvas.save()
    lines = read(path, "columns.pdf", pool=pool).pages[0].text.split("\n")
    assert lines == [f"column {c} line {i}" for c in (0, 1) for i in range(3)]


def test_metadata(make: Any, pool: Pool) -> None:
    import pikepdf

    path = make.pdf("a.pdf")
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["xmp:CreatorTool"] = "Adobe Photoshop 25.0"
        pdf.docinfo["/CreationDate"] = "D:20260307150000+04'00'"
        pdf.docinfo["/ModDate"] = "D:20260308"
        pdf.docinfo["/Producer"] = "Aramex POD Service"
        pdf.save(path.with_name("b.pdf"))
    metadata = read(path.with_name("b.pdf"), "b.pdf", pool=pool).metadata
    assert metadata.created == "2026-03-07T15:00:00+04:00"
    assert metadata.modified == "2026-03-08T00:00:00"
    assert metadata.producer == "Aramex POD Service"
    assert metadata.software == "Adobe Photoshop 25.0"
    assert (metadata.signature_fields, metadata.signatures) == (0, 0)


def test_signature_fields_are_counted(make: Any, pool: Pool) -> None:
    form = b"/AcroForm << /Fields [6 0 R 7 0 R] /SigFlags 3 >>"
    signed = [b"<< /FT /Sig /T (a) /V 8 0 R >>", b"<< /FT /Sig /T (b) >>", b"<< /Type /Sig /ByteRange [0 1 2 3] >>"]
    reading = read(make.raw_pdf("signed.pdf", make.page_objects(form) + signed), "signed.pdf", pool=pool)
    assert reading.troubles == ()
    assert (reading.metadata.signature_fields, reading.metadata.signatures) == (2, 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20260307150000+04'00'", "2026-03-07T15:00:00+04:00"),
        ("D:20260307150000Z", "2026-03-07T15:00:00+00:00"),
        ("D:20260307150000-0500", "2026-03-07T15:00:00-05:00"),
        ("D:2026", "2026-01-01T00:00:00"),
        ("20260307", "2026-03-07T00:00:00"),
        ("yesterday", ""),
    ],
)
def test_pdf_dates(written: str, expected: str) -> None:
    assert iso(written) == expected


def test_editors_in_xmp_are_each_named_once() -> None:
    packet = b'<xmp:CreatorTool>Word</xmp:CreatorTool><r stEvt:softwareAgent="Adobe Photoshop"/><r stEvt:softwareAgent="Word"/>'
    assert software(packet) == "Word; Adobe Photoshop"


def test_scan_is_read_by_ocr_and_measured(make: Any, pool: Pool) -> None:
    path = make.scan("scan.pdf", make.letter())
    reading = read(path, "scan.pdf", Expect(languages=("en",)), pool=pool)
    assert reading.troubles == ()
    assert reading.pages[0].source == "ocr"
    assert reading.ocr == ("rapidocr",)
    assert "We commit that the violation will not happen again." in reading.text
    (picture,) = reading.pictures
    assert (picture.width, picture.height, picture.grey) == (1100, 1556, False)
    assert picture.stamp > 0.003
    assert picture.text_height > 20


def test_scanned_pages_beyond_the_bound_are_said(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, where the bound can be lowered."""
    import pikepdf

    from appealdocs.reading import limits
    from appealdocs.reading.job import Job
    from appealdocs.reading.pdf import document

    monkeypatch.setattr(limits, "OCR_PAGES", 1)
    path = make.scan("scan.pdf", make.letter())
    with pikepdf.open(path) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(path.with_name("two.pdf"))
    reading = document.read(Job(path.with_name("two.pdf"), "pdf", "", 1, "two.pdf", Expect()))
    assert [(t.kind, t.detail) for t in reading.troubles] == [("ocr-missing", "2 scanned pages, the first 1 were read")]
    assert reading.sound
    assert [page.source for page in reading.pages] == ["ocr", "none"]


def test_a_scan_with_a_printed_line_is_still_read(make: Any, pool: Pool) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    path = make.folder / "footed.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(ImageReader(make.letter()), 0, 0, 595, 842)
    canvas.drawString(40, 20, "Signed through Example Sign, verify under reference 1234-5678")
    canvas.save()
    reading = read(path, "footed.pdf", Expect(languages=("en",)), pool=pool)
    assert reading.pages[0].source == "ocr"
    assert "We commit that the violation" in reading.text


def test_a_page_scanned_in_strips(make: Any, pool: Pool) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    sheet = make.lines([f"Order ID|NAEHF006142031{i}" for i in range(9)], (1100, 600))
    path = make.folder / "strips.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for index in range(3):
        canvas.drawImage(
            ImageReader(sheet.crop((0, 200 * index, 1100, 200 * (index + 1)))), 0, 734 - 108 * index, 595, 108
        )
    canvas.save()
    reading = read(path, "strips.pdf", Expect(languages=("en",)), pool=pool)
    assert [f.fact.value for f in reading.found if f.fact.kind == "order-id"] == [
        f"NAEHF006142031{i}" for i in range(9)
    ]


def test_what_was_typed_into_a_form_is_text(make: Any, pool: Pool) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = make.folder / "form.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawString(40, 705, "Tracking number")
    canvas.acroForm.textfield(name="tracking", value="YT2610402720155300", x=225, y=700, width=200, height=18)
    canvas.save()
    reading = read(path, "form.pdf", pool=pool)
    (found,) = [f for f in reading.found if f.fact.kind == "tracking"]
    assert found.fact.value == "YT2610402720155300"
    assert found.box == pytest.approx((225 / 595, 1 - 718 / 842, 425 / 595, 1 - 700 / 842), abs=0.002)


def test_a_lossless_scan_at_high_resolution(make: Any, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """46 MB of samples in one stream are no bomb."""
    from reportlab import rl_config
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.setattr(rl_config, "useA85", 0)
    path = make.folder / "fine.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(ImageReader(make.letter().resize((3300, 4668), 0)), 0, 0, 595, 842)
    canvas.save()
    reading = read(path, "fine.pdf", Expect(languages=("en",)), pool=pool)
    assert reading.troubles == ()
    assert "We commit that the violation" in reading.text
    assert reading.pictures[0].stamp > 0.003


def test_grey_scan(make: Any, pool: Pool) -> None:
    (picture,) = read(make.scan("scan.pdf", make.letter().convert("L")), "scan.pdf", pool=pool).pictures
    assert (picture.grey, picture.stamp) == (True, 0)
    assert picture.round_stamp_grey > 0.003


def test_a_stamp_placed_on_a_text_page_is_seen(make: Any, pool: Pool) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    path = make.folder / "stamped.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(40, 700, "This letter carries the stamp of the company.")
    canvas.drawImage(ImageReader(make.letter().crop((640, 540, 960, 860))), 400, 500, 120, 120)
    canvas.save()
    reading = read(path, "stamped.pdf", pool=pool)
    assert reading.pages[0].images == 1
    assert reading.pictures[0].stamp > 0.02


def test_locate_finds_the_line_around_a_date_over_two_lines(make: Any, pool: Pool) -> None:
    page: Page = read(
        make.pdf("a.pdf", ["The parcel was delivered on 7 March", "2026 at 14:32 GST."]), "a.pdf", pool=pool
    ).pages[0]
    start = page.text.index("7 March")
    place = locate(page, start, start + len("7 March\n2026"))
    assert place.quote == "The parcel was delivered on 7 March 2026 at 14:32 GST."
    assert place.box is not None
    assert place.box[1] < 1 - 760 / 842 < 1 - 740 / 842 < place.box[3]


@pytest.mark.parametrize(
    ("hidden", "extra"),
    [
        (b"/SMask 7 0 R", b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Width 32 /Height 32"),  # a mask of half the size
        (b"/SMask 7 0 R", b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Width 64 /Height 64 /Decode [0 1]"),
        (b"/Mask 7 0 R", b"/ImageMask true /BitsPerComponent 1 /Width 64 /Height 64"),
        (b"/Mask 7 0 R", b"/ImageMask true /BitsPerComponent 1 /Width 64 /Height 64 /Decode [1 0]"),
    ],
)
def test_what_a_mask_hides_is_white(make: Any, pool: Pool, hidden: bytes, extra: bytes) -> None:
    """A red disc cut out of a picture that is green around it: the green is nowhere to be seen on the page."""
    side = 32 if b"/Width 32" in extra else 64
    disc = Image.new("L", (side, side), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, side - 1, side - 1), fill=255)
    bits = disc.convert("1", dither=Image.Dither.NONE)
    inverse = bits.point(lambda v: 255 - v)
    mask = {b"/SMask 7 0 R": disc, b"/Mask 7 0 R": bits if b"[1 0]" in extra else inverse}[hidden].tobytes()
    picture = Image.new("RGB", (64, 64), (0, 160, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, 63, 63), fill=(200, 0, 0))
    data, packed = zlib.compress(picture.tobytes()), zlib.compress(mask)
    objects = make.page_objects(content=b"q 200 0 0 200 0 0 cm /Im0 Do Q")
    objects[2] = objects[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /Im0 6 0 R >>")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceRGB /BitsPerComponent 8 " + hidden
        + b" /Filter /FlateDecode /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
    )  # fmt: skip
    objects.append(
        b"<< /Type /XObject /Subtype /Image " + extra + b" /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        + packed + b"\nendstream"
    )  # fmt: skip
    page = pypdf.PdfReader(make.raw_pdf("masked.pdf", objects)).pages[0]
    shown = raster.decode(raster.rasters(page, {})[0])
    assert [shown.getpixel(at) for at in ((1, 1), (62, 62), (32, 32))] == [(255, 255, 255), (255, 255, 255), (200, 0, 0)]
