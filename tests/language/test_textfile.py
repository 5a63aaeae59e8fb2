"""Files in, text out; a file that cannot be read is refused with the reason."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from appealdocs.errors import BadInput
from appealdocs.language import textfile
from appealdocs.language.blocks import blocks
from appealdocs.language.textfile import file_blocks, read_text_file


def test_markdown_marks_and_table_cells_are_split_off() -> None:
    text = "# Заголовок\n\n- первый пункт\n| SKU | статус |\n| --- | --- |\n| A-1 | вручён |\n> цитата"
    assert [(b.line, b.text) for b in blocks(text)] == [
        (1, "Заголовок"), (3, "первый пункт"), (4, "SKU"), (4, "статус"), (6, "A-1"), (6, "вручён"), (7, "цитата"),
    ]


def test_printed_lines_that_run_on_are_joined_and_short_ones_are_not() -> None:
    text = (
        "Тема письма\n\n"
        "По данным CDEK, посылка 1524186980 впервые отсканирована в Москве и\n"
        "вручена получателю.\n"
        "С уважением\fВторая страница"
    )
    assert [(b.line, b.text) for b in blocks(text, wrapped=True)] == [
        (1, "Тема письма"),
        (3, "По данным CDEK, посылка 1524186980 впервые отсканирована в Москве и вручена получателю."),
        (5, "С уважением"),
        (5, "Вторая страница"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_of_the_usual_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "letter.txt"
    words = "请将该订单从统计中剔除，包裹已于四月十八日妥投，签收人为本人。\r\n谢谢审核团队的时间与耐心。"
    file.write_bytes(words.encode(encoding))
    assert read_text_file(file) == words.replace("\r\n", "\n")


def test_docx_gives_paragraphs_cells_and_footer(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Заказ доставлен.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Номер", "48738903-0174-1"
    document.sections[0].footer.paragraphs[0].text = "Страница"
    file = tmp_path / "letter.docx"
    document.save(str(file))
    assert read_text_file(file).split("\n") == ["Страница", "Заказ доставлен.", "Номер", "48738903-0174-1"]


def test_pdf_is_read_in_a_child_process(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = tmp_path / "letter.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(72, 700, "Please remove order 113-4398207-6612045.")
    canvas.showPage()
    canvas.drawString(72, 700, "Second page")
    canvas.save()
    assert [b.text for b in file_blocks(file)] == ["Please remove order 113-4398207-6612045.", "Second page"]


def test_unreadable_files_are_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    monkeypatch.setattr(textfile, "MAX_UNPACKED_BYTES", 1_000_000)
    for name in ("broken.pdf", "broken.docx", "picture.png", "bomb.docx", "missing.txt"):
        with pytest.raises(BadInput, match=name.replace(".", r"\.")) as caught:
            read_text_file(tmp_path / name)
        assert caught.value.faults[0].message.zh
