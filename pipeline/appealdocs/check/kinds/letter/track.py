"""What may be sent again, what is kept, what comes after the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from appealdocs import clock
from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.due import amount, shown
from appealdocs.check.kinds.letter.life import Submission, answers, difference, last_submission, twins
from appealdocs.model.dossier import Neighbour
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def _submissions(context: Context) -> Iterator[tuple[Neighbour | None, Submission]]:
    """This case's own last submission, then those of folders about the same matter."""
    own = last_submission(context.dossier.records)
    if own:
        yield None, own
    yield from twins(context)


def _values(context: Context, other: Neighbour | None, submission: Submission) -> dict[str, Any]:
    name = other.reference if other else ""
    return {
        "platform_case": submission.platform_case or (other.platform_case if other else context.case.platform_case) or "–",
        "at": shown(submission.at, context), "ago": amount(context.now - submission.at),
        "who": Text2(f"case '{name}'" if name else "this case", f"案件“{name}”" if name else "本案件"),
        "outcome": {"waiting": Text2("waits for an answer", "待答复"), "accepted": Text2("was accepted", "已通过"),
                    "rejected": Text2("was rejected", "已驳回")}[submission.state],
    }  # fmt: skip


def _at(context: Context, other: Neighbour | None) -> Where:
    return context.at("platform_case") if other else Where(file="journal.jsonl")


def duplicate(context: Context, params: Params) -> Iterator[Hit]:
    """The same matter was submitted and nothing is new. While it waits, the pack's own rule speaks where there is one."""
    own_rule = str(context.pack.data.get("resubmission", ""))
    for other, submission in _submissions(context):
        values = _values(context, other, submission)
        changed = difference(context, submission, other)
        if own_rule and not own_rule.startswith("common/") and _own_rule_speaks(context, own_rule, submission):
            continue
        if submission.state == "waiting" and _follow_up_due(context, submission):
            continue
        if submission.state == "accepted":
            if other is not None:
                yield Hit(_at(context, other), values, "accepted")
            continue
        if submission.state == "waiting" or changed.nothing:
            known = Text2("", "") if changed.known else Text2(" (the record keeps no hashes to compare)", "（记录中没有可比对的哈希值）")
            yield Hit(_at(context, other), {**values, "known": known}, "waiting" if submission.state == "waiting" else "")
        elif context.stage != "check":
            yield Hit(_at(context, other), {**values, "new": _listed(changed.evidence + changed.claims)}, "differs", "info")
        return


def _own_rule_speaks(context: Context, rule: str, submission: Submission) -> bool:
    """Whether the procedure's own rule reports this submission: final attempts always, the others while they wait."""
    if rule.endswith("single-appeal"):
        return True
    if rule.endswith("resubmission-72h"):
        lock = clock.of_kind(context.pack, "lock")
        return lock is not None and context.now < clock.span(lock, submission.at, "").last
    return submission.state == "waiting"


def _follow_up_due(context: Context, submission: Submission) -> bool:
    """Whether the answer is so late that the follow-up rule speaks instead."""
    rule = clock.of_kind(context.pack, "follow-up")
    if rule is None or submission.state != "waiting":
        return False
    start = submission.at.astimezone(context.zone)
    return context.now > clock.span(rule, start, clock.country(context.pack, context.case.site)).first


def _listed(names: tuple[str, ...]) -> Text2:
    return Text2(", ".join(names), "、".join(names))


def in_review(context: Context, params: Params) -> Iterator[Hit]:
    """A submission about the same order waits for its answer, or another folder holds a ticket about it."""
    for other, submission in _submissions(context):
        if submission.state == "waiting" and not _follow_up_due(context, submission):
            yield Hit(_at(context, other), _values(context, other, submission))
            return
    orders = tuple(o.id for o in context.case.orders)
    for other in context.dossier.neighbours:  # a folder of several orders is the one that was split
        if _unrecorded(context, other) and len(orders) == 1 and other.orders == orders and other.platform_case:
            yield Hit(context.at("orders[0].id"), {"platform_case": other.platform_case, "other": other.reference}, "ticket")
            return


def _unrecorded(context: Context, other: Neighbour) -> bool:
    """Whether another folder of the same procedure and issue has no record of a submission or an answer."""
    case = context.case
    same = (other.procedure, other.platform or "", other.issue or "other") == (case.procedure, case.platform or "", case.issue or "other")
    return same and not any(record.kind in ("submitted", "answered") for record in other.records)


def single_appeal(context: Context, params: Params) -> Iterator[Hit]:
    """There is one appeal for each reason: an upload replaces the first, silence is a rejection, a rejection is final."""
    silence = clock.of_kind(context.pack, "silence")
    for other, submission in _submissions(context):
        values = _values(context, other, submission)
        if submission.state == "accepted":
            continue
        variant = ""
        if submission.state == "rejected":
            variant = "rejected"
        elif silence:
            end = clock.span(silence, submission.at.astimezone(context.zone), clock.country(context.pack, context.case.site)).last
            values["silence"] = shown(end, context)
            variant = "silent" if context.now > end else ""
        yield Hit(_at(context, other), values, variant)
        return
    case = context.case
    if case.rejection is not None:
        yield Hit(context.at("rejection"), {"platform_case": case.rejection.platform_case or "–"}, "rejection")
        return
    for other in context.dossier.neighbours:
        if _unrecorded(context, other) and case.platform_case and other.platform_case == case.platform_case:
            yield Hit(context.at("platform_case"), {"platform_case": case.platform_case, "other": other.reference}, "ticket")
            return


def locked(context: Context, params: Params) -> Iterator[Hit]:
    """The same issue was submitted less than the pack's lock ago, here or in another folder of the same store."""
    lock = clock.of_kind(context.pack, "lock")
    if lock is None:
        return
    for other, submission in _submissions(context):
        end = clock.span(lock, submission.at, "").last
        if submission.at <= context.now < end and submission.state != "accepted":
            values = _values(context, other, submission)
            yield Hit(_at(context, other), {**values, "until": shown(end, context), "hours": lock.hours})
            return


def new_case(context: Context, params: Params) -> Iterator[Hit]:
    """After a rejection the appeal goes in as a new case, not under the refused one's id."""
    case = context.case
    if case.rejection and case.rejection.platform_case and case.rejection.platform_case == case.platform_case:
        yield Hit(context.at("platform_case"), {"platform_case": case.platform_case})
        return
    submission = last_submission(context.dossier.records)
    if submission and submission.state == "rejected" and submission.platform_case and case.platform_case == submission.platform_case:
        yield Hit(context.at("platform_case"), {"platform_case": case.platform_case})


def record_kept(context: Context, params: Params) -> Iterator[Hit]:
    """What was sent is on record with the platform's case id, the hashes of the files, and the confirmation."""
    submission = last_submission(context.dossier.records)
    if submission is None:
        if answers(context.dossier.records):
            yield Hit(Where(file="journal.jsonl"), variant="unrecorded")
        return
    missing: list[Text2] = []
    if not submission.platform_case:
        missing.append(Text2("the platform's case id", "平台 Case ID"))
    if not submission.record.data.get("files"):
        missing.append(Text2("the files sent with their hashes", "已提交文件及其哈希值"))
    if not submission.record.data.get("proof") and not any(e.type == "confirmation" for e in context.case.evidence):
        missing.append(Text2("the confirmation screenshot", "提交确认页截图"))
    if missing:
        yield Hit(
            Where(file="journal.jsonl"),
            {"missing": Text2(", ".join(m.en for m in missing), "、".join(m.zh for m in missing)), "at": shown(submission.at, context)},
        )


def follow_up(context: Context, params: Params) -> Iterator[Hit]:
    """No answer within the pack's follow-up time, and no follow-up within that time either."""
    submission = last_submission(context.dossier.records)
    rule = clock.of_kind(context.pack, "follow-up")
    if submission is None or rule is None or submission.state != "waiting":
        return
    country = clock.country(context.pack, context.case.site)
    last = max((submission.at, *submission.follow_ups)).astimezone(context.zone)
    due = clock.span(rule, last, country).first
    if context.now > due:
        start = submission.at.astimezone(context.zone)
        yield Hit(
            Where(file="journal.jsonl"),
            {
                **_values(context, None, submission), "days": clock.working_days_between(start, context.now, country),
                "bound": rule.working_days, "due": due.date().isoformat(),
            },
        )  # fmt: skip


def after_success(context: Context, params: Params) -> Iterator[Hit]:
    """The appeal was accepted: bring the working instructions in line; a relapse within `days` is judged more strictly."""
    submission = last_submission(context.dossier.records)
    answered = [r for r in context.dossier.records if r.kind == "answered" and r.data.get("outcome") == "accepted"]
    if not answered or (submission and submission.state == "waiting"):
        return
    from appealdocs.check.kinds.letter.life import moment

    at = moment(answered[-1]).astimezone(context.zone)
    until = at + timedelta(days=params["days"])
    yield Hit(
        Where(file="journal.jsonl"),
        {"at": at.date().isoformat(), "until": until.date().isoformat(), "days": params["days"]},
    )


def success_rate(context: Context, params: Params) -> Iterator[Hit]:
    """The share of accepted answers over the workspace's cases of this procedure, against the bound in per cent."""
    outcomes = answers(context.dossier.records)
    for other in context.dossier.neighbours:
        if other.procedure == context.case.procedure:
            outcomes += answers(other.records)
    if outcomes:
        accepted = outcomes.count("accepted")
        rate = 100 * accepted / len(outcomes)
        values = {"rate": f"{rate:.0f}", "accepted": accepted, "count": len(outcomes), "bound": params["percent"]}
        yield Hit(Where(file="journal.jsonl"), values, "low" if rate < params["percent"] else "")
