"""The little language of the lexicons."""

from __future__ import annotations

import pytest

from appealdocs.language.lemmas import tokens
from appealdocs.language.pattern import Index, chinese, keys, phrase

SETS = {"machine": ["algorithm", "automatic check"], "who": ["平台", "亚马逊"]}


def _find(pattern: str, text: str, lang: str = "en") -> list[str]:
    own = tokens(text, lang)
    found = Index.of([phrase(pattern, SETS, lang)])
    return [text[own[a].start : own[b - 1].end] for p in found.likely(keys(own)) for a, b in p.find(own, keys(own))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("beg", "We are begging you", ["begging"]),
        ("begg*", "the beggar", ["beggar"]),
        ("=we", "it was our fault", []),
        ("we", "it was our fault", ["our"]),
        ("no_one|nobody read", "No one read it, nobody reads it", ["No one read", "nobody reads"]),
        ("take ..2 seriously", "We take this matter seriously", ["take this matter seriously"]),
        ("take ..1 seriously", "We take this matter seriously", []),
        ("take .. seriously", "We take this: seriously", []),
        ("very ?much sorry", "very sorry, very much sorry", ["very sorry", "very much sorry"]),
        ("all # order", "all 206 orders", ["all 206 orders"]),
        ("^ all product $", "All products.", ["All products"]),
        ("^ all product $", "We checked all products.", []),
        ("your @machine", "your automatic check and your algorithms", ["your automatic check", "your algorithms"]),
        ("cannot help", "We cannot help it", ["cannot help"]),
        ("apologise", "we apologize", ["apologize"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: list[str]) -> None:
    assert _find(pattern, text) == expected


def test_russian_words_match_in_any_form() -> None:
    assert _find("обжаловать решение", "мы обжалуем решения", "ru") == ["обжалуем решения"]


def test_chinese_patterns_know_gaps_and_sets_and_stay_inside_the_sentence() -> None:
    expression = chinese("@who..有问题", SETS)
    assert expression.search("亚马逊的算法有问题")
    assert not expression.search("平台很好。我们有问题")


@pytest.mark.parametrize("pattern", ["..", "beg ..", "?very sorry", "sorry ?indeed"])
def test_a_pattern_without_words_at_both_ends_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="end"):
        phrase(pattern, SETS, "en")


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(KeyError):
        phrase("@nobody", SETS, "en")


@pytest.mark.parametrize(("pattern", "needs"), [
    ("众所周知", {"众所周知"}), ("整夜|通宵", {"整夜", "通宵"}), ("(和|跟)买家..说", {"买家"}), ("@who..有问题", {"有问题"}), ("..", set())])
def test_a_chinese_pattern_names_what_stands_in_every_match(pattern: str, needs: set[str]) -> None:
    assert set(chinese(pattern, SETS).needs) == needs


def test_every_shipped_chinese_pattern_compiles_and_nearly_all_name_what_they_need() -> None:

    from appealdocs.language.lexicon import TOPICS, entries

    patterns = [han for topic in TOPICS for entry in entries(topic, "zh") for han in (*entry.han.patterns, *entry.unless_han.patterns)]
    assert all(pattern().pattern for pattern in patterns)
    assert sum(not pattern.needs for pattern in patterns) < len(patterns) / 10
