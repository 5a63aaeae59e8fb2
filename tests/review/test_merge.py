"""Approval sticks to text: over any redraft, and never to a text that nobody approved."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.model.letter import Letter, Segment, Stamp
from appealdocs.review.merge import merge
from appealdocs.review.store import clean, dump_segments, parse

SOURCES = st.text(st.characters(), min_size=1, max_size=12).filter(lambda t: bool(clean(t)))


def segment(id: str, source: str, target: str = "", state: str = "new", **more: object) -> Segment:
    return Segment(id, f"field.{id}", source, "zh", target, "en", "machine", state, "cause", **more)  # type: ignore[arg-type]


def letter(segments: list[Segment]) -> Letter:
    return Letter("en", "T-1", "title", (), (), (), {s.id: s for s in segments})


@settings(max_examples=80, deadline=None)
@given(old=st.lists(SOURCES, min_size=1, max_size=5, unique_by=clean), fresh=st.lists(SOURCES, min_size=1, max_size=5))
def test_the_same_source_keeps_its_approval_and_another_never_gets_one(old: list[str], fresh: list[str]) -> None:
    approved = [segment(f"s{n}", text, f"target {n}", "approved", stamp=Stamp("Li Min", "2026-03-12T09:00:00+00:00")) for n, text in enumerate(old)]
    stored = parse(dump_segments(approved, "T-1", "en"), "x")
    by_source = {s.source: s for s in stored.values()}
    merged = merge(letter([segment(f"s{n}", text) for n, text in enumerate(fresh)]), stored).segments
    for n, text in enumerate(fresh):
        got, known = merged[f"s{n}"], by_source.get(clean(text))
        if known is not None:
            assert (got.target, got.state, got.stamp.by) == (known.target, "approved", "Li Min")
        else:
            assert (got.state, got.target) == ("new", "")
            if n < len(old):
                assert (got.previous_source, got.previous_target) == (clean(old[n]), f"target {n}")


@settings(max_examples=40, deadline=None)
@given(source=SOURCES, target=st.text(min_size=1, max_size=20), rounds=st.integers(1, 4))
def test_any_number_of_drafts_changes_nothing_more(source: str, target: str, rounds: int) -> None:
    stored = parse(dump_segments([segment("s0", source, target, "approved", comments=("a note",))], "T-1", "en"), "x")
    for _ in range(rounds):
        drafted = merge(letter([segment("s0", source)]), stored)
        stored = parse(dump_segments(drafted.segments.values(), "T-1", "en"), "x")
    got = stored["s0"]
    assert (got.source, got.target, got.comments) == (clean(source), clean(target), ("a note",))
    assert (got.state == "approved") is bool(clean(target))


def test_a_source_that_changes_back_finds_its_approval_again() -> None:
    first = {"s0": segment("s0", "甲", "A", "approved")}
    changed = merge(letter([segment("s0", "乙")]), first).segments["s0"]
    assert (changed.state, changed.previous_source, changed.previous_target) == ("new", "甲", "A")
    moved = merge(letter([segment("s7", "甲")]), first).segments["s7"]
    assert (moved.state, moved.target) == ("approved", "A")


def test_what_case_yaml_gives_wins_unless_this_very_text_was_edited() -> None:
    given_ = replace(segment("s0", "甲", "given", "approved"), origin="human")
    edited = replace(given_, target="edited", note="given")
    assert merge(letter([given_]), {"s0": edited}).segments["s0"].target == "edited"
    newer = replace(given_, target="given anew")
    assert merge(letter([newer]), {"s0": edited}).segments["s0"].target == "given anew"
