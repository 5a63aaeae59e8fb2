"""Reads a DOCX back: its words as a reader sees them (list numbers too), and the segments in its content controls.

The file may come back from anybody: sizes are bounded, no entity is resolved, nothing outside is touched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2
from appealdocs.render.package import W
from appealdocs.render.words import normal

if TYPE_CHECKING:
    from lxml.etree import _Element

_BYTES = 50_000_000
_W = f"{{{W}}}"
_ABSENT = {f"{_W}del", f"{_W}moveFrom", f"{_W}sdtPr", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"}
"""Elements whose text is not on the page: tracked deletions, properties, field codes."""
_GLYPHS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class DocxText:
    """The words of a DOCX, white space normal: body, page headers, page footers."""

    body: str
    header: str
    footer: str


def docx_text(data: bytes) -> DocxText:
    """The words in reading order, tracked changes accepted. Raises BadInput if it is no Word document."""
    with _open(data) as archive:
        body = _part(archive, "word/document.xml")
        labels = _Labels.read(archive)
        others = {
            kind: " ".join("".join(_words(p)) for name in sorted(archive.namelist()) if re.fullmatch(rf"word/{kind}\d*\.xml", name)
                           for p in _part(archive, name).iter(f"{_W}p"))
            for kind in ("header", "footer")
        }
    said = (f"{labels.of(p)} {''.join(_words(p))}" for p in body.iter(f"{_W}p"))
    return DocxText(normal("\n".join(said)), normal(others["header"]), normal(others["footer"]))


def read_back(data: bytes, before: Mapping[str, str] | None = None) -> dict[str, str]:
    """The text of each tagged content control by segment id; an untouched gap (`[source]`) is left out.

    A segment may stand in the document more than once. `before` (segment id -> text as it was written) tells which of the
    copies a person edited. LibreOffice drops a control's tag and keeps its title, which says the same id. Raises BadInput if it
    is no Word document or two copies were edited differently.
    """
    with _open(data) as archive:
        root = _part(archive, "word/document.xml")
    copies: dict[str, list[str]] = {}
    for control in root.iter(f"{_W}sdt"):
        properties = control.find(f"{_W}sdtPr")
        if properties is None or properties.find(f"{_W}showingPlcHdr") is not None:
            continue
        tag = properties.find(f"{_W}tag")
        tag = properties.find(f"{_W}alias") if tag is None and before is not None else tag
        content = control.find(f"{_W}sdtContent")
        id = tag.get(f"{_W}val", "") if tag is not None else ""
        if tag is None or content is None or (tag.tag == f"{_W}alias" and id not in (before or {})):
            continue
        text = re.sub(r"[\n\t]+", " ", "".join(_words(content))).strip(" ")
        copies.setdefault(id, []).append(_whole(text, (before or {}).get(id, "")))
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for id, texts in copies.items():
        edited = list(dict.fromkeys(t for t in texts if before is None or t != before.get(id)))
        if len(edited) > 1:
            faults.append(Fault(
                Text2(f"segment {id} stands in the document {len(texts)} times with different words",
                      f"段落 {id} 在文档中出现 {len(texts)} 次，文字不一致"), key=id))
        found[id] = edited[0] if edited else texts[0]
    if faults:
        raise BadInput(
            Text2("The document contradicts itself", "文档前后不一致"), faults,
            Text2("Make every copy of the segment the same, or edit one only.", "请使该段落的各处文字一致，或只修改一处。"))
    return found


def _whole(text: str, written: str) -> str:
    """A control's text, or what was written where LibreOffice repeats it: a control in two scripts is saved as one control for
    each run, and each holds a piece of the text and the whole of it."""
    piece, found, after = text.partition(written) if written else (text, "", "")
    return written if found and not after and piece.strip() in written else text


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError) as error:
        raise _no_word() from error
    if sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml")) > _BYTES:
        raise BadInput(Text2("The Word document is too large", "Word 文档过大"))
    return archive


def _no_word() -> BadInput:
    return BadInput(Text2("The file is no Word document", "该文件不是 Word 文档"),
                    remedy=Text2("Save it from Word as .docx.", "请在 Word 中另存为 .docx。"))


def _part(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    try:
        data = archive.read(name)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _no_word() from error


def _words(element: _Element) -> Iterator[str]:
    """Texts inside one paragraph or control; a nested paragraph (a text box) is left to its own turn."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in _GLYPHS:
            yield _GLYPHS[tag]
        elif tag not in _ABSENT and len(child):
            yield from _words(child)


@dataclass
class _Labels:
    """Counts lists as Word does: level text, start and restart from word/numbering.xml."""

    text: dict[tuple[str, int], str] = field(default_factory=dict)
    start: dict[tuple[str, int], int] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    count: dict[tuple[str, int], int] = field(default_factory=dict)

    @staticmethod
    def read(archive: zipfile.ZipFile) -> _Labels:
        made = _Labels()
        if "word/numbering.xml" not in archive.namelist():
            return made
        root = _part(archive, "word/numbering.xml")
        for abstract in root.iter(f"{_W}abstractNum"):
            id = f"a{abstract.get(f'{_W}abstractNumId')}"
            for level in abstract.iter(f"{_W}lvl"):
                place = (id, _number(level.get(f"{_W}ilvl")))
                text, start = level.find(f"{_W}lvlText"), level.find(f"{_W}start")
                made.text[place] = "" if text is None else text.get(f"{_W}val", "")
                made.start[place] = _number(start.get(f"{_W}val") if start is not None else "1")
        for number in root.iter(f"{_W}num"):
            id = number.get(f"{_W}numId", "")
            base = number.find(f"{_W}abstractNumId")
            made.abstract[id] = "" if base is None else f"a{base.get(f'{_W}val')}"
            for override in number.iter(f"{_W}lvlOverride"):
                restart = override.find(f"{_W}startOverride")
                if restart is not None:
                    made.start[(id, _number(override.get(f"{_W}ilvl")))] = _number(restart.get(f"{_W}val"))
        return made

    def of(self, paragraph: _Element) -> str:
        """The printed label of a paragraph, "" if it is no list item."""
        place = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if place is None or place.get(f"{_W}val") in ("0", None):
            return ""
        id = place.get(f"{_W}val", "")
        level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        at = _number(level.get(f"{_W}val")) if level is not None else 0
        base = self.abstract.get(id, "")
        first = self.start.get((id, at), self.start.get((base, at), 1))
        self.count[(id, at)] = self.count.get((id, at), first - 1) + 1
        return self.text.get((base, at), "").replace(f"%{at + 1}", str(self.count[(id, at)]))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
