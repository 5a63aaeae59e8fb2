"""Every flag that can be raised: how grave it is, how much it weighs in the order of review, and its MQM category.

Critical: would lose the appeal or the money (a wrong fact, an admission). Major: a person must look. Minor: advice.
MQM names: https://themqm.org, W3C list of 2019 (shared/research/translation.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from appealdocs.model.letter import Flag, FlagSeverity
from appealdocs.model.text import Text2


class Entry(NamedTuple):
    """`weight`: 0..1, the chance of harm that the flag stands for."""

    severity: FlagSeverity
    weight: float
    mqm: str


FLAGS: Mapping[str, Entry] = {
    "number-changed": Entry("critical", 0.9, "accuracy/mistranslation"),
    "number-missing": Entry("critical", 0.8, "accuracy/omission"),
    "number-added": Entry("critical", 0.8, "accuracy/addition"),
    "number-swapped": Entry("critical", 0.8, "accuracy/mistranslation"),
    "number-magnitude": Entry("critical", 0.95, "accuracy/mistranslation"),
    "number-limit": Entry("critical", 0.85, "accuracy/mistranslation"),
    "date-changed": Entry("critical", 0.9, "locale-conventions/date-format"),
    "date-swapped": Entry("critical", 0.9, "locale-conventions/date-format"),
    "date-missing": Entry("critical", 0.8, "accuracy/omission"),
    "date-added": Entry("critical", 0.8, "accuracy/addition"),
    "time-changed": Entry("critical", 0.85, "accuracy/mistranslation"),
    "time-missing": Entry("major", 0.6, "accuracy/omission"),
    "time-added": Entry("major", 0.6, "accuracy/addition"),
    "time-zone-changed": Entry("critical", 0.85, "accuracy/mistranslation"),
    "time-zone-missing": Entry("major", 0.6, "accuracy/omission"),
    "money-changed": Entry("critical", 0.95, "accuracy/mistranslation"),
    "money-currency": Entry("critical", 0.95, "locale-conventions/currency-format"),
    "money-missing": Entry("critical", 0.85, "accuracy/omission"),
    "money-added": Entry("critical", 0.85, "accuracy/addition"),
    "unit-changed": Entry("critical", 0.85, "locale-conventions/measurement-format"),
    "id-changed": Entry("critical", 0.95, "accuracy/do-not-translate"),
    "id-transposed": Entry("critical", 0.95, "accuracy/do-not-translate"),
    "id-missing": Entry("critical", 0.9, "accuracy/omission"),
    "id-added": Entry("critical", 0.9, "accuracy/addition"),
    "id-case": Entry("major", 0.5, "accuracy/do-not-translate"),
    "name-changed": Entry("critical", 0.9, "accuracy/mistranslation"),
    "name-missing": Entry("major", 0.5, "accuracy/omission"),
    "name-added": Entry("major", 0.6, "accuracy/addition"),
    "name-unknown": Entry("minor", 0.2, "accuracy/addition"),
    "name-translated": Entry("minor", 0.25, "accuracy/do-not-translate"),
    "name-spelling": Entry("major", 0.5, "terminology/inconsistent-use"),
    "negation-lost": Entry("critical", 0.9, "accuracy/mistranslation"),
    "negation-added": Entry("critical", 0.9, "accuracy/mistranslation"),
    "negation-doubtful": Entry("major", 0.5, "accuracy/mistranslation"),
    "negation-advice": Entry("minor", 0.25, "accuracy/mistranslation"),
    "negation-opposite": Entry("critical", 0.8, "accuracy/mistranslation"),
    "negation-broken": Entry("critical", 0.9, "linguistic-conventions/grammar"),
    "negation-limit": Entry("critical", 0.85, "accuracy/mistranslation"),
    "speech-act-admission-added": Entry("critical", 0.95, "accuracy/mistranslation"),
    "speech-act-admission-lost": Entry("minor", 0.3, "accuracy/mistranslation"),
    "speech-act-blame-shifted": Entry("critical", 0.9, "accuracy/mistranslation"),
    "speech-act-denial-lost": Entry("critical", 0.9, "accuracy/mistranslation"),
    "speech-act-promise-added": Entry("major", 0.6, "accuracy/mistranslation"),
    "speech-act-promise-weakened": Entry("major", 0.5, "accuracy/mistranslation"),
    "speech-act-request-lost": Entry("minor", 0.2, "accuracy/omission"),
    "speech-act-duty-weakened": Entry("critical", 0.7, "accuracy/mistranslation"),
    "speech-act-duty-strengthened": Entry("critical", 0.7, "accuracy/mistranslation"),
    "speech-act-duty-changed": Entry("major", 0.6, "accuracy/mistranslation"),
    "speech-act-admission-changed": Entry("major", 0.7, "accuracy/mistranslation"),
    "term-missing": Entry("minor", 0.25, "terminology/wrong-term"),
    "term-forbidden": Entry("minor", 0.3, "terminology/wrong-term"),
    "script-han-left": Entry("critical", 0.95, "accuracy/untranslated"),
    "script-cyrillic-left": Entry("critical", 0.9, "accuracy/untranslated"),
    "script-other-left": Entry("critical", 0.9, "accuracy/untranslated"),
    "script-lookalike": Entry("major", 0.6, "linguistic-conventions/character-encoding"),
    "script-garbled": Entry("critical", 0.9, "linguistic-conventions/character-encoding"),
    "script-hidden": Entry("major", 0.5, "linguistic-conventions/character-encoding"),
    "language-copied": Entry("critical", 0.95, "accuracy/untranslated"),
    "language-mixed": Entry("critical", 0.8, "accuracy/untranslated"),
    "language-unsure": Entry("minor", 0.2, "accuracy/untranslated"),
    "omission-empty": Entry("critical", 1.0, "accuracy/omission"),
    "omission-content": Entry("major", 0.6, "accuracy/omission"),
    "omission-sentence": Entry("major", 0.7, "accuracy/omission"),
    "addition-content": Entry("major", 0.6, "accuracy/addition"),
    "addition-sentence": Entry("major", 0.7, "accuracy/addition"),
    "repetition-word": Entry("major", 0.5, "linguistic-conventions/duplication"),
    "repetition-loop": Entry("critical", 0.9, "accuracy/addition"),
    "placeholder-left": Entry("critical", 0.9, "design-and-markup/missing-markup"),
    "placeholder-missing": Entry("critical", 0.9, "design-and-markup/missing-markup"),
    "placeholder-doubled": Entry("critical", 0.9, "design-and-markup/questionable-markup"),
    "placeholder-repaired": Entry("minor", 0.2, "design-and-markup/questionable-markup"),
    "placeholder-moved": Entry("minor", 0.2, "design-and-markup/questionable-markup"),
    "punctuation-fullwidth": Entry("major", 0.4, "locale-conventions"),
    "punctuation-quotes": Entry("minor", 0.1, "linguistic-conventions/punctuation"),
    "punctuation-brackets": Entry("minor", 0.15, "linguistic-conventions/punctuation"),
    "punctuation-end": Entry("minor", 0.15, "linguistic-conventions/punctuation"),
    "punctuation-spaces": Entry("minor", 0.1, "linguistic-conventions/whitespace"),
    "punctuation-number-sign": Entry("minor", 0.1, "locale-conventions"),
    "inconsistent-target": Entry("minor", 0.3, "terminology/inconsistent-use"),
    "inconsistent-source": Entry("minor", 0.25, "accuracy/mistranslation"),
}  # fmt: skip

LANGUAGE_NAMES: Mapping[str, tuple[str, str, str]] = {
    "en": ("english", "English", "英语"), "ru": ("russian", "Russian", "俄语"), "zh": ("chinese", "Chinese", "中文"), "uk": ("ukrainian", "Ukrainian", "乌克兰语"),
    "bg": ("bulgarian", "Bulgarian", "保加利亚语"), "kk": ("kazakh", "Kazakh", "哈萨克语"), "mk": ("macedonian", "Macedonian", "马其顿语"),
    "be": ("belarusian", "Belarusian", "白俄罗斯语"), "sr": ("serbian", "Serbian", "塞尔维亚语"), "ja": ("japanese", "Japanese", "日语"), "ko": ("korean", "Korean", "韩语"),
    "ar": ("arabic", "Arabic", "阿拉伯语"), "de": ("german", "German", "德语"), "fr": ("french", "French", "法语"), "es": ("spanish", "Spanish", "西班牙语"),
    "it": ("italian", "Italian", "意大利语"), "pt": ("portuguese", "Portuguese", "葡萄牙语"), "nl": ("dutch", "Dutch", "荷兰语"), "pl": ("polish", "Polish", "波兰语"),
    "tr": ("turkish", "Turkish", "土耳其语"), "id": ("indonesian", "Indonesian", "印尼语"), "el": ("greek", "Greek", "希腊语"),
}  # fmt: skip
"""ISO 639-1: the word in the flag's name, English, Chinese."""

KINDS = (
    "number", "date", "time", "money", "unit", "id", "name", "negation", "speech-act", "term", "script", "language", "omission", "addition", "repetition",
    "placeholder", "punctuation", "inconsistent",
)  # fmt: skip
"""What the name of a flag begins with (contract.md, section 2)."""


def flag(name: str, en: str, zh: str) -> Flag:
    """A flag of the catalogue with its reason. Languages have a flag each: `language-ukrainian`."""
    entry = FLAGS.get(name) or (FLAGS["language-mixed"] if name.startswith("language-") else None)
    if entry is None:
        raise KeyError(name)
    return Flag(name, entry.severity, Text2(en, zh), entry.weight)


def kind(name: str) -> str:
    """The kind that a flag's name begins with; "" for none of ours."""
    return next((k for k in KINDS if name == k or name.startswith(f"{k}-")), "")
