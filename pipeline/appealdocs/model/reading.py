"""What an evidence file really is and shows, as read by machine. A reading is pure data (JSON-able) and is cached by content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from appealdocs.model.fact import Fact

FileKind = Literal[
    "pdf", "jpeg", "png", "webp", "heic", "gif", "tiff", "bmp", "mp4", "avi", "mov", "webm",
    "docx", "xlsx", "doc", "xls", "csv", "text", "html", "zip", "unknown", "empty", "missing",
]

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as fractions of the page, origin top left."""

TroubleKind = Literal[
    "missing", "empty", "unreadable", "truncated", "wrong-type", "encrypted", "javascript", "embedded-files",
    "launch-action", "macros", "external-links", "too-many-pages", "too-large", "too-many-pixels", "bomb", "timeout",
    "escapes", "ocr-missing",
]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file is not sound (or could not be read in full). `detail` is for people: measured value and bound, no client text."""

    kind: TroubleKind
    detail: str = ""


class Word(NamedTuple):
    """A word of a page; a tuple because there are thousands."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A fact found in a file: page from 1 (None: file name, video or metadata), the quoted line, its box, OCR confidence 0..1.

    `label` is what the file says the value is, as a canonical key: signer, recipient, delivered, dispatched, first-scan,
    created, issued, valid-from, valid-to, period, paid, operator, photo-hash, message-id, invoice, batch, report, case, reference,
    certificate, licence, identity, weight, volume, amount ...; "" where it does not say.
    """

    fact: Fact
    page: int | None
    quote: str
    box: Box | None = None
    confidence: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page or image. Sizes in points for PDF pages, in pixels for images."""

    number: int
    text: str
    source: Literal["text-layer", "ocr", "none"]
    width: float
    height: float
    words: tuple[Word, ...] = ()
    confidence: float = 1.0
    images: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Measures of an image, or of the largest raster on a scanned PDF page.

    `saturated`: share of clearly coloured pixels 0..1; `stamp`: share of pixels that form a coloured stamp (0 = none);
    `grey`: True if the image carries no colour at all; `sharpness`: Laplacian variance at half size; `text_height`: median
    height in px of text lines found (0 = unknown).
    """

    page: int
    width: int
    height: int
    saturated: float
    stamp: float
    grey: bool
    sharpness: float
    text_height: float = 0.0
    round_stamp_grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A video: seconds, size in px, creation time (UTC ISO text) from the container, share of frames with a time watermark."""

    seconds: float
    width: int
    height: int
    created: str = ""
    codec: str = ""
    watermark_times: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    black: float = 0.0
    frozen: float = 0.0
    """Share of sampled frames that are the same picture as the one before."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata as written in the file. Times are ISO text with offset where the file gives one, "" if absent."""

    created: str = ""
    modified: str = ""
    producer: str = ""
    creator: str = ""
    software: str = ""
    author: str = ""
    signature_fields: int = 0
    signatures: int = 0
    exif_time: str = ""
    gps: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything known of one file. `path` is as in case.yaml (relative to the case folder)."""

    path: str
    sha256: str
    size_bytes: int
    kind: FileKind
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[Page, ...] = ()
    pictures: tuple[Picture, ...] = ()
    clip: Clip | None = None
    metadata: Metadata = field(default_factory=Metadata)
    found: tuple[Found, ...] = ()
    languages: tuple[tuple[str, float], ...] = ()
    """Share of letters by language (zh, en, ru, ar, other), largest first; empty if there is no text."""
    urls: tuple[Found, ...] = ()
    address_bar: Found | None = None
    """The URL read near the top edge of a screenshot."""
    ocr: tuple[str, ...] = ()
    """Engines that read the file, e.g. ('rapidocr', 'tesseract-rus')."""

    @property
    def sound(self) -> bool:
        return not any(t.kind != "ocr-missing" for t in self.troubles)

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)
