"""Each requirement has a rule file of its stage and severity, worded in two languages, with a good and a bad example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from appealdocs.check.kinds import KINDS
from appealdocs.model.pack import RuleData
from appealdocs.packs import all_rules, load_pack, procedures
from appealdocs.resources import load_yaml, shipped
from appealdocs.workspace import Workspace

SPEC: dict[str, Any] = load_yaml(Path(__file__).with_name("requirements.yaml"))
NEVER_WAIVED = set(SPEC["never_waived"])
REQUIREMENTS: dict[str, dict[str, Any]] = {r["id"]: r for group, rules in SPEC.items() if group != "never_waived" for r in rules}
RULES: dict[str, RuleData] = {
    f"{path.parent.name}/{path.stem}": RuleData.model_validate({**load_yaml(path), "id": f"{path.parent.name}/{path.stem}"})
    for path in sorted(shipped("rules").glob("*/*.yaml"))
    if path.name != "pack.yaml"
}
PENDING_STAGES: set[str] = set()
"""Rules of these stages are written elsewhere at this moment; empty this set when they are there."""

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_there_are_127_requirements() -> None:
    assert len(REQUIREMENTS) == 127


def test_every_requirement_has_a_rule_file() -> None:
    assert not REQUIREMENTS.keys() - RULES.keys()


@pytest.mark.parametrize("id", sorted(RULES.keys() & REQUIREMENTS.keys()))
def test_rule_is_as_required(id: str) -> None:
    rule, required = RULES[id], REQUIREMENTS[id]
    assert rule.stage == required["stage"]
    assert rule.severity == required["severity"]
    assert rule.waivable == (id not in NEVER_WAIVED)
    assert rule.source.document
    assert rule.source.date


@pytest.mark.parametrize("id", sorted(RULES))
def test_rule_has_examples_and_words(id: str) -> None:
    rule = RULES[id]
    assert rule.kind in KINDS
    assert rule.examples.get("good"), "an example that comes near and must pass"
    assert rule.examples.get("bad"), "an example that breaks it"
    for words in (rule.message, rule.why, rule.fix, *rule.messages.values()):
        assert HAN.search(words.zh), words.zh
        assert not HAN.search(words.en), words.en
        assert set(re.findall(r"\{(\w+)", words.en)) == set(re.findall(r"\{(\w+)", words.zh)), "the same values in both languages"


def test_every_kind_is_used_by_a_rule() -> None:
    assert not {kind for kind in KINDS if kind not in {rule.kind for rule in RULES.values()}}


@pytest.mark.parametrize("procedure", ["noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal"])
def test_pack_replaces_rules_by_rules_that_exist(procedure: str) -> None:
    pack = load_pack(procedure, Workspace())
    for common, own in pack.replaces.items():
        assert common in REQUIREMENTS
        assert own in REQUIREMENTS


def test_all_rules_are_reachable() -> None:
    """Each rule file is run by at least one procedure."""
    assert {rule.id for rule in all_rules(Workspace())} == set(RULES)


def test_rules_beyond_the_requirements_are_few_and_common() -> None:
    """Ours go beyond the sources (contradictions, unproven facts ...): few, and in no procedure's own folder."""
    beyond = RULES.keys() - REQUIREMENTS.keys()
    assert len(beyond) <= 10
    assert all(id.startswith("common/") for id in beyond)


def test_five_procedures() -> None:
    assert procedures(Workspace()) == ("noon-deactivation", "noon-odr", "ozon-odr", "ozon-performance", "performance-appeal")
