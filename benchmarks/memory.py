"""Fuzzy look-ups in a large translation memory, beside a full scan by rapidfuzz.

    python benchmarks/memory.py [--units 1000000] [--queries 240] [--language zh] [--seed 7] [--keep FOLDER]

The segments are recombined from the clauses of the seed memory, with numbers varied. A query is a segment with its numbers
changed, a few characters cut, inserted or replaced, a clause exchanged, or two clauses that were never side by side. The scan
measures every distinct segment; an answer is the same if it is as similar as the scan's best (segments often tie).
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from appealdocs.translate import tmx
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.seed import shipped_seed
from appealdocs.translate.skeleton import tidy
from appealdocs.translate.unit import Unit

KINDS = ("numbers", "cut", "inserted", "clause", "characters", "new pair")


def sentences(language: str) -> list[str]:
    units = list(tmx.read(shipped_seed()))
    return list(dict.fromkeys(u.source if language == "zh" else u.target for u in units if language in ("zh", u.target_language)))


def clauses(texts: list[str]) -> list[str]:
    parts = (part.strip(" .") for text in texts for part in re.split(r"[，；。！]|[,;.:] ", text))
    return [part for part in parts if len(part) >= 4]


def varied(rng: random.Random, text: str) -> str:
    return re.sub(r"\d", lambda _: str(rng.randint(0, 9)), text)


def segments(count: int, language: str, seed: int = 1) -> Iterator[str]:
    rng = random.Random(seed)
    texts = sentences(language)
    parts = clauses(texts)
    between, end = ("，", "。") if language == "zh" else (", ", ".")
    for _ in range(count):
        if rng.random() < 0.1:
            yield varied(rng, rng.choice(texts))
        else:
            yield between.join(varied(rng, rng.choice(parts)) for _ in range(rng.choice((1, 2, 2, 2, 3, 3)))) + end


def query(rng: random.Random, kind: str, text: str, parts: list[str], language: str) -> str:
    at = rng.randrange(max(1, len(text) - 4))
    if kind == "numbers":
        return varied(rng, text)
    if kind == "cut":
        return text[:at] + text[at + rng.randint(1, 3) :]
    if kind == "inserted":
        return text[:at] + rng.choice(parts)[: rng.randint(2, 4)] + text[at:]
    if kind == "clause":
        pieces = re.split("(，|, )", text)
        return "".join([rng.choice(parts), *pieces[1:]])
    if kind == "characters":
        chars = list(text)
        for _ in range(4):
            chars[rng.randrange(len(chars))] = rng.choice("的了我们在后aeо")
        return "".join(chars)
    return rng.choice(parts) + ("，" if language == "zh" else ", ") + rng.choice(parts)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(path: Path, count: int, language: str) -> tuple[Memory, float]:
    """A memory of `count` segments; one that is kept there already is taken as it is (0 seconds)."""
    if path.is_file():
        return open_memory(path), 0.0
    target = "en" if language == "zh" else "zh"
    began = time.perf_counter()
    memory = open_memory(path)
    memory.add(Unit(text, f"Translation {number}.", language, target, "imported") for number, text in enumerate(segments(count, language)))
    return memory, time.perf_counter() - began


def measure(memory: Memory, language: str, count: int, queries: int, seed: int) -> None:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    known = list(dict.fromkeys(map(tidy, segments(count, language))))
    parts = clauses(sentences(language))
    rng = random.Random(seed)
    target = "en" if language == "zh" else "zh"
    asked = [(KINDS[n % len(KINDS)], query(rng, KINDS[n % len(KINDS)], rng.choice(known), parts, language)) for n in range(queries)]
    for _, text in asked[:20]:
        memory.fuzzy(text, language, target, minimum=30)
    spent, scans, busy, same = [], [], [], dict.fromkeys(KINDS, 0)
    for kind, text in asked:  # in turns, so that whatever else the machine does slows both
        began, cpu = time.perf_counter(), time.thread_time()
        found = memory.fuzzy(text, language, target, minimum=30, limit=5)
        spent.append((time.perf_counter() - began) * 1000)
        looked = time.thread_time() - cpu
        text = tidy(text)
        began, cpu = time.perf_counter(), time.thread_time()
        best = process.extractOne(text, known, scorer=Levenshtein.normalized_similarity)
        scans.append((time.perf_counter() - began) * 1000)
        busy.append((looked * 1000, (time.thread_time() - cpu) * 1000))
        ours = Levenshtein.normalized_similarity(text, tidy(found[0].unit.source)) if found else 0.0
        same[kind] += ours >= best[1] - 1e-9
    ratio = statistics.median(scans) / statistics.median(spent)
    spent.sort()
    print(f"look-up          median {statistics.median(spent):6.2f} ms   95% {spent[int(len(spent) * 0.95)]:6.2f} ms   most {spent[-1]:6.2f} ms")
    print(f"full scan        median {statistics.median(scans):6.2f} ms   ({len(known):,} distinct segments)   look-up is {ratio:.0f} times faster")
    own, scanned = (statistics.median(times) for times in zip(*busy, strict=True))
    print(f"processor alone  look-up {own:.2f} ms   full scan {scanned:.2f} ms   {scanned / own:.0f} times faster (waits for other programs left out)")
    total = sum(same.values())
    print(f"same best match  {total}/{queries} = {total / queries:.2%}")
    print("by kind          " + "  ".join(f"{kind} {same[kind]}/{sum(k == kind for k, _ in asked)}" for kind in KINDS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=240)
    parser.add_argument("--language", choices=("zh", "en", "ru"), default="zh")
    parser.add_argument("--seed", type=int, default=7, help="of the queries: others than those that the budgets were measured with")
    parser.add_argument("--keep", type=Path, help="keep the memory in this folder, or measure the one that is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (given.keep or Path(temporary)) / "memory.db"
        memory, seconds = build(path, given.units, given.language)
        index = sum(file.stat().st_size for file in path.with_name("memory.db.index").glob("*")) if given.units > 5000 else 0
        print(f"language         {given.language}")
        print(f"built            {given.units:,} units in {seconds:.0f} s, peak memory {megabytes():.0f} MB")
        print(f"on disk          {path.stat().st_size / 1e6:.0f} MB units, {index / 1e6:.0f} MB index")
        began = time.perf_counter()
        memory.close()
        memory = open_memory(path)
        memory.fuzzy("货物延误了。", given.language, "en" if given.language == "zh" else "zh")
        print(f"opened           {(time.perf_counter() - began) * 1000:.0f} ms to the first answer")
        measure(memory, given.language, given.units, given.queries, given.seed)
        memory.close()


if __name__ == "__main__":
    main()
