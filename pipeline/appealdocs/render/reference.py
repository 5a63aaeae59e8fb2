"""The reference document: styles by name and the page. A company may replace it; what it lacks comes from ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2
from appealdocs.render.package import HEAD, W
from appealdocs.resources import shipped

if TYPE_CHECKING:
    from lxml.etree import _Element

_BYTES = 20_000_000
"""Most that a reference document or one of its parts may hold."""

STYLES = (
    "heading 1", "heading 2", "heading 3", "heading 4", "Body Text", "List Number", "List Bullet", "Appeal Lead", "Appeal Mark",
    "Appeal Company", "Appeal Data", "Date", "Appeal Reference", "Appeal Addressee", "Salutation", "Closing", "Signature",
    "Appeal Stamp", "Appeal Table Head", "Appeal Table Text", "Appeal Spacer", "header", "footer", "Strong", "Emphasis",
    "Appeal Gap", "Appeal Table", "Appeal Layout",
)
"""Every style that a document of ours uses, by the name that Word shows."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`ids`: style id by name (lower case). `page`: the w:sectPr's page size and margins as XML. `line`: text width in twips."""

    ids: Mapping[str, str]
    styles: bytes
    numbering: tuple[str, str]
    page: str
    line: int
    theme: bytes | None

    def id(self, name: str) -> str:
        return self.ids[name.lower()]


def reference(path: Path | None) -> Reference:
    """The reference document at `path`, ours if None. Raises BadInput where it cannot be used."""
    path = path or shipped("templates") / "reference.docx"
    try:
        data = path.read_bytes() if path.stat().st_size <= _BYTES else b""
    except OSError as error:
        raise BadInput(Text2(f"{path} cannot be read", f"无法读取 {path}")) from error
    return _read(data, str(path))


@lru_cache(maxsize=8)
def _read(data: bytes, name: str) -> Reference:
    parts = _parts(data, name)
    styles = _xml(parts["word/styles.xml"], name)
    own = shipped("templates") / "reference.docx"
    if name != str(own):
        _complete(styles, _xml(_parts(own.read_bytes(), str(own))["word/styles.xml"], str(own)))
    from lxml import etree

    ids = {_value(s.find(f"{{{W}}}name")).lower(): s.get(f"{{{W}}}styleId", "") for s in styles.iter(f"{{{W}}}style")}
    page, line = _page(_xml(parts["word/document.xml"], name))
    return Reference(
        ids, etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True),
        _numbering(parts.get("word/numbering.xml"), name), page, line, parts.get("word/theme/theme1.xml"),
    )


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    wanted = ("word/styles.xml", "word/document.xml", "word/numbering.xml", "word/theme/theme1.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if max((sizes.get(part, 0) for part in wanted), default=0) > _BYTES:
                raise BadInput(Text2(f"{name} is too large", f"{name} 过大"))
            parts = {part: archive.read(part) for part in wanted if part in sizes}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise BadInput(
            Text2(f"{name} is no Word document", f"{name} 不是 Word 文档"),
            remedy=Text2("Save it from Word as .docx.", "请在 Word 中另存为 .docx。"),
        ) from error
    if missing := [part for part in wanted[:2] if part not in parts]:
        raise BadInput(Text2(f"{name} has no {missing[0]}", f"{name} 中没有 {missing[0]}"))
    return parts


def _xml(data: bytes, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(Text2(f"{name} holds broken XML", f"{name} 中的 XML 已损坏")) from error


def _value(element: _Element | None) -> str:
    return "" if element is None else element.get(f"{{{W}}}val", "")


def _complete(styles: _Element, ours: _Element) -> None:
    """Adds those of our styles that a company's document does not have."""
    import copy

    default = next((_value_of(s) for s in styles.iter(f"{{{W}}}style")
                    if s.get(f"{{{W}}}type") == "paragraph" and s.get(f"{{{W}}}default") in ("1", "true")), "Normal")
    known = {_value(s.find(f"{{{W}}}name")).lower() for s in styles.iter(f"{{{W}}}style")}
    taken = {_value_of(s) for s in styles.iter(f"{{{W}}}style")}
    for style in ours.iter(f"{{{W}}}style"):
        if _value(style.find(f"{{{W}}}name")).lower() in known:
            continue
        added = copy.deepcopy(style)
        if _value_of(added) in taken:
            added.set(f"{{{W}}}styleId", f"{_value_of(added)}Appeal")
        base = added.find(f"{{{W}}}basedOn")
        if base is not None and _value(base) == "Normal":
            base.set(f"{{{W}}}val", default)
        added.attrib.pop(f"{{{W}}}default", "")
        styles.append(added)


def _value_of(style: _Element) -> str:
    return style.get(f"{{{W}}}styleId", "")


def _page(document: _Element) -> tuple[str, int]:
    """Page size and margins of the last section, as fresh XML with numbers alone."""
    size = {"w": 11906, "h": 16838}
    margin = {"top": 1191, "right": 1134, "bottom": 1191, "left": 1418, "header": 567, "footer": 567, "gutter": 0}
    for tag, values in (("pgSz", size), ("pgMar", margin)):
        for found in document.iter(f"{{{W}}}{tag}"):
            for key in values:
                text = found.get(f"{{{W}}}{key}", "")
                if re.fullmatch(r"\d{1,5}", text):
                    values[key] = int(text)
    attributes = {tag: " ".join(f'w:{k}="{v}"' for k, v in values.items()) for tag, values in (("pgSz", size), ("pgMar", margin))}
    line = max(3000, size["w"] - margin["left"] - margin["right"] - margin["gutter"])
    return f'<w:pgSz {attributes["pgSz"]}/><w:pgMar {attributes["pgMar"]}/>', line


def _numbering(data: bytes | None, name: str) -> tuple[str, str]:
    """The company's own abstractNum and num elements (its styles may point to them), as XML text."""
    if data is None:
        return "", ""
    from lxml import etree

    root = _xml(data, name)
    texts = ["", ""]
    for place, tag in enumerate(("abstractNum", "num")):
        made = [etree.tostring(element, encoding="unicode") for element in root.findall(f"{{{W}}}{tag}")]
        texts[place] = "".join(text for text in made if "r:" not in text)
    return texts[0], texts[1]


@lru_cache(maxsize=16)
def localised(styles: bytes, language: str) -> str:
    """styles.xml with the document's language in docDefaults and in Normal: a Russian letter is no red squiggle."""
    from lxml import etree

    root = etree.fromstring(styles)
    defaults = [e for e in (root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr"),) if e is not None]
    normal = [s for s in root.iter(f"{{{W}}}style") if s.get(f"{{{W}}}type") == "paragraph" and s.get(f"{{{W}}}default") in ("1", "true")]
    for style in normal:
        found = style.find(f"{{{W}}}rPr")
        defaults.append(found if found is not None else etree.SubElement(style, f"{{{W}}}rPr"))
    for place in defaults:
        lang = place.find(f"{{{W}}}lang")
        lang = lang if lang is not None else etree.SubElement(place, f"{{{W}}}lang")
        lang.set(f"{{{W}}}val", language)
        lang.set(f"{{{W}}}eastAsia", "zh-CN")
    return HEAD + etree.tostring(root, encoding="unicode")


def check_reference(path: Path) -> tuple[Fault, ...]:
    """What is wrong with a company's reference.docx: missing styles, macros, links to the outside, active fields.

    Nothing of the outside reaches a letter (only styles, numbering, theme and page are taken); the person is told all the same.
    Raises BadInput if it is no Word document.
    """
    data = path.read_bytes() if path.stat().st_size <= _BYTES else b""
    parts = _parts(data, str(path))
    known = {_value(s.find(f"{{{W}}}name")).lower() for s in _xml(parts["word/styles.xml"], str(path)).iter(f"{{{W}}}style")}
    faults = [
        Fault(Text2(f"has no style '{name}': ours is used", f"没有样式“{name}”：将使用自带样式"), str(path), key=name)
        for name in STYLES if name.lower() not in known
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if "vbaproject" in info.filename.lower() or "activex" in info.filename.lower():
                faults.append(Fault(Text2("holds macros", "含有宏"), str(path), key=info.filename))
            if info.filename.endswith(".rels") and info.file_size <= _BYTES and b'TargetMode="External"' in archive.read(info):
                faults.append(Fault(Text2("links to the outside", "含有外部链接"), str(path), key=info.filename))
            if info.filename.endswith(".xml") and info.file_size <= _BYTES:
                active = re.search(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|attachedTemplate)\b", archive.read(info))
                if active:
                    faults.append(Fault(
                        Text2(f"holds {active[1].decode()}", f"含有 {active[1].decode()}"), str(path), key=info.filename))
    return tuple(faults)
