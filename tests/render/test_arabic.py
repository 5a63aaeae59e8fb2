"""Arabic names in an English or Russian letter: joined, from right to left, validated, and not a letter lost in either form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from appealdocs.errors import RenderFailed
from appealdocs.model.letter import Block, Inline, Letter, Row
from appealdocs.render import docx_text, letter, sheet
from appealdocs.render.pdf_read import pdf_text
from appealdocs.render.style import Images, Style
from appealdocs.render.words import same

Build = Callable[..., Letter]
NAMES = ("محمد بن راشد آل مكتوم", "شركة النور للتجارة ذ.م.م", "سلام", "الأمانة", "شارع 12 رقم 345 دبي", "أحمد (المدير) عبد الله")


def _text(words: str, bold: bool = False) -> tuple[Inline, ...]:
    return (Inline("text", words, bold),)


@pytest.mark.parametrize("level", ["2a", "1a"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_arabic_names_stand_in_every_place_of_a_letter(build_letter: Build, tmp_path: Path, now: datetime, language: str, level: str) -> None:
    rows = (Row((_text("Name"), _text("Company"), _text("Place")), True), *(Row((_text(n), _text(m), _text("1"))) for n, m in zip(NAMES, NAMES[1:], strict=False)))
    extra = (
        Block("heading", "body.more", _text(f"Buyer {NAMES[0]}"), 2), Block("item", "body.more", _text(f"{NAMES[1]} signed.")),
        Block("table", "body.rows", rows=rows),
        Block("paragraph", "body.more", _text(" ".join(f"{name}, order {n};" for n, name in enumerate(NAMES * 9)))),
    )
    made = build_letter(language, extra=extra, claim=f"The parcel was signed for by {NAMES[0]} on 12 March 2026.", company=f"{NAMES[1]} LLC")
    letter(made, tmp_path, final=True, images=Images(), style=Style(pdfa=level), now=now)
    said = sheet(made, final=True).words()
    assert docx_text((tmp_path / "letter.docx").read_bytes()).body == said
    read = pdf_text((tmp_path / "letter.pdf").read_bytes()).body
    assert same(said, read)
    assert not same(said.replace("مكتوم", "مكتو"), read), "a letter that is lost is seen"


def test_word_is_told_which_words_run_from_right_to_left(build_letter: Build, now: datetime) -> None:
    from appealdocs.render import docx

    data = docx(sheet(build_letter(claim=f"Signed by {NAMES[0]} at noon."), final=False), images=Images(), style=Style(), now=now)
    import io
    import zipfile

    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert f'<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">{NAMES[0]}</w:t>' in document


@pytest.mark.parametrize("word", ["שלום", "ܐܒ", "ﷺ", "مُحَمَّد"])
def test_other_scripts_from_right_to_left_and_vowel_marks_are_refused_by_name(build_letter: Build, tmp_path: Path, now: datetime, word: str) -> None:
    with pytest.raises(RenderFailed, match=r"p1\.cause1"):
        letter(build_letter(claim=f"Signed by {word}."), tmp_path, final=False, images=Images(), style=Style(), now=now)
