"""Foreign names in Chinese characters, and surnames of two characters."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags import flags


def kinds(source: str, target: str, language: str) -> set[str]:
    return {f.flag.split("-")[0] for f in flags(source, target, "zh", language) if f.severity != "minor"}


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        ("收件人伊万诺夫没有接电话。", "The recipient, Ivanov, did not answer the phone.", "The recipient, Petrov, did not answer the phone.", "en"),
        ("买家阿卜杜勒已经确认收货。", "Покупатель Абдул подтвердил получение.", "Покупатель Ахмед подтвердил получение.", "ru"),
        ("诸葛女士签了字。", "Ms Zhuge signed.", "Ms Zhu signed.", "en"),
        ("我们的货代是圆通。", "Our forwarder is YTO.", "Our forwarder is STO.", "en"),
        ("法人陈晓明名下只有一家公司。", "The legal representative, Chen Xiaoming, owns only one company.", "The legal representative, Chen Xiaohong, owns only one company.", "en"),
    ],
)  # fmt: skip
def test_another_name_is_heard(source: str, right: str, wrong: str, language: str) -> None:
    assert "name" not in kinds(source, right, language)
    assert "name" in kinds(source, wrong, language)
