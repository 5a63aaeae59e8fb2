"""Stop advice: what should not be appealed, and the way that the sources name instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealdocs.check.examples import Base, dossier_of, load_base
from appealdocs.check.stop import advice
from appealdocs.workspace import Workspace

BASES = {p.stem: load_base(p) for p in (Path(__file__).parents[1] / "rules" / "base").glob("*.yaml")}


def told(base: Base, example: dict[str, Any]) -> list[tuple[str, str]]:
    return [(a.kind, a.rule or a.reason.en) for a in advice(dossier_of(base, example, Workspace()))]


@pytest.mark.parametrize("name", ["noon-odr", "ozon-odr", "ozon-performance", "performance-appeal"])
def test_a_sound_case_is_not_talked_out_of(name: str) -> None:
    assert told(BASES[name], {}) == []


def test_counterfeit_goes_to_a_lawyer_first() -> None:
    assert told(BASES["noon-deactivation"], {})[0][0] == "lawyer"


@pytest.mark.parametrize(
    ("base", "example", "kind", "rule"),
    [
        ("noon-deactivation", {"notice": {"final_warning": "Final Warning"}}, "do-not-appeal", "noon-deactivation/final-warning"),
        ("performance-appeal", {"set": {"issue": "brushing"}}, "do-not-appeal", "common/not-appealable"),
        ("noon-deactivation", {"set": {"account": {"closure": "dormant"}}}, "do-not-appeal", "noon-deactivation/not-voluntary"),
        ("noon-odr", {"set": {"orders[0].first_reply": "2026-03-12T16:45:00+04:00"}}, "do-not-appeal", "noon-odr/first-reply-48h"),
    ],
)
def test_do_not_appeal(base: str, example: dict[str, Any], kind: str, rule: str) -> None:
    assert (kind, rule) in told(BASES[base], example)


def test_wrong_site_no_evidence_and_a_passed_deadline() -> None:
    kinds = [k for k, _ in told(BASES["noon-odr"], {"set": {"site": "noon.com/eg"}})]
    assert kinds == ["do-not-appeal"]
    assert told(BASES["performance-appeal"], {"set": {"evidence": []}})[0][0] == "do-not-appeal"
    assert told(BASES["ozon-odr"], {"now": "2026-03-15T10:00:00+03:00"})[0][0] == "do-not-appeal"


def test_what_is_missing_is_said_before_drafting() -> None:
    found = advice(dossier_of(BASES["noon-odr"], {"set": {"issue": "carrier-loss"}}, Workspace()))
    assert [a.kind for a in found] == ["fix-first"]
    assert "carrier-statement" in found[0].reason.en
    assert "carrier-statement" in found[0].reason.zh


def test_the_gravest_comes_first() -> None:
    kinds = [k for k, _ in told(BASES["noon-deactivation"], {"notice": {"final_warning": "Final Warning"}, "set": {"evidence[3].type": "other"}})]
    assert kinds == sorted(kinds, key=("do-not-appeal", "lawyer", "fix-first").index)
    assert kinds[0] == "do-not-appeal"
