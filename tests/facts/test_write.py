"""What `write` writes, `parse` reads: a round trip for every kind of fact in every language."""

from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealdocs.facts.compare import same
from appealdocs.facts.parse import parse
from appealdocs.facts.units import NOUNS
from appealdocs.facts.write import write
from appealdocs.model.fact import Fact, FactKind, Money, Quantity

DUBAI, MOSCOW = ZoneInfo("Asia/Dubai"), ZoneInfo("Europe/Moscow")
FRAMES = {"zh": "记录为{}，", "en": "recorded ({}), ", "ru": "указано ({}), "}


def read(fact: Fact, lang: str, zone: ZoneInfo | None) -> Fact:
    found = parse(FRAMES[lang].format(write(fact, lang, zone)), lang)
    assert len(found) == 1, (write(fact, lang, zone), found)
    return found[0].fact


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_written_fact_is_read_back(any_fact: st.SearchStrategy[Fact], data: st.DataObject) -> None:
    fact = data.draw(any_fact)
    lang = data.draw(st.sampled_from(["zh", "en", "ru"]))
    found = read(fact, lang, data.draw(st.sampled_from([None, DUBAI, MOSCOW])))
    assert found.kind == fact.kind
    assert same(found, fact)
    if not isinstance(fact.value, time):  # a time of day moved past midnight is the same, but not equal in Python
        assert found == fact


@pytest.mark.parametrize("lang", ["zh", "en", "ru"])
@pytest.mark.parametrize(
    "fact",
    [
        Fact("date", date(2026, 4, 5), date(2026, 4, 14)),
        Fact("date", "--03-08", "--03-09"),
        Fact("time", time(9, 0), time(18, 0)),
        Fact("duration", Quantity(Decimal(3), "day"), Quantity(Decimal(5), "day")),
        Fact("duration", Quantity(Decimal("1.5"), "hour"), Quantity(Decimal(2), "hour")),
        Fact("rate", Quantity(Decimal(5), "percent"), Quantity(Decimal(10), "percent")),
        Fact("money", Money(Decimal(10), "USD"), Money(Decimal("20.50"), "USD")),
        Fact("count", Quantity(Decimal(2), "parcel"), Quantity(Decimal(12), "parcel")),
        Fact("measure", Quantity(Decimal(1), "cm"), Quantity(Decimal(2), "cm")),
    ],
)
def test_a_written_range_is_read_back(fact: Fact, lang: str) -> None:
    assert read(fact, lang, None) == fact


@pytest.mark.parametrize("noun", [noun.en for noun in NOUNS])
@pytest.mark.parametrize("lang", ["zh", "en", "ru"])
def test_every_counted_thing_has_its_word_in_every_language(noun: str, lang: str) -> None:
    for number in (1, 3, 41):
        fact = Fact("count", Quantity(Decimal(number), noun))
        assert read(fact, lang, None) == fact


@pytest.mark.parametrize(
    ("kind", "value", "lang", "expected"),
    [
        ("date", "--11-03", "ru", "3 ноября"), ("date", "--05", "en", "May"), ("date", "2024-05", "zh", "2024年5月份"),
        ("rate", Quantity(Decimal("2.1"), "point"), "ru", "2,1 процентного пункта"), ("count", Quantity(Decimal(41),
        "parcel"), "zh", "41个包裹"),
        ("duration", Quantity(Decimal("4.3"), "day"), "ru", "4,3 дня"), ("measure", Quantity(Decimal("0.5"), "kg"),
        "ru", "0,5 кг"),
        ("money", Money(Decimal(328), "USD"), "en", "USD 328"), ("name", "Fatima Al Mansoori", "zh",
        "Fatima Al Mansoori"),
        ("count", Quantity(Decimal(5), "spaceship"), "en", "5"),
    ],
)  # fmt: skip
def test_writings(kind: FactKind, value: Money | Quantity | str, lang: str, expected: str) -> None:
    assert write(Fact(kind, value), lang).replace("\u00a0", " ") == expected
