"""The bytes of one planned file: an original as it is, or sheets and pages merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from appealdocs.pack import merge, pdf, sheets
from appealdocs.pack.about import Stills, Teller, orders_of
from appealdocs.pack.archival import Verdict
from appealdocs.pack.arrange import Cut
from appealdocs.pack.layout import File, Layout
from appealdocs.pack.material import Document, Material
from appealdocs.pack.merge import Placed
from appealdocs.pack.words import ranges, word

TAGS: Final[Mapping[str, str]] = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, where each exhibit lies in it, what the PDF/A validator said."""

    data: bytes
    placed: tuple[Placed, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Assembler:
    """Makes the files of one layout. `level` is the PDF/A level ('' none); `stills` frames of the videos."""

    materials: Sequence[Material]
    teller: Teller
    stills: Stills
    now: datetime
    level: str = ""
    label: bool = False

    def content(self, file: File, layout: Layout) -> Content:
        """The file. Raises RenderFailed where it cannot be brought to its PDF/A level."""
        if file.bin is not None and file.bin.own:
            material = self.materials[file.bin.cuts[0].piece.index]
            return Content(material.own()[file.bin.part][1])
        inside = file.bin.cuts if file.bin is not None else ()
        numbers = sorted({*file.sheets, *(c.piece.exhibit for c in inside)})
        drawn, at = self._sheets(file, layout)
        entries = [self._entry(n, [c for c in inside if c.piece.exhibit == n], at) for n in numbers]
        merged = merge.merge(
            entries, drawn, file.name, self._title(numbers), TAGS[self.teller.lang], self.now, self.level, self.label
        )
        return Content(merged.data, merged.placed, merged.verdict)

    def _sheets(self, file: File, layout: Layout) -> tuple[bytes, dict[int, sheets.Laid]]:
        if not file.sheets:
            return b"", {}
        abouts = [self._about(n, layout) for n in file.sheets]
        data, laid = sheets.sheets(abouts, self.teller.names, self.teller.lang)
        return data, dict(zip(file.sheets, laid, strict=True))

    def _about(self, number: int, layout: Layout) -> sheets.About:
        own = [m for m in self.materials if m.source.number == number]
        merged = any(not f.own and f.bin is not None and number in f.exhibits for f in layout.files)
        signed = any(m.source.signed and not m.masked for m in own) and merged and not any(
            f.own and f.bin is not None and m.source.signed for f in layout.files if f.bin is not None and number in f.exhibits
            for m in [self.materials[f.bin.cuts[0].piece.index]]
        )
        copied = [u.page + 1 for m in own if isinstance(m, Document) for u in m.units if u.page is not None and u.level > 5]
        return self.teller.about(own, ", ".join(layout.names.get(number, ())), self.stills, signed, ranges(copied))

    def _entry(self, number: int, cuts: Sequence[Cut], at: Mapping[int, sheets.Laid]) -> merge.Entry:
        own = [m for m in self.materials if m.source.number == number]
        item = own[0].source.evidence
        names, lang = self.teller.names, self.teller.lang
        dossier = self.teller.dossier
        group = item.code or word(names, "sheet", "general", lang)
        if dossier.pack.packing.merge != "code":
            group = ", ".join(orders_of(item, dossier))
        title = f"{word(names, 'sheet', 'exhibit', lang).replace('{number}', str(number))}: {word(names, 'exhibit', item.type, lang)}"
        laid = at.get(number)
        return merge.Entry(
            number, title, group, (laid.first, laid.last) if laid else None, laid.links if laid else (),
            [self._pages(cut, number) for cut in cuts], word(names, "sheet", "stills", lang) if laid and laid.last - laid.first > 1 and not cuts else "",
        )

    def _pages(self, cut: Cut, number: int) -> merge.Pages:
        material = self.materials[cut.piece.index]
        data = material.paged()
        assert data is not None
        whole = len(cut.piece.pages)
        if (cut.first, cut.last) != (0, whole):
            data = pdf.cut(data, cut.first, cut.last)
        label = word(self.teller.names, "sheet", "label", self.teller.lang)
        labels = [
            label.replace("{number}", str(number)).replace("{page}", str(n + 1)).replace("{pages}", str(whole))
            for n in range(cut.first, cut.last)
        ]
        part = "part" if material.source.role == "original" else "part-translation"
        shown = word(self.teller.names, "sheet", part, self.teller.lang)
        if cut.last - cut.first < whole:
            key = "look-page" if cut.last - cut.first == 1 else "look-pages"
            where = word(self.teller.names, "sheet", key, self.teller.lang).replace("{pages}", ranges(range(cut.first + 1, cut.last + 1)))
            shown = f"{shown}, {where}"
        return merge.Pages(data, cut.first + 1, material.source.role, labels, shown)

    def _title(self, numbers: Sequence[int]) -> str:
        key = "exhibit" if len(numbers) == 1 else "exhibits"
        exhibit = word(self.teller.names, "sheet", key, self.teller.lang).replace("{number}", ranges(numbers)).replace("{numbers}", ranges(numbers))
        return f"{exhibit} · {self.teller.dossier.letter_reference}"
