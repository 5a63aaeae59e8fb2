"""Facts of the letter with what shows them: the proof-carrying letter.

A fact that a claim states is looked for in the files that the claim names; a fact of an order in the files of that order.
It is `contradicted` only where a file clearly shows something else in its place: an id that differs by one slip, another
time of the same event, another amount in a payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from appealdocs.check.context import Context
from appealdocs.check.contradiction import IDS, contradictions, place, short
from appealdocs.check.kinds.evidence.seen import judged, sane
from appealdocs.expressions import compiled
from appealdocs.facts.find import find
from appealdocs.facts.write import write
from appealdocs.model.case import Evidence
from appealdocs.model.fact import Fact, FactState, Mention, Money, Place, Proof, Quantity, Shown
from appealdocs.model.keys import ORDER_EVENTS
from appealdocs.model.letter import Segment
from appealdocs.model.reading import Found, Page, Reading
from appealdocs.model.text import LANGUAGES

if TYPE_CHECKING:
    from appealdocs.reading.layout import Located

_PROVABLE: Final = (
    *IDS,
    "date",
    "moment",
    "money",
    "count",
    "number",
    "rate",
    "duration",
    "measure",
    "name",
    "carrier",
)
_EVENTS: Final = {
    "delivered": compiled(r"\bdelivered\b|\bsigned for\b|вруч[её]н|доставлен|签收|妥投|送达", re.IGNORECASE),
    "dispatched": compiled(
        r"\bdispatched\b|\bshipped\b|\bhanded (?:over|the parcel)|отгруж|发货|出库|交给", re.IGNORECASE
    ),
    "first-scan": compiled(
        r"\bfirst scan|\bfirst scanned|отсканирован|первое сканирование|首次扫描|揽收", re.IGNORECASE
    ),
    "paid": compiled(
        r"\bpaid\b|\brefunded\b|\bcompensation\b|выплатил|компенсац|вернули|赔付|赔偿|退款|支付", re.IGNORECASE
    ),
}
"""Words by which a clause of the letter says which event it dates, by the label that evidence shows it under."""
_OTHER_DEEDS: Final = compiled(
    r"\b(?:check|verif|compar|confirm|inform|told|tell|repl(?:y|ied)|answer|wrote|written|provid|ask|request|report|obtain|receiv|contact|notif"
    r"|learn|sent the|submit|review|compl[ae]in|open|claim)\w*|\b(?:провер|свер|подтвер|сообщ|уведом|ответ|написа|предостав|запрос|попрос|получил|связал|обрати"
    r"|узнал|направи|рассмотр|пожалов|откры)\w*|核对|核实|确认|告知|回复|通知|提供|要求|请求|取得|获取|查询|联系|反馈|得知|提交|投诉|发起|检查",
    re.IGNORECASE,
)
"""What else people do on a day: 'on 11 March we checked: the state is Delivered' dates the check."""
_CLAUSE_END: Final = compiled(r"[;；。，]|,(?!\d)|(?<![A-ZА-ЯЁ])\.(?=\s|$)|\n")
_NEGATED: Final = compiled(r"\bnot\b|\bnever\b|\bno\b|\bне\b|\bни\b|未|没|不", re.IGNORECASE)


@dataclass(slots=True)
class _Claimed:
    """A fact with every place that says it and the ids of all evidence named for it there."""

    written: str
    said: list[Place] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    """The evidence of each claim by itself: what one claim's files contradict, another claim's do not heal."""
    events: set[str] = field(default_factory=set)
    """Events that the clauses around it date by it."""


def proofs(context: Context) -> tuple[Proof, ...]:
    """Each fact that the letter states, in the order in which they are first said. Worked out once for a context."""
    made: tuple[Proof, ...] | None = context.caches.get("proofs")
    if made is None:
        made = context.caches["proofs"] = tuple(_proofs(context))
    return made


def contradicting(context: Context, proof: Proof) -> Fact | None:
    """What the evidence shows in the place of a contradicted fact."""
    proofs(context)
    table: dict[str, Fact] = context.caches.get("contradicting", {})
    return table.get(proof.id)


def _proofs(context: Context) -> Iterator[Proof]:
    claimed: dict[Fact, _Claimed] = {}
    for fact, written, where, evidence, events in (*_in_claims(context), *_in_orders(context)):
        entry = claimed.setdefault(fact, _Claimed(written))
        entry.said.append(where)
        entry.evidence += [e for e in evidence if e not in entry.evidence]
        entry.events |= events
        if where.segment and evidence:
            entry.groups.append(evidence)
    files = _Files(context)
    for n, (fact, entry) in enumerate(claimed.items(), 1):
        yield _proof(f"f{n}", fact, entry, context, files)


# ---- what the letter says
# -----------------------------------------------------------------------------------------------------

Said = tuple[Fact, str, Place, tuple[str, ...], set[str]]


def _in_claims(context: Context) -> Iterator[Said]:
    by_field: dict[str, list[Segment]] = {}
    for segment in context.letter.segments.values():
        if segment.field:
            by_field.setdefault(segment.field, []).append(segment)
    for said in context.claims:
        for segment in by_field.get(said.field, ()):
            for mention in _mentions(segment, context):
                if mention.fact.kind in _PROVABLE and not _bare(mention):
                    written = _written(mention, segment)
                    yield (
                        mention.fact,
                        written,
                        Place(said.field, segment.id),
                        said.claim.evidence,
                        _events(segment.source, mention, said.part),
                    )


def _mentions(segment: Segment, context: Context) -> Sequence[Mention]:
    """The facts that the stages before have found; parsed here where a letter comes straight from the drafter."""
    if segment.facts:
        return segment.facts
    from appealdocs.facts.case_names import names_of
    from appealdocs.facts.parse import parse

    names = context.caches.setdefault("known-names", None) or names_of(context.case)
    context.caches["known-names"] = names
    return parse(segment.source, segment.source_language, names, context.zone)


def _bare(mention: Mention) -> bool:
    """A small number with nothing beside it proves nothing ('reason 2', 'a second person')."""
    value = mention.fact.value
    return isinstance(value, Quantity) and mention.fact.kind in ("number", "count") and abs(value.value) <= 10


def _written(mention: Mention, segment: Segment) -> str:
    """The fact as the letter writes it: in its own language where the target says it."""
    if not segment.target or segment.target == segment.source:
        return mention.text
    spans = find(mention.fact, segment.target, segment.target_language)
    return segment.target[spans[0][0] : spans[0][1]] if spans else mention.text


def _events(text: str, mention: Mention, part: str) -> set[str]:
    """The event that the clause around a time dates; nothing where it dates several, denies it, or is no statement of ours."""
    if part == "problem" or not isinstance(mention.fact.value, date) or mention.fact.to is not None:
        return set()
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, mention.start)), default=0)
    end = next((m.start() for m in _CLAUSE_END.finditer(text, mention.end)), len(text))
    clause = text[start:end]
    events = {event for event, pattern in _EVENTS.items() if pattern.search(clause)}
    if len(events) != 1 or _NEGATED.search(clause):
        return set()
    at = (mention.start - start, mention.end - start)
    nearest = _distance(_EVENTS[next(iter(events))], clause, at)
    return events if nearest <= _distance(_OTHER_DEEDS, clause, at) else set()


def _distance(pattern: re.Pattern[str], text: str, at: tuple[int, int]) -> int:
    """Characters between the span and the nearest match; more than the text has where nothing matches."""
    gaps = (max(m.start() - at[1], at[0] - m.end(), 0) for m in pattern.finditer(text))
    return min(gaps, default=len(text) + 1)


def _in_orders(context: Context) -> Iterator[Said]:
    lang = context.letter.language
    for index, order in enumerate(context.case.orders):
        evidence = tuple(e.id for e in context.case.evidence if order.id in e.order_ids)
        at = f"orders[{index}]"
        yield Fact("order-id", order.id), order.id, Place(f"{at}.id"), evidence, set()
        if order.tracking:
            yield Fact("tracking", order.tracking), order.tracking, Place(f"{at}.tracking"), evidence, set()
        for key in ORDER_EVENTS:
            value = getattr(order, key)
            if value is not None:
                fact = _moment(value, context)
                yield fact, write(fact, lang, context.zone), Place(f"{at}.{key}"), evidence, set()
        if order.amount:
            fact = Fact("money", Money(order.amount.value, order.amount.currency))
            yield fact, write(fact, lang, context.zone), Place(f"{at}.amount"), evidence, set()


def _moment(value: datetime | date, context: Context) -> Fact:
    return Fact("moment", value.astimezone(context.zone)) if isinstance(value, datetime) else Fact("date", value)


# ---- what the files show
# ------------------------------------------------------------------------------------------------------


class _Files:
    """The case's files, each indexed once by what it shows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_id = {e.id: e for e in context.case.evidence}
        self._values: dict[str, dict[Any, list[Found]]] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def named(self, ids: Sequence[str]) -> list[tuple[Evidence, Reading]]:
        """Evidence by ids, without files that could not be read: those are told by their own rules."""
        items = [self._by_id[id] for id in ids if id in self._by_id]
        return [(e, r) for e in items if (r := self._context.reading(e)) is not None and judged(r)]

    def letters(self) -> list[tuple[Evidence, Reading]]:
        """The platform's own notice and rejection: what a claim repeats from them, they show."""
        dossier = self._context.dossier
        names = [letter.file for letter in (dossier.notice, dossier.rejection) if letter]
        return [
            (Evidence.model_validate({"id": "", "file": name, "type": "notice"}), r)
            for name in names
            if (r := dossier.readings.get(name)) is not None and judged(r)
        ]

    def found(self, reading: Reading, fact: Fact) -> list[Found]:
        """What the reader found in the file that says the same as the fact, the surest first."""
        index = self._values.get(reading.path)
        if index is None:
            index = {}
            for found in reading.found:
                for key in _says(found.fact):
                    index.setdefault(key, []).append(found)
            self._values[reading.path] = index
        hits = [f for key in _asks(fact) for f in index.get(key, ())]
        if not hits and fact.to is not None and isinstance(fact.value, date):  # a range whose ends stand apart
            ends = [
                [f for key in _asks(Fact(fact.kind, value)) for f in index.get(key, ())]
                for value in (fact.value, fact.to)
            ]
            hits = ends[0] if all(ends) else []
        return sorted(hits, key=lambda f: -f.confidence)

    def may_stand(self, fact: Fact, reading: Reading) -> bool:
        """Whether a fact that the reader did not find may stand in the file all the same. It knows every whole date, and which of
        two numbers is the day; a moment's day and clock may stand apart."""
        days = {f.fact.value.date() if isinstance(f.fact.value, datetime) else f.fact.value
                for f in reading.found if isinstance(f.fact.value, date) and f.page is not None}  # fmt: skip
        if not isinstance(fact.value, date) or fact.to is not None or not days:
            return True
        return isinstance(fact.value, datetime) and fact.value.date() in days

    def locate(self, page: Page, start: int, end: int) -> Located:
        """Where a stretch of a page stands; the page's words are looked up once."""
        from appealdocs.reading.layout import locate, spans

        known = self._spans.get(id(page))
        if known is None:
            known = self._spans[id(page)] = spans(page)
        return locate(page, start, end, known)


def _says(fact: Fact) -> list[Any]:
    """Under what a found fact can be looked up; a moment also as its day, and as its clock whatever the zone."""
    value = fact.value
    if fact.to is not None or not isinstance(value, date) or not sane(value):
        return [_value(fact)]
    if not isinstance(value, datetime):
        return [value]
    minute = value.replace(second=0, microsecond=0)
    if value.tzinfo is None:
        return [("naive", minute), value.date()]
    return [("instant", minute.timestamp()), ("clock", minute.replace(tzinfo=None)), value.date()]


def _asks(fact: Fact) -> list[Any]:
    """What shows a fact: the same value; for a moment also the same clock where one of the two names no zone."""
    value = fact.value
    if fact.to is not None or not isinstance(value, datetime) or not sane(value):
        return [value] if isinstance(value, date) and fact.to is None else [_value(fact)]
    minute = value.replace(second=0, microsecond=0)
    if value.tzinfo is None:
        return [("naive", minute), ("clock", minute)]
    return [("instant", minute.timestamp()), ("naive", minute.replace(tzinfo=None))]


def _value(fact: Fact) -> Any:
    return ("id", str(fact.value)) if fact.kind in IDS else (fact.kind, fact.value, fact.to)


def _proof(id: str, fact: Fact, entry: _Claimed, context: Context, files: _Files) -> Proof:
    items = files.named(entry.evidence)
    shown = {item.id: place for item, reading in items if (place := _shows(fact, item, reading, files)) is not None}
    against: dict[str, tuple[Shown, Fact]] = {}
    texts = [context.letter.segments[p.segment].source for p in entry.said if p.segment in context.letter.segments]
    for group in entry.groups:
        if not any(id in shown for id in group):
            for item, reading in files.named(group):
                for hit in contradictions(fact, entry.events, item, reading, context, texts):
                    against.setdefault(item.id, hit)
    in_claim = any(p.segment for p in entry.said)
    if not shown and not against and in_claim:
        shown = {
            item.file: place
            for item, reading in files.letters()
            if (place := _shows(fact, item, reading, files)) is not None
        }
    state: FactState = (
        "contradicted" if against else "proven" if shown else "unproven" if items and in_claim else "declared"
    )
    if against:
        context.caches.setdefault("contradicting", {})[id] = next(iter(against.values()))[1]
    return Proof(
        id, fact, entry.written, tuple(entry.said), tuple(shown.values()), state, tuple(s for s, _ in against.values())
    )


def _shows(fact: Fact, item: Evidence, reading: Reading, files: _Files) -> Shown | None:
    """The surest place in one file that shows the fact."""
    for found in files.found(reading, fact):
        return place(item, found)
    if files.may_stand(fact, reading):
        for page in reading.pages:
            spans = (
                find(fact, page.text, item.language if item.language in LANGUAGES else "en")
                if _may_show(fact, page.text)
                else []
            )
            spans = [span for span in spans if not _loose(fact, page.text, span)]
            if spans:
                at = files.locate(page, *spans[0])
                return Shown(item.id, item.file, page.number, short(at.quote), at.box, at.confidence)
    value = str(fact.value)
    if fact.kind in IDS and (value in item.file or value in item.link):
        return Shown(item.id, item.file, None, item.file if value in item.file else item.link)
    return None


def _loose(fact: Fact, text: str, span: tuple[int, int]) -> bool:
    """Whether the span is a bare number among words ('3 The procedure ...'), which says nothing of '3 days'; a number that has its
    cell to itself stands under a head."""
    start, end = span
    if not isinstance(fact.value, Quantity) or not text[start:end].strip().isdigit():
        return False
    return text[start - 1 : start] not in ("", "\t", "\n") or text[end : end + 1] not in ("", "\t", "\n")


def _may_show(fact: Fact, text: str) -> bool:
    """Cheap test first: an id is only in a text that holds its last three characters."""
    return bool(text) and (fact.kind not in IDS or str(fact.value)[-3:] in text)
