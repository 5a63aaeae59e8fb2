"""One case from the notice to the second round, by its commands and with a real package: nothing is left out on the way."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.command import run
from tests.conftest import SAMPLES, copy_sample

from appealdocs.casefolder import sha256
from appealdocs.intake.caseyaml import load_case
from appealdocs.workspace import Workspace

NOTICE = """\
noon Seller Performance
Case ID: 7428815
Marketplace: noon.com/ae
Notice date: 6 October 2026, 09:00 GST
Order NAEHF0072516083 was counted as a defect: item not received on time.
SKU: QY-CB316-ACA
Please reply by 16 October 2026, 18:00 GST.
"""
REJECTION = """\
noon Appeal Rejection Summary
Case ID: 7428815
Date: 28 October 2026
Your appeal was rejected for the following reasons:
1. The carrier statement does not name this order
2. Preventive measures lack detail
"""
NOW = ("--now", "2026-10-09T10:00:00+04:00", "--lang", "en")
SENT = "2026-10-09T11:00:00+04:00"


def test_from_the_notice_to_the_second_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "appealdocs.toml").write_text('reviewer = "Li Na"\n', encoding="utf-8")
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "rejection.txt").write_text(REJECTION, encoding="utf-8")
    case, second = tmp_path / "one", tmp_path / "two"

    # before: the notice fills the case, a person adds claims and evidence
    assert run("init", "noon-odr", str(case), "--notice", str(tmp_path / "notice.txt"), "--issue", "customs-delay", "--lang", "en") == 0
    made = load_case(case / "case.yaml", Workspace())
    assert (made.platform_case, str(made.deadline), [o.id for o in made.orders]) == ("7428815", "2026-10-16 18:00:00+04:00", ["NAEHF0072516083"])
    sample = (SAMPLES / "noon-odr" / "case.yaml").read_text(encoding="utf-8")
    head = (case / "case.yaml").read_text(encoding="utf-8").split("\nseller:", 1)[0]
    (case / "case.yaml").write_text(f"{head}\ncategory: home\nseller:{sample.split('seller:', 1)[1]}", encoding="utf-8")
    shutil.copytree(SAMPLES / "noon-odr" / "evidence", case / "evidence", dirs_exist_ok=True)
    shutil.copytree(SAMPLES / "noon-odr" / "seller", case / "seller")

    # the letter: two sentences have no target, nothing is finalised before a person gave them one
    assert run("draft", str(case), *NOW) == 1
    assert run("finalize", str(case), *NOW) == 1
    assert not (case / "final" / "manifest.json").exists()
    assert run("submitted", str(case), "--platform-case", "7428815", "--at", SENT, *NOW) == 1, "there is no package"
    assert run("review", "edit", str(case), "p1.action3", "--text", "On 8 October 2026 Aramex paid us compensation of AED 260 (CN-2610-4471).", "--by", "Li Na") == 0
    assert run("review", "edit", str(case), "p1.prevention2", "--text", "Before handover a second person checks the customs papers against checklist CL-07.", "--by", "Li Na") == 0
    assert run("review", "approve", str(case), "--all", "--by", "Li Na") == 0
    assert run("finalize", str(case), *NOW) == 0
    assert run("verify", str(case / "final"), "--lang", "en") == 0
    package = {p.relative_to(case).as_posix(): sha256(p) for p in (case / "final").rglob("*") if p.is_file()}

    # after: the record keeps the package, the clocks run, a follow-up waits for its day
    assert run("submitted", str(case), "--platform-case", "7428815", "--at", SENT, *NOW) == 0
    assert run("submitted", str(case), "--platform-case", "7428815", "--at", SENT, *NOW) == 1, "recorded already"
    kept = next(case.rglob("record/*/manifest.json"))
    assert sha256(kept) == package["final/manifest.json"]
    capsys.readouterr()
    assert run("deadlines", str(tmp_path), "--format", "json", "--all", *NOW) == 0
    clocks = {c["key"]: c for c in json.loads(capsys.readouterr().out)["deadlines"]}
    assert clocks["submission"]["state"] == "done"
    assert clocks["follow-up"]["at"] == "2026-10-23T23:59:59+04:00", "ten working days of the UAE"
    assert run("follow-up", str(case), "--now", "2026-10-23T23:00:00+04:00", "--lang", "en") == 1
    assert "2026-10-23 23:59 (Asia/Dubai)" in capsys.readouterr().err
    assert run("follow-up", str(case), "--now", "2026-10-26T10:00:00+04:00", "--lang", "en") == 0
    assert re.search(r"Follow-up on Case ID 7428815.*Business days since submission: 11", capsys.readouterr().out, re.DOTALL)
    assert run("answered", str(case), "--outcome", "rejected", "--notice", str(tmp_path / "rejection.txt"), "--at", "2026-10-28T12:00:00+04:00") == 0
    assert {p.relative_to(case).as_posix(): sha256(p) for p in (case / "final").rglob("*") if p.is_file()} == package, "nothing of it was touched"

    # the second round: same files byte for byte, each reason a point, the new letter's contradictions with both sentences
    assert run("init", "noon-odr", str(second), "--after", str(case), "--lang", "en") == 0
    again = load_case(second / "case.yaml", Workspace())
    assert [p.code for p in again.points] == ["1", "2"]
    assert again.rejection is not None
    assert [r.text for r in again.rejection.reasons] == ["The carrier statement does not name this order", "Preventive measures lack detail"]
    before, after = ({p.relative_to(f).as_posix(): sha256(p) for d in ("evidence", "seller") for p in (f / d).rglob("*")} for f in (case, second))
    assert before == after
    assert "evidence/waybill.pdf: 未变，逐字节相同 / unchanged" in (second / "FETCH.md").read_text(encoding="utf-8")
    text = (second / "case.yaml").read_text(encoding="utf-8")
    point = (
        'points:\n- code: "1"\n  problem:\n  - {zh: 买家于2026年10月1日投诉。, en: The buyer complained on 1 October 2026., evidence: [E3]}\n  cause:\n'
        "  - {zh: 2026年9月24日至10月4日，Aramex 在 Jebel Ali 的清关平均用了 3.1 天，平时是 1.5 天。, "
        "en: From 24 September to 4 October 2026 Aramex clearance at Jebel Ali took 3.1 days on average instead of 1.5 days., evidence: [E5]}\n"
        "request: {zh: 请重新审核。, en: Please review the case again.}\n\nevidence:"
    )
    (second / "case.yaml").write_text(text.split("points:", 1)[0] + point + text.split("\nevidence:", 1)[1], encoding="utf-8")
    capsys.readouterr()
    assert run("check", str(second), "--format", "json", "--now", "2026-10-29T10:00:00+04:00", "--lang", "en") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    rules = {f["rule"] for f in found}
    assert "common/rejection-answered" in rules, "reason 2 has no answer"
    told = next(f["message"] for f in found if f["rule"] == "common/earlier-statements")
    assert "6.4" in told
    assert "3.1" in told


@pytest.mark.parametrize(("procedure", "at"), [("noon-deactivation", "2026-10-15T10:00:00+04:00"), ("ozon-odr", "2026-10-15T10:00:00+03:00")])
def test_after_a_rejection_that_is_final_it_says_so_and_stops(procedure: str, at: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "old"
    copy_sample(procedure, case)
    assert run("submitted", str(case), "--platform-case", "7428815", "--at", at, "--without-package", "--by", "Li Na") == 0
    assert run("answered", str(case), "--outcome", "rejected", "--words", "Rejected.", "--at", at.replace("-15T", "-28T"), "--by", "Li Na") == 0
    capsys.readouterr()
    assert run("init", procedure, str(tmp_path / "again"), "--after", str(case), "--lang", "zh") == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) >= 2, "the reason, and what can be done instead"
    assert not (tmp_path / "again").exists()
