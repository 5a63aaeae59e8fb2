"""Reading pictures: Chinese, English and digits by RapidOCR's models, Cyrillic by Tesseract."""

from __future__ import annotations

import importlib.util
import socket
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from appealdocs.model.reading import Page, Word
from appealdocs.reading import Expect, limits, ocr
from appealdocs.reading.layout import locate
from appealdocs.reading.ocr import merge, rapid, tesseract
from appealdocs.reading.ocr.seen import Seen

EN = [
    "Order ID|NAEHF0061420317",
    "Tracking number|34208117650",
    "Signed by|Noura Al Harbi",
    "7 March 2026 14:32 GST Delivered",
]
RU = [
    "Номер заказа|48127733-0164-1",
    "Трек-номер|1523467890",
    "Получатель|Иванова М. П.",
    "10.03.2026 15:20 МСК Вручено",
]
CELLS = [line.replace("|", "\t") for line in EN]

needs_rapid = pytest.mark.skipif(not rapid.available(), reason="RapidOCR is not installed")
needs_russian = pytest.mark.skipif("rus" not in tesseract.languages(), reason="Tesseract with Russian is not installed")


def page(image: Image.Image, *languages: str, **known: Any) -> tuple[Page, Seen]:
    seen = ocr.read(image, Expect(languages=languages, **known), threads=1)
    return seen.page(Page(1, "", "none", *image.size)), seen


@needs_rapid
def test_english_and_digits(make: Any) -> None:
    result, seen = page(make.lines(EN), "en")
    assert result.text.split("\n") == CELLS
    assert seen.engines == ("rapidocr",)
    assert result.confidence > 0.9


@needs_rapid
def test_chinese(make: Any) -> None:
    image = make.lines(["签收人：王小明", "包裹已妥投"], chinese=True)
    ImageDraw.Draw(image).text((40, 200), "YT26104027201553", "black", make.font(26))
    result, _ = page(image, "zh")
    assert "签收人" in result.text
    assert "包裹已妥投" in result.text
    assert "YT26104027201553" in result.text


@needs_rapid
def test_word_boxes_hold_their_words(make: Any) -> None:
    image = make.lines(EN)
    result, _ = page(image, "en")
    start = result.text.index("NAEHF0061420317")
    box = locate(result, start, start + 15).box
    assert box is not None
    assert box[0] * 1280 == pytest.approx(470, abs=14)
    assert box[1] * 600 < 55 < box[3] * 600
    crop = image.crop((int(box[0] * 1280) - 4, int(box[1] * 600), int(box[2] * 1280) + 4, int(box[3] * 600)))
    assert page(crop, "en")[0].text == "NAEHF0061420317"


@needs_rapid
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pictures_on_their_side_or_head(make: Any, turn: int) -> None:
    image = make.lines(EN).rotate(turn, expand=True)
    result, _ = page(image, "en")
    assert result.text.split("\n") == CELLS
    word = next(w for w in result.words if w.text == "NAEHF0061420317")
    upright = next(w for w in page(make.lines(EN), "en")[0].words if w.text == "NAEHF0061420317")
    x0, y0, x1, y1 = upright.box
    expected = {90: (y0, 1 - x1, y1, 1 - x0), 180: (1 - x1, 1 - y1, 1 - x0, 1 - y0), 270: (1 - y1, x0, 1 - y0, x1)}[
        turn
    ]
    assert word.box == pytest.approx(expected, abs=0.02)


@needs_rapid
def test_a_picture_that_hangs_askew(make: Any) -> None:
    result, _ = page(make.lines(EN).rotate(4, fillcolor="white"), "en")
    assert result.text.split("\n") == CELLS


@needs_rapid
def test_small_writing_on_a_large_screen(make: Any) -> None:
    assert page(make.lines(EN, (2560, 1440), letters=15), "en")[0].text.split("\n") == CELLS


@needs_rapid
def test_a_long_stitched_picture_is_read_piece_by_piece(make: Any) -> None:
    lines = [f"Message {index} of order NAEHF00614203{index:02d}" for index in range(60)]
    result, _ = page(make.lines(lines, (900, 3100)), "en")
    assert result.text.split("\n") == lines


@needs_rapid
def test_more_writing_than_time_is_said(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OCR_ENOUGH", 0.3)
    result, seen = page(
        make.lines([f"Line {index} of a dense page of writing" for index in range(20)], (1280, 1100)), "en"
    )
    assert seen.trouble is not None
    assert seen.trouble.kind == "ocr-missing"
    assert result.text.startswith("Line 0 of a dense page") or result.text == ""


@needs_rapid
def test_blur_lowers_confidence(make: Any) -> None:
    sharp, _ = page(make.lines(EN), "en")
    blurred, _ = page(make.lines(EN, letters=16).filter(ImageFilter.GaussianBlur(2.5)), "en")
    assert blurred.confidence < sharp.confidence


@needs_rapid
def test_nothing_to_read() -> None:
    result, seen = page(Image.new("RGB", (800, 600), "white"), "en")
    assert (result.text, result.words, seen.text_height(600)) == ("", (), 0.0)


@needs_rapid
def test_nothing_is_fetched(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models are the wheel's; a connection would fail the test."""

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    spec = importlib.util.find_spec("rapidocr")
    assert spec is not None
    assert spec.origin is not None
    models = rapid.models()
    assert models is not None
    assert all(str(model).startswith(spec.origin.removesuffix("__init__.py")) for model in models)
    rapid.engine.cache_clear()
    assert "NAEHF0061420317" in page(make.lines(EN), "en")[0].text


@needs_russian
def test_russian(make: Any) -> None:
    result, seen = page(make.lines(RU), "ru", orders=("48127733-0164-1",))
    assert result.text.split("\n") == [line.replace("|", "\t") for line in RU]
    assert seen.engines == ("tesseract-rus+eng",)


@needs_russian
@needs_rapid
def test_small_russian_writing_is_read_by_both(make: Any) -> None:
    """Tesseract alone takes 3 for 5 here, and is sure of it."""
    result, seen = page(make.lines(RU, (800, 400), letters=14), "ru")
    assert seen.engines == ("tesseract-rus+eng", "rapidocr")
    assert "48127733-0164-1" in result.text
    assert "1523467890" in result.text
    assert "10.03.2026" in result.text


@needs_russian
@needs_rapid
def test_russian_that_nobody_announced(make: Any) -> None:
    assert "Номер заказа\t48127733-0164-1" in page(make.lines(RU))[0].text
    assert "Номер заказа\t48127733-0164-1" in page(make.lines(RU), "en")[0].text


@needs_rapid
def test_russian_without_tesseract_is_said_and_never_guessed(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", lambda: ())
    result, seen = page(make.lines(RU), "ru")
    assert seen.trouble is not None
    assert seen.trouble.kind == "ocr-missing"
    assert "tesseract-ocr-rus" in seen.trouble.detail
    assert "48127733-0164-1" in result.text
    assert "1523467890" in result.text
    assert not any(word.text.isalpha() for word in result.words)


def test_without_rapidocr_the_message_names_the_remedy(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "available", lambda: False)
    monkeypatch.setattr(tesseract, "languages", lambda: ())
    _, seen = page(make.lines(EN), "en")
    assert seen.trouble is not None
    assert seen.trouble.kind == "ocr-missing"
    assert "appealdocs[ocr]" in seen.trouble.detail


@pytest.mark.skipif("eng" not in tesseract.languages(), reason="Tesseract with English is not installed")
def test_tesseract_stands_in_for_rapidocr(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "available", lambda: False)
    result, seen = page(make.lines(EN), "en")
    assert seen.trouble is None
    assert "NAEHF0061420317" in result.text


def word(text: str, confidence: float, x: float = 0.1) -> Word:
    return Word(text, (x, 0.1, x + 0.2, 0.15), confidence)


def test_two_engines_that_agree_are_as_sure_as_the_surer() -> None:
    ((cell,),) = merge.merged([[word("1523467890", 0.5)]], [[word("1523467890", 0.99)]])
    assert cell[0].confidence == 0.99


def test_two_engines_that_differ_on_a_digit_leave_it_to_a_person() -> None:
    ((cell,),) = merge.merged([[word("1525467890", 0.9)]], [[word("1523467890", 0.99)]])
    assert (cell[0].text, cell[0].confidence) == ("1523467890", merge.DISAGREED)


def test_cyrillic_is_never_replaced() -> None:
    ((cell,),) = merge.merged([[word("Заказ", 0.4)]], [[word("3aka3", 0.99)]])
    assert cell[0].text == "Заказ"


def test_what_only_rapidocr_saw_is_added() -> None:
    rows = merge.merged([[word("Заказ", 0.9)]], [[word("48127733-0164-1", 0.99, x=0.6)]])
    assert [[w.text for w in cell] for cell in rows[0]] == [["Заказ"], ["48127733-0164-1"]]
