"""Where case.yaml and the platform's notice say different things. The notice wins: the platform compares with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from appealdocs import clock
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.numbered import same_number
from appealdocs.model.dossier import Notice
from appealdocs.model.finding import Where


def notice_differs(context: Context, params: Params) -> Iterator[Hit]:
    """Both values and the notice's page: case id, deadline, Final Warning, orders, SKUs, dates and clauses of the points.

    What one of the two does not say is no difference. Codes have their own rule (codes-answered).
    """
    notice = context.dossier.notice
    if notice is None:
        return
    case, read = context.case, notice.platform_case
    refused = bool(notice.reasons and case.rejection)  # the case id on a rejection is that of the refused submission
    if read and case.platform_case and not refused and not same_number(read.value, case.platform_case):
        yield _hit(context, "platform_case", case.platform_case, read.value, read.page, notice)
    yield from _deadline(context, notice)
    if notice.final_warning and case.final_warning is False and "final_warning" in case.lines:
        yield _hit(context, "final_warning", "false", notice.final_warning.quote, notice.final_warning.page, notice)
    yield from _orders(context, notice)
    yield from _skus(context, notice)
    yield from _points(context, notice)


def _hit(context: Context, field: str, ours: str, theirs: str, page: int | None, notice: Notice, variant: str = "") -> Hit:
    values = {"key": field, "ours": ours, "theirs": theirs, "page": page or 1, "file": notice.file}
    return Hit(Where(file="case.yaml", field=field, line=context.line(field), page=None), values, variant)


def _deadline(context: Context, notice: Notice) -> Iterator[Hit]:
    ours, theirs = context.case.deadline, notice.deadline
    if ours is None or theirs is None:
        return
    if isinstance(ours, datetime):
        same = abs((clock.aware(ours, context.dossier.zone) - theirs).total_seconds()) < 60
    else:
        same = ours == theirs.date()
    if not same:
        page = notice.deadline_read.page if notice.deadline_read else None
        yield _hit(context, "deadline", ours.isoformat(), theirs.isoformat(timespec="minutes"), page, notice)


def _orders(context: Context, notice: Notice) -> Iterator[Hit]:
    """A letter may leave out orders that it does not contest; one that the notice does not know is a slip of the pen."""
    named = {read.value for read in notice.orders}
    for i, order in enumerate(context.case.orders):
        if named and order.id not in named and order.id not in notice.text:
            pages = {read.page for read in notice.orders}
            yield _hit(context, f"orders[{i}].id", order.id, ", ".join(sorted(named)[:5]), min(p or 1 for p in pages), notice, "unknown")


def _skus(context: Context, notice: Notice) -> Iterator[Hit]:
    """SKUs that points and notice name: both ways, as the platform's list is what the account is judged by."""
    theirs = {read.value: read.page for read in notice.skus} | {s: p.page for p in notice.points for s in p.skus}
    ours = {sku for point in context.case.points for sku in point.skus}
    if not theirs or not ours:
        return
    for i, point in enumerate(context.case.points):
        for sku in point.skus:
            if sku not in theirs and sku not in notice.text:
                yield _hit(context, f"points[{i}].skus", sku, ", ".join(list(theirs)[:5]), next(iter(theirs.values())), notice, "unknown")
    known = ours | {sku for order in context.case.orders for sku in order.skus}
    for sku, page in theirs.items():
        if sku not in known:
            yield _hit(context, "points", ", ".join(sorted(ours)[:5]), sku, page, notice, "left-out")


def _points(context: Context, notice: Notice) -> Iterator[Hit]:
    """The date and the quoted clause of each point against those under the same code of the notice."""
    from appealdocs.facts.dates import moments

    for i, point in enumerate(context.case.points):
        asked = next((p for p in notice.points if point.code and same_number(p.code, point.code)), None)
        if asked is None:
            continue
        days = {m.fact.value.date() if isinstance(m.fact.value, datetime) else m.fact.value for m in moments(asked.date)}
        if point.date and days and (point.date.date() if isinstance(point.date, datetime) else point.date) not in days:
            yield _hit(context, f"points[{i}].date", point.date.isoformat(), asked.date, asked.page, notice)
        ours, theirs = _plain(point.clause), _plain(asked.clause)
        if ours and theirs and ours not in theirs and theirs not in ours:
            yield _hit(context, f"points[{i}].clause", point.clause, asked.clause, asked.page, notice)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
