"""A further marketplace is a pack, rule files and templates: no line of Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs.check.examples import Base, load_base, run
from appealdocs.draft.draft import draft
from appealdocs.packs import load_pack, load_rules, procedures
from appealdocs.workspace import Workspace

SIXTH = Path(__file__).parent / "sixth"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.load(SIXTH)


@pytest.fixture(scope="module")
def base() -> Base:
    return load_base(SIXTH / "base.yaml")


def test_there_is_no_python_beside_the_pack() -> None:
    assert not list(SIXTH.rglob("*.py"))


def test_the_pack_is_found_beside_the_shipped_ones(workspace: Workspace) -> None:
    assert "bazaar-penalty" in procedures(workspace)
    assert "noon-odr" in procedures(workspace)
    assert load_pack("bazaar-penalty", workspace).zone == "Europe/Istanbul"


def test_its_rules_are_the_common_ones_and_its_own(workspace: Workspace) -> None:
    rules = {rule.id: rule for rule in load_rules("bazaar-penalty", workspace)}
    assert "bazaar-penalty/three-days" in rules
    assert "common/deadline-passed" not in rules, "replaced by the pack's own"
    assert "common/quantified-cause" not in rules, "switched off by the pack"
    assert rules["common/no-vague-attribution"].severity == "error", "made graver by the pack"
    assert "common/not-appealable" not in rules, "another procedure's matter"


def test_a_clean_case_has_no_error(workspace: Workspace, base: Base) -> None:
    report = run(base, {}, workspace, draft)
    assert not report.crashed
    assert [f.rule for f in report.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("example", "rule"),
    [
        ({"set": {"evidence": [], "points[0].cause[0].evidence": []}}, "bazaar-penalty/proof"),
        ({"set": {"orders[0].delivered": None}, "readings": {"E1": {"text": "Track TR77110042\nIn transit"}}}, "bazaar-penalty/proof"),
        ({"now": "2026-03-18T10:00:00+03:00"}, "bazaar-penalty/three-days"),
        ({"set": {"points[0].prevention": []}}, "common/four-part-structure"),
        ({"set": {"request": {"en": "Please help us as soon as possible."}}}, "common/explicit-request"),
    ],
)
def test_its_faults_are_found(workspace: Workspace, base: Base, example: dict[str, object], rule: str) -> None:
    report = run(base, example, workspace, draft)
    assert rule in {f.rule for f in report.findings}


def test_working_days_are_those_of_its_country(workspace: Workspace, base: Base) -> None:
    """Thursday 12 March + 3 working days = Tuesday 17 March, to its end."""
    before = run(base, {"now": "2026-03-17T23:30:00+03:00"}, workspace, draft)
    assert "bazaar-penalty/three-days" not in {f.rule for f in before.findings}
