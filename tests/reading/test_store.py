"""A reading survives JSON without loss."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.errors import PartFailed
from appealdocs.model.fact import Fact, FactKind, Money, Quantity
from appealdocs.model.reading import Clip, FileKind, Found, Metadata, Page, Picture, Reading, Trouble, TroubleKind, Word
from appealdocs.reading.store import from_json, to_json

texts = st.text(max_size=20)
floats = st.floats(allow_nan=False, allow_infinity=False, width=32)
zones = st.sampled_from([None, UTC, timezone(timedelta(hours=4)), timezone(-timedelta(hours=3, minutes=30))])
decimals = st.decimals(allow_nan=False, allow_infinity=False)
values = st.one_of(
    texts,
    st.dates(),
    st.datetimes(min_value=datetime(1900, 1, 1), timezones=zones),
    st.times(timezones=zones),
    st.builds(Money, decimals, st.sampled_from(["USD", "RUB", "CNY"])),
    st.builds(Quantity, decimals, texts),
)
boxes = st.tuples(floats, floats, floats, floats)
facts = st.builds(Fact, st.sampled_from(get_args(FactKind)), values, st.none() | values)
founds = st.builds(Found, facts, st.none() | st.integers(1, 9), texts, st.none() | boxes, floats, texts)
pages = st.builds(
    Page, st.integers(1, 9), texts, st.sampled_from(["text-layer", "ocr", "none"]), floats, floats,
    st.lists(st.builds(Word, texts, boxes, floats), max_size=3).map(tuple), floats, st.integers(0, 9),
)  # fmt: skip
pictures = st.builds(
    Picture, st.integers(), st.integers(), st.integers(), floats, floats, st.booleans(), floats, floats, floats
)
clips = st.builds(
    Clip,
    floats,
    st.integers(),
    st.integers(),
    texts,
    texts,
    st.lists(texts).map(tuple),
    st.lists(texts).map(tuple),
    floats,
    floats,
)
readings = st.builds(
    Reading, texts, texts, st.integers(0), st.sampled_from(get_args(FileKind)),
    troubles=st.lists(st.builds(Trouble, st.sampled_from(get_args(TroubleKind)), texts), max_size=2).map(tuple),
    pages=st.lists(pages, max_size=2).map(tuple),
    pictures=st.lists(pictures, max_size=2).map(tuple),
    clip=st.none() | clips,
    metadata=st.builds(Metadata, texts, texts, texts, texts, texts, texts, st.integers(), st.integers(), texts, st.booleans()),
    found=st.lists(founds, max_size=3).map(tuple),
    languages=st.lists(st.tuples(texts, floats), max_size=2).map(tuple),
    urls=st.lists(founds, max_size=1).map(tuple),
    address_bar=st.none() | founds,
    ocr=st.lists(texts, max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(readings)
def test_there_and_back(reading: Reading) -> None:
    text = to_json(reading)
    assert "\n" not in text  # one line: a reading process answers so
    assert from_json(text) == reading


@pytest.mark.parametrize("damaged", ["", "[]", "{}", "null", '{"path": 1}', "{"])
def test_damaged(damaged: str) -> None:
    with pytest.raises(PartFailed):
        from_json(damaged)


def test_types_stay_apart() -> None:
    facts = [Fact("date", date(2026, 3, 7)), Fact("time", time(14, 32)), Fact("money", Money(Decimal("328.00"), "USD"))]
    reading = Reading("a", "b", 1, "pdf", found=tuple(Found(fact, None, "") for fact in facts))
    back = from_json(to_json(reading))
    assert [f.fact for f in back.found] == facts
    assert str(back.found[2].fact.value.value) == "328.00"  # type: ignore[union-attr]
