"""Numbers, periods and days in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from appealdocs.translate.flags import flags, kind
from appealdocs.translate.flags.spoken import han, numbers


def kinds(source: str, target: str, language: str) -> set[str]:
    return {kind(f.flag) for f in flags(source, target, "zh", language) if f.severity != "minor"}


@pytest.mark.parametrize(
    ("words", "value"), [("十二", 12), ("三千五", 3500), ("二〇二四", 2024), ("一万二千", 12_000), ("三百零五", 305), ("两亿", 200_000_000), ("二十", 20)]
)
def test_chinese_numerals(words: str, value: int) -> None:
    assert han(words) == value


def test_every_number_of_a_sentence() -> None:
    assert {Decimal(1000), Decimal("2.5"), Decimal(3)} <= numbers("共1,000件，重2.5公斤，分三箱")
    assert Decimal(3) not in numbers("第三天才发")


@pytest.mark.parametrize(
    ("source", "good", "bad", "language", "wanted"),
    [
        ("我们拖到第三天才发货。", "We did not ship until the third day.", "We did not ship until the second day.", "en", "number"),
        ("他上周五离职。", "He left last Friday.", "He left last Monday.", "en", "date"),
        ("他上周五离职。", "Он уволился в прошлую пятницу.", "Он уволился в прошлый понедельник.", "ru", "date"),
        ("合同下个月就到期。", "The contract ends next month.", "The contract ends next year.", "en", "date"),
        ("时效要多算两天。", "Two more days must be allowed for transit.", "Ten more days must be allowed for transit.", "en", "number"),
        ("时差5个小时，客服没看到留言。", "Из-за пятичасовой разницы оператор не увидел сообщение.", "Из-за пятнадцатичасовой разницы оператор не увидел сообщение.", "ru", "number"),
        ("公路中断近百小时。", "The road was closed for almost 100 hours.", "The road was closed for almost 10 hours.", "en", "number"),
        ("误差不超过千分之二。", "The variance is no more than 0.2%.", "The variance is no more than 2%.", "en", "number"),
        ("六一当天卖出八十套。", "On 1 June we sold 80 sets.", "On 1 July we sold 80 sets.", "en", "date"),
        ("退给客人八十六块五。", "We refunded the customer CNY 86.50.", "We refunded the customer USD 86.50.", "en", "money"),
        ("耽误了将近一周。", "This cost us almost a week.", "This cost us almost a month.", "en", "unit"),
    ],
)  # fmt: skip
def test_changed_words_are_flagged_and_true_ones_are_not(source: str, good: str, bad: str, language: str, wanted: str) -> None:
    assert wanted not in kinds(source, good, language)
    assert wanted in kinds(source, bad, language)
