"""Colour, stamps, sharpness, on scans as they come."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from appealdocs.reading.picture import measure, sharpness


def jpeg(picture: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def noisy(picture: Image.Image) -> Image.Image:
    grain = Image.effect_noise(picture.size, 24).convert("RGB")
    return Image.blend(picture, grain, 0.08)


def tinted(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    return Image.merge("RGB", [grey.point(lambda v, k=k: int(v * k)) for k in (1.0, 0.96, 0.85)])


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p,
        lambda p: jpeg(p, 40),
        lambda p: jpeg(noisy(p), 60),
        lambda p: p.rotate(3, fillcolor="#fdfbf6"),
        lambda p: p.resize((550, 778)),
        lambda p: p.resize((2480, 3508)),
        lambda p: p.filter(ImageFilter.GaussianBlur(3)),
    ],
    ids=["clean", "jpeg", "noise", "askew", "small", "300dpi", "blurred"],
)
def test_red_stamp_on_a_scan(make: Any, change: Callable[[Image.Image], Image.Image]) -> None:
    found = measure(change(make.letter()), 1, (1, 1))
    assert 0.003 < found.stamp < 0.02
    assert not found.grey


@pytest.mark.parametrize(
    "ink", ["#c8102e", "#e89aa0", "#2a4fb0", "#7a3fa8", "#1e7a3c"], ids=["red", "faint", "blue", "violet", "green"]
)
@pytest.mark.parametrize("paper", ["#fdfbf6", "#f0e2c0"], ids=["white", "yellowed"])
def test_inks_and_papers(make: Any, ink: str, paper: str) -> None:
    assert measure(jpeg(make.letter(ink, paper), 70), 1, (1, 1)).stamp > 0.003


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.convert("L"),
        lambda p: p.convert("L").convert("RGB"),
        lambda p: jpeg(p.convert("L").convert("RGB"), 50),
        lambda p: jpeg(tinted(p), 60),
    ],
    ids=["grey", "grey in RGB", "grey JPEG", "yellowed grey"],
)
def test_grey_scan_of_the_same_page(make: Any, change: Callable[[Image.Image], Image.Image]) -> None:
    found = measure(change(make.letter()), 1, (1, 1))
    assert (found.grey, found.stamp) == (True, 0.0)
    assert found.round_stamp_grey > 0.003


def test_no_stamp(make: Any) -> None:
    found = measure(make.letter(stamp=None), 1, (1, 1))
    assert (found.stamp, found.round_stamp_grey, found.grey) == (0.0, 0.0, False)
    assert found.saturated > 0  # the blue signature


def test_stamp_over_text_and_signature(make: Any) -> None:
    picture = make.letter()
    draw = ImageDraw.Draw(picture)
    for index in range(6):
        draw.text((600, 570 + 45 * index), "Legal representative: Chen Weidong", "#1a1a1a", make.font(26))
    draw.line([(560, 720), (640, 640), (800, 760), (990, 690)], "#14286e", 6)
    assert measure(jpeg(picture, 60), 1, (1, 1)).stamp > 0.003


def test_square_and_oval_stamps(make: Any) -> None:
    square = make.letter(stamp=None)
    draw = ImageDraw.Draw(square)
    draw.rectangle((650, 560, 900, 720), outline="#c8102e", width=7)
    draw.text((670, 600), "PAID 12.03", "#c8102e", make.font(36))
    oval = make.letter(stamp=None)
    ImageDraw.Draw(oval).ellipse((620, 560, 940, 760), outline="#20409a", width=6)
    assert measure(square, 1, (1, 1)).stamp > 0.002
    assert measure(oval, 1, (1, 1)).stamp > 0.002


def test_red_handwriting_is_no_stamp(make: Any) -> None:
    picture = make.letter(stamp=None)
    ImageDraw.Draw(picture).line([(600, 700), (700, 640), (800, 720), (980, 690)], "#c8102e", 6)
    assert measure(picture, 1, (1, 1)).stamp == 0.0


def test_coloured_heading_of_a_screenshot_is_no_stamp(make: Any) -> None:
    found = measure(make.screenshot(["a", "b"], "https://www.aramex.com/a"), 1, (1, 1))
    assert found.stamp == 0.0
    assert found.saturated > 0.1


def test_a_picture_of_nothing_but_a_stamp(make: Any) -> None:
    cut = make.letter().crop((640, 540, 960, 860))
    assert measure(cut, 1, cut.size, is_page=False).stamp > 0.05
    plain = Image.new("RGB", (320, 320), "white")
    ImageDraw.Draw(plain).ellipse((10, 10, 310, 310), "#c8102e")  # a filled disc: a logo
    assert measure(plain, 1, plain.size, is_page=False).stamp == 0.0


def test_sharpness_falls_with_blur(make: Any) -> None:
    page = make.letter()
    assert sharpness(page) > 300
    assert sharpness(page.filter(ImageFilter.GaussianBlur(4))) < 30


@pytest.mark.parametrize("size", [(1, 1), (2, 500), (5, 5), (4000, 3)])
def test_odd_sizes(size: tuple[int, int]) -> None:
    assert measure(Image.new("RGB", size, "red"), 1, size).page == 1


def lit(picture: Image.Image, light: tuple[float, float, float]) -> Image.Image:
    """The picture as a camera sees it in light of this colour and strength, with grain."""
    channels = [band.point(lambda v, k=k: int(v * k)) for band, k in zip(picture.convert("RGB").split(), light, strict=True)]
    grain = [Image.effect_noise(picture.size, 12) for _ in range(3)]
    return jpeg(Image.blend(Image.merge("RGB", channels), Image.merge("RGB", grain), 0.04), 75)


@pytest.mark.parametrize("ink", ["#c8102e", "#20409e", "#56348c"], ids=["red", "blue", "violet"])
@pytest.mark.parametrize("light", [(0.4, 0.4, 0.4), (1.0, 0.86, 0.62), (0.5, 0.43, 0.31)], ids=["low", "lamp", "low lamp"])
def test_stamp_in_the_light_there_is(make: Any, ink: str, light: tuple[float, float, float]) -> None:
    found = measure(lit(make.letter(ink), light), 1, (1, 1))
    assert found.stamp > 0.003
    assert not found.grey


@pytest.mark.parametrize("light", [(1.0, 1.0, 1.0), (0.4, 0.4, 0.4), (1.0, 0.86, 0.62)], ids=["day", "low", "lamp"])
def test_grey_stamp_is_none_in_any_light_though_the_signature_is_blue(make: Any, light: tuple[float, float, float]) -> None:
    copy = make.letter(signature=None).convert("L").convert("RGB")
    ImageDraw.Draw(copy).line([(130, 1020), (170, 960), (200, 1040), (240, 970), (300, 1020), (700, 1000)], "#14286e", 5)
    assert measure(lit(copy, light), 1, (1, 1)).stamp == 0.0
