from __future__ import annotations

import pytest

from appealdocs.translate import tmx
from appealdocs.translate.engines.doubt import doubt
from appealdocs.translate.seed import shipped_seed


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "",
        "  ",
        "订单[X1X]已经退款，买家没有异议。",
        "这是一句别的中文。",
        "Заказ возвращён, возражений нет.",
        "<html><body>Error 500</body></html>",
        "Error 429: Too Many Requests",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS",
        "Sure, here is the translation: the order was refunded.",
        "the order the order the order the order the order the order",
        "Order [X1X] has been refunded. " * 12,
        "Ok.",
    ],
)
def test_what_cannot_be_a_translation_is_refused(answer: object) -> None:
    assert doubt("订单[X1X]已经退款，买家没有异议。", answer, "zh", "en") is not None


def test_a_translation_passes() -> None:
    assert doubt("订单[X1X]已经退款。", "Order [X1X] has been refunded.", "zh", "en") is None
    assert doubt("[X1X]", "[X1X]", "zh", "en") is None


def test_no_reviewed_translation_is_doubted() -> None:
    doubted = [u.target for u in tmx.read(shipped_seed()) if doubt(u.source, u.target, "zh", u.target_language) is not None]
    assert doubted == []
