"""Random evidence sets with random limits (benchmarks/pack.py runs 1,000): none over a limit, no page lost, each verified."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

SETS = 30


@pytest.fixture(scope="module")
def bench() -> Any:
    path = Path(__file__).parents[2] / "benchmarks" / "pack.py"
    spec = importlib.util.spec_from_file_location("bench_pack", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_pack"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def goods(bench: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return bench.stock(tmp_path_factory.mktemp("goods") / "stock", bench.some())


@pytest.mark.parametrize("first", range(1, SETS + 1, 6))
def test_none_over_a_limit_and_no_page_lost(bench: Any, goods: Any, tmp_path: Path, first: int) -> None:
    outcome = bench.Outcome()
    found = {seed: bench.one(seed, goods, tmp_path, outcome) for seed in range(first, first + 6)}
    assert {seed: faults for seed, faults in found.items() if faults} == {}
    assert outcome.packed > 0


def test_a_lost_page_would_be_noticed(bench: Any, goods: Any, tmp_path: Path) -> None:
    """The judge itself is tried: a package whose pages are swapped must not pass."""
    import random

    from appealdocs import pack
    from appealdocs.model.finding import Report

    seed = next(s for s in range(1, 200) if _several(bench, goods, tmp_path / str(s), s))
    made = bench.dossier(random.Random(seed), tmp_path / "case", goods)
    (tmp_path / "case/final").mkdir()
    package = pack.build(pack.plan(made), made, bench.letter_of(made), Report("R", "x", ()), tmp_path / "case/final", bench.NOW)
    assert bench.faults(made, package, goods) == []
    wrong = {**goods.faces}
    name = next(s["file"].split(" ", 1)[1] for s in package.manifest["evidence"] if s["pages"] and s["role"] == "original")
    wrong[name] = tuple(reversed([bytes(255 - b for b in face) for face in wrong[name]]))
    other = bench.Stock(goods.folder, goods.readings, wrong)
    assert any("looks different" in fault for fault in bench.faults(made, package, other))


def _several(bench: Any, goods: Any, place: Path, seed: int) -> bool:
    """Whether the set of this seed is packed and holds a page."""
    import random

    from appealdocs import pack

    made = bench.dossier(random.Random(seed), place, goods)
    plan = pack.plan(made, thorough=False)
    return not plan.problems and any(m.pages for m in plan.materials)
