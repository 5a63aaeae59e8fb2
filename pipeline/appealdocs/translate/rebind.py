"""Carry the values of a new sentence over into the translation of an old one: '延误4天' takes over '延误6天'.

By value, not by string: the facts of the stored source must be found again in the stored target (6 days, 6 дней), and each
is then written anew by locale code. Whatever cannot be proven this way is not carried over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact, Mention, Quantity
from appealdocs.translate.skeleton import tidy
from appealdocs.translate.surface import rewrite

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names

_NUMERAL = compiled(
    r"\d[\d.,\u00a0\u202f]*|[〇零一二两三四五六七八九十百千万亿半]+|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
"""The number within '4 days': what else stands there (what is counted) belongs to the sentence."""
_NAMED = frozenset({"name", "carrier", "place"})
_IDS = frozenset({"order-id", "tracking", "sku", "id"})


@dataclass(frozen=True, slots=True)
class Rebound:
    """A target that carries the asked values. `safe`: no ending can have become wrong by it."""

    target: str
    adapted: bool
    safe: bool


def rebind(
    stored: tuple[str, str],
    asked: str,
    languages: tuple[str, str],
    names: Names | None = None,
    zone: ZoneInfo | None = None,
    same_shape: bool = True,
) -> Rebound | None:
    """The target of the pair `stored` (source, target) with the values of `asked`; None if the sentences differ in more
    than values, or a value cannot be found in the target beyond doubt.

    Without `same_shape` other words may differ too, as long as both sentences hold values of the same kinds in order: for
    a suggestion, whose words a person looks at anyway.
    """
    from appealdocs.facts.compare import same
    from appealdocs.facts.parse import parse

    source_language, target_language = languages
    old = parse(stored[0], source_language, names, zone)
    new = parse(asked, source_language, names, zone)
    alike = (shape(stored[0], old), shape(asked, new)) if same_shape else (_kinds(old), _kinds(new))
    if alike[0] != alike[1]:
        return None
    pairs = [(a.fact, b.fact) for a, b in zip(old, new, strict=True)]
    if all(a == b for a, b in pairs):
        return Rebound(stored[1], adapted=False, safe=True)
    there = parse(stored[1], target_language, names, zone)
    found = _assign(pairs, there)
    if found is None:
        return None
    target = _written(stored[1], there, found, target_language, names, zone)
    if target is None:
        return None
    again = [mention.fact for mention in parse(target, target_language, names, zone)]
    wanted = [found[at][1] if at in found else mention.fact for at, mention in enumerate(there)]
    if len(again) != len(wanted) or not all(map(same, wanted, again)):
        return None
    safe = all(_steady(before, after, target_language) for before, after in found.values())
    return Rebound(target, adapted=True, safe=safe and len(there) <= len(old))


def shape(text: str, mentions: Sequence[Mention]) -> str:
    """The sentence with each value as a mark of its kind: two sentences of one shape differ in values only."""
    parts, at = [], 0
    for mention in mentions:
        parts += [text[at : mention.start], f"\ue000{_kind(mention)}\ue001"]
        at = mention.end
    return tidy("".join([*parts, text[at:]]))


def _kinds(mentions: Sequence[Mention]) -> list[str]:
    return [_kind(mention) for mention in mentions]


def _kind(mention: Mention) -> str:
    fact = mention.fact
    if fact.kind in _IDS:
        return "id"
    if isinstance(fact.value, Quantity):
        return _NUMERAL.sub("#", mention.text)
    return f"{fact.kind}{'-' if fact.to is not None else ''}"


def _assign(pairs: Sequence[tuple[Fact, Fact]], there: Sequence[Mention]) -> dict[int, tuple[Fact, Fact]] | None:
    """Which mention of the target carries which change; None if that is not certain."""
    from appealdocs.facts.compare import same

    found: dict[int, tuple[Fact, Fact]] = {}
    for before, _ in pairs:
        alike = [(old, new) for old, new in pairs if same(old, before)]
        if all(old == new for old, new in alike):
            continue
        spots = [at for at, mention in enumerate(there) if same(mention.fact, before)]
        one = all(new == alike[0][1] for _, new in alike)
        if not spots or (not one and len(spots) != len(alike)):
            return None
        for number, spot in enumerate(spots):
            change = alike[0 if one else number]
            if found.setdefault(spot, change) != change:
                return None
    return found


def _written(
    target: str,
    there: Sequence[Mention],
    found: dict[int, tuple[Fact, Fact]],
    language: str,
    names: Names | None,
    zone: ZoneInfo | None,
) -> str | None:
    for at in sorted(found, reverse=True):
        mention, (old, new) = there[at], found[at]
        words = rewrite(mention, old, new, language, _agrees(old, new, language), names, zone)
        if words is None:
            return None
        target = target[: mention.start] + words + target[mention.end :]
    return target


def _steady(before: Fact, after: Fact, language: str) -> bool:
    """Whether no word of the target can need another form: plural forms agree, and no name takes another's place."""
    return _agrees(before, after, language) and (before.kind not in _NAMED or language != "ru")


def _agrees(before: Fact, after: Fact, language: str) -> bool:
    """Whether a number that takes another's place asks for the same forms around it."""
    return all(
        _form(a.value, language) == _form(b.value, language)
        for a, b in zip(_ends(before), _ends(after), strict=True)
        if isinstance(a, Quantity) and isinstance(b, Quantity)
    )


def _ends(fact: Fact) -> list[Any]:
    return [value for value in (fact.value, fact.to) if value is not None]


def _form(number: Decimal, language: str) -> str:
    if language == "zh":
        return "one"
    if number != number.to_integral_value():
        return "part"
    last, tens = int(abs(number)) % 10, int(abs(number)) % 100
    if language == "en":
        return "one" if number == 1 else "many"
    if last == 1 and tens != 11:
        return "one"
    return "few" if last in (2, 3, 4) and tens not in (12, 13, 14) else "many"
