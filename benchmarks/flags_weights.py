"""Make `glossary/polarity.json`: the weights that say from the pairing of negations whether one was lost or added.

    python benchmarks/flags_weights.py [--write] [--keep] [--alarms SHARE]

Logistic regression (numpy, ridge) on the development half of the corpus alone (`benchmarks/flags.py` splits it): clean pairs
against the same pairs with one negation dropped or planted. The net of words was itself written with this half in view, so
that its pairings there look better than they are elsewhere; to learn from pairings as they are elsewhere, every pair is also
seen several times with a share of its words unknown and of its weak negations unseen (drop-out by a fixed seed). The threshold
is the one at which the given share of clean pairs, so blurred, is flagged.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import flags_unseen
from flags import CORPUS, rows

from appealdocs.translate.flags import polarity
from appealdocs.translate.prove import faults

PAIRS = (("zh", "en"), ("zh", "ru"), ("en", "ru"))
MINIMUM = 8
BY_HAND = 3.0
"""Examples that a feature needs."""
BLURS = ((0.0, 0.0), (0.15, 0.15), (0.15, 0.15))
"""Share of words unknown, of weak negations unseen."""


class Blur:
    """Replaces what `polarity` sees of a text by less of it."""

    def __init__(self, salt: str, words: float, weak: float) -> None:
        self.salt, self.share, self.weak = salt, words, weak

    def _gone(self, name: str, share: float) -> bool:
        return random.Random(f"{self.salt} {name}").random() < share

    def words(self, text: str, language: str) -> tuple[polarity.Word, ...]:
        return tuple(
            replace(w, concepts=frozenset()) if self._gone(f"word {w.text[:5]}", self.share) else w
            for w in _WORDS(text, language) if language != "zh" or not self._gone(f"word {w.text[:5]}", self.share)
        )  # fmt: skip

    def negatives(self, text: str, language: str) -> tuple[polarity.Negative, ...]:
        return tuple(n for n in _NEGATIVES(text, language) if n.strength == "strong" or not self._gone(f"weak {n.text[:6]}", self.weak))


_WORDS, _NEGATIVES = polarity.words, polarity.negatives


@dataclass
class Example:
    """`kind`: clean, lost, added; `group`: one sentence with all that was made of it; `by_hand`: the fault was written, not planted."""

    kind: str
    group: int
    level: int
    by_hand: bool
    counts: Counter[str]
    rule: bool


def examples(here: str, there: str) -> Iterator[Example]:
    """The pairs of two languages, each blurred several times."""
    for group, (row, by_hand) in enumerate([(r, False) for r in rows(CORPUS, "dev")] + [(r, True) for n in "123" for r in flags_unseen.rows(n)]):
        targets = [("clean", row[there], by_hand)]
        if by_hand:
            targets += [(k[9:], t, True) for k, t in flags_unseen.by_hand(row, there) if k.startswith("negation-")]
        chance = random.Random(f"weights {there} {row['zh']}")
        for name in ("negation-lost", "negation-added"):
            planted = {faults.FAULTS[name](row[there], there, row["zh"], chance, "") for _ in range(4)}
            targets += [(name[9:], p, False) for p in sorted(p for p in planted if p and p != row[there])[:2]]
        targets = [t for t in targets if t[0] == "clean" or not (there == "ru" and polarity.broken_concord(t[1]))]
        for level, (share, weak) in enumerate(BLURS):
            blur = Blur(f"{level} {row['zh']}", share, weak)
            polarity.words, polarity.negatives = blur.words, blur.negatives
            try:
                for kind, target, hand in targets:
                    polarity.weighed.cache_clear()
                    found = polarity.weighed(row[here], target, here, there)
                    yield Example(kind, group, level, hand, Counter(found.counts), any(c.serious for c in found.changes))
            finally:
                polarity.words, polarity.negatives = _WORDS, _NEGATIVES


def fit(found: list[Example], ridge: float) -> dict[str, float]:
    """Weights by name, the bias as "". Newton's method; faulty and clean pairs weigh the same in all."""
    seen = Counter(name for e in found for name in e.counts)
    names = sorted(n for n, number in seen.items() if number >= MINIMUM)
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(found), len(names) + 1))
    x[:, -1] = 1.0
    for row, example in enumerate(found):
        for name, number in example.counts.items():
            if name in index:
                x[row, index[name]] = number
    y = np.array([float(e.kind != "clean") for e in found])
    weight = np.array([BY_HAND if e.by_hand else 1.0 for e in found])
    weight *= np.where(y > 0, 0.5 / np.average(y, weights=weight), 0.5 / np.average(1 - y, weights=weight))
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 0.01
    w = np.zeros(len(names) + 1)
    for _ in range(10):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + penalty * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(hessian, gradient)
    return dict(zip([*names, ""], w.tolist(), strict=True))


def score(weights: dict[str, float], counts: Counter[str]) -> float:
    """The score of one example."""
    return weights[""] + sum(weights.get(n, 0.0) * c for n, c in counts.items())


def crossed(found: list[Example], ridge: float) -> np.ndarray:
    """Scores of sentences by weights that were fitted without them: five folds."""
    held = np.zeros(len(found))
    for each in range(5):
        weights = fit([e for e in found if e.group % 5 != each], ridge)
        for at, example in enumerate(found):
            if example.group % 5 == each:
                held[at] = score(weights, example.counts)
    return held


def report(found: list[Example], held: np.ndarray) -> None:
    """What the scores reach at some shares of clean pairs flagged, beside the rules at theirs."""
    for level, blur in enumerate(BLURS):
        at = [i for i, e in enumerate(found) if e.level == level]
        clean = np.array([held[i] for i in at if found[i].kind == "clean"])
        rule = np.mean([found[i].rule for i in at if found[i].kind == "clean"])
        print(f"  blurred {blur}; rules: alarms {rule:.3f}")
        for kind in ("lost", "added"):
            for hand in (False, True):
                mine = [i for i in at if found[i].kind == kind and found[i].by_hand == hand]
                line = " ".join(f"{a:.3f}: {np.mean([held[i] > np.quantile(clean, 1 - a) for i in mine]):.3f}" for a in (rule, 0.03, 0.04, 0.05))
                print(f"    {kind}{' by hand' if hand else ''} ({len(mine)}): rules {np.mean([found[i].rule for i in mine]):.3f}, weights at alarms {line}")


def main() -> None:
    """Fit, print what the weights reach on sentences they were not fitted to, write."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--write", action="store_true")
    words.add_argument("--keep", action="store_true", help="keep the weights there are, set the thresholds alone")
    words.add_argument("--alarms", type=float, default=0.034)
    words.add_argument("--ridge", type=float, default=3.0)
    words.add_argument("--pair", default="")
    given = words.parse_args()
    path = Path(__file__).parents[1] / "glossary" / "polarity.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if given.keep else {}
    models: dict[str, object] = {}
    for here, there in PAIRS:
        if given.pair not in ("", f"{here}-{there}"):
            continue
        found = list(examples(here, there))
        print(f"{here}-{there}: {len(found)} examples")
        if given.keep:
            old = kept[f"{here}-{there}"]
            weights = {**old["weights"], "": old["bias"]}
        else:
            report(found, crossed(found, given.ridge))
            weights = fit(found, given.ridge)
            weights = {n: round(v, 3) for n, v in weights.items() if abs(v) >= 0.03}
        blurred = [score(weights, e.counts) for e in found if e.kind == "clean" and e.level and not e.by_hand]
        threshold = float(np.quantile(blurred, 1 - given.alarms))
        print(f"  threshold {threshold:.3f}")
        models[f"{here}-{there}"] = {"bias": weights.pop(""), "threshold": round(threshold, 4), "weights": weights}
    if given.write:
        path.write_text(json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
