"""What the journal tells of a case, and what is new against it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from appealdocs.check.context import Context
from appealdocs.check.examples import dossier_of, load_base
from appealdocs.check.kinds.letter.life import difference, last_submission, moment
from appealdocs.draft.draft import draft
from appealdocs.model.dossier import Record
from appealdocs.workspace import Workspace

BASE = load_base(Path(__file__).parents[3] / "rules" / "base" / "noon-odr.yaml")


def record(kind: str, day: int, **data: object) -> Record:
    return Record(kind, datetime(2026, 3, day, 9, tzinfo=UTC), "", data)


def test_only_the_last_submission_counts() -> None:
    found = last_submission(
        [record("submitted", 1), record("answered", 2, outcome="rejected"), record("submitted", 3, platform_case="B"), record("follow-up", 5)]
    )
    assert found is not None
    assert (found.state, found.platform_case, len(found.follow_ups)) == ("waiting", "B", 1)


@pytest.mark.parametrize("outcome", ["accepted", "rejected"])
def test_an_answer_ends_the_waiting(outcome: str) -> None:
    found = last_submission([record("submitted", 1), record("answered", 2, outcome=outcome)])
    assert found is not None
    assert found.state == outcome


def test_an_answer_without_outcome_is_none() -> None:
    found = last_submission([record("submitted", 1), record("answered", 2)])
    assert found is not None
    assert found.state == "waiting"
    assert last_submission([record("answered", 2, outcome="accepted")]) is None


def test_a_time_of_its_own_wins_over_the_time_of_writing() -> None:
    assert moment(record("submitted", 3, at="2026-03-01T10:00:00+04:00")).day == 1
    assert moment(record("submitted", 3, at="yesterday")).day == 3


def test_difference_names_new_files_and_changed_claims() -> None:
    workspace = Workspace()
    dossier = dossier_of(BASE, {}, workspace)
    context = Context(dossier, draft(dossier, workspace), workspace)
    claims = {said.field: said.claim.text.en for said in context.claims if said.part != "request"}
    evidence = {e.file: f"sha:{e.file}" for e in dossier.case.evidence}
    same = last_submission([record("submitted", 1, evidence=evidence, claims=claims)])
    assert same is not None
    assert difference(context, same).nothing

    evidence.pop("evidence/POD.pdf")
    claims["points[0].cause[0]"] = "Something else was said then."
    other = last_submission([record("submitted", 1, evidence=evidence, claims=claims)])
    assert other is not None
    found = difference(context, other)
    assert found.evidence == ("evidence/POD.pdf",)
    assert found.claims == ("points[0].cause[0]",)
    assert found.known

    empty = last_submission([record("submitted", 1)])
    assert empty is not None
    assert not difference(context, empty).known
