"""Rules and encoder together: what they find and what they flag without cause, for pairs and for sentences.

    python benchmarks/encoder/join.py [--model FILE] [--sets N ...] [--planted FOLDER] [--sentences SET ...]

--model: an encoder.onnx, else the shipped one. --sets: blind sets of benchmarks/corpus (4 and 5 were not learnt from). --planted: a
folder of corpora, whose held half is planted as benchmarks/flags.py does. --sentences: sets of tests/language/corpus (unseen-fourth
and unseen-fifth were not learnt from), beside which stand plain sentences of sellers.

A line is a way to join: pairs are flagged where the encoder's polarity is above `raise`, or a rule sees a negation and polarity is
above `keep`; sentences by weights of the learnt judge and the encoder. The weights of language/reads.py and the bounds of
translate/flags/read.py were chosen from such tables.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

import flags as planting
import flags_unseen
import language_rules
import train_language

from appealdocs.language import encoder, learnt
from appealdocs.language.learnt import TOPICS
from appealdocs.language.lemmas import sentences
from appealdocs.language.lexicon import hits
from appealdocs.translate.flags import flags, kind
from appealdocs.translate.glossary import Glossary, shipped
from appealdocs.translate.prove.faults import FAULTS

LANGUAGES = ("zh", "en", "ru")
NEGATIONS = ("negation-lost", "negation-added")
SHOWN = (*NEGATIONS, "modality", "admission", "clause-lost", "clause-added")
RAISE, KEEP = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0), (-inf, -3.0, -1.0)
Floats = NDArray[np.float32]
Truths = NDArray[np.bool_]


class Case(NamedTuple):
    """A pair, the kind of its fault ("clean": none), and the number of the sentence that it was made from."""

    source: str
    target: str
    fault: str
    number: int


def blind(number: str) -> Iterator[tuple[str, list[Case]]]:
    """The cases of a blind set by language."""
    triples, faults = flags_unseen.blind(number, flags_unseen.FOLDER)
    for lang in ("en", "ru"):
        cases = [Case(row["zh"], row[lang], "clean", at) for at, row in enumerate(triples)]
        wrong = [Case(triples[at]["zh"], said, flags_unseen.kind_of(name), at) for at, own, name, said in faults if own == lang]
        yield lang, cases + wrong


def planted(folder: Path) -> Iterator[tuple[str, list[Case]]]:
    """The held half with the faults that the encoder could find. All faults are planted: chance is then that of benchmarks/flags.py."""
    rows = planting.rows(folder, "held")
    for lang in ("en", "ru"):
        chance, cases = random.Random(f"plant {lang}"), list[Case]()
        for at, row in enumerate(rows):
            cases.append(Case(row["zh"], row[lang], "clean", at))
            other = rows[(at + 7) % len(rows)][lang]
            for name, plant in FAULTS.items():
                wrong = plant(row[lang], lang, row["zh"], chance, other)
                if wrong and wrong != row[lang] and name in (*NEGATIONS, "modality", "admission"):
                    cases.append(Case(row["zh"], wrong, name, at))
        yield lang, cases


def report_pairs(name: str, lang: str, cases: Sequence[Case], glossary: Glossary) -> None:
    """Rules alone, then the ways to join."""
    said = [
        {f.flag for f in flags(case.source, case.target, "zh", lang, glossary=glossary, asked="never") if f.severity != "minor"} for case in cases
    ]
    polarity = np.array([read.polarity if read else -inf for read in encoder.read_pairs([(case.source, case.target) for case in cases])])
    faults = np.array([case.fault for case in cases])
    clean = faults == "clean"
    negation = np.array([any(kind(f) == "negation" for f in found) for found in said])
    other = np.array([any(kind(f) != "negation" for f in found) for found in said])
    print(f"\n{name} zh-{lang}: {clean.sum()} clean pairs, {len(cases) - clean.sum()} with a fault")
    print(f"  {'raise':>6}{'keep':>6}  {'negation':>9}{'any flag':>9} on clean; found")
    alone = _line(faults, _new(cases, said), SHOWN)
    print(f"  {'rules':>6}{'':>6}  {negation[clean].mean():>9.3f}{(negation | other)[clean].mean():>9.3f}  {alone}")
    for high in RAISE:
        for low in KEEP:
            joined = (polarity > high) | (negation & (polarity > low))
            alarms = f"{joined[clean].mean():>9.3f}{(joined | other)[clean].mean():>9.3f}"
            print(f"  {high:>6}{low:>6}  {alarms}  {_line(faults, joined, SHOWN)}")


def _new(cases: Sequence[Case], said: Sequence[set[str]]) -> Truths:
    """Whether the rules see a negation or speech act that they do not see in the clean pair; counted as benchmarks/flags.py does."""
    usual = {case.number: found for case, found in zip(cases, said, strict=True) if case.fault == "clean"}
    wanted = ("negation", "speech-act")
    return np.array(
        [any(kind(f) in wanted for f in (found if usual[case.number] else found - usual[case.number])) for case, found in zip(cases, said, strict=True)]
    )


def _line(labels: NDArray[np.str_], found: Truths, names: Sequence[str]) -> str:
    return " ".join(f"{name} {found[labels == name].mean():.3f}" for name in names if (labels == name).any())


class Sentences(NamedTuple):
    """By sentence: set, language, label; by sentence and topic: whether a pattern hits, and what the judge and the encoder say."""

    sets: NDArray[np.str_]
    langs: NDArray[np.str_]
    labels: NDArray[np.str_]
    pattern: Truths
    judge: Floats
    encoder: Floats


def read_sentences(sets: Sequence[str]) -> Sentences:
    """Texts of several sentences are as bad as the worst of them."""
    rows = [(name, *row) for name in sets for row in labelled(name)]
    rows += [("plain", row.lang, "plain", row.sentence) for row in train_language.seed(1)]
    parts = [(at, text[start:end].strip(), lang) for at, (_, lang, _, text) in enumerate(rows) for start, end in sentences(text)]
    judge = np.full((len(rows), len(TOPICS)), learnt.SILENT, np.float32)
    read = judge.copy()
    for (at, text, lang), scores in zip(parts, encoder.read_sentences([text for _, text, _ in parts]), strict=True):
        judge[at] = np.maximum(judge[at], [learnt.judged(text, lang, topic) for topic in TOPICS])
        read[at] = np.maximum(read[at], scores or learnt.SILENT)
    pattern = np.array([[bool(hits(text, lang, topic, least=inf)) for topic in TOPICS] for _, lang, _, text in rows])
    names, langs, labels = (np.array([row[column] for row in rows]) for column in range(3))
    return Sentences(names, langs, labels, pattern, judge, read)


def labelled(name: str) -> Iterator[tuple[str, str, str]]:
    """Language, topic ("plain": none) and sentence of a set of tests/language/corpus."""
    for lang in LANGUAGES:
        for row in language_rules.rows(language_rules.CORPUS / f"{name}-{lang}.tsv"):
            yield lang, {"template": "template-talk"}.get(row["topic"], row["topic"]) if row["label"] == "bad" else "plain", row["sentence"]


def _over(high: float, low: float) -> Callable[[Sentences], Truths]:
    """Where the encoder is above `high`, or the judge speaks and the encoder is above `low`."""
    return lambda s: s.pattern | (s.encoder > high) | ((s.judge > 0) & (s.encoder > low))


def _sum(share: float, bias: float, asked: float) -> Callable[[Sentences], Truths]:
    """Where judge and encoder together are above 0; the encoder is asked where the judge says more than `asked` for some topic."""

    def found(s: Sentences) -> Truths:
        together = (1 - share) * np.clip(s.judge, -4, 4) + share * s.encoder + bias
        read = s.judge.max(axis=1, keepdims=True) > asked
        return np.asarray(s.pattern | (np.where(read, together, s.judge) > 0))

    return found


WAYS: dict[str, Callable[[Sentences], Truths]] = {
    "patterns": lambda s: s.pattern,
    "and judge": lambda s: s.pattern | (s.judge > 0),
    **{f"encoder > {high}, judge and encoder > {low}": _over(high, low) for high, low in ((0, -3), (1, -2), (1.5, -2), (2, -2), (2, -99), (3, -2))},
    **{f"{1 - share:.1f} judge + {share} encoder {bias:+}": _sum(share, bias, -4.0) for share, bias in ((0.5, -0.5), (0.5, 0.0), (0.5, 0.5), (0.7, 0.0))},
    "0.5 judge + 0.5 encoder, always asked": _sum(0.5, 0.0, -inf),
    "as shipped (language/reads.py)": _sum(0.5, 1.75, -6.0),
}


def report_sentences(said: Sentences) -> None:
    """Recall and precision of each set by the ways to join; alarms on plain sentences."""
    for way, join in WAYS.items():
        found = join(said)
        plain = said.sets == "plain"
        alarms = " ".join(f"{topic} {found[plain, n].sum()}" for n, topic in enumerate(TOPICS))
        print(f"\n{way}\n  alarms on {plain.sum()} plain sentences: {alarms}")
        for name in sorted(set(said.sets.tolist()) - {"plain"}):
            own = said.sets == name
            bad = [own & (said.labels == topic) for topic in TOPICS]
            good = own & (said.labels == "plain")
            hit, false = sum(found[rows, n].sum() for n, rows in enumerate(bad)), found[good].sum()
            print(f"  {name}: recall {hit / max(1, sum(rows.sum() for rows in bad)):.3f} precision {hit / max(1, hit + false):.3f}")
            for lang in LANGUAGES:
                here = said.langs == lang
                cells = [
                    f"{topic} {_share(found[rows & here, n])} of bad, {_share(found[good & here, n])} of good"
                    for n, (topic, rows) in enumerate(zip(TOPICS, bad, strict=True))
                ]
                print(f"    {lang}  " + "; ".join(cells))


def _share(found: Truths) -> str:
    return f"{found.mean():.3f}" if len(found) else "-"


def main() -> None:
    """The tables of what was asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--model", type=Path, default=encoder.MODEL)
    words.add_argument("--sets", nargs="*", default=[])
    words.add_argument("--planted", type=Path)
    words.add_argument("--sentences", nargs="*", default=[])
    given = words.parse_args()
    if not (given.sets or given.planted or given.sentences):
        words.error("name something to measure: --sets, --planted or --sentences")
    encoder.MODEL = given.model
    glossary = shipped()
    for lang, cases in planted(given.planted) if given.planted else ():
        report_pairs("held half", lang, cases, glossary)
    for number in given.sets:
        for lang, cases in blind(number):
            report_pairs(f"blind set {number}", lang, cases, glossary)
    if given.sentences:
        report_sentences(read_sentences(given.sentences))


if __name__ == "__main__":
    main()
