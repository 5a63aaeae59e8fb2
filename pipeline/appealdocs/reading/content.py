"""Reads the content of one file, by its kind. Runs in a reading process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Final

from appealdocs.model.reading import FileKind, Reading
from appealdocs.reading.behind import hidden
from appealdocs.reading.found import found_in
from appealdocs.reading.job import Job
from appealdocs.reading.kinds import IMAGES, VIDEOS
from appealdocs.reading.languages import shares

_READERS: Final[Mapping[FileKind, tuple[str, str]]] = {
    "pdf": ("pdf.document", "read"),
    **dict.fromkeys(IMAGES, ("images", "read")),
    **dict.fromkeys(VIDEOS, ("video", "read")),
    "docx": ("office", "read_docx"),
    "xlsx": ("office", "read_xlsx"),
    "doc": ("archives", "read"),
    "xls": ("archives", "read"),
    "zip": ("archives", "read"),
    "csv": ("texts", "read"),
    "text": ("texts", "read"),
    "html": ("texts", "read_html"),
}
"""Module and function for each kind: only what a file needs is imported, since a reading process starts while a person waits."""


def parse(job: Job) -> Reading:
    """The file's pages, measures and metadata. May raise whatever a foreign parser raises on a foreign file."""
    module, name = _READERS[job.kind]
    read: Callable[[Job], Reading] = getattr(import_module(f"appealdocs.reading.{module}"), name)
    reading, more = read(job), hidden(job)
    if more is None:
        return reading
    others = tuple(t for t in reading.troubles if t.kind not in ("truncated", more.kind))  # its end is there, only not at the end
    return replace(reading, troubles=(*others, more))


def with_facts(reading: Reading) -> Reading:
    """The reading with the facts and languages of its text. Raises nothing but our own defects."""
    found = found_in(reading)
    urls = tuple(f for f in found if f.fact.kind == "url")
    return replace(reading, found=found, urls=urls, languages=shares(reading.text))


def warm(what: str) -> None:
    """Load the parts for PDFs or for OCR before the first file comes."""
    module = {"pdf": "pdf.document", "ocr": "images"}[what]
    import_module(f"appealdocs.reading.{module}").warm()
