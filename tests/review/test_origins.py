"""How each segment came to be, from the journal that the review's own steps write."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from appealdocs.casefolder import CaseFolder
from appealdocs.review.actions import approve, edit, undo
from appealdocs.review.origins import ways
from appealdocs.review.store import load

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def test_what_a_computer_proposed_is_said_whatever_became_of_it(reviewed: CaseFolder) -> None:
    edit(reviewed, "p1.problem1", "The buyer says so.", "Li Min", NOW)
    edit(reviewed, "p1.problem1", "The buyer says so, twice edited.", "Li Min", NOW)
    approve(reviewed, ["p1.action1"], "Li Min", NOW)
    edit(reviewed, "p1.cause1", "Written from nothing.", "Li Min", NOW)
    found = ways(load(reviewed.review), reviewed.records())
    assert (found["p1.problem1"], found["p1.action1"], found["p1.cause1"]) == ("edited", "unchanged", "person")


def test_a_proposal_that_was_typed_again_is_unchanged_and_an_undone_edit_does_not_count(reviewed: CaseFolder) -> None:
    proposed = load(reviewed.review)["p1.action1"].target
    edit(reviewed, "p1.action1", proposed + " ", "Li Min", NOW)
    edit(reviewed, "p1.problem1", "An edit.", "Li Min", NOW)
    undo(reviewed, "Li Min", NOW)
    approve(reviewed, ["p1.problem1"], "Li Min", NOW)
    found = ways(load(reviewed.review), reviewed.records())
    assert (found["p1.action1"], found["p1.problem1"]) == ("unchanged", "unchanged")


def test_the_past_of_a_segment_goes_with_its_text_to_another_id(reviewed: CaseFolder) -> None:
    edit(reviewed, "p1.action1", "We answered the buyer.", "Li Min", NOW)
    moved = replace(load(reviewed.review)["p1.action1"], id="p2.action7")
    given = replace(moved, id="p3.cause1", target="Given in case.yaml.", stamp=replace(moved.stamp, by=""))
    english = replace(given, id="p4.cause1", source_language="en")
    clause, memory = replace(given, id="c", origin="clause"), replace(given, id="m", origin="memory")
    template = replace(given, id="t1", field="", origin="template")
    found = ways({s.id: s for s in (moved, given, english, clause, memory, template)}, reviewed.records())
    assert found == {"p2.action7": "edited", "p3.cause1": "person", "p4.cause1": "original", "c": "clause", "m": "memory"}
