"""Papers behind a code: invoice, batch and tracking number link up; the report and the authorisation fit the violation's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import SURE, Seen, seen
from appealdocs.check.kinds.evidence.wanted import family_of, of_point
from appealdocs.expressions import compiled
from appealdocs.model.case import Evidence, Point
from appealdocs.model.text import Text2

_BATCH_WORD: Final = compiled(r"\b(?:batch|lot)\b|партия|批次|批号", re.IGNORECASE)

_VALID_WORD: Final = compiled(
    r"\bvalid\b|\bvalidity\b|\bin force\b|\beffective\b|\bterm of\b|有效期|授权期限|действ", re.IGNORECASE
)


@dataclass(frozen=True)
class Paper:
    """What one paper says of the goods."""

    file: Seen
    skus: frozenset[str]
    batches: frozenset[str]
    trackings: frozenset[str]
    invoices: frozenset[str]

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that the paper shows."""
        return frozenset(
            str(f.fact.value)
            for f in self.file.reading.found
            if f.fact.kind in ("id", "tracking", "sku", "order-id") and f.page is not None
        )


def evidence_chain(context: Context, params: Params) -> Iterator[Hit]:
    """For each code that stands on purchase papers: SKU, batch and a tracking number stand in them and agree with one another."""
    told: set[int] = set()
    for point in context.case.points:
        if family_of(context, point) not in params["families"]:
            continue
        items = {i for i, _ in of_point(context, point)}
        papers = [
            _paper(f)
            for f in seen(context, "invoice", "waybill", "quality-report", "tracking-page")
            if f.index in items
        ]
        batches = frozenset(b for p in papers for b in p.batches)
        for paper in papers:
            for hit in _breaks(context, point, paper, papers, batches):
                if paper.file.index not in told:
                    told.add(paper.file.index)
                    yield hit


def _paper(file: Seen) -> Paper:
    def values(label: str) -> frozenset[str]:
        return frozenset(str(f.fact.value) for f in file.reading.found if f.label == label and f.page is not None)

    beside = {
        str(f.fact.value) for f in file.reading.found
        if f.fact.kind == "id" and not f.label and f.page is not None and re.search(rf"(?:batch|lot|партия|批次|批号)\W{{0,3}}{re.escape(str(f.fact.value))}", f.quote, re.IGNORECASE)
    }  # fmt: skip
    skus = frozenset(str(f.fact.value) for f in file.reading.found if f.fact.kind == "sku" and f.page is not None)
    trackings = frozenset(str(f.fact.value) for f in file.values("tracking"))
    return Paper(file, skus, values("batch") | beside, trackings, values("invoice"))


def _breaks(
    context: Context, point: Point, paper: Paper, papers: Sequence[Paper], batches: frozenset[str]
) -> Iterator[Hit]:
    kind = paper.file.item.type
    if not paper.file.text.strip():
        return
    if kind == "invoice":
        yield from _invoice(context, point, paper, papers, batches)
    elif kind == "quality-report":
        yield from _report(context, point, paper, papers)
    elif kind == "waybill" and not paper.file.item.order_ids:
        yield from _inbound(context, point, paper, papers)


def _invoice(
    context: Context, point: Point, paper: Paper, papers: Sequence[Paper], batches: frozenset[str]
) -> Iterator[Hit]:
    """A factory's delivery note without the SKU, its batch or a tracking number proves nothing."""
    missing = []
    if point.skus and not any(_says(paper, sku) for sku in point.skus):
        missing.append(Text2(f"SKU {', '.join(point.skus)}", f"SKU {'、'.join(point.skus)}"))
    own = paper.batches | (paper.codes & batches)
    if not own and not _BATCH_WORD.search(paper.file.text):
        missing.append(Text2("the batch", "批次号"))
    if not paper.trackings and not any(
        _linked(paper, other) and other.trackings for other in papers if other.file.item.type == "waybill"
    ):
        missing.append(Text2("a tracking number", "物流单号"))
    if missing:
        yield _hit(context, point, paper, missing)


def _report(context: Context, point: Point, paper: Paper, papers: Sequence[Paper]) -> Iterator[Hit]:
    """A report is about the SKU of the point, and about a batch that was bought."""
    if point.skus and paper.skus and not any(_says(paper, sku) for sku in point.skus):
        yield _differs(context, point, paper, Text2("SKU", "SKU"), sorted(paper.skus), list(point.skus))
        return
    bought = frozenset(b for p in papers if p.file.item.type == "invoice" for b in (p.batches or p.codes))
    named = frozenset(b for p in papers if p.file.item.type == "invoice" for b in p.batches)
    if paper.batches and named and not paper.batches & bought:
        yield _differs(context, point, paper, Text2("batch", "批次号"), sorted(paper.batches), sorted(named))


def _inbound(context: Context, point: Point, paper: Paper, papers: Sequence[Paper]) -> Iterator[Hit]:
    """An inbound waybill is the one that the invoice names, and about the same batch."""
    invoices = [p for p in papers if p.file.item.type == "invoice"]
    trackings = frozenset(t for p in invoices for t in p.trackings)
    named = frozenset(b for p in invoices for b in p.batches)
    bought = frozenset(c for p in invoices for c in p.codes)
    if paper.trackings and trackings and not paper.trackings & trackings:
        yield _differs(
            context, point, paper, Text2("tracking number", "物流单号"), sorted(paper.trackings), sorted(trackings)
        )
    elif paper.batches and named and not paper.batches & (named | bought):
        yield _differs(context, point, paper, Text2("batch", "批次号"), sorted(paper.batches), sorted(named))
    elif paper.invoices and invoices and not paper.invoices & bought:
        numbers = sorted(n for p in invoices for n in p.invoices)
        if numbers:
            yield _differs(context, point, paper, Text2("invoice number", "发票号"), sorted(paper.invoices), numbers)


def _says(paper: Paper, code: str) -> bool:
    return code in paper.codes or code.lower() in paper.file.text.lower()


def _linked(one: Paper, other: Paper) -> bool:
    """Whether two papers share a batch or an invoice number."""
    return bool(
        one.batches & (other.batches | other.codes)
        or other.batches & one.codes
        or one.invoices & other.codes
        or other.invoices & one.codes
    )


def _hit(context: Context, point: Point, paper: Paper, missing: Sequence[Text2]) -> Hit:
    words = Text2(", ".join(m.en for m in missing), "、".join(m.zh for m in missing))
    return Hit(
        context.evidence_at(paper.file.index), {"file": paper.file.item.file, "code": point.code, "missing": words}
    )


def _differs(
    context: Context, point: Point, paper: Paper, what: Text2, shown: Sequence[str], wanted: Sequence[str]
) -> Hit:
    values = {
        "file": paper.file.item.file,
        "code": point.code,
        "what": what,
        "shown": ", ".join(shown[:4]),
        "wanted": ", ".join(wanted[:4]),
    }
    return Hit(context.evidence_at(paper.file.index), values, "differs")


def violation_date(context: Context, point: Point) -> date | None:
    """When the violation was: the point's date, else what the notice says of its code."""
    if point.date:
        return point.date
    from appealdocs.facts.dates import moments

    notice = context.dossier.notice
    for said in notice.points if notice else ():
        if said.code == point.code and said.date:
            for mention in moments(said.date):
                value = mention.fact.value
                if isinstance(value, date):
                    return value.date() if isinstance(value, datetime) else value
    return None


def report_date(context: Context, params: Params) -> Iterator[Hit]:
    """A quality report was issued on the day of the violation or before it."""
    for point in context.case.points:
        violated = violation_date(context, point)
        if violated is None:
            continue
        for index, item in of_point(context, point):
            if item.type != "quality-report" or (item.code and item.code != point.code):
                continue
            issued, page = _issued(context, item)
            if issued is not None and issued > violated:
                values = {
                    "file": item.file,
                    "code": point.code,
                    "issued": issued.isoformat(),
                    "violation": violated.isoformat(),
                }
                yield Hit(context.evidence_at(index, page), values)


def _issued(context: Context, item: Evidence) -> tuple[date | None, int | None]:
    """When a report was issued: as it says itself, else as case.yaml says; the later one if they differ."""
    reading = context.reading(item)
    shown = (
        [f for f in reading.found if f.label == "issued" and isinstance(f.fact.value, date) and f.confidence >= SURE]
        if reading and reading.sound
        else []
    )
    dates: list[tuple[date, int | None]] = [
        (_day(f.fact.value), f.page) for f in shown if isinstance(f.fact.value, date)
    ]
    if item.date:
        dates.append((item.date, None))
    return max(dates, key=lambda d: d[0]) if dates else (None, None)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def authorisation_period(context: Context, params: Params) -> Iterator[Hit]:
    """Each authorisation covers the day of the violation, by what case.yaml declares and by what the paper itself shows."""
    for point in context.case.points:
        violated = violation_date(context, point)
        if violated is None:
            continue
        for index, item in of_point(context, point):
            if item.type != "brand-authorisation" or (item.code and item.code != point.code):
                continue
            periods = _periods(context, item)
            where = context.evidence_at(index)
            values = {"file": item.file, "code": point.code, "violation": violated.isoformat()}
            if not periods:
                yield Hit(where, values, "unknown", "warning")
                continue
            for start, end, page in periods:
                if (start and violated < start) or (end and violated > end):
                    shown = f"{start or '…'} – {end or '…'}"
                    yield Hit(context.evidence_at(index, page), {**values, "period": shown}, "shown" if page else "")
                    break


def _periods(context: Context, item: Evidence) -> list[tuple[date | None, date | None, int | None]]:
    """Periods of validity: declared, and of each page that names one (a chain of several papers has one a page)."""
    periods: list[tuple[date | None, date | None, int | None]] = []
    if item.valid and (item.valid.from_ or item.valid.to):
        periods.append((item.valid.from_, item.valid.to, None))
    file = next((f for f in seen(context, "brand-authorisation") if f.item is item), None)
    for page in file.reading.pages if file else ():
        period = _period_on(file, page.number) if file else None
        if period:
            periods.append((*period, page.number))
    return periods


def _period_on(file: Seen, page: int) -> tuple[date | None, date | None] | None:
    """The period of one page: under the labels 'valid from' and 'valid to', else two dates in a sentence on validity."""
    dated = [
        (f, f.fact.value)
        for f in file.dated
        if f.page == page and f.confidence >= SURE and isinstance(f.fact.value, date)
    ]
    starts = [_day(value) for f, value in dated if f.label == "valid-from"]
    ends = [_day(value) for f, value in dated if f.label == "valid-to"]
    if starts or ends:
        return min(starts, default=None), max(ends, default=None)
    for found, _ in dated:
        if _VALID_WORD.search(found.quote):
            days = [_day(value) for f, value in dated if f.quote == found.quote]
            if len(days) > 1:
                return min(days), max(days)
    return None
