"""reference.docx: the shipped one is what the code makes; a company's own is checked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from appealdocs.errors import BadInput
from appealdocs.render.reference import STYLES, check_reference, reference
from appealdocs.render.reference_make import build
from appealdocs.resources import shipped


def test_the_shipped_file_is_what_the_code_makes() -> None:
    assert (shipped("templates") / "reference.docx").read_bytes() == build(), "run: python -m appealdocs.render.reference_make"


def test_the_shipped_file_has_every_style_and_no_fault() -> None:
    path = shipped("templates") / "reference.docx"
    assert {name.lower() for name in STYLES} <= set(reference(None).ids)
    assert check_reference(path) == ()
    assert {s.name.lower() for s in python_docx.Document(str(path)).styles} >= {name.lower() for name in STYLES}


def test_a_company_file_without_our_styles_is_told_and_completed(tmp_path: Path) -> None:
    python_docx.Document().save(str(tmp_path / "own.docx"))
    told = {fault.key for fault in check_reference(tmp_path / "own.docx")}
    assert "Appeal Company" in told
    assert "heading 1" not in told
    assert reference(tmp_path / "own.docx").id("Appeal Company")


def with_part(path: Path, name: str, content: bytes) -> Path:
    source = build()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return path


@pytest.mark.parametrize(("name", "content", "said"), [
    ("word/vbaProject.bin", b"macro", "macros"),
    ("word/_rels/settings.xml.rels", b'<Relationships><Relationship TargetMode="External" Target="http://x/t.dotm"/></Relationships>',
     "outside"),
    ("word/header9.xml", b"<w:hdr><w:instrText> DDEAUTO c:\\cmd.exe </w:instrText></w:hdr>", "DDEAUTO"),
])
def test_active_content_is_told(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    faults = check_reference(with_part(tmp_path / "bad.docx", name, content))
    assert [f for f in faults if said in f.message.en and f.key == name]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_document_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(BadInput):
        reference(tmp_path / "x.docx")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"own\.docx"):
        reference(tmp_path / "own.docx")
