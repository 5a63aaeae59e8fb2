"""The encoder beside the rules: what it stills, what it adds, when it is asked."""

from __future__ import annotations

import pytest

from appealdocs.language.encoder import PairRead
from appealdocs.model.letter import Flag
from appealdocs.translate.flags import read
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.read import Asked, together, weighed

PLAIN = PairRead(-9.0, -9.0, -9.0, -9.0, -9.0, -9.0, -9.0, -9.0, -9.0, (4, 9))
PAIR = Pair("买家没有付款。", "The buyer has not paid.", "zh", "en")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the encoder was asked; it reads everything as sound unless `reading` says otherwise."""
    questions: list[tuple[str, str]] = []
    monkeypatch.setattr(read, "read_pairs", lambda pairs: [questions.append(pair) or PLAIN for pair in pairs])  # type: ignore[func-returns-value]
    return questions


def reading(monkeypatch: pytest.MonkeyPatch, **scores: float) -> None:
    monkeypatch.setattr(read, "read_pairs", lambda pairs: [PLAIN._replace(**scores) for _ in pairs])  # type: ignore[arg-type]


def names(found: list[Flag]) -> list[tuple[str, str]]:
    return [(f.flag, f.severity) for f in found]


@pytest.mark.parametrize(
    ("name", "stilled"),
    [
        ("negation-lost", ("negation-advice", "minor")), ("negation-doubtful", ("negation-advice", "minor")),
        ("speech-act-duty-weakened", ("speech-act-duty-weakened", "minor")), ("omission-content", ("omission-content", "minor")),
        ("number-changed", ("number-changed", "critical")), ("name-missing", ("name-missing", "major")), ("speech-act-denial-lost", ("speech-act-denial-lost", "critical")),
    ],
)  # fmt: skip
def test_what_weighs_words_is_stilled_and_what_is_counted_is_not(name: str, stilled: tuple[str, str], asked: list[tuple[str, str]]) -> None:
    assert names(weighed([flag(name, "x", "x")], PAIR, "always")) == [stilled]


def test_a_doubt_stays_where_the_encoder_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, polarity=-3.9)
    assert names(weighed([flag("negation-lost", "x", "x")], PAIR, "in doubt")) == [("negation-lost", "critical")]


@pytest.mark.parametrize(
    ("scores", "added"),
    [
        ({"polarity": 7.0, "lost": 6.0}, ["negation-lost"]), ({"polarity": 7.0, "added": 6.0}, ["negation-added"]), ({"polarity": 4.5, "added": 6.0}, ["negation-doubtful"]),
        ({"polarity": 4.1, "lost": 9.0}, []), ({"modality": 5.5}, ["speech-act-duty-changed"]), ({"admission": 3.5}, ["speech-act-admission-changed"]),
        ({"omission": 7.5}, ["omission-content"]), ({"addition": 6.5}, ["addition-content"]), ({"other": 9.0, "anything": 9.0}, []),
    ],
)  # fmt: skip
def test_it_speaks_where_the_rules_are_silent(scores: dict[str, float], added: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, **scores)
    found = weighed([], PAIR, "always")
    assert [f.flag for f in found] == added
    assert all("buyer" in f.message.en and "buyer" in f.message.zh for f in found)
    assert weighed([], PAIR, "in doubt") == weighed([], PAIR, "never") == []


def test_what_a_rule_has_said_is_not_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, polarity=8.0, lost=8.0, anything=9.0)
    said = [flag("negation-doubtful", "x", "x")]
    assert weighed(said, PAIR, "always") == said


@pytest.mark.parametrize(("when", "found", "times"), [("never", ["negation-lost"], 0), ("in doubt", [], 0), ("in doubt", ["number-changed"], 0), ("in doubt", ["negation-lost"], 1), ("always", [], 1)])
def test_when_it_is_asked(when: Asked, found: list[str], times: int, asked: list[tuple[str, str]]) -> None:
    weighed([flag(name, "x", "x") for name in found], PAIR, when)
    assert len(asked) == times


@pytest.mark.parametrize(("source", "target"), [("ru", "en"), ("en", "zh"), ("zh", "zh")])
def test_only_directions_that_it_was_taught_are_read(source: str, target: str, asked: list[tuple[str, str]]) -> None:
    assert names(weighed([flag("negation-lost", "x", "x")], Pair("a", "b", source, target), "always")) == [("negation-lost", "critical")]
    assert asked == []


def test_what_is_too_long_is_read_by_sentences_or_not_at_all() -> None:
    short = ("买家没有付款。", "The buyer has not paid.")
    assert together(*short, "zh", "en") == [short]
    assert together("买家没有付款。", "  ", "zh", "en") == []
    source, target = "买家在五月三日没有付款，所以我们没有发货。" * 8, "The buyer did not pay on 3 May, and so we did not ship the goods. " * 8
    parts = together(source, target, "zh", "en")
    assert len(parts) == 8
    assert parts[0] == ("买家在五月三日没有付款，所以我们没有发货。", "The buyer did not pay on 3 May, and so we did not ship the goods.")
    assert together(source, target + "It is over.", "zh", "en") == []
