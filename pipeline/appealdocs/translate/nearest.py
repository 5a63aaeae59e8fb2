"""Which clauses a Chinese sentence comes near to: by its own characters, by what such characters become in English, and by its facts.

Sellers write 晚发 where a clause says 未按时交付; both become 'dispatched late'. Which English words go with which pair of Chinese
characters is counted over sentences side by side (the shipped memory), so no model and no list of synonyms is needed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log, sqrt

from appealdocs.expressions import compiled

Associations = Mapping[str, list[tuple[str, float]]]
"""English word stems by pair of characters, each with how surely they go together (0..1)."""

_HAN = compiled("[\u3400-\u9fff]")
_WORD = compiled(r"[a-z]{3,}")
_SLOT = compiled(r"\{\{.*?\}\}|\{%.*?%\}")
_SINGLE = 0.3
"""What a single character counts against a pair."""
_STEM = 6
"""Letters of an English word that are compared: dispatched, dispatches."""
_LIKELY, _MOST = 0.12, 6
"""An association is kept from this strength on, and so many of a pair."""
_ENGLISH, _FACTS = 0.3, 0.1
"""Shares of the English words and of the kinds of facts beside the characters (benchmarks/suggest.py)."""


def pairs(text: str) -> set[str]:
    """Pairs of Han characters that stand side by side, and each alone."""
    return {a + b for a, b in pairwise(text) if _HAN.match(a) and _HAN.match(b)} | {c for c in text if _HAN.match(c)}


def stems(text: str) -> Counter[str]:
    """Word stems of an English text, slots left out."""
    return Counter(word[:_STEM] for word in _WORD.findall(_SLOT.sub(" ", text.lower())))


def associations(sentences: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """What goes with what over (Chinese, English) sentences, by Dice's coefficient; plain data, so that it can be kept."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    chinese: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for zh, en in sentences:
        words = set(stems(en))
        english.update(words)
        for pair in pairs(zh):
            if len(pair) == 2:
                chinese[pair] += 1
                together[pair].update(words)
    found = {}
    for pair, counts in together.items():
        sure = ((2 * n / (chinese[pair] + english[word]), word) for word, n in counts.items() if n > 1)
        kept = [(word, share) for share, word in sorted(sure, reverse=True)[:_MOST] if share > _LIKELY]
        if kept:
            found[pair] = kept
    return found


class Nearest:
    """Clauses by likeness. `texts`: their Chinese and English by id, slots as `{{ name | filter }}`; `kinds`: the kinds of
    facts that their slots take."""

    def __init__(self, texts: Mapping[str, tuple[str, str]], kinds: Mapping[str, Counter[str]], known: Associations) -> None:
        self._pairs = {id: pairs(_SLOT.sub("|", zh)) for id, (zh, _) in texts.items()}
        self._often = Counter(pair for own in self._pairs.values() for pair in own)
        self._kinds, self._known = kinds, known
        bags = {id: stems(en) for id, (_, en) in texts.items()}
        often = Counter(word for bag in bags.values() for word in bag)
        self._weights = {word: log(1 + len(bags) / n) for word, n in often.items()}
        self._bags = {id: _unit({word: n * self._weights[word] for word, n in bag.items()}) for id, bag in bags.items()}

    def scores(self, text: str, facts: Counter[str]) -> dict[str, float]:
        """How near each clause is, 0..1. `facts`: kinds of facts in the sentence, as slots name them."""
        asked = pairs(text)
        whole = self._weight(asked) or 1.0
        english = self._english(asked)
        found = {}
        for id, own in self._pairs.items():
            characters = self._weight(asked & own) / sqrt(whole * (self._weight(own) or 1.0))
            words = sum(weight * english.get(word, 0.0) for word, weight in self._bags[id].items())
            both, either = (sum(c.values()) for c in (facts & self._kinds[id], facts | self._kinds[id]))
            found[id] = (characters + _ENGLISH * words + _FACTS * both / (either or 1)) / (1 + _ENGLISH + _FACTS)
        return found

    def _weight(self, some: set[str]) -> float:
        return sum(log(1 + len(self._pairs) / (1 + self._often[pair])) * (1.0 if len(pair) > 1 else _SINGLE) for pair in some)

    def _english(self, asked: set[str]) -> dict[str, float]:
        """The English words that the characters speak for, each as surely as its surest pair, rare ones counting more."""
        surest: dict[str, float] = {}
        for pair in asked:
            for word, share in self._known.get(pair, ()):
                if word in self._weights:
                    surest[word] = max(surest.get(word, 0.0), share)
        return _unit({word: share * self._weights[word] for word, share in surest.items()})


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}
