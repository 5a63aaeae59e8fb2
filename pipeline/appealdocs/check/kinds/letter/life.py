"""The life of a case as its journal tells it: submitted, answered, followed up.

What a record's `data` holds: submitted {platform_case, files {name: sha256} of the package, evidence {file: sha256},
claims {key: text}, proof}; answered {outcome: accepted|rejected, notice}; follow-up {}. A record's own time is when it
happened; any of the rest may be missing in a record made by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from appealdocs.check.context import Context
from appealdocs.model.dossier import Neighbour, Record

State = Literal["waiting", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Submission:
    """The last submission of a case and what became of it. Times are aware."""

    record: Record
    at: datetime
    state: State
    answer: Record | None
    answered_at: datetime | None
    follow_ups: tuple[datetime, ...]

    @property
    def platform_case(self) -> str:
        return str(self.record.data.get("platform_case", ""))


def last_submission(records: Sequence[Record]) -> Submission | None:
    """The last `submitted` record with the records that follow it; None if nothing was submitted."""
    at = max((i for i, r in enumerate(records) if r.kind == "submitted"), default=None)
    if at is None:
        return None
    later = records[at + 1 :]
    answer = next((r for r in later if r.kind == "answered" and r.data.get("outcome") in ("accepted", "rejected")), None)
    outcome: State = "waiting" if answer is None else "accepted" if answer.data["outcome"] == "accepted" else "rejected"
    return Submission(
        records[at], moment(records[at]), outcome, answer, moment(answer) if answer else None,
        tuple(moment(r) for r in later if r.kind == "follow-up"),
    )  # fmt: skip


def moment(record: Record) -> datetime:
    """When the recorded thing happened: `data.at` where the record gives it, else when it was written down."""
    told = record.data.get("at")
    if isinstance(told, datetime):
        return told
    if isinstance(told, str):
        try:
            when = datetime.fromisoformat(told)
        except ValueError:
            return record.at
        return when if when.tzinfo else when.replace(tzinfo=record.at.tzinfo)
    return record.at


def answers(records: Sequence[Record]) -> list[str]:
    """The outcomes of all answers, oldest first."""
    return [str(r.data["outcome"]) for r in records if r.kind == "answered" and r.data.get("outcome") in ("accepted", "rejected")]


def twins(context: Context) -> list[tuple[Neighbour, Submission]]:
    """Other folders of the workspace that submitted the same matter: procedure, platform, issue and an order (or the case id) alike."""
    case = context.case
    orders = {o.id for o in case.orders}
    found = []
    for other in context.dossier.neighbours:
        if other.procedure != case.procedure or (other.platform or "") != (case.platform or ""):
            continue
        same_id = bool(case.platform_case) and case.platform_case == other.platform_case
        same_order = bool(orders & set(other.orders)) and (other.issue or "other") == (case.issue or "other")
        submission = last_submission(other.records)
        if submission and (same_id or same_order):
            found.append((other, submission))
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """What this case has that a recorded submission had not, by file and by key; `known` is False where the record keeps neither."""

    evidence: tuple[str, ...]
    claims: tuple[str, ...]
    known: bool

    @property
    def nothing(self) -> bool:
        return not self.evidence and not self.claims


def difference(context: Context, submission: Submission, other: Neighbour | None = None) -> Difference:
    """New or changed evidence files and claims against a submission (for a neighbour: against its folder as it is now)."""
    data = submission.record.data
    old_files = _hashes(data.get("evidence"))
    old_claims = _texts(data.get("claims"))
    if other is not None:
        old_files = old_files or set(other.evidence.values())
        old_claims = old_claims or set(map(_squashed, other.free_text))
    now_files = {
        item.file: reading.sha256 for item in context.case.evidence if (reading := context.reading(item)) is not None and reading.sha256
    }
    claims = [
        (said.field, [said.claim.text[lang] for lang in said.claim.text.languages]) for said in context.claims if said.part != "request"
    ]
    return Difference(
        tuple(file for file, digest in now_files.items() if digest not in old_files) if old_files else (),
        tuple(f for f, texts in claims if texts and not any(_squashed(t) in old_claims for t in texts)) if old_claims else (),
        bool(old_files or old_claims),
    )


def _hashes(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {str(v) for v in value.values()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {str(v.get("sha256", "")) if isinstance(v, Mapping) else str(v) for v in value} - {""}
    return set()


def _texts(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {_squashed(str(v)) for v in value.values()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {_squashed(str(v)) for v in value}
    return set()


def _squashed(text: str) -> str:
    return "".join(text.split()).rstrip("。.")
