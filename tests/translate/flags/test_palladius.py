"""Chinese names by sound."""

from __future__ import annotations

import pytest

from appealdocs.translate.flags import flags, kind
from appealdocs.translate.flags.palladius import declined, in_russian, plain


def test_pinyin_by_palladius() -> None:
    assert in_russian("Zhiqiang") == plain("Чжицян")
    assert in_russian("Moscow") == ""


@pytest.mark.parametrize(("name", "word"), [("минь", "миня"), ("мин", "мину"), ("вей", "вея"), ("хуа", "хуа")])
def test_cases_of_a_name(name: str, word: str) -> None:
    assert declined(name, word)


@pytest.mark.parametrize(("name", "word"), [("минь", "мина"), ("мин", "миня"), ("хуа", "хуан")])
def test_other_names(name: str, word: str) -> None:
    assert not declined(name, word)


@pytest.mark.parametrize(
    ("source", "good", "bad", "here", "there"),
    [
        ("刘敏是运营。", "Лю Минь — менеджер.", "Лю Мин — менеджер.", "zh", "ru"),
        ("赵磊经手的那批货少印了两个字。", "The batch handled by Zhao Lei lacked two words.", "The batch handled by Zhao Liang lacked two words.", "zh", "en"),
        ("高先生说没收到。", "Господин Гао говорит, что не получал.", "Господин Го говорит, что не получал.", "zh", "ru"),
        ("Zhou Haibo signed for it.", "Чжоу Хайбо расписался.", "Чжоу Хайтао расписался.", "en", "ru"),
    ],
)
def test_another_person_is_flagged(source: str, good: str, bad: str, here: str, there: str) -> None:
    assert "name" not in {kind(f.flag) for f in flags(source, good, here, there) if f.severity != "minor"}
    assert "name" in {kind(f.flag) for f in flags(source, bad, here, there) if f.severity != "minor"}
