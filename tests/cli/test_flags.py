"""appealdocs flags: the contract's shape and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.command import run


def test_a_critical_flag_exits_1_and_is_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("包裹已签收。\tПосылка вручена.\n退款328美元\tВозвращено 328 руб.\n", encoding="utf-8")
    assert run("flags", str(file), "--format", "json", "--lang", "zh") == 1
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert [(s["id"], [f["flag"] for f in s["flags"]]) for s in data["segments"]] == [("1", []), ("2", ["money-currency"])]
    assert "币种不同" in data["segments"][1]["flags"][0]["message"]
    assert data["segments"][0]["risk"] == 0
    assert "共 2 个句段" in said.err


def test_a_clean_file_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("包裹已签收。\tThe parcel was signed for.\n", encoding="utf-8")
    assert run("flags", str(file), "--source", "zh", "--target", "en", "--lang", "en") == 0
    assert capsys.readouterr().out == ""


def test_a_broken_file_exits_2_with_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlf"
    file.write_text("<xliff version='1.2'>\n<file>", encoding="utf-8")
    assert run("flags", str(file), "--format", "json", "--lang", "en") == 2
    assert json.loads(capsys.readouterr().out)["error"]["faults"][0]["line"] == 2


def test_a_name_that_must_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("晨光文具的包裹已签收。\tПосылка вручена.\n", encoding="utf-8")
    run("flags", str(file), "--name", "晨光文具", "--lang", "en")
    assert "name-missing" in capsys.readouterr().out
