from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from appealdocs.errors import BadInput, PartFailed, UsageError
from appealdocs.translate.engines.ct2 import Ct2Engine
from appealdocs.translate.engines.install import install


def packed(tmp_path: Path, **files: str) -> tuple[str, str]:
    path = tmp_path / "x.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return str(path), hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_archive_becomes_a_pair(tmp_path: Path) -> None:
    source, mark = packed(tmp_path, **{"zh_en__model__model.bin": "x", "zh_en__sentencepiece.model": "y"})
    for _ in range(2):
        folder = install("zh-en", source, mark.upper(), tmp_path / "models")
        assert (folder / "model" / "model.bin").read_text() == "x"
    assert Ct2Engine(str(tmp_path / "models")).supports("zh", "en")
    assert [p.name for p in (tmp_path / "models").iterdir()] == ["zh-en"]


def test_nothing_is_installed_if_the_hash_differs(tmp_path: Path) -> None:
    source, _ = packed(tmp_path, **{"model.bin": "x"})
    with pytest.raises(BadInput, match="SHA-256"):
        install("zh-en", source, "0" * 64, tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize("name", ["..__..__model.bin", "__etc__model.bin", "readme.txt"])
def test_hostile_and_empty_archives_are_refused(tmp_path: Path, name: str) -> None:
    source, mark = packed(tmp_path, **{name: "x"})
    with pytest.raises(BadInput):
        install("zh-en", source, mark, tmp_path / "models")
    assert not (tmp_path.parent / "model.bin").exists()


def test_wrong_words_and_lost_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        install("../x", "a", "b", tmp_path)
    with pytest.raises(UsageError, match="https"):
        install("zh-en", "http://models.example/a.zip", "b", tmp_path)
    with pytest.raises(PartFailed, match="cannot be fetched"):
        install("zh-en", str(tmp_path / "none"), "b", tmp_path)
