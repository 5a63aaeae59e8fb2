"""The mutation test of a letter."""

from __future__ import annotations

import random

import pytest

from appealdocs.facts.names import Names
from appealdocs.model.letter import Segment
from appealdocs.report.prove_text import prove_text
from appealdocs.translate.prove.faults import FAULTS, KINDS, TITLES, _parts
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


CUTS = {
    "Customs declaration No. 531620250165588123 shows a release date of 12 November, and the parcel left Dongguan.": 2,
    "All products comply with the laws, regulations and technical standards of the country; we attach the reports.": 2,
    "The buyer ordered the white version (SKU. 12, boxed), and we sent a black one.": 2,
    "Возврат составил 1 250,00 руб. за каждый заказ, и покупатели получили деньги.": 2,
    "We opened the parcel: the glass was broken, and the buyer was refunded.": 3,
}


@pytest.mark.parametrize(("text", "clauses"), CUTS.items())
def test_clauses_are_cut_where_clauses_end(text: str, clauses: int) -> None:
    parts = _parts(text)
    assert len(parts) == clauses
    assert " ".join(parts) == text


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("Should the parcel be lost, we refund the buyer; the carrier was told on the same day.", {"Should the parcel be lost, we refund the buyer.", "Should the parcel be lost, the carrier was told on the same day.", "We refund the buyer; the carrier was told on the same day."}),
        ("The fault lies with the carrier of the last mile, which signed in its own system for the buyer.", {"The fault lies with the carrier of the last mile."}),
        ("Ошибка произошла на складе перевозчика, который подписал накладную за покупателя.", {"Ошибка произошла на складе перевозчика."}),
    ],
)  # fmt: skip
def test_what_is_left_of_a_text_stands(target: str, left: set[str]) -> None:
    language = "ru" if target[0] == "О" else "en"
    assert {FAULTS["clause-lost"](target, language, SOURCE, random.Random(n), "") for n in range(20)} <= left


def test_what_is_added_is_a_clause_or_a_sentence_of_another() -> None:
    other = "Before any change of supplier, the buyer is always told in writing; report No. 12 of the laboratory (SGS, Dubai) is attached to it."
    texts = {FAULTS["clause-added"]("We refunded the buyer.", "en", SOURCE, random.Random(n), other) for n in range(20)}
    assert texts == {
        "We refunded the buyer, the buyer is always told in writing.",
        "We refunded the buyer, report No. 12 of the laboratory (SGS, Dubai) is attached to it.",
    }
