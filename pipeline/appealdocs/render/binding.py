"""Spaces that must not end a line: after a number sign, a short preposition, between 'Exhibit' and its number.

The words stay the same: a space becomes a non-breaking one, on paper alone (what a person reviews is never changed).
"""

from __future__ import annotations

import re

from appealdocs.model.text import Language

_NBSP = "\u00a0"
_LISTED = re.compile(r"(?<=\d) (and|и) (?=\d)")
_BEFORE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<!\w)(Co\.,|Exhibits?|Appendix|No\.|SKUs?|ID|DC|page|a|I) (?=\S|$)"),
    "ru": re.compile(
        r"(?<!\w)(Co\.,|№|§|Приложени[еюям]\w?|[Пп]ункт\w?|[ВвКкСсОоУуИиАаЯя]|[Вв]о|[Кк]о|[Сс]о|[Оо]б|[Пп]о|[Нн]а|[Нн]е|[Зз]а|[Оо]т|[Дд]о|[Ии]з) (?=\S|$)"
    ),
    "zh": re.compile(r"(?!)"),
}
_AFTER: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<=\d) (pages?|days?|hours?|AED|SAR|USD)(?!\w)"),
    "ru": re.compile(r"(?<=\d) (л\.|экз\.|г\.|гг\.|с|руб\.|₽|шт\.|%)(?!\w)|(?<=\S) (–|—)(?= )"),
    "zh": re.compile(r"(?!)"),
}


def bound(text: str, language: Language) -> str:
    """The text with non-breaking spaces where a line must not end."""
    if " " not in text:
        return text
    text = _LISTED.sub(rf"{_NBSP}\1{_NBSP}", text)
    text = _BEFORE[language].sub(_after, text)
    return _AFTER[language].sub(_before, text)


def _after(match: re.Match[str]) -> str:
    return match[1] + _NBSP


def _before(match: re.Match[str]) -> str:
    return _NBSP + match[0].strip()
