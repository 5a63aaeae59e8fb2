"""How often facts agree across the project's own sentences in Chinese, English and Russian.

    python benchmarks/facts_corpus.py [FOLDER] [--clauses FOLDER] [--show N]

FOLDER holds `*.tsv` with columns part, zh, en, ru (default: /work/shared/corpus). Each pair is a translation of the
other, so a difference that `compare` reports is a false alarm, or a fault of the corpus. The grammars were tuned on this
corpus; the clauses (default: templates/clauses, their examples written by our own filters) were not looked at for that.
Also measured: one digit of the target is replaced by another, and `compare` has to see it.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment

from appealdocs.facts.compare import Comparison, compare
from appealdocs.facts.parse import parse
from appealdocs.locale_.filters import environment_filters


def rows(folder: Path) -> list[dict[str, str]]:
    """All rows of the parallel files; the glossary has no `part` column and is left out."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [row for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if "part" in row]
    return found


def clauses(folder: Path) -> list[dict[str, str]]:
    """The clause library, each clause filled with its own example in the three languages."""
    environments = {}
    for lang in ("zh", "en", "ru"):
        environments[lang] = Environment(autoescape=False)
        environments[lang].filters.update(environment_filters(lang, ZoneInfo("Asia/Dubai")))
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for clause in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            if isinstance(clause, dict) and "example" in clause:
                row = {}
                for lang, environment in environments.items():
                    values = {key: one_language(value, lang) for key, value in clause["example"].items()}
                    row[lang] = environment.from_string(clause[lang]).render(values)
                found.append(row)
    return found


def one_language(value: object, lang: str) -> object:
    """A name that differs by language as a letter in `lang` says it."""
    return value.get(lang, value["en"]) if isinstance(value, dict) and "en" in value else value


def said(result: Comparison) -> str:
    """A comparison in one line."""
    parts = [f"-{m.text}" for m in result.missing] + [f"+{m.text}" for m in result.extra]
    return "  ".join(parts + [f"{a.text} ≠ {b.text}" for a, b in result.changed])


def mutated(text: str, chance: random.Random) -> str | None:
    """The text with one digit of one number replaced, None if it has no digit."""
    places = [found.start() for found in re.finditer(r"\d", text)]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def measure(title: str, corpus: list[dict[str, str]], show: int) -> None:
    """Print false alarms and seen changes for both pairs of languages."""
    chance = random.Random(0)
    for lang in ("en", "ru"):
        alarms, with_facts, killed, tried = [], 0, 0, 0
        for row in corpus:
            source, target = parse(row["zh"], "zh"), parse(row[lang], lang)
            with_facts += bool(source or target)
            result = compare(source, target)
            if not result.clean:
                alarms.append((row, result))
                continue
            wrong = mutated(row[lang], chance)
            if wrong is not None:
                tried += 1
                killed += not compare(source, parse(wrong, lang)).clean
        share = 100 * len(alarms) / max(1, with_facts)
        print(
            f"{title} zh-{lang}: {len(corpus)} pairs, {with_facts} with facts, {len(alarms)} not clean ({share:.2f} %); "
            f"one digit changed: {killed} of {tried} seen"
        )
        for row, result in alarms[:show]:
            print(f"  {said(result)}\n    {row['zh']}\n    {row[lang]}")


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", nargs="?", type=Path, default=Path("/work/shared/corpus"))
    words.add_argument("--clauses", type=Path, default=Path(__file__).parents[1] / "templates" / "clauses")
    words.add_argument("--show", type=int, default=0, help="print this many false alarms of each pair")
    given = words.parse_args()
    corpus = rows(given.folder)
    for lang in ("zh", "en", "ru"):
        parse("1 день", lang)
    measure("corpus", corpus, given.show)
    measure("clauses", clauses(given.clauses), given.show)
    for lang in ("zh", "en", "ru"):
        start = time.perf_counter()
        for row in corpus:
            parse(row[lang], lang)
        print(f"parse {lang}: {(time.perf_counter() - start) / max(1, len(corpus)) * 1000:.3f} ms a sentence")


if __name__ == "__main__":
    main()
