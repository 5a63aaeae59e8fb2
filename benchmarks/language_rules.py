"""Precision and recall of the language rules, by topic and language: `python benchmarks/language_rules.py [--show] [--patterns] [set]`.

A sentence counts once a topic: hit or no hit; a good sentence of any topic counts against the precision of all of them.
Every set was written before the rules were run on it, and its first figures are in README.md beside the sentences; its
mistakes were looked at afterwards, so that only the first figures say what to expect on unseen wording. `held-out` was
written before any rule. The `unseen` sets are by people who saw neither rules nor training sentences; the judge
(benchmarks/train_language.py) has learnt from the first three since; `unseen-fourth` set the encoder's bias, `unseen-fifth` nothing.
`--patterns` leaves judge and encoder out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path

from appealdocs.language.acts import acts
from appealdocs.language.lexicon import TOPICS, hits
from appealdocs.language.quantified import quantified

CORPUS = Path(__file__).parents[1] / "tests" / "language" / "corpus"
SETS = ("dev", "held-out", "fresh", "blind", "final", "second", "third", "fourth", "unseen", "unseen-second", "unseen-third", "unseen-fourth", "unseen-fifth")
LANGUAGES = ("zh", "en", "ru")


@dataclass
class Score:
    """Counts of one topic and language."""

    hit: int = 0
    missed: int = 0
    false: int = 0
    clean: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header line; no quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def lexicon_scores(which: str, mistakes: list[str]) -> dict[tuple[str, str], Score]:
    """Scores of the lexicon topics on one set; mistakes are appended as lines."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    files = sorted(CORPUS.glob(f"{which}-??.tsv"))
    labelled = {_topic(row) for path in files for row in rows(path)}
    for path in files:
        for row in rows(path):
            lang, own, bad = row["lang"], _topic(row), row["label"] == "bad"
            for topic in labelled.intersection(TOPICS) if not bad else (own,):
                found = hits(row["sentence"], lang, topic, least=inf if "--patterns" in sys.argv else 0)
                score = scores[topic, lang]
                if bad:
                    score.hit += bool(found)
                    score.missed += not found
                else:
                    score.false += bool(found)
                    score.clean += not found
                if bool(found) != bad:
                    said = "; ".join(f"{h.kind}: {h.text}" for h in found)
                    mistakes.append(f"{'false' if found else 'missed'}\t{topic}\t{lang}\t{row['sentence']}\t{said}")
    return scores


def _topic(row: dict[str, str]) -> str:
    return {"template": "template-talk"}.get(row["topic"], row["topic"])


def act_scores(which: str, mistakes: list[str]) -> dict[tuple[str, str], Score]:
    """Scores of the speech acts: which kinds a sentence holds."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    path = CORPUS / f"acts-{which}.tsv"
    for row in rows(path) if path.is_file() else ():
        wanted = set(filter(None, row["acts"].split(",")))
        found = {act.kind for act in acts(row["sentence"], row["lang"]) if not act.weak}
        for kind in ("admit", "deny", "promise", "request", "negation", "obligation"):
            score = scores[f"act {kind}", row["lang"]]
            score.hit += kind in wanted and kind in found
            score.missed += kind in wanted and kind not in found
            score.false += kind not in wanted and kind in found
        if wanted != found:
            mistakes.append(f"acts\t{row['lang']}\twant {sorted(wanted)}\tfound {sorted(found)}\t{row['sentence']}")
    return scores


def quantified_scores(which: str, mistakes: list[str]) -> dict[tuple[str, str], Score]:
    """Scores of the three parts of a quantified cause and of what it speaks of."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    path = CORPUS / f"quantified-{which}.tsv"
    for row in rows(path) if path.is_file() else ():
        found = quantified(row["sentence"], row["lang"])
        parts = {"number": found.number, "who_or_where": found.who_or_where, "period": found.period}
        for name, said in parts.items():
            _count(scores[f"quantified {name}", row["lang"]], row[name] == "1", said)
        spoken = set(filter(None, row["speaks_of"].split(",")))
        said_right = spoken <= found.speaks_of and bool(spoken) == bool(found.speaks_of)
        _count(scores["quantified speaks_of", row["lang"]], bool(spoken), bool(found.speaks_of) and spoken <= found.speaks_of)
        wanted = {name: row[name] == "1" for name in parts}
        if wanted != parts or not said_right:
            line = f"want {wanted} {row['speaks_of']}\tfound {parts} {sorted(found.speaks_of)}"
            mistakes.append(f"quantified\t{row['lang']}\t{line}\t{row['sentence']}")
    return scores


def _count(score: Score, wanted: bool, found: bool) -> None:
    score.hit += wanted and found
    score.missed += wanted and not found
    score.false += not wanted and found


def measure(which: str) -> tuple[dict[tuple[str, str], Score], list[str]]:
    """All scores of one set, with its mistakes."""
    mistakes: list[str] = []
    scores = {**lexicon_scores(which, mistakes), **act_scores(which, mistakes), **quantified_scores(which, mistakes)}
    return scores, mistakes


def main() -> None:
    show = "--show" in sys.argv
    wanted = [name for name in sys.argv[1:] if name in SETS] or list(SETS)
    for which in wanted:
        scores, mistakes = measure(which)
        if not scores:
            continue
        print(f"\n{which}\n{'topic':<26}{'lang':<6}{'bad':>5}{'precision':>11}{'recall':>8}")
        for (topic, lang), score in sorted(scores.items(), key=lambda kv: (kv[0][0], LANGUAGES.index(kv[0][1]))):
            print(f"{topic:<26}{lang:<6}{score.hit + score.missed:>5}{score.precision:>11.3f}{score.recall:>8.3f}")
        total = Score(*(sum(getattr(s, f) for s in scores.values()) for f in ("hit", "missed", "false", "clean")))
        print(f"{'all':<26}{'':<6}{total.hit + total.missed:>5}{total.precision:>11.3f}{total.recall:>8.3f}")
        if show:
            print("\n".join(mistakes))


if __name__ == "__main__":
    main()
