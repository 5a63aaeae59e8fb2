"""Pictures of every kind, their metadata, and ids known from the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from appealdocs.model.fact import Fact
from appealdocs.model.reading import Found, Page, Reading
from appealdocs.reading import Cache, Expect, Pool, read
from appealdocs.reading.kinds import sniff
from appealdocs.reading.known import finish
from appealdocs.reading.layout import locate
from appealdocs.reading.pdf import raster

EN = Expect(languages=("en",))
LINES = ["Order ID|NAEHF0061420317"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "png"),
        ("a.jpg", "jpeg"),
        ("a.webp", "webp"),
        ("a.gif", "gif"),
        ("a.bmp", "bmp"),
        ("a.tif", "tiff"),
        ("a.heic", "heic"),
    ],
)
def test_every_kind_of_picture(make: Any, pool: Pool, name: str, kind: str) -> None:
    if kind == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    reading = read(make.picture(name, make.lines(LINES)), name, EN, pool=pool)
    assert (reading.kind, reading.troubles) == (kind, ())
    assert "NAEHF0061420317" in [f.fact.value for f in reading.found if f.fact.kind == "order-id"]
    assert (reading.pictures[0].width, reading.pictures[0].height) == (1280, 600)
    assert reading.pictures[0].text_height > 15


def test_pages_of_a_tiff(make: Any, pool: Pool) -> None:
    more = [make.lines(["Tracking number|34208117650"])]
    reading = read(make.picture("a.tif", make.lines(LINES), save_all=True, append_images=more), "a.tif", EN, pool=pool)
    assert [p.number for p in reading.pages] == [1, 2]
    assert [f.page for f in reading.found if f.fact.value == "34208117650"] == [2]


def test_transparency_is_laid_on_white(make: Any, pool: Pool) -> None:
    layer = make.lines(LINES).convert("L").point(lambda v: 255 - v)
    picture = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0), layer)
    reading = read(make.picture("a.png", picture), "a.png", EN, pool=pool)
    assert "NAEHF0061420317" in reading.text


def test_exif(make: Any, pool: Pool) -> None:
    picture = make.lines(LINES)
    tags = Image.Exif()
    tags[0x0131] = "Adobe Photoshop 25.0"
    tags[0x0110] = "Mi 14"
    tags[0x0132] = "2026:03:08 10:00:00"
    tags.get_ifd(0x8769)[0x9003] = "2026:03:05 14:01:22"
    tags.get_ifd(0x8769)[0x9011] = "+08:00"
    tags.get_ifd(0x8825)[1] = "N"
    metadata = read(make.picture("a.jpg", picture, exif=tags), "a.jpg", EN, pool=pool).metadata
    assert metadata.software == "Adobe Photoshop 25.0"
    assert metadata.creator == "Mi 14"
    assert metadata.exif_time == "2026-03-05T14:01:22+08:00"
    assert metadata.modified == "2026-03-08T10:00:00"
    assert metadata.gps


def test_software_of_a_png(make: Any, pool: Pool) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Software", "Snipaste")
    notes.add_itxt("XML:com.adobe.xmp", "<x><xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool></x>")
    assert (
        read(make.picture("a.png", make.lines(LINES), pnginfo=notes), "a.png", EN, pool=pool).metadata.software
        == "Snipaste; GIMP 2.10"
    )


def test_upright_by_its_orientation_tag(make: Any, pool: Pool) -> None:
    tags = Image.Exif()
    tags[0x0112] = 6  # turn by 90 degrees to the right to see it
    picture = make.lines(LINES).rotate(90, expand=True)
    reading = read(make.picture("a.jpg", picture, exif=tags), "a.jpg", EN, pool=pool)
    assert (reading.pages[0].width, reading.pages[0].height) == (1280, 600)
    assert reading.text == "Order ID\tNAEHF0061420317"


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_telephone_s_largest_photo(make: Any, pool: Pool, name: str) -> None:
    picture = make.lines([f"Order ID|NAEHF006142031{i}" for i in range(5)], (1200, 900), letters=40).resize(
        (10_800, 8_100)
    )
    reading = read(make.picture(name, picture), name, EN, pool=pool)
    assert reading.troubles == ()
    assert (reading.pages[0].width, reading.pictures[0].height) == (10_800, 8_100)
    assert "NAEHF0061420314" in reading.text
    assert reading.pictures[0].text_height == pytest.approx(9 * 45, rel=0.3)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"), (b"%PDF-1.7", "pdf"), (b"\n\n%PDF-1.7", "pdf"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"GIF89a", "gif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "mp4"), (b"\0\0\0\x18ftypqt  \0\0\0\0", "mov"), (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"), (b"RIFF\0\0\0\0WEBPVP8 ", "webp"), (b"RIFF\0\0\0\0WAVEfmt ", "unknown"),
        (b"PK\x03\x04rest", "zip"), (b"<!DOCTYPE html><p>", "html"), (b"BMW is a car", "text"), (b"MZ\x90\0\x03", "unknown"),
        ("привет".encode("utf-16"), "text"),
    ],
)  # fmt: skip
def test_kinds(head: bytes, kind: str) -> None:
    assert sniff(head, b"", "file.bin") == kind


def reading(text: str, *found: Found) -> Reading:
    return Reading("a.png", "", 0, "png", pages=(Page(1, text, "ocr", 0, 0, confidence=0.9),), found=found)


def test_a_number_gets_its_kind_from_the_case() -> None:
    plain = Found(Fact("id", "1523467890"), 1, "CDEK 1523467890")
    (found,) = finish(reading("CDEK 1523467890", plain), "a.png", Expect(tracking=("1523467890",))).found
    assert found.fact == Fact("tracking", "1523467890")


def test_a_number_of_the_case_is_no_misreading() -> None:
    """The doubt was about another letter of the address."""
    doubtful = Found(Fact("id", "1523467890"), 1, "https://www.cdek.ru/ru/tracking?order_id=1523467890", confidence=0.4)
    (found,) = finish(reading("x", doubtful), "a.png", Expect(tracking=("1523467890",))).found
    assert found.confidence == 0.95


def test_letters_that_ocr_takes_for_digits() -> None:
    misread = Found(Fact("id", "NAEHFOO61420317"), 1, "", confidence=0.7)
    (found,) = finish(reading("NAEHFOO61420317", misread), "a.png", Expect(orders=("NAEHF0061420317",))).found
    assert (found.fact, found.confidence) == (Fact("order-id", "NAEHF0061420317"), 0.7)


def test_another_digit_is_another_number() -> None:
    other = Found(Fact("tracking", "34208117651"), 1, "", confidence=0.7)
    assert finish(reading("34208117651", other), "a.png", Expect(tracking=("34208117650",))).found == (other,)


def test_text_layers_are_not_bent_to_the_case() -> None:
    written = Found(Fact("id", "NAEHFOO61420317"), 1, "", confidence=1.0)
    assert finish(reading("x", written), "a.png", Expect(orders=("NAEHF0061420317",))).found == (written,)


def test_ids_of_the_case_are_found_though_no_pattern_knows_them() -> None:
    expect = Expect(orders=("WISH99AA",), skus=("cup blue",), tracking=("3420 8117650", "34208117650"))
    found = finish(reading("order WISH99AA\tcup blue\n342 0811 7650"), "a.png", expect).found
    assert {(f.fact.kind, f.fact.value) for f in found} >= {
        ("order-id", "WISH99AA"),
        ("sku", "cup blue"),
        ("tracking", "34208117650"),
    }
    assert all(f.confidence == 0.9 for f in found)


def test_people_of_the_case_are_found_without_a_label() -> None:
    found = finish(
        reading("Handed over to Noura AI Harbi, reception"), "a.png", Expect(names=("Noura Al Harbi", "Chen Weidong"))
    ).found
    assert [(f.fact.kind, f.fact.value, f.quote) for f in found] == [
        ("name", "Noura Al Harbi", "Handed over to Noura AI Harbi, reception")
    ]


def test_ids_in_the_file_s_name() -> None:
    found = finish(Reading("", "", 0, "pdf"), "evidence/POD_34208117650 NAEHF0061420317.pdf", Expect()).found
    assert [(f.fact.kind, f.fact.value, f.page) for f in found] == [
        ("order-id", "NAEHF0061420317", None),
        ("id", "34208117650", None),
    ]
    (known,) = finish(
        Reading("", "", 0, "pdf"), "evidence/POD_34208117650.pdf", Expect(tracking=("34208117650",))
    ).found
    assert known.fact.kind == "tracking"


def test_part_of_a_longer_number_is_not_the_number() -> None:
    assert finish(reading("1342081176501"), "a.png", Expect(tracking=("34208117650",))).found == ()


def test_locate_without_words_still_quotes_the_line() -> None:
    page = Page(1, "first line\nOrder\tNAEHF0061420317\nlast", "text-layer", 0, 0)
    place = locate(page, 17, 32)
    assert (place.quote, place.box, place.confidence) == ("Order  NAEHF0061420317", None, 1.0)


def test_a_logo_is_measured_and_its_writing_not_read(make: Any, tmp_path: Path, pool: Pool) -> None:
    path = make.picture("logo.png", make.lines(["LANTING HOME 1234567"], (400, 120)))
    cache = Cache(tmp_path / "cache")
    plain = read(path, "logo.png", Expect(plain=True), cache, pool)
    assert (plain.ocr, plain.text, plain.troubles, plain.pictures[0].width) == ((), "", (), 400)
    assert "1234567" in read(path, "logo.png", Expect(), cache, pool).text  # not answered from what was kept for the logo


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_sixteen_bits_keep_their_greys(make: Any, pool: Pool, name: str) -> None:
    """A scanner's 16-bit grey: cut down to its lowest bits, the soft edges of letters vanish and a 6 is read as 0."""
    grey = make.lines(["Order ID|NAEHF0061420317"], (700, 300)).convert("L")
    deep = grey.convert("I").point(lambda v: v * 257).convert("I;16")
    assert raster.on_white(deep).tobytes() == grey.tobytes()
    reading = read(make.picture(name, deep), name, EN, pool=pool)
    assert "NAEHF0061420317" in reading.text
