"""TMX 1.4b in and out, one unit at a time: a file of a million units needs no more memory than one of ten.

The file is somebody else's: no entities, no network, no DTD; a unit that cannot be used is told with its line, and the
rest is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.text import Text2
from appealdocs.translate.unit import Unit, UnitKind

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = compiled(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_TMX_TIME = "%Y%m%dT%H%M%SZ"
_NOT_XML = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP_WITH_WORDS = frozenset({"hi"})
"""Inline elements of TMX whose content is text of the sentence; bpt, ept, ph, it, ut hold codes of a foreign format."""
MAX_SEGMENT = 20_000
"""Characters of one segment at most: beyond, it is no sentence and the unit is refused."""


@dataclass(slots=True)
class Import:
    """What became of a file: units read and refused (each refusal with its line; the first hundred are kept)."""

    units: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)


@lru_cache(maxsize=256)
def base_language(code: str) -> str:
    """`zh-CN`, `ZH_Hans` -> `zh`; Mandarin codes of CAT tools -> `zh`."""
    first = re.split(r"[-_]", code.strip().lower())[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en", "rus": "ru"}.get(first, first)


def read(
    path: Path,
    *,
    kind: UnitKind = "imported",
    who: str = "",
    pairs: Iterable[tuple[str, str]] | None = None,
    report: Import | None = None,
) -> Iterator[Unit]:
    """The units of a TMX file, from each unit's source language to each other one (or the `pairs` wanted).

    `kind` is what they count as, whatever the file claims of itself: a file does not approve. Raises BadInput if the
    file is no TMX at all; faults of single units go to `report`.
    """
    from lxml import etree

    report = report if report is not None else Import()
    wanted = None if pairs is None else set(pairs)
    header_language = ""
    rooted = False
    with path.open("rb") as file:
        events = _events(file)
        try:
            for event, element in events:
                name = _name(element)
                if event == "start":
                    rooted = rooted or name == "tmx"
                    if name == "header":
                        header_language = base_language(element.get("srclang", ""))
                    elif element.getparent() is None and name != "tmx":
                        raise _not_tmx(path, f"<{name}> instead of <tmx>", element.sourceline)
                    continue
                if name == "tu":
                    for unit in _units(element, header_language, kind, who, report, path):
                        if wanted is None or (unit.source_language, unit.target_language) in wanted:
                            report.units += 1
                            yield unit
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise _not_tmx(path, str(error.msg), error.lineno) from error
    if not rooted:
        raise _not_tmx(path, "it has no <tmx>", 1)


def _events(file: IO[bytes]) -> Any:
    from lxml import etree

    return etree.iterparse(
        file, events=("start", "end"), tag=("{*}tmx", "{*}header", "{*}tu", "{*}html", "{*}xliff"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip


def _forget(element: Any) -> None:
    """Free a unit that was read, and what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _not_tmx(path: Path, reason: str, line: int | None) -> BadInput:
    return BadInput(
        Text2(f"{path.name} is not a TMX file", f"{path.name} 不是 TMX 文件"),
        [Fault(Text2(reason, reason), str(path), line)],
        Text2("Export it again from the CAT tool as TMX 1.4.", "请从翻译软件重新导出为 TMX 1.4。"),
    )


def _units(tu: Any, header_language: str, kind: UnitKind, who: str, report: Import, path: Path) -> Iterator[Unit]:
    texts: dict[str, str] = {}
    facts: dict[str, str] = {}
    notes: list[str] = []
    for child in tu:
        name = _name(child)
        if name == "tuv":
            _variant(child, texts, report, path)
        elif name == "prop":
            facts[child.get("type", "")] = (child.text or "").strip()
        elif name == "note":
            notes.append((child.text or "").strip())
    if len(texts) < 2:
        _refuse(report, path, tu, "a unit with fewer than two languages", "翻译单元不足两种语言")
        return
    source = base_language(tu.get("srclang") or header_language)
    if source not in texts:
        source = "zh" if "zh" in texts else next(iter(texts))
    by = who or tu.get("changeid") or tu.get("creationid") or ""
    at = _iso(tu.get("changedate") or tu.get("creationdate") or "")
    for target, text in texts.items():
        if target != source:
            yield Unit(
                texts[source], text, source, target, kind, by, at,
                facts.get("x-previous", ""), facts.get("x-next", ""), facts.get("x-procedure", ""), "; ".join(notes),
            )  # fmt: skip


def _variant(tuv: Any, texts: dict[str, str], report: Import, path: Path) -> None:
    code = tuv.get(_XML_LANG) or tuv.get("lang") or ""
    seg = next((child for child in tuv if _name(child) == "seg"), None)
    if not _LANGUAGE.match(code) or seg is None:
        _refuse(report, path, tuv, "a variant without language or segment", "缺少语言代码或句段")
        return
    if any(_is_entity(child) for child in seg.iter()):
        _refuse(report, path, tuv, "a segment with an entity of the file's own", "句段含文件自定义的实体")
        return
    text = _text(seg)
    if len(text) > MAX_SEGMENT:
        _refuse(report, path, tuv, f"a segment of {len(text)} characters", f"句段长达 {len(text)} 个字符")
    elif text.strip():
        texts.setdefault(base_language(code), text)


def _name(element: Any) -> str:
    """The name without namespace; "" for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _is_entity(node: Any) -> bool:
    """Whether a node stands for text from elsewhere, which is never fetched."""
    from lxml import etree

    return node.tag is etree.Entity


def _text(seg: Any) -> str:
    """The words of a segment, inline codes dropped."""
    if not len(seg):
        return seg.text or ""
    parts = [seg.text or ""]
    for child in seg:
        if _name(child) in _MARKUP_WITH_WORDS:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _refuse(report: Import, path: Path, element: Any, en: str, zh: str) -> None:
    report.refused += 1
    if len(report.faults) < 100:
        report.faults.append(Fault(Text2(en, zh), str(path), element.sourceline))


def _iso(tmx_time: str) -> str:
    if not tmx_time:
        return ""
    try:
        return datetime.strptime(tmx_time, _TMX_TIME).replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def write(path: Path, units: Iterable[Unit], *, source_language: str = "zh", version: str = "") -> int:
    """Write units as TMX 1.4b, whole or not at all (temporary file, then renamed). Returns their number."""
    import os

    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    count = 0
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
            f'<header creationtool="appealdocs" creationtoolversion={_attribute(version or "1")} segtype="sentence"'
            f' o-tmf="appealdocs" adminlang="en" srclang={_attribute(source_language)} datatype="plaintext"/>\n<body>\n'
        )
        for unit in units:
            file.write(_tu(unit))
            count += 1
        file.write("</body>\n</tmx>\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return count


def _tu(unit: Unit) -> str:
    when = _tmx_time(unit.at)
    attributes = f" srclang={_attribute(unit.source_language)}"
    attributes += f" changeid={_attribute(unit.who)}" if unit.who else ""
    attributes += f' changedate="{when}"' if when else ""
    properties = (
        ("x-kind", unit.kind), ("x-previous", unit.previous), ("x-next", unit.next), ("x-procedure", unit.procedure),
    )  # fmt: skip
    lines = [f"<tu{attributes}>"]
    lines += [f"<note>{_clean(unit.note)}</note>"] if unit.note else []
    lines += [f'<prop type="{name}">{_clean(value)}</prop>' for name, value in properties if value]
    for language, text in ((unit.source_language, unit.source), (unit.target_language, unit.target)):
        lines.append(f"<tuv xml:lang={_attribute(language)}><seg>{_clean(text)}</seg></tuv>")
    return "".join([*lines, "</tu>\n"])


def _tmx_time(iso: str) -> str:
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return at.astimezone(UTC).strftime(_TMX_TIME) if at.tzinfo else ""


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
