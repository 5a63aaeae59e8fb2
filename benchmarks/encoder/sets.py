"""All pairs and sentences that the encoder learns from or is measured on, as train.py reads them.

    python benchmarks/encoder/sets.py --work FOLDER [--corpus FOLDER] [--shared FOLDER] [--small]

Needs FOLDER with tokenizer.json (body.py) and software.json (software.py); writes raw.npz.xz and groups.json there. Stage 1: pairs
of free software with mechanical faults. Stage 2: sentences of appeals, with faults by hand where there are some. Stage 9 is
measured on and not learnt from: blind sets 4 and 5, the held half of the seed corpora as benchmarks/flags.py plants it, and
plain sentences of sellers. --small takes a few of each.

What stands beside a faulty pair is the pair as it was right, from which train.py sees where the fault is.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import json
import lzma
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

import flags
import flags_unseen
import train_language
from join import labelled
from plant import BITS, FLIPPED, fault

from appealdocs.translate.prove.faults import negation_added, negation_lost

ROOT = Path(__file__).parents[2]
WORK = Path(tempfile.gettempdir()) / "appealdocs-encoder"
PAIRS = ("zh-en", "zh-ru", "en-ru")
LANGUAGES = ("zh", "en", "ru")
FIRST, SECOND, EVALUATED = 1, 2, 9
EVALUATED_SENTENCES = ("unseen-fourth", "unseen-fifth")
LEARNT_BLIND, UNSEEN, EVALUATED_BLIND = ("1", "2", "3", "n4"), ("1", "2", "3", "4"), ("4", "5")
MOST = {"zh-en": 95_000, "en-ru": 45_000, "zh-ru": 54_000}
"""Pairs of free software, so that the Chinese ones are three quarters."""
DENYING = 0.55
"""Share of those in which something is denied, at most: more than software says by itself."""
LONGEST = 120
"""Tokens of a text that are kept."""
TOPICS = {"emotional": 1, "vague": 2, "blaming": 4, "template-talk": 8, "template": 8}
ALL_TOPICS = 15
SMALL = 10
"""Of each set with --small: enough to see that all of it runs."""
_DENIES = re.compile(
    r"不|没|未|无|非|\b(?:not|no|never|without|cannot|unable)\b|n't|(?<![а-я])(?:не|нет|без|нельзя|невозможно)(?![а-я])",
    re.IGNORECASE,
)

Triple = dict[str, str]
"""A sentence by language."""


@dataclass(slots=True)
class Collected:
    """Sentences by their number, and what refers to them: items (eight numbers) and sentences of the language rules (six)."""

    numbers: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    items: list[tuple[int, ...]] = field(default_factory=list)
    sentences: list[tuple[int, ...]] = field(default_factory=list)

    def pair(self, said: tuple[str, str], right: tuple[str, str], bits: int, stage: int, group: str, languages: str) -> None:
        """Source and target, as they are and as they were right; what the target does to the source."""
        numbers = [self._number(text) for text in (*said, *right)]
        self.items.append((*numbers, bits, stage, self._group(group), PAIRS.index(languages)))

    def sentence(self, text: str, lang: str, topic: str, stage: int, group: str) -> None:
        """A sentence and its topic, if it is a bad one; of a bad one nobody said what other topics it has."""
        bits = TOPICS.get(topic, 0)
        self.sentences.append((self._number(text), bits, bits or ALL_TOPICS, self._group(group), LANGUAGES.index(lang), stage))

    def _number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def _group(self, name: str) -> int:
        return self.groups.setdefault(name, len(self.groups))


@dataclass(frozen=True, slots=True)
class Planting:
    """Chances of mechanical faults: that one is in the source, and that it is a negation."""

    in_source: float
    negations: float


SOFTWARE, APPEALS = Planting(0.42, 0.62), Planting(0.4, 0.66)


def planted(into: Collected, right: tuple[str, str], other: tuple[str, str], how: Planting, chance: random.Random, place: tuple[int, str, str]) -> None:
    """One mechanical fault in a pair, if one can be planted; `place`: stage, group, languages."""
    stage, group, languages = place
    side = 0 if chance.random() < how.in_source else 1
    found = fault(right[side], languages.split("-")[side], chance, other[side], how.negations)
    if found:
        wrong, bits = found
        said = (right[0], wrong) if side else (wrong, right[1])
        into.pair(said, right, bits if side else FLIPPED.get(bits, bits), stage, group, languages)


def software(into: Collected, path: Path, small: bool) -> None:
    """Stage 1: pairs of free software, those of Chinese and Russian by their English."""
    data = json.loads(path.read_text(encoding="utf-8"))
    zh, ru = dict(data["zh"]), dict(data["ru"])
    chance = random.Random(11)
    by_languages: dict[str, list[tuple[str, str]]] = {
        "zh-en": [(target, english) for english, target in zh.items()],
        "en-ru": list(ru.items()),
        "zh-ru": [(target, ru[english]) for english, target in zh.items() if english in ru],
    }
    for languages, pairs in by_languages.items():
        most = SMALL if small else MOST[languages]
        chosen = _chosen([pair for pair in pairs if 8 <= len(pair[0]) <= 260 and 8 <= len(pair[1]) <= 330], most, chance)
        for pair in chosen:
            into.pair(pair, pair, 0, FIRST, "software", languages)
            other = chance.choice(chosen)
            for _ in range(2 if chance.random() < 0.45 else 1):
                planted(into, pair, other, SOFTWARE, chance, (FIRST, "software", languages))
        print(languages, len(chosen), "pairs,", len(into.items), "items so far", flush=True)


def _chosen(pairs: Sequence[tuple[str, str]], most: int, chance: random.Random) -> list[tuple[str, str]]:
    """Those that deny first, then those as long as sentences of appeals are."""
    deny = [pair for pair in pairs if _DENIES.search(pair[0]) or _DENIES.search(pair[1])]
    rest = [pair for pair in pairs if not (_DENIES.search(pair[0]) or _DENIES.search(pair[1]))]
    chance.shuffle(rest)
    chance.shuffle(deny)
    rest.sort(key=lambda pair: not 40 < len(pair[1]) < 220)
    return (deny[: int(most * DENYING)] + rest)[:most]


def triple(into: Collected, said: Triple, group: str, chance: random.Random, times: int, others: Sequence[Triple]) -> None:
    """A right sentence in all pairs of languages, with mechanical faults."""
    for languages in PAIRS:
        first, second = languages.split("-")
        into.pair((said[first], said[second]), (said[first], said[second]), 0, SECOND, group, languages)
        other = chance.choice(others)
        for _ in range(times):
            planted(into, (said[first], said[second]), (other[first], other[second]), APPEALS, chance, (SECOND, group, languages))


def clauses() -> list[Triple]:
    """All clauses, their slots filled."""
    import yaml

    found = []
    for path in sorted((ROOT / "templates" / "clauses").glob("*.yaml")):
        for clause in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            found.append({lang: train_language.filled(clause[lang], lang) for lang in LANGUAGES})
    return found


def blind(into: Collected, number: str, folder: Path, chance: random.Random, small: bool) -> None:
    """A set with faults by hand; those of Russian make a pair with the English, too."""
    triples, faults = flags_unseen.blind(number, folder)
    for said in triples[: SMALL if small else None]:
        triple(into, said, f"blind{number}-auto", chance, 2, triples)
    for at, lang, kind, wrong in faults[: SMALL if small else None]:
        bits, said = BITS.get(flags_unseen.kind_of(kind), 0), triples[at]
        for source in ("zh", "en") if lang == "ru" else ("zh",):
            into.pair((said[source], wrong), (said[source], said[lang]), bits, SECOND, f"blind{number}", f"{source}-{lang}")


def unseen(into: Collected, number: str, small: bool) -> None:
    """A set of flags_unseen.py, with its faults by hand."""
    for row in flags_unseen.rows(number)[: SMALL if small else None]:
        for lang in ("en", "ru"):
            right = (row["zh"], row[lang])
            into.pair(right, right, 0, SECOND, "unseen", "zh-" + lang)
            for kind, wrong in flags_unseen.by_hand(row, lang):
                into.pair((row["zh"], wrong), right, BITS.get(flags_unseen.kind_of(kind), 0), SECOND, "unseen", "zh-" + lang)


def by_hand(into: Collected, path: Path, chance: random.Random, small: bool) -> None:
    """A file of corpus/pairs: zh, en, ru, kind, en_wrong, ru_wrong, kind2, zh_wrong; no header."""
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == 8 and cells[3] in BITS and cells[6] in BITS:
            lines.append(cells)
        elif line.strip():
            print(f"{path}:{number}: left out, not eight columns with known kinds")
    triples = [dict(zip(LANGUAGES, cells, strict=False)) for cells in lines]
    group = f"pairs-{path.stem}"
    for zh, en, ru, kind, en_wrong, ru_wrong, kind_zh, zh_wrong in lines[: SMALL if small else None]:
        bits, bits_zh = BITS[kind], BITS[kind_zh]
        for said, languages in (((zh, en), "zh-en"), ((zh, ru), "zh-ru"), ((en, ru), "en-ru")):
            into.pair(said, said, 0, SECOND, group, languages)
        into.pair((zh, en_wrong), (zh, en), bits, SECOND, group, "zh-en")
        into.pair((zh, ru_wrong), (zh, ru), bits, SECOND, group, "zh-ru")
        into.pair((en, ru_wrong), (en, ru), bits, SECOND, group, "en-ru")
        into.pair((en_wrong, ru), (en, ru), FLIPPED.get(bits, bits), SECOND, group, "en-ru")
        into.pair((zh_wrong, en), (zh, en), bits_zh, SECOND, group, "zh-en")
        into.pair((zh_wrong, ru), (zh, ru), bits_zh, SECOND, group, "zh-ru")
        for target, lang in ((en, "en"), (ru, "ru")):  # one more mechanical fault
            found = fault(target, lang, chance, chance.choice(triples)[lang], 0.4)
            if found:
                into.pair((zh, found[0]), (zh, target), found[1], SECOND, group + "-auto", "zh-" + lang)


def tested() -> Iterator[tuple[tuple[str, str], str]]:
    """Right Chinese pairs of the flags' own tests, with their language: wordings that were once flagged without cause."""
    import yaml

    folder = ROOT / "tests" / "translate" / "flags"
    for path in sorted(folder.glob("**/*.py")):  # (source, right, wrong, language) in the tables of tests
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple):
                row = [cell.value for cell in node.elts if isinstance(cell, ast.Constant) and isinstance(cell.value, str)]
                if len(row) == len(node.elts) == 4 and row[3] in ("en", "ru") and len(row[0]) > 4:
                    yield (row[0], row[1]), row[3]
    for row in yaml.safe_load((folder / "cases.yaml").read_text(encoding="utf-8")):  # name, source, target, language, flags
        if isinstance(row, list) and len(row) == 5 and not row[4] and row[3] in ("en", "ru") and re.search("[\u3400-\u9fff]", row[1]):
            yield (row[1], row[2]), row[3]


def held(into: Collected, rows: Sequence[Triple]) -> None:
    """Measured on: the held half, its negations planted as benchmarks/flags.py does."""
    for row in rows:
        for lang in ("en", "ru"):
            into.pair((row["zh"], row[lang]), (row["zh"], row[lang]), 0, EVALUATED, "held", "zh-" + lang)
    chances = {lang: random.Random(f"plant {lang}") for lang in ("en", "ru")}
    negated(into, rows, EVALUATED, "held", chances.__getitem__)


def negated(into: Collected, rows: Sequence[Triple], stage: int, group: str, chance: Callable[[str], random.Random]) -> None:
    """A negation lost and one added by translate/prove/faults.py, by the chance of the language."""
    for row in rows:
        for lang in ("en", "ru"):
            for plant, kind in ((negation_lost, "negation-lost"), (negation_added, "negation-added")):
                wrong = plant(row[lang], lang, row["zh"], chance(lang), "")
                if wrong and wrong != row[lang]:
                    into.pair((row["zh"], wrong), (row["zh"], row[lang]), BITS[kind], stage, group, "zh-" + lang)


def evaluated_blind(into: Collected, number: str, folder: Path, small: bool) -> None:
    """Measured on: a blind set, its faults by hand alone."""
    if not (folder / f"blind-triples-{number}.tsv").exists():
        print(f"no blind set {number} in {folder}: not measured")
        return
    triples, faults = flags_unseen.blind(number, folder)
    for said in triples[: SMALL if small else None]:
        for lang in ("en", "ru"):
            into.pair((said["zh"], said[lang]), (said["zh"], said[lang]), 0, EVALUATED, f"blind{number}", "zh-" + lang)
    for at, lang, kind, wrong in faults[: SMALL if small else None]:
        said, bits = triples[at], BITS.get(flags_unseen.kind_of(kind), 0)
        into.pair((said["zh"], wrong), (said["zh"], said[lang]), bits, EVALUATED, f"blind{number}", "zh-" + lang)


def language(into: Collected, small: bool) -> None:
    """Sentences of the language rules: those that the learnt judge learns from, and those to measure on."""
    for row in train_language.rows()[: 20 * SMALL if small else None]:
        into.sentence(row.sentence, row.lang, row.topic if row.bad else "", SECOND, "L-" + row.hand)
    for row in list(train_language.seed(1))[: SMALL if small else None]:
        into.sentence(row.sentence, row.lang, "", EVALUATED, "L-plain")
    for name in EVALUATED_SENTENCES:
        for lang, topic, text in labelled(name):
            into.sentence(text, lang, "" if topic == "plain" else topic, EVALUATED, "L-" + name)


def collected(given: argparse.Namespace) -> Collected:
    """Everything, in the order that its chances are drawn in."""
    into, chance, corpus = Collected(), random.Random(5), given.corpus
    some = SMALL if given.small else None
    software(into, given.work / "software.json", given.small)
    dev = flags.rows(given.shared / "corpus", "dev")
    for row in dev[:some]:
        triple(into, row, "dev", chance, 5, dev)
    negated(into, dev[:some], SECOND, "dev", lambda _: chance)
    texts = clauses()
    for row in texts[:some]:
        triple(into, row, "clause", chance, 1, texts)
    for number in LEARNT_BLIND:
        blind(into, number, corpus, chance, given.small)
    for number in UNSEEN:
        unseen(into, number, given.small)
    with (ROOT / "tests/translate/flags/corpus/fresh.tsv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:some]:
            triple(into, row, "fresh", chance, 2, dev)
    files = sorted((corpus / "pairs").glob("*.tsv"))
    if not files:
        raise FileNotFoundError(f"no *.tsv in {corpus / 'pairs'}: what matters most is learnt from there")
    for path in files:
        by_hand(into, path, chance, given.small)
    for right, lang in tested():
        into.pair(right, right, 0, SECOND, "fresh", "zh-" + lang)
    held(into, flags.rows(given.shared / "corpus", "held")[:some])
    for number in EVALUATED_BLIND:
        evaluated_blind(into, number, corpus, given.small)
    language(into, given.small)
    return into


def write(into: Collected, work: Path) -> None:
    """The sentences as tokens, one after another, with their starts; items; groups."""
    from tokenizers import Tokenizer

    tokenizer, texts = Tokenizer.from_file(str(work / "tokenizer.json")), list(into.numbers)
    tokens = []
    for start in range(0, len(texts), 20_000):
        tokens += [np.array(found.ids[:LONGEST], np.uint16) for found in tokenizer.encode_batch(texts[start : start + 20_000])]
    starts = np.cumsum([0, *map(len, tokens)]).astype(np.int32)
    packed = io.BytesIO()
    items, sentences = (np.array(rows, np.int32) for rows in (into.items, into.sentences))
    np.savez(packed, flat=np.concatenate(tokens), off=starts, items=items, lang=sentences)
    with lzma.open(work / "raw.npz.xz", "wb", preset=6) as file:
        file.write(packed.getvalue())
    (work / "groups.json").write_text(json.dumps(into.groups), encoding="utf-8")
    print(len(texts), "texts,", len(items), "pairs,", len(sentences), "sentences,", len(into.groups), "groups")


def main() -> None:
    """Collect and write."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--work", type=Path, default=WORK)
    words.add_argument("--corpus", type=Path, default=flags_unseen.FOLDER)
    words.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    words.add_argument("--small", action="store_true")
    given = words.parse_args()
    write(collected(given), given.work)


if __name__ == "__main__":
    main()
