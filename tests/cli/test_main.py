"""The command line: exit statuses, and words for people instead of tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.command import run


def test_a_faulty_case_exits_2_with_all_faults(case_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (case_folder / "case.yaml").read_text(encoding="utf-8")
    (case_folder / "case.yaml").write_text(text.replace("received: 2026-03-12T09:00:00+04:00", "received: soon"), encoding="utf-8")
    assert run("check", str(case_folder), "--format", "json", "--lang", "en") == 2
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert data["error"]["faults"] == [
        {"file": "case.yaml", "line": 5, "key": "received", "message": "received: 'soon' is no date-time", "allowed": ["YYYY-MM-DDThh:mm:ss+04:00", "YYYY-MM-DD"]}
    ]
    assert "case.yaml:5" in said.err


def test_a_folder_that_is_none_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(tmp_path / "nothing"), "--lang", "zh") == 2
    assert "不是文件夹" in capsys.readouterr().err


def test_a_wrong_word_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("chekc") == 2
    assert "No such command" in capsys.readouterr().err


def test_a_time_without_offset_is_refused(case_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(case_folder), "--now", "2026-03-12T09:00:00") == 2
    assert "offset" in capsys.readouterr().err


def test_check_writes_nothing(case_folder: Path) -> None:
    before = sorted(p.relative_to(case_folder) for p in case_folder.rglob("*"))
    assert run("check", str(case_folder), "--format", "json", "--now", "2026-03-13T10:00:00+04:00") in (0, 1)
    assert sorted(p.relative_to(case_folder) for p in case_folder.rglob("*")) == before


def test_sarif_names_rules_and_places(case_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", str(case_folder), "--format", "sarif", "--now", "2026-03-13T10:00:00+04:00")
    run_ = json.loads(capsys.readouterr().out)["runs"][0]
    ids = [r["id"] for r in run_["tool"]["driver"]["rules"]]
    assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in run_["results"])


def test_a_defect_of_ours_is_reported_without_client_text(case_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import appealdocs.stages

    def crash(*_: object) -> None:
        raise RuntimeError("Fatima Al Mansoori")

    monkeypatch.setattr(appealdocs.stages, "check_case", crash)
    assert run("check", str(case_folder), "--lang", "en") == 70
    said = capsys.readouterr().err
    assert "has a defect" in said
    assert "Fatima" not in said
    assert "Traceback" not in said


def test_help_imports_no_heavy_part() -> None:
    code = "import sys; import appealdocs.cli.main; print([m for m in ('pydantic','yaml','jinja2','pymorphy3','PIL','numpy','lxml','typst') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
