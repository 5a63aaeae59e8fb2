"""What a PDF would do by itself when opened: scripts, started programs, carried files, forms that draw themselves.

The raw bytes (and the unpacked object streams) are searched for the few names that all of this needs; only a file that
has one of them is looked at object by object, since the same letters may stand in a compressed picture by chance.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from appealdocs.model.reading import Trouble, TroubleKind
from appealdocs.reading import limits

if TYPE_CHECKING:
    from pypdf import PdfReader

_NAMES: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|EmbeddedFiles?|EF|GoToE|RichMedia|FileAttachment|Rendition|XFA|ObjStm)(?![A-Za-z])"
)
_ESCAPED: Final = re.compile(rb"/[A-Za-z]*#[0-9A-Fa-f]{2}")
_NESTED: Final = (re.compile(rb"<<(?:\s*/[^\s/<>\[\]()]{1,60}\s*<<){100}"), re.compile(rb"\[(?:\s*\[){100}"))
"""Dictionaries or arrays within each other, deeper than any program writes; pypdf passes over them, other readers give up."""
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm(?![A-Za-z])")
_STREAM: Final = re.compile(rb"stream\r?\n")
_PACKED: Final = 2_000

_KINDS: Final[dict[str, TroubleKind]] = {
    "/JavaScript": "javascript", "/JS": "javascript", "/XFA": "javascript", "/Rendition": "javascript",
    "/Launch": "launch-action", "/SubmitForm": "launch-action", "/ImportData": "launch-action",
    "/EmbeddedFile": "embedded-files", "/EmbeddedFiles": "embedded-files", "/EF": "embedded-files", "/GoToE": "embedded-files",
    "/RichMedia": "embedded-files", "/FileAttachment": "embedded-files",
}  # fmt: skip
_WORDS: Final[dict[TroubleKind, str]] = {
    "javascript": "carries a script or a self-drawing form",
    "launch-action": "starts a program or sends data when opened",
    "embedded-files": "carries other files inside",
}


def troubles(data: bytes, reader: PdfReader) -> tuple[Trouble, ...]:
    """One trouble for each kind of activity. Raises what pypdf raises."""
    if any(pattern.search(data) for pattern in _NESTED):
        return (Trouble("bomb", "nested too deeply"),)
    if not _suspicious(data):
        return ()
    found: dict[TroubleKind, str] = {}
    for number, thing in _objects(reader):
        for kind in _kinds(thing):
            found.setdefault(kind, f"{_WORDS[kind]} (object {number})")
    return tuple(Trouble(kind, detail) for kind, detail in found.items())


def _suspicious(data: bytes) -> bool:
    names = {match.group() for match in _NAMES.finditer(data)}
    if names - {b"/ObjStm"} or _ESCAPED.search(data):
        return True
    return b"/ObjStm" in names and any(_NAMES.search(text) or _ESCAPED.search(text) for text in _object_streams(data))


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The object streams, unpacked as far as a search for names needs it; one in an unusual filter counts as suspicious."""
    budget = 30 * limits.MEGABYTE
    for count, match in enumerate(_OBJECT_STREAM.finditer(data)):
        start = _STREAM.search(data, match.end(), match.end() + 1_000)
        if count >= _PACKED or budget <= 0 or start is None:
            yield b"/JS"  # cannot be ruled out here: look object by object
            return
        try:
            text = zlib.decompressobj().decompress(data[start.end() : start.end() + limits.MEGABYTE * 10], budget)
        except zlib.error:
            yield b"/JS"
            return
        budget -= len(text)
        yield text


def _objects(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    """Every object of the file, numbered; at most PDF_OBJECTS."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    numbers = {n for generation in reader.xref.values() for n in generation} | set(reader.xref_objStm)
    for number in sorted(numbers)[: limits.PDF_OBJECTS]:
        try:
            yield number, reader.get_object(IndirectObject(number, 0, reader))
        except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError):
            continue  # a broken object does nothing when the file is opened


def _kinds(thing: Any, depth: int = 0) -> Iterator[TroubleKind]:
    """Kinds of activity in one object and the direct objects inside it."""
    if depth > 20:
        return
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("/JS", "/XFA", "/EF", "/EmbeddedFiles", "/JavaScript") and value is not None:
                yield _KINDS[key]
            elif key in ("/S", "/Subtype", "/Type") and str(value) in _KINDS:
                yield _KINDS[str(value)]
            elif isinstance(value, dict | list):
                yield from _kinds(value, depth + 1)
    elif isinstance(thing, list):
        for value in thing:
            if isinstance(value, dict | list):
                yield from _kinds(value, depth + 1)
