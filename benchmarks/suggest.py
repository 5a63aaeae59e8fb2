"""Clause suggestions on the corpus: how often the clause that covers a sentence comes first, or among the first three.

    .venv/bin/python benchmarks/suggest.py [CORPUS FOLDER] [-v]

The corpus does not name clauses. A clause is taken to cover a sentence where the corpus's own English and Russian, each alone,
are nearest to that very clause (words weighed by rarity, both with a likeness over BOUND) and the part is the same; the Chinese,
which the suggestions go by, has no say in it.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from pathlib import Path

from appealdocs.draft.clauses import library
from appealdocs.stages import suggest_clauses
from appealdocs.workspace import Workspace

BOUND = 0.30
_SLOT = re.compile(r"\{\{.*?\}\}")
_WORD = re.compile(r"[a-zа-яё]{3,}")


def words(text: str) -> list[str]:
    """Word stems (first six letters) of a text, slots left out."""
    return [w[:6] for w in _WORD.findall(_SLOT.sub(" ", text.lower()))]


class Nearest:
    """Clauses by likeness of words in one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        bags = {id: Counter(words(text)) for id, text in texts.items()}
        often = Counter(w for bag in bags.values() for w in bag)
        self._weight = {w: log(1 + len(bags) / n) for w, n in often.items()}
        self._bags = {id: self._unit(bag) for id, bag in bags.items()}

    def _unit(self, bag: Counter[str]) -> dict[str, float]:
        weighed = {w: n * self._weight.get(w, 0.0) for w, n in bag.items()}
        length = sqrt(sum(v * v for v in weighed.values())) or 1.0
        return {w: v / length for w, v in weighed.items()}

    def best(self, text: str) -> tuple[str, float]:
        own = self._unit(Counter(words(text)))
        scored = ((id, sum(v * own.get(w, 0.0) for w, v in bag.items())) for id, bag in self._bags.items())
        return max(scored, key=lambda hit: hit[1])


def covered(corpus: Path) -> list[tuple[str, str]]:
    """(Chinese sentence, id of the clause that covers it)."""
    clauses = library(Workspace().folders("clauses"))
    english, russian = (Nearest({id: c.text[lang] for id, c in clauses.items()}) for lang in ("en", "ru"))
    found = []
    for name in ("customers", "logistics", "product"):
        with (corpus / f"{name}.tsv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                (a, one), (b, two) = english.best(row["en"]), russian.best(row["ru"])
                if a == b and min(one, two) > BOUND and clauses[a].part == row["part"]:
                    found.append((row["zh"], a))
    return found


def measure(pairs: Sequence[tuple[str, str]], verbose: bool) -> None:
    workspace = Workspace()
    first = third = slots = filled = 0
    for sentence, clause in pairs:
        found = suggest_clauses(sentence, workspace, 3)
        ids = [s.clause for s in found]
        first += ids[:1] == [clause]
        third += clause in ids
        for s in found[:1]:
            slots, filled = slots + len(s.slots) + len(s.blank), filled + len(s.slots)
        if verbose and clause not in ids:
            print(f"{sentence}\n   wanted {clause}, got {ids}")
    total = len(pairs) or 1
    print(f"{len(pairs)} sentences that a clause covers: first {first / total:.0%}, among three {third / total:.0%}; slots filled {filled}/{slots}")


if __name__ == "__main__":
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    measure(covered(Path(named[0]) if named else Path(__file__).parents[2] / "shared" / "corpus"), "-v" in sys.argv)
