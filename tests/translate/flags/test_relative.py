"""Days and periods told from where the speaker stands."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags import flags


def names(source: str, target: str, language: str) -> set[str]:
    return {f.flag for f in flags(source, target, "zh", language) if f.severity != "minor"}


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        ("货是前天寄出的，客户还没收到。", "The goods were sent the day before yesterday and the customer has not received them.", "The goods were sent yesterday and the customer has not received them.", "en"),
        ("货是前天寄出的，客户还没收到。", "Товар отправили позавчера, покупатель его ещё не получил.", "Товар отправили вчера, покупатель его ещё не получил.", "ru"),
        ("上周五我们换了仓库。", "Last Friday we changed warehouses.", "Next Friday we changed warehouses.", "en"),
        ("每周二提货。", "Goods are collected every Tuesday.", "Goods are collected every Monday.", "en"),
        ("三月底我们换了仓库。", "В конце марта мы сменили склад.", "В начале марта мы сменили склад.", "ru"),
        ("上半年只有两起投诉。", "There were only two complaints in the first half of the year.", "There were only two complaints in the second half of the year.", "en"),
        ("10月7日下午没有出货。", "Nothing was shipped on the afternoon of 7 October.", "Nothing was shipped on the morning of 7 October.", "en"),
    ],
)  # fmt: skip
def test_another_day_is_seen(source: str, right: str, wrong: str, language: str) -> None:
    assert names(source, right, language) == set()
    assert "date-changed" in names(source, wrong, language)


def test_a_day_may_become_a_date() -> None:
    assert names("昨天（3月4日）我们已经回复。", "We replied on 4 March.", "en") == set()
