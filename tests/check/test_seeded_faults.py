"""A fast part of benchmarks/seeded_faults: few pictures to be read, each case through the whole check."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from seeded_faults.judge import judge
from seeded_faults.maker import Seed, seeds

FAST = """d-supplement-no-permit d-code-missing d-final-warning-overrides-no z-d-cliche-zh z-d-report-german clean-d-two-codes
a-label-after-dispatch a-waives-deadline a-unknown-key-and-type""".split()


BY_NAME = {seed.name: seed for seed in seeds()}


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(seeds())


@pytest.mark.parametrize("name", FAST)
def test_the_fault_is_named_and_nothing_else_is_an_error(name: str, tmp_path: Path) -> None:
    outcome = judge(BY_NAME[name], tmp_path / "case")
    assert not outcome.missing, outcome.said
    assert not outcome.alarms, outcome.said
    assert outcome.exit == outcome.seed.exit


def test_a_judge_that_hears_nothing_says_so(tmp_path: Path) -> None:
    """The judge itself can fail: a rule that is not broken is missing."""
    clean = BY_NAME["clean-noon-deactivation"]
    wrong = Seed("x", clean.base, clean.now, (("common/no-blaming-platform",),), frozenset(), 1, False, clean.patch)
    assert judge(wrong, tmp_path / "case").missing == ["common/no-blaming-platform"]
