"""What `parse` finds in sentences of the three languages; the sentences are data (sentences.yaml)."""

import time as clock
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.facts.names import Names
from appealdocs.facts.parse import parse
from appealdocs.model.fact import FactValue, Mention, Money, Quantity
from appealdocs.model.text import Text

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))


def value(given: FactValue) -> str:
    if isinstance(given, Money):
        return f"{given.value.normalize():f} {given.currency}"
    if isinstance(given, Quantity):
        return f"{given.value.normalize():f} {given.unit}".strip()
    return given.isoformat() if isinstance(given, datetime | date | time) else str(given)


def said(mention: Mention) -> str:
    fact = mention.fact
    return f"{fact.kind} {value(fact.value)}" + (f" .. {value(fact.to)}" if fact.to is not None else "")


@pytest.mark.parametrize(
    ("lang", "text", "facts"), SENTENCES, ids=[f"{lang}: {text[:40]}" for lang, text, _ in SENTENCES]
)
def test_facts_of_a_sentence(lang: str, text: str, facts: list[str]) -> None:
    assert [said(mention) for mention in parse(text, lang)] == facts


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, text, _ in SENTENCES])
def test_spans_are_in_order_and_apart(lang: str, text: str) -> None:
    end = 0
    for mention in parse(text, lang):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end] != ""
        end = mention.end


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
def test_no_break_spaces_are_spaces(space: str) -> None:
    found = parse(f"7{space}марта 2026{space}г. выплачено 18{space}500{space}руб. (78,4{space}%)", "ru")
    assert [said(mention) for mention in found] == ["date 2026-03-07", "money 18500 RUB", "rate 78.4 percent"]


def test_full_width_digits_are_digits() -> None:
    assert [said(m) for m in parse("２０２６年３月７日，共４１个包裹", "zh")] == ["date 2026-03-07", "count 41 parcel"]


def test_a_moment_without_a_zone_takes_the_given_one() -> None:
    text = "вручена 10.03.2026 в 15:20"
    assert parse(text, "ru")[0].fact.value == datetime(2026, 3, 10, 15, 20)
    aware = parse(text, "ru", zone=ZoneInfo("Europe/Moscow"))[0].fact.value
    assert isinstance(aware, datetime)
    assert aware == datetime.fromisoformat("2026-03-10T12:20+00:00")


NAMES = Names(
    {
        "name": [{"en": "Fatima Al Mansoori", "zh": "法蒂玛"}, {"ru": "Иванова Мария Петровна"}],
        "place": [Text(zh="莫斯科", en="Moscow", ru="Москва")],
        "carrier": ["Aramex", ["CDEK", "СДЭК"]],
        "order-id": ["55", "NAEHF0061420317"],
        "sku": ["2 PACK"],
    }
)


@pytest.mark.parametrize(
    ("lang", "text", "facts"),
    [
        ("en", "Aramex delivered to Fatima  Al Mansoori in Moscow", ["carrier Aramex", "name Fatima Al Mansoori",
        "place Moscow"]),
        ("zh", "包裹在莫斯科由法蒂玛签收", ["place Moscow", "name Fatima Al Mansoori"]),
        ("ru", "СДЭК вручил в Москве Ивановой Марии Петровне", ["carrier CDEK", "place Moscow",
        "name Иванова Мария Петровна"]),
        ("en", "order 55, 55 days, 155 units, SKU 2 PACK", ["order-id 55", "order-id 55", "count 155 unit",
        "sku 2 PACK"]),
        ("en", "Aramexes and Moscowy", []),
    ],
)  # fmt: skip
def test_names_of_the_case_come_first(lang: str, text: str, facts: list[str]) -> None:
    assert [said(mention) for mention in parse(text, lang, NAMES)] == facts


def test_names_give_all_their_writings() -> None:
    assert NAMES.writings("place", "Moscow") == ["Moscow", "莫斯科", "Москва"]
    assert NAMES.writings("place", "Dubai") == ["Dubai"]
    assert ("carrier", "CDEK") in set(NAMES)
    assert bool(NAMES)
    assert not Names({})
    assert Names({"name": ["", "x"]}).writings("name", "x") == ["x"]


@settings(max_examples=120, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,:-/ 年月日号点分%元十百千万一两三半个天AaUSD$₽№руб г.дняMarch7 at\u00a0\u00ad()（）",
        max_size=60,
    ),
    st.sampled_from(["zh", "en", "ru"]),
)
def test_any_text_is_read_without_fault(text: str, lang: str) -> None:
    end = 0
    for mention in parse(text, lang):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_any_whole_number_is_read_back_from_digits(number: int) -> None:
    english, russian = f"{number:,}", f"{number:,}".replace(",", "\u00a0")
    for text, lang in ((f"in all {english} units", "en"), (f"共{english}件", "zh"), (f"всего {russian} единиц", "ru")):
        found = parse(text, lang)
        assert len(found) == 1
        assert found[0].fact.value == Quantity(Decimal(number), "unit")


def test_a_sentence_takes_about_a_millisecond() -> None:
    for lang, text, _ in SENTENCES:
        parse(text, lang)
    start = clock.perf_counter()
    for lang, text, _ in SENTENCES:
        parse(text, lang)
    assert (clock.perf_counter() - start) / len(SENTENCES) < 0.005  # generous: the machine is shared


@pytest.mark.parametrize("piece", ["1-", "a.", "-", "3月", "12:30", "1 ", "двадцать ", "a@", "2026-03-07 ", "two and "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def once(text: str, lang: str) -> float:
        start = clock.process_time()
        parse(text, lang)
        return clock.process_time() - start

    def seconds(size: int, lang: str) -> float:
        """The best of three: other programs take the processor's caches away. Each text is another one, for parse keeps what it found."""
        return min(once(piece * (size // len(piece)) + "\n" * n, lang) for n in range(3))

    for lang in ("zh", "en", "ru"):
        seconds(100, lang)
        assert seconds(16_000, lang) < max(0.5, 30 * seconds(2_000, lang))
