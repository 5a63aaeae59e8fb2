"""Approve, edit, undo: journalled, and never lost."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused, UsageError
from appealdocs.review.actions import approve, approving, comment, commit, edit, editing, undo
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


def test_undo_spares_newer_work_and_other_peoples_steps(reviewed: CaseFolder) -> None:
    edit(reviewed, "p1.action1", "Mine.", "Li Min", NOW)
    comment(reviewed, "p1.action1", "Look.", "Zhou Ke", NOW)
    edit(reviewed, "request", "Theirs.", "Zhou Ke", NOW)
    assert undo(reviewed, "Li Min", NOW, own=True) == ["p1.action1"]
    after = load(reviewed.review)
    assert (after["p1.action1"].target, after["request"].target) == ("We replied to the buyer.", "Theirs.")
    assert len(after["p1.action1"].comments) == 1
    edit(reviewed, "p1.action1", "Mine again.", "Li Min", NOW)
    edit(reviewed, "p1.action1", "Theirs now.", "Zhou Ke", NOW)
    before = reviewed.review.read_bytes()
    with pytest.raises(Refused, match=r"p1\.action1 was changed after that step"):
        undo(reviewed, "Li Min", NOW, own=True)
    assert reviewed.review.read_bytes() == before


def test_undo_of_an_edit_brings_its_flags_back(reviewed: CaseFolder) -> None:
    flags = load(reviewed.review)["request"].flags
    assert flags
    edit(reviewed, "request", "Please remove it.", "Li Min", NOW)
    assert load(reviewed.review)["request"].flags == ()
    undo(reviewed, "Li Min", NOW)
    assert load(reviewed.review)["request"].flags == flags
    assert approve(reviewed, [], "Li Min", NOW, all_clean=True) == ["p1.problem1", "p1.action1"]


def test_undo_after_the_source_changed_is_refused(reviewed: CaseFolder) -> None:
    from dataclasses import replace

    from appealdocs.review.store import dump_segments

    edit(reviewed, "p1.action1", "Mine.", "Li Min", NOW)
    segments = load(reviewed.review)
    segments["p1.action1"] = replace(segments["p1.action1"], source="另一句。", target="Another.", state="needs-review")
    reviewed.review.write_bytes(dump_segments(segments.values(), "T-1", "en"))
    with pytest.raises(Refused):
        undo(reviewed, "Li Min", NOW)


def test_steps_together_are_one_write_and_one_that_fails_spoils_no_other(reviewed: CaseFolder) -> None:
    steps = [editing("p1.action1", "First.", "Li Min", NOW), approving(["p1.cause1"], "Zhou Ke", NOW), editing("request", "Last.", "Zhou Ke", NOW),
             editing("p1.action1", "Second.", "Zhou Ke", NOW)]
    first, refused, last, second = commit(reviewed, steps)
    assert isinstance(refused, Refused)
    assert [s[0].target for s in (first, last, second) if isinstance(s, list)] == ["First.", "Last.", "Second."]
    assert load(reviewed.review)["p1.action1"].target == "Second."
    records = [r for r in reviewed.records() if r.kind == "review"]
    assert [(r.by, list(r.data["after"])) for r in records] == [("Li Min", ["p1.action1"]), ("Zhou Ke", ["request"]), ("Zhou Ke", ["p1.action1"])]
    assert len({r.data["step"] for r in records}) == 3
    undo(reviewed, "Zhou Ke", NOW)
    assert load(reviewed.review)["p1.action1"].target == "First."


def _edit_for_ever(folder: CaseFolder, said: Connection) -> None:
    for n in range(100_000):
        edit(folder, "p1.cause1", f"text {n}", "Li Min", NOW)
        said.send(n)


@pytest.mark.parametrize("wait", [0.02, 0.05, 0.11, 0.2, 0.3])
def test_a_kill_in_the_middle_loses_no_step_that_was_answered(reviewed: CaseFolder, wait: float) -> None:
    context = multiprocessing.get_context("fork")
    hears, says = context.Pipe(duplex=False)
    process = context.Process(target=_edit_for_ever, args=(reviewed, says))
    process.start()
    says.close()
    assert hears.poll(20)
    time.sleep(wait)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    answered = -1
    with contextlib.suppress(EOFError, OSError):
        while hears.poll(0):
            answered = hears.recv()
    segments = load(reviewed.review)
    assert len(segments) == 5
    on_disk = int(segments["p1.cause1"].target.split()[1])
    journalled = [int(r.data["after"]["p1.cause1"]["target"].split()[1]) for r in reviewed.records() if r.data.get("action") == "edit"]
    assert on_disk in (answered, answered + 1)
    assert journalled == list(range(len(journalled)))
    assert journalled[-1] in (answered, answered + 1)
    assert journalled[-1] <= on_disk  # the text is written first, its line after it
    assert edit(reviewed, "p1.cause1", "after the kill", "Zhou Ke", NOW).state == "approved"


def test_a_killed_import_is_whole_or_not_at_all(reviewed: CaseFolder) -> None:
    """Killed at the moment before and after the review file is put in its place."""
    from appealdocs.review import exchange

    name, data = exchange.export(reviewed, "xlf", NOW)
    data = data.replace(b"We replied", b"We answered").replace(b"nothing came", b"it did not come")
    context = multiprocessing.get_context("fork")
    for before in (True, False):

        def dies(before: bool = before) -> None:
            real = os.replace

            def killed(source: str, target: str) -> None:
                if not before:
                    real(source, target)
                os.kill(os.getpid(), signal.SIGKILL)

            os.replace = killed  # type: ignore[assignment]
            exchange.import_(reviewed, name, data, "Zhou Ke", NOW)

        process = context.Process(target=dies)
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        segments = load(reviewed.review)
        taken = {segments["p1.action1"].target == "We answered to the buyer.", segments["p1.problem1"].target.endswith("it did not come.")}
        assert taken == {not before}
    merged = exchange.import_(reviewed, name, data, "Zhou Ke", NOW)
    assert (merged.taken, merged.conflicts) == ((), ())


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
