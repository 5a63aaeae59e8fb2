"""The comparison of words is strict where a difference matters, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.render.words import BREAK, difference, normal, same


@pytest.mark.parametrize(("expected", "page"), [
    ("one two", f"one {BREAK}two"),
    ("one two", f"one{BREAK}two"),
    ("hash a1b2c3d4 end", f"hash a1b2{BREAK}c3d4 end"),
    ("отслеживания", f"отслежи\u00ad{BREAK}вания"),
    ("1 234,50 ₽", "1\u00a0234,50\u00a0₽"),
    ("café", "cafe\u0301"),
])
def test_the_same_words(expected: str, page: str) -> None:
    assert same(expected, page)


@pytest.mark.parametrize(("expected", "page"), [
    ("one two", "onetwo"), ("onetwo", "one two"), ("12 March", "13 March"), ("not late", "late"), ("a b", "a b c"),
    ("a b c", "a b"), ("hash a1b2 end", f"hash a1 b2{BREAK}end"), ("1234", f"12{BREAK}3"), ("x y z", f"xy{BREAK}z"),
])
def test_other_words(expected: str, page: str) -> None:
    assert not same(expected, page)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcж1-", min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_a_text_broken_anywhere_stays_the_same_and_a_changed_letter_never_does(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + BREAK + text[at:]
    assert same(normal(text), broken)
    at = data.draw(st.integers(0, len(text) - 1))
    if text[at] != " ":
        assert not same(normal(text), text[:at] + "Q" + text[at + 1 :])


def test_a_difference_is_named_by_its_words() -> None:
    assert difference("we sent 41 parcels in May", "we sent 14 parcels in May") == "'41' -> '14'"
    assert difference("a b c d", "a b d") == "'c' -> ''"
