"""The figures: by engine, without what was taken back, each reviewer's time on its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from appealdocs.casefolder import CaseFolder
from appealdocs.review.actions import approve, comment, edit, undo
from appealdocs.review.stats import figures

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_figures_by_engine(reviewed: CaseFolder) -> None:
    comment(reviewed, "p1.action1", "Look.", "Li Min", at(0))
    comment(reviewed, "p1.action1", "I do.", "Zhou Ke", at(25))
    approve(reviewed, ["p1.action1"], "Li Min", at(30))
    edit(reviewed, "request", "Please remove this order.", "Zhou Ke", at(40))
    made = figures(reviewed.root.parent)
    assert (made["local"]["segments"], made["local"]["approved_as_is"], made["local"]["edit_distance"], made["local"]["seconds"]) == (1, 1, 0.0, 30.0)
    assert (made[""]["segments"], made[""]["approved_as_is"], made[""]["seconds"], made[""]["flags_kept"]) == (1, 0, 15.0, 1)
    assert 0 < made[""]["edit_distance"] < 0.6


def test_what_was_taken_back_does_not_count(reviewed: CaseFolder) -> None:
    approve(reviewed, ["request"], "Li Min", at(0))
    assert figures(reviewed.root.parent)[""]["flags_waved"] == 1
    undo(reviewed, "Li Min", at(5))
    assert figures(reviewed.root.parent) == {}


def test_many_at_once_give_no_time(reviewed: CaseFolder) -> None:
    comment(reviewed, "request", "All others are fine.", "Li Min", at(0))
    assert len(approve(reviewed, [], "Li Min", at(60), all_clean=True)) == 2
    assert figures(reviewed.root.parent)["local"]["seconds"] == 0.0
    assert figures(reviewed.root.parent)["local"]["segments"] == 2


def test_bars_of_distance_have_a_true_scale() -> None:
    from appealdocs.report.review_html import page

    row = {"segments": 1, "approved_as_is": 0, "edit_distance": 0.5, "seconds": 0.0, "flags_kept": 0, "flags_waved": 0}
    made = page({"<engine>": row}, "ru")
    assert "&lt;engine&gt;" in made
    assert "width=230.0" in made
