"""appealdocs glossary: in, out, checked, searched."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "appealdocs.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_terms_of_the_workspace_lie_over_the_shipped_ones(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = ("--workspace", str(place), "--lang", "en")
    (place / "a.csv").write_text("zh,en,ru\n滞纳金,late fee,пеня\n申诉,petition,прошение\n", encoding="utf-8")
    assert run("glossary", "import", str(place / "a.csv"), *workspace) == 0
    assert run("glossary", "search", "petition", *workspace) == 0
    assert "прошение" in capsys.readouterr().out
    assert run("glossary", "export", str(place / "b.tbx"), *workspace) == 0
    assert "滞纳金" in (place / "b.tbx").read_text(encoding="utf-8")
    (place / "c.tsv").write_text("zh\ten\tru\n滞纳金\tpenalty\tпеня\n", encoding="utf-8")
    assert run("glossary", "import", str(place / "c.tsv"), *workspace) == 0
    own = (place / "glossary" / "glossary.tsv").read_text(encoding="utf-8")
    assert "penalty" in own
    assert "late fee" not in own
    assert "petition" in own


def test_terms_that_contradict_each_other_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.tsv").write_text("zh\ten\tru\tforbidden_ru\n退款\trefund\tвозврат\tвозврат\n退款\tmoney back\tвозврат\t\n", encoding="utf-8")
    assert run("glossary", "check", str(place / "a.tsv"), "--workspace", str(place), "--lang", "zh") == 1
    said = capsys.readouterr().out
    assert "“退款”对应两条术语" in said
    assert "“возврат”既为首选又被禁用" in said


def test_a_translation_is_checked_for_its_terms(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.xlf").write_text(
        '<xliff version="1.2"><file source-language="zh" target-language="ru"><body><trans-unit id="7"><source>请核对品牌授权书</source>'
        "<target>Просим проверить авторизационное письмо.</target></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    assert run("glossary", "check", str(place / "a.xlf"), "--workspace", str(place), "--lang", "en") == 1
    assert "7  term-forbidden" in capsys.readouterr().out


def test_a_faulty_glossary_exits_2_with_the_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.tsv").write_text("zh\ten\tru\n退款\t\t\n", encoding="utf-8")
    assert run("glossary", "import", str(place / "a.tsv"), "--workspace", str(place), "--lang", "en") == 2
    assert "a.tsv:2" in capsys.readouterr().err
    assert not (place / "glossary").exists()
