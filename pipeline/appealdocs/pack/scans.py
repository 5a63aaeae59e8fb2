"""Pictures inside PDF pages, coded anew at fewer dots an inch or a lower JPEG quality."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from appealdocs.pack import pdf, picture
from appealdocs.reading import limits
from appealdocs.reading.pdf.raster import on_white

if TYPE_CHECKING:
    from PIL.Image import Image

WORTH: Final = 0.9
"""A new coding is taken if it needs at most this share of the old one's bytes."""
SMALLEST: Final = 4_000
"""Bytes below which a picture is left alone."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A picture object: where it is used first (page from 0), its size in pixels and bytes, its dots an inch at most."""

    objgen: tuple[int, int]
    page: int
    bytes: int
    dpi: float


@dataclass
class Scans:
    """The pictures of one PDF (a `pdf.passive` copy) and their new codings, each made once."""

    data: bytes
    pictures: list[Inside] = field(default_factory=list)
    pages: int = 0
    _made: dict[tuple[tuple[int, int], int, int], bytes | None] = field(default_factory=dict)

    @staticmethod
    def of(data: bytes) -> Scans:
        """Look at a file."""
        seen: dict[tuple[int, int], Inside] = {}
        with pdf.opened(data) as document:
            for number, page in enumerate(document.pages):
                box = [float(v) for v in page.mediabox]
                longest = max(abs(box[2] - box[0]), abs(box[3] - box[1]), 1.0) * float(page.get("/UserUnit", 1)) / 72
                for stream in page.get_images().values():
                    if stream.objgen in seen or not _codable(stream):
                        continue
                    dpi = max(int(stream.Width), int(stream.Height)) / longest
                    seen[stream.objgen] = Inside(stream.objgen, number, len(stream.read_raw_bytes()), dpi)
            return Scans(data, list(seen.values()), len(document.pages))

    def of_page(self, page: int) -> list[Inside]:
        return [p for p in self.pictures if p.page == page]

    def bytes_at(self, page: int, dpi: int, quality: int) -> int:
        """What the page's pictures would need."""
        return sum(len(made) if (made := self._coded(p, dpi, quality)) is not None else p.bytes for p in self.of_page(page))

    def _coded(self, inside: Inside, dpi: int, quality: int) -> bytes | None:
        """The picture as a JPEG at `dpi` and `quality`, None where that would not be worth it."""
        key = (inside.objgen, dpi, quality)
        if key not in self._made:
            self._made[key] = self._code(inside, dpi, quality)
        return self._made[key]

    def _code(self, inside: Inside, dpi: int, quality: int) -> bytes | None:
        image = self._decoded(inside)
        if image is None:
            return None
        made = _jpeg(image, dpi / inside.dpi if inside.dpi > dpi else 1.0, quality)
        return made if len(made) <= inside.bytes * WORTH else None

    def _decoded(self, inside: Inside) -> Image | None:
        """The picture in pixels, RGB or grey; the last one is kept, since the search tries one level after the other."""
        import pikepdf

        kept = _kept.last
        if kept is not None and kept[0] is self and kept[1] == inside.objgen:
            return kept[2]
        forget()
        with pdf.opened(self.data) as document:
            stream: Any = document.get_object(inside.objgen)
            try:
                image = on_white(pikepdf.PdfImage(stream).as_pil_image(apply_mask=False))
            except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, KeyError, TypeError):
                return None  # a variety that cannot be decoded here stays as it is
        _kept.last = (self, inside.objgen, image)
        return image

    def written(self, chosen: Mapping[int, tuple[int, int]]) -> bytes:
        """The file with the pictures of the `chosen` pages (page from 0: dpi, quality) coded anew."""
        import pikepdf

        with pdf.opened(self.data) as document:
            for inside in self.pictures:
                made = self._coded(inside, *chosen[inside.page]) if inside.page in chosen else None
                if made is None:
                    continue
                stream = document.get_object(inside.objgen)
                from PIL import Image

                with Image.open(io.BytesIO(made)) as image:
                    stream.Width, stream.Height = image.size
                    grey = image.mode == "L"
                stream.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
                stream.BitsPerComponent = 8
                for key in ("/Decode", "/DecodeParms", "/Intent", "/Interpolate"):
                    if key in stream:
                        del stream[key]
                stream.write(made, filter=pikepdf.Name.DCTDecode)
            return pdf.written(document)


class _Kept:
    """The picture that was decoded last: one, whatever the number of files."""

    last: tuple[Scans, tuple[int, int], Image] | None = None


_kept = _Kept()


def forget() -> None:
    """Let go of the picture that was decoded last, which may take 100 MB."""
    _kept.last = None


def _codable(stream: Any) -> bool:
    """Whether a picture may be coded as JPEG: no stencil, no colour key, not of one bit, not tiny, not absurd."""
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if not 0 < width * height <= limits.PIXELS or len(stream.read_raw_bytes()) < SMALLEST:
        return False
    if bool(stream.get("/ImageMask", False)) or int(stream.get("/BitsPerComponent", 8)) == 1:
        return False
    mask = stream.get("/Mask")
    import pikepdf

    return mask is None or isinstance(mask, pikepdf.Stream)


def _jpeg(image: Image, factor: float, quality: int) -> bytes:
    side = round(max(image.size) * factor) if factor < 1.0 else None
    return picture.jpeg(image, quality, side)
