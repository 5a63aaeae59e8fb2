"""Spaces that must not end a line: after a number sign, a short preposition, between 'Exhibit' and its number, a day and its month.

The words stay the same: a space becomes a non-breaking one, on paper alone (what a person reviews is never changed).
"""

from __future__ import annotations

import re

from appealdocs.expressions import compiled
from appealdocs.model.text import Language

_NBSP = "\u00a0"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS_RU = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_LISTED = compiled(r"(?<=\d) (and|и) (?=\d)")
_BEFORE: dict[Language, re.Pattern[str]] = {
    "en": compiled(r"(?<!\w)(Co\.,|Exhibits?|Appendix|Order(?= ID)|Case(?= ID)|No\.|SKUs?|ID|DC|page|a|I) (?=\S|$)"),
    "ru": compiled(
        r"(?<!\w)(Co\.,|№|§|Приложени[еюям]\w?|[Пп]ункт\w?|[ВвКкСсОоУуИиАаЯя]|[Вв]о|[Кк]о|[Сс]о|[Оо]б|[Пп]о|[Нн]а|[Нн]е|[Зз]а|[Оо]т|[Дд]о|[Ии]з) (?=\S|$)"
    ),
    "zh": compiled(r"(?!)"),
}
_AFTER: dict[Language, re.Pattern[str]] = {
    "en": compiled(rf"(?<=\d) (pages?|days?|hours?|AED|SAR|USD|{_MONTHS_EN})(?!\w)"),
    "ru": compiled(rf"(?<=\d) ({_MONTHS_RU}|л\.|экз\.|г\.|гг\.|с|руб\.|₽|шт\.|%)(?!\w)|(?<=\S) (–|—)(?= )"),
    "zh": compiled(r"(?!)"),
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
