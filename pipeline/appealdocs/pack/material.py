"""An evidence file as it can go out: as a file of its own, or as pages of a merged PDF, at the quality chosen for its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from appealdocs.model.reading import FileKind
from appealdocs.model.text import Text2
from appealdocs.pack import archival, film, pdf, picture, unit
from appealdocs.pack.scans import Scans
from appealdocs.pack.source import Source

File = tuple[str, bytes]
"""Kind and content of one file."""
FILM_STILLS: Final = 9


@dataclass
class Material:
    """`pages`: how many pages or pictures the original has (0: a video). `steps`: conversions that the platform's formats ask for."""

    source: Source
    pages: int
    units: Sequence[unit.Unit] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[Text2, ...] = ()
    masked: tuple[str, ...] = ()
    """Kinds of personal data painted over in it."""
    seconds: float = 0.0

    def own(self) -> list[File]:
        """The file or files that it makes on its own; none if the platform takes it in a merged PDF alone."""
        raise NotImplementedError

    def own_sizes(self) -> list[int]:
        return [len(data) for _, data in self.own()]

    def paged(self) -> bytes | None:
        """Its pages as a PDF, None if it has none."""
        return None

    def page_sizes(self) -> tuple[int, list[int]]:
        """Bytes that its pages share, and bytes of each page."""
        return 0, []

    @property
    def alone(self) -> bool:
        """Whether it is merged only if nothing else helps."""
        return self.source.signed

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(u.level for u in self.units)

    def sample(self, which: unit.Unit) -> File:
        """One unit at its level as a file that a reader can read."""
        raise NotImplementedError


@dataclass
class Pictures(Material):
    """Pictures, or the frames of a TIFF, or pages shown as pictures. `kind`: the format that the platform takes them in."""

    frames: Sequence[unit.PictureUnit] = ()
    kind: str = "jpeg"
    original: File | None = None
    """The file as it came, where the platform takes it so."""
    mergeable: bool = True
    level: str = ""
    """The PDF/A level that its pages must be able to stand in ('' none)."""
    likeness: bool = True
    """Whether they show the pages that were read (a sheet of a video's frames does not)."""
    _cache: dict[tuple[str, tuple[int, ...]], list[File]] = field(default_factory=dict)

    def own(self) -> list[File]:
        if self.original is not None and not any(self.levels):
            return [self.original]
        key = (self.kind, self.levels)
        if key not in self._cache:
            self._cache[key] = self._own()
        return self._cache[key]

    def _own(self) -> list[File]:
        if self.kind == "pdf":
            paged = self.paged()
            return [("pdf", paged)] if paged is not None else []
        return [(kind, data) for kind, data in (self._converted(u) for u in self.frames)]

    def _converted(self, which: unit.PictureUnit) -> File:
        data, kind = which.bytes_at(which.level), which.kind_at(which.level)
        if kind == self.kind or (which.level and kind in which.formats):
            return kind, data
        image = next(picture.frames(data, kind))
        return (self.kind, picture.png(image)) if self.kind == "png" else ("jpeg", picture.jpeg(image, picture.FINE, exif=picture.exif_of(data, kind)))

    def paged(self) -> bytes | None:
        if not self.mergeable:
            return None
        key = ("pages", self.levels)
        if key not in self._cache:
            made = pdf.joined([picture.page(u.bytes_at(u.level), u.kind_at(u.level)) for u in self.frames])
            self._cache[key] = [("pdf", archival.ready(made, self.level)[0] if self.level else made)]
        return self._cache[key][0][1]

    def page_sizes(self) -> tuple[int, list[int]]:
        return (600, [u.size(u.level) + 900 for u in self.frames]) if self.mergeable else (0, [])

    def sample(self, which: unit.Unit) -> File:
        assert isinstance(which, unit.PictureUnit)
        return which.kind_at(which.level), which.bytes_at(which.level)


@dataclass
class Document(Material):
    """A PDF. `original` goes out as it came; `copy` is what can be merged and made smaller (pdf.passive, or pictures of its pages)."""

    original: bytes | None = None
    copy: bytes = b""
    scans: Scans = field(default_factory=lambda: Scans(b""))
    mergeable: bool = True
    pictured: frozenset[int] = frozenset()
    """Pages (from 1) that are pictures of themselves in the copy: signed, masked, not fit for PDF/A."""
    _cache: dict[tuple[int, ...], bytes] = field(default_factory=dict)

    @property
    def _chosen(self) -> dict[int, int]:
        return {u.page: u.level for u in self.units if u.level and u.page is not None}

    def own(self) -> list[File]:
        if self.original is not None and not self._chosen:
            return [("pdf", self.original)]
        if self.source.signed and not self.masked:
            return []
        return [("pdf", self._written())]

    def own_sizes(self) -> list[int]:
        if self.original is not None and not self._chosen:
            return [len(self.original)]
        if self.source.signed and not self.masked:
            return []
        return [len(self._cache[self.levels]) if self.levels in self._cache else self._estimate()]

    def _estimate(self) -> int:
        return max(1_000, len(self.copy) - sum(u.saved for u in self.units if u.level))

    def paged(self) -> bytes | None:
        return self._written() if self.mergeable else None

    def _written(self) -> bytes:
        if not self._chosen:
            return self.copy
        if self.levels not in self._cache:
            plain = {n: unit.PAGES[level - 1] for n, level in self._chosen.items() if level <= len(unit.PAGES)}
            copies = {n: unit.COPIES[level - len(unit.PAGES) - 1] for n, level in self._chosen.items() if level > len(unit.PAGES)}
            made = self.scans.written(plain) if plain else self.copy
            self._cache[self.levels] = pdf.with_pictures(made, copies) if copies else made
        return self._cache[self.levels]

    def page_sizes(self) -> tuple[int, list[int]]:
        if not self.mergeable:
            return 0, []
        whole = len(self._cache[self.levels]) if self.levels in self._cache else self._estimate()
        own = [float(u.size(u.level)) for u in self.units]
        # what pages have in common is shared out: a fixed part would be counted again for each part of a divided file
        rest = (whole - sum(own)) / max(1, len(own))
        return 0, [max(200, round(size + rest)) for size in own]

    def sample(self, which: unit.Unit) -> File:
        return "pdf", pdf.cut(self._written(), which.page or 0, (which.page or 0) + 1)


@dataclass
class Film(Material):
    """A video, as MP4."""

    data: bytes = b""
    """The video as it goes out at its best: as it came, or put into MP4 without being coded anew."""
    kind: str = "mp4"

    @property
    def alone(self) -> bool:
        return True

    @property
    def _unit(self) -> unit.FilmUnit:
        (one,) = self.units
        assert isinstance(one, unit.FilmUnit)
        return one

    def own(self) -> list[File]:
        one = self._unit
        return [(self.kind, self.data)] if one.level == 0 else [("mp4", one.bytes_at(one.level))]

    def own_sizes(self) -> list[int]:
        return [self._unit.size(self._unit.level)]

    def sample(self, which: unit.Unit) -> File:
        return self.own()[0]


def film_steps(shot: film.Film, first: int) -> list[int]:
    """The steps of the ladder that need clearly fewer bytes than the video as it is."""
    return [i for i in range(len(film.LADDER)) if film.predicted(shot, i) < first * 0.9]


__all__ = ["FILM_STILLS", "Document", "File", "FileKind", "Film", "Material", "Pictures", "film_steps"]
