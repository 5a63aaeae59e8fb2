"""Cuts the places that show facts out of the evidence, as small JPEG pictures in the page itself."""

from __future__ import annotations

import base64
import io
import json
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from appealdocs import usercache
from appealdocs.casefolder import write_atomic
from appealdocs.expressions import compiled
from appealdocs.model.dossier import Dossier
from appealdocs.model.fact import Shown
from appealdocs.model.reading import Box
from appealdocs.reading.cache import READER_VERSION, default_folder

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
_VERSION = 1
"""Raised whenever the same place would be drawn differently."""
_MOST = 1_000
"""Crops kept of one content."""
_DATA = compiled(r"data:image/jpeg;base64,[A-Za-z0-9+/]+=*")


class Crops:
    """The crops of one report. Files are opened as they are needed, and only those that reading found sound.

    What was cut out of a content is kept beside its readings, in the user's cache: most drafts of a case show what the one before showed.
    """

    def __init__(self, dossier: Dossier, folder: Path | None = None) -> None:
        self._dossier = dossier
        self._folder = folder or default_folder()
        self._kept: dict[str, _Kept] = {}
        self._pages: dict[tuple[str, int], _PdfPage | _Picture | None] = {}
        self._documents: dict[Path, Any] = {}
        self._made: dict[tuple[str, int, Box, str], str] = {}

    def crop(self, place: Shown, words: str = "") -> str:
        """A data URL, or "" where there is no box, the file cannot be drawn, or the report has pictures enough. A frame is
        drawn around `words`."""
        if place.box is None or place.page is None:
            return ""
        reading = self._dossier.readings.get(place.file)
        if reading is None or not reading.sound:
            return ""
        key = (place.file, place.page, place.box, words)
        if key not in self._made:
            if len(self._made) >= MAX_CROPS:
                return ""
            kept = self._kept.setdefault(reading.sha256, _Kept(self._folder, reading.sha256))
            made = kept.get(place.page, place.box, words) or self._draw(place.file, place.page, place.box, words.strip())
            if not made:
                return ""
            kept.put(place.page, place.box, words, made)
            self._made[key] = made
        return self._made[key]

    def keep(self) -> None:
        """Write what was drawn anew into the user's cache; a cache that cannot be written is left as it is."""
        for kept in self._kept.values():
            kept.save()

    def _draw(self, file: str, number: int, box: Box, words: str) -> str:
        page = self._page(file, number)
        return _drawn(page, page.exact(box, words) or box) if page else ""

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


class _Kept:
    """The crops of one content by page, box and words."""

    def __init__(self, folder: Path, sha256: str) -> None:
        self._path = folder / f"v{READER_VERSION}" / sha256[:2] / f"{sha256}.crops-{_VERSION}.json"
        self._new = False
        try:
            made = json.loads(self._path.read_text(encoding="utf-8"))
            usercache.used(self._path)
        except (OSError, ValueError):
            made = {}
        self._made: dict[str, str] = made if isinstance(made, dict) else {}

    def get(self, page: int, box: Box, words: str) -> str:
        """The crop, "" if it is not kept (or not as we write them)."""
        made = self._made.get(_key(page, box, words), "")
        return made if isinstance(made, str) and _DATA.fullmatch(made) else ""

    def put(self, page: int, box: Box, words: str, made: str) -> None:
        key = _key(page, box, words)
        self._new |= self._made.get(key) != made
        self._made[key] = made

    def save(self) -> None:
        if self._new and len(self._made) <= _MOST:
            with suppress(OSError):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_atomic(self._path, json.dumps(self._made).encode(), durable=False, mode=0o600)


def _key(page: int, box: Box, words: str) -> str:
    return f"{page} {' '.join(f'{side:.4f}' for side in box)} {words}"


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
