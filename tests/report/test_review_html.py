"""The page of review figures: well-formed, escaped, in three languages, with one bar a value."""

from __future__ import annotations

import pytest

from appealdocs.report.review_html import page

ROW = {"segments": 10, "approved_as_is": 7, "edit_distance": 0.25, "seconds": 12.0, "flags_kept": 2, "flags_waved": 1}


@pytest.mark.parametrize("lang", ["en", "zh", "ru"])
def test_every_figure_stands_in_words_beside_its_bar(lang: str) -> None:
    made = page({"local": ROW, "<b>": ROW}, lang)
    assert made.count("<svg") == 4
    assert made.count("<rect") == 2 * 6
    for text in ("7 + 3", "0.25", "2 + 1", "&lt;b&gt;"):
        assert text in made
    assert "<b>" not in made


def test_nothing_reviewed_is_said_so() -> None:
    assert "Nothing was reviewed yet." in page({}, "en")
    assert "<svg" not in page({}, "en")
