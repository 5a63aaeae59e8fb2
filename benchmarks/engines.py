"""chrF++ of each offline engine on the held-back tenth of the seed memory, with and without memory examples and glossary.

    python benchmarks/engines.py [--sentences 12] [--engine local --engine ct2] [--target en --target ru] [--log FILE]

Each sentence is translated in all ways before the next one, so that a run that is cut off has measured them on the same sentences;
what a way changes is given with the interval in which it lies in 95 of 100 samples of these sentences. A sentence goes the way of the program: protected, translated, doubted, restored. The memory holds the other nine tenths. An
answer that is refused counts as an empty translation. 'memory alone' is the nearest segment's target, its values carried over,
without any engine. An engine that is not installed is skipped and said to be.
"""

from __future__ import annotations

import argparse
import json
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


def translated(engine: Engine, unit: Unit, target: str, memory: Memory | None, glossary: Glossary | None) -> str:
    """The translation, "" where it was refused."""
    protected = protect(unit.source, "zh", target)
    near = memory.fuzzy(unit.source, "zh", target, minimum=EXAMPLES_FROM, limit=EXAMPLES) if memory else []
    words = tuple(terms.in_prompt(glossary, unit.source, "zh", target)) if glossary else ()
    context = Context((tuple((m.unit.source, m.unit.target) for m in near),), (words,))
    answer = engine.translate([protected.text], "zh", target, context)[0]
    return "" if doubt(protected.text, answer, "zh", target) else restore(answer, protected, target).text


def changed(before: Sequence[str], after: Sequence[str], references: Sequence[str]) -> str:
    """How much a sentence's chrF++ changes in the mean, and between what in 95 of 100 samples."""
    from sacrebleu.metrics import CHRF

    scorer = CHRF(word_order=2)
    each = [scorer.sentence_score(b, [r]).score - scorer.sentence_score(a, [r]).score for a, b, r in zip(before, after, references, strict=True)]
    rng = random.Random(1)
    means = sorted(sum(rng.choices(each, k=len(each))) / len(each) for _ in range(1000))
    return f"{sum(each) / len(each):+5.1f} ({means[25]:+.1f} to {means[974]:+.1f})"


def measure(name: str, targets: Sequence[str], count: int, memory: Memory, glossary: Glossary, log: Path | None) -> None:
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
        try:
            measure_pair(engine, model, target, held(target, count), memory, glossary, log)
        except AppealdocsError as error:
            print(f"{name:8} zh-{target} skipped: {error}")


def measure_pair(
    engine: Engine, model: str, target: str, units: Sequence[Unit], memory: Memory, glossary: Glossary, log: Path | None
) -> None:
    answers: dict[str, list[str]] = {way: [] for way, _, _ in WAYS}
    spent = dict.fromkeys(answers, 0.0)
    for unit in units:
        for way, with_memory, with_glossary in WAYS:
            began = time.perf_counter()
            answer = translated(engine, unit, target, memory if with_memory else None, glossary if with_glossary else None)
            spent[way] += time.perf_counter() - began
            answers[way].append(answer)
            if log:
                line = {"target": target, "way": way, "source": unit.source, "reference": unit.target, "answer": answer}
                with log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
    references = [unit.target for unit in units]
    for way, own in answers.items():
        refused = f"refused {own.count('')}/{len(own)}"
        difference = "" if way == "bare" else "a sentence " + changed(answers["bare"], own, references)
        seconds = spent[way] / len(own)
        print(f"{engine.name:8} zh-{target}  {way:12} chrF++ {chrf(own, references):5.1f}   {refused}   {seconds:5.2f} s a sentence   {model}   {difference}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=12, help="of the held-back tenth, for each language")
    parser.add_argument("--engine", action="append", help="default: local, ct2")
    parser.add_argument("--log", type=Path, help="add each translation to this file as it is made (JSON lines)")
    parser.add_argument("--target", action="append", choices=("en", "ru"))
    given = parser.parse_args()
    targets = given.target or ["en", "ru"]
    memory, glossary = rest(), load(shipped("glossary") / "glossary.tsv")
    for target in targets:
        units = held(target, given.sentences)
        score = chrf(alone(memory, units, target), [u.target for u in units])
        print(f"{'memory':8} zh-{target}  {'alone':12} chrF++ {score:5.1f}   n = {len(units)}")
    for name in given.engine or ["local", "ct2"]:
        measure(name, targets, given.sentences, memory, glossary, given.log)
    memory.close()


if __name__ == "__main__":
    main()
