"""Reads the text of a file that a person names: text, Markdown, DOCX or PDF. The file is hostile: bounded and isolated."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.errors import BadInput, Fault
from appealdocs.language.blocks import Block, blocks
from appealdocs.model.text import Text2

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

MAX_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_CHARACTERS = 5_000_000
PDF_SECONDS = 60

_TEXT = {".txt", ".md", ".markdown", ".text", ".tsv", ".csv", ".log"}
_REMEDY = Text2("save it again as plain text (UTF-8), DOCX or PDF", "请另存为纯文本（UTF-8）、DOCX 或 PDF")


def read_text_file(path: Path) -> str:
    """The text of a .txt, .md, .tsv, .csv, .docx or .pdf, a paragraph a line (PDF: a printed line each, form feeds between pages).

    Raises BadInput: no such file, too large, of another kind, broken, encrypted, or a PDF without a text layer.
    """
    kind = path.suffix.lower()
    if not path.is_file():
        raise _bad(path, Text2("there is no such file", "文件不存在"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _bad(path, Text2(f"{size} bytes, at most {MAX_BYTES}", f"{size} 字节，最多 {MAX_BYTES}"))
    if kind in _TEXT:
        text = _plain(path)
    elif kind == ".docx":
        text = _docx(path)
    elif kind == ".pdf":
        text = _pdf(path)
    else:
        raise _bad(path, Text2(f"'{kind or path.name}' files are not read", f"不支持读取“{kind or path.name}”文件"), [*sorted(_TEXT), ".docx", ".pdf"])
    if len(text) > MAX_CHARACTERS:
        raise _bad(path, Text2(f"more than {MAX_CHARACTERS} characters", f"超过 {MAX_CHARACTERS} 个字符"))
    return text


def file_blocks(path: Path) -> list[Block]:
    """The blocks of a file, a verdict each; the wrapped lines of a PDF are joined to paragraphs. Raises BadInput."""
    return blocks(read_text_file(path), wrapped=path.suffix.lower() == ".pdf")


def _bad(path: Path, message: Text2, allowed: list[str] | None = None) -> BadInput:
    return BadInput(
        Text2(f"{path} cannot be read: {message.en}", f"无法读取 {path}：{message.zh}"),
        [Fault(message, str(path), allowed=allowed or ())],
        _REMEDY,
    )


def _plain(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    guess = _legacy(raw)
    if guess is None:
        raise _bad(path, Text2("not a text in UTF-8, GB18030 or Windows-1251", "不是 UTF-8、GB18030 或 Windows-1251 编码的文本"))
    return guess.replace("\r\n", "\n").replace("\r", "\n")


def _legacy(raw: bytes) -> str | None:
    """Text from a Chinese or Russian Windows program. Bytes that fit both are read as what gives words rather than noise."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=["gb18030", "cp1251", "utf_16"]).best()
    return None if best is None or b"\0" in raw[:4096] else str(best)


def _docx(path: Path) -> str:
    from docx import Document as open_docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise _bad(path, Text2(f"unpacks to {unpacked} bytes", f"解压后为 {unpacked} 字节"))
        return "\n".join(_docx_lines(open_docx(str(path))))
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, OSError, NotImplementedError) as error:
        raise _bad(path, Text2("it is no sound DOCX", "不是有效的 DOCX 文件")) from error


def _docx_lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for section in document.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield from (p.text for p in part.paragraphs)
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _cells(item)
        else:
            yield item.text


def _cells(table: Table) -> Iterator[str]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) not in seen:  # a merged cell comes once for each place it covers
                seen.add(id(cell._tc))
                yield cell.text


def _pdf(path: Path) -> str:
    """pypdf in a child process with limits on memory and time: a foreign PDF must not take the tool down."""
    command = [sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name("pdftext.py")), str(path.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PDF_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _bad(path, Text2(f"not read within {PDF_SECONDS} seconds", f"{PDF_SECONDS} 秒内未能读完")) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        detail = reason[-1][:200] if reason else f"status {done.returncode}"
        raise _bad(path, Text2(f"it is no sound PDF ({detail})", f"不是有效的 PDF（{detail}）"))
    text = done.stdout.decode("utf-8")
    if not text.strip():
        raise _bad(path, Text2("the PDF has no text layer (a scan?)", "PDF 没有文本层（是扫描件吗？）"))
    return text
