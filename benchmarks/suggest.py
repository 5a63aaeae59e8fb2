"""Clause suggestions on the corpus: how often the clause that covers a sentence comes first, or among the first three.

    .venv/bin/python benchmarks/suggest.py [CORPUS FOLDER] [-v]

The corpus does not name clauses. A clause is taken to cover a sentence where the corpus's own English and Russian, each alone,
are nearest to that very clause (words weighed by rarity, both with a likeness over BOUND) and the part is the same; the Chinese,
which the suggestions go by, has no say in it. Sentences over BOUND served development and were looked at; those between WEAK and
BOUND (surer of nothing: their labels are worse) were not. The shipped memory holds the corpus: every sentence that is asked
about is left out of it here.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

from appealdocs.draft.clauses import library
from appealdocs.translate.clauses import Clauses
from appealdocs.translate.nearest import Associations, associations
from appealdocs.translate.seed import pairs_of, shipped_seed
from appealdocs.workspace import Workspace

BOUND, WEAK = 0.30, 0.24
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


def covered(corpus: Path, low: float, high: float = 2.0) -> list[tuple[str, str]]:
    """(Chinese sentence, id of the clause that covers it) by likenesses of which the lower one lies between `low` and `high`."""
    clauses = library(Workspace().folders("clauses"))
    english, russian = (Nearest({id: c.text[lang] for id, c in clauses.items()}) for lang in ("en", "ru"))
    found = []
    for name in ("customers", "logistics", "product"):
        with (corpus / f"{name}.tsv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                (a, one), (b, two) = english.best(row["en"]), russian.best(row["ru"])
                if a == b and low < min(one, two) <= high and clauses[a].part == row["part"]:
                    found.append((row["zh"], a))
    return found


def measure(pairs: Sequence[tuple[str, str]], known: Associations, verbose: bool) -> None:
    clauses = library(Workspace().folders("clauses"))
    memory = Clauses(clauses, ZoneInfo("Asia/Shanghai"))
    first, third, slots = Counter[bool](), Counter[bool](), Counter[bool]()
    for sentence, clause in pairs:
        ids = [id for id, _ in memory.suggest(sentence, len(clauses), known)]
        there = [id for id in ids if clauses[id].part == clauses[clause].part]
        for part, found in ((False, ids), (True, there)):
            first[part] += found[0] == clause
            third[part] += clause in found[:3]
        slots[True] += len(memory.fill(ids[0], sentence))
        slots[False] += len(clauses[ids[0]].slots)
        if verbose and clause not in ids[:3]:
            print(f"{sentence}\n   wanted {clause}, got {ids[:3]}")
    total = len(pairs) or 1
    print(
        f"  {len(pairs)} sentences: first {first[False] / total:.0%}, among three {third[False] / total:.0%}; "
        f"with --part first {first[True] / total:.0%}, among three {third[True] / total:.0%}; slots filled {slots[True]}/{slots[False]}"
    )


if __name__ == "__main__":
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    corpus = Path(named[0]) if named else Path(__file__).parents[2] / "shared" / "corpus"
    for name, asked in (("development", covered(corpus, BOUND)), ("not looked at, weaker labels", covered(corpus, WEAK, BOUND))):
        left_out = {sentence for sentence, _ in asked}
        print(name)
        for how, known in (
            ("characters and facts alone", {}),
            ("and what they become in English", associations(p for p in pairs_of(shipped_seed()) if p[0] not in left_out)),
        ):
            print(f"  {how}")
            measure(asked, known, "-v" in sys.argv and bool(known) and name == "development")
