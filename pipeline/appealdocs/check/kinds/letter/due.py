"""Clocks: deadlines passed and near, answers expected, the first reply to the buyer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from appealdocs import clock
from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.life import last_submission
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def deadline_passed(context: Context, params: Params) -> Iterator[Hit]:
    """The submission's deadline is over (or the case was submitted after it).

    A pack's clock that is a range (7-14 days) warns from its earlier end on and is an error after its later end; a pack that
    marks its clock as inferred (`data.deadline_confidence`) only warns.
    """
    due = clock.submission_due(context.dossier)
    if due is None:
        if "no-start" in params.get("variants", ()) and clock.of_kind(context.pack, "submission"):
            yield Hit(context.at("received"), variant="no-start", severity="warning")
        return
    submission = last_submission(context.dossier.records)
    moment = submission.at if submission else context.now
    if moment <= due.at:
        return
    values: dict[str, Any] = {
        "deadline": shown(due.at, context), "now": shown(moment, context), "late": amount(moment - due.at), **_origin(due),
    }  # fmt: skip
    variant, severity = "", ""
    if submission:
        variant = "submitted-late"
    elif due.rule is not None:
        start = clock.received(context.dossier)
        assert start is not None
        last = clock.span(due.rule, start, clock.country(context.pack, context.case.site)).last
        if moment <= last or context.pack.data.get("deadline_confidence") == "inferred":
            variant, severity = "range", "warning"
            values["last"] = shown(last, context)
    yield Hit(_where(context, due), values, variant if variant in params.get("variants", ()) else "", severity)


def _origin(due: clock.Due) -> dict[str, Any]:
    names = {
        "notice": Text2("the notice", "通知"), "case": Text2("'deadline' in case.yaml", "case.yaml 的 deadline"),
        "pack": Text2("counted from 'received'", "自 received 起算"),
    }  # fmt: skip
    return {"origin": names[due.origin]}


def _where(context: Context, due: clock.Due) -> Where:
    if due.origin == "notice" and context.dossier.notice:
        read = context.dossier.notice.deadline_read
        return Where(file=context.dossier.notice.file, field="deadline", page=read.page if read else None)
    return context.at("deadline" if due.origin == "case" else "received")


def deadline_near(context: Context, params: Params) -> Iterator[Hit]:
    """Less than the margin is left: `margin_hours`, or with `margin: pack` the pack's own margin."""
    due = clock.submission_due(context.dossier)
    if due is None or last_submission(context.dossier.records):
        return
    own = clock.of_kind(context.pack, "margin")
    hours = params.get("margin_hours") or (own.hours if own and own.hours else 24)
    left = due.at - context.now
    if timedelta(0) <= left < timedelta(hours=hours):
        yield Hit(
            _where(context, due),
            {"deadline": shown(due.at, context), "left": amount(left), "margin": hours, **_origin(due)},
        )


def expected_answer(context: Context, params: Params) -> Iterator[Hit]:
    """When an answer may be expected: from the submission, or, before it, if it were sent now."""
    rule = clock.of_kind(context.pack, "answer")
    submission = last_submission(context.dossier.records)
    if rule is None or (submission and submission.state != "waiting"):
        return
    start = (submission.at if submission else context.now).astimezone(context.zone)
    country = clock.country(context.pack, context.case.site)
    expected = clock.span(rule, start, country)
    hours = rule.hours is not None
    values: dict[str, Any] = {
        "from": shown(expected.first, context) if hours else expected.first.date().isoformat(),
        "to": shown(expected.last, context) if hours else expected.last.date().isoformat(),
        "country": words.country(country), "sent": shown(start, context), "silence": "",
    }  # fmt: skip
    silence = clock.of_kind(context.pack, "silence")
    if silence:
        values["silence"] = clock.span(silence, start, country).last.date().isoformat()
    yield Hit(context.at("received"), values, "" if submission else "planned")


def first_reply(context: Context, params: Params) -> Iterator[Hit]:
    """The buyer's complaint was answered within `hours`; a bare date is read in the seller's favour."""
    limit = timedelta(hours=params["hours"])
    for i, order in enumerate(context.case.orders):
        if order.complaint is None:
            continue
        complaint = context.aware(order.complaint, end_of_day=True).astimezone(UTC)
        if order.first_reply is None:
            waited = context.now - complaint
            if waited > limit:
                yield Hit(
                    context.at(f"orders[{i}]"),
                    {"order": order.id, "complaint": shown(order.complaint, context), "hours": params["hours"]}, "none",
                )  # fmt: skip
            continue
        reply = context.aware(order.first_reply, end_of_day=False).astimezone(UTC)
        if reply - complaint > limit:
            yield Hit(
                context.at(f"orders[{i}].first_reply"),
                {
                    "order": order.id, "complaint": shown(order.complaint, context), "reply": shown(order.first_reply, context),
                    "took": amount(reply - complaint), "hours": params["hours"],
                },
            )  # fmt: skip


def shown(value: datetime | date, context: Context) -> Text2:
    """A time in the platform's zone with its name, for messages."""
    from appealdocs.locale_.write import moment

    return Text2(moment(value, "en", context.zone), moment(value, "zh", context.zone))


def amount(span: timedelta) -> Text2:
    """A length of time in days, hours or minutes, for messages."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if hours >= 72:
        return Text2(f"{hours // 24} days", f"{hours // 24} 天")
    parts = [(hours, "h", "小时"), (minutes, "min", "分钟")]
    said = [part for part in parts if part[0]] or parts[1:]
    return Text2(" ".join(f"{n} {en}" for n, en, _ in said), " ".join(f"{n} {zh}" for n, _, zh in said))
