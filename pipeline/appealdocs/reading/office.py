"""DOCX and XLSX: unpacked within bounds, never with formulas, macros or anything from outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final
from xml.etree import ElementTree

from appealdocs.expressions import compiled
from appealdocs.model.reading import Metadata, Page, Reading, Trouble
from appealdocs.reading import guard, limits
from appealdocs.reading.job import Job

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_LINK_ONLY: Final = re.compile(rb"relationships/hyperlink\"")
_FETCHING: Final = compiled(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)\b")
_PART_BYTES: Final = 60 * limits.MEGABYTE
_CHUNK: Final = 1 << 20
_EMBEDDED: Final = compiled(r"(?:word|xl)/(?:embeddings|activeX)/", re.IGNORECASE)
_MACROS: Final = compiled(r"vbaProject|vbaData|macrosheets/", re.IGNORECASE)


class _Unsound(Exception):
    """The file is refused; the argument is its trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.kind)
        self.trouble = trouble


def read_docx(job: Job) -> Reading:
    """The paragraphs and table rows of a Word file as one page."""
    return _guarded(job, _docx)


def read_xlsx(job: Job) -> Reading:
    """Each sheet of a workbook as a page: cells parted by tabs, shown values only."""
    return _guarded(job, _xlsx)


def _guarded(job: Job, reader: Any) -> Reading:
    data = job.path.read_bytes()
    try:
        with guard.memory(limits.PARSE_MEMORY), zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
            reading: Reading = reader(archive, data, job)
            troubles = reading.troubles + _activity(archive)
            return replace(reading, troubles=troubles, metadata=_metadata(archive))
    except _Unsound as error:
        return job.failed(error.trouble)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        return job.failed(Trouble("truncated", f"an office file that is not whole ({type(error).__name__})"))
    except (ElementTree.ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        return job.failed(Trouble("unreadable", f"not a sound office file ({type(error).__name__})"))


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > limits.ZIP_ENTRIES:
        raise _Unsound(Trouble("bomb", f"{len(entries)} parts, at most {limits.ZIP_ENTRIES} are opened"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _Unsound(Trouble("encrypted", "an office file with a password"))
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if total > limits.ZIP_BYTES or (total > 10 * limits.MEGABYTE and total / packed > limits.ZIP_RATIO):
        raise _Unsound(
            Trouble("bomb", f"unpacks to {total / limits.MEGABYTE:.0f} MB, {total // packed} times its size")
        )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked; its header may lie about its size, so it is counted while it unpacks."""
    parts, total = [], 0
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > _PART_BYTES:
                raise _Unsound(Trouble("bomb", f"a part unpacks to more than {_PART_BYTES / limits.MEGABYTE:.0f} MB"))
            parts.append(chunk)
    data = b"".join(parts)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _Unsound(Trouble("bomb", "XML with a document type: entities may unfold without end"))
    return data


def _xml(data: bytes) -> ElementTree.Element:
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # no stubs

    root: ElementTree.Element = fromstring(data, forbid_dtd=True)
    return root


def _activity(archive: zipfile.ZipFile) -> tuple[Trouble, ...]:
    names = archive.namelist()
    found: list[Trouble] = []
    if any(_MACROS.search(name) for name in names):
        found.append(Trouble("macros", "carries macros"))
    if any(_EMBEDDED.match(name) for name in names):
        found.append(Trouble("embedded-files", "carries other files inside"))
    outside = any(
        b'TargetMode="External"' in relation and not _LINK_ONLY.search(relation)
        for name in names
        if name.endswith(".rels")
        for relation in _RELATION.findall(_part(archive, name))
    )
    if outside or any(name.startswith("xl/externalLinks/") for name in names) or _fetches(archive, names):
        found.append(Trouble("external-links", "loads something from outside when opened"))
    return tuple(found)


def _fetches(archive: zipfile.ZipFile, names: list[str]) -> bool:
    """Field codes that load files or start programs."""
    if "word/document.xml" not in names:
        return False
    codes = "".join(node.text or "" for node in _xml(_part(archive, "word/document.xml")).iter(f"{_WORD}instrText"))
    return bool(_FETCHING.search(codes))


def _docx(archive: zipfile.ZipFile, data: bytes, job: Job) -> Reading:
    root = _xml(_part(archive, "word/document.xml"))
    body = root.find(f"{_WORD}body")
    text = "\n".join(_blocks(body)) if body is not None else ""
    pictures = sum(1 for name in archive.namelist() if name.startswith("word/media/"))
    troubles: tuple[Trouble, ...] = ()
    if len(text) > limits.TEXT_CHARACTERS:
        troubles = (Trouble("too-large", f"only the first {limits.TEXT_CHARACTERS:,} characters were read"),)
    page = Page(1, text[: limits.TEXT_CHARACTERS], "text-layer", 0, 0, images=pictures)
    return replace(job.reading(), pages=(page,), troubles=troubles)


def _blocks(parent: ElementTree.Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_WORD}p":
            yield _paragraph(child)
        elif child.tag == f"{_WORD}tbl":
            for row in child.iter(f"{_WORD}tr"):
                cells = (" ".join(_paragraph(p) for p in cell.iter(f"{_WORD}p")) for cell in row.findall(f"{_WORD}tc"))
                yield "\t".join(cells)
        elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent"):
            yield from _blocks(child)


def _paragraph(node: ElementTree.Element) -> str:
    parts: list[str] = []
    for item in node.iter():
        if item.tag == f"{_WORD}t":
            parts.append(item.text or "")
        elif item.tag == f"{_WORD}tab":
            parts.append("\t")
        elif item.tag in (f"{_WORD}br", f"{_WORD}cr"):
            parts.append("\n")
    return "".join(parts)


def _xlsx(archive: zipfile.ZipFile, data: bytes, job: Job) -> Reading:
    import openpyxl

    for name in archive.namelist():  # openpyxl trusts the sizes that the archive declares
        if name.endswith((".xml", ".rels")):
            _part(archive, name)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    pages, troubles, left = [], tuple[Trouble, ...](), limits.ROWS
    for number, name in enumerate(book.sheetnames, 1):
        sheet = book[name]
        lines: list[str] = []
        for row in sheet.iter_rows(values_only=True, max_col=200) if hasattr(sheet, "iter_rows") else ():
            if left <= 0:
                troubles = (Trouble("too-large", f"only the first {limits.ROWS:,} rows were read"),)
                break
            left -= 1
            cells = [_shown(value) for value in row]
            if any(cells):
                lines.append("\t".join(cells).rstrip("\t"))
        pages.append(Page(number, "\n".join(lines)[: limits.TEXT_CHARACTERS], "text-layer", 0, 0))
    book.close()
    return replace(job.reading(), pages=tuple(pages), troubles=troubles)


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S") if value.time() != time(0) else value.strftime("%Y-%m-%d")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value).replace("\n", " ").replace("\t", " ")


def _metadata(archive: zipfile.ZipFile) -> Metadata:
    values: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in archive.namelist():
            for node in _xml(_part(archive, name)).iter():
                values.setdefault(node.tag.rsplit("}", 1)[-1], " ".join((node.text or "").split())[:300])
    return Metadata(
        created=values.get("created", ""),
        modified=values.get("modified", ""),
        author=values.get("creator", ""),
        software=" ".join(v for v in (values.get("Application", ""), values.get("AppVersion", "")) if v),
    )
