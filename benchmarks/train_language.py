"""Learns the weights of the language judge: `python benchmarks/train_language.py [--folds] [--cross] [--write]`.

--folds prints what a judge finds that never saw one of five folds; --cross what one finds that never saw one hand (author), with
thresholds from the other hands' folds; --write learns from everything and writes rules/common/lexicons/_weights-*.tsv. Each takes
some minutes (words are looked up in an encoder once: word_vectors.py); nothing asked for only counts the sentences. Sentences:
tests/language/corpus (train-*.tsv and every set that was looked at), every other sentence of the seed corpora (the rest measures
false alarms: benchmarks/language_alarms.py), all clauses.

Two logistic regressions with a quadratic penalty, fitted by L-BFGS: one tells sentences that a rule of any topic forbids from
good ones, one a topic tells that topic from the others; a topic's weights are their sum. Classes, pairs of classes and general
features are shared by the three languages, each with a smaller correction of its own. Thresholds are taken from five folds.
What the words of a sentence mean, summed, stands beside its features; written back, it is part of each word's weight.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from word_vectors import DIMENSIONS, vectors

from appealdocs.language.features import features
from appealdocs.language.learnt import LENGTH, OWN, SCALE, SHARED, SHORT, TOPICS, weights_file
from appealdocs.language.lemmas import sentences
from appealdocs.language.lexicon import hits

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "language" / "corpus"
SEED = ROOT.parent / "shared" / "corpus"
LANGUAGES = ("en", "ru", "zh")
OLD = ("dev", "held-out", "fresh", "blind", "final", "second", "third", "fourth", "unseen", "unseen-second", "unseen-third")
LEAST = {"g": 1, "c": 2, "p": 3, "w": 2, "b": 3}
"""Sentences that a feature must occur in, by family."""
PENALTY, PENALTY_TOPIC = 1.2, 1.2
KEPT = 8000
"""Features kept a language, those that weigh most."""
PRECISION = 0.97
ALARMS = {"emotional": 0.006, "vague": 0.011, "blaming": 0.0045, "template-talk": 0.010}
"""Share of good business sentences (in folds that were not learnt from) that a topic may flag: what the thresholds aim at."""
ALARMS_CLAUSE = 0.006
"""The same for sentences of clauses."""
FOLDS = 5
BLOCK = 40
"""Neighbours of one file in one fold: a bad sentence often stands beside the good one that tells the same."""
VECTOR = 0.5
"""How far the vector of a word counts beside the word."""
SILENT = -99.0
SEED_WEIGHT = 2.0
"""What a plain sentence of a seller counts for: there are few of them beside those written to be told apart."""
CLAUSE = 2.0
"""What a sentence of a clause counts for: letters are made of them."""

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Meanings = dict[tuple[str, str], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Row:
    lang: str
    topic: str
    bad: bool
    sentence: str
    hand: str
    fold: int
    seed: bool = False
    weight: float = 1.0


def rows() -> list[Row]:
    """All sentences to learn from."""
    return [*_labelled(), *seed(0), *clauses()]


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _labelled() -> Iterator[Row]:
    for path in sorted(CORPUS.glob("*.tsv")):
        name = path.stem
        old = next((n for n, which in enumerate(OLD) if re.fullmatch(rf"{which}-(?:en|ru|zh)", name)), None)
        if old is None and not name.startswith("train-"):
            continue
        hand = name.split("-")[1] if old is None else {"unseen-third": "third"}.get(OLD[old], "unseen" if "unseen" in OLD[old] else "old")
        digits = re.search(r"-(\d+)$", name)
        fold = (old if old is not None else int(digits[1]) if digits else 0) % FOLDS
        for number, row in enumerate(_read(path)):
            topic, bad = {"template": "template-talk"}.get(row["topic"], row["topic"]), row["label"] == "bad"
            if bad and topic not in TOPICS:
                continue
            if topic == "frame":
                yield Row(row["lang"], topic, bad, row["sentence"], topic, number % FOLDS, True)
            else:
                by_file = topic in TOPICS and (old is not None or digits is not None)
                own = fold if by_file else number // BLOCK % FOLDS if topic in TOPICS else number % FOLDS
                yield Row(row["lang"], topic, bad, row["sentence"], hand, own)


def seed(half: int) -> Iterator[Row]:
    """Every other sentence of the seed corpora; one that a pattern hits is not taken for good."""
    for file in ("customers", "logistics", "product"):
        for number, row in enumerate(_read(SEED / f"{file}.tsv")):
            if number % 2 == half:
                for lang in LANGUAGES:
                    if half or not any(hits(row[lang], lang, topic, least=inf) for topic in TOPICS):
                        weight = 0.6 if row["part"] == "formal" else SEED_WEIGHT
                        for sentence in _sentences(row[lang]):
                            yield Row(lang, row["part"], False, sentence, "seed", number // 2 % FOLDS, True, weight)


def clauses() -> Iterator[Row]:
    """All clauses, its slots filled with something of their kind."""
    import yaml

    for path in sorted((ROOT / "templates" / "clauses").glob("*.yaml")):
        for number, clause in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")).values()):
            for lang in LANGUAGES:
                for sentence in _sentences(filled(clause[lang], lang)):
                    yield Row(lang, "clause", False, sentence, "clause", number % FOLDS, True, CLAUSE)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a good text, as the rules look at them."""
    return (text[start:end].strip() for start, end in sentences(text))


def filled(text: str, lang: str) -> str:
    """A clause with its slots filled: dates, numbers, an id; of two wordings the second."""
    text = re.sub(r"{% if .*?%}.*?{% else %}|{%.*?%}", "", text)
    date = {"en": "14 March 2026", "ru": "14.03.2026", "zh": "2026年3月14日"}[lang]
    kinds = (("date", date), ("moment", date), ("time", "14:30"), ("count", "12"), ("number", "12"), ("quote", "X"))
    return re.sub(r"{{.*?}}", lambda m: next((v for k, v in kinds if f"| {k}" in m[0]), "KT-2201B"), text)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sparse rows: row n has columns[starts[n]:starts[n + 1]] with values of the same places; beside them what its words mean, summed."""

    starts: Index
    columns: Index
    values: Array
    names: tuple[tuple[str, str], ...]
    meaning: NDArray[np.float32]

    def rows(self, wanted: Index) -> Matrix:
        take = [np.arange(self.starts[n], self.starts[n + 1]) for n in wanted]
        starts = np.concatenate([[0], np.cumsum([len(part) for part in take])]).astype(np.int64)
        places = np.concatenate(take)
        return Matrix(starts, self.columns[places], self.values[places], self.names, self.meaning[wanted])

    def times(self, weights: Array) -> Array:
        """The scores of the rows without a bias: weights of the names, then those of the directions of meaning."""
        size = len(self.names)
        sums = np.concatenate([[0.0], np.cumsum(self.values * weights[self.columns])])
        return np.asarray(sums[self.starts[1:]] - sums[self.starts[:-1]] + self.meaning @ weights[size:].astype(np.float32), dtype=np.float64)


def matrix(data: Sequence[Row], known: Meanings, kept: dict[str, set[str]] | None = None) -> Matrix:
    """Feature vectors, brought to one length; with `kept` only of those features."""
    found = [[n for n in features(r.sentence, r.lang) if kept is None or n in kept[r.lang]] for r in data]
    counts = Counter(column for row, names in zip(data, found, strict=True) for column, _ in _columns(names, row.lang))
    index = {column: n for n, column in enumerate(c for c, seen in counts.items() if kept or seen >= LEAST[c[1][0]])}
    starts, columns, values = [0], [], []
    meaning = np.zeros((len(data), DIMENSIONS), dtype=np.float32)
    for number, (row, names) in enumerate(zip(data, found, strict=True)):
        own = [(index[column], scale) for column, scale in _columns(names, row.lang) if column in index]
        meant = [name for name in names if (row.lang, name) in known]
        rare = sum((row.lang, name) not in index for name in meant)
        length = max(SHORT, (sum(scale * scale for _, scale in own) + rare * SCALE["w"] ** 2) ** 0.5) / LENGTH
        columns += [column for column, _ in own]
        values += [scale / length for _, scale in own]
        starts.append(len(columns))
        if meant:
            meaning[number] = np.sum([known[row.lang, name] for name in meant], axis=0) * (VECTOR / length)
    return Matrix(np.array(starts), np.array(columns, dtype=np.int64), np.array(values), tuple(index), meaning)


def meanings(data: Sequence[Row]) -> Meanings:
    """The vectors of words, by language and feature."""
    return {(lang, "w:" + word): vector for (lang, word), vector in vectors((row.lang, row.sentence) for row in data).items()}


def _columns(names: Iterable[str], lang: str) -> Iterator[tuple[tuple[str, str], float]]:
    for name in names:
        scale = SCALE[name[0]]
        if name[0] in SHARED:
            yield ("", name), scale
            yield (lang, name), scale * OWN
        else:
            yield (lang, name), scale


def fit(data: Matrix, wanted: Array, weight: Array, penalty: float, steps: int = 90) -> Array:
    """Weights and, last, the bias of a logistic regression: L-BFGS with ten pairs and halving steps."""
    row_of = np.repeat(np.arange(len(wanted)), data.starts[1:] - data.starts[:-1])
    size = len(data.names) + data.meaning.shape[1]

    def loss(x: Array) -> tuple[float, Array]:
        z = data.times(x[:-1]) + x[-1]
        error = weight * (1 / (1 + np.exp(-np.clip(z, -30, 30))) - wanted)
        value = float(np.sum(weight * (np.logaddexp(0, z) - wanted * z)) + penalty / 2 * x[:-1] @ x[:-1])
        sparse = np.bincount(data.columns, weights=data.values * error[row_of], minlength=len(data.names))
        slope = np.concatenate([sparse, data.meaning.T @ error.astype(np.float32)]) + penalty * x[:-1]
        return value, np.append(slope, error.sum())

    x = np.zeros(size + 1)
    value, slope = loss(x)
    pairs: list[tuple[Array, Array]] = []
    for _ in range(steps):
        direction = -_inverse(slope, pairs)
        step = 1.0
        while True:
            there = x + step * direction
            value_there, slope_there = loss(there)
            if value_there <= value + 1e-4 * step * float(slope @ direction) or step < 1e-8:
                break
            step /= 2
        moved, bent = there - x, slope_there - slope
        if moved @ bent > 1e-10:
            pairs = [*pairs[-9:], (moved, bent)]
        done = abs(value - value_there) < 5e-5 * max(1.0, abs(value))
        x, value, slope = there, value_there, slope_there
        if done:
            break
    return x


def _inverse(slope: Array, pairs: Sequence[tuple[Array, Array]]) -> Array:
    """The slope times an estimate of the inverse Hessian (two-loop recursion)."""
    q = slope.copy()
    steps = []
    for moved, bent in reversed(pairs):
        steps.append(float(moved @ q / (moved @ bent)))
        q -= steps[-1] * bent
    q *= float(pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1])) if pairs else 1 / max(1.0, float(np.linalg.norm(q)))
    for (moved, bent), share in zip(pairs, reversed(steps), strict=True):
        q += moved * (share - float(bent @ q / (moved @ bent)))
    return q


def learn(x: Matrix, data: Sequence[Row], learnt_from: Index) -> Array:
    """A column of weights (and a bias, last) for each topic."""
    chosen = [data[n] for n in learnt_from]
    bad = np.array([float(row.bad) for row in chosen])
    any_topic = fit(x.rows(learnt_from), bad, np.array([row.weight for row in chosen]), PENALTY)
    bad_rows = learnt_from[bad > 0]
    found = []
    for topic in TOPICS:
        wanted = np.array([float(data[n].topic == topic) for n in bad_rows])
        found.append(any_topic + fit(x.rows(bad_rows), wanted, np.ones(len(wanted)), PENALTY_TOPIC))
    return np.stack(found, axis=1)


def scored(x: Matrix, weights: Array, wanted: Index) -> Array:
    """Scores, a row a sentence and a column a topic."""
    part = x.rows(wanted)
    return np.stack([part.times(weights[:-1, n]) + weights[-1, n] for n in range(len(TOPICS))], axis=1)


def folded(x: Matrix, data: Sequence[Row], held: Callable[[Row], int]) -> dict[int, Array]:
    """Scores of each sentence by a judge that did not learn from its fold; -1 is no fold and always learnt from."""
    folds = np.array([held(row) for row in data])
    found: dict[int, Array] = {}
    for fold in sorted(set(folds.tolist()) - {-1}):
        out = np.flatnonzero(folds == fold)
        scores = scored(x, learn(x, data, np.flatnonzero(folds != fold)), out)
        for n, score in zip(out.tolist(), scores, strict=True):
            found[n] = score
    return found


def thresholds(data: Sequence[Row], scores: dict[int, Array]) -> dict[tuple[str, str], float]:
    """By topic and language: the lowest score that keeps PRECISION on labelled sentences and ALARMS on seed sentences."""
    found = {}
    for lang in LANGUAGES:
        own = [n for n in scores if data[n].lang == lang]
        for column, topic in enumerate(TOPICS):
            seed = sorted((float(scores[n][column]) for n in own if data[n].hand == "seed" and data[n].topic != "formal"), reverse=True)
            clause = sorted((float(scores[n][column]) for n in own if data[n].hand == "clause"), reverse=True)
            bound = max(seed[int(ALARMS[topic] * len(seed))], clause[int(ALARMS_CLAUSE * len(clause))])
            labelled = sorted(
                (
                    (_with_patterns(data[n], topic, float(scores[n][column])), data[n].bad)
                    for n in own
                    if not data[n].seed and (not data[n].bad or data[n].topic == topic)
                ),
                reverse=True,
            )
            hit = false = 0
            least = labelled[0][0]
            for score, bad in labelled:
                hit, false = hit + bad, false + (not bad)
                if hit and hit / (hit + false) >= PRECISION:
                    least = score
            found[topic, lang] = max(bound, least, 0.0)
    return found


def _with_patterns(row: Row, topic: str, score: float) -> float:
    """What the patterns find is found, whatever the judge says."""
    return -SILENT if hits(row.sentence, row.lang, topic, least=inf) else score


def table(name: str, data: Sequence[Row], scores: dict[int, Array], bounds: dict[tuple[str, str], float]) -> None:
    """Prints precision and recall, by patterns alone and with the judge."""
    total: Counter[str] = Counter()
    for column, topic in enumerate(TOPICS):
        for lang in LANGUAGES:
            count: Counter[str] = Counter()
            for n, score in scores.items():
                row = data[n]
                if row.lang != lang or row.seed or (row.bad and row.topic != topic):
                    continue
                pattern = bool(hits(row.sentence, lang, topic, least=inf))
                found = pattern or bool(score[column] > bounds[topic, lang])
                count[f"{'bad' if row.bad else 'good'}"] += 1
                count["pattern"] += row.bad and pattern
                count["hit" if row.bad else "false"] += found
            if count["bad"]:
                said = f"{count['hit'] / max(1, count['hit'] + count['false']):>10.3f}{count['hit'] / count['bad']:>8.3f}"
                print(f"{name:<12}{topic:<16}{lang:<4}{count['bad']:>5}{count['pattern'] / count['bad']:>9.3f}{said}")
                total += count
    said = f"{total['hit'] / max(1, total['hit'] + total['false']):>10.3f}{total['hit'] / max(1, total['bad']):>8.3f}"
    print(f"{name:<12}{'all':<20}{total['bad']:>5}{total['pattern'] / max(1, total['bad']):>9.3f}{said}")


def write(x: Matrix, known: Meanings, weights: Array, bounds: dict[tuple[str, str], float]) -> None:
    """The tables, a file a language; features that weigh most first within their family."""
    merged = _merged(x, known, weights)
    for lang in LANGUAGES:
        lines = [
            "# Weights of the learnt judge (language/learnt.py), made by benchmarks/train_language.py. Not written by hand.",
            "# What words mean: Google's Universal Sentence Encoder, multilingual, version 3 (Apache-2.0), one direction a topic.",
            "# feature\t" + "\t".join(TOPICS),
            "bias\t" + "\t".join(f"{w:.2f}" for w in weights[-1]),
            "threshold\t" + "\t".join(f"{bounds[topic, lang]:.2f}" for topic in TOPICS),
        ]
        own = merged[lang]
        for name in sorted(own, key=lambda name: ("gcpwb".index(name[0]), -float(np.abs(own[name]).max()), name)):
            lines.append(name + "\t" + "\t".join(f"{w:.2f}".removesuffix(".00") for w in own[name]))
        weights_file(lang).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{weights_file(lang).name}: {len(own)} features, {weights_file(lang).stat().st_size // 1024} KB")


def _merged(x: Matrix, known: Meanings, weights: Array) -> dict[str, dict[str, Array]]:
    """By language and feature: what the feature adds to each topic before the vector is brought to its length."""
    merged: dict[str, dict[str, Array]] = {lang: defaultdict(lambda: np.zeros(len(TOPICS))) for lang in LANGUAGES}
    for n, (lang, name) in enumerate(x.names):
        scale = SCALE[name[0]] * (OWN if lang and name[0] in SHARED else 1.0)
        for each in (lang,) if lang else LANGUAGES:
            merged[each][name] = merged[each][name] + weights[n] * scale
    directions = weights[len(x.names) : -1] * VECTOR
    for (lang, name), vector in known.items():
        merged[lang][name] = merged[lang][name] + vector @ directions
    return merged


def kept(x: Matrix, known: Meanings, weights: Array) -> dict[str, set[str]]:
    """The KEPT features of each language that weigh most, among those it has or knows the meaning of."""
    seen: dict[str, set[str]] = {lang: {name for own, name in (*x.names, *known) if own == lang} for lang in LANGUAGES}
    merged = _merged(x, known, weights)
    found = {}
    for lang in LANGUAGES:
        ranked = sorted(seen[lang], key=lambda name: -float(np.abs(merged[lang][name]).max()))
        found[lang] = set(ranked[:KEPT])
    return found


def main() -> None:
    data = rows()
    for (hand, lang, bad), number in sorted(Counter((row.hand, row.lang, row.bad) for row in data).items()):
        print(f"{hand:<8}{lang:<4}{'bad' if bad else 'good':<6}{number:>6}")
    if not {"--folds", "--cross", "--write"} & set(sys.argv):
        return
    known = meanings(data)
    x = matrix(data, known)
    everything = np.arange(len(data))
    chosen = kept(x, known, learn(x, data, everything))
    known = {(lang, name): vector for (lang, name), vector in known.items() if name in chosen[lang]}
    x = matrix(data, known, chosen)
    scores = folded(x, data, lambda row: row.fold)
    bounds = thresholds(data, scores)
    print(f"{'':<12}{'topic':<16}{'':<4}{'bad':>5}{'patterns':>9}{'precision':>10}{'recall':>8}")
    table("five folds", data, scores, bounds)
    if "--cross" in sys.argv:
        hands = sorted({row.hand for row in data if not row.seed})
        by_hand = folded(x, data, lambda row: hands.index(row.hand) if row.hand in hands else -1)
        for hand in hands:
            others = thresholds(data, {k: v for k, v in scores.items() if data[k].hand != hand})
            table(f"hand {hand}", data, {k: v for k, v in by_hand.items() if data[k].hand == hand}, others)
    if "--write" in sys.argv:
        write(x, known, learn(x, data, everything), bounds)


if __name__ == "__main__":
    main()
