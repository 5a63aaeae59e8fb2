"""Facts of the letter with what shows them: the proof-carrying letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from appealdocs.check.context import Context
from appealdocs.facts.case_names import names_of
from appealdocs.facts.find import find
from appealdocs.facts.parse import parse
from appealdocs.facts.write import write
from appealdocs.model.case import Evidence
from appealdocs.model.fact import Fact, FactState, Money, Place, Proof, Shown
from appealdocs.model.reading import Page, Reading
from appealdocs.model.text import LANGUAGES

_ID_KINDS = ("order-id", "tracking", "sku", "id")
_PAYMENTS = ("compensation-proof", "refund-proof")
_EVENTS = {
    "delivered": re.compile(r"deliver|вруч|доставлен|签收|妥投|送达", re.I),
    "dispatched": re.compile(r"dispatch|shipped|отгруж|发货|出库", re.I),
    "first_scan": re.compile(r"first scan|сканир|принят|揽收|首次扫描", re.I),
}
"""Words by which a line of evidence says which event of an order it tells of."""


@dataclass(slots=True)
class _Claimed:
    written: str
    said: list[Place] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


def proofs(context: Context) -> tuple[Proof, ...]:
    """Each fact that the letter states, with the evidence that shows it; facts in the order in which they are first said.

    A fact is looked for in the evidence that its claims name (a fact of the order table: in the evidence of that order).
    """
    claimed: dict[Fact, _Claimed] = {}
    for fact, written, place, evidence in (*_said_in_claims(context), *_said_in_orders(context)):
        entry = claimed.setdefault(fact, _Claimed(written))
        entry.said.append(place)
        entry.evidence += [e for e in evidence if e not in entry.evidence]
    return tuple(_proof(f"f{n}", fact, entry, context) for n, (fact, entry) in enumerate(claimed.items(), 1))


def _said_in_claims(context: Context) -> Iterator[tuple[Fact, str, Place, tuple[str, ...]]]:
    names = names_of(context.case)
    by_field: dict[str, list[str]] = {}
    for segment in context.letter.segments.values():
        if segment.field:
            by_field.setdefault(segment.field, []).append(segment.id)
    for said in context.claims:
        for id in by_field.get(said.field, ()):
            segment = context.letter.segments[id]
            text, lang = (segment.target, segment.target_language) if segment.target else (segment.source, segment.source_language)
            for mention in parse(text, lang, names, context.zone):
                yield mention.fact, mention.text, Place(said.field, id), said.claim.evidence


def _said_in_orders(context: Context) -> Iterator[tuple[Fact, str, Place, tuple[str, ...]]]:
    lang = context.letter.language
    for index, order in enumerate(context.case.orders):
        evidence = tuple(e.id for e in context.case.evidence if order.id in e.order_ids)
        at = f"orders[{index}]"
        yield Fact("order-id", order.id), order.id, Place(f"{at}.id"), evidence
        if order.tracking:
            yield Fact("tracking", order.tracking), order.tracking, Place(f"{at}.tracking"), evidence
        for key in ("ordered", "promised_dispatch", "label_created", "dispatched", "first_scan", "delivered", "complaint", "first_reply"):
            value = getattr(order, key)
            if value is not None:
                fact = _moment(value, context)
                yield fact, write(fact, lang, context.zone), Place(f"{at}.{key}"), evidence
        if order.amount:
            fact = Fact("money", Money(order.amount.value, order.amount.currency))
            yield fact, write(fact, lang, context.zone), Place(f"{at}.amount"), evidence


def _moment(value: datetime | date, context: Context) -> Fact:
    if isinstance(value, datetime):
        return Fact("moment", value.astimezone(context.zone))
    return Fact("date", value)


def _proof(id: str, fact: Fact, entry: _Claimed, context: Context) -> Proof:
    items = [e for e in context.case.evidence if e.id in entry.evidence]
    shown: list[Shown] = []
    against: list[Shown] = []
    for item in items:
        reading = context.reading(item)
        if reading is None:
            continue
        places = list(_shows(fact, item, reading))
        shown += places[:1]
        if not places:
            against += _contradicts(fact, item, reading, context)
    in_claim = any(p.segment for p in entry.said)
    state: FactState = "proven" if shown else "contradicted" if against else "unproven" if items and in_claim else "declared"
    return Proof(id, fact, entry.written, tuple(entry.said), tuple(shown), state, tuple(against) if state == "contradicted" else ())


def _shows(fact: Fact, item: Evidence, reading: Reading) -> Iterator[Shown]:
    """Places in one file that show the fact, the surest first."""
    for found in sorted((f for f in reading.found if _same(f.fact, fact)), key=lambda f: -f.confidence):
        yield Shown(item.id, item.file, found.page, found.quote, found.box, found.confidence)
    for page in reading.pages:
        for start, end in find(fact, page.text, item.language if item.language in LANGUAGES else "en")[:1]:
            quote = _line(page.text, start, end)
            yield Shown(item.id, item.file, page.number, quote, _box(page, page.text[start:end], quote), page.confidence)
    if fact.kind in _ID_KINDS and str(fact.value) in item.file:
        yield Shown(item.id, item.file, None, item.file)
    if item.link and fact.kind in _ID_KINDS and str(fact.value) in item.link:
        yield Shown(item.id, item.file, None, item.link)


def _same(one: Fact, other: Fact) -> bool:
    if one.to is not None or other.to is not None:
        return one == other
    if one.kind in _ID_KINDS and other.kind in _ID_KINDS:
        return one.value == other.value
    if isinstance(one.value, datetime) and isinstance(other.value, datetime):
        if one.value.tzinfo is None or other.value.tzinfo is None:
            return one.value.replace(tzinfo=None, second=0) == other.value.replace(tzinfo=None, second=0)
        return abs((one.value - other.value).total_seconds()) < 60
    if isinstance(other.value, date) and isinstance(one.value, datetime):
        return one.value.date() == other.value
    return one.kind == other.kind and one.value == other.value


def _contradicts(fact: Fact, item: Evidence, reading: Reading, context: Context) -> Iterator[Shown]:
    """Places where the file shows another value instead: a near-identical id, another time of the same event, another amount."""
    if fact.kind in _ID_KINDS:
        near = (f for f in reading.found if f.fact.kind in _ID_KINDS and _slip(str(fact.value), str(f.fact.value)) and f.confidence >= 0.85)
        known = {o.id for o in context.case.orders} | {o.tracking for o in context.case.orders}
        for found in near:
            if found.fact.value not in known:
                yield Shown(item.id, item.file, found.page, found.quote, found.box, found.confidence)
    elif fact.kind == "moment":
        event = next((k for o in context.case.orders for k in _EVENTS if _is(getattr(o, k), fact)), None)
        if event:
            for found in reading.found:
                if found.fact.kind == "moment" and _EVENTS[event].search(found.quote):
                    yield Shown(item.id, item.file, found.page, found.quote, found.box, found.confidence)
    elif fact.kind == "money" and item.type in _PAYMENTS and isinstance(fact.value, Money):
        amounts = [f for f in reading.found if isinstance(f.fact.value, Money) and f.fact.value.currency == fact.value.currency]
        if len({f.fact.value for f in amounts}) == 1:
            yield Shown(item.id, item.file, amounts[0].page, amounts[0].quote, amounts[0].box, amounts[0].confidence)


def _is(value: datetime | date | None, fact: Fact) -> bool:
    return isinstance(value, datetime) and isinstance(fact.value, datetime) and fact.value.tzinfo is not None and value == fact.value


def _slip(one: str, other: str) -> bool:
    """Two ids that differ as by a slip of the hand: one character changed, or two neighbours swapped."""
    if len(one) != len(other) or len(one) < 6 or one == other:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1 or swapped


def _line(text: str, start: int, end: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return " ".join(text[first : last if last >= 0 else None].split())[:300]


def _box(page: Page, words: str, quote: str) -> tuple[float, float, float, float] | None:
    """The box around the words of a page that say it; None where the page has no boxes."""
    plain = words.replace(" ", "")
    hits = [w for w in page.words if plain and (plain in w.text.replace(" ", ""))]
    hits = hits or [w for w in page.words if w.text and w.text in words.split()]
    hits = hits or [w for w in page.words if w.text and w.text == quote]
    boxes = [w.box for w in hits]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
