"""The engine: waivers, crashes, notes on sources, order of findings, overlays of a workspace."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from appealdocs.check.check import check
from appealdocs.check.examples import Base, dossier_of, load_base, run
from appealdocs.draft.draft import draft
from appealdocs.packs import all_rules, load_rules, waiver_faults
from appealdocs.workspace import Workspace

BASES = {p.stem: load_base(p) for p in (Path(__file__).parents[1] / "rules" / "base").glob("*.yaml")}


@pytest.fixture
def noon() -> Base:
    return BASES["noon-odr"]


def test_a_waived_error_is_shown_with_name_and_reason_and_counts_no_more(noon: Base) -> None:
    late = {"zh": "我们恳求平台开恩。", "en": "We are begging you for mercy.", "evidence": ["E3"]}
    example = {"set": {"points[0].action[1]": late, "allow": [{"rule": "common/no-emotional-language", "reason": "quoted from the buyer", "by": "Chen Yu"}]}}
    report = run(noon, example, Workspace(), draft)
    finding = next(f for f in report.findings if f.rule == "common/no-emotional-language")
    assert finding.waived == "Chen Yu: quoted from the buyer"
    assert report.count("error") == 0


def test_an_irreversible_error_is_not_waived(noon: Base) -> None:
    example = {"set": {"deadline": "2026-03-12", "allow": [{"rule": "common/deadline-passed", "reason": "r", "by": "b"}]}}
    report = run(noon, example, Workspace(), draft)
    assert next(f for f in report.findings if f.rule == "common/deadline-passed").waived == ""
    assert report.count("error") == 1


def test_unknown_and_forbidden_waivers_are_faults_of_the_file(noon: Base) -> None:
    rules = load_rules("noon-odr", Workspace())
    allowed = [{"rule": "common/no-such-rule", "reason": "r", "by": "b"}, {"rule": "noon-odr/english-only", "reason": "r", "by": "b"},
               {"rule": "common/quantified-cause", "reason": "r", "by": "b"}]  # fmt: skip
    case = dossier_of(noon, {"set": {"allow": allowed}}, Workspace()).case
    assert [fault.key for fault in waiver_faults(case, rules)] == ["allow[0].rule", "allow[1].rule"]


def test_findings_come_gravest_first(noon: Base) -> None:
    report = run(noon, {"set": {"points[0].prevention": [], "issue": None, "site": "noon.com/eg"}}, Workspace(), draft)
    severities = [f.severity for f in report.findings]
    assert severities == sorted(severities, key=("error", "warning", "info").index)


def test_a_finding_says_that_it_rests_on_an_article(noon: Base) -> None:
    report = run(noon, {"set": {"points[0].prevention": []}}, Workspace(), draft)
    message = next(f.message for f in report.findings if f.rule == "common/four-part-structure")
    assert "rests on an article" in message.en
    assert "仅有文章依据" in message.zh


def test_a_finding_says_that_its_source_is_old(noon: Base) -> None:
    example = {"now": "2027-06-01T10:00:00+04:00", "set": {"points[0].prevention": []}}
    report = run(noon, example, Workspace(), draft)
    message = next(f.message for f in report.findings if f.rule == "common/four-part-structure")
    assert "over a year ago" in message.en
    assert "已超过一年" in message.zh


def test_a_rule_that_crashes_is_a_finding_and_the_others_run(tmp_path: Path, noon: Base) -> None:
    """A workspace's own rule with a placeholder that its kind does not fill."""
    rules = tmp_path / "rules" / "noon-odr"
    rules.mkdir(parents=True)
    (tmp_path / "appealdocs.toml").write_text("")
    (rules / "broken.yaml").write_text(
        'kind: four-parts\nstage: draft\nseverity: error\nmessage: {en: "{nonsense}", zh: "{nonsense}无"}\n'
        'why: {en: "w", zh: "为"}\nfix: {en: "f", zh: "办"}\nsource: {document: x, date: "2026-03-12", confidence: platform}\n'
    )
    workspace = Workspace.load(tmp_path)
    report = run(noon, {"set": {"points[0].prevention": []}}, workspace, draft)
    assert report.crashed == ("noon-odr/broken",)
    assert {"noon-odr/broken", "common/four-part-structure"} <= {f.rule for f in report.findings}


def test_a_workspace_lays_one_key_over_a_rule(tmp_path: Path, noon: Base) -> None:
    rules = tmp_path / "rules" / "noon-odr"
    rules.mkdir(parents=True)
    (tmp_path / "appealdocs.toml").write_text("")
    (rules / "first-reply-48h.yaml").write_text("severity: error\nparams: {hours: 4}\n")
    report = run(noon, {}, Workspace.load(tmp_path), draft)
    finding = next(f for f in report.findings if f.rule == "noon-odr/first-reply-48h")
    assert finding.severity == "error"
    assert "4 hours" in finding.message.en
    assert "4 小时" in finding.message.zh


def test_a_workspace_switches_a_rule_off(tmp_path: Path, noon: Base) -> None:
    (tmp_path / "rules" / "noon-odr").mkdir(parents=True)
    (tmp_path / "appealdocs.toml").write_text("")
    (tmp_path / "rules" / "noon-odr" / "pack.yaml").write_text('severities: {noon-odr/review-time: "off"}\n')
    workspace = Workspace.load(tmp_path)
    assert "noon-odr/review-time" not in {rule.id for rule in load_rules("noon-odr", workspace)}
    assert "noon-odr/review-time" in {rule.id for rule in load_rules("noon-odr", Workspace())}
    assert "noon-odr/review-time" not in {f.rule for f in run(noon, {}, workspace, draft).findings}


def test_now_is_honoured_and_nothing_else_tells_the_time(noon: Base) -> None:
    early = run(noon, {"set": {"deadline": "2026-03-20"}, "now": "2020-01-01T00:00:00+00:00"}, Workspace(), draft)
    assert "common/deadline-near" not in {f.rule for f in early.findings}
    late = run(noon, {"set": {"deadline": "2026-03-20"}, "now": "2040-01-01T00:00:00+00:00"}, Workspace(), draft)
    assert "common/deadline-passed" in {f.rule for f in late.findings}


def test_two_runs_say_the_same(noon: Base) -> None:
    workspace = Workspace()
    dossier = dossier_of(noon, {"set": {"points[0].prevention": [], "site": "noon.com/eg"}}, workspace)
    letter = draft(dossier, workspace)
    assert check(dossier, letter, workspace) == check(dossier, letter, workspace)
    assert isinstance(dossier.now, datetime)


def test_every_rule_reads_its_source_date() -> None:
    for rule in all_rules(Workspace()):
        assert datetime.fromisoformat(rule.source.date), rule.id
