"""What a case says, as messages show it."""

from __future__ import annotations

import pytest

from appealdocs.model.text import visible


@pytest.mark.parametrize(("said", "shown"), [
    ("evidence/面单 1.pdf", "evidence/面单 1.pdf"),
    ("a\nb\r\n\tc", "a b   c"),
    ("a\x1b[2Jb\x07", "a\\x1b[2Jb\\x07"),
    ("gpj\u202e.exe\u2066", "gpj\\u202e.exe\\u2066"),
    ("«Заказ» № 5\u00a0шт.", "«Заказ» № 5\u00a0шт."),
])
def test_nothing_steers_the_terminal_or_the_reader(said: str, shown: str) -> None:
    assert visible(said) == shown
