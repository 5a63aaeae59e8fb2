"""appealdocs engines: which send text out, a test of one, a model put in place by its hash."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from tests.command import run


def test_the_list_says_which_send_text_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("engines", "list", "--lang", "en") == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "stays on this machine" in lines["local"]
    assert "SENDS text out" in lines["deep:google"]
    assert "plain HTTP" in lines["deep:mymemory"]
    assert "SENDS text out" in lines["openai"]


def test_an_engine_of_the_workspace_on_this_machine_does_not_send(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "appealdocs.toml").write_text('[[engines]]\nname = "openai"\nbase_url = "http://localhost:9/v1"\nmodel = "m"\n', encoding="utf-8")
    assert run("engines", "list", "--workspace", str(tmp_path), "--lang", "zh") == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("openai")]
    assert "不外发" in line
    assert "[工作区]" in line


def test_an_engine_that_has_no_model_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPEALDOCS_CT2", str(tmp_path))
    assert run("engines", "test", "ct2", "--lang", "en") == 3
    assert "engines install" in capsys.readouterr().err


def test_the_echo_engine_is_doubted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("engines", "test", "echo", "--lang", "en") in (0, 3)
    said = capsys.readouterr()
    assert "[X1X]" in said.out


def test_install_without_an_address_says_in_plain_words_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("engines", "install", "zh-en", "--lang", "en") == 3
    said = capsys.readouterr().err
    assert ".argosmodel" in said
    assert "--sha256" in said


def test_install_puts_a_model_in_place_only_with_the_right_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, models = tmp_path / "m.argosmodel", tmp_path / "models"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("translate-zh_en/model/model.bin", b"0")
        packed.writestr("translate-zh_en/sentencepiece.model", b"0")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    words = ("engines", "install", "zh-en", "--from", str(archive), "--folder", str(models), "--lang", "en")
    assert run(*words) == 2
    assert found in capsys.readouterr().err
    assert run(*words, "--sha256", "0" * 64) == 2
    assert not (models / "zh-en").exists()
    assert run(*words, "--sha256", found) == 0
    assert (models / "zh-en" / "model" / "model.bin").is_file()


def test_an_address_that_cannot_be_reached_exits_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("engines", "install", "zh-en", "--from", "https://127.0.0.1:9/m.zip", "--sha256", "0" * 64, "--folder", str(tmp_path), "--lang", "en") == 3
    assert "cannot be fetched" in capsys.readouterr().err
