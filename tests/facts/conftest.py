"""Facts of every kind, for the round trips of `write`, `parse` and `find`."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from appealdocs.facts.units import NOUNS
from appealdocs.facts.write import MEASURES, TIMES
from appealdocs.locale_.write import CURRENCIES_ZH
from appealdocs.model.fact import Fact, Money, Quantity

amounts = st.decimals(min_value=1, max_value=999_999, places=2, allow_nan=False).map(
    lambda number: number.to_integral_value() if number == number.to_integral_value() else number.normalize()
)
days = st.dates(date(2000, 1, 1), date(2049, 12, 31))
clocks = st.times().map(lambda at: at.replace(microsecond=0))
offsets = st.sampled_from([timezone(timedelta(hours=h)) for h in (-7, 0, 3, 4, 8)])
single = st.one_of(
    st.builds(Fact, st.just("date"), days),
    st.builds(Fact, st.just("date"), days.map(lambda day: f"--{day.month:02d}-{day.day:02d}")),
    st.builds(Fact, st.just("date"), days.map(lambda day: f"{day.year}-{day.month:02d}")),
    st.builds(Fact, st.just("date"), days.map(lambda day: f"--{day.month:02d}")),
    st.builds(Fact, st.just("date"), days.map(lambda day: str(day.year))),
    st.builds(lambda day, at, zone: Fact("moment", datetime.combine(day, at, zone)), days, clocks, offsets),
    st.builds(lambda day, at: Fact("moment", datetime.combine(day, at)), days, clocks),
    st.builds(Fact, st.just("time"), clocks),
    st.builds(lambda at, zone: Fact("time", at.replace(tzinfo=zone)), clocks, offsets),
    st.builds(lambda n, c: Fact("money", Money(n, c)), amounts, st.sampled_from(sorted(CURRENCIES_ZH))),
    st.builds(lambda n: Fact("rate", Quantity(n, "percent")), amounts),
    st.builds(lambda n: Fact("rate", Quantity(n, "point")), amounts),
    st.builds(lambda n, u: Fact("duration", Quantity(n, u)), st.integers(1, 999).map(Decimal),
    st.sampled_from(sorted(set(TIMES) - {"point"}))),
    st.builds(lambda n, u: Fact("measure", Quantity(n, u)), amounts, st.sampled_from(sorted(MEASURES))),
    st.builds(lambda n, u: Fact("count", Quantity(n, u)), st.integers(1, 99_999).map(Decimal),
    st.sampled_from([noun.en for noun in NOUNS])),
    st.builds(lambda n: Fact("number", Quantity(n)), amounts),
    st.sampled_from(
        [
            Fact("order-id", "48127733-0164-1"), Fact("order-id", "113-4588655-6730621"), Fact("order-id",
            "NAEHF0061420317"),
            Fact("id", "INV-B260117"), Fact("id", "DEA-2026-0117"), Fact("email", "ops@qiming-trade.com"),
            Fact("url", "https://noon.com/ae/p?q=1"), Fact("phone", "+971501234567"), Fact("tracking",
            "YT26104028177665"),
        ]
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def any_fact() -> st.SearchStrategy[Fact]:
    """One fact of any kind."""
    return single
