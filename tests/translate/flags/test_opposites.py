"""Words that became their opposite with no 'not'."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags.opposites import check
from appealdocs.translate.flags.pair import Pair


@pytest.mark.parametrize(
    ("source", "good", "bad", "language"),
    [
        ("我们已经停止销售。", "We have stopped selling.", "We have continued selling.", "en"),
        ("我们已经停止销售。", "Продажи мы прекратили.", "Продажи мы продолжили.", "ru"),
        ("考核全部通过。", "All of them passed the test.", "All of them failed the test.", "en"),
        ("我们愿意配合抽查。", "We are willing to cooperate.", "We are unwilling to cooperate.", "en"),
        ("申诉被驳回了。", "The appeal was rejected.", "The appeal was accepted.", "en"),
        ("这属于正常现象。", "Это нормально.", "Это ненормально.", "ru"),
        ("工厂停电一整天。", "The factory had no power all day.", "The factory had power all day.", "en"),
    ],
)
def test_an_opposite_is_flagged(source: str, good: str, bad: str, language: str) -> None:
    assert not list(check(Pair(source, good, "zh", language)))
    assert [f.flag for f in check(Pair(source, bad, "zh", language))] == ["negation-opposite"]


def test_a_negation_at_the_word_is_left_to_polarity() -> None:
    assert not list(check(Pair("我们没有停止销售。", "We have continued selling.", "zh", "en")))
    assert not list(check(Pair("我们已经停止销售。", "We have not continued selling.", "zh", "en")))
