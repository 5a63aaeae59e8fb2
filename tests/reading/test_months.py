"""Russian months as OCR spells them."""

from __future__ import annotations

import pytest

from appealdocs.reading.months import with_months


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("7 mapra 2026 г. 05:46", "7 марта 2026 г. 05:46"), ("бмарта 2026 г.", "6марта 2026 г."), ("З мая 2026", "3 мая 2026"),
        ("8 сентябpя 2026", "8 сентября 2026"), ("7 марта 2026 г.", "7 марта 2026 г."),
    ],
)  # fmt: skip
def test_put_right(seen: str, meant: str) -> None:
    assert with_months(seen) == meant
    assert len(seen) == len(meant)


@pytest.mark.parametrize("text", ["12 июпя 2026", "5 рублей 2026", "3 этапа 2026", "7 mapra", "12 may 2026 г."])
def test_what_could_be_two_months_or_none_stays(text: str) -> None:
    assert with_months(text) in (text, text.replace("may", "мая"))
