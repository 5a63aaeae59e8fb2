"""Docs that cannot lie: every command in the READMEs runs, in order, on copies of the samples."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from appealdocs import __version__
from appealdocs.cli.main import COMMANDS, app, main

ROOT = Path(__file__).parents[2]


def commands(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_each_command_of_the_readme_runs(readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("out", "final", "review", "_make"))
    monkeypatch.chdir(tmp_path)
    listed = commands(readme)
    assert len(listed) >= 5
    for command in listed:
        program, *words = shlex.split(command)
        assert program == "appealdocs"
        with pytest.raises(SystemExit) as stopped:
            main(words)
        said = capsys.readouterr()
        assert stopped.value.code in (0, 1), f"{command}: {said.err}"
        assert "Traceback" not in said.err + said.out
        assert said.out + said.err, command


def test_files_that_the_readmes_point_to_are_there() -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), f"{readme}: {target}"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert "Usage: appealdocs" in capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)
    assert app.name


def test_the_changelogs_version_is_the_codes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## (\S+)", text, re.M)
    assert found is not None
    assert found[1] == __version__
