"""Measures of a picture: colour, a stamp, sharpness. Pillow alone, since most files here need nothing heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import Picture, Trouble
from appealdocs.reading import limits
from appealdocs.reading.rings import Ring, rings

if TYPE_CHECKING:
    from PIL.Image import Image

WORKING_SIDE: Final = 880
"""Longest side in pixels at which colour is judged: averaging takes JPEG noise away, a 1 mm ring on A4 keeps 3 pixels."""
GRID: Final = 4
"""Pixels of the working copy for one cell of the grid on which shapes are looked for."""

COLOURED: Final = 45
"""Largest minus smallest channel (0..255) above which a pixel is clearly coloured, after the paper is made white."""
TINTED: Final = 30
"""The same, above which it carries any colour at all; JPEG leaves up to 20 around black letters."""
FAINT: Final = 28
"""The same for the ink of a stamp where there is no clear one: its shape has to say that it is a stamp."""
LEAST_INK: Final = 0.0004
"""Share of a picture that the ink of the smallest stamp covers; less of one colour is not looked at for shapes."""
COLOURLESS: Final = 0.0003
"""Share of tinted pixels below which a picture has no colour."""
PAPER: Final = 0.45
"""Least share of white for a picture to be a sheet of paper; stamps are only looked for on paper."""
DARK: Final = 150
LARGEST: Final = 0.45
"""Largest stamp on a sheet, as a share of its longer side."""
ALONE: Final = 0.5
"""Smallest stamp in a picture that was cut out around it."""
DARKEST_PAPER: Final = 50
"""Level of the darkest channel (0..255) of the brighter pixels below which they are no paper, in whatever light."""
DIM: Final = 150
"""The same, below which a photograph was taken in low light."""
CAST: Final = 1.9
"""Brightest by darkest channel of white paper under a warm lamp; beyond it, it is coloured paper or cardboard."""
HALF_SIDE: Final = 1_700
"""Sharpness is measured at half size, or smaller so that the longest side has this many pixels."""

_HUES: Final = {"red": ((0, 20), (232, 255)), "green": ((60, 130),), "blue": ((131, 231),)}
"""Ink colours as ranges of hue, 0..255; yellow and brown are paper, tape and cardboard."""


def too_many_pixels(width: int, height: int) -> Trouble:
    """The trouble of a picture that declares an absurd size."""
    shown = f"{width} x {height} pixels, at most {limits.PIXELS / 1_000_000:.0f} million are read"
    return Trouble("too-many-pixels", shown)


def measure(picture: Image, page: int, size: tuple[int, int], is_page: bool = True) -> Picture:
    """Measure an RGB or grey picture. `size` is the one in the file, where `picture` was decoded smaller.

    `is_page`: it is a whole sheet or screen; otherwise it was placed on one, and may itself be nothing but a stamp.
    """
    small = _white_balanced(_shrunk(picture))
    grey_file = picture.mode == "L"
    chroma = None if grey_file else _chroma(small)
    total = small.width * small.height
    tinted = 0.0 if chroma is None else _above(chroma, TINTED) / total
    grey = grey_file or tinted < COLOURLESS
    paper = _paper(small, chroma) >= PAPER
    return Picture(
        page=page,
        width=size[0],
        height=size[1],
        saturated=0.0 if chroma is None else round(_above(chroma, COLOURED) / total, 5),
        stamp=0.0 if grey or not paper or chroma is None else round(_stamp(small, chroma, is_page), 5),
        grey=grey,
        sharpness=round(sharpness(picture), 1),
        round_stamp_grey=round(_grey_stamp(small, is_page), 5) if grey and paper else 0.0,
    )


def sharpness(picture: Image) -> float:
    """Variance of the Laplacian at half size: above 1,000 for a crisp page, below 100 for a blurred one."""
    from PIL import ImageFilter, ImageStat

    factor = max(2, -(-max(picture.size) // HALF_SIDE))
    grey = picture.convert("L").reduce(factor) if min(picture.size) >= 3 * factor else picture.convert("L")
    if min(grey.size) < 3:
        return 0.0
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1))
    return float(ImageStat.Stat(inner).var[0])


def _shrunk(picture: Image) -> Image:
    factor = max(picture.size) // WORKING_SIDE
    picture = picture.reduce(factor) if factor >= 2 else picture
    if max(picture.size) > 1.2 * WORKING_SIDE:
        scale = WORKING_SIDE / max(picture.size)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, 4)  # 4: Image.Resampling.BOX
    return picture.convert("RGB")


def _white_balanced(picture: Image) -> Image:
    """The picture with its paper (the colour of its bright pixels) made white: scans of paper are yellowish, photographs by the
    light of a lamp are yellow, and in low light they are dark."""
    levels = [_quantile(channel.histogram(), 0.8) for channel in picture.split()]
    if min(levels) < DARKEST_PAPER or max(levels) > CAST * min(levels):
        return picture  # no paper, or coloured on purpose
    if min(levels) < DIM:
        from PIL import ImageFilter

        picture = picture.filter(ImageFilter.GaussianBlur(1))  # or the sensor's grain would be taken for colour, made brighter
    table = [min(255, value * 255 // level) for level in levels for value in range(256)]
    return picture.point(table)


def _quantile(histogram: list[int], share: float) -> int:
    left = sum(histogram) * share
    for value, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return value
    return 255


def _chroma(picture: Image) -> Image:
    """Largest minus smallest channel of each pixel."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.subtract(most, least)


def _above(channel: Image, bound: int) -> int:
    return sum(channel.histogram()[bound + 1 :])


def _paper(picture: Image, chroma: Image | None) -> float:
    from PIL import ImageChops

    bright = picture.convert("L").point([255 if v >= 200 else 0 for v in range(256)])
    if chroma is not None:
        bright = ImageChops.darker(bright, chroma.point([255 if v < TINTED else 0 for v in range(256)]))
    return bright.histogram()[255] / (picture.width * picture.height)


def _stamp(picture: Image, chroma: Image, is_page: bool) -> float:
    """Share of pixels that belong to stamps, in clear ink or else in faint ink (pale violet, washed out, low light)."""
    found = _inked(picture, chroma, COLOURED, is_page)
    if found or _above(chroma, FAINT) < LEAST_INK * picture.width * picture.height:
        return found
    return _inked(picture, chroma, FAINT, is_page)


def _inked(picture: Image, chroma: Image, bound: int, is_page: bool) -> float:
    """Share of stamps in ink of more than this chroma, each ink by itself: a blue signature may cross a red stamp."""
    from PIL import ImageChops

    hue = picture.convert("HSV").getchannel(0)
    coloured = chroma.point([255 if v > bound else 0 for v in range(256)])
    ink = 0.0
    for ranges in _HUES.values():
        this = hue.point([255 if any(a <= v <= b for a, b in ranges) else 0 for v in range(256)])
        this = ImageChops.darker(coloured, this)
        if this.histogram()[255] >= LEAST_INK * picture.width * picture.height:
            ink += sum(ring.ink for ring in _rings(this, 0.035, is_page))
    return ink / (picture.width * picture.height)


def _grey_stamp(picture: Image, is_page: bool) -> float:
    """Share of pixels in dark rings: what is left of a stamp in a grey scan. Larger than any letter."""
    dark = picture.convert("L").point([255 if v < DARK else 0 for v in range(256)])
    return sum(ring.ink for ring in _rings(dark, 0.06, is_page)) / (picture.width * picture.height)


def _rings(mask: Image, least: float, is_page: bool) -> list[Ring]:
    cells = mask.reduce(GRID)
    bounds = (least, LARGEST) if is_page else (ALONE, 1.0)
    return rings(cells.tobytes(), cells.width, cells.height, bounds, GRID * GRID)
