"""appealdocs translate: by memory and clauses alone, and with the engine that echoes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import run

SEED = "包裹卡在清关23天没动，买家直接开了纠纷。"


def test_what_the_memory_knows_is_translated_and_the_rest_is_a_visible_gap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text(f"{SEED}\n这句话谁也没有译过。\n", encoding="utf-8")
    assert run("translate", str(file), "--source", "zh", "--target", "ru", "--out", str(out), "--lang", "en") == 1
    first, second = out.read_text(encoding="utf-8").splitlines()
    assert first.startswith("Посылка 23 дня находилась на таможне")
    assert second == "[这句话谁也没有译过。]"
    assert "memory 1, open 1" in capsys.readouterr().err


def test_a_whole_file_from_memory_exits_0_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tsv"
    file.write_text(f"source\ttarget\n{SEED}\t\n", encoding="utf-8")
    assert run("translate", str(file), "--source", "zh", "--target", "en", "--lang", "zh") == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split("\t")[1].startswith("The parcel was held at customs for 23 days")
    assert "记忆库 1" in said.err


def test_a_wrong_target_that_was_there_is_flagged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("退款328美元\tВозвращено 328 руб.\n", encoding="utf-8")
    assert run("translate", str(file), "--source", "zh", "--target", "ru", "--lang", "en") == 1
    assert "money-currency" in capsys.readouterr().err


def test_an_engine_that_cannot_answer_exits_3_and_nothing_is_hidden(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPEALDOCS_GGUF", str(tmp_path / "none.gguf"))
    file = tmp_path / "a.txt"
    file.write_text("这句话谁也没有译过。\n", encoding="utf-8")
    assert run("translate", str(file), "--source", "zh", "--target", "ru", "--engine", "local", "--lang", "en") == 3
    said = capsys.readouterr()
    assert "none.gguf" in said.err
    assert said.out == "[这句话谁也没有译过。]\n"


def test_an_unknown_engine_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("包裹\n", encoding="utf-8")
    assert run("translate", str(file), "--source", "zh", "--target", "ru", "--engine", "magic", "--lang", "en") == 2
    assert "unknown engine 'magic'" in capsys.readouterr().err
