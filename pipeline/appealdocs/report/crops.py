"""Cuts the places that show facts out of the evidence, as small JPEG pictures in the page itself."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from appealdocs.model.dossier import Dossier
from appealdocs.model.fact import Shown
from appealdocs.model.reading import Box

MAX_CROPS = 60
"""Crops in one report; more would make it too heavy to send."""
_SCALE = 1.6
"""Pixels a point: small print stays readable."""
_WIDTH = 420
_AROUND = 0.07, 0.012
"""How much of the page is shown beside and above the words, as shares of its width and height."""
_NEAR = 0.04
"""How far the words may stand from where reading saw them, as a share of the page's height."""
_FRAME = (214, 110, 0)


class Crops:
    """The crops of one report. Files are opened as they are needed, and only those that reading found sound."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._pages: dict[tuple[str, int], _PdfPage | _Picture | None] = {}
        self._documents: dict[Path, Any] = {}
        self._made: dict[tuple[str, int, Box, str], str] = {}

    def crop(self, place: Shown, words: str = "") -> str:
        """A data URL, or "" where there is no box, the file cannot be drawn, or the report has pictures enough. A frame is
        drawn around `words`."""
        if place.box is None or place.page is None:
            return ""
        key = (place.file, place.page, place.box, words)
        if key not in self._made:
            page = self._page(place.file, place.page) if len(self._made) < MAX_CROPS else None
            if page is None:
                return ""
            self._made[key] = _drawn(page, page.exact(place.box, words.strip()) or place.box)
        return self._made[key]

    def _page(self, file: str, number: int) -> _PdfPage | _Picture | None:
        if (file, number) not in self._pages:
            self._pages[file, number] = self._opened(file, number)
        return self._pages[file, number]

    def _document(self, path: Path) -> Any:
        if path not in self._documents:
            import pypdfium2

            self._documents[path] = pypdfium2.PdfDocument(path)
        return self._documents[path]

    def _opened(self, file: str, number: int) -> _PdfPage | _Picture | None:
        from PIL import Image, UnidentifiedImageError

        reading = self._dossier.readings.get(file)
        path = self._dossier.folder / file
        if reading is None or not reading.sound or not path.is_file():
            return None
        if reading.kind == "pdf":
            document = self._document(path)
            return _PdfPage(document[number - 1]) if number <= len(document) else None
        if reading.kind in ("png", "jpeg", "webp", "bmp", "gif", "tiff"):
            try:
                with Image.open(path) as image:
                    return _Picture(image.convert("RGB"))
            except (OSError, UnidentifiedImageError):
                return None
        return None


@dataclass(frozen=True, slots=True)
class _Picture:
    image: Any

    @property
    def size(self) -> tuple[int, int]:
        width, height = self.image.size
        return width, height

    def piece(self, left: int, top: int, right: int, bottom: int) -> Any:
        return self.image.crop((left, top, right, bottom))

    def exact(self, box: Box, words: str) -> Box | None:
        return None


class _PdfPage:
    """A page that is drawn piece by piece: a crop is a hundredth of it, and costs as much less."""

    def __init__(self, page: Any) -> None:
        self._page = page
        width, height = page.get_size()
        self.size = ceil(width * _SCALE), ceil(height * _SCALE)
        self._text: Any = None

    def piece(self, left: int, top: int, right: int, bottom: int) -> Any:
        width, height = self.size
        cut = tuple(max(side - 0.001, 0) / _SCALE for side in (left, height - bottom, width - right, top))  # pdfium rounds up
        return self._page.render(scale=_SCALE, crop=cut).to_pil().convert("RGB")

    def exact(self, box: Box, words: str) -> Box | None:
        """Where the page's own letters say the words stand, nearest to the place that reading found; None where they do not.

        Reading knows the line; within it a word's place is only its share of the letters.
        """
        if not words or self._page.get_rotation():
            return None
        self._text = self._text or self._page.get_textpage()
        left, bottom, right, top = self._page.get_cropbox()
        width, height = right - left, top - bottom
        middle = (box[1] + box[3]) / 2
        found: list[Box] = []
        at = self._text.search(words)
        while (hit := at.get_next()) is not None:
            boxes = [self._text.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
            found.append(((min(b[0] for b in boxes) - left) / width, (top - max(b[3] for b in boxes)) / height,
                          (max(b[2] for b in boxes) - left) / width, (top - min(b[1] for b in boxes)) / height))
        near = min(found, key=lambda box: abs((box[1] + box[3]) / 2 - middle), default=None)
        return near if near and abs((near[1] + near[3]) / 2 - middle) < _NEAR else None


def _drawn(page: _PdfPage | _Picture, box: Box) -> str:
    from PIL import ImageDraw

    width, height = page.size
    x0, y0, x1, y1 = (round(v * side) for v, side in zip(box, (width, height) * 2, strict=True))
    beside, above = round(_AROUND[0] * width), round(_AROUND[1] * height)
    left, top = max(x0 - beside, 0), max(y0 - above, 0)
    piece = page.piece(left, top, min(x1 + beside, width), min(y1 + above, height))
    ImageDraw.Draw(piece).rectangle((x0 - left - 3, y0 - top - 3, x1 - left + 3, y1 - top + 3), outline=_FRAME, width=2)
    if piece.width > _WIDTH:
        piece = piece.resize((_WIDTH, max(1, piece.height * _WIDTH // piece.width)))
    buffer = io.BytesIO()
    piece.save(buffer, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()
