"""Logo, stamp and signature as documents can carry them: opened within bounds, upright, sRGB, PNG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2

if TYPE_CHECKING:
    from PIL.Image import Image

Kind = Literal["logo", "stamp", "signature"]

_BYTES = 20_000_000
_PIXELS = 40_000_000
_SIDE = {"logo": 900, "stamp": 700, "signature": 900}
"""Longest side in pixels: 300 dpi at the size it is printed."""
_NAMES = {"logo": Text2("logo", "标志"), "stamp": Text2("stamp", "公章"), "signature": Text2("signature", "签名")}
_SATURATED, _COLOURED = 80, 0.002
"""HSV saturation (0..255) of a coloured pixel; the least share of them in a coloured stamp (research/documents.md, 1 g)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for both documents. `notes`: what a person should know about it."""

    kind: Kind
    png: bytes
    width: int
    height: int
    notes: tuple[Text2, ...] = ()

    def fit(self, width: float, height: float) -> tuple[float, float]:
        """Width and height inside a box, proportions kept, same unit as the box."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


@lru_cache(maxsize=64)
def picture(data: bytes, kind: Kind, flat: bool) -> Picture:
    """The picture of a seller profile; `flat` puts it on white (PDF/A-1 knows no transparency).

    Raises RenderFailed for what is no picture, or is too large to be one.
    """
    import warnings

    from PIL import Image, ImageOps

    name = _NAMES[kind]
    if len(data) > _BYTES:
        raise _unusable(name, f"has more than {_BYTES // 1_000_000} MB", f"超过 {_BYTES // 1_000_000} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF"]) as opened:
                if opened.width * opened.height > _PIXELS:
                    raise _unusable(name, "has more than 40 million pixels", "超过 4000 万像素")
                image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unusable(name, "cannot be read as a picture", "无法作为图片读取") from error
    image.thumbnail((_SIDE[kind], _SIDE[kind]), Image.Resampling.LANCZOS)
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    kept = white if flat or image.getchannel("A").getextrema()[0] == 255 else image
    out = io.BytesIO()
    kept.save(out, "PNG", optimize=False)
    return Picture(kind, out.getvalue(), image.width, image.height, _notes(white, kind))


def _unusable(name: Text2, en: str, zh: str) -> RenderFailed:
    return RenderFailed(
        Text2(f"the {name.en} {en}", f"{name.zh}文件{zh}"),
        Text2("Give a PNG or JPEG file in the seller profile.", "请在卖家资料中提供 PNG 或 JPEG 文件。"),
    )


def _notes(white: Image, kind: Kind) -> tuple[Text2, ...]:
    if kind == "logo":
        return ()
    notes = [Text2(
        f"The {_NAMES[kind].en} in this document is a pasted picture. Platforms refuse what looks like an electronic stamp: "
        "print the letter, sign and stamp it by hand, and scan it in colour.",
        f"本文件中的{_NAMES[kind].zh}是贴上的图片。平台会拒绝疑似电子章的文件：请打印信函，亲笔签名并盖章，再彩色扫描。",
    )]
    if kind == "stamp" and _coloured(white) < _COLOURED:
        notes.append(Text2(
            "The picture of the stamp has no colour: platforms ask for a colour stamp.", "公章图片没有颜色：平台要求彩色公章。"
        ))
    return tuple(notes)


def _coloured(image: Image) -> float:
    """The share of coloured pixels."""
    saturation = image.convert("HSV").getchannel("S").histogram()
    return sum(saturation[_SATURATED + 1 :]) / max(1, sum(saturation))
