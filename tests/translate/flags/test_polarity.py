"""Negations paired across languages, limits with their side, names by sound."""

from __future__ import annotations

import pytest

from appealdocs.facts.parse import parse
from appealdocs.translate.flags.grafts import broken_concord, grafted
from appealdocs.translate.flags.limits import limits, reversed_limits
from appealdocs.translate.flags.naming import problems
from appealdocs.translate.flags.negatives import negatives
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.polarity import changes


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("不仅如此，我们还用了无线扫描枪", "zh", []),
        ("他有没有签收，是不是本人", "zh", []),
        ("我们不得不取消", "zh", []),
        ("没有收到，也不同意", "zh", ["没有", "不"]),
        ("未经授权", "zh", ["未经"]),
        ("延迟不超过60秒", "zh", []),
        ("We did not receive it and never will", "en", ["not", "never"]),
        ("No. 7 is not only late", "en", []),
        ("neither labels nor marks", "en", ["neither"]),
        ("никто не ответил", "ru", ["никто"]),
        ("не только это", "ru", []),
        ("не менее 7 дней", "ru", []),
        ("этикетки нет", "ru", ["нет"]),
    ],
)
def test_strong_negations(text: str, language: str, wanted: list[str]) -> None:
    assert [n.text.split()[0] for n in negatives(text, language) if n.strength == "strong"] == wanted


def test_a_lost_negation_names_the_word_it_negated() -> None:
    (change,) = changes("客户没收到货，我们已退款", "The customer received the goods, and we refunded them.", "zh", "en")
    assert (change.kind, change.sure, change.serious, change.word) == ("lost", True, True, "收到")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("За отзывы никто отвечал.", "никто"),
        ("За отзывы никто не отвечал.", ""),
        ("Никто, к сожалению, не ответил.", ""),
        ("Никаких связей по капиталу, финансам или персоналу между нами нет.", ""),
        ("Ни один товар был возвращён.", "Ни один"),
    ],
)
def test_russian_concord(text: str, broken: str) -> None:
    assert broken_concord(text) == broken


@pytest.mark.parametrize(
    ("text", "found"),
    [("They had not neither a label.", "had not neither"), ("with a delay of a more than 60 seconds", "a more than"), ("We had not yet shipped it, not even once.", "")],
)
def test_a_grafted_negation_is_seen_in_the_target_alone(text: str, found: str) -> None:
    assert grafted(text) == found


@pytest.mark.parametrize(
    ("source", "target", "language", "turned"),
    [
        ("延迟不超过60秒", "a delay of more than 60 seconds", "en", True),
        ("延迟不超过60秒", "a delay of no more than 60 seconds", "en", False),
        ("至少保留30天", "не менее 30 дней", "ru", False),
        ("至少保留30天", "менее 30 дней", "ru", True),
        ("4月2日前送达", "не позднее 2 апреля", "ru", False),
        ("4月2日前送达", "после 2 апреля", "ru", True),
    ],
)
def test_limits_that_turned_round(source: str, target: str, language: str, turned: bool) -> None:
    ours = limits(source, "zh", parse(source, "zh"))
    theirs = limits(target, language, parse(target, language))
    assert bool(reversed_limits(ours, theirs)) is turned


@pytest.mark.parametrize(
    ("source", "target", "language", "wanted"),
    [
        ("深圳发往莫斯科", "From Shenzhen to Moscow", "en", []),
        ("深圳发往莫斯科", "Из Шэньчжэня в Казань", "ru", [("changed", "莫斯科", "Казань")]),
        ("由Aramex派送", "Доставляла Aramex", "ru", []),
        ("在noon上销售", "Sold on Amazon", "en", [("changed", "noon", "Amazon")]),
        ("退款50美元", "Возвращено 50 долларов США", "ru", []),
        ("义乌市晨浩贸易有限公司", "Yiwu Chenhao Trading Co., Ltd.", "en", []),
        ("俄语客服", "Russian-speaking agents", "en", []),
    ],
)
def test_names(source: str, target: str, language: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(p.why, p.source, p.target) for p in problems(Pair(source, target, "zh", language))] == wanted
