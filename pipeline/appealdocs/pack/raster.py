"""PDF pages as pictures (pypdfium2): for pages that cannot be carried over as they are, and for masking."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS: Final = 30_000_000
"""Of one rendered page: A4 at 600 dpi has 35 million; a larger page is rendered at fewer dots an inch."""
_ONE = threading.Lock()
"""PDFium is not made for several threads."""


def rendered(data: bytes, pages: Sequence[int], dpi: int) -> Iterator[Image]:
    """The pages (from 0) as RGB pictures at `dpi`, as a viewer shows them. Raises ValueError for what PDFium cannot open."""
    import pypdfium2

    with _ONE:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError(f"PDFium cannot open the file ({error})") from error
    try:
        for number in pages:
            with _ONE:
                page = document[number]
                width, height = page.get_size()
                scale = min(dpi / 72, (PIXELS / max(1.0, width * height)) ** 0.5)
                picture: Image = page.render(scale=scale, draw_annots=True).to_pil().convert("RGB")
                page.close()
            yield picture
    finally:
        with _ONE:
            document.close()


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page as shown (turned pages turned), in points."""
    import pypdfium2

    with _ONE:
        document = pypdfium2.PdfDocument(data)
        try:
            return [document.get_page_size(i) for i in range(len(document))]
        finally:
            document.close()
