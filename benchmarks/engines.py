"""chrF++ of each offline engine on the held-back tenth of the seed memory, with and without memory examples and glossary.

    python benchmarks/engines.py [--sentences 12] [--engine local --engine ct2] [--target en --target ru]

A sentence goes the way of the program: protected, translated, doubted, restored. The memory holds the other nine tenths. An
answer that is refused counts as an empty translation. 'memory alone' is the nearest segment's target, its values carried over,
without any engine. An engine that is not installed is skipped and said to be.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from appealdocs.errors import AppealdocsError, MissingPart
from appealdocs.resources import shipped
from appealdocs.translate import terms, tmx
from appealdocs.translate.engines import Context, Engine, make
from appealdocs.translate.engines.doubt import doubt
from appealdocs.translate.glossary import Glossary, load
from appealdocs.translate.machine import EXAMPLES, EXAMPLES_FROM
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.protect import protect, restore
from appealdocs.translate.seed import held_back, shipped_seed
from appealdocs.translate.unit import Unit

WAYS = (("bare", False, False), ("+ glossary", False, True), ("+ memory", True, False), ("+ both", True, True))


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    from sacrebleu.metrics import CHRF

    return float(CHRF(word_order=2).corpus_score(list(hypotheses), [list(references)]).score)


def held(target: str, count: int) -> list[Unit]:
    units = [u for u in tmx.read(shipped_seed()) if u.source_language == "zh" and u.target_language == target and held_back(u.source)]
    random.Random(5).shuffle(units)
    return units[:count]


def rest() -> Memory:
    memory = open_memory()
    memory.add(u for u in tmx.read(shipped_seed(), kind="seed") if not held_back(u.source))
    return memory


def alone(memory: Memory, units: Sequence[Unit], target: str) -> list[str]:
    """What the memory gives without an engine: the nearest segment's target, "" if there is none from 40 %."""
    found = []
    for unit in units:
        near = memory.fuzzy(unit.source, "zh", target, minimum=40, limit=1)
        found.append(memory.with_values(near[0], unit.source).target if near else "")
    return found


def translated(engine: Engine, units: Sequence[Unit], target: str, memory: Memory | None, glossary: Glossary | None) -> tuple[list[str], int]:
    """Translations ("" where refused) and how many were refused."""
    answers, refused = [], 0
    for unit in units:
        protected = protect(unit.source, "zh", target)
        near = memory.fuzzy(unit.source, "zh", target, minimum=EXAMPLES_FROM, limit=EXAMPLES) if memory else []
        words = tuple(terms.in_prompt(glossary, unit.source, "zh", target)) if glossary else ()
        context = Context((tuple((m.unit.source, m.unit.target) for m in near),), (words,))
        answer = engine.translate([protected.text], "zh", target, context)[0]
        if doubt(protected.text, answer, "zh", target):
            refused += 1
            answers.append("")
        else:
            answers.append(restore(answer, protected, target).text)
    return answers, refused


def measure(name: str, targets: Sequence[str], count: int, memory: Memory, glossary: Glossary) -> None:
    try:
        engine = make(name)
        model = engine.model
    except MissingPart as error:
        print(f"{name:8} skipped: {error}")
        return
    for target in targets:
        if not engine.supports("zh", target):
            print(f"{name:8} zh-{target} skipped: no model for this pair is installed")
            continue
        units = held(target, count)
        for way, with_memory, with_glossary in WAYS:
            began = time.perf_counter()
            try:
                answers, refused = translated(engine, units, target, memory if with_memory else None, glossary if with_glossary else None)
            except AppealdocsError as error:
                print(f"{name:8} zh-{target} skipped: {error}")
                break
            spent = (time.perf_counter() - began) / len(units)
            score = chrf(answers, [u.target for u in units])
            print(f"{name:8} zh-{target}  {way:12} chrF++ {score:5.1f}   refused {refused}/{len(units)}   {spent:5.2f} s a sentence   {model}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=12, help="of the held-back tenth, for each language")
    parser.add_argument("--engine", action="append", help="default: local, ct2")
    parser.add_argument("--target", action="append", choices=("en", "ru"))
    given = parser.parse_args()
    targets = given.target or ["en", "ru"]
    memory, glossary = rest(), load(shipped("glossary") / "glossary.tsv")
    for target in targets:
        units = held(target, given.sentences)
        score = chrf(alone(memory, units, target), [u.target for u in units])
        print(f"{'memory':8} zh-{target}  {'alone':12} chrF++ {score:5.1f}   n = {len(units)}")
    for name in given.engine or ["local", "ct2"]:
        measure(name, targets, given.sentences, memory, glossary)
    memory.close()


if __name__ == "__main__":
    main()
