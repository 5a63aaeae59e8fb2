"""Pictures on a PDF page, decoded within bounds: scans, stamps, logos."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from appealdocs.reading import limits

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PageObject

_DEEPEST: Final = 5
_MOST: Final = 200
_LOSSLESS: Final = frozenset({"/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"})
"""Forms within forms, and pictures on one page, that are looked at."""


class TooManyPixels(Exception):
    """A picture declares more pixels than are decoded; `args` are width and height."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture object of a page, not yet decoded. Sizes in pixels; `top` is how far down the page it begins (0..1)."""

    stream: Any
    width: int
    height: int
    top: float = 0.0

    @property
    def pixels(self) -> int:
        return self.width * self.height


def rasters(page: PageObject, tops: dict[str, float]) -> list[Raster]:
    """The pictures that a page may show, largest first, each object once. `tops`: how far down each begins, by its name."""
    resources = page.get("/Resources")
    found = {id(r.stream): r for r in _walk(resources, tops, set(), 0)}
    return sorted(found.values(), key=lambda r: -r.pixels)[:_MOST]


def strips(found: list[Raster]) -> list[Raster]:
    """The picture that fills a scanned page: the largest, or all strips of its width where a scanner cut the page up.

    `found` as `rasters` gives it.
    """
    alike = [r for r in found if r.width == found[0].width]
    if (
        len(alike) < 2
        or found[0].pixels > 0.6 * sum(r.pixels for r in alike)
        or sum(r.pixels for r in alike) > limits.PIXELS
    ):
        return found[:1]
    return sorted(alike, key=lambda r: r.top)


def stacked(parts: list[Image]) -> Image:
    """Strips one below the other."""
    from PIL import Image

    if len(parts) == 1:
        return parts[0]
    whole = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)), "white")
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole


def _walk(resources: Any, tops: dict[str, float], seen: set[int], depth: int) -> Iterator[Raster]:
    resources = resources.get_object() if resources is not None else None
    if not isinstance(resources, dict) or depth > _DEEPEST:
        return
    things = resources.get("/XObject")
    things = things.get_object() if things is not None else None
    for name, reference in list(things.items())[:_MOST] if isinstance(things, dict) else ():
        thing = reference.get_object()
        if not isinstance(thing, dict) or id(thing) in seen:
            continue
        seen.add(id(thing))
        if thing.get("/Subtype") == "/Image":
            width, height = thing.get("/Width"), thing.get("/Height")
            if isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0:
                yield Raster(thing, int(width), int(height), tops.get(str(name), 1.0))
        elif thing.get("/Subtype") == "/Form":
            yield from _walk(thing.get("/Resources"), tops, seen, depth + 1)


def decode(raster: Raster, longest: int | None = None) -> Image:
    """The picture, its transparency laid on white. `longest` allows a JPEG to be decoded smaller, never below that side.

    Raises TooManyPixels, OSError (broken data) and what pypdf raises.
    """
    from PIL import Image

    if raster.pixels > limits.PIXELS:
        raise TooManyPixels(raster.width, raster.height)
    picture: Image.Image
    filters = _filters(raster)
    if filters[-1:] == ["/DCTDecode"] and _LOSSLESS.issuperset(filters[:-1]) and "/SMask" not in raster.stream:
        packed = raster.stream._data if len(filters) == 1 else raster.stream.get_data()
        picture = Image.open(io.BytesIO(packed), formats=("JPEG",))
        if picture.width * picture.height > limits.PIXELS:
            raise TooManyPixels(picture.width, picture.height)
        if longest is not None and picture.mode in ("RGB", "L"):
            picture.draft(None, (min(longest, picture.width), min(longest, picture.height)))
        picture.load()
    else:
        picture = _samples(raster) or raster.stream.decode_as_image()
    return _cut_out(on_white(picture), raster)


def _filters(raster: Raster) -> list[str]:
    """How the picture's data are packed, the outermost first."""
    filters: Any = raster.stream.get("/Filter")
    filters = filters.get_object() if filters is not None else []
    return [str(name) for name in filters] if isinstance(filters, list) else [str(filters)]


def _cut_out(picture: Image, raster: Raster) -> Image:
    """The picture with what its stencil (/Mask) hides made white. A soft mask was applied before; of two the soft one holds."""
    from PIL import Image

    mask: Any = raster.stream.get("/Mask")
    mask = mask.get_object() if mask is not None else None
    if "/SMask" in raster.stream or not isinstance(mask, dict):
        return picture
    wide, high = mask.get("/Width"), mask.get("/Height")
    if mask.get("/ImageMask") is None or not isinstance(wide, int) or not isinstance(high, int):
        return picture
    if wide * high > limits.PIXELS:
        raise TooManyPixels(wide, high)
    drawn: Any = mask
    stencil = drawn.decode_as_image().convert("L")  # pypdf has applied /Decode: what is drawn is black
    stencil = stencil if stencil.size == picture.size else stencil.resize(picture.size)
    return Image.composite(Image.new(picture.mode, picture.size, "white"), picture, stencil)


def _samples(raster: Raster) -> Image | None:
    """Plain 8-bit grey or RGB samples, the common lossless case (pypdf would encode them as PNG once more: 1 s a page)."""
    from PIL import Image

    mode = {"/DeviceRGB": "RGB", "/DeviceGray": "L"}.get(str(raster.stream.get("/ColorSpace")))
    if mode is None or not _LOSSLESS.issuperset(_filters(raster)) or raster.stream.get("/BitsPerComponent") != 8 or _turned(raster, len(mode)):
        return None
    data = raster.stream.get_data()
    size = (raster.width, raster.height)
    if len(data) < raster.pixels * len(mode):
        raise OSError("fewer samples than pixels")
    picture = Image.frombytes(mode, size, data[: raster.pixels * len(mode)])
    mask = raster.stream.get("/SMask")
    mask = mask.get_object() if mask is not None else None
    if not isinstance(mask, dict):
        return picture
    if (mask.get("/Width"), mask.get("/Height")) != size or "/SMask" in mask:
        return None  # left to pypdf
    alpha = _samples(Raster(mask, *size))
    if alpha is None or alpha.mode != "L":
        return None
    return Image.composite(picture, Image.new(mode, size, "white"), alpha)


def _turned(raster: Raster, channels: int) -> bool:
    """Whether /Decode changes the samples; writers often put the plain one there."""
    decode: Any = raster.stream.get("/Decode")
    decode = decode.get_object() if decode is not None else None
    return decode is not None and [float(v) for v in decode] != [0.0, 1.0] * channels


def on_white(picture: Image) -> Image:
    """The picture as RGB or grey, as it looks on white paper."""
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return _eight_bits(picture)
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: Image) -> Image:
    """Grey of 16 or more bits as grey of 8: Pillow's own conversion makes all that is not nearly black white, 6 into 0."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda v: v * (1 / 256)).convert("L")
    low, high = picture.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    if low >= 0 and high <= 255:
        return picture.convert("L")
    scale = 255 / (high - low) if high > low else 0.0
    return picture.point(lambda v: v * scale + -low * scale).convert("L")
