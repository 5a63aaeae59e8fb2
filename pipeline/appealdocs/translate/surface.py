"""Write another value in the place of one that stands in a text, in the same dress where that is possible.

'на 4 дня' with 3 for 4 keeps its words; '4 days' with 1 becomes '1 day' by locale code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact, Mention, Quantity

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names

_DIGITS = compiled(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_CYRILLIC = compiled(r"[А-Яа-яЁё]")
_NAMED = frozenset({"name", "carrier", "place"})


def rewrite(
    mention: Mention, old: Fact, new: Fact, language: str, same_form: bool, names: Names | None, zone: ZoneInfo | None
) -> str | None:
    """The words for `new` where `mention` says `old`; None if there is no way to write it (a name with no writing).

    `same_form`: the new number asks for the same forms as the old one, so the words around the digits may stay.
    """
    if isinstance(new.value, Quantity) and same_form:
        kept = _digits_swapped(mention.text, new, language)
        if kept is not None:
            return kept
    if new.kind in _NAMED:
        return _name(new, mention.text, names)
    if isinstance(new.value, str) and new.kind != "date":
        value = str(old.value)
        return mention.text.replace(value, new.value) if value in mention.text else new.value
    from appealdocs.facts.write import write

    written = write(new, language, zone)
    return written + "." if mention.text.endswith(".") and not written.endswith(".") else written


def _digits_swapped(text: str, new: Fact, language: str) -> str | None:
    """The text with its digits replaced by those of the new value; None if the digits do not stand one for one."""
    from appealdocs.locale_.write import number

    values: list[Any] = [value.value for value in (new.value, new.to) if isinstance(value, Quantity)]
    if len(_DIGITS.findall(text)) != len(values):
        return None
    left = iter(values)
    return _DIGITS.sub(lambda _: number(next(left), language), text)


def _name(new: Fact, there: str, names: Names | None) -> str | None:
    """A writing of a name in the script of the one that stands there; Latin where there is none."""
    writings = names.writings(new.kind, str(new.value)) if names else [str(new.value)]
    if _CYRILLIC.search(there):
        found = next((w for w in writings if _CYRILLIC.search(w)), None)
        if found:
            return found
    return next((w for w in writings if w.isascii()), None)
