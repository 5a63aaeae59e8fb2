"""Texts in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en", "ru"]
LANGUAGES: tuple[Language, ...] = ("zh", "en", "ru")


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
