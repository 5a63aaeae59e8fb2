"""Troubles of files in words: every detail that a reader writes is said in Chinese too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from appealdocs.model.reading import Trouble, TroubleKind
from appealdocs.model.troubles import detail, in_words, kind

READING = Path(__file__).parents[2] / "pipeline" / "appealdocs" / "reading"
HAN = re.compile("[\u3400-\u9fff]")


def test_every_kind_has_words() -> None:
    for name in get_args(TroubleKind):
        words = kind(Trouble(name))
        assert words.en
        assert HAN.search(words.zh)


def test_a_trouble_is_said_with_its_measure() -> None:
    words = in_words(Trouble("wrong-type", "named .pdf, but its content is png"))
    assert words.en == "not what its name says: named .pdf, but its content is png"
    assert words.zh == "内容与扩展名不符：扩展名为 .pdf，实际内容为 png"
    assert in_words(Trouble("empty")).zh == "空文件"


def test_a_detail_without_a_line_stays_as_it_is() -> None:
    assert detail(Trouble("unreadable", "[Errno 13] Permission denied")).zh == "[Errno 13] Permission denied"


_PLAIN = sorted(
    {
        text
        for path in READING.rglob("*.py")
        for text in re.findall(r'Trouble\(\s*"[\w-]+"(?: if [^,]*)?,\s*"([^"{]+)"', path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("said", _PLAIN)
def test_what_the_readers_say_is_said_in_chinese(said: str) -> None:
    if "pip install pillow-heif" in said:
        pytest.skip("a command for the person who installs")
    assert HAN.search(detail(Trouble("unreadable", said)).zh)


def test_the_readers_were_found() -> None:
    assert len(_PLAIN) > 15
