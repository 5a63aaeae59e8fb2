"""The papers' own words: ranges, first words, the Russian statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.conftest import SAMPLES

from appealdocs.casefolder import CaseFolder
from appealdocs.draft.draft import draft
from appealdocs.draft.papers import WAYS, papers, ranges
from appealdocs.intake.intake import read
from appealdocs.model.letter import Letter, Paper
from appealdocs.render.sheet import sheet
from appealdocs.workspace import Workspace


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3], "1–3"), ([1, 3, 4, 5, 9, 10], "1, 3–5, 9, 10"), ([], "")]
)
def test_ranges(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said


def _statement(shipped: Workspace, **given: object) -> tuple[Letter, Paper]:
    dossier = read(CaseFolder.open(SAMPLES / "ozon-odr"), shipped, datetime(2026, 10, 15, 9, tzinfo=UTC))
    dossier = replace(dossier, pack=dossier.pack.model_copy(update={"papers": ("translators-statement",)}))
    letter = draft(dossier, shipped)
    (made,) = papers(letter, dossier, shipped, "Ли На", **given)  # type: ignore[arg-type]
    return letter, made


def test_a_russian_statement_lists_every_passage_of_the_letter(shipped: Workspace) -> None:
    letter = _statement(shipped)[0]
    ids = [s.id for s in letter.segments.values() if s.field]
    ways = {id: WAYS[at % 5] for at, id in enumerate(ids)}
    letter, made = _statement(shipped, ways=ways, pages=3)
    said = sheet(letter, made, final=True).words()
    assert "Я, Ли На, переводчик" in said
    assert "китайский 3 " in said
    assert "Черновик составлен компьютером и утверждён человеком без изменений" in said
    assert "Моя квалификация позволяет мне выполнять перевод с китайского языка на русский язык." in said
    assert "Дата: 15 октября 2026 г." in said
    schedule = made.blocks[-1].rows[1:]
    printed = {i.segment for b in letter.blocks for run in (b.inlines, *(c for r in b.rows for c in r.cells)) for i in run}
    assert len(schedule) == len([id for id in ids if id in printed]) > 3
    for row, id in zip(schedule, (i for i in ids if i in printed), strict=True):
        opening = "".join(i.text for i in row.cells[1])
        assert letter.segments[id].target.startswith(opening.removesuffix(" …"))


def test_a_statement_without_pages_leaves_a_visible_gap(shipped: Workspace) -> None:
    letter, made = _statement(shipped)
    assert "китайский ____" in sheet(letter, made, final=True).words()


def test_the_mirror_of_the_statement_has_the_same_parts(shipped: Workspace) -> None:
    shapes = []
    for language in ("en", "ru", "zh"):
        text = (shipped.folders("templates")[0] / language / "translators-statement.md.j2").read_text(encoding="utf-8")
        shapes.append([line for line in text.splitlines() if line.startswith("<!--")] + [f"{{% if {n} %}}" in text for n in ("passages", "checked_on")])
    assert shapes[0] == shapes[1] == shapes[2]
