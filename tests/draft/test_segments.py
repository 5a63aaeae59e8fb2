"""Claims become segments: sentences are cut where a reader would cut them."""

from __future__ import annotations

import pytest

from appealdocs.draft.segments import sentences, stopped

SENTENCES = [
    ("包裹已签收。缺陷记录不一致！请核对", ["包裹已签收。", "缺陷记录不一致！", "请核对"]),
    ("We replied on 3 March. The buyer did not answer.", ["We replied on 3 March.", "The buyer did not answer."]),
    ("Shenzhen Lanting Trading Co., Ltd. Sent it.", ["Shenzhen Lanting Trading Co., Ltd. Sent it."]),
    ("Вручено 7 марта 2026 г. Получатель: Иванова М. П.", ["Вручено 7 марта 2026 г. Получатель: Иванова М. П."]),
    ("Выплачено 328 руб. Курьер Петров А. С. подтвердил.", ["Выплачено 328 руб. Курьер Петров А. С. подтвердил."]),
    ("延迟3.2天。", ["延迟3.2天。"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We replied", "We replied."),
        ("已回复", "已回复。"),
        ("Is it so?", "Is it so?"),
        ("Получатель Иванова М. П..", "Получатель Иванова М. П."),
        ("signed “as seen.”", "signed “as seen.”"),
        ("总计（含税）", "总计（含税）。"),
    ],
)
def test_a_full_stop_is_added_once(text: str, expected: str) -> None:
    assert stopped(text) == expected
