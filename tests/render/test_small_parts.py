"""Form text, non-breaking spaces, widths of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import appealdocs.render
from appealdocs.model.letter import Inline, Letter
from appealdocs.render import form
from appealdocs.render.binding import bound
from appealdocs.render.measure import ems
from appealdocs.render.words import normal

FONTS = Path(appealdocs.render.__file__).parent / "fonts"


def test_the_form_text_is_plain_lines(build_letter: Callable[..., Letter]) -> None:
    letter = build_letter("ru", claim="Сумма 3\u00a0490\u00a0₽, пере\u00adвозчик  СДЭК.")
    assert form(letter) == f"{letter.title}\n\nСумма 3\u00a0490\u00a0₽, перевозчик СДЭК.\n"
    bold = replace(letter, form=((Inline("text", "Title", bold=True),), (Inline("text", "**not bold**"),)))
    assert form(bold) == "Title\n**not bold**\n"


@pytest.mark.parametrize(("language", "text", "wanted"), [
    ("ru", "по заказу № 5 и № 6", "по~заказу №~5 и~№~6"),
    ("ru", "(Приложения 1, 3 и 4.)", "(Приложения~1, 3~и~4.)"),
    ("ru", "на 2 л. в 1 экз.", "на~2~л. в~1~экз."),
    ("ru", "цена – это", "цена~– это"),
    ("en", "(Exhibits 1 and 2.)", "(Exhibits~1~and~2.)"),
    ("en", "Case ID 5 of Xinghe Co., Ltd.", "Case~ID~5 of Xinghe Co.,~Ltd."),
    ("en", "signed on 30 September 2026", "signed on 30~September 2026"),
    ("ru", "вручено 13 октября 2026 г.", "вручено 13~октября 2026~г."),
    ("en", "and of in", "and of in"),
])
def test_spaces_that_must_not_end_a_line(language: str, text: str, wanted: str) -> None:
    made = bound(text, language)
    assert made == wanted.replace("~", "\u00a0")
    assert normal(made) == normal(text)


def test_widths_are_those_of_the_font() -> None:
    font = TTFont(FONTS / "PTF55F.ttf")
    cmap, advances = font.getBestCmap(), font["hmtx"]
    for char in "aW0-éЖщё":
        assert ems(char) == pytest.approx(advances[cmap[ord(char)]][0] / font["head"].unitsPerEm)
    assert ems("深圳") == 2


def test_every_font_is_truetype_and_its_licence_is_beside_it() -> None:
    fonts = sorted(FONTS.glob("*.ttf"))
    assert len(fonts) == 7
    for path in fonts:
        font = TTFont(path)
        assert "glyf" in font
        assert "CFF " not in font
    assert len(list(FONTS.glob("LICENCE-*.txt"))) == 3
    assert sum(path.stat().st_size for path in fonts) < 5_000_000


def test_words_bound_together_part_again_only_where_they_do_not_fit() -> None:
    from appealdocs.render.measure import NBSP, ems, unbound, wider

    date = f"16{NBSP}September 2026"
    assert unbound(date, 10) == date
    assert unbound(date, 5) == "16 September 2026"
    for word in ("W" * 9, "i" * 30, "深圳市" * 4, "Щ" * 12, "", "a-b"):
        for room in (1, 5, 9, 12, 20):
            assert wider(word, room) == (ems(word) > room)
            assert wider(word, room, True) == (ems(word, True) > room)
