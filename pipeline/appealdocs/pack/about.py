"""What the sheet of an exhibit says: from the case while planning, from the approved letter and its proofs when the package is built."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from appealdocs.locale_ import write
from appealdocs.model.case import Evidence
from appealdocs.model.dossier import Dossier
from appealdocs.model.fact import Shown
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.model.text import Language
from appealdocs.pack import film
from appealdocs.pack.material import FILM_STILLS, Film, Material
from appealdocs.pack.sheets import MOST_PLACES, About, Cover, Locator, clock
from appealdocs.pack.source import Source
from appealdocs.pack.words import Names, word
from appealdocs.reading import limits

if TYPE_CHECKING:
    from PIL.Image import Image

_IDS: Final = ("order-id", "tracking", "sku", "id")
Stills = Mapping[str, Sequence[tuple[float, "Image"]]]
"""Frames of the videos by evidence id."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of exhibits in one language. Without `letter` and `report`: in the case's own words, as long as they will be."""

    dossier: Dossier
    names: Names
    letter: Letter | None = None
    report: Report | None = None

    @property
    def lang(self) -> Language:
        return self.dossier.pack.language

    def about(self, materials: Sequence[Material], file: str, stills: Stills, signed_copy: bool = False, copied: str = "") -> About:
        """One exhibit: its original and, if there is one, its translation. `file` as it will be named."""
        original = next(m for m in materials if m.source.role == "original")
        source, item = original.source, original.source.evidence
        period = f"{write.date(item.from_, self.lang)} – {write.date(item.to, self.lang)}" if item.from_ and item.to else ""
        case = self.dossier.case
        return About(
            source.number, word(self.names, "exhibit", item.type, self.lang), self.dossier.letter_reference,
            case.platform_case or (self.dossier.notice.platform_case.value if self.dossier.notice and self.dossier.notice.platform_case else ""),
            ", ".join(orders_of(item, self.dossier)), self.look(item), file, write.date(item.date, self.lang) if item.date else "", period,
            self._language(item.language), original.pages, original.seconds, item.link, source.reading.sha256,
            any(m.masked for m in materials), signed_copy, copied, self._locators(source, original.seconds),
            self._cover(materials), stills.get(item.id, ()) if isinstance(original, Film) else (),
        )

    def look(self, item: Evidence) -> str:
        """What to look at, in the letter's language."""
        if item.shows is None:
            return ""
        field = f"evidence[{self.dossier.case.evidence.index(item)}].shows"
        if self.letter is None:
            return item.shows.text.best(self.lang)
        said = [s.target or s.source for s in self.letter.segments.values() if s.field == field]
        return " ".join(said) or item.shows.text[self.lang]

    def _language(self, key: str) -> str:
        table = self.names.get("language", {})
        return str(table.get(key, {}).get(self.lang, "")) if key else ""

    def _locators(self, source: Source, seconds: float) -> list[Locator]:
        """The places that show the letter's facts; while planning, as many places as there can be."""
        if self.report is None:
            return [Locator(f.page, f.box, f.quote, f.quote[:60]) for f in source.reading.found[:MOST_PLACES]]

        def time(page: int) -> str:
            # the reader looks at VIDEO_FRAMES frames, each in the middle of its stretch of the video
            return clock(seconds * (page - 0.5) / limits.VIDEO_FRAMES) if seconds else ""

        shown = [
            (proof, place) for proof in self.report.proofs for place in proof.shown
            if place.evidence == source.evidence.id and place.file == source.file and place.page is not None
        ]
        # a carrier's name stands on each of its pages: it is no place to look at while there is any other
        shown = [entry for entry in shown if entry[0].fact.kind != "carrier"] or shown
        rows: dict[tuple[int, str], tuple[Shown, list[str]]] = {}
        for proof, place in shown:
            assert place.page is not None
            # what OCR reads beside an id in a moving picture is mostly noise: the id alone is quoted
            quote = str(proof.fact.value) if seconds and proof.fact.kind in _IDS and str(proof.fact.value) in place.quote else place.quote
            rows.setdefault((place.page, _plain(quote)), (place, []))[1].append(proof.written)
        found = [Locator(page, place.box, quote, _facts(written), time(page)) for (page, quote), (place, written) in rows.items()]
        return sorted(found, key=lambda k: (k.page or 0, k.box[1] if k.box else 0.0))[:MOST_PLACES]

    def _cover(self, materials: Sequence[Material]) -> Cover | None:
        translation = next((m for m in materials if m.source.role == "translation"), None)
        if translation is None:
            return None
        original = next(m for m in materials if m.source.role == "original")
        item = original.source.evidence
        return Cover(
            self._language(item.language), original.pages, translation.pages, item.certified_by,
            original.source.reading.sha256, translation.source.reading.sha256,
        )


def _plain(quote: str) -> str:
    """A line as it was read, without the marks at its ends that are no words: frames and buttons that OCR takes for letters."""
    words = quote.split()
    while words and not any(c.isalnum() for c in words[0]):
        del words[0]
    while words and not any(c.isalnum() for c in words[-1]):
        del words[-1]
    return " ".join(words) or quote


def _facts(written: Sequence[str]) -> str:
    """The facts that one line shows, each once; '22 September 2026' goes without saying beside '22 September 2026 at 18:00'."""
    once = list(dict.fromkeys(written))
    return "; ".join(w for w in once if not any(w != other and re.search(rf"(?<!\w){re.escape(w)}(?!\w)", other) for other in once))


def orders_of(item: Evidence, dossier: Dossier) -> tuple[str, ...]:
    """The orders that a piece of evidence belongs to: those that it names, else the only one of the case."""
    if item.order_ids:
        return tuple(dict.fromkeys(item.order_ids))
    orders = dossier.case.orders
    return (orders[0].id,) if len(orders) == 1 else ()


def stills_of(materials: Sequence[Material]) -> Stills:
    """Frames of each video."""
    import av

    made: dict[str, Sequence[tuple[float, Image]]] = {}
    for material in materials:
        if isinstance(material, Film):
            try:
                made[material.source.evidence.id] = list(film.stills(material.data, material.kind, FILM_STILLS))  # type: ignore[arg-type]
            except (av.error.FFmpegError, ValueError):
                made[material.source.evidence.id] = ()
    return made
