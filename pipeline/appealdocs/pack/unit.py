"""What can be made smaller, step by step: a picture, a scanned page, a video. A step costs quality and saves bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from appealdocs.model.reading import FileKind
from appealdocs.model.text import Text2
from appealdocs.pack import film, picture
from appealdocs.pack.scans import Scans

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES: Final = ((None, 90), (2600, 82), (2000, 76), (1600, 70), (1280, 62), (1000, 50))
"""Longer side in pixels (None: as it is) and JPEG quality."""
PICTURE_LOSS: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
PAGES: Final = ((220, 85), (180, 78), (150, 72), (120, 62), (100, 50))
"""Dots an inch and JPEG quality of the pictures on a page."""
COPIES: Final = ((150, 60), (110, 45))
"""The last two steps of a page: a picture of the whole page, its text layer gone."""
PAGE_LOSS: Final = (0.0, 1.5, 3.0, 6.0, 12.0, 24.0, 48.0, 72.0)
FILM_LOSS: Final = (0.0, 4.0, 8.0, 14.0, 24.0, 40.0, 60.0, 80.0, 100.0)
UNSEEN: Final = 3
"""Steps that a page or picture may go of which no reader read anything: nothing could be compared afterwards."""


@dataclass
class Unit:
    """`level` 0 is as it came; `floor` is the last level that may be used. `page` counts from 0, None for a file as a whole."""

    name: str
    page: int | None = None
    level: int = 0
    floor: int = 0
    tried: dict[int, int] = field(default_factory=dict)

    def size(self, level: int) -> int:
        """Bytes at a level; made on the first call."""
        if level not in self.tried:
            self.tried[level] = self.measure(level)
        return self.tried[level]

    def measure(self, level: int) -> int:
        raise NotImplementedError

    def loss(self, level: int) -> float:
        raise NotImplementedError

    def how(self, level: int) -> Text2:
        """The coding of a level in words."""
        raise NotImplementedError

    @property
    def title(self) -> Text2:
        """What it is, in words: its name has the English ones."""
        kind, _, number = self.name.partition(" ")
        zh = {"page": "第 {} 页", "picture": "第 {} 张图" if number else "图片", "video": "视频", "frames": "画面拼页"}.get(kind, self.name)
        return Text2(self.name, zh.format(number))

    @property
    def saved(self) -> int:
        return self.size(0) - self.size(self.level)

    def next(self) -> int | None:
        """The next level that needs fewer bytes, None if there is none."""
        now = self.size(self.level)
        for level in range(self.level + 1, self.floor + 1):
            if self.size(level) < now * 0.97:
                return level
        return None


@dataclass
class PictureUnit(Unit):
    """One picture; `kind` and `data` are a JPEG or PNG."""

    kind: FileKind = "jpeg"
    data: bytes = b""
    formats: frozenset[str] = frozenset({"jpeg"})
    made: dict[int, bytes] = field(default_factory=dict)

    def bytes_at(self, level: int) -> bytes:
        """The picture at a level: its own data at 0, a JPEG (or PNG, where no JPEG is taken) from there on."""
        if level == 0:
            return self.data
        if level not in self.made:
            side, quality = PICTURES[level - 1]
            image = next(picture.frames(self.data, self.kind))
            if "jpeg" in self.formats:
                self.made[level] = picture.jpeg(image, quality, side, self._exif())
            else:
                self.made[level] = picture.png(_smaller(image, side))
        return self.made[level]

    def kind_at(self, level: int) -> FileKind:
        return self.kind if level == 0 else "jpeg" if "jpeg" in self.formats else "png"

    def _exif(self) -> bytes:
        return picture.exif_of(self.data, self.kind)

    def measure(self, level: int) -> int:
        return len(self.bytes_at(level))

    def loss(self, level: int) -> float:
        return PICTURE_LOSS[level]

    def how(self, level: int) -> Text2:
        side, quality = PICTURES[level - 1]
        if "jpeg" not in self.formats:
            return Text2(f"PNG, longer side at most {side} px", f"PNG，长边不超过 {side} 像素") if side else Text2("PNG", "PNG")
        return Text2(
            f"JPEG{f', longer side at most {side} px' if side else ''}, quality {quality}", f"JPEG{f'，长边不超过 {side} 像素' if side else ''}，质量 {quality}"
        )


def _smaller(image: Image, side: int | None) -> Image:
    if side is None or max(image.size) <= side:
        return image
    factor = side / max(image.size)
    return image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))))


@dataclass
class PageUnit(Unit):
    """The pictures of one PDF page; the last levels are a picture of the whole page. `share`: its part of what pages have in common."""

    scans: Scans = field(default_factory=lambda: Scans(b""))
    share: int = 0
    copies: dict[int, int] = field(default_factory=dict)

    def measure(self, level: int) -> int:
        number = self.page or 0
        if level == 0:
            return self.share + sum(p.bytes for p in self.scans.of_page(number))
        if level <= len(PAGES):
            return self.share + self.scans.bytes_at(number, *PAGES[level - 1])
        return self._copied(level)

    def _copied(self, level: int) -> int:
        from appealdocs.pack import raster

        dpi, quality = COPIES[level - len(PAGES) - 1]
        image = next(raster.rendered(self.scans.data, [self.page or 0], dpi))
        return len(picture.jpeg(image, quality)) + 600

    def loss(self, level: int) -> float:
        return PAGE_LOSS[level]

    def how(self, level: int) -> Text2:
        if level <= len(PAGES):
            dpi, quality = PAGES[level - 1]
            return Text2(f"pictures at {dpi} dpi, JPEG quality {quality}", f"页内图像 {dpi} dpi，JPEG 质量 {quality}")
        dpi, quality = COPIES[level - len(PAGES) - 1]
        return Text2(f"picture of the page at {dpi} dpi, JPEG quality {quality}", f"整页转为图像，{dpi} dpi，JPEG 质量 {quality}")


@dataclass
class FilmUnit(Unit):
    """A video. Its sizes are predicted until it is coded. `steps`: the steps of film.LADDER that make it smaller."""

    kind: FileKind = "mp4"
    data: bytes = b""
    first: int = 0
    """Bytes at level 0: the video as it goes out untouched."""
    film: film.Film | None = None
    steps: Sequence[int] = ()
    made: dict[int, bytes] = field(default_factory=dict)

    def measure(self, level: int) -> int:
        if level == 0 or self.film is None:
            return self.first
        return film.predicted(self.film, self.steps[level - 1])

    def bytes_at(self, level: int) -> bytes:
        """The video coded for a level (not 0). Raises film.TooSlow and what FFmpeg raises."""
        if level not in self.made:
            from appealdocs.pack import workshop

            made = workshop.shared().coded(self.data, self.kind, film.LADDER[self.steps[level - 1]][0], self.size(level))
            self.made[level] = made
            self.tried[level] = max(len(made), 1)
        return self.made[level]

    def loss(self, level: int) -> float:
        return FILM_LOSS[self.steps[level - 1] + 1] if level else 0.0

    def how(self, level: int) -> Text2:
        height = film.LADDER[self.steps[level - 1]][0]
        lines = min(height, min(self.film.width, self.film.height) if self.film else height)
        bits = self.size(level) * 8 / self.film.seconds / 1e6 if self.film and self.film.seconds else 0.0
        return Text2(f"H.264, {lines} lines, {bits:.2g} Mbit/s", f"H.264，{lines} 线，{bits:.2g} Mbit/s")
