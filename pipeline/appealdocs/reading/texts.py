"""Text, CSV and HTML files, in whatever encoding they come."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Page, Reading, Trouble
from appealdocs.reading import limits
from appealdocs.reading.job import Job

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_COMMON: Final = {
    "gb18030": compiled(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"),
    "cp1251": compiled(r"[\u0410-\u044f\u0401\u0451\u2116\u00ab\u00bb]"),
}


def decode(data: bytes) -> str:
    """The text of a file: by its mark, as UTF-8, or else in the encoding that makes most sense of it (GB18030, CP1251).

    What fits none is read as Latin-1: ids and numbers stay legible.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 and len(data) > 100:  # cut in the middle of a letter
            return data[: error.start].decode("utf-8")
    best, text = 0.3, data.decode("latin-1")
    for encoding, common in _COMMON.items():
        tried = data.decode(encoding, "replace")
        foreign = [char for char in tried if ord(char) > 127]
        share = len(common.findall(tried)) / len(foreign) if foreign else 0.0
        if share > best:
            best, text = share, tried
    return text


def read(job: Job) -> Reading:
    """A text file as one page; the fields of a table (comma, semicolon, tab or bar between them) as cells parted by tabs."""
    text = decode(_bytes(job))
    return _page(_cells(text) if job.kind == "csv" else text, job)


def _cells(text: str) -> str:
    """A CSV file with tabs between its fields; as it is if no separator parts most of its first lines alike."""
    lines = text.splitlines()[:30]
    counts = {sep: [line.count(sep) for line in lines if line.strip()] for sep in ",;\t|"}
    best = max(counts, key=lambda sep: sum(1 for n in counts[sep] if n and n == counts[sep][0]))
    if not counts[best] or not counts[best][0]:
        return text
    try:
        rows = [[" ".join(field.split()) for field in row] for row in csv.reader(io.StringIO(text), delimiter=best)]
    except csv.Error:  # a field without end
        return text
    return "\n".join("\t".join(row) for row in rows)


def read_html(job: Job) -> Reading:
    """The visible text of an HTML file; nothing in it is run or fetched."""
    collector = _Visible()
    collector.feed(decode(_bytes(job)))
    return _page(collector.text(), job)


def _bytes(job: Job) -> bytes:
    with job.path.open("rb") as file:
        return file.read(4 * limits.TEXT_CHARACTERS + 1)


def _page(text: str, job: Job) -> Reading:
    troubles: tuple[Trouble, ...] = ()
    if len(text) > limits.TEXT_CHARACTERS:
        text = text[: limits.TEXT_CHARACTERS]
        troubles = (Trouble("too-large", f"only the first {limits.TEXT_CHARACTERS:,} characters were read"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return replace(job.reading(), troubles=troubles, pages=(Page(1, text, "text-layer", 0, 0),))


class _Visible(HTMLParser):
    """Text outside scripts and styles; blocks and cells part lines."""

    _HIDDEN: Final = frozenset({"script", "style", "head", "template", "noscript"})
    _BLOCKS: Final = frozenset(
        {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "ul", "ol"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        self._parts.append("\n" if tag in self._BLOCKS else "\t" if tag in ("td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN and self._hidden > 0
        self._parts.append("\n" if tag in self._BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """What was collected, one block a line."""
        lines = ("".join(self._parts)).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())
