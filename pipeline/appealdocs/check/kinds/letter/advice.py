"""What to know at this moment of a case: the portal's ways and errors, what to keep, what not to do while it waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.due import shown
from appealdocs.check.kinds.letter.issue import first_match, mentions
from appealdocs.check.kinds.letter.life import last_submission
from appealdocs.check.words import either, listed
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def portal_only(context: Context, params: Params) -> Iterator[Hit]:
    """A claim, a confirmation or the record of submission speaks of mail or chat as the way of the appeal (error); else a reminder."""
    found = False
    for where, words in mentions(context, params["parts"], params["words"]):
        found = True
        yield Hit(where, {"words": words})
    for index, item in context.evidence_of("confirmation"):
        reading = context.reading(item)
        text = reading.text if reading else ""
        words = first_match(text, params["mail"])
        if words:
            found = True
            yield Hit(context.evidence_at(index), {"words": words})
    submission = last_submission(context.dossier.records)
    channel = str(submission.record.data.get("channel", "")) if submission else ""
    if channel and channel != "portal":
        found = True
        yield Hit(Where(file="journal.jsonl"), {"words": channel})
    if not found and submission is None:
        yield Hit(context.at("platform_case"), {"path": _last_path(context)}, "reminder", "info")


def _last_path(context: Context) -> str:
    return next((step.path for step in reversed(context.pack.channel) if step.path), "")


def portal_failure(context: Context, params: Params) -> Iterator[Hit]:
    """The portal failed (`errors`): a mail to the address for technical faults, with case id, page address and console errors."""
    if context.case.errors:
        yield Hit(
            context.at("errors"),
            {
                "errors": listed(context.case.errors), "address": context.pack.data.get("support_address", "–"),
                "platform_case": context.case.platform_case or "XXX",
            },
        )  # fmt: skip


def portal_errors(context: Context, params: Params) -> Iterator[Hit]:
    """Each error code of the portal with its meaning and the proof that it asks for (`data.error_codes`)."""
    table: Mapping[str, Any] = context.pack.data.get("error_codes", {})
    notice = context.dossier.notice
    read = [(r.value, Where(file=notice.file, page=r.page)) for r in notice.errors] if notice else []
    told = [(code, context.at(f"errors[{i}]")) for i, code in enumerate(context.case.errors)]
    seen: set[str] = set()
    for code, where in (*told, *read):
        code = code.strip().upper().replace("-", "_").replace(" ", "_")
        if code in seen:
            continue
        seen.add(code)
        entry = table.get(code)
        if entry is None:
            yield Hit(where, {"code": code, "known": listed(table)}, "unknown")
            continue
        types = {e.type for e in context.case.evidence}
        lacking = [t for t in entry["proof"] if t not in types]
        yield Hit(
            where,
            {
                "code": code, "means": _both(entry["means"]), "do": _both(entry["do"]),
                "lacking": Text2(f"; missing here: {listed(lacking).en}", f"；目前缺少：{either(lacking).zh}") if lacking else "",
            },
        )  # fmt: skip


def _both(words: Mapping[str, str]) -> Text2:
    return Text2(words["en"], words["zh"])


def keep_video(context: Context, params: Params) -> Iterator[Hit]:
    """Packing videos are kept for `days` after the dispatch (or after the video's own date)."""
    for index, item in context.evidence_of("packing-video"):
        order = next((o for o in context.case.orders if o.id in item.order_ids), None)
        start = item.date or (order.dispatched if order else None) or context.now
        until = _day(start) + timedelta(days=params["days"])
        yield Hit(context.evidence_at(index), {"file": item.file, "until": until.isoformat(), "days": params["days"]})


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def while_waiting(context: Context, params: Params) -> Iterator[Hit]:
    """A ticket exists (its id is known, or it was submitted) and no answer has come."""
    submission = last_submission(context.dossier.records)
    waiting = submission.state == "waiting" if submission else bool(context.case.platform_case)
    if waiting:
        yield Hit(
            context.at("platform_case"),
            {
                "platform_case": (submission.platform_case if submission else "") or context.case.platform_case or "–",
                "since": shown(submission.at, context) if submission else "",
            },
        )  # fmt: skip


def before_sending(context: Context, params: Params) -> Iterator[Hit]:
    """Plain advice before a submission; a claim that speaks of paid help makes it a warning of its own."""
    paid = False
    for where, words in mentions(context, params["parts"], params["words"]):
        paid = True
        yield Hit(where, {"words": words}, "paid")
    if not paid and last_submission(context.dossier.records) is None:
        yield Hit(context.at("procedure"))
