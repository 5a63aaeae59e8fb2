"""Clauses near to a sentence: by characters, by what those become in English, by kinds of facts."""

from __future__ import annotations

from collections import Counter

from appealdocs import stages
from appealdocs.translate.nearest import Nearest, associations, pairs, stems
from appealdocs.translate.seed import shipped_associations
from appealdocs.workspace import Workspace

TEXTS = {
    "late": ("{{ day | date }}未按时交付承运商。", "Dispatched late on {{ day | date }}."),
    "box": ("包装箱已更换。", "The boxes were replaced."),
}
KINDS = {"late": Counter(["date"]), "box": Counter[str]()}
SIDE_BY_SIDE = [("这单晚发了", "This order was dispatched late."), ("又晚发两单", "Two more were dispatched late."), ("换箱子", "Replace boxes.")]


def test_characters_alone_do_not_know_what_means_the_same() -> None:
    assert max(Nearest(TEXTS, KINDS, {}).scores("晚发", Counter()).values()) == 0


def test_what_goes_with_the_same_english_words_is_near() -> None:
    known = associations(SIDE_BY_SIDE)
    assert {word for word, _ in known["晚发"]} >= {"dispat", "late"}
    assert "换箱" not in known, "seen once: no evidence of anything"
    scores = Nearest(TEXTS, KINDS, known).scores("晚发", Counter())
    assert scores["late"] > scores["box"] == 0


def test_kinds_of_facts_decide_between_equals() -> None:
    same = {"a": ("已更换包装", ""), "b": ("已更换包装", "")}
    nearest = Nearest(same, {"a": Counter(["count"]), "b": Counter(["date"])}, {})
    scores = nearest.scores("已更换包装", Counter(["date"]))
    assert scores["b"] > scores["a"]


def test_scores_lie_between_nothing_and_one() -> None:
    known = associations(SIDE_BY_SIDE)
    for text in ("", "abc", "未按时交付承运商。", "包装箱已更换。"):
        assert all(0 <= score <= 1 for score in Nearest(TEXTS, KINDS, known).scores(text, Counter(["date"])).values())


def test_slots_are_no_words() -> None:
    assert pairs("于5日A送达") == {"于", "日", "送", "达", "送达"}
    assert stems("{{ days | count('day') }} late, dispatched") == Counter({"late": 1, "dispat": 1})


def test_the_shipped_memory_gives_associations_and_suggestions_keep_to_a_part() -> None:
    assert len(shipped_associations()) > 1000
    found = stages.suggest_clauses("买家反映未收到包裹，承运商的记录显示包裹已妥投", Workspace(), 5, part="problem")
    assert {s.part for s in found} == {"problem"}
    assert found[0].clause == "delivered-parcel-reported-missing"
