"""The mutation test of a letter."""

from __future__ import annotations

import random

import pytest

from appealdocs.facts.names import Names
from appealdocs.model.letter import Segment
from appealdocs.report.prove_text import prove_text
from appealdocs.translate.prove.faults import FAULTS, KINDS, TITLES
from appealdocs.translate.prove.prove import prove

SOURCE = "2026年3月7日，买家没有收到订单113-4588655-6730621的包裹，我们已通过Aramex查询，退款1.2万元，物流信息至今不更新"
TARGET = (
    "On 7 March 2026 the buyer had not received the parcel of order 113-4588655-6730621; we enquired with Aramex, refunded 12,000 yuan, "
    "and the tracking has not been updated."
)


def segment(target: str = TARGET) -> Segment:
    return Segment("p1.cause1", "points[0].cause[0]", SOURCE, "zh", target, "en", "machine", "needs-review")


def test_the_same_letter_gets_the_same_faults_and_most_are_caught() -> None:
    once = prove([segment()])
    assert once == prove([segment()])
    assert all(p.text != TARGET for p in once)
    assert {"number-wan", "date-swapped", "id-transposed", "negation-lost", "name", "han-left"} <= {p.fault for p in once}
    assert sum(p.caught for p in once) / len(once) > 0.85


def test_a_name_of_the_case_is_swapped_too() -> None:
    (planted,) = [p for p in prove([segment()], names=Names({"carrier": ["Aramex"]})) if p.fault == "case-name"]
    assert planted.caught
    assert "Aramex" not in planted.text


def test_survivors_are_shown_with_segment_fault_and_text() -> None:
    planted = prove([segment("Something else altogether was written here, order 113-4588655-6730621.")])
    survivors = [p for p in planted if not p.caught]
    said = prove_text(planted, "zh")
    assert f"共植入 {len(planted)} 处" in said
    assert all(p.text in said for p in survivors)
    assert "nothing" not in prove_text([], "zh")


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_words_and_kinds_and_changes_the_text_or_says_it_has_no_place(name: str) -> None:
    assert TITLES[name].en
    assert TITLES[name].zh
    assert KINDS[name]
    assert FAULTS[name](TARGET, "en", SOURCE, random.Random(1), "Another sentence, which is long enough to lend a clause.") != TARGET
    assert FAULTS[name]("", "en", "", random.Random(1), "") in (None, *[s for s in ("Посылка была вручена покупателю вовремя.",)]) or name in ("language", "admission")
