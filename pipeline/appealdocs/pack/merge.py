"""One PDF out of sheets and exhibits: bookmarks, links from sheet to page, labels where the platform asks for them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from appealdocs.pack import archival, pdf, typeset
from appealdocs.pack.archival import Verdict

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of one exhibit to be put in: a whole PDF. `first` is the exhibit's page (from 1) that its first page shows."""

    data: bytes
    first: int
    role: str
    labels: Sequence[str]
    """A label for each page."""
    title: str = ""
    """Of its bookmark below the exhibit's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exhibit of a merged PDF: its sheet (may be empty) and its pages (may be none: a video)."""

    exhibit: int
    title: str
    group: str
    sheet: tuple[int, int] | None = None
    """Pages of the document of sheets (from 0, the last excluded)."""
    links: Sequence[typeset.Link] = ()
    parts: Sequence[Pages] = ()
    frames: str = ""
    """Title of a bookmark for the last page of its sheet, which shows the frames of a video."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something landed: pages `first` to `last` (from 1, both included) of the file; `what`: sheet, original, translation."""

    exhibit: int
    what: str
    first: int
    last: int
    shown: int
    """The exhibit's own page that `first` shows (1 for a sheet)."""


@dataclass(frozen=True, slots=True)
class Merged:
    data: bytes
    placed: tuple[Placed, ...]
    verdict: Verdict | None


def merge(
    entries: Sequence[Entry], sheets: bytes, name: str, title: str, lang: str, now: datetime, level: str = "", label: bool = False
) -> Merged:
    """The PDF; `sheets` is the document of sheets that the entries name. `level`: the PDF/A level it must have ('' none).

    Raises RenderFailed where it cannot be brought there.
    """
    import pikepdf

    with pikepdf.new() as target, pdf.opened(sheets) if sheets else contextlib.nullcontext() as drawn:
        placed: list[Placed] = []
        texts: list[str] = []
        for entry in entries:
            if entry.sheet is not None and drawn is not None:
                placed.append(_put(target, list(drawn.pages)[slice(*entry.sheet)], entry.exhibit, "sheet", 1))
                texts += [entry.title] * (placed[-1].last - placed[-1].first + 1)
            for part in entry.parts:
                with pdf.opened(part.data) as source:
                    placed.append(_put(target, source.pages, entry.exhibit, part.role, part.first))
                texts += [f"{entry.title}. {text}" for text in part.labels]
                if label:
                    _label(target, placed[-1], part.labels)
        _links(target, entries, placed)
        _bookmarks(target, entries, placed)
        target.Root.Lang = pikepdf.String(lang)
        target.Root.PageMode = pikepdf.Name.UseOutlines
        target.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        target.docinfo[pikepdf.Name.Title] = title
        if level:
            if level.endswith("a"):
                archival.tag(target, texts, lang)
            data, verdict = archival.finished(target, level, now, name)
            return Merged(data, tuple(placed), verdict)
        return Merged(pdf.written(target), tuple(placed), None)


def _put(target: pikepdf.Pdf, pages: Any, exhibit: int, what: str, shown: int) -> Placed:
    before = len(target.pages)
    target.pages.extend(pages)
    for page in list(target.pages)[before:]:
        if "/Trans" in page:  # reportlab writes one on each page
            del page["/Trans"]
    return Placed(exhibit, what, before + 1, len(target.pages), shown)


def _label(target: pikepdf.Pdf, where: Placed, labels: Sequence[str]) -> None:
    """Say which exhibit each page is, on a strip that is added below it: a screenshot's clock, a photograph's date stay in view."""
    from pikepdf import Array, Name, Rectangle

    pages = list(target.pages)[where.first - 1 : where.last]
    sizes = [_shown_size(page) for page in pages]
    with pdf.opened(typeset.stamp(labels, sizes)) as stamps:
        for page, stamp, (wide, high) in zip(pages, list(stamps.pages), sizes, strict=True):
            whole, below = _with_strip(page, typeset.strip(wide, high))
            for key in ("/TrimBox", "/BleedBox", "/ArtBox"):
                if key in page:
                    del page[key]
            page.MediaBox = page.CropBox = Array([round(v, 3) for v in whole])
            # Page.add_overlay would do, but for the name that it draws by lot: two runs must give the same bytes
            form = target.copy_foreign(stamp.as_form_xobject())
            name = page.add_resource(form, Name.XObject, Name.AppealdocsLabel)
            drawn = page.calc_form_xobject_placement(form, name, Rectangle(*below), invert_transformations=True, allow_shrink=True, allow_expand=True)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"Q\n" + drawn)
            page.contents_coalesce()


_Sides = tuple[float, float, float, float]


def _with_strip(page: Any, deep: float) -> tuple[_Sides, _Sides]:
    """The page's box with a strip below it as it is shown, and the strip, in the page's own coordinates."""
    x0, y0, x1, y1 = _shown_box(page)
    turn = int(page.get("/Rotate", 0)) % 360
    if turn == 90:
        return (x0, y0, x1 + deep, y1), (x1, y0, x1 + deep, y1)
    if turn == 180:
        return (x0, y0, x1, y1 + deep), (x0, y1, x1, y1 + deep)
    if turn == 270:
        return (x0 - deep, y0, x1, y1), (x0 - deep, y0, x0, y1)
    return (x0, y0 - deep, x1, y1), (x0, y0 - deep, x1, y0)


def _shown_box(page: Any) -> _Sides:
    """What a viewer shows: the crop box, as far as it lies in the media box."""
    media, crop = ([float(v) for v in box] for box in (page.mediabox, page.cropbox))
    sides = [(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])) for b in (media, crop)]
    (a0, b0, a1, b1), (c0, d0, c1, d1) = sides
    cut = (max(a0, c0), max(b0, d0), min(a1, c1), min(b1, d1))
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else sides[0]


def _shown_size(page: Any) -> tuple[float, float]:
    x0, y0, x1, y1 = _shown_box(page)
    return (y1 - y0, x1 - x0) if int(page.get("/Rotate", 0)) % 180 else (x1 - x0, y1 - y0)


def _links(target: pikepdf.Pdf, entries: Sequence[Entry], placed: Sequence[Placed]) -> None:
    """From the places named on a sheet to the pages that show them."""
    from pikepdf import Array, Dictionary, Name

    pages = list(target.pages)
    for entry in entries:
        sheet = next((p for p in placed if p.exhibit == entry.exhibit and p.what == "sheet"), None)
        own = [p for p in placed if p.exhibit == entry.exhibit and p.what == "original"]
        for link in entry.links if sheet else ():
            goal = next((p.first + link.page - p.shown for p in own if p.shown <= link.page <= p.shown + p.last - p.first), None)
            if goal is None or sheet is None:
                continue
            page = pages[sheet.first - 1 + link.sheet]
            note = target.make_indirect(Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=[round(v, 2) for v in link.rect], F=4, Border=[0, 0, 0],
                Dest=Array([pages[goal - 1].obj, Name.Fit]),
            ))
            if "/Annots" not in page:
                page.Annots = Array()
            page.Annots.append(note)


def _bookmarks(target: pikepdf.Pdf, entries: Sequence[Entry], placed: Sequence[Placed]) -> None:
    """One for each exhibit, below its code or order where the file holds several; direct destinations, as PDF/A wants them."""
    from pikepdf import Array, Name, OutlineItem

    pages = list(target.pages)
    groups = list(dict.fromkeys(e.group for e in entries))

    def item(title: str, page: int) -> Any:
        return OutlineItem(title, Array([pages[page].obj, Name.Fit]))

    with target.open_outline() as outline:
        branches: dict[str, Any] = {}
        for entry in entries:
            own = [p for p in placed if p.exhibit == entry.exhibit]
            first = own[0].first - 1 if own else 0
            made = item(entry.title, first)
            sheet = own and own[0].what == "sheet"
            if sheet and len(own) > 1:
                titles = [part.title or entry.title for part in entry.parts]
                made.children.extend(item(title, p.first - 1) for title, p in zip(titles, own[1:], strict=True))
            if sheet and entry.frames:
                made.children.append(item(entry.frames, own[0].last - 1))
            if len(groups) > 1 and entry.group:
                if entry.group not in branches:
                    branches[entry.group] = item(entry.group, first)
                    outline.root.append(branches[entry.group])
                branches[entry.group].children.append(made)
            else:
                outline.root.append(made)
