"""A workspace with one small case that has machine segments to review."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.model.letter import Flag, Segment, Stamp
from appealdocs.model.text import Text2
from appealdocs.review.store import dump_segments

ROWS = [
    ("p1.title", "points[0].title", "title", "买家称未收到货", "Delivered but reported missing", "human", "approved"),
    ("p1.problem1", "points[0].problem[0]", "problem", "买家于2026年3月10日称未收到商品。", "On 10 March 2026 the buyer said that nothing came.", "machine", "needs-review"),
    ("p1.cause1", "points[0].cause[0]", "cause", "包裹 34208117650 已于2026年3月7日签收。", "", "machine", "new"),
    ("p1.action1", "points[0].action[0]", "action", "我们已回复买家。", "We replied to the buyer.", "machine", "needs-review"),
    ("request", "request", "request", "请剔除订单 00061420317。", "Please remove order 00061420317.", "memory", "needs-review"),
]


def segments() -> list[Segment]:
    flag = Flag("punctuation-x", "minor", Text2("a flag", "一个提示"))
    return [
        Segment(
            id, field, source, "zh", target, "en", origin, state, part,  # type: ignore[arg-type]
            flags=(flag,) if id == "request" else (), stamp=Stamp(engine="local" if origin == "machine" else ""),
        )
        for id, field, part, source, target, origin, state in ROWS
    ]


@pytest.fixture
def reviewed(case_folder: Path) -> CaseFolder:
    """A case folder with a review file, in a workspace with two reviewers."""
    (case_folder.parent / "appealdocs.toml").write_text('reviewers = ["Li Min", "Zhou Ke"]\nreviewer = "Li Min"\n', encoding="utf-8")
    folder = CaseFolder.open(case_folder)
    write_atomic(folder.review, dump_segments(segments(), "T-1", "en"))
    return folder
