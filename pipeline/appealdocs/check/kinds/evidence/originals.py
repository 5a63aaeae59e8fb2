"""Papers in another language, and pictures in place of originals (Ozon)."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import IMAGES, judged
from appealdocs.model.case import Evidence
from appealdocs.model.reading import Reading
from appealdocs.model.text import Text2

_NAMES = {
    "zh": Text2("Chinese", "中文"),
    "en": Text2("English", "英文"),
    "ru": Text2("Russian", "俄文"),
    "ar": Text2("Arabic", "阿拉伯文"),
}


def certified_translation(context: Context, params: Params) -> Iterator[Hit]:
    """A paper in another language comes with its translation; a translation that nobody certified is told by its neighbour."""
    for index, item in context.evidence_of():
        if item.type in params["exempt"] or item.translation:
            continue
        language = language_of(context, item, params)
        if language and language != context.pack.language:
            values = {"file": item.file, "language": _name(language), "wanted": _name(context.pack.language)}
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
        if shares.get(own, 0.0) >= float(params["share"]):
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
            yield Hit(context.evidence_at(index), {"file": item.file, "type": item.type})


def _screenshot(reading: Reading) -> bool:
    """A picture that no camera or scanner made."""
    return reading.kind in IMAGES and not reading.metadata.exif_time and not reading.metadata.creator


def _name(language: str) -> Text2:
    return _NAMES.get(language, Text2(language, language))
