"""From an evidence file to a material: in the formats that the platform takes, with the steps by which it can be made smaller."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from appealdocs.errors import AppealdocsError
from appealdocs.model.pack import Packing
from appealdocs.model.reading import FileKind, Reading
from appealdocs.model.text import Text2
from appealdocs.pack import archival, film, mask, office, pdf, picture, unit
from appealdocs.pack.bounds import Bounds
from appealdocs.pack.material import FILM_STILLS, Document, Film, Material, Pictures, film_steps
from appealdocs.pack.scans import Scans
from appealdocs.pack.source import Source, load
from appealdocs.pack.words import ranges
from appealdocs.reading import limits
from appealdocs.reading.kinds import IMAGES, VIDEOS

MOST_FRAMES: Final = limits.ANIMATION
"""Frames of an animation or pages of a TIFF that are taken over one by one; an animation with more is a video."""
PICTURE_DPI: Final = 200
"""Of PDF pages that go out as pictures, where the platform takes pictures alone."""


class Unpacked(Exception):
    """A file that cannot be packed; `why` is for the person."""

    def __init__(self, why: Text2) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the materials of one case."""

    folder: Path
    packing: Packing
    bounds: Bounds
    mask: frozenset[str] = frozenset()
    """Ids of evidence to be masked ('*': all)."""
    names: tuple[str, ...] = ()
    """What may stay readable where personal data are masked."""

    def material(self, source: Source) -> Material:
        """The material of a source. Raises Unpacked where the platform's formats cannot be met."""
        kind, reading, untouched = source.kind, source.reading, True
        kinds: tuple[str, ...] = ()
        painted: tuple[int, ...] = ()
        try:
            data = load(source, self.folder)
            wanted = "*" in self.mask or source.evidence.id in self.mask
            if wanted and (hidden := mask.masked(data, source, self.names)) is not None:
                data, kinds, untouched, painted = hidden.data, hidden.kinds, False, hidden.pages
                kind = hidden.kind  # type: ignore[assignment]
            made = self._made(source, data, kind, reading, untouched)
            if isinstance(made, Document):
                made.pictured |= frozenset(painted)
        except AppealdocsError as error:
            raise Unpacked(_one(error)) from error
        made.masked = kinds
        if kinds:
            made.steps = (f"masked: {', '.join(kinds)}", *made.steps)
        return made

    def _made(self, source: Source, data: bytes, kind: FileKind, reading: Reading, untouched: bool) -> Material:
        if kind in IMAGES:
            return self._picture(source, data, kind, untouched)
        if kind == "pdf":
            return self._pdf(source, data, untouched)
        if kind in VIDEOS:
            return self._film(source, data, kind)
        if kind in office.KINDS and "pdf" in self.bounds.formats:
            made = self._pdf(source, office.as_pdf(data, kind, source.file), False)
            made.steps = (f"{kind} -> pdf", *made.steps)
            return made
        raise Unpacked(Text2(
            f"{source.file}: the platform does not take {kind.upper()} files ({', '.join(sorted(self.bounds.formats))} only)",
            f"{source.file}：平台不收 {kind.upper()} 文件（仅收 {'、'.join(sorted(self.bounds.formats))}）",
        ))

    def _target(self, kind: str, *choice: str) -> str:
        """The format in which a file of this kind goes out: its own, the one that the pack names, or the first that is taken."""
        wanted = (kind, self.packing.convert.get(kind, ""), *choice)
        found = next((w for w in wanted if w in self.bounds.formats), "")
        if not found:
            raise Unpacked(Text2(
                f"a {kind.upper()} file cannot be made into {', '.join(sorted(self.bounds.formats))}",
                f"{kind.upper()} 文件无法转换为 {'、'.join(sorted(self.bounds.formats))}",
            ))
        return found

    def _picture(self, source: Source, data: bytes, kind: FileKind, untouched: bool) -> Material:
        if picture.frame_count(data, kind) > MOST_FRAMES:
            raise Unpacked(Text2(
                f"{source.file}: an animation of more than {MOST_FRAMES} frames; save it as an MP4 video",
                f"{source.file}：动画超过 {MOST_FRAMES} 帧，请另存为 MP4 视频",
            ))
        base = picture.base(data, kind)
        target = self._target(kind, "jpeg", "pdf", "png")
        if len(base) > 1 and "pdf" in self.bounds.formats:
            target = "pdf"
        units = [
            unit.PictureUnit(
                f"picture {n}" if len(base) > 1 else "picture", None if len(base) == 1 else n - 1, kind=k, data=d,
                floor=_picture_floor(source.reading, n), formats=_pictures_taken(self.bounds, target),
            )
            for n, (k, d) in enumerate(base, 1)
        ]
        own = kind == target and untouched
        steps = () if own else (f"{kind} -> {target}",) if kind != target else ()
        return Pictures(
            source, len(base), units, steps, frames=units, kind=target, original=(kind, data) if kind == target else None,
            mergeable="pdf" in self.bounds.formats, level=self.packing.pdfa,
        )

    def _pdf(self, source: Source, data: bytes, untouched: bool) -> Material:
        if "pdf" not in self.bounds.formats:
            return self._as_pictures(source, data)
        notes: tuple[Text2, ...] = ()
        steps: tuple[str, ...] = ()
        copied: tuple[int, ...] = ()
        signed = source.signed and untouched
        copy = pdf.from_pictures(data, range(pdf.count(data))) if signed else pdf.passive(data)
        if signed:
            notes = (Text2(
                f"{source.file} carries a digital signature: where it is merged, pictures of its pages go out",
                f"{source.file} 带有数字签名：合并时以其页面图像代替",
            ),)
        if self.packing.pdfa:
            copy, copied, why = archival.ready(copy, self.packing.pdfa)
            if copied and why is not None:
                steps = (f"pages {ranges(copied)} as pictures for PDF/A-{self.packing.pdfa}",)
                pages, verb = ("pages", "go out as pictures of themselves") if len(copied) > 1 else ("page", "goes out as a picture of itself")
                notes = (*notes, Text2(
                    f"{source.file}: {pages} {ranges(copied)} cannot be brought to PDF/A-{self.packing.pdfa} ({why.en}) and {verb}; the original is kept",
                    f"{source.file}：第 {ranges(copied)} 页无法达到 PDF/A-{self.packing.pdfa}（{why.zh}），以页面图像收入，原件保留",
                ))
        scans = Scans.of(copy)
        share = max(0, len(copy) - sum(p.bytes for p in scans.pictures)) // max(1, scans.pages)
        units = [
            unit.PageUnit(f"page {n + 1}", n, scans=scans, share=share, floor=_page_floor(source.reading, n + 1))
            for n in range(scans.pages)
        ]
        # an original that has to be of a PDF/A level cannot go out as it came
        original = data if untouched and not self.packing.pdfa else None
        pictured = frozenset(range(1, scans.pages + 1)) if signed else frozenset(copied)
        return Document(source, scans.pages, units, steps, notes, original=original, copy=copy, scans=scans, pictured=pictured)

    def _as_pictures(self, source: Source, data: bytes) -> Material:
        """The pages of a PDF as pictures, for a platform that takes no PDF."""
        from appealdocs.pack import raster

        target = self._target("pdf", "jpeg", "png")
        copy = pdf.passive(data)
        units = []
        for n, image in enumerate(raster.rendered(copy, range(pdf.count(copy)), PICTURE_DPI)):
            kind: FileKind = "png" if target == "png" else "jpeg"
            made = picture.png(image) if kind == "png" else picture.jpeg(image, 90)
            units.append(unit.PictureUnit(
                f"page {n + 1}", n, kind=kind, data=made, floor=_page_floor(source.reading, n + 1, pictures=True),
                formats=_pictures_taken(self.bounds, target),
            ))
        return Pictures(source, len(units), units, (f"pdf -> {target}",), frames=units, kind=target, mergeable=False)

    def _film(self, source: Source, data: bytes, kind: FileKind) -> Material:
        import av

        try:
            shot = film.look(data, kind)
            if "mp4" not in self.bounds.formats:
                return self._stills(source, data, kind)
            return self._video(source, data, kind, shot)
        except (av.error.FFmpegError, film.TooSlow, ValueError, StopIteration) as error:
            raise Unpacked(Text2(
                f"{source.file}: the video cannot be converted ({type(error).__name__})", f"{source.file}：视频无法转换（{type(error).__name__}）"
            )) from error

    def _video(self, source: Source, data: bytes, kind: FileKind, shot: film.Film) -> Material:
        first, steps = data, ()
        taken = kind in self.bounds.formats
        if not taken and film.predicted(shot, len(film.LADDER) - 1) > self.bounds.file:
            most = int(self.bounds.file * 8 / film.LADDER[-1][1] * 0.9)
            raise Unpacked(Text2(
                f"{source.file}: {shot.seconds:.0f} s are too long for a file of this size; about {most} s fit",
                f"{source.file}：视频 {shot.seconds:.0f} 秒，超出单个文件可容纳的长度（约 {most} 秒）",
            ))
        if not taken:
            copied = film.repacked(data, kind)
            steps = (f"{kind} -> mp4, coded data untouched",) if copied else (f"{kind} -> mp4",)  # type: ignore[assignment]
            first = copied or film.coded(data, kind, film.LADDER[0][0], film.predicted(shot, 0))
        one = unit.FilmUnit(
            "video", kind=kind, data=data, first=len(first), film=shot, steps=film_steps(shot, len(first)),
        )
        one.floor = len(one.steps)
        return Film(source, 0, [one], steps, seconds=shot.seconds, data=first, kind=kind if taken else "mp4")

    def _stills(self, source: Source, data: bytes, kind: FileKind) -> Material:
        """Frames with their times, for a platform that takes no video."""
        from appealdocs.pack.sheets import contact

        target = self._target(kind, "pdf", "jpeg", "png")
        shown = picture.jpeg(contact(list(film.stills(data, kind, FILM_STILLS)), wide=1800), 90)
        one = unit.PictureUnit("frames", 0, kind="jpeg", data=shown, floor=4, formats=_pictures_taken(self.bounds, target))
        note = Text2(
            f"{source.file}: the platform takes no video; a sheet of frames with their times goes out instead",
            f"{source.file}：平台不收视频，改为提交带时间的画面拼页",
        )
        return Pictures(
            source, 1, [one], (f"{kind} -> frames as {target}",), (note,), frames=[one], kind=target,
            mergeable="pdf" in self.bounds.formats, level=self.packing.pdfa, likeness=False,
        )


def _one(error: AppealdocsError) -> Text2:
    if error.remedy is None:
        return error.text
    return Text2(f"{error.text.en}. {error.remedy.en}", f"{error.text.zh}。{error.remedy.zh}")


def _pictures_taken(bounds: Bounds, target: str) -> frozenset[str]:
    """Picture formats that a smaller copy may have; inside a PDF any."""
    return frozenset({"jpeg", "png"}) & bounds.formats or frozenset({"jpeg"} if target == "pdf" else {target})


def _picture_floor(reading: Reading, number: int) -> int:
    """How far a picture may go: to the last step if a reader can compare afterwards, less far if nothing was read on it."""
    page = next((p for p in reading.pages if p.number == number), None)
    if page is not None and page.source == "ocr" and any(f.page == number for f in reading.found):
        return len(unit.PICTURES)
    return unit.UNSEEN + (1 if page is not None and page.source == "ocr" else 0)


def _page_floor(reading: Reading, number: int, pictures: bool = False) -> int:
    if pictures:
        return _picture_floor(reading, number)
    page = next((p for p in reading.pages if p.number == number), None)
    if page is None or page.source == "none":
        return unit.UNSEEN
    if page.source == "text-layer" or any(f.page == number for f in reading.found):
        return len(unit.PAGES) + len(unit.COPIES)
    return unit.UNSEEN + 1

