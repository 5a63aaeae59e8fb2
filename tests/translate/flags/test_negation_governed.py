"""Negation by what it governs: plain words excuse nothing, words that say no need an answer."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags import flags
from appealdocs.translate.flags.literal import literal, spelled
from appealdocs.translate.flags.needs import unsaid, unsaid_english


def negation(source: str, target: str, language: str, here: str = "zh") -> bool:
    return any(f.severity != "minor" and f.flag.split("-")[0] in ("negation", "speech") for f in flags(source, target, here, language))


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        ("快递员根本没打电话，直接把件扔在了物业门口。", "The courier did not call at all and simply left the parcel at the property office.", "The courier called and simply left the parcel at the property office.", "en"),
        ("我们不会再用这家货代了，合同下个月就终止。", "We will no longer use this freight forwarder; the contract ends next month.", "We will still use this freight forwarder; the contract ends next month.", "en"),
        ("客服忘了在48小时内回复。", "The agent forgot to reply within 48 hours.", "The agent replied within 48 hours.", "en"),
        ("海外仓漏扫了7托货，系统里显示的是未入库。", "Зарубежный склад не отсканировал 7 паллет, и в системе они значатся непринятыми.", "Зарубежный склад отсканировал 7 паллет, и в системе они значатся непринятыми.", "ru"),
        ("我们没有刷单，也没有花钱买过任何评价。", "Мы не накручивали заказы и не покупали отзывы.", "Мы не накручивали заказы и покупали отзывы.", "ru"),
        ("仓库主管没有每天核对未发货清单。", "The supervisor did not check the list of unshipped orders every day.", "The supervisor checked the list of unshipped orders every day.", "en"),
        ("员工不得使用买家的电话。", "Staff must not use buyers' phone numbers.", "Staff do not have to use buyers' phone numbers.", "en"),
        ("双方已达成和解。", "The parties have reached a settlement.", "The parties failed to reach a settlement.", "en"),
    ],
)  # fmt: skip
def test_what_was_negated_is_seen(source: str, right: str, wrong: str, language: str) -> None:
    assert not negation(source, right, language)
    assert negation(source, wrong, language)


def test_english_sources() -> None:
    assert not negation("The agent failed to reply in time.", "Сотрудник не ответил вовремя.", "ru", "en")
    assert negation("The agent failed to reply in time.", "Сотрудник ответил вовремя.", "ru", "en")


def test_a_plain_word_is_told_from_a_negation() -> None:
    text = "He left the company in May."
    assert literal(text, 3, 7, "en", "他5月离职了", "zh")
    assert not literal(text, 3, 7, "en", "他没有签字", "zh")


def test_a_negation_may_spell_out_a_plain_word() -> None:
    assert spelled("не хватило одной", 0, "ru", "少了一件", "zh") == [(0, 1)]
    assert spelled("не хватило одной", 0, "ru", "货已送达", "zh") == []


def test_words_that_say_no_need_an_answer() -> None:
    assert unsaid("他忘了回复", "He replied", "en") is not None
    assert unsaid("他忘了回复", "He forgot to reply", "en") is None
    assert unsaid("信息没有错误", "The data are right", "en") is None
    assert unsaid_english("The label is missing", "Этикетка есть") is not None
    assert unsaid_english("Nothing is missing", "Всё на месте") is None
