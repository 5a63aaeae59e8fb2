"""Recall of the quality flags on planted errors, and false alarms on clean translations, by kind and language.

    python benchmarks/flags.py [--half dev|held] [--show missed|clean] [--kind KIND] [--corpus FOLDER]

The project's 1,620 sentences are split in two by the SHA-256 of the Chinese: the development half was read while the flags
were written and tuned, the held-back half (the default) was not. Planting is mechanical: one fault a sentence and kind, by
chance with a fixed seed. A planted error counts as found if a flag of severity critical or major says so that the clean pair
did not have; `own kind` counts flags that begin with the kind of the fault. Facts (numbers, dates ...) were tuned by their
own author on the whole corpus; the clause library, which nobody tuned on, is measured too.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from appealdocs.translate.flags import flags, kind
from appealdocs.translate.glossary import shipped
from appealdocs.translate.prove import faults

CORPUS = Path("/work/shared/corpus")
LANGUAGES = ("en", "ru")


def held(chinese: str) -> bool:
    """Whether a sentence belongs to the held-back half."""
    return hashlib.sha256(chinese.encode()).digest()[0] % 2 == 1


def rows(folder: Path, half: str) -> list[dict[str, str]]:
    """Sentence triples of one half ("all": both)."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [r for r in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if "part" in r]
    return [r for r in found if half == "all" or held(r["zh"]) == (half == "held")]


@dataclass
class Score:
    """`own`: found by a flag of the fault's kind; `any`: by any new flag."""

    planted: int = 0
    own: int = 0
    any: int = 0
    missed: list[str] = field(default_factory=list)


def serious(source: str, target: str, language: str, glossary: object) -> set[str]:
    """Names of the critical and major flags of a pair."""
    return {f.flag for f in flags(source, target, "zh", language, glossary=glossary) if f.severity != "minor"}  # type: ignore[arg-type]


def measure(corpus: list[dict[str, str]], language: str, only: str) -> tuple[dict[str, Score], list[tuple[str, str, str]], float]:
    """Scores by fault, flagged clean pairs, milliseconds a pair."""
    glossary, chance = shipped(), random.Random(f"plant {language}")
    scores: dict[str, Score] = defaultdict(Score)
    alarms: list[tuple[str, str, str]] = []
    for warm in corpus[:20]:
        serious(warm["zh"], warm[language], language, glossary)
    spent = 0.0
    for number, row in enumerate(corpus):
        start = time.perf_counter()
        before = serious(row["zh"], row[language], language, glossary)
        spent += time.perf_counter() - start
        if before:
            alarms.append((", ".join(sorted(before)), row["zh"], row[language]))
        others = corpus[(number + 7) % len(corpus)]
        for name, plant in faults.FAULTS.items():
            if only and name != only:
                continue
            wrong = plant(row[language], language, row["zh"], chance, others[language])
            if wrong is None or wrong == row[language]:
                continue
            score = scores[name]
            score.planted += 1
            after = serious(row["zh"], wrong, language, glossary)
            new = after - before
            wanted = faults.KINDS[name]
            hit = any(kind(f) in wanted for f in new) or (bool(before) and any(kind(f) in wanted for f in after))
            score.own += hit
            score.any += hit or bool(new)
            if not hit:
                score.missed.append(f"{name}\t{row['zh']}\t{wrong}\t{','.join(sorted(after))}")
    return scores, alarms, spent / max(1, len(corpus)) * 1000


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--half", choices=["dev", "held", "all"], default="held")
    words.add_argument("--show", choices=["missed", "clean"], help="only for the development half")
    words.add_argument("--kind", default="")
    words.add_argument("--corpus", type=Path, default=CORPUS)
    given = words.parse_args()
    corpus = rows(given.corpus, given.half)
    if not corpus:
        print(f"no corpus in {given.corpus}: nothing measured")
        return
    results = {language: measure(corpus, language, given.kind) for language in LANGUAGES}
    print(f"{given.half} half, {len(corpus)} sentences a language; flags of severity critical or major")
    print(f"{'fault':<22}" + "".join(f"{lang + ' planted':>12}{'own kind':>10}{'any flag':>10}" for lang in LANGUAGES))
    for name in faults.FAULTS:
        cells = ""
        for language in LANGUAGES:
            score = results[language][0].get(name, Score())
            share = [f"{part / score.planted:.3f}" if score.planted else "-" for part in (score.own, score.any)]
            cells += f"{score.planted:>12}{share[0]:>10}{share[1]:>10}"
        print(f"{name:<22}{cells}")
    for language in LANGUAGES:
        _, alarms, spent = results[language]
        by_kind: dict[str, int] = defaultdict(int)
        for names, _, _ in alarms:
            for each in {kind(n) for n in names.split(", ")}:
                by_kind[each] += 1
        listed = ", ".join(f"{k} {n}" for k, n in sorted(by_kind.items(), key=lambda i: -i[1]))
        print(f"clean zh-{language}: {len(alarms)} of {len(corpus)} flagged ({100 * len(alarms) / len(corpus):.1f} %): {listed}; {spent:.2f} ms a pair")
        if given.show == "clean" and given.half == "dev":
            for alarm in alarms:
                print("  ", *alarm, sep="\t")
        if given.show == "missed" and given.half == "dev":
            for name in faults.FAULTS:
                for line in results[language][0].get(name, Score()).missed[:40]:
                    print("  ", line)


Planter = Callable[[str, str, str, random.Random, str], str | None]

if __name__ == "__main__":
    main()
