"""Letters of the wrong script inside words and ids."""

from __future__ import annotations

from appealdocs.language.lookalikes import lookalikes


def _found(text: str, *names: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.instead) for hit in lookalikes(text, names)]


def test_a_cyrillic_letter_in_a_latin_name_or_id_is_found() -> None:
    assert _found("СDEK") == [("С", "C")]
    assert _found("LТ-KB2041-BLK") == [("Т", "T")]
    assert _found("Plеase check") == [("е", "e")]


def test_a_latin_letter_in_a_russian_word_is_found() -> None:
    assert _found("перевoзчик") == [("o", "о")]
    assert _found("заказ c номером") == [("c", "с")]


def test_an_id_spelt_wholly_in_cyrillic_is_found_by_the_id_it_must_be() -> None:
    assert _found("артикул КТ-2201В") == []
    assert _found("артикул КТ-2201В", "KT-2201B") == [("К", "K"), ("Т", "T"), ("В", "B")]


def test_compounds_endings_units_and_names_are_innocent() -> None:
    text = "SKU-код, USB-кабель, PDF-файл, Ozonом, 5мАч, 10МБ, Wi-Fi, Кузнецова Е. В., склад А"
    assert _found(text, "CDEK", "KT-2201B") == []
