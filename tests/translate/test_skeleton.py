from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.translate.skeleton import MARKS, skeleton, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("延误4天", "延误6天"),
        ("延误4天", "延误了6天".replace("了", "")),
        ("订单 AE-7730412 已发出。", "订单FR-1234567-8已发出。"),
        ("那两天台风", "那3天台风"),
        ("3月14日签收", "12月1日签收"),
        ("退款1,250.50元", "退款3元"),
        ("see https://a.example/x?y=1 now", "see http://b.example now"),
        ("at 14:05 on 2026-03-14", "at 9:30 on 2025-12-01"),
        ("18 652,40 руб.", "3 руб."),
    ],
)
def test_sentences_that_differ_in_values_alone_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("延误4天", "延误4小时"), ("我们没有发货", "我们已经发货"), ("十分抱歉", "万分抱歉"), ("E1 shows", "it shows")]
)
def test_other_words_make_another_skeleton(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_spacing_and_width_do_not_matter() -> None:
    assert skeleton("订单 12 号，（已发）") == skeleton("订单１２号,(已发)")
    assert tidy("a  b\u00a0c") == "a b c"


@settings(max_examples=60)
@given(st.text(alphabet="我们订单延误天月日年件两三abcAB019-/.,:@ \u00a0％１№«а", max_size=60))
def test_a_skeleton_holds_no_digit_and_is_its_own_skeleton(text: str) -> None:
    once = skeleton(text)
    assert not any("0" <= char <= "9" for char in once)
    assert tidy(once) == once or any(mark in once for mark in MARKS.values())
