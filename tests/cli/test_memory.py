"""appealdocs memory: TMX in, search, stats, TMX out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import run

TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="zh" segtype="sentence" creationtool="x" creationtoolversion="1" o-tmf="x" adminlang="en" datatype="plaintext"/>
<body><tu><tuv xml:lang="zh"><seg>我们已更换打印机。</seg></tuv><tuv xml:lang="ru"><seg>Мы заменили принтер.</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>孤零零</seg></tuv></tu></body></tmx>"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "appealdocs.toml").write_text('reviewer = "Li Na"\n', encoding="utf-8")
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf-8")
    return tmp_path


def test_a_tmx_goes_in_and_comes_out_without_the_seed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = ("--workspace", str(place), "--lang", "en")
    assert run("memory", "import", str(place / "a.tmx"), *workspace) == 1
    assert "1 unit(s) taken in, 1 refused" in capsys.readouterr().err
    assert run("memory", "search", "我们已更换打印机。", *workspace) == 0
    assert "Мы заменили принтер." in capsys.readouterr().out
    assert run("memory", "stats", *workspace) == 0
    assert "zh → ru  imported" in capsys.readouterr().out
    assert run("memory", "export", str(place / "b.tmx"), *workspace) == 0
    out = (place / "b.tmx").read_text(encoding="utf-8")
    assert out.count("<tu ") == 1
    assert run("memory", "export", str(place / "c.tmx"), "--kind", "seed", "--target", "en", *workspace) == 0
    assert (place / "c.tmx").read_text(encoding="utf-8").count("<tu ") == 1620


def test_a_near_match_shows_what_differs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("memory", "search", "包裹卡在清关25天没动，买家直接开了纠纷。", "--target", "en", "--workspace", str(place), "--lang", "zh") == 0
    said = capsys.readouterr().out
    assert "种子" in said
    assert "25" in said


def test_without_a_workspace_nothing_is_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf-8")
    assert run("memory", "import", "a.tmx", "--lang", "zh") == 2
    assert "没有可存放记忆库的工作区" in capsys.readouterr().err


def test_a_file_that_is_no_tmx_exits_2(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "x.tmx").write_text("<html/>", encoding="utf-8")
    assert run("memory", "import", str(place / "x.tmx"), "--workspace", str(place), "--lang", "en") == 2
    assert "is not a TMX file" in capsys.readouterr().err


def test_nothing_to_export_is_said_and_no_file_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("memory", "export", str(tmp_path / "b.tmx"), "--workspace", str(tmp_path), "--lang", "en") == 2
    assert "holds no such unit" in capsys.readouterr().err
    assert not (tmp_path / "b.tmx").exists()
