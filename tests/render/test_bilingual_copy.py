"""The copy for the person who signs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import docx as python_docx

from appealdocs.model.letter import Block, Flag, Inline, Letter, Stamp
from appealdocs.model.text import Text2
from appealdocs.render import bilingual, docx_text, read_back
from appealdocs.render.bilingual_copy import WARNING, pairs

Build = Callable[..., Letter]


def rows(data: bytes) -> list[list[str]]:
    table = python_docx.Document(io.BytesIO(data)).tables[0]
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return [["".join(t.text or "" for t in cell._tc.iter(space)) for cell in row.cells] for row in table.rows]


def test_chinese_stands_beside_the_target(build_letter: Build) -> None:
    letter = build_letter("ru")
    made = rows(bilingual(letter))
    assert made[0] == ["序号", "中文", "俄文", "标记"]
    claim = letter.segments["p1.cause1"]
    row = next(r for r in made if claim.target in r[2])
    assert claim.source in row[1]
    assert row[3] == ""
    assert [r[0] for r in made[1:]] == [str(n) for n in range(1, len(made))]


def test_the_warning_stands_on_every_page(build_letter: Build, now: datetime) -> None:
    text = docx_text(bilingual(build_letter(), now=now))
    assert text.header == WARNING
    assert WARNING in text.body


def test_what_nobody_approved_is_marked_with_its_origin_and_flags(build_letter: Build) -> None:
    letter = build_letter("ru", points=2)
    segments = dict(letter.segments)
    flag = Flag("number", "critical", Text2("the number 12 is missing", "缺少数字 12"))
    segments["p1.cause1"] = replace(segments["p1.cause1"], origin="machine", state="needs-review", flags=(flag,))
    segments["p1.cause2"] = replace(segments["p1.cause2"], origin="fuzzy", state="needs-review", stamp=Stamp(match=87))
    segments["p2.cause1"] = replace(segments["p2.cause1"], target="", state="new")
    segments["p2.cause2"] = replace(segments["p2.cause2"], origin="machine", state="approved")
    data = bilingual(replace(letter, segments=segments))
    marks = [r[3] for r in rows(data) if r[3]][1:]
    assert marks == ["p1.cause1：机器翻译，待审严重：缺少数字 12", "p1.cause2：模糊匹配，待审（87%）", "p2.cause1：未翻译"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert set(re.findall(r'<w:tcW [^>]*/><w:shd [^>]*w:fill="(\w+)"/>', body)) == {"FFF2B3", "FFDDBB", "FFC9C9"}
    assert "p2.cause1" not in read_back(data)
    assert read_back(data)["p1.cause1"] == segments["p1.cause1"].target


def test_blocks_out_of_step_are_matched_by_section_and_kind(build_letter: Build) -> None:
    letter = build_letter("en")
    mirror = tuple(b for b in letter.mirror if b.section != "salutation")
    extra = Block("paragraph", "closing", (Inline("text", "此致"),))
    matched = list(pairs(replace(letter, mirror=(*mirror, extra))))
    assert all(a is None or b is None or (a.section, a.kind) == (b.section, b.kind) for a, b in matched)
    assert [a for a, _ in matched if a is not None] == list(letter.blocks)
    assert [b for _, b in matched if b is not None] == [*mirror, extra]


def test_the_same_letter_gives_the_same_bytes(build_letter: Build) -> None:
    assert bilingual(build_letter("ru")) == bilingual(build_letter("ru"))
