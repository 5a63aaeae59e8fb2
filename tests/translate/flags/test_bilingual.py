"""Bilingual files as pairs; hostile ones are refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.errors import BadInput, UsageError
from appealdocs.translate.flags.bilingual import read
from appealdocs.translate.flags.report import as_json, judge

XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-CN" target-language="ru-RU" datatype="plaintext"><body>
<trans-unit id="p1.cause1"><source>退款<g id="1">328</g>美元</source><target>Возвращено <g id="1">328</g> долл. США</target></trans-unit>
<trans-unit id="p1.cause2"><source>包裹<x id="7"/>已签收</source><target>Посылка вручена</target></trans-unit>
<trans-unit id="skip" translate="no"><source>不翻译</source><target></target></trans-unit>
</body></file></xliff>"""
XLIFF2 = """<?xml version="1.0"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en"><file id="f">
<unit id="u1"><segment><source>包裹已签收</source><target>The parcel was signed for.</target></segment></unit>
<unit id="u2"><segment id="s1"><source>退款</source><target>Refund</target></segment><segment><source>补发</source></segment></unit>
</file></xliff>"""
TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN" segtype="sentence" creationtool="x" creationtoolversion="1" o-tmf="x" adminlang="en" datatype="plaintext"/><body>
<tu tuid="7"><tuv xml:lang="zh-CN"><seg>退款328美元</seg></tuv><tuv xml:lang="en"><seg>USD 328 was refunded.</seg></tuv><tuv xml:lang="ru"><seg>Возвращено 328 руб.</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>包裹已签收</seg></tuv><tuv xml:lang="en"><seg>The <hi>parcel</hi> was signed for.</seg></tuv></tu>
</body></tmx>"""


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def test_xliff_units_with_their_ids_languages_and_tags(tmp_path: Path) -> None:
    rows = read(put(tmp_path, "a.xlf", XLIFF))
    assert [(r.id, r.source_language, r.target_language) for r in rows] == [("p1.cause1", "zh", "ru"), ("p1.cause2", "zh", "ru")]
    assert rows[0].source == "退款328美元"
    assert [[f.flag for f in j.flags] for j in judge(rows)] == [[], ["placeholder-missing"]]


def test_xliff_2_segments(tmp_path: Path) -> None:
    rows = read(put(tmp_path, "a.xliff", XLIFF2))
    assert [r.id for r in rows] == ["u1", "u2/s1", "u2/2"]
    assert [f.flag for f in judge(rows)[2].flags] == ["omission-empty"]


def test_tmx_units_into_each_language(tmp_path: Path) -> None:
    rows = read(put(tmp_path, "a.tmx", TMX))
    assert [(r.id, r.target_language) for r in rows] == [("7", "en"), ("7", "ru"), ("2", "en")]
    assert rows[2].target == "The parcel was signed for."
    assert [r.target_language for r in read(put(tmp_path, "b.tmx", TMX), "zh", "ru")] == ["ru"]
    assert "money-currency" in {f.flag for f in judge(rows)[1].flags}


def test_tsv_line_numbers_from_1_and_the_language_by_letters(tmp_path: Path) -> None:
    rows = read(put(tmp_path, "a.tsv", "\ufeff包裹已签收\tПосылка вручена.\n\n退款328美元\tВозвращено 328 долл. США.\n"))
    assert [(r.id, r.target_language) for r in rows] == [("1", "ru"), ("3", "ru")]


def test_tsv_with_a_head(tmp_path: Path) -> None:
    rows = read(put(tmp_path, "a.tsv", "id\ttarget\tsource\nA-7\tThe parcel was signed for.\t包裹已签收\n"))
    assert [(r.id, r.source, r.target_language) for r in rows] == [("A-7", "包裹已签收", "en")]
    rows = read(put(tmp_path, "b.tsv", "part\tzh\ten\tru\ncause\t包裹已签收\tSigned for.\tВручена.\n"), "zh", "ru")
    assert [(r.id, r.target) for r in rows] == [("2", "Вручена.")]


def test_the_same_source_translated_two_ways_is_told_of_both(tmp_path: Path) -> None:
    judged = judge(read(put(tmp_path, "a.tsv", "已退款\tThe refund was paid.\n已退款\tWe refunded it.\n已签收\tWe refunded it.\n")))
    assert [[f.flag for f in j.flags if f.flag.startswith("inconsistent")] for j in judged] == [
        ["inconsistent-target"], ["inconsistent-target", "inconsistent-source"], ["inconsistent-source"],
    ]


def test_the_shape_of_the_contract(tmp_path: Path) -> None:
    data = as_json(judge(read(put(tmp_path, "a.tsv", "退款328美元\t328 руб.\n"))), "zh")
    assert data["version"] == 1
    (segment,) = data["segments"]
    assert set(segment) == {"id", "flags", "risk"}
    assert segment["id"] == "1"
    assert set(segment["flags"][0]) == {"flag", "severity", "message"}
    assert 0 < segment["risk"] <= 1


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("bomb.xlf", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff version="1.2"><file><body><trans-unit id="1"><source>&b;</source></trans-unit></body></file></xliff>', 1),
        ("file.tmx", '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>&f;</seg></tuv></tu></body></tmx>', 2),
        ("cut.xlf", "<xliff version='1.2'>\n<file>", 2),
        ("other.xlf", "<html/>", 1),
        ("latin.tsv", "包裹\tok\n".encode() + b"\xff\xfe\xfa\tx\n", 2),
        ("long.tsv", "包裹\t" + "a" * 20_001 + "\n", 1),
        ("german.xlf", '<xliff version="1.2"><file source-language="zh" target-language="de"><body><trans-unit id="1"><source>包裹</source><target>Paket</target></trans-unit></body></file></xliff>', 1),
    ],
)
def test_files_that_cannot_be_used_are_refused_with_the_line(tmp_path: Path, name: str, text: str | bytes, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        read(put(tmp_path, name, text))
    (fault,) = refused.value.faults
    assert fault.line == line
    assert "root:" not in fault.message.en


def test_a_file_of_another_kind_or_none_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read(put(tmp_path, "a.docx", "x"))
    with pytest.raises(UsageError):
        read(tmp_path / "none.tsv")


def test_deep_nesting_is_refused_or_read_but_never_crashes(tmp_path: Path) -> None:
    deep = "<g>" * 5000 + "</g>" * 5000
    path = put(tmp_path, "deep.xlf", f'<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1"><source>{deep}</source></trans-unit></body></file></xliff>')
    with pytest.raises(BadInput):
        read(path)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text("包裹已签收 ab", min_size=1, max_size=12), st.text("Заказ вручен 12", max_size=12)), min_size=1, max_size=5))
def test_tsv_rows_come_back_as_written(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    path = put(tmp_path_factory.mktemp("t"), "a.tsv", "".join(f"{a}\t{b}\n" for a, b in pairs))
    assert [(r.id, r.source, r.target) for r in read(path, "zh", "ru")] == [
        (str(n), a.strip(), b.strip()) for n, (a, b) in enumerate(pairs, 1) if a.strip()
    ]
