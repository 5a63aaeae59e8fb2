"""Texts in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from appealdocs.expressions import compiled

Language = Literal["zh", "en", "ru"]
LANGUAGES: tuple[Language, ...] = ("zh", "en", "ru")

_UNSEEN = compiled("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Text of a case as a message may show it: line ends are spaces, and what would steer a terminal or turn the direction of
    reading is written out (`\\x1b`, `\\u202e`)."""
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), re.sub(r"[\t-\r\x85\u2028\u2029]", " ", text))


@dataclass(frozen=True, slots=True)
class Text2:
    """A message for people, in English and Chinese; both always filled."""

    en: str
    zh: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the seller in one or more languages (`""` where it is not given)."""

    zh: str = ""
    en: str = ""
    ru: str = ""

    def __getitem__(self, lang: str) -> str:
        """The text in exactly this language, `""` if there is none."""
        if lang not in LANGUAGES:
            raise KeyError(lang)
        return str(getattr(self, lang))

    def best(self, lang: str) -> str:
        """The text in `lang`, else English, else whatever there is (names stay Latin in Chinese letters)."""
        return self[lang] or self.en or self.zh or self.ru

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(lang for lang in LANGUAGES if self[lang])

    def __bool__(self) -> bool:
        return bool(self.zh or self.en or self.ru)
