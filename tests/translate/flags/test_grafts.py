"""Wordings that only a negation cut out or put in can have left, and negations that say nothing."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags.grafts import unmatched
from appealdocs.translate.flags.negatives import BEFORE, UNTIL_NOT, negatives
from appealdocs.translate.flags.polarity import changes


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("近30天的有效追踪率只有91.3%。", "Our valid tracking rate over the last 30 days was not only 91.3%.", "en", True),
        ("我们不仅换了供应商，还加了检验。", "We have not only changed the supplier but also added a check.", "en", False),
        ("不联网就不能继续扫。", "Scanning cannot continue until the connection is not restored.", "en", True),
        ("我们直到7月22日才得知此事。", "We learned of this until 22 July.", "en", True),
        ("我们直到7月22日才得知此事。", "We did not learn of this until 22 July.", "en", False),
        ("里面少了2个配件。", "Внутри хватало 2 аксессуаров.", "ru", True),
        ("里面少了2个配件。", "Внутри не хватало 2 аксессуаров.", "ru", False),
        ("除非贵方要求，否则我们不会再联系买家。", "If you ask us to, we will contact the buyer again.", "en", True),
        ("流程里没有这一步。", "В порядке это не было не предусмотрено.", "ru", True),
    ],
)
def test_wordings_that_betray_a_slip(source: str, target: str, language: str, found: bool) -> None:
    assert bool(unmatched(source, "zh", target, language)) is found


def test_negations_that_say_nothing_are_faint() -> None:
    assert [n.strength for n in negatives("人没到位之前关闭链接", "zh") if n.text == BEFORE] == ["faint"]
    assert [n.strength for n in negatives("Система звонит дежурным, пока кто-либо не ответит.", "ru") if n.text == UNTIL_NOT] == ["faint"]
    assert [n.strength for n in negatives("Мы пока не получили ответа.", "ru") if n.text.startswith("не ")] == ["strong"]
    assert [n.text for n in negatives("未在5月1日前发货", "zh") if n.strength == "strong"] == ["未"]


def test_a_negation_far_behind_belongs_to_the_word_in_front() -> None:
    assert sum(n.strength == "strong" for n in negatives("Никаких связей по капиталу, финансам или персоналу между нами нет.", "ru")) == 1


@pytest.mark.parametrize(
    ("target", "serious"),
    [
        ("Сотрудник принял уведомление за спам и обнаружил его лишь через 10 дней.", False),
        ("Сотрудник не принял уведомление за спам и обнаружил его лишь через 10 дней.", True),
    ],
)
def test_only_answers_to_only_before_a_negation_does(target: str, serious: bool) -> None:
    found = changes("Our staff took the notice for spam and noticed it only 10 days later.", target, "en", "ru")
    assert any(change.serious for change in found) is serious


def test_a_state_that_says_no_is_not_negated_again() -> None:
    found = changes("接收点周日不营业。", "The drop-off point is not closed on Sundays.", "zh", "en")
    assert any(change.kind == "added" and change.serious for change in found)
