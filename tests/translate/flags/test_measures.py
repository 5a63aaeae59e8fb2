"""Units beside a number that stays, and hours that take their half of the day from the hour before."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags.measures import check
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.values import check as values


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("退件重2.4公斤。", "The returned parcel weighs 2.4 lb.", "en", 1),
        ("退件重2.4公斤。", "The returned parcel weighs 2.4 kg.", "en", 0),
        ("库内温度不得高于30℃。", "Температура не должна превышать 30 °F.", "ru", 1),
        ("卖给俄罗斯客户的那12台加湿器。", "The 12 boxes of humidifiers sold to Russian customers.", "en", 1),
        ("每批货须留样3件。", "For each batch three cartons of samples must be kept.", "en", 1),
        ("每批抽检3箱。", "Three cartons of each batch are inspected.", "en", 0),
        ("镍释放量低于0.5微克。", "Nickel release was below 0.5 mg.", "en", 1),
        ("镍释放量低于0.5微克。", "Выделение никеля ниже 0,5 мкг.", "ru", 0),
        ("额定功率为65瓦。", "The rated power is 65 kW.", "en", 1),
        ("额定功率为3千瓦。", "Номинальная мощность — 3 кВт.", "ru", 0),
        ("充电宝标20000mAh。", "The power bank is labelled 20000 mAh.", "en", 0),
        ("每批T恤抽5件机洗。", "From each batch, 5 T-shirts are machine-washed.", "en", 0),
        ("每批T恤抽5件机洗。", "Из каждой партии 5 футболок проходят стирку.", "ru", 0),
    ],
)
def test_a_unit_that_changed(source: str, target: str, language: str, found: int) -> None:
    assert len(list(check(Pair(source, target, "zh", language)))) == found


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("仓库每晚8点关门，而快递员8点40才到。", "Склад закрывается в 20:00, а курьер приехал только в 20:40.", "ru"),
        ("客户签收后第9天才来投诉。", "Покупатель пожаловался лишь на девятый день после получения.", "ru"),
        ("我们能保证24小时内回复。", "Ответ в течение суток гарантируем.", "ru"),
        ("应至少提前7天通知买家涨价。", "О повышении цены следует предупреждать не менее чем за неделю.", "ru"),
    ],
)
def test_the_same_value_in_other_words(source: str, target: str, language: str) -> None:
    assert [f.flag for f in values(Pair(source, target, "zh", language)) if f.severity != "minor"] == []


def test_another_hour_is_still_another_hour() -> None:
    found = [f.flag for f in values(Pair("仓库每晚8点关门，快递员8点40才到。", "Склад закрывается в 20:00, а курьер приехал в 21:40.", "zh", "ru"))]
    assert any(name.startswith("time-") for name in found)
