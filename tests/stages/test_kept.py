"""What a draft leaves in the user's cache: ours, and nothing of the case."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.conftest import SAMPLES, copy_sample

from appealdocs.kept import plain

NOW = yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["noon-deactivation", "ozon-odr"])
def test_no_word_of_the_case_is_kept(name: str, tmp_path: Path) -> None:
    case = copy_sample(name, tmp_path / name)
    data = yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8"))
    own = _own_words(data)
    assert len(own) > 15
    command = [str(Path(sys.executable).with_name("appealdocs")), "draft", str(case), "--now", str(NOW[name])]
    subprocess.run(command, env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}, capture_output=True, check=False)  # a process of its own: nothing is compiled there yet
    expressions = _kept("expressions", tmp_path)
    assert len(expressions) > 100
    of_expressions = "\n".join(map(str, expressions)).replace("\\", "")
    assert [words for words in own if words in of_expressions] == []
    read = _kept("read", tmp_path)
    assert read
    assert all(isinstance(key, bytes) and len(key) == 12 for key in read)
    assert not [value for values in read.values() for value in values if not isinstance(value, float | tuple)]


def _kept(name: str, folder: Path) -> dict[object, object]:
    """The data of a cache of the user."""
    (path,) = (folder / "cache" / "appealdocs").glob(f"{name}-*")
    found = plain(path.read_bytes())
    assert isinstance(found, dict)
    return found


def _own_words(data: object) -> set[str]:
    """Ids, names, addresses and sentences of a case.yaml: what has digits in it, and every text of two words or more."""
    if isinstance(data, dict):
        return {words for value in data.values() for words in _own_words(value)}
    if isinstance(data, list):
        return {words for value in data for words in _own_words(value)}
    text = str(data)
    return {text} if len(text) > 5 and (re.search(r"\d{3}", text) or " " in text or "@" in text) else set()
