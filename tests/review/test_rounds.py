"""Any text goes out and comes back unchanged, in every format, any number of rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.model.letter import Segment
from appealdocs.review.exchange import FORMATS, export, import_
from appealdocs.review.store import dump_segments, load

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
PIECES = st.sampled_from(["订单 00061420317", "2026年3月7日", "10 March 2026", "=1+1", "-5", "@x", "<ph id='1'/>", "&amp;", "]]>",
    "\u200b", "\u00a0", "\x0b", "'", '"', "\\u003c", "</script>", "😀", "\u202e", "_x000D_", "x"])
TEXTS = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=6).map(" ".join)


def case(folder: Path, pairs: list[tuple[str, str]]) -> CaseFolder:
    (folder / "case.yaml").write_text("{}", encoding="utf-8")
    made = CaseFolder.open(folder)
    segments = [Segment(f"s{n}", f"f{n}", source, "zh", target, "en", "machine", "needs-review" if target else "new", "cause") for n, (source, target) in enumerate(pairs)]
    write_atomic(made.review, dump_segments(segments, "T-1", "en"))
    return made


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS | st.just("")), min_size=1, max_size=3))
def test_nothing_changed_changes_nothing(format: str, pairs: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as place:
        folder = case(Path(place), pairs)
        before = load(folder.review)
        for _ in range(2):
            name, data = export(folder, format, NOW)
            merged = import_(folder, name, data, "Li Min", NOW)
            assert (merged.taken, merged.approved, merged.conflicts) == ((), (), ())
        assert load(folder.review) == before


@pytest.mark.parametrize("format", FORMATS)
def test_rounds_in_any_order_end_with_every_approval(format: str, reviewed: CaseFolder) -> None:
    from appealdocs.review.actions import approve

    first, second = export(reviewed, format, NOW), export(reviewed, format, NOW)
    approve(reviewed, ["p1.action1"], "Li Min", NOW)
    third = export(reviewed, format, NOW)
    for name, data in (third, first, second, third):
        assert import_(reviewed, name, data, "Zhou Ke", NOW).conflicts == ()
    segment = load(reviewed.review)["p1.action1"]
    assert (segment.state, segment.stamp.by) == ("approved", "Li Min")
    assert replace(segment, stamp=segment.stamp).target == "We replied to the buyer."
