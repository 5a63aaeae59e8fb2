"""Outcomes of the workspace's own cases: by procedure, issue, evidence type and clause. Never anybody's folklore."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from appealdocs.model.case import Case
from appealdocs.model.dossier import Record
from appealdocs.track.clocks import last


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one thing went with an accepted answer."""

    accepted: int
    rejected: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Accepted of all that were answered, 0..1; None where nothing was answered."""
        answered = self.accepted + self.rejected
        return self.accepted / answered if answered else None


TABLES = ("procedure", "issue", "evidence", "clause")


def outcomes(cases: Iterable[tuple[Case, tuple[Record, ...]]]) -> dict[str, dict[str, Rate]]:
    """Rates by table (TABLES) and key. A case counts once for each key; only submitted cases count."""
    counted: dict[str, dict[str, Counter[str]]] = {table: defaultdict(Counter) for table in TABLES}
    for case, records in cases:
        state = outcome(records)
        if not state:
            continue
        clauses = {c.clause for p in case.points for part in (p.problem, p.cause, p.action, p.prevention) for c in part if c.clause}
        keys = {
            "procedure": {case.procedure}, "issue": {f"{case.procedure}/{case.issue or 'other'}"},
            "evidence": {e.type for e in case.evidence}, "clause": clauses,
        }
        for table, found in keys.items():
            for key in found:
                counted[table][key][state] += 1
    return {
        table: {key: Rate(c["accepted"], c["rejected"], c["waiting"]) for key, c in sorted(rows.items())} for table, rows in counted.items()
    }


def outcome(records: Iterable[Record]) -> str:
    """accepted, rejected, waiting, or "" where nothing was submitted."""
    records = tuple(records)
    sent, answer = last(records, "submitted"), last(records, "answered")
    if sent is None:
        return ""
    return str(answer.data.get("outcome", "")) if answer and answer.at >= sent.at else "waiting"
