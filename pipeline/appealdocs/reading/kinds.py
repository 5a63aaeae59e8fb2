"""The true type of a file, told from its content alone, and whether its name says the same."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from appealdocs.model.reading import FileKind

HEAD_BYTES: Final = 4096

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIF_BRANDS: Final = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}

EXTENSIONS: Final[dict[str, frozenset[FileKind]]] = {
    ".pdf": frozenset({"pdf"}),
    ".jpg": frozenset({"jpeg"}), ".jpeg": frozenset({"jpeg"}), ".jpe": frozenset({"jpeg"}), ".jfif": frozenset({"jpeg"}),
    ".png": frozenset({"png"}), ".webp": frozenset({"webp"}), ".gif": frozenset({"gif"}), ".bmp": frozenset({"bmp"}),
    ".tif": frozenset({"tiff"}), ".tiff": frozenset({"tiff"}),
    ".heic": frozenset({"heic"}), ".heif": frozenset({"heic"}), ".avif": frozenset({"heic"}),
    ".mp4": frozenset({"mp4"}), ".m4v": frozenset({"mp4"}), ".mov": frozenset({"mov"}), ".avi": frozenset({"avi"}),
    ".webm": frozenset({"webm"}), ".mkv": frozenset({"webm"}),
    ".docx": frozenset({"docx"}), ".docm": frozenset({"docx"}), ".xlsx": frozenset({"xlsx"}), ".xlsm": frozenset({"xlsx"}),
    ".doc": frozenset({"doc"}), ".xls": frozenset({"xls"}), ".zip": frozenset({"zip"}),
    ".csv": frozenset({"csv", "text"}), ".tsv": frozenset({"csv", "text"}), ".txt": frozenset({"text", "csv"}),
    ".log": frozenset({"text", "csv"}), ".md": frozenset({"text", "csv"}), ".json": frozenset({"text", "csv"}),
    ".html": frozenset({"html"}), ".htm": frozenset({"html"}), ".eml": frozenset({"text", "csv"}),
}  # fmt: skip
"""What a file of this name should be; a name with another extension, or none, promises nothing."""

IMAGES: Final[frozenset[FileKind]] = frozenset({"jpeg", "png", "webp", "heic", "gif", "tiff", "bmp"})
VIDEOS: Final[frozenset[FileKind]] = frozenset({"mp4", "mov", "avi", "webm"})


def sniff(head: bytes, tail: bytes, name: str, zip_names: frozenset[str] = frozenset()) -> FileKind:
    """The kind of a file from its first and last bytes.

    `name` only tells CSV from other text. `zip_names` are the entries of a ZIP, as far as its directory could be read.
    """
    if not head:
        return "empty"
    return _signature(head, zip_names) or _compound(head, tail, name) or _textual(head, name)


def _signature(head: bytes, zip_names: frozenset[str]) -> FileKind | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    simple: tuple[tuple[bytes, FileKind], ...] = (
        (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
        (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"\x1aE\xdf\xa3", "webm"),
    )  # fmt: skip
    for magic, kind in simple:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and len(head) >= 12:
        return {b"WEBP": "webp", b"AVI ": "avi"}.get(head[8:12])  # type: ignore[return-value]
    if (
        head.startswith(b"BM")
        and len(head) >= 26
        and head[14:18] in (b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0", b"\x0c\0\0\0")
    ):
        return "bmp"
    if head[4:8] == b"ftyp":
        return _brand(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return "mov"
    if head.startswith((_ZIP, b"PK\x05\x06")):
        return _zipped(zip_names)
    return None


def _brand(head: bytes) -> FileKind:
    """ISO base media: the major brand, or else the compatible ones, tell a photo from a film (ISO/IEC 14496-12, 4.3)."""
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[i : i + 4] for i in range(16, size, 4))]
    if brands[0] == b"qt  ":
        return "mov"
    if brands[0] in _HEIF_BRANDS:
        return "heic"
    return "mp4"


def _zipped(names: frozenset[str]) -> FileKind:
    if "word/document.xml" in names or any(n.startswith("word/") for n in names):
        return "docx"
    if "xl/workbook.xml" in names or any(n.startswith("xl/") for n in names):
        return "xlsx"
    return "zip"


def _compound(head: bytes, tail: bytes, name: str) -> FileKind | None:
    """Old Office files share one container; without walking it the name of its main stream tells which."""
    if not head.startswith(_COMPOUND):
        return None
    wide = head + tail
    if "Workbook".encode("utf-16-le") in wide or "Book".encode("utf-16-le") in wide:
        return "xls"
    if "WordDocument".encode("utf-16-le") in wide:
        return "doc"
    return "xls" if PurePath(name).suffix.lower() in (".xls", ".xlsx", ".xlsm") else "doc"


def _textual(head: bytes, name: str) -> FileKind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        binary = False
    else:
        control = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27))
        binary = b"\0" in head or control > len(head) // 50
    if binary:
        return "unknown"
    if is_drawing(head):
        return "unknown"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    return "csv" if PurePath(name).suffix.lower() in (".csv", ".tsv") else "text"


def is_drawing(head: bytes) -> bool:
    """Whether a text is an SVG drawing: nobody is to read its source, and what draws it runs scripts and opens addresses."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<svg") or (start.startswith((b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in start)


def promised(name: str) -> frozenset[FileKind]:
    """The kinds that a file of this name may have; empty if the name promises nothing."""
    return EXTENSIONS.get(PurePath(name).suffix.lower(), frozenset())
