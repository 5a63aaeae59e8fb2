"""Recall and false alarms of the quality flags on sentences written after the flags, with faults planted by hand.

    python benchmarks/flags_unseen.py [1|2|3|4|blind-1|blind-2|blind-3] [--show missed|clean] [--kind KIND] [--pair zh-en] [--folder FOLDER]

Each row of `corpus/flags-unseen-N.tsv` holds a sentence as sellers write it, free translations by hand, and the faults a
machine might make in each (`kind:words>other words`), also by hand. To these come mechanical ones, planted here and not by
`translate/prove`: an id with a digit changed or two swapped, a number with a digit changed or left out, words of the source
or of a third language left standing. A fault counts as found if a flag of its kind is there that the clean pair has not;
`any` counts any new flag of severity critical or major. Clean pairs: `serious` counts critical and major, `all` every flag.

The sets `blind-N` come in two files, `blind-triples-N.tsv` (zh, en, ru) and `blind-faults-N.tsv` (line from 1, language, kind,
the wrong target), written by somebody who had seen neither the checks nor the other sets; nothing is planted mechanically there.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from appealdocs.translate.flags import flags, kind
from appealdocs.translate.glossary import Glossary, shipped

FOLDER = Path(__file__).parent / "corpus"
PAIRS = (("zh", "en"), ("zh", "ru"), ("en", "ru"))
KINDS: dict[str, frozenset[str]] = {
    "number": frozenset({"number", "unit", "date", "time", "money", "id"}), "date": frozenset({"date", "time", "number"}), "time": frozenset({"time", "date", "number", "unit"}),
    "currency": frozenset({"money"}), "id": frozenset({"id", "number"}), "negation-lost": frozenset({"negation", "speech-act"}),
    "negation-added": frozenset({"negation", "speech-act"}), "unit": frozenset({"unit", "number", "date"}), "clause-lost": frozenset({"omission"}),
    "clause-added": frozenset({"addition"}), "modality": frozenset({"speech-act", "negation"}), "admission": frozenset({"speech-act", "addition", "negation"}), "name": frozenset({"name", "id", "term"}), "leftover": frozenset({"script", "language"}),
}  # fmt: skip
"""Kinds of flags that say what the fault is. A weekday or week may be told as number or date."""
_FOREIGN = {"en": ("заказ", "посылка", "не получена", "возврат"), "ru": ("the parcel", "delivered", "refund was issued", "замовлення", "пошкоджено")}


def rows(number: str) -> list[dict[str, str]]:
    """The rows of one set."""
    with (FOLDER / f"flags-unseen-{number}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def blind(number: str, folder: Path) -> tuple[list[dict[str, str]], list[tuple[int, str, str, str]]]:
    """Triples of a blind set, and its faults: place of the triple, language, kind, wrong target."""

    def table(name: str, columns: tuple[str, ...]) -> list[list[str]]:
        with (folder / f"{name}-{number}.tsv").open(encoding="utf-8", newline="") as file:
            lines = [line for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(line) >= len(columns)]
        return lines[1:] if tuple(cell.strip().lower() for cell in lines[0][: len(columns)]) == columns else lines

    prefix = "blind-" if (folder / f"blind-triples-{number}.tsv").exists() else ""
    triples = [dict(zip(("zh", "en", "ru"), line, strict=False)) for line in table(f"{prefix}triples", ("zh", "en", "ru"))]
    faults = [(int(line[0]), line[1].strip(), line[2].strip(), line[3]) for line in table(f"{prefix}faults", ("line", "lang", "kind", "wrong"))]

    def fit(offset: int) -> int:
        """How many words the faulty targets share with the lines they name: a header may have been counted."""
        places = [(at + offset, language, wrong) for at, language, _, wrong in faults[:80] if 0 <= at + offset < len(triples)]
        return sum(len(set(triples[at][language].split()) & set(wrong.split())) for at, language, wrong in places)

    offset = max((-1, -2, 0), key=fit)
    return triples, [(at + offset, *rest) for at, *rest in faults if 0 <= at + offset < len(triples)]  # type: ignore[misc]


def kind_of(words: str) -> str:
    """The kind of a fault by the words of the set."""
    low = words.lower().replace("_", "-")
    for name, pattern in _WORDS.items():
        if re.search(pattern, low):
            return name
    return low


_WORDS = {
    "negation-lost": r"neg.*(?:lost|drop|remov|omit|miss)", "negation-added": r"neg.*(?:add|insert|new)", "currency": r"currenc|money", "date": r"date|weekday|day\b|month",
    "time": r"time", "id": r"\bid\b|order|tracking|sku", "leftover": r"left|script|source|foreign|untransl", "name": r"name|person|place|brand|carrier|company",
    "unit": r"unit", "clause-lost": r"(?:clause|omission|sentence|content).*(?:lost|drop|left|remov|omit|miss)|omission|omitted", "clause-added": r"(?:clause|sentence|content).*(?:add|new|extra)|addition|added",
    "number": r"num|digit|amount|quant|magnitude|range",
}  # fmt: skip


def measured(number: str, folder: Path, glossary: Glossary, show: str | None, only: str) -> None:
    """The table of a blind set."""
    triples, faults = blind(number, folder)
    planted, own, other = Counter[str](), Counter[str](), Counter[str]()
    alarms: Counter[str] = Counter()
    for language in ("en", "ru"):
        usual = [found(row["zh"], row[language], "zh", language, glossary) for row in triples]
        for row, flagged in zip(triples, usual, strict=True):
            serious = sorted(f for f, severity in flagged if severity != "minor")
            alarms[language] += bool(serious)
            alarms.update(f"{language} {name}" for name in {kind(f) for f in serious})
            if serious and show == "clean":
                print(f"  {','.join(serious)}\t{row['zh']}\t{row[language]}")
        for at, target, words, wrong in faults:
            name = kind_of(words)
            if target != language or only not in ("", name):
                continue
            new = {f for f in found(triples[at]["zh"], wrong, "zh", language, glossary) if f[1] != "minor"} - usual[at]
            caught = any(kind(f) in KINDS.get(name, frozenset()) for f, _ in new)
            key = f"{name} {language}"
            planted[key] += 1
            own[key] += caught
            other[key] += bool(new)
            if show == "missed" and not (caught if name in KINDS else new):
                print(f"  {key}\t{triples[at]['zh']}\t{wrong}\t{','.join(sorted(f for f, _ in new))}")
    print(f"\nblind set {number}: {len(triples)} sentences")
    for key in sorted(planted):
        print(f"  {key:<20}{planted[key]:>5} planted   own kind {own[key] / planted[key]:.3f}   any {other[key] / planted[key]:.3f}")
    for language in ("en", "ru"):
        listed = {key: count for key, count in sorted(alarms.items()) if key.startswith(f"{language} ")}
        print(f"  clean zh-{language}: {alarms[language]} of {len(triples)} flagged ({100 * alarms[language] / len(triples):.1f} %) {listed}")


def by_hand(row: dict[str, str], language: str) -> Iterator[tuple[str, str]]:
    """Kind of the fault, faulty target."""
    for fault in filter(None, row[f"faults_{language}"].split(" || ")):
        name, _, words = fault.partition(":")
        old, _, new = words.partition(">")
        yield name, row[language].replace(old, new, 1)


def mechanical(row: dict[str, str], source: str, language: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Faults of ids, numbers and leftovers, by chance with a fixed seed."""
    target = row[language]
    for match in re.finditer(r"(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z-]|\d{6})[\w-]{6,}(?![\w-])", target):
        digits = [i for i in range(*match.span()) if target[i].isdigit()]
        at = chance.choice(digits)
        yield "id", target[:at] + str((int(target[at]) + chance.randint(1, 9)) % 10) + target[at + 1 :]
        pairs = [i for i in digits if i + 1 in digits and target[i] != target[i + 1]]
        if pairs:
            at = chance.choice(pairs)
            yield "id", target[:at] + target[at + 1] + target[at] + target[at + 2 :]
    for match in re.finditer(r"(?<![\w.,:/№-])\d{2,}(?![\w.,:/%-])", target):
        at = chance.randrange(*match.span())
        yield "number", target[:at] + chance.choice([d for d in "123456789" if d != target[at]]) + target[at + 1 :]
    words = target.split(" ")
    at = chance.randrange(1, len(words))
    if source == "zh":
        start = chance.randrange(max(1, len(row["zh"]) - 4))
        piece = re.sub(r"[^\u3400-\u9fff]", "", row["zh"][start : start + 4]) or "包裹"
        yield "leftover", " ".join([*words[:at], piece, *words[at:]])
    yield "leftover", " ".join([*words[:at], chance.choice(_FOREIGN[language]), *words[at:]])


def found(source: str, target: str, here: str, there: str, glossary: Glossary) -> set[tuple[str, str]]:
    """Name and severity of the flags of a pair."""
    return {(f.flag, f.severity) for f in flags(source, target, here, there, glossary=glossary)}


def main() -> None:
    """Print a table for each pair of languages."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("set", nargs="?", default="1")
    words.add_argument("--show", choices=["missed", "clean"])
    words.add_argument("--kind", default="")
    words.add_argument("--pair", default="")
    words.add_argument("--folder", type=Path, default=FOLDER)
    given = words.parse_args()
    if given.set.startswith("blind-"):
        measured(given.set.removeprefix("blind-"), given.folder, shipped(), given.show, given.kind)
        return
    glossary, corpus = shipped(), rows(given.set)
    for here, there in PAIRS:
        if given.pair in ("", f"{here}-{there}"):
            _table(corpus, here, there, glossary, given.show, given.kind)


def _table(corpus: list[dict[str, str]], here: str, there: str, glossary: Glossary, show: str | None, only: str) -> None:
    chance = random.Random(f"unseen {here} {there}")
    planted, own, other = Counter[str](), Counter[str](), Counter[str]()
    alarms: dict[str, list[str]] = defaultdict(list)
    begin = time.perf_counter()
    for row in corpus:
        clean = found(row[here], row[there], here, there, glossary)
        serious = sorted(f for f, severity in clean if severity != "minor")
        for name in {kind(f) for f in serious}:
            alarms[name].append(row[here])
        if serious:
            alarms["serious"].append(row[here])
        if clean:
            alarms["all"].append(row[here])
        if show == "clean" and serious:
            print(f"  {','.join(serious)}\t{row[here]}\t{row[there]}")
        for name, wrong in (*by_hand(row, there), *mechanical(row, here, there, chance)):
            if only not in ("", name):
                continue
            new = {(f, s) for f, s in found(row[here], wrong, here, there, glossary) if s != "minor"}
            caught = any(kind(f) in KINDS[name] for f, _ in new) if not serious else any(kind(f) in KINDS[name] for f, _ in new - clean)
            planted[name] += 1
            own[name] += caught
            other[name] += caught or bool(new - clean)
            if show == "missed" and not caught:
                print(f"  {name}\t{row[here]}\t{wrong}\t{','.join(sorted(f for f, _ in new))}")
    spent = time.perf_counter() - begin
    print(f"\n{here}-{there}: {len(corpus)} sentences")
    for name in KINDS:
        if planted[name]:
            print(f"  {name:<16}{planted[name]:>5} planted   own kind {own[name] / planted[name]:.3f}   any {other[name] / planted[name]:.3f}")
    share = {name: f"{len(each)} ({100 * len(each) / len(corpus):.1f} %)" for name, each in sorted(alarms.items())}
    print(f"  clean flagged: {share}; {1000 * spent / (len(corpus) + sum(planted.values())):.1f} ms a pair")


if __name__ == "__main__":
    main()
