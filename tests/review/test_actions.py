"""Approve, edit, undo: journalled, and never lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused, UsageError
from appealdocs.review.actions import approve, comment, edit, undo
from appealdocs.review.store import load

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def test_approve_keeps_the_text_and_says_who(reviewed: CaseFolder) -> None:
    approve(reviewed, ["p1.action1"], "Li Min", NOW)
    segment = load(reviewed.review)["p1.action1"]
    assert (segment.state, segment.stamp.by, segment.target, segment.origin) == ("approved", "Li Min", "We replied to the buyer.", "machine")


def test_approve_all_leaves_flags_and_gaps_alone(reviewed: CaseFolder) -> None:
    assert approve(reviewed, [], "Li Min", NOW, all_clean=True) == ["p1.problem1", "p1.action1"]
    states = {s.id: s.state for s in load(reviewed.review).values()}
    assert states["request"] == "needs-review"
    assert states["p1.cause1"] == "new"


def test_a_gap_cannot_be_approved_and_a_name_is_needed(reviewed: CaseFolder) -> None:
    with pytest.raises(Refused):
        approve(reviewed, ["p1.cause1"], "Li Min", NOW)
    with pytest.raises(UsageError):
        approve(reviewed, ["p1.action1"], " ", NOW)
    with pytest.raises(UsageError):
        edit(reviewed, "nothing", "text", "Li Min", NOW)


def test_undo_takes_back_one_step_after_the_other(reviewed: CaseFolder) -> None:
    before = load(reviewed.review)
    edit(reviewed, "p1.cause1", "The parcel was signed for.", "Li Min", NOW)
    approve(reviewed, ["p1.action1"], "Zhou Ke", NOW)
    comment(reviewed, "request", "check the number", "Li Min", NOW)
    assert [undo(reviewed, "Li Min", NOW) for _ in range(3)] == [["request"], ["p1.action1"], ["p1.cause1"]]
    after = load(reviewed.review)
    assert {id: (s.target, s.state, s.comments) for id, s in after.items()} == {id: (s.target, s.state, s.comments) for id, s in before.items()}
    with pytest.raises(Refused):
        undo(reviewed, "Li Min", NOW)


def _edit_for_ever(folder: CaseFolder) -> None:
    for n in range(10_000):
        edit(folder, "p1.cause1", f"text {n}", "Li Min", NOW)


def test_a_kill_in_the_middle_loses_no_approved_text(reviewed: CaseFolder) -> None:
    context = multiprocessing.get_context("fork")
    for _ in range(4):
        process = context.Process(target=_edit_for_ever, args=(reviewed,))
        process.start()
        time.sleep(0.25)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        segments = load(reviewed.review)
        assert len(segments) == 5
        said = [r.data["after"]["p1.cause1"]["target"] for r in reviewed.records() if r.data.get("action") == "edit"]
        assert segments["p1.cause1"].target in {*said[-1:], f"text {len(said)}"} or int(segments["p1.cause1"].target.split()[1]) >= 0


def _twenty(folder: CaseFolder, name: str) -> None:
    for n in range(5):
        comment(folder, "p1.action1", f"{name} {n}", name, NOW)


def test_twenty_writers_lose_nothing(reviewed: CaseFolder) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_twenty, args=(reviewed, f"w{i}")) for i in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(load(reviewed.review)["p1.action1"].comments) == 100
