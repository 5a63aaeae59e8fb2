"""Papers in another language, and pictures in place of originals (Ozon)."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import IMAGES, judged
from appealdocs.model.case import Evidence
from appealdocs.model.reading import Reading

_ONLY = 0.95
"""Share of the platform's language from which a paper is in no second one."""


def certified_translation(context: Context, params: Params) -> Iterator[Hit]:
    """A paper in another language comes with its translation; a translation that nobody certified is told by its neighbour."""
    for index, item in context.evidence_of():
        if item.type in params["exempt"] or item.translation:
            continue
        language = language_of(context, item, params)
        if language and language != context.pack.language:
            values = {"file": item.file, "language": words.language(language), "wanted": words.language(context.pack.language)}
            yield Hit(context.evidence_at(index), values)


def language_of(context: Context, item: Evidence, params: Params) -> str:
    """The language of a paper: what its letters show where there are enough of them, else as declared; '' if unknown."""
    reading = context.reading(item)
    if reading is None or not reading.sound:
        return ""
    shares = dict(reading.languages)
    letters = sum(c.isalpha() for c in reading.text)
    own = context.pack.language
    if judged(reading) and letters >= int(params["letters"]) and shares:
        share = shares.get(own, 0.0)
        if item.language not in ("", own) and share >= _ONLY:
            return item.language  # a person says what it is: either the language is wrong there, or the file
        if share >= float(params["share"]):
            return own
        return max((s, lang) for lang, s in shares.items())[1]
    return item.language


def original_documents(context: Context, params: Params) -> Iterator[Hit]:
    """A bare translation, or a screenshot where the paper itself exists."""
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is None or not reading.sound:
            continue
        if item.translation and not item.certified_by:
            yield Hit(context.evidence_at(index), {"file": item.file, "translation": item.translation}, "bare")
        elif item.type in params["originals"] and _screenshot(reading):
            yield Hit(context.evidence_at(index), {"file": item.file, "type": words.evidence_type(item.type)})


def _screenshot(reading: Reading) -> bool:
    """A picture that no camera or scanner made."""
    return reading.kind in IMAGES and not reading.metadata.exif_time and not reading.metadata.creator
