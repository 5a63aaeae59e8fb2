"""Pictures as JPEG, PNG and PDF pages."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from appealdocs.pack import picture


def test_a_jpeg_goes_into_a_pdf_page_with_its_very_bytes(files: Any) -> None:
    data = files.jpeg()
    with pikepdf.open(io.BytesIO(picture.page(data, "jpeg"))) as document:
        (stream,) = document.pages[0].get_images().values()
        assert stream.read_raw_bytes() == data


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1", "LA"])
def test_a_png_of_any_kind_keeps_every_pixel_on_white(files: Any, mode: str) -> None:
    image = files.image().convert(mode)
    page = picture.page(files.saved(image, "PNG"), "png")
    with pikepdf.open(io.BytesIO(page)) as document:
        (stream,) = document.pages[0].get_images().values()
        assert "/SMask" not in stream
        shown = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
    assert shown.tobytes() == picture.on_white(image).convert("RGB").tobytes()


def test_every_page_of_a_fax_is_kept(files: Any) -> None:
    pages = [files.image(f"page {n}", seed=n) for n in range(3)]
    data = files.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    base = picture.base(data, "tiff")
    assert [kind for kind, _ in base] == ["png"] * 3
    assert [Image.open(io.BytesIO(d)).tobytes() for _, d in base] == [p.tobytes() for p in pages]


def test_a_telephone_s_photo_keeps_its_time_and_loses_its_place(files: Any) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[271] = "Huawei"
    exif.get_ifd(0x8769)[36867] = "2026:03:01 10:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    ((kind, data),) = picture.base(files.saved(files.image(), "HEIF", exif=exif.tobytes()), "heic")
    assert kind == "jpeg"
    with Image.open(io.BytesIO(data)) as image:
        kept = image.getexif()
        assert kept[271] == "Huawei"
        assert kept.get_ifd(0x8769)[36867] == "2026:03:01 10:00:00"
        assert not kept.get_ifd(0x8825)


def test_a_photo_taken_sideways_stands_upright_after_conversion(files: Any) -> None:
    exif = Image.Exif()
    exif[274] = 6
    data = files.saved(files.image(size=(300, 200)), "JPEG", exif=exif.tobytes())
    assert next(picture.frames(data, "jpeg")).size == (200, 300)


def test_the_same_picture_gives_the_same_bytes(files: Any) -> None:
    image = files.image(noise=20)
    assert picture.jpeg(image, 70, 500) == picture.jpeg(image, 70, 500)
    assert max(Image.open(io.BytesIO(picture.jpeg(image, 70, 500))).size) == 500


def test_absurd_pixel_counts_are_refused_before_decoding(files: Any) -> None:
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(ValueError, match="60000 x 60000"):
        list(picture.frames(bomb, "png"))
