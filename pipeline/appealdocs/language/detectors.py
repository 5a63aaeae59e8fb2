"""The two statistical detectors, asked only where letters and words cannot decide. Both load at first use.

lingua 2.1.1, restricted to the languages that can be meant (its single-language mode calls 88 % of Ukrainian Russian),
and langdetect, seeded and asked for its probabilities, as second opinion: it knows no Kazakh.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Family = Literal["cyrillic", "latin"]

_LINGUA: dict[Family, tuple[str, ...]] = {
    "cyrillic": ("RUSSIAN", "UKRAINIAN", "BELARUSIAN", "BULGARIAN", "MACEDONIAN", "SERBIAN", "KAZAKH"),
    "latin": ("ENGLISH", "GERMAN", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH", "TURKISH", "INDONESIAN"),
}


@lru_cache(maxsize=4)
def _lingua(family: Family, accurate: bool):  # type: ignore[no-untyped-def]  # lingua's builder type is only known after the heavy import
    from lingua import Language, LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in _LINGUA[family]))
    return (builder if accurate else builder.with_low_accuracy_mode()).build()


@lru_cache(maxsize=4096)
def lingua(text: str, family: Family, accurate: bool = True) -> tuple[str, float]:
    """lingua's best language of the family as ISO 639-1 code with its confidence 0..1; ("", 0.0) if it has none.

    Not `accurate`: three-letter models only, which load in a tenth of the time (0.4 s for 4 s) and are too sure of short texts.
    """
    values = _lingua(family, accurate).compute_language_confidence_values(text)
    if not values or values[0].value <= 0:
        return "", 0.0
    return values[0].language.iso_code_639_1.name.lower(), float(values[0].value)


@lru_cache(maxsize=4096)
def langdetect(text: str) -> tuple[str, float]:
    """langdetect's best language with its probability, the same on every run; ("", 0.0) if it finds no features."""
    from langdetect import DetectorFactory, detect_langs  # type: ignore[import-untyped]
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return "", 0.0  # 'no features in text': it has no opinion, which is an answer
    return str(best.lang), float(best.prob)
