"""Every good and bad example of every rule file: bad reports exactly the rule (others may too), good does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from appealdocs.check.examples import Base, run
from appealdocs.draft.draft import draft
from appealdocs.model.pack import RuleData
from appealdocs.packs import all_rules
from appealdocs.workspace import Workspace

RULES = all_rules(Workspace())
EXAMPLES = [
    pytest.param(rule, kind, example, id=f"{rule.id}-{kind}-{n}")
    for rule in RULES
    for kind in ("good", "bad")
    for n, example in enumerate(rule.examples.get(kind, ()))
]


@pytest.mark.parametrize(("rule", "kind", "example"), EXAMPLES)
def test_example(rule: RuleData, kind: str, example: Mapping[str, Any], bases: dict[str, Base]) -> None:
    procedure = rule.id.split("/")[0]
    name = example.get("base", procedure if procedure != "common" else "noon-odr")
    report = run(bases[name], example, Workspace(), draft)
    said = [(f.rule, f.message.en) for f in report.findings]
    assert rule.id not in report.crashed, said
    reported = rule.id in {f.rule for f in report.findings}
    assert reported == (kind == "bad"), f"{example.get('about')}: {said}"


@pytest.mark.parametrize("name", ["noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal"])
def test_a_clean_base_has_no_error_and_few_words(name: str, bases: dict[str, Base]) -> None:
    report = run(bases[name], {}, Workspace(), draft)
    errors = [(f.rule, f.message.en) for f in report.findings if f.severity == "error"]
    assert not errors
    assert not report.crashed
    assert len(report.findings) <= 10, [(f.severity, f.rule) for f in report.findings]
