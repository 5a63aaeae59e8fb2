"""Pictures: opened within bounds, measured, read by OCR."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import Found, Page, Reading, Trouble
from appealdocs.reading import behind, exif, guard, limits, ocr, picture
from appealdocs.reading.addressbar import address_bar, strip
from appealdocs.reading.expect import Expect
from appealdocs.reading.job import Job
from appealdocs.reading.ocr.seen import Seen
from appealdocs.reading.pdf.raster import on_white

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_FORMATS: Final = {
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "gif": "GIF",
    "tiff": "TIFF",
    "bmp": "BMP",
    "heic": "HEIF",
}
OCR_PIXELS: Final = 40_000_000
"""Larger pictures are reduced before OCR: A3 at 400 dpi has 31 million."""


SCANS: Final = 200
"""A progressive JPEG has about ten; each costs the time of the whole picture."""
UNSURE: Final = 0.6
"""Confidence of a word near the top edge below which it may be an address that was not made out,"""
LONG: Final = 6
"""if it has this many letters."""


def warm() -> None:
    """Load the imaging library and the OCR models."""
    import PIL.Image  # noqa: F401

    ocr.warm(1)


def read(job: Job) -> Reading:
    """Read a picture. Faults of the file become troubles."""
    from PIL import Image, PngImagePlugin, UnidentifiedImageError

    data = job.path.read_bytes()
    Image.MAX_IMAGE_PIXELS = None  # the size is checked against our own bound before anything is decoded
    try:
        with guard.memory(limits.PARSE_MEMORY + 4 * limits.PIXELS + 3 * len(data)):
            return _read(data, job)
    except UnidentifiedImageError:
        return job.failed(_broken(data, job))
    except ValueError as error:
        if "too large" in str(error):  # Pillow's bound for the texts and profiles of a PNG
            return job.failed(Trouble("bomb", f"a part unpacks to more than {PngImagePlugin.MAX_TEXT_CHUNK / 1_048_576:.0f} MB"))
        return job.failed(_broken(data, job, type(error).__name__))
    except (
        OSError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
    ) as error:
        return job.failed(_broken(data, job, type(error).__name__))


def _read(data: bytes, job: Job) -> Reading:
    from PIL import Image

    if job.kind == "jpeg" and behind.scans(data, SCANS):
        return job.failed(Trouble("bomb", f"a JPEG of more than {SCANS} scans"))
    if job.kind == "heic" and not _with_heif():
        return job.failed(Trouble("unreadable", "HEIC pictures need pillow-heif (pip install pillow-heif)"))
    with Image.open(
        io.BytesIO(data), formats=(_FORMATS[job.kind], "MPO") if job.kind == "jpeg" else (_FORMATS[job.kind],)
    ) as image:
        size = image.size
        if size[0] * size[1] > limits.PIXELS:
            return job.failed(picture.too_many_pixels(*size))
        metadata = exif.read(image)
        reading = replace(job.reading(), metadata=metadata)
        if not _ends(data, job):
            return replace(reading, troubles=(_broken(data, job),), pages=(Page(1, "", "none", *size),))
        return _frames(image, reading, job)


def _frames(image: ImageFile, reading: Reading, job: Job) -> Reading:
    """Each page of a TIFF; the first frame of anything else."""
    count = min(getattr(image, "n_frames", 1), limits.FRAMES) if job.kind == "tiff" else 1
    for number in range(1, count + 1):
        if number > 1:
            image.seek(number - 1)
            if image.width * image.height > limits.PIXELS:
                return replace(reading, troubles=(*reading.troubles, picture.too_many_pixels(*image.size)))
        reading = _one(number, *_upright(image), reading, job)
    frames = getattr(image, "n_frames", 1) if job.kind != "tiff" else 1  # after the first is decoded: counting moves the file
    if frames > limits.ANIMATION:
        trouble = Trouble("too-many-pages", f"an animation of {frames} frames; save it as an MP4 video")
        reading = replace(reading, troubles=(*reading.troubles, trouble))
    if job.kind == "tiff" and getattr(image, "n_frames", 1) > count:
        trouble = Trouble("too-many-pages", f"{getattr(image, 'n_frames', 1)} pages, the first {count} were read")
        reading = replace(reading, troubles=(*reading.troubles, trouble))
    return reading


def _upright(image: ImageFile) -> tuple[Image, tuple[int, int]]:
    """The decoded picture as its orientation tag wants it, reduced if it is huge, and its size in the file, seen so."""
    from PIL import ImageOps

    size = image.size
    factor = math.ceil(math.sqrt(size[0] * size[1] / OCR_PIXELS))
    if factor > 1 and image.format in ("JPEG", "MPO"):
        image.draft(None, (size[0] // factor, size[1] // factor))  # decoded smaller: a quarter of the memory
    image.load()
    left = math.ceil(math.sqrt(image.width * image.height / OCR_PIXELS))
    reduced: Image = image.reduce(left) if left > 1 else image
    turned: Image = ImageOps.exif_transpose(reduced)
    lies = (size[0] >= size[1]) != (turned.width >= turned.height)
    return on_white(turned), (size[1], size[0]) if lies else size


def _one(number: int, image: Image, size: tuple[int, int], reading: Reading, job: Job) -> Reading:
    measured = picture.measure(image, number, size)
    seen = ocr.read(image, job.expect, job.threads)
    page = seen.page(Page(number, "", "none", *size, images=1))
    bar = (address_bar(page, image) or _bar_again(page, image, seen, job)) if number == 1 else None
    troubles = reading.troubles + ((seen.trouble,) if seen.trouble and seen.trouble not in reading.troubles else ())
    return replace(
        reading,
        troubles=troubles,
        pages=(*reading.pages, page),
        pictures=(*reading.pictures, replace(measured, text_height=seen.text_height(size[1]))),
        address_bar=reading.address_bar or bar,
        ocr=tuple(dict.fromkeys((*reading.ocr, *seen.engines))),
    )


def _bar_again(page: Page, image: Image, seen: Seen, job: Job) -> Found | None:
    """The address bar as RapidOCR sees it, where Tesseract alone has read the page and something near its top only badly."""
    share = strip(*image.size)
    doubtful = any(w.box[3] <= share and w.confidence < UNSURE and len(w.text) >= LONG for w in page.words)
    if not doubtful or any("rapid" in engine for engine in seen.engines):
        return None
    top = image.crop((0, 0, image.width, max(1, round(image.height * share))))
    again = ocr.read(top, Expect(), job.threads)
    scale = top.height / image.height
    there = again.page(replace(page, text="", words=()))
    lowered = tuple(w._replace(box=(w.box[0], w.box[1] * scale, w.box[2], w.box[3] * scale)) for w in there.words)
    return address_bar(replace(there, words=lowered), image)


def _with_heif() -> bool:
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


def _ends(data: bytes, job: Job) -> bool:
    """Whether the file has its end mark; Pillow shows what came before it without a word."""
    if job.kind == "png":
        return b"IEND" in data[-64 * 1024 :]
    if job.kind == "gif":
        return data.rstrip(b"\0\r\n").endswith(b";")
    if job.kind == "heic":
        return _boxes_end(data)
    if job.kind == "webp":
        return len(data) >= int.from_bytes(data[4:8], "little") + 8
    return True


def _boxes_end(data: bytes) -> bool:
    """Whether the boxes of a HEIC file (ISO/IEC 14496-12, 4.2) end within it."""
    at = 0
    while 0 <= at < len(data) - 8:
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:
            return True
        if size < 8:
            return True  # not boxes at all: whatever is wrong with it, it is not its end
        at += size
    return at <= len(data)


def _broken(data: bytes, job: Job, reason: str = "") -> Trouble:
    """Truncated where the end is missing, unreadable otherwise."""
    if not _ends(data, job) or (job.kind == "jpeg" and b"\xff\xd9" not in data[-1024:]):
        return Trouble("truncated", "the end of the picture is missing")
    return Trouble("unreadable", f"a picture that cannot be decoded{f' ({reason})' if reason else ''}")
