"""A part of a code is never sure: at the picture's edge, beside an address that was not made out, on a blurred picture."""

from __future__ import annotations

import pytest

from appealdocs.model.reading import Found, Page, Picture, Reading, Word
from appealdocs.reading.found import found_in
from appealdocs.reading.fragments import MAYBE_PART, ON_BLURRED

ID = "34912345678"


def seen(words: list[Word], text: str, source: str = "ocr", sharpness: float = 800.0) -> list[Found]:
    page = Page(1, text, source, 1000, 500, tuple(words))  # type: ignore[arg-type]
    picture = Picture(1, 1000, 500, 0.0, 0.0, True, sharpness)
    return list(found_in(Reading("a.png", "0", 1, "png", pages=(page,), pictures=(picture,))))


def one(x0: float, x1: float, text: str = ID, sure: float = 0.99) -> Word:
    return Word(text, (x0, 0.5, x1, 0.54), sure)


def test_a_code_in_the_middle_is_as_sure_as_it_was_read() -> None:
    (found,) = seen([one(0.3, 0.5)], ID)
    assert found.confidence == 0.99


@pytest.mark.parametrize("box", [(0.004, 0.2), (0.8, 0.997)])
def test_a_code_cut_by_the_edge(box: tuple[float, float]) -> None:
    (found,) = seen([one(*box)], ID)
    assert found.confidence == MAYBE_PART


def test_a_code_at_the_edge_of_a_pdf_page_with_text_is_whole() -> None:
    (found,) = seen([one(0.001, 0.2)], ID, "text-layer")
    assert found.confidence == 0.99


def test_the_end_of_an_address_that_was_not_made_out() -> None:
    words = [one(0.1, 0.3, "Багсоде=8053", 0.34), one(0.31, 0.5)]
    (found,) = (f for f in seen(words, f"Багсоде=8053\t{ID}") if f.fact.value == ID)
    assert found.confidence == MAYBE_PART


def test_a_label_beside_it_takes_nothing_away() -> None:
    words = [one(0.1, 0.29, "Shipment", 0.7), one(0.3, 0.5)]
    (found,) = seen(words, f"Shipment {ID}")
    assert found.confidence == 0.99


def test_a_code_that_stands_within_another_of_the_page() -> None:
    words = [one(0.1, 0.3, "805" + ID), Word(ID, (0.1, 0.7, 0.3, 0.74), 0.99)]
    sure = {str(f.fact.value): f.confidence for f in seen(words, f"805{ID}\n{ID}")}
    assert sure == {"805" + ID: 0.99, ID: MAYBE_PART}


def test_a_blurred_picture() -> None:
    (found,) = seen([one(0.3, 0.5)], ID, sharpness=150.0)
    assert found.confidence == ON_BLURRED
