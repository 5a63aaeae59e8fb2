"""The language gate on short segments: `python benchmarks/language_gate.py`. Prints which language each was taken for.

Segments of Ukrainian, Belarusian, Kazakh, Bulgarian, Macedonian and Serbian must never be `ok` for Russian; a miss ('unsure')
is the price for that. `held-out` was written before the gate was.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

from appealdocs.language.verdict import Required, verdict

CORPUS = Path(__file__).parents[1] / "tests" / "language" / "corpus"
REQUIRED: tuple[Required, ...] = ("ru", "en", "zh")


def segments(which: str) -> list[tuple[str, str]]:
    """Language and text of each segment of a set (dev, held-out)."""
    with (CORPUS / f"gate-{which}.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["lang"], row["segment"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def confusion(which: str) -> dict[str, Counter[str]]:
    """For each language, how many segments were judged ok for Russian, English, Chinese, or for none of them."""
    table: dict[str, Counter[str]] = {}
    for lang, text in segments(which):
        passed = [required for required in REQUIRED if verdict(text, required).verdict == "ok"]
        unsure = any(verdict(text, required).verdict == "unsure" for required in REQUIRED)
        table.setdefault(lang, Counter())["+".join(passed) or ("unsure" if unsure else "none")] += 1
    return table


def main() -> None:
    for which in ("dev", "held-out"):
        table = confusion(which)
        columns = sorted({name for row in table.values() for name in row})
        print(f"\n{which}: {sum(sum(row.values()) for row in table.values())} segments, taken for")
        print("       " + "".join(f"{name:>9}" for name in columns))
        for lang, row in table.items():
            print(f"{lang:<7}" + "".join(f"{row[name] or '.':>9}" for name in columns))
        false_russian = sum(row["ru"] for lang, row in table.items() if lang != "ru")
        print(f"false Russian: {false_russian}")
    _time()


def _time() -> None:
    texts = [text for which in ("dev", "held-out") for _, text in segments(which)]
    begin = time.perf_counter()
    for number, text in enumerate(texts):
        verdict(f"{text} {number}", "ru")  # the number keeps the cache out of it
    print(f"\n{(time.perf_counter() - begin) / len(texts) * 1000:.2f} ms a segment, warm, detectors included")


if __name__ == "__main__":
    main()
