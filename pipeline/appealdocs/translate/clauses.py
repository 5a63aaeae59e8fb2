"""The clause library as memory: a Chinese sentence that a clause covers is translated by the clause.

The Chinese side of a clause ('包裹于{{ day | date }}送达') becomes a pattern in which each slot takes only what its kind
allows; what it takes is read by value and written by the other side's own filters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.expressions import compiled
from appealdocs.model.fact import Fact, Money, Quantity
from appealdocs.translate.nearest import Associations, Nearest
from appealdocs.translate.skeleton import tidy

if TYPE_CHECKING:
    from appealdocs.facts.names import Names

_SLOT = compiled(r"\{\{\s*(\w+)\s*(?:\|\s*(\w+)\s*(?:\(\s*'([^']*)'[^)]*\))?)?\s*\}\}")
_CHOICE = compiled(r"\{% if (\w+) == 1 %\}(.*?)\{% else %\}(.*?)\{% endif %\}")
_HAN = compiled("[\u3400-\u9fff]")
_DAY = r"\d{4}年\d{1,2}月\d{1,2}[日号]|\d{4}-\d{1,2}-\d{1,2}"
_NUMBER = r"\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千万]+"
_ID = r"[A-Za-z0-9][A-Za-z0-9_./#-]*"
_TAKES = {
    "date": _DAY,
    "moment": rf"(?:{_DAY})(?: ?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?: ?\([^)]{{2,20}}\))?",
    "time": r"\d{1,2}:\d{2}(?::\d{2})?",
    "number": _NUMBER,
    "count": _NUMBER,
    "percent": r"\d[\d,]*(?:\.\d+)? ?%",
    "quote": r"[“\"«「][^”\"»」]{1,300}[”\"»」]",
    "id": _ID,
    "ids": rf"{_ID}(?: ?[、,和及] ?{_ID})*",
    "money": r".{2,40}?",
    "": r".{1,80}?",
}
_LITERAL_AT_LEAST = 6
"""Han characters of its own that a clause must have: one that is nearly all slots would cover anything."""


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """A clause that covers a sentence, with its slots as case.yaml would give them (ISO dates, numbers, text)."""

    clause: str
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pattern:
    clause: str
    literal: str
    expression: str
    kinds: Mapping[str, str]
    fixed: Mapping[str, Any]


class Clauses:
    """The library, ready to match. `definitions` maps an id to what the clause files say (zh, en, ru, slots), as a
    mapping or as an object with `text` and `slots`; `zone` is the platform's."""

    def __init__(self, definitions: Mapping[str, Any], zone: ZoneInfo | None = None) -> None:
        self._texts = {id: _texts(definition) for id, definition in definitions.items()}
        self._slot_kinds = {id: _kinds(definition) for id, definition in definitions.items()}
        self._zone = zone or ZoneInfo("UTC")
        self._patterns = [
            found
            for id, definition in definitions.items()
            for template, fixed in _variants(self._texts[id]["zh"])
            if (found := _pattern(id, template, _kinds(definition), fixed))
        ]

    def __len__(self) -> int:
        return len(self._texts)

    def match(self, sentence: str) -> ClauseMatch | None:
        """The clause that covers a Chinese sentence whole, the one with most words of its own first; None if none does."""
        text = _plain(sentence)
        found: list[tuple[int, ClauseMatch]] = []
        for pattern in self._patterns:
            if pattern.literal not in text:
                continue
            taken = _compiled(pattern.expression).fullmatch(text)
            if taken is None:
                continue
            slots = self._slots(pattern, taken)
            if slots is not None:
                found.append((sum(map(len, taken.groups())), ClauseMatch(pattern.clause, slots)))
        return min(found, key=lambda hit: hit[0])[1] if found else None

    def translate(self, sentence: str, language: str, names: Names | None = None) -> tuple[ClauseMatch, str] | None:
        """A Chinese sentence in `language` by the clause that covers it; None if none does, or if a slot holds Chinese
        words that nothing tells how to write there."""
        match = self.match(sentence)
        if match is None or not self._texts[match.clause][language]:
            return None
        text = self.render(match, language, names)
        return None if language != "zh" and _HAN.search(text) else (match, text)

    def render(self, match: ClauseMatch, language: str, names: Names | None = None) -> str:
        """The clause in `language` with these slots."""
        from appealdocs.locale_.write import tidy as typographic

        values = {name: _localised(value, language, names) for name, value in match.slots.items()}
        template = _environment(language, self._zone).from_string(self._texts[match.clause][language])
        return typographic(template.render(values), language)

    def suggest(self, text: str, limit: int = 5, known: Associations | None = None) -> list[tuple[str, int]]:
        """Clauses near to a Chinese sentence: (id, score 0..100), best first; `known`: English words by Chinese characters."""
        from appealdocs.facts.parse import parse

        kinds = (_SLOT_OF.get(m.fact.kind, m.fact.kind) for m in parse(text, "zh", None, self._zone) if m.fact.to is None)
        nearest = Nearest(
            {id: (texts["zh"], texts["en"]) for id, texts in self._texts.items()},
            {id: Counter(_SLOT_OF.get(k, k) for k in own.values()) for id, own in self._slot_kinds.items()}, known or {},
        )  # fmt: skip
        scored = ((id, int(100 * score)) for id, score in nearest.scores(text, Counter(kinds)).items())
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def fill(self, id: str, text: str) -> dict[str, Any]:
        """The slots of a clause that the facts of a Chinese sentence fill without doubt: as many facts of a kind as slots of it."""
        from appealdocs.facts.parse import parse

        facts = [mention.fact for mention in parse(text, "zh", None, self._zone) if mention.fact.to is None]
        filled: dict[str, Any] = {}
        for kind in set(self._slot_kinds[id].values()):
            slots = [name for name, own in self._slot_kinds[id].items() if own == kind]
            values = [v for fact in facts if kind in _FACTS.get(fact.kind, ()) and (v := _typed(kind, fact)) is not None]
            if len(values) == len(slots):
                filled |= dict(zip(slots, values, strict=True))
        for name, own in _IDS.items():
            named = {str(fact.value) for fact in facts if fact.kind == own}
            if name in self._slot_kinds[id] and len(named) == 1:
                filled[name] = named.pop()
        return {name: filled[name] for name in self._slot_kinds[id] if name in filled}

    def _slots(self, pattern: _Pattern, taken: re.Match[str]) -> dict[str, Any] | None:
        slots = dict(pattern.fixed)
        for name, words in taken.groupdict().items():
            value = _value(pattern.kinds.get(name, ""), words.strip(), self._zone)
            if value is None:
                return None
            slots[name] = value
        return slots


_FACTS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "datetime"), "moment": ("datetime",), "money": ("money",), "rate": ("rate",), "duration": ("duration",), "count": ("count",),
}
"""Kinds of slots that a fact of a kind may fill."""
_IDS = {"order": "order-id", "tracking": "tracking", "sku": "sku"}
"""Slots that hold an id, by name, and the kind of fact that fills them."""


_SLOT_OF = {"moment": "date", "datetime": "date"}
"""Kinds that are one where likeness is counted."""


def _texts(definition: Any) -> dict[str, str]:
    source = definition if isinstance(definition, Mapping) else definition.text
    if isinstance(source, Mapping):
        return {language: str(source.get(language) or "") for language in ("zh", "en", "ru")}
    return {language: str(source[language]) for language in ("zh", "en", "ru")}


def _kinds(definition: Any) -> Mapping[str, str]:
    return dict(definition["slots"] if isinstance(definition, Mapping) else definition.slots)


def _variants(template: str) -> list[tuple[str, dict[str, Any]]]:
    """The sentence without its choices ('每天' for one day, else '每7天'): each way it can read, with the slot this fixes."""
    choice = _CHOICE.search(template)
    if choice is None:
        return [(template, {})]
    before, after = template[: choice.start()], template[choice.end() :]
    return [
        (text, fixed | more)
        for branch, fixed in ((choice[2], {choice[1]: 1}), (choice[3], {}))
        for text, more in _variants(before + branch + after)
    ]


def _pattern(id: str, template: str, kinds: Mapping[str, str], fixed: Mapping[str, Any]) -> _Pattern | None:
    """The matcher of a clause; None for one whose Chinese has conditions or too few words of its own."""
    pieces: list[str] = []
    literals: list[str] = []
    seen: set[str] = set()
    at = 0
    for slot in _SLOT.finditer(template):
        literals.append(_plain(template[at : slot.start()]))
        pieces.append(re.escape(literals[-1]) + r"\s*")
        name, filter_, argument = slot[1], slot[2] or "", slot[3] or ""
        takes = _TAKES.get(filter_) or _TAKES.get(kinds.get(name, ""), _TAKES[""])
        pieces.append(f"(?P={name})" if name in seen else f"(?P<{name}>{takes})")
        pieces.append(r"\s*" + (re.escape(argument) + r"\s*" if filter_ == "count" else ""))
        seen.add(name)
        at = slot.end()
    literals.append(_plain(template[at:]))
    pieces.append(re.escape(literals[-1].rstrip("。.")) + r"[。.]?")
    own = "".join(literals)
    if "{" in own or len(_HAN.findall(own)) < _LITERAL_AT_LEAST or not seen <= set(kinds):
        return None
    return _Pattern(id, max(literals, key=len).rstrip("。."), "".join(pieces), kinds, fixed)


@lru_cache(maxsize=2048)
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when its words are met: compiling the whole library takes half a second."""
    return compiled(expression)


def _plain(text: str) -> str:
    return tidy(text)


def _value(kind: str, words: str, zone: ZoneInfo) -> Any:
    """What a slot of this kind holds; None if the words are no value of the kind."""
    if kind in ("date", "datetime", "count", "duration", "rate", "money"):
        from appealdocs.facts.parse import parse

        asked = f"{words}件" if re.fullmatch(_NUMBER, words) else re.sub(r"(?<=[日号])(?=\d)", " ", words)
        facts = [mention.fact for mention in parse(asked, "zh", None, zone)]
        return _typed(kind, facts[0]) if len(facts) == 1 and facts[0].to is None else None
    if kind == "ids":
        return re.split(r" ?[、,和及] ?", words)
    return words.strip("“”\"«»「」") or None


def _typed(kind: str, fact: Fact) -> Any:
    value = fact.value
    if kind == "date":
        return str(value) if fact.kind == "date" and not str(value).startswith("--") else None
    if kind == "datetime":
        if fact.kind == "moment" and not isinstance(value, str | Money | Quantity):
            return value.isoformat()
        return str(value) if fact.kind == "date" and not str(value).startswith("--") else None
    if kind == "money":
        return {"value": str(value.value), "currency": value.currency} if isinstance(value, Money) else None
    if not isinstance(value, Quantity) or (kind == "rate") != (fact.kind == "rate"):
        return None
    number = value.value
    return int(number) if number == number.to_integral_value() else float(number)


def _localised(value: Any, language: str, names: Names | None) -> Any:
    """A Chinese name in the writing that the case knows for the language."""
    if isinstance(value, Mapping) and "currency" not in value:
        return value.get(language) or value.get("en") or value.get("zh")
    if not isinstance(value, str) or not names or not _HAN.search(value):
        return value
    for kind, known in names:
        writings = names.writings(kind, known)
        if value in map(tidy, writings):
            cyrillic = [w for w in writings if re.search("[А-Яа-я]", w)] if language == "ru" else []
            return next(iter(cyrillic or [w for w in writings if not _HAN.search(w)]), value)
    return value


@lru_cache(maxsize=8)
def _environment(language: str, zone: ZoneInfo) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from appealdocs.locale_.filters import environment_filters

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(environment_filters(language, zone))
    return environment
