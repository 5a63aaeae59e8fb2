"""What goes into the package and how: formats, merging, sizes, names. Nothing is written; `build` carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from appealdocs.errors import UsageError
from appealdocs.expressions import compiled
from appealdocs.model.dossier import Dossier
from appealdocs.model.text import Text2
from appealdocs.pack import film, legible, unit, workshop
from appealdocs.pack.about import Stills, Teller, stills_of
from appealdocs.pack.arrange import Arrangement, Piece, Rules, arrange
from appealdocs.pack.assemble import Assembler
from appealdocs.pack.bounds import Bounds, bounds
from appealdocs.pack.layout import Layout, about_of, family, group_of, laid
from appealdocs.pack.legible import Seen
from appealdocs.pack.make import Maker, Unpacked
from appealdocs.pack.mask import own_names
from appealdocs.pack.material import Document, Film, Material, Pictures
from appealdocs.pack.search import Search
from appealdocs.pack.source import expected, sources
from appealdocs.pack.words import Names, standard

SHEET_BYTES: Final = 3_500
"""One exhibit's sheet beside others; a video's frames are counted apart."""
STILL_BYTES: Final = 240_000
FONT_BYTES: Final = 60_000
"""Fonts of the sheets in one file."""
SHEET_SHARE: Final = 0.05
"""Sheets are made where they take at most this share of a file's limit: they never cost the evidence its quality."""
_CONVERTED: Final = compiled(r"\w+ -> (\w+)(, coded data untouched)?")
_MASKED: Final = {"phone": "电话", "email": "邮箱", "identity": "证件号", "card": "银行卡号", "place": "拍摄地点"}
ZIP_COST: Final = 320
"""Bytes of a ZIP entry beyond its content, and its line in the list of hashes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What the packer cannot repair, and what would help."""

    file: str
    why: Text2
    help: Text2


@dataclass(frozen=True, slots=True)
class Plan:
    """`names`: the packed file name (or names) of each piece of evidence, by its id; `problems` stand in the way of `build`.

    `notes`: what a person should know of the conversions, in words.
    """

    dossier: Dossier
    layout: Layout
    names: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Text2, ...] = ()
    bounds: Bounds | None = None
    materials: tuple[Material, ...] = ()
    stills: Stills = field(default_factory=dict)
    seen: Mapping[tuple[int, str, int], Seen] = field(default_factory=dict)
    twins: Mapping[int, int] = field(default_factory=dict)
    """Exhibits that are the same file as an earlier one: number -> the earlier number."""
    words: Names = field(default_factory=standard)

    @property
    def masked(self) -> tuple[str, ...]:
        """Evidence files of which a masked copy goes out."""
        return tuple(dict.fromkeys(m.source.file for m in self.materials if m.masked))


def plan(dossier: Dossier, mask: Iterable[str] = (), thorough: bool = True, words: Names | None = None) -> Plan:
    """Decide conversions, merging and names.

    `mask`: ids of evidence whose personal data are painted over in the copy ('*': all). Not `thorough`: nothing is recompressed or
    read again, and only what certainly cannot be repaired is a problem. Raises UsageError for an id in `mask` that the case has not.
    """
    wanted = frozenset(mask)
    unknown = sorted(wanted - {"*", *(e.id for e in dossier.case.evidence)})
    if unknown:
        raise UsageError(
            Text2(f"there is no evidence {', '.join(unknown)} to mask", f"没有证据 {'、'.join(unknown)}，无法打码"),
            Text2(f"The case has {', '.join(e.id for e in dossier.case.evidence)}.", f"本案的证据：{'、'.join(e.id for e in dossier.case.evidence)}。"),
        )
    return _Planner(dossier, wanted, words or standard()).plan(thorough)


class _Planner:
    """Makes one plan."""

    def __init__(self, dossier: Dossier, mask: frozenset[str], words: Names) -> None:
        self.dossier, self.words = dossier, words
        self.packing = dossier.pack.packing
        self.bounds = bounds(dossier.pack)
        self._mask = mask
        self.problems: list[Problem] = []
        self.materials: list[Material] = []
        self.twins: dict[int, int] = {}
        self.sheets = 0
        self.search: Search | None = None

    def plan(self, thorough: bool) -> Plan:
        self._gather()
        if not self.materials:
            return Plan(self.dossier, Layout(()), {}, tuple(self.problems), bounds=self.bounds, words=self.words)
        stills = stills_of(self.materials) if self._sheets_wanted() and thorough else {}
        self.sheets = self._sheet_bytes() if self._sheets_wanted() else 0
        self.assembler = Assembler(
            self.materials, Teller(self.dossier, self.words), stills, self.dossier.now, self.packing.pdfa, self.packing.label_pages
        )
        found = self._found(thorough)
        if not found.fits:
            self.problems.append(self._too_much(found))
        layout = laid(found.bins, self.materials, self.dossier, self._rules(), self._apart())
        seen = self.search.seen if self.search else {}
        return Plan(
            self.dossier, layout, self._names(layout), tuple(self.problems), tuple(self._notes(layout, seen)), self.bounds,
            tuple(self.materials), stills, seen, self.twins, self.words,
        )

    def _gather(self) -> None:
        found, lost = sources(self.dossier)
        for one in lost:
            help_ = Text2("Replace the file by one that opens.", "请换成可以打开的文件。")
            self.problems.append(Problem(one.file, Text2(f"{one.file}: {one.why.en}", f"{one.file}：{one.why.zh}"), help_))
        maker = Maker(self.dossier.folder, self.packing, self.bounds, self._mask, own_names(self.dossier))
        room = workshop.shared()
        first: dict[tuple[str, str], int] = {}
        alone = {s.number for s in found} - {s.number for s in found if s.role == "translation"}
        for source in found:
            key = (source.reading.sha256, group_of(source.evidence, 0, self.dossier))
            if source.number in alone and key in first:
                self.twins[source.number] = first[key]
                continue
            try:
                self.materials.append(room.material(maker, source))
            except Unpacked as error:
                help_ = Text2("Convert it yourself and name the new file in case.yaml.", "请自行转换，并在 case.yaml 中改用新文件。")
                self.problems.append(Problem(source.file, error.why, help_))
                continue
            if source.number in alone:
                first[key] = source.number

    def _sheets_wanted(self) -> bool:
        wanted = "exhibit-sheet" in self.dossier.pack.papers and "pdf" in self.bounds.formats
        room = self.bounds.file if self.bounds.total is None else min(self.bounds.file, self.bounds.total)
        return wanted and self._sheet_bytes() <= room * SHEET_SHARE

    def _sheet_bytes(self) -> int:
        videos = sum(isinstance(m, Film) for m in self.materials)
        return FONT_BYTES + SHEET_BYTES * len({m.source.number for m in self.materials}) + STILL_BYTES * videos

    def _apart(self) -> int:
        return self.sheets

    def _rules(self) -> Rules:
        return Rules(
            self.bounds.file, self._total(), self.bounds.files, 3_000 + (FONT_BYTES if self.sheets else 0) + (4_000 if self.packing.pdfa else 0),
            bool(self.packing.pdfa), ZIP_COST if self.bounds.zip else 0,
        )

    def _total(self) -> int | None:
        if self.bounds.total is None:
            return None
        # what is left for the evidence once a file of sheets is in
        return self.bounds.total - self.sheets - (400 if self.bounds.zip else 0)

    def describe(self, index: int, material: Material, least: bool = False) -> Piece:
        """A material for the arithmetic; `least`: as small as it could possibly get."""
        source = material.source
        fixed, pages = material.page_sizes()
        own = material.own_sizes()
        if least:
            fixed, pages, own = _least(material, fixed, pages, own)
        has_translation = any(m.source.number == source.number and m.source.role == "translation" for m in self.materials)
        if has_translation and pages and not material.source.signed:
            own = []  # original and translation are one exhibit
        return Piece(
            index, source.number, group_of(source.evidence, source.number, self.dossier), family(source.evidence.type),
            about_of(source.evidence, self.dossier), tuple(own), tuple(pages), fixed,
            # a signed file that is larger than one file may be cannot go out as it is either
            material.alone and bool(own) and not (source.signed and (self.packing.pdfa or max(own) > self.bounds.file)),
            SHEET_BYTES if self.sheets and source.role == "original" else 0,
        )

    def _found(self, thorough: bool) -> Arrangement:
        if not thorough:
            rules = self._rules()
            found = arrange([self.describe(i, m) for i, m in enumerate(self.materials)], rules)
            return found if found.fits else arrange([self.describe(i, m, True) for i, m in enumerate(self.materials)], rules)
        self.search = Search(
            self.materials, self.describe, self._rules(), lambda s: expected(self.dossier, s), self._measure
        )
        found = self.search.run()
        if not found.fits and self.sheets:
            self.sheets = 0  # sheets never stand in the way
            self.search.rules = self._rules()
            found = self.search.run()
        return found

    def _measure(self, found: Arrangement) -> Sequence[int]:
        """True bytes of each file of an arrangement, its own exhibits' sheets included."""
        layout = laid(found.bins, self.materials, self.dossier, self._rules(), self._apart())
        inside = {id(f.bin): replace(f, sheets=tuple(n for n in f.sheets if n in f.exhibits)) for f in layout.files if f.bin is not None}
        return [len(self.assembler.content(inside[id(b)], layout).data) + (600 if not b.own else 0) for b in found.bins]

    def _names(self, layout: Layout) -> dict[str, str]:
        by_number = {n: (names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}" if len(names) > 2 else ", ".join(names))
                     for n, names in layout.names.items() if names}
        ids = {n: item.id for n, item in enumerate(self.dossier.case.evidence, 1)}
        shared = {n: by_number.get(first, "") for n, first in self.twins.items()}
        return {ids[n]: name for n, name in sorted({**by_number, **shared}.items()) if name}

    def _too_much(self, found: Arrangement) -> Problem:
        """Which file takes the room, and what would help."""
        limits = self.bounds
        if found.least:
            return self._too_many(found.least)
        heavy = sorted((self.materials[i] for i in found.heavy), key=lambda m: -_size(m))
        largest = heavy[0]
        parts = ", ".join(f"{m.source.file} {_mb(_size(m))}" for m in heavy[:3])
        limit = limits.total if limits.total is not None and not any(b.size > limits.file for b in found.bins) else limits.file
        why = Text2(
            f"the evidence does not fit: {parts} at the lowest quality that is still legible, {_mb(limit)} may be used",
            f"证据超出限制：压缩到仍可辨认的最低质量后，{parts}；可用 {_mb(limit)}",
        )
        return Problem(largest.source.file, why, _help(largest, limit))

    def _too_many(self, least: int) -> Problem:
        """Videos, and pictures where the platform takes no PDF, stay files of their own."""
        limits = self.bounds
        beside = ", ".join(limits.beside)
        why = Text2(
            f"at least {least} files of evidence are left after merging, the platform takes {limits.files_said}"
            + (f", {beside} among them" if beside else ""),
            f"合并后至少还有 {least} 个证据文件，平台最多收 {limits.files_said} 个" + (f"（含 {beside}）" if beside else ""),
        )
        if "pdf" in limits.formats:
            return Problem("", why, Text2("Videos cannot be merged: keep the ones that prove most.", "视频无法合并：请只保留最关键的几个。"))
        return Problem("", why, Text2("Each page goes out as a picture: leave out pages that prove nothing.", "每页作为一张图片提交：请去掉与事实无关的页。"))

    def _notes(self, layout: Layout, seen: Mapping[tuple[int, str, int], Seen]) -> Iterable[Text2]:
        merged = {c.piece.index for f in layout.files if f.bin is not None and not f.bin.own for c in f.bin.cuts}
        for index, material in enumerate(self.materials):
            yield from material.notes
            if (told := converted(material, index in merged)) is not None:
                yield told
            if material.masked:
                kinds = Text2(", ".join(material.masked), "、".join(_MASKED.get(k, k) for k in material.masked))
                yield Text2(f"{material.source.file}: personal data removed ({kinds.en})", f"{material.source.file}：已去除个人信息（{kinds.zh}）")
            for one in material.units:
                if one.level:
                    yield recompressed(material, one, seen.get((index, one.name, one.level)))
        for number, first in self.twins.items():
            yield Text2(f"exhibit {number} is the same file as exhibit {first}: it goes out once", f"附件 {number} 与附件 {first} 是同一文件，只提交一次")
        if layout.without_sheet:
            listed = ", ".join(map(str, layout.without_sheet))
            yield Text2(f"no room for the sheet of exhibit {listed} in the files that the platform takes",
                        f"平台允许的文件中放不下附件 {listed} 的说明页")


def recompressed(material: Material, one: unit.Unit, seen: Seen | None) -> Text2:
    """One page, picture or video that gave up quality, with what is still readable on it."""
    before, after = _mb(one.size(0)), _mb(one.size(one.level))
    still, title, how, file = _readable(material, one, seen), one.title, one.how(one.level), material.source.file
    return Text2(f"{file}, {title.en}: {before} → {after} ({how.en}), {still.en}", f"{file}，{title.zh}：{before} → {after}（{how.zh}），{still.zh}")


def _readable(material: Material, one: unit.Unit, seen: Seen | None) -> Text2:
    if seen is not None and seen.asked > 1:
        return Text2(f"all {seen.asked} ids, dates and amounts still readable", f"全部 {seen.asked} 个编号、日期、金额仍可识别")
    if seen is not None and seen.asked:
        return Text2("the one id, date or amount on it still readable", "其上唯一的编号、日期或金额仍可识别")
    if legible.layered(material, one):
        return Text2("its text is untouched", "文字未动")
    return Text2("no id, date or amount was read on it", "其上未识别到编号、日期或金额")


def converted(material: Material, merged: bool) -> Text2 | None:
    """A file of another format than the one it came in; None where its own data go out (alone, or on a page of a merged PDF)."""
    source = material.source
    step = next((m for s in material.steps if (m := _CONVERTED.fullmatch(s))), None)
    if step is None or (merged and source.kind in ("jpeg", "png")):
        return None
    kind, target = source.kind.upper(), "PDF" if merged else step[1].upper()
    same = Text2(", its coding untouched", "，编码未变") if step[2] and not any(material.levels) else Text2("", "")
    return Text2(f"{source.file}: {kind} converted to {target}{same.en}", f"{source.file}：{kind} 转为 {target}{same.zh}")


def _least(material: Material, fixed: int, pages: Sequence[int], own: Sequence[int]) -> tuple[int, list[int], list[int]]:
    """Bytes below which nothing of this kind can get: for a judgement before anything is recompressed."""
    if isinstance(material, Film):
        (one,) = material.units
        assert isinstance(one, unit.FilmUnit)
        return fixed, list(pages), [min(own[0], film.predicted(one.film, len(film.LADDER) - 1))] if own and one.film else list(own)
    small = [min(size, 15_000) for size in pages]
    if isinstance(material, Document) and material.source.signed and not material.masked:
        return 0, small, list(own)
    return 0, small, [min(size, max(sum(small), 15_000)) for size in own]


def _size(material: Material) -> int:
    """Bytes that a material takes at its present levels."""
    own = material.own_sizes()
    fixed, pages = material.page_sizes()
    return sum(own) if own else fixed + sum(pages)


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"


def _help(material: Material, limit: int) -> Text2:
    if isinstance(material, Film):
        seconds = int(limit * 8 / film.LADDER[-1][1] * 0.9)
        return Text2(
            f"Cut the video to the seconds that prove the point (about {seconds} s fit) or film again with fewer pixels.",
            f"请剪到能证明问题的部分（约可容纳 {seconds} 秒），或降低分辨率重拍。",
        )
    if isinstance(material, Pictures | Document) and material.pages > 1:
        return Text2(
            "Leave out pages that prove nothing, or scan again in colour at 150 dpi.", "请去掉与事实无关的页，或以 150 dpi 彩色重新扫描。"
        )
    return Text2("Take the picture again with fewer pixels, or cut it to what has to be seen.", "请降低分辨率重拍，或裁剪到需要展示的部分。")


__all__ = ["Plan", "Problem", "legible", "plan", "recompressed"]
