"""Logo, stamp and signature: bounded, flattened where it must be, and honest about what they are."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from appealdocs.errors import RenderFailed
from appealdocs.render import picture

Draw = Callable[..., bytes]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_transparency_stays_or_is_put_on_white(draw: Draw) -> None:
    data = draw((300, 300), (200, 20, 30))
    assert opened(picture(data, "stamp", flat=False).png).mode == "RGBA"
    flat = opened(picture(data, "stamp", flat=True).png)
    assert flat.mode == "RGB"
    assert flat.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape(draw: Draw) -> None:
    made = picture(draw((3000, 1500), (0, 0, 200)), "logo", flat=False)
    assert (made.width, made.height) == (900, 450)
    assert made.fit(44, 22) == (44, 22)
    assert made.fit(44, 11) == (22, 11)


def test_a_grey_stamp_is_told_and_a_pasted_one_too(draw: Draw) -> None:
    grey = picture(draw((300, 300), (90, 90, 90)), "stamp", flat=False).notes
    red = picture(draw((300, 300), (200, 20, 30)), "stamp", flat=False).notes
    assert [n for n in grey if "no colour" in n.en and "没有颜色" in n.zh]
    assert not [n for n in red if "no colour" in n.en]
    assert all(any("scan it in colour" in n.en for n in notes) for notes in (grey, red))
    assert picture(draw((300, 300), (90, 90, 90)), "logo", flat=False).notes == ()


def bomb() -> bytes:
    """A PNG that claims 60,000 x 60,000 pixels."""
    head = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    def chunk(body: bytes) -> bytes:
        return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    return b"\x89PNG\r\n\x1a\n" + chunk(head) + chunk(b"IDAT" + zlib.compress(b"\0" * 100)) + chunk(b"IEND")


@pytest.mark.parametrize("data", [b"", b"no picture", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(RenderFailed, match="cannot be read"):
        picture(data, "logo", flat=False)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(RenderFailed, match=r"40 million|cannot be read"):
        picture(bomb(), "logo", flat=False)


def test_a_cut_off_picture_is_refused(draw: Draw) -> None:
    with pytest.raises(RenderFailed):
        picture(draw((500, 500), (1, 2, 3))[:300], "logo", flat=False)
