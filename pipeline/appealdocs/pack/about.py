"""What the sheet of an exhibit says: from the case while planning, from the approved letter and its proofs when the package is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appealdocs.locale_ import write
from appealdocs.model.case import Evidence
from appealdocs.model.dossier import Dossier
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
            source.number, word(self.names, "exhibit", item.type, self.lang), self.dossier.reference,
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

        found: dict[tuple[object, ...], Locator] = {}
        for proof in self.report.proofs:
            for shown in proof.shown:
                if shown.evidence == source.evidence.id and shown.file == source.file and shown.page is not None:
                    found.setdefault((shown.page, shown.quote, proof.written), Locator(
                        shown.page, shown.box, shown.quote, proof.written, time(shown.page)
                    ))
        return sorted(found.values(), key=lambda k: (k.page or 0, k.box[1] if k.box else 0.0))[:MOST_PLACES]

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
