"""The labelled sentences: precision and recall must not fall (first figures: corpus/README.md; print: make bench)."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from appealdocs.language.verdict import verdict

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("language_rules_bench", ROOT / "benchmarks" / "language_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("which", ["dev", "held-out", "fresh", "blind", "final"])
def test_each_set_keeps_its_precision_and_recall(bench: ModuleType, which: str) -> None:
    scores, mistakes = bench.measure(which)
    assert scores
    weak = {key: (s.precision, s.recall) for key, s in scores.items() if min(s.precision, s.recall) < 0.95}
    assert weak == {}, mistakes


def test_a_hand_that_saw_nothing_is_found_too(bench: ModuleType) -> None:
    scores, mistakes = bench.measure("unseen-fifth")
    hit, missed, false = (sum(getattr(s, name) for s in scores.values()) for name in ("hit", "missed", "false"))
    assert hit + missed == 540
    assert hit / (hit + missed) >= 0.95, mistakes
    assert hit / (hit + false) >= 0.95, mistakes


def test_there_are_enough_sentences_of_each_language() -> None:
    count = dict.fromkeys(("en", "ru", "zh"), 0)
    for path in CORPUS.glob("*-??.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                count[row["lang"]] += 1
                assert row["label"] in ("good", "bad")
    assert sum(count.values()) >= 300
    assert min(count.values()) >= 100


def test_every_sentence_is_in_its_language() -> None:
    wrong = []
    for path in CORPUS.glob("*-??.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if verdict(row["sentence"], row["lang"]).verdict in ("wrong", "mixed"):  # type: ignore[arg-type]
                    wrong.append(row["sentence"])
    assert wrong == []
