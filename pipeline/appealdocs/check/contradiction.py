"""What speaks against a fact of the letter: only what a file clearly shows in its place, never what it merely lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from appealdocs.check.context import Context
from appealdocs.check.kinds.evidence.seen import slip, swapped
from appealdocs.model.case import Evidence
from appealdocs.model.fact import Fact, Money, Shown
from appealdocs.model.reading import Found, Reading
from appealdocs.model.text import Text2

IDS: Final = ("order-id", "tracking", "sku", "id")
_SURE: Final = 0.9
"""OCR confidence from which a value may contradict the letter."""
_PAYMENTS: Final = ("compensation-proof", "refund-proof")
_SHOWN_AS: Final = {"paid": ("paid", "issued")}


def place(item: Evidence, found: Found) -> Shown:
    """A found value as a place of proof."""
    return Shown(item.id, item.file, found.page, short(found.quote), found.box, found.confidence)


def short(quote: str) -> str:
    """A quoted line on one line, cut to what a report shows."""
    return " ".join(quote.split())[:300]


def contradictions(
    fact: Fact, events: Collection[str], item: Evidence, reading: Reading, context: Context, texts: Sequence[str] = ()
) -> Iterator[tuple[Shown, Fact]]:
    """Places in one file that show another value instead, with that value. `events` are those that the letter dates by the fact,
    `texts` the sentences that say it."""
    if fact.to is not None:
        return
    if fact.kind in IDS:
        yield from _another_id(fact, item, reading, context, texts)
    elif isinstance(fact.value, date):
        yield from _another_time(fact, events, item, reading, context)
    elif isinstance(fact.value, Money) and item.type in _PAYMENTS:
        yield from _another_amount(fact.value, item, reading)


def _another_id(
    fact: Fact, item: Evidence, reading: Reading, context: Context, texts: Sequence[str]
) -> Iterator[tuple[Shown, Fact]]:
    """A slip of the pen: the file shows an id that differs by one character or by two that changed places, and no sentence that
    says the one says the other too (parcels sent on one day have numbers that follow each other)."""
    case = context.case
    own = (
        {x for o in case.orders for x in (o.id, o.tracking, *o.skus)}
        | {e.tracking for e in case.evidence}
        | {s for p in case.points for s in p.skus}
    )
    said = str(fact.value)
    if fact.value in own:  # what a file shows instead of an order's own id is common/evidence-matches-order
        return
    beside = texts or [s.source for s in context.letter.segments.values()]
    for found in reading.found:
        shown = str(found.fact.value)
        if found.fact.kind not in IDS or found.page is None or found.confidence < _SURE or not slip(said, shown):
            continue
        others = beside if shown in own else [s.source for s in context.letter.segments.values()]
        if not any(shown in text for text in others):
            yield place(item, found), found.fact
            return


def _another_time(
    fact: Fact, events: Collection[str], item: Evidence, reading: Reading, context: Context
) -> Iterator[tuple[Shown, Fact]]:
    """Another day or minute of the event that the letter dates. Times of the orders themselves are common/evidence-timeline."""
    value = fact.value
    assert isinstance(value, date)
    for event in events:
        if event == "paid" and item.type not in _PAYMENTS:
            continue
        labels = _SHOWN_AS.get(event, (event,))
        dated = [
            f
            for f in reading.found
            if f.label in labels and isinstance(f.fact.value, date) and f.fact.to is None and f.confidence >= _SURE
        ]
        dated = [f for f in dated if f.label == labels[0]] or dated
        if (
            dated
            and all(_differs(value, f.fact.value, context) for f in dated)
            and len({_day(f.fact.value, context) for f in dated}) == 1
        ):
            yield place(item, dated[0]), dated[0].fact
            return


def _differs(said: date, shown: Any, context: Context) -> bool:
    if isinstance(said, datetime) and isinstance(shown, datetime):
        one, other = (
            context.aware(said if said.tzinfo else said.replace(tzinfo=context.zone)),
            context.aware(shown if shown.tzinfo else shown.replace(tzinfo=context.zone)),
        )
        return abs((one - other).total_seconds()) >= 60 and (
            shown.tzinfo is not None or _day(said, context) != _day(shown, context)
        )
    return _day(said, context) != _day(shown, context)


def _day(value: Any, context: Context) -> date:
    if isinstance(value, datetime):
        return value.astimezone(context.zone).date() if value.tzinfo else value.date()
    return value  # type: ignore[no-any-return]


def _another_amount(money: Money, item: Evidence, reading: Reading) -> Iterator[tuple[Shown, Fact]]:
    """A payment over another sum: the one under 'amount', else the only one in that currency."""
    amounts = [
        f
        for f in reading.found
        if isinstance(f.fact.value, Money) and f.confidence >= _SURE
        and (f.fact.value.currency == money.currency or f.fact.value.value == money.value)  # the same sum in another currency
    ]
    amounts = [f for f in amounts if isinstance(f.fact.value, Money) and f.fact.value.currency == money.currency] or amounts
    amounts = [f for f in amounts if f.label == "amount"] or amounts
    if len({f.fact.value for f in amounts}) == 1:
        yield place(item, amounts[0]), amounts[0].fact


def slip_words(said: Fact, shown: Fact | None) -> Text2:
    """What makes the two values look alike, in words: digits that changed places, one that differs; '' where nothing does."""
    one, other = (_digits(said), _digits(shown)) if shown else ("", "")
    if not one or len(one) != len(other) or one == other:
        return Text2("", "")
    at = next(i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    if swapped(one, other):
        return Text2(
            f" Two neighbouring characters changed places ({one[at : at + 2]} → {other[at : at + 2]}).",
            f"相邻两位颠倒（{one[at : at + 2]} → {other[at : at + 2]}）。",
        )
    if sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return Text2(
            f" They differ in one character ({one[at]} → {other[at]}).", f"两者只差一位（{one[at]} → {other[at]}）。"
        )
    return Text2("", "")


def _digits(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Money):
        return str(value.value.normalize())
    if isinstance(value, datetime):
        return value.strftime("%Y%m%d%H%M")
    return value.strftime("%Y%m%d") if isinstance(value, date) else str(value) if isinstance(value, str) else ""
