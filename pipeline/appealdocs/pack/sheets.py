"""Exhibit sheets: what the exhibit is and what to look at, on a page of its own; never drawn on the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from appealdocs.expressions import compiled
from appealdocs.model.text import Language
from appealdocs.pack import picture
from appealdocs.pack.typeset import Link, Sheet
from appealdocs.pack.words import Names, ranges, word

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PLACES: Final = 14
_NAMED: Final = compiled(r"\b(?:pages?|pp?\.|листы?|л\.|стр\.|страниц\w*) ?\d|第 ?\d+ ?页|\b\d+:\d\d\b", re.IGNORECASE)
"""Words that name a page or a time by themselves."""
_LABEL: Final = 150.0
_WIDE: Final = 483.0


@dataclass(frozen=True, slots=True)
class Locator:
    """A place to look at: page from 1 (None: the file as a whole), where on it, the words there, the fact they show.

    `at`: the time in a video, in place of a page.
    """

    page: int | None
    box: tuple[float, float, float, float] | None
    text: str
    fact: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover sheet of a certified translation says."""

    language: str
    original_pages: int
    translation_pages: int
    certified_by: str
    original_sha256: str
    translation_sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """One exhibit as its sheet tells of it; texts are in the letter's language, empty where nothing is known."""

    number: int
    title: str
    reference: str
    platform_case: str = ""
    order: str = ""
    look: str = ""
    file: str = ""
    date: str = ""
    period: str = ""
    language: str = ""
    pages: int = 0
    seconds: float = 0.0
    link: str = ""
    sha256: str = ""
    masked: bool = False
    signed_copy: bool = False
    copied: str = ""
    locators: Sequence[Locator] = ()
    cover: Cover | None = None
    stills: Sequence[tuple[float, Image]] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where one exhibit's sheet lies in the document of sheets: pages `first` to `last` (from 0, `last` excluded), its links."""

    first: int
    last: int
    links: Sequence[Link]


def sheets(abouts: Sequence[About], names: Names, lang: Language, linked: bool = True) -> tuple[bytes, list[Laid]]:
    """One PDF with the sheet of each exhibit (they share their fonts), and where each lies.

    `linked`: the exhibits' pages lie in the same file; otherwise places are named without a link.
    """
    say = _Words(names, lang)
    document, laid = Sheet(), []
    for number, about in enumerate(abouts):
        if number:
            document.new_page()
        first, links = document.pages - 1, len(document.links)
        _one(document, about, say, linked)
        laid.append(Laid(first, document.pages, [replace(k, sheet=k.sheet - first) for k in document.links[links:]]))
    return document.finished(), laid


def _one(laid: Sheet, about: About, say: _Words, linked: bool) -> None:
    laid.paragraph(f"{say('exhibit', number=about.number)} · {about.title}", "bold", 17, after=6)
    if about.order:
        laid.paragraph(f"{say('order')} {about.order}", "bold", 11.5, after=6)
    laid.rule()
    laid.paragraph(say("intro"), size=9, grey=0.35, after=8)
    if about.look:
        laid.paragraph(f"{say('look')}{_at(about, say)}: {about.look}", "bold", 11.5, after=10)
    for label, value in _rows(about, say):
        laid.row((label, value), (_LABEL, _WIDE - _LABEL))
    if about.signed_copy:
        laid.paragraph(say("signed"), size=9.5, after=4)
    if about.copied:
        laid.paragraph(say("copied", pages=about.copied), size=9.5, after=4)
    if about.locators:
        _places(laid, about.locators, say, linked)
    if about.cover is not None:
        _cover(laid, about, say)
    if about.stills:
        _stills(laid, about, say)


def _at(about: About, say: _Words) -> str:
    """The pages or times to look at, as ' (pages 2–3, 5)'; nothing where there is one page only, none is known, or the words name it."""
    if _NAMED.search(about.look):
        return ""
    if about.seconds:
        times = list(dict.fromkeys(place.at for place in about.locators if place.at))
        return f" ({', '.join(times)})" if times else ""
    pages = sorted({place.page for place in about.locators if place.page})
    if about.pages < 2 or not pages:
        return ""
    return f" ({say('look-page' if len(pages) == 1 else 'look-pages', pages=ranges(pages))})"


class _Words:
    """Words of the sheet in one language."""

    def __init__(self, names: Names, lang: Language) -> None:
        self._names, self._lang = names, lang

    def __call__(self, key: str, **values: object) -> str:
        text = word(self._names, "sheet", key, self._lang)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


def _rows(about: About, say: _Words) -> list[tuple[str, str]]:
    rows: Mapping[str, str] = {
        say("reference"): about.reference,
        say("case"): about.platform_case,
        say("file"): about.file,
        say("date"): about.date,
        say("period"): about.period,
        say("language"): about.language,
        say("pages"): str(about.pages) if about.pages and not about.seconds else "",
        say("length"): say("seconds", number=round(about.seconds)) if about.seconds else "",
        say("link"): about.link,
        say("masked"): say("personal") if about.masked else "",
        say("original"): about.sha256,
    }
    return [(label, value) for label, value in rows.items() if value]


def _places(laid: Sheet, locators: Sequence[Locator], say: _Words, linked: bool) -> None:
    laid.y -= 8
    widths = (46.0, 92.0, 195.0, _WIDE - 333.0)
    head = (say("time" if any(place.at for place in locators) else "page"), say("place"), say("text"), say("fact"))
    laid.row(head, widths, "bold", 9)
    for place in locators[:MOST_PLACES]:
        laid.row(
            (place.at or str(place.page or "–"), where(place.box, say), _short(place.text), _short(place.fact)), widths, size=9,
            link=place.page if linked and not place.at else None,
        )


def where(box: tuple[float, float, float, float] | None, say: _Words) -> str:
    """A place on a page in words: top, middle or bottom; left, centre or right."""
    if box is None:
        return "–"
    high, wide = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2
    rows, columns = ("place-top", "place-middle", "place-bottom"), ("place-left", "place-centre", "place-right")
    return f"{say(rows[min(2, int(high * 3))])}, {say(columns[min(2, int(wide * 3))])}"


def _short(text: str, most: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _cover(laid: Sheet, about: About, say: _Words) -> None:
    """The cover sheet of a translation, on a page of its own."""
    cover = about.cover
    assert cover is not None
    laid.new_page()
    laid.paragraph(say("cover"), "bold", 15, after=6)
    laid.rule()
    laid.paragraph(say("cover-intro"), size=10, after=8)
    rows = (
        (say("exhibit", number=about.number), about.title), (say("order"), about.order), (say("source-language"), cover.language),
        (say("original-pages"), str(cover.original_pages)), (say("translation-pages"), str(cover.translation_pages)),
        (say("certified"), cover.certified_by or "____________________"), (say("file"), about.file),
        (say("original"), cover.original_sha256), (say("translation"), cover.translation_sha256),
    )
    for label, value in rows:
        if value:
            laid.row((label, value), (_LABEL, _WIDE - _LABEL))
    laid.y -= 6
    laid.paragraph(say("cover-limits"), size=9, grey=0.35)


def _stills(laid: Sheet, about: About, say: _Words) -> None:
    """Frames of a video with their times, on a page of their own."""
    laid.new_page()
    laid.paragraph(f"{say('exhibit', number=about.number)} · {say('stills')}", "bold", 13, after=12)
    laid.picture(picture.jpeg(contact(about.stills), 80), 640)


def clock(seconds: float) -> str:
    """A time in a video: 01:07."""
    whole = int(seconds)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def contact(stills: Sequence[tuple[float, Image]], wide: int = 1350, columns: int = 3) -> Image:
    """Frames in rows, each with its time below it."""
    from PIL import Image as images
    from PIL import ImageDraw, ImageFont

    from appealdocs.resources import fonts

    columns = min(columns, max(1, len(stills)))
    cell = wide // columns
    high = max(round(cell * f.height / f.width) for _, f in stills)
    font = ImageFont.truetype(str(fonts() / "PTF75F.ttf"), 30)
    rows = -(-len(stills) // columns)
    page = images.new("RGB", (cell * columns, rows * (high + 46)), "white")
    draw = ImageDraw.Draw(page)
    for index, (at, frame) in enumerate(stills):
        x, y = index % columns * cell, index // columns * (high + 46)
        factor = min((cell - 8) / frame.width, high / frame.height)
        small = frame.resize((max(1, round(frame.width * factor)), max(1, round(frame.height * factor))), images.Resampling.LANCZOS)
        page.paste(small, (x + 4, y))
        draw.text((x + 6, y + small.height + 4), clock(at), fill="black", font=font)
    return page
