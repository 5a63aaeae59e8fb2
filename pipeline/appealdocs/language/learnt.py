"""A learnt judge beside the patterns: does a sentence read like pleading, blame, vagueness or template talk?

Logistic regression over the features of features.py, one score a topic; the weights are a readable table a language,
rules/common/lexicons/_weights-*.tsv (made by benchmarks/train_language.py from the sentences of tests/language/corpus).
A score is the sum of the weights of a sentence's features, divided by the length of its feature vector, plus the topic's bias
less its threshold: above 0 is a finding, and the features that told most are its words. Nothing is learnt at run time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from pathlib import Path

from appealdocs.language.features import features
from appealdocs.resources import shipped

TOPICS = ("emotional", "vague", "blaming", "template-talk")
SCALE = {"g": 1.0, "c": 1.0, "p": 0.5, "w": 0.8, "b": 0.6}
"""How far a feature of each family counts: the first letter of its name."""
SHARED = frozenset("gcp")
"""Families whose weights are learnt over all languages together, with a smaller share of each language's own."""
OWN = 0.3
LENGTH = 4.0
"""Length to which feature vectors are brought."""
SHORT = 3.0
"""Least length of a vector that is brought there: a sentence of three words is not to be shouted."""
_SQUARE = {kind: scale * scale * (1 + OWN * OWN if kind in SHARED else 1) for kind, scale in SCALE.items()}
SILENT = -99.0
_LEAST = {"en": 3, "ru": 3, "zh": 4}
"""Features of words below which nothing is said ('Kind regards,')."""
_SAID, _SHARE = 3, 0.7
"""Spans named at most, and the share of what speaks for the topic that they need not exceed."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`lines`: feature to its line of weights in the order of TOPICS, read when first asked for; `bias` has the thresholds taken off."""

    lines: Mapping[str, str]
    bias: tuple[float, ...]
    read: dict[str, tuple[float, ...]]

    def row(self, name: str) -> tuple[float, ...] | None:
        """The weights of a feature, None for one that was never learnt."""
        if (found := self.read.get(name)) is None and (line := self.lines.get(name)) is not None:
            found = self.read[name] = tuple(map(float, line.split("\t")))
        return found


def judged(sentence: str, lang: str, topic: str) -> float:
    """How a sentence of `lang` (en, ru, zh) reads: above 0 it is of the topic, one of TOPICS."""
    return _judged(sentence, lang)[TOPICS.index(topic)]


@lru_cache(maxsize=8192)
def _judged(sentence: str, lang: str) -> tuple[float, ...]:
    weights = _weights(lang)
    known, length = _known(sentence, lang)
    if not length:
        return (SILENT,) * len(TOPICS)
    return tuple(sum([row[index] for row, _ in known]) / length + weights.bias[index] for index in range(len(TOPICS)))


def told(sentence: str, lang: str, topic: str) -> tuple[tuple[int, int, float], ...]:
    """Spans of the sentence that told most for the topic, with their weights, first to last."""
    index = TOPICS.index(topic)
    known, length = _known(sentence, lang)
    return _told([(row[index] / (length or 1.0), span) for row, span in known], sentence)


def _known(sentence: str, lang: str) -> tuple[list[tuple[tuple[float, ...], tuple[int, int]]], float]:
    """Weights and spans of the features that were learnt, and what scores are divided by: 0 where too few words are known."""
    weights = _weights(lang)
    known = [(row, name[0], span) for name, span in features(sentence, lang).items() if (row := weights.row(name))]
    kinds = Counter(kind for _, kind, _ in known)
    if kinds["w"] < _LEAST[lang]:
        return [], 0.0
    length = max(SHORT, sqrt(sum(_SQUARE[kind] * count for kind, count in kinds.items()))) / LENGTH
    return [(row, span) for row, _, span in known], length


def _told(parts: Sequence[tuple[float, tuple[int, int]]], sentence: str) -> tuple[tuple[int, int, float], ...]:
    """The spans that speak most for the topic: what stands inside a span counts for it, so that words win that many features see."""
    speaking = [(weight, span) for weight, span in parts if weight > 0 and span[1] - span[0] > 1]
    whole = sum(weight for weight, _ in speaking)
    if not speaking:
        return ((0, len(sentence.rstrip()), 0.0),)
    ranked = sorted(((_inside(span, speaking), span) for _, span in speaking), key=lambda part: (-part[0], part[1]))
    chosen: list[tuple[int, int, float]] = []
    for weight, (start, end) in ranked:
        if all(end <= a or b <= start for a, b, _ in chosen):
            chosen.append((start, end, weight))
        if len(chosen) == _SAID or sum(w for _, _, w in chosen) > _SHARE * whole:
            break
    return tuple(sorted(chosen))


def _inside(span: tuple[int, int], parts: Sequence[tuple[float, tuple[int, int]]]) -> float:
    """What the features inside of a span weigh, by the square root of its length: a long span must earn its words."""
    weight = sum(w for w, (start, end) in parts if span[0] <= start and end <= span[1])
    return weight / sqrt(span[1] - span[0])


def weights_file(lang: str) -> Path:
    """The table of a language."""
    return shipped("rules") / "common" / "lexicons" / f"_weights-{lang}.tsv"


@lru_cache(maxsize=3)
def _weights(lang: str) -> Weights:
    table = weights_file(lang).read_text(encoding="utf-8").splitlines()
    weights = Weights(dict(line.split("\t", 1) for line in table if not line.startswith("#")), (), {})
    bias, threshold = weights.row("bias") or (), weights.row("threshold") or ()
    return replace(weights, bias=tuple(b - t for b, t in zip(bias, threshold, strict=True)))
