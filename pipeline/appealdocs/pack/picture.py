"""Pictures: opened within bounds, made into JPEG, PNG or a PDF page. The original's own JPEG or PNG data are kept wherever they can be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import FileKind
from appealdocs.reading import limits
from appealdocs.reading.pdf.raster import on_white

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "gif": ("GIF",), "tiff": ("TIFF",), "bmp": ("BMP",), "heic": ("HEIF",)}
_LOSSLESS: Final[frozenset[str]] = frozenset({"png", "bmp", "gif", "tiff"})
_EXIF_KEPT: Final = (271, 272, 305, 306)
"""Make, Model, Software, DateTime: what says with what and when; neither the place nor the thumbnail."""
_EXIF_TIMES: Final = (36867, 36868, 36880, 36881, 36882, 37521)
FINE: Final = 95
"""JPEG quality of a first conversion: no difference to be seen."""


def opened(data: bytes, kind: FileKind) -> Image:
    """The picture as Pillow opens it, not yet decoded. Raises OSError, ValueError for what cannot be decoded."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the reader refused what is larger than its own bound; checked once more here
    if kind == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    image = Image.open(io.BytesIO(data), formats=_FORMATS[kind])
    if image.width * image.height > limits.PIXELS:
        raise ValueError(f"{image.width} x {image.height} pixels")
    return image


def frame_count(data: bytes, kind: FileKind) -> int:
    """Pages of a TIFF, frames of an animation; 1 for anything else."""
    if kind not in ("tiff", "gif", "webp", "png"):
        return 1
    with opened(data, kind) as image:
        return int(getattr(image, "n_frames", 1))


def frames(data: bytes, kind: FileKind) -> Iterator[Image]:
    """Each page or frame, upright, on white, RGB or grey."""
    from PIL import ImageOps

    with opened(data, kind) as image:
        for number in range(frame_count(data, kind)):
            if number:
                image.seek(number)
            if image.width * image.height > limits.PIXELS:
                raise ValueError(f"{image.width} x {image.height} pixels")
            image.load()
            upright: Image = ImageOps.exif_transpose(image)
            yield on_white(upright)


def jpeg(image: Image, quality: int, side: int | None = None, exif: bytes = b"") -> bytes:
    """A JPEG of an RGB or grey picture, its longer side at most `side` pixels. The same bytes for the same picture."""
    from PIL import Image as images

    if side is not None and max(image.size) > side:
        factor = side / max(image.size)
        size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image = image.resize(size, images.Resampling.LANCZOS, reducing_gap=3.0)  # a tenth of the time, no difference to be seen
    out = io.BytesIO()
    fine = quality >= 85
    bare(image).save(out, "JPEG", quality=quality, optimize=True, subsampling="4:4:4" if fine else "4:2:0", exif=exif)
    return out.getvalue()


def bare(image: Image) -> Image:
    """The picture without what its file said beside it: Pillow writes a comment, XMP and the like into the next file unasked."""
    if not set(image.info) - {"icc_profile"}:
        return image
    made = image.copy()
    made.info = {key: value for key, value in image.info.items() if key == "icc_profile"}
    return made


def said(data: bytes, kind: FileKind) -> tuple[str, bool]:
    """What a picture's file says in words beside the picture (EXIF, XMP, comments), and whether it tells the place."""
    with opened(data, kind) as image:
        exif = image.getexif()
        values: list[object] = [*exif.values(), *exif.get_ifd(0x8769).values(), *image.info.values()]
        words = [v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in values if isinstance(v, bytes | str)]
        return "\n".join(words), bool(exif.get_ifd(0x8825))


def stripped(data: bytes, kind: FileKind) -> bytes:
    """A JPEG or PNG with the very same picture and nothing said beside it but times, device and how it is turned."""
    import struct

    if kind == "png":
        out, at = data[:8], 8
        while at + 12 <= len(data):
            size = struct.unpack(">I", data[at : at + 4])[0]
            if data[at + 4 : at + 8] not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
                out += data[at : at + 12 + size]
            at += 12 + size
        return out
    exif = exif_of(data, kind, turn=True)
    out = data[:2]
    if exif:
        body = exif if exif.startswith(b"Exif\0\0") else b"Exif\0\0" + exif
        out += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = struct.unpack(">H", data[at + 2 : at + 4])[0] + 2
        if data[at + 1] != 0xFE and not (0xE1 <= data[at + 1] <= 0xEF and data[at + 1] not in (0xE2, 0xEE)):
            out += data[at : at + size]  # all but comments and application data; colour profile and Adobe's colour mark stay
        at += size
    return out + data[at:]


def png(image: Image) -> bytes:
    """A PNG of a picture."""
    out = io.BytesIO()
    bare(image).save(out, "PNG", optimize=True)
    return out.getvalue()


def base(data: bytes, kind: FileKind) -> list[tuple[FileKind, bytes]]:
    """The picture's pages as JPEG or PNG: its own bytes if it is one already, PNG where it was lossless, else a fine JPEG."""
    if kind == "jpeg" or (kind == "png" and frame_count(data, kind) == 1):
        return [(kind, data)]
    exif = exif_of(data, kind)
    return [("png", png(f)) if kind in _LOSSLESS else ("jpeg", jpeg(f, FINE, exif=exif)) for f in frames(data, kind)]


def exif_of(data: bytes, kind: FileKind, turn: bool = False) -> bytes:
    """Times and device of the original for a converted copy; never the place, never the thumbnail. `turn`: how it is turned, too."""
    from PIL import Image

    with opened(data, kind) as image:
        old = image.getexif()
        new = Image.Exif()
        for tag in (*_EXIF_KEPT, *((274,) if turn else ())):
            if tag in old:
                new[tag] = old[tag]
        times = old.get_ifd(0x8769)
        kept = {int(tag): times[tag] for tag in _EXIF_TIMES if tag in times}
        if kept:
            new.get_ifd(0x8769).update(kept)
        return new.tobytes() if len(new) or kept else b""


def page(data: bytes, kind: FileKind) -> bytes:
    """A PDF of one A4 page that carries this JPEG or PNG whole, its data untouched (transparency alone is laid on white)."""
    import img2pdf  # type: ignore[import-untyped]

    paper = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
    layout = img2pdf.get_layout_fun(paper, fit=img2pdf.FitMode.into, auto_orient=True)

    def made(content: bytes) -> bytes:
        pdf: bytes = img2pdf.convert(content, layout_fun=layout, nodate=True, producer="", engine=img2pdf.Engine.internal,
                                     rotation=img2pdf.Rotation.ifvalid)
        return pdf

    with opened(data, kind) as image:
        plain = image.mode in ("RGB", "L", "1", "P", "CMYK") and "transparency" not in image.info
    try:
        if plain:
            return made(data)
    except (img2pdf.AlphaChannelError, img2pdf.JpegColorspaceError, img2pdf.ImageOpenError, ValueError, TypeError, NotImplementedError):
        pass  # a variety that img2pdf does not take over as it is: decoded below
    flat = next(frames(data, kind))
    return made(png(flat) if kind == "png" else jpeg(flat, FINE))
