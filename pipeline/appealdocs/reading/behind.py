"""Two files in one: an archive, a program or the rest of another picture behind the end of a file, or before its beginning.

What shows the file passes over it, so that nobody sees it; a platform that takes the file apart may refuse it, and the old part of a
picture that was cropped may show what was cut away. Cameras' own trailers behind a JPEG (films, depth) are left alone.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO, Final

from appealdocs.model.reading import Trouble
from appealdocs.reading.job import Job
from appealdocs.reading.kinds import IMAGES, VIDEOS

ARCHIVE: Final = Trouble("embedded-files", "another file is hidden behind its end")
_TAIL: Final = 66_000
"""A ZIP archive ends within its last 65,557 bytes."""
_LARGEST_HEAD: Final = 1_100
"""A PDF may begin this late (ISO 32000, annex H.3)."""
_FILES: Final = (b"PK\x03\x04", b"MZ", b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"<!DOCTYPE", b"<html", b"<script", b"#!")
_SMALL: Final = 16
_JPEG_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def hidden(job: Job) -> Trouble | None:
    """What lies outside the file proper, or None."""
    if job.kind not in ("pdf", *IMAGES, *VIDEOS):
        return None
    with job.path.open("rb") as file:
        if _zip_at_end(file, job.size):
            return ARCHIVE
        if job.kind == "pdf":
            head = file.read(_LARGEST_HEAD)
            start = head.find(b"%PDF")
            return Trouble("embedded-files", "another file is hidden before its beginning") if start > 0 and head.startswith(_FILES) else None
        if job.kind not in ("jpeg", "png"):
            return None
        data = file.read()
    end = _png_end(data) if job.kind == "png" else _jpeg_end(data)
    rest = data[end:].lstrip(b"\0\r\n") if end else b""
    if rest.startswith(_FILES):
        return ARCHIVE
    if job.kind == "png" and len(rest) > _SMALL:
        return Trouble("embedded-files", f"{len(rest)} bytes behind its end; what a crop cut away may be among them")
    return None


def _zip_at_end(file: BinaryIO, size: int) -> bool:
    """Whether the file ends as a ZIP archive does: its last record points at the directory before it."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if not 0 <= at <= len(tail) - 22:
        return False
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    start = max(0, size - _TAIL) + at - directory
    if directory < 46 or start < 0:
        return False
    file.seek(start, os.SEEK_SET)
    found = file.read(4) == b"PK\x01\x02"
    file.seek(0)
    return found


def _png_end(data: bytes) -> int:
    """Where the last chunk ends; 0 if it is not there."""
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return 0


def _jpeg_end(data: bytes) -> int:
    """Behind the end mark of the first picture; 0 if it is not there."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            found = _JPEG_MARKER.search(data, at)
            if found is None:
                return 0
            at = found.start()
    return 0


def scans(data: bytes, most: int) -> bool:
    """Whether a JPEG comes in more than `most` scans; each is a pass over all pixels."""
    at, count = 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xD9:
        marker = data[at + 1]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            count += 1
            found = _JPEG_MARKER.search(data, at)
            if count > most or found is None:
                break
            at = found.start()
    return count > most
