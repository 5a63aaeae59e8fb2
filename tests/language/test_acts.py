"""Speech acts: the same in the three languages, robust to double negation and reported words."""

from __future__ import annotations

import pytest

from appealdocs.language.acts import acts


def _kinds(text: str, lang: str) -> set[str]:
    return {act.kind for act in acts(text, lang) if not act.weak}


@pytest.mark.parametrize(
    ("expected", "zh", "en", "ru"),
    [
        ({"deny", "negation"}, "我们没有售卖假货。", "We did not sell counterfeits.", "Мы не продавали контрафакт."),
        ({"deny", "negation"}, "我们从未参与刷单。", "We never took part in brushing.", "Мы никогда не занимались накруткой."),
        ({"admit"}, "我们承认售卖了假货。", "We admit that we sold counterfeits.", "Мы признаём, что продавали контрафакт."),
        ({"admit"}, "这是我们的失误。", "It was our mistake.", "Это была наша ошибка."),
        (set(), "通知称我们售卖假货。", "The notice states that we sold counterfeits.", "В уведомлении указано, что мы продавали контрафакт."),
        ({"promise"}, "我们承诺24小时内发货。", "We undertake to dispatch within 24 hours.", "Мы обязуемся отгружать в течение 24 часов."),
        ({"request"}, "请撤销该处罚。", "Please withdraw the penalty.", "Просим снять штраф."),
        ({"obligation"}, "打包员必须扫描。", "The packer must scan it.", "Упаковщик должен её отсканировать."),
        ({"obligation", "negation"}, "未扫描的包裹不得出库。", "No parcel may not be scanned.", "Отгружать без сканирования нельзя, не допускается."),
        ({"obligation"}, "我们不得不取消订单。", "We had no choice but to cancel the order.", "Нельзя не отменить заказ."),
        (set(), "不仅换了箱子，还换了面单。", "Not only the box but also the label was replaced.", "Заменена не только коробка, но и этикетка."),
        (set(), "包裹不晚于5月5日妥投。", "It was delivered not later than 5 May.", "Посылка вручена не позднее 5 мая."),
    ],
)
def test_the_three_languages_agree(expected: set[str], zh: str, en: str, ru: str) -> None:
    assert _kinds(zh, "zh") == expected
    assert _kinds(ru, "ru") == expected
    assert _kinds(en, "en") == expected


def test_russian_concord_is_one_negation() -> None:
    assert [a.text for a in acts("Никто никогда ничего не сообщал.", "ru") if a.kind == "negation"] == ["Никто"]


def test_weak_negatives_are_marked() -> None:
    assert [(a.text, a.weak) for a in acts("They failed to scan it without reason.", "en")] == [("failed", True), ("without", True)]
    assert [(a.text, a.weak) for a in acts("商品不合格。", "zh")] == [("不合格", True)]


def test_a_pledge_is_told_from_a_plain_future() -> None:
    assert [a.detail for a in acts("We guarantee it. We will ship it.", "en") if a.kind == "promise"] == ["pledge", "future"]


def test_spans_lie_in_the_text() -> None:
    text = "Мы признаём ошибку и просим учесть, что товар не является контрафактом."
    assert all(text[a.start : a.end] == a.text for a in acts(text, "ru"))
