"""Facts of a text and its translation compared by value; the pairs are data (pairs.yaml)."""

import random
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.facts.compare import Comparison, compare, fields, same
from appealdocs.facts.names import Names
from appealdocs.facts.parse import parse
from appealdocs.model.fact import Fact

HERE = Path(__file__).parent
PAIRS = yaml.safe_load((HERE / "pairs.yaml").read_text(encoding="utf-8"))
SENTENCES = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))


def said(result: Comparison) -> str:
    parts = [f"-{m.text}" for m in result.missing] + [f"+{m.text}" for m in result.extra]
    return "  ".join(parts + [f"{a.text} ≠ {b.text}" for a, b in result.changed])


@pytest.mark.parametrize(("lang", "source", "target", "report"), PAIRS, ids=[f"{p[0]}: {p[1][:30]}" for p in PAIRS])
def test_a_translation_is_compared_by_value(lang: str, source: str, target: str, report: str) -> None:
    result = compare(parse(source, "zh"), parse(target, lang))
    assert said(result) == report
    assert result.clean == (not report)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, text, _ in SENTENCES])
def test_a_text_agrees_with_itself(lang: str, text: str) -> None:
    found = parse(text, lang)
    assert compare(found, found).clean


CLEAN = [(lang, source, target) for lang, source, target, report in PAIRS if not report and re.search(r"\d", target)]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(CLEAN), st.integers(0, 10**6))
def test_one_changed_digit_is_always_seen(pair: tuple[str, str, str], seed: int) -> None:
    lang, source, target = pair
    chance = random.Random(seed)
    at = chance.choice([found.start() for found in re.finditer(r"\d", target)])
    if target[max(0, at - 3) : at + 3].startswith("GMT") or "GMT+" in target[max(0, at - 4) : at + 1]:
        return  # the offset is said twice: GST (GMT+5) is a fault of another kind
    wrong = target[:at] + chance.choice([digit for digit in "123456789" if digit != target[at]]) + target[at + 1 :]
    assert not compare(parse(source, "zh"), parse(wrong, lang)).clean


def test_names_are_compared_whatever_the_language() -> None:
    names = Names(
        {"place": [{"en": "Moscow", "zh": "莫斯科", "ru": "Москва"}], "name": [{"en": "Li Wei", "zh": "李伟"}]}
    )
    source = parse("李伟在莫斯科签收", "zh", names)
    assert compare(source, parse("Li Wei signed in Moscow", "en", names)).clean
    result = compare(source, parse("Подписано в Москве", "ru", names))
    assert [m.text for m in result.missing] == ["李伟"]


def test_ranges_are_the_same_by_both_ends() -> None:
    three_to_five, three_to_six = parse("3-5天", "zh")[0].fact, parse("3-6 days", "en")[0].fact
    assert same(three_to_five, parse("от 3 до 5 дней", "ru")[0].fact)
    assert not same(three_to_five, three_to_six)
    assert not same(three_to_five, parse("3天", "zh")[0].fact)
    assert same(Fact("date", "--03-07"), parse("7 March 2026", "en")[0].fact)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("--11-03", (None, 11, 3)), ("2024-05", (2024, 5, None)), ("--05", (None, 5, None)), ("2022", (2022, None, None))],
)
def test_reduced_dates_are_read(text: str, expected: tuple[int | None, ...]) -> None:
    assert fields(text) == expected
