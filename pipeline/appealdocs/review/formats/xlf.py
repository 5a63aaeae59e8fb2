"""XLIFF 1.2 for CAT tools: facts as protected inline tags, flags as notes, states and match quality as the format has them.

What tools are known to do to such a file, and is read: <mrk> and <seg-source> from segmentation (Trados, memoQ), a protected
tag that became an empty <x/> or <ph/>, the source copied into targets that nobody translated (OmegaT), elements and attributes
of their own namespaces, notes in another order or gone, a byte order mark, CRLF. Only 'final', 'signed-off' and approved="yes"
are approvals: tools write 'translated' without asking anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.facts.compare import same
from appealdocs.facts.parse import parse as facts_of
from appealdocs.facts.write import write as written
from appealdocs.model.fact import Mention
from appealdocs.model.letter import Segment
from appealdocs.model.text import LANGUAGES, Text2
from appealdocs.review.exchange import Returned
from appealdocs.review.store import MAX_BYTES, XLIFF, clean, unit

if TYPE_CHECKING:
    from lxml.etree import _Element

HAN = compiled(r"[\u3400-\u9fff]")
_PROTECTED = ("order-id", "tracking", "sku", "id", "date", "moment", "money", "url", "email", "phone")


def write(segments: Sequence[Segment], digest: str, title: str) -> bytes:
    """The segments as XLIFF 1.2, one <file> a source language; the export's number stands in each header."""
    from lxml import etree

    root = etree.Element(f"{{{XLIFF}}}xliff", {"version": "1.2"}, nsmap={None: XLIFF})  # type: ignore[dict-item]
    for language in LANGUAGES:
        listed = [s for s in segments if s.source_language == language]
        if not listed:
            continue
        head = {
            "original": title, "source-language": language, "target-language": listed[0].target_language, "datatype": "plaintext",
            "product-name": "appealdocs", "build-num": digest,
        }
        file = etree.SubElement(root, f"{{{XLIFF}}}file", head)
        note = etree.SubElement(etree.SubElement(file, f"{{{XLIFF}}}header"), f"{{{XLIFF}}}note", {"from": "appealdocs"})
        note.text = f"export {digest}"
        body = etree.SubElement(file, f"{{{XLIFF}}}body")
        for segment in listed:
            body.append(_tagged(segment))
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def protected(segment: Segment) -> list[Mention]:
    """The facts of the source that go out as tags, in order; a tag's id is its place in this list, from 1."""
    return [m for m in facts_of(segment.source, segment.source_language) if m.fact.kind in _PROTECTED]


def _tagged(segment: Segment) -> _Element:
    made = unit(segment, own=False)
    marks = protected(segment)
    source, target = made.find(f"{{{XLIFF}}}source"), made.find(f"{{{XLIFF}}}target")
    assert source is not None
    _fill(source, segment.source, [(m.start, m.end, str(n), m.fact.kind) for n, m in enumerate(marks, 1)])
    if target is not None:
        left = list(enumerate(marks, 1))
        places = []
        for mention in facts_of(segment.target, segment.target_language):
            twin = next((pair for pair in left if same(pair[1].fact, mention.fact)), None)
            if twin:
                left.remove(twin)
                places.append((mention.start, mention.end, str(twin[0]), twin[1].fact.kind))
        _fill(target, segment.target, places)
    return made


def _fill(element: _Element, text: str, places: Sequence[tuple[int, int, str, str]]) -> None:
    """The text with <ph> around each place."""
    from lxml import etree

    if not places:
        element.text = clean(text)
        return
    element.text = clean(text[: places[0][0]])
    for (start, end, id, kind), after in zip(places, [*(p[0] for p in places[1:]), len(text)], strict=True):
        tag = etree.SubElement(element, f"{{{XLIFF}}}ph", {"id": id, "ctype": f"x-{kind}"})
        tag.text = clean(text[start:end])
        tag.tail = clean(text[end:after])


def read(data: bytes, name: str) -> tuple[str, list[Returned]]:
    """(export number, rows). Raises BadInput with unit and line where a tag is damaged, doubled or unknown."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise _bad(name, None, "is larger than 20 MB", "超过 20 MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _bad(name, error.lineno, f"is damaged: {error.msg}", f"已损坏：{error.msg}") from error
    if root.tag != f"{{{XLIFF}}}xliff":
        raise _bad(name, root.sourceline, "is no XLIFF 1.2; save the translation as the format that came (.xlf)", "不是 XLIFF 1.2；请按收到时的格式（.xlf）保存译文")
    numbers = [f"export {file.get('build-num', '')}" for file in root.iter(f"{{{XLIFF}}}file")]
    found = re.search(r"export ([0-9a-f]{12})\b", " ".join([*(n.text or "" for n in root.iter(f"{{{XLIFF}}}note")), *numbers]))
    rows = [
        _row(one, file.get("target-language", "en")[:2], name)
        for file in root.iter(f"{{{XLIFF}}}file")
        for one in file.iter(f"{{{XLIFF}}}trans-unit")
    ]
    return (found[1] if found else ""), rows


def _row(one: _Element, language: str, name: str) -> Returned:
    source, target = one.find(f"{{{XLIFF}}}source"), one.find(f"{{{XLIFF}}}target")
    id = one.get("id", "")
    if source is None or not id:
        raise _bad(name, one.sourceline, "has a unit without id or source", "有一个单元缺少 id 或原文")
    tags = {tag.get("id", ""): tag.text or "" for tag in source.iter(f"{{{XLIFF}}}ph", f"{{{XLIFF}}}x")}
    pieces, kept = ("", frozenset[str]()) if target is None else _said(target, tags, language, id, name)
    text = "".join(str(t) for t in source.itertext())
    state = target.get("state", "") if target is not None else ""
    approved = one.get("approved") == "yes" or state in ("signed-off", "final")
    copied = language != "zh" and bool(HAN.search(text)) and target is not None and "".join(str(t) for t in target.itertext()).strip() == text.strip()
    lost = tuple(tags[key] for key in tags if key not in kept) if pieces else ()
    comments = "\n".join(n.text.strip() for n in one.findall(f"{{{XLIFF}}}note") if n.get("from") != "appealdocs" and n.text and n.text.strip())
    return Returned(id, text, pieces, approved, f"unit {id}, line {one.sourceline}", comments, lost, copied)


def _said(target: _Element, tags: dict[str, str], language: str, id: str, name: str) -> tuple[str, frozenset[str]]:
    """(the target's text, ids of the tags in it); a tag that a tool copied from the source is written in the target's language."""
    seen: set[str] = set()

    def words(element: _Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            kind = etree_name(child)
            if kind == "mrk":  # a tool's own segments and terms: nothing but their text counts
                yield from words(child)
            else:
                yield one(child, kind)
            yield child.tail or ""

    def one(tag: _Element, kind: str) -> str:
        key = tag.get("id", "")
        if kind not in ("ph", "x") or len(tag) or key not in tags or key in seen:
            en, zh = ("doubled", "重复") if key in seen else ("unknown or damaged", "未知或已损坏")
            raise _bad(name, tag.sourceline, f"unit {id}: the tag <{kind}> '{key}' is {en}", f"单元 {id}：标签 <{kind}>“{key}”{zh}")
        seen.add(key)
        text = tag.text or tags[key]
        if text == tags[key]:
            facts = [m for m in facts_of(text, "zh") if m.text == text] or facts_of(text, "zh")
            text = written(facts[0].fact, language) if len(facts) == 1 and facts[0].fact.kind in ("date", "moment", "money") else text
        return text

    return "".join(words(target)), frozenset(seen)


def etree_name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _bad(name: str, line: object, en: str, zh: str) -> BadInput:
    number = line if isinstance(line, int) else None
    return BadInput(Text2(f"{name} {en}", f"{name} {zh}"), [Fault(Text2(en, zh), name, number)])
