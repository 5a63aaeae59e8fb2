"""Two files in one, forms that multiply, scans without end: each is told; what cameras and programs write is not."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Any

import pytest
from PIL import Image

from appealdocs.reading import Pool, read


def kinds(path: Any, pool: Pool) -> list[str]:
    return [t.kind for t in read(path, f"evidence/{path.name}", pool=pool).troubles]


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.exe", b"MZ" + b"\x90" * 3_000)
    return out.getvalue()


def data_of(make: Any, name: str) -> bytes:
    if name.endswith(".pdf"):
        return bytes(make.pdf(name, ["Order ID|NAEHF0061420317"]).read_bytes())
    return bytes(make.picture(name, make.lines(["Order"], (300, 120))).read_bytes())


@pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "a.png", "a.gif", "a.webp"])
def test_an_archive_behind_the_end(make: Any, pool: Pool, name: str) -> None:
    data = data_of(make, name)
    assert kinds(make.file(name, data), pool) == []
    assert kinds(make.file(f"b{name}", data + archive()), pool) == ["embedded-files"]


def test_a_pdf_behind_an_archive_or_a_program(make: Any, pool: Pool) -> None:
    data = data_of(make, "a.pdf")
    assert kinds(make.file("b.pdf", b"MZ" + b"\0" * 100 + data), pool) == ["embedded-files"]
    assert kinds(make.file("c.pdf", b"\r\n" + data), pool) == []  # a stray line before it is none


def test_what_a_crop_left_behind_a_png(make: Any, pool: Pool) -> None:
    assert kinds(make.file("a.png", data_of(make, "x.png") + os.urandom(5_000)), pool) == ["embedded-files"]
    assert kinds(make.file("b.png", data_of(make, "x.png") + b"\0" * 5_000), pool) == []


def test_a_camera_may_write_a_film_behind_its_jpeg(make: Any, pool: Pool) -> None:
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + os.urandom(2_000)
    assert kinds(make.file("a.jpg", data_of(make, "x.jpg") + film), pool) == []


def forms(make: Any, levels: int, times: int) -> list[bytes]:
    objects: list[bytes] = make.page_objects(content=b"/F0 Do")
    objects[2] = objects[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /F0 6 0 R >>")
    for level in range(levels):
        body = b"/F%d Do " % (level + 1) * times
        head = b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F%d %d 0 R >> >>" % (level + 1, 7 + level)
        objects.append(b"<< /Type /XObject " + head + b" /Length %d >>\nstream\n" % len(body) + body + b"\nendstream")
    return [*objects, b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 >>\nstream\n0 0 1 1 re\nendstream"]


def test_forms_that_multiply(make: Any, pool: Pool) -> None:
    assert kinds(make.raw_pdf("ten.pdf", forms(make, 10, 10)), pool) == ["bomb"]
    assert kinds(make.raw_pdf("two.pdf", forms(make, 2, 10)), pool) == []


def test_forms_in_a_circle(make: Any, pool: Pool) -> None:
    objects = forms(make, 2, 1)
    objects[6] = objects[6].replace(b"8 0 R", b"6 0 R")
    assert kinds(make.raw_pdf("circle.pdf", objects), pool) == ["bomb"]


def test_a_jpeg_of_a_thousand_scans(make: Any, pool: Pool) -> None:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    at = data.rindex(b"\xff\xda")
    assert kinds(make.file("a.jpg", data), pool) == []
    assert kinds(make.file("b.jpg", data[:at] + data[at:-2] * 1_000 + data[-2:]), pool) == ["bomb"]


def test_half_of_a_heic(make: Any, pool: Pool) -> None:
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    data = data_of(make, "a.heic")
    assert kinds(make.file("a.heic", data), pool) == []
    assert kinds(make.file("b.heic", data[: len(data) // 2]), pool) == ["truncated"]
