"""What a draft leaves in the user's cache of expressions: ours, and nothing of the case."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from tests.conftest import SAMPLES, copy_sample

from appealdocs import expressions
from appealdocs.expressions import compiled
from appealdocs.kept import Kept
from appealdocs.stages import draft_case
from appealdocs.workspace import Workspace

NOW = yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["noon-deactivation", "ozon-odr"])
def test_no_word_of_the_case_is_kept_in_an_expression(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept.open("expressions", "", tmp_path / "cache")
    monkeypatch.setattr(expressions, "_kept", lambda: kept)
    compiled.cache_clear()
    case = copy_sample(name, tmp_path / name)
    draft_case(case, Workspace(), datetime.fromisoformat(NOW[name]))
    of_expressions = "\n".join(str(key) for key in kept._data).replace("\\", "")
    assert len(kept._data) > 20  # what earlier tests of this process compiled is not compiled again
    own = _own_words(yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8")))
    assert len(own) > 15
    assert [words for words in own if words in of_expressions] == []


def _own_words(data: object) -> set[str]:
    """Ids, names, addresses and sentences of a case.yaml: what has digits in it, and every text of two words or more."""
    if isinstance(data, dict):
        return {words for value in data.values() for words in _own_words(value)}
    if isinstance(data, list):
        return {words for value in data for words in _own_words(value)}
    text = str(data)
    return {text} if len(text) > 5 and (re.search(r"\d{3}", text) or " " in text or "@" in text) else set()
