"""One PDF: is it whole and passive, what does its text layer say, what do its scanned pages show."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import Found, Metadata, Page, Picture, Reading, Trouble
from appealdocs.reading import guard, limits, ocr, picture
from appealdocs.reading.addressbar import address_bar
from appealdocs.reading.job import Job
from appealdocs.reading.pdf import active, forms, metadata, raster, text

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PageObject, PdfReader

SCAN_LETTERS: Final = 25
"""A page with fewer characters of text and a large picture is a scan (page numbers and stamps of scanners stay below)."""
SCAN_PIXELS: Final = 200 * 200
FOOTER: Final = (400, 0.12)
"""A scan may carry a printed line (a signing service, a scanner's name): fewer characters than this, on this share of the height."""
SHOWN_PIXELS: Final = 90 * 90
"""Smaller pictures (icons, rules) are not measured."""
PAGE_SIDE: Final = 700
"""A picture whose shorter side has fewer pixels is no scan of a page that could be read (A4 at 84 dpi)."""
SHOWN_PAGES: Final = 10
SHOWN_A_PAGE: Final = 4
_MEASURED_SIDE: Final = 1_700


@dataclass(slots=True)
class _Draft:
    """What was read so far."""

    troubles: list[Trouble] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    bar: Found | None = None
    engines: dict[str, None] = field(default_factory=dict)

    def trouble(self, trouble: Trouble) -> None:
        if all(t.kind != trouble.kind for t in self.troubles):
            self.troubles.append(trouble)


def warm() -> None:
    """Import the parser."""
    import pypdf  # noqa: F401


def read(job: Job) -> Reading:
    """Read a PDF. Faults of the file become troubles; what was read before them is kept."""
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    data = job.path.read_bytes()
    draft = _Draft()
    whole = b"%%EOF" in data[-2048:]
    try:
        with guard.memory(limits.PARSE_MEMORY + 3 * len(data)), _configured():
            _read(data, job, draft)
    except LimitReachedError as error:
        draft.trouble(_limit(str(error)))
    except DependencyError:
        draft.trouble(Trouble("encrypted", "cannot be opened without its password"))
    except RecursionError:
        draft.trouble(Trouble("bomb", "nested too deeply"))
    except guard.OutOfTime:
        draft.trouble(Trouble("timeout", f"{len(draft.pages)} pages were read in the time allowed"))
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError) as error:
        if whole or draft.troubles:
            draft.trouble(Trouble("unreadable", f"not a PDF that can be read ({type(error).__name__})"))
    if not whole and not draft.troubles:
        draft.trouble(Trouble("truncated", "the end of the file is missing"))
    return replace(
        job.reading(),
        troubles=tuple(draft.troubles),
        pages=tuple(draft.pages),
        pictures=tuple(draft.pictures),
        metadata=draft.metadata,
        address_bar=draft.bar,
        ocr=tuple(draft.engines),
    )


def _configured() -> AbstractContextManager[object]:
    from pypdf import Configuration, apply_configuration

    return apply_configuration(
        Configuration(
            maximum_declared_stream_length=limits.DOCUMENT_BYTES,
            array_based_stream_maximum_output_length=limits.STREAM_BYTES,
            zlib_maximum_output_length=limits.STREAM_BYTES,
            lzw_maximum_output_length=limits.STREAM_BYTES,
            run_length_maximum_output_length=limits.STREAM_BYTES,
            jbig2_maximum_output_length=limits.STREAM_BYTES,
            brotli_maximum_output_length=limits.STREAM_BYTES,
            zlib_maximum_recovery_input_length=limits.MEGABYTE,
            image_maximum_buffer_size=3 * limits.PIXELS,
            stream_parsing_work_maximum_count=500_000,
            page_tree_maximum_entries=limits.PAGE_TREE_ENTRIES,
            page_tree_maximum_depth=limits.NESTING,
            disable_legacy_handling=True,
        )
    )


def _read(data: bytes, job: Job, draft: _Draft) -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        draft.trouble(Trouble("encrypted", "protected by a password or by rights"))
        return
    declared = _declared(reader)
    if declared > limits.PAGE_TREE_ENTRIES:
        draft.trouble(Trouble("too-many-pages", f"{declared} pages, at most {limits.PAGES} are read"))
        return
    for trouble in active.troubles(data, reader):
        draft.trouble(trouble)
    endless = forms.multiplied(data, reader)
    if endless is not None:
        draft.trouble(endless)
        return
    draft.metadata = metadata.read(reader)
    count = len(reader.pages)
    if count > limits.PAGES:
        draft.trouble(Trouble("too-many-pages", f"{count} pages, the first {limits.PAGES} were read"))
    if count == 0:
        draft.trouble(Trouble("unreadable", "no pages"))
    scans = 0
    for number, page in enumerate(reader.pages[: limits.PAGES], 1):
        scans += _page(number, page, job, draft, scans < limits.OCR_PAGES)
    if scans > limits.OCR_PAGES:
        draft.trouble(Trouble("ocr-missing", f"{scans} scanned pages, the first {limits.OCR_PAGES} were read"))


def _declared(reader: PdfReader) -> int:
    """The page count that the file claims; counting the pages of a hostile file is what it waits for."""
    pages = reader.root_object.get("/Pages")
    pages = pages.get_object() if pages is not None else None
    count = pages.get("/Count", 0) if isinstance(pages, dict) else 0
    return int(count) if isinstance(count, int | float) else 0


def _page(number: int, page: PageObject, job: Job, draft: _Draft, may_scan: bool) -> bool:
    """Read one page; whether it is a scan."""
    shown = text.frame(page)
    words_text, words, tops = text.read(page)
    found = raster.rasters(page, tops)
    size = shown.size
    sheet = Page(number, words_text, "text-layer" if words else "none", *size, words, images=len(found))
    is_scan = bool(found) and found[0].pixels >= SCAN_PIXELS and _bare(sheet, found[0])
    if is_scan and may_scan:
        draft.pages.append(_scan(sheet, found, shown.turn, job, draft))
        return True
    draft.pages.append(sheet)
    if is_scan:
        return True
    if number <= SHOWN_PAGES:
        for item in found[:SHOWN_A_PAGE]:
            if item.pixels >= SHOWN_PIXELS:
                _measure(number, item, draft)
    return False


def _bare(sheet: Page, largest: raster.Raster) -> bool:
    """Whether a page says next to nothing as text: nothing at all, or a line across a picture of the page's size."""
    letters = len(sheet.text.strip())
    if letters < SCAN_LETTERS:
        return True
    spread = max(word.box[3] for word in sheet.words) - min(word.box[1] for word in sheet.words)
    return letters < FOOTER[0] and spread < FOOTER[1] and min(largest.width, largest.height) >= PAGE_SIDE


def _measure(number: int, item: raster.Raster, draft: _Draft) -> None:
    is_page = min(item.width, item.height) >= PAGE_SIDE
    image = _decoded(item, draft, longest=_MEASURED_SIDE)
    if image is not None:
        draft.pictures.append(picture.measure(image, number, (item.width, item.height), is_page))


def _decoded(item: raster.Raster, draft: _Draft, longest: int | None = None) -> Image | None:
    """The decoded picture, or None with the trouble noted."""
    from pypdf.errors import PyPdfError

    try:
        return raster.decode(item, longest)
    except raster.TooManyPixels as error:
        draft.trouble(picture.too_many_pixels(*error.args))
    except (OSError, PyPdfError, ValueError, TypeError, KeyError, NotImplementedError, SyntaxError) as error:
        draft.trouble(Trouble("unreadable", f"a picture in it cannot be decoded ({type(error).__name__})"))
    return None


def _scan(sheet: Page, found: list[raster.Raster], turn: int, job: Job, draft: _Draft) -> Page:
    """A page that is a picture (or strips of one), read by OCR. Its sizes stay those of the paper, in points."""
    parts = [_decoded(item, draft) for item in raster.strips(found)]
    whole = [part for part in parts if part is not None]
    if not whole:
        return sheet
    image = raster.stacked(whole)
    image = image.rotate(-turn, expand=True) if turn else image
    seen = ocr.read(image, job.expect, job.threads)
    if seen.trouble is not None:
        draft.trouble(seen.trouble)
    draft.engines |= dict.fromkeys(seen.engines)
    measured = picture.measure(image, sheet.number, image.size)
    draft.pictures.append(replace(measured, text_height=seen.text_height(image.height)))
    page = seen.page(sheet)
    draft.bar = draft.bar or (address_bar(page, image) if sheet.number == 1 else None)
    return page


def _limit(message: str) -> Trouble:
    """pypdf says in words which of its bounds was met."""
    if "page tree entry limit" in message or "page tree page entry" in message or "number of page" in message.lower():
        return Trouble("too-many-pages", f"a page tree of more than {limits.PAGE_TREE_ENTRIES} entries")
    if "depth" in message:
        return Trouble("bomb", "nested too deeply")
    return Trouble("bomb", f"unpacks to more than {limits.STREAM_BYTES / limits.MEGABYTE:.0f} MB or loops")
