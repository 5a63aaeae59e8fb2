"""review/letter.xlf: every segment with its state, as XLIFF 1.2 that any CAT tool opens.

What XLIFF has no place for (origin, who, when, the target that case.yaml gave) stands in attributes of our own namespace,
which XLIFF 1.2 allows; a tool that drops them loses the history of a segment, never its text or approval.
"""

from __future__ import annotations

import contextlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from appealdocs.casefolder import write_atomic
from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag, Letter, Origin, Segment, Stamp, State
from appealdocs.model.text import LANGUAGES, Text2

if TYPE_CHECKING:
    from lxml.etree import _Element

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
OURS = "urn:appealdocs:review:1"
MAX_BYTES = 20_000_000
_STATES: dict[State, str] = {"new": "new", "needs-review": "needs-review-translation", "approved": "signed-off"}
_QUALIFIERS: dict[str, str] = {"memory": "exact-match", "fuzzy": "fuzzy-match", "machine": "leveraged-mt"}


def dump(letter: Letter) -> bytes:
    """The letter's segments as XLIFF 1.2."""
    return dump_segments(letter.segments.values(), letter.reference, letter.language)


def dump_segments(segments: Iterable[Segment], reference: str, target_language: str) -> bytes:
    """Segments as XLIFF 1.2, one <file> for each language they were written in."""
    from lxml import etree

    listed = list(segments)
    root = etree.Element(f"{{{XLIFF}}}xliff", {"version": "1.2"}, nsmap=_NAMES)  # type: ignore[arg-type]
    bodies = []
    for language in LANGUAGES:
        written = [s for s in listed if s.source_language == language]
        if written:
            head = {"original": clean(reference), "source-language": language, "target-language": target_language, "datatype": "plaintext"}
            body = etree.SubElement(etree.SubElement(root, f"{{{XLIFF}}}file", head), f"{{{XLIFF}}}body")
            body.text = _PLACE
            bodies.append("".join(_unit_text(s) for s in written))
    shell: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    parts = shell.decode().split(_PLACE)
    whole = [parts[0]]
    for inside, after in zip(bodies, parts[1:], strict=True):
        whole += ["\n", inside, after]
    return "".join(whole).encode()


_NAMES = {None: XLIFF, "a": OURS}
_PLACE = "\ue000units\ue001"
_DECLARED = f' xmlns="{XLIFF}" xmlns:a="{OURS}"'


@lru_cache(maxsize=8192)
def _unit_text(segment: Segment) -> str:
    """A segment's trans-unit as text, its namespaces declared by the root."""
    from lxml import etree

    made = unit(segment)
    etree.indent(made, " ", level=1)
    made.tail = None
    text: str = etree.tostring(made, encoding="unicode")
    begin = f"<trans-unit{_DECLARED}"
    assert text.startswith(begin)
    return f"  <trans-unit{text[len(begin):]}\n"


def unit(segment: Segment, own: bool = True) -> _Element:
    """A segment as a trans-unit; `own`: with the attributes of our own namespace."""
    from lxml import etree

    made = etree.Element(f"{{{XLIFF}}}trans-unit", {"id": segment.id, "approved": "yes" if segment.state == "approved" else "no"},
                         nsmap=_NAMES if own else {None: XLIFF})  # type: ignore[arg-type, dict-item]
    if segment.field:
        made.set("resname", segment.field)
    else:
        made.set("translate", "no")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    etree.SubElement(made, f"{{{XLIFF}}}source").text = clean(segment.source)
    if segment.target:
        target = etree.SubElement(made, f"{{{XLIFF}}}target", {"state": _STATES[segment.state]})
        if segment.origin in _QUALIFIERS and segment.state != "approved":
            target.set("state-qualifier", _QUALIFIERS[segment.origin])
        target.text = clean(segment.target)
    stamp = segment.stamp
    kept = {
        "origin": segment.origin, "part": segment.part, "by": stamp.by, "at": stamp.at, "engine": stamp.engine,
        "match": "" if stamp.match is None else str(stamp.match), "glossary": stamp.glossary, "clause": segment.clause,
        "mirror": segment.mirror if segment.mirror != segment.source else "",
        "previous-source": segment.previous_source, "previous-target": segment.previous_target, "given": segment.note,
        "flags": flags_text(segment.flags),
    }
    for key, value in kept.items():
        if value and own:
            made.set(f"{{{OURS}}}{key}", clean(value))
    for flag in segment.flags:
        note = etree.SubElement(made, f"{{{XLIFF}}}note", {"from": "appealdocs", "annotates": "target"})
        note.text = clean(f"{flag.flag}: {flag.message.en} / {flag.message.zh}")
    for comment in segment.comments:
        etree.SubElement(made, f"{{{XLIFF}}}note", {"from": "reviewer"}).text = clean(comment)
    _alternatives(made, segment)
    return made


def _alternatives(unit: _Element, segment: Segment) -> None:
    """What CAT tools show as matches: the memory's proposal with its quality, and the pair before the source changed."""
    from lxml import etree

    offered: list[tuple[dict[str, str], str, str]] = []
    if segment.target and segment.stamp.match is not None and segment.origin in ("memory", "fuzzy"):
        said = {"match-quality": f"{segment.stamp.match}%", "origin": "memory", "alttranstype": "proposal"}
        offered.append((said, segment.source, segment.target))
    if segment.previous_target:
        offered.append(({"origin": "appealdocs", "alttranstype": "previous-version"}, segment.previous_source, segment.previous_target))
    for attributes, source, target in offered:
        alternative = etree.SubElement(unit, f"{{{XLIFF}}}alt-trans", attributes)
        etree.SubElement(alternative, f"{{{XLIFF}}}source").text = clean(source)
        etree.SubElement(alternative, f"{{{XLIFF}}}target").text = clean(target)


_NO_XML = compiled("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NO_XML.sub("", text)


def load(path: Path) -> dict[str, Segment]:
    """The segments of a review file by id; {} if there is none yet. Raises BadInput with line where it is damaged."""
    return dict(_kept(path)[1])


def reference_of(path: Path) -> str:
    """What the review file names as its original, the case's reference; "" if there is none yet."""
    return _kept(path)[0]


_KEPT: OrderedDict[str, tuple[bytes, str, dict[str, Segment]]] = OrderedDict()
_KEPT_FILES = 64


def _kept(path: Path) -> tuple[str, dict[str, Segment]]:
    """(original, segments) of a review file. It is read each time and parsed again only when its bytes have changed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "", {}
    known = _KEPT.get(str(path))
    if known is None or known[0] != data:
        known = (data, *_parsed(data, path.name))
        _keep(path, known)
    return known[1], known[2]


def _keep(path: Path, known: tuple[bytes, str, dict[str, Segment]]) -> None:
    _KEPT[str(path)] = known
    while len(_KEPT) > _KEPT_FILES:
        with contextlib.suppress(KeyError):  # another thread took it out
            _KEPT.popitem(last=False)


def save(path: Path, segments: Mapping[str, Segment], original: str) -> None:
    """Write a review file whole. What is known of it stays known: a step on one of 500 segments parses one."""
    known = _KEPT.get(str(path), (b"", "", {}))[2]
    target = next(iter(segments.values())).target_language
    data = dump_segments(segments.values(), original, target)
    write_atomic(path, data)
    again = {id: s if known.get(id) is s else parse(dump_segments([s], original, target), path.name)[id] for id, s in segments.items()}
    _keep(path, (data, clean(original), again))


def parse(data: bytes, file: str) -> dict[str, Segment]:
    """The segments of XLIFF bytes by id. Raises BadInput."""
    return _parsed(data, file)[1]


def _parsed(data: bytes, file: str) -> tuple[str, dict[str, Segment]]:
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise _bad(file, None, f"is larger than {MAX_BYTES:,} bytes", f"超过 {MAX_BYTES:,} 字节")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _bad(file, error.lineno, f"is damaged: {error.msg}", f"已损坏：{error.msg}") from error
    if root.tag != f"{{{XLIFF}}}xliff":
        raise _bad(file, root.sourceline, "is no XLIFF 1.2", "不是 XLIFF 1.2")
    segments: dict[str, Segment] = {}
    original = ""
    for holder in root.iter(f"{{{XLIFF}}}file"):
        original = original or holder.get("original", "")
        languages = (holder.get("source-language", "zh")[:2], holder.get("target-language", "en")[:2])
        for unit in holder.iter(f"{{{XLIFF}}}trans-unit"):
            segment = _segment(unit, languages, file)
            segments[segment.id] = segment
    return original, segments


def _segment(unit: _Element, languages: tuple[str, str], file: str) -> Segment:
    source, target = unit.find(f"{{{XLIFF}}}source"), unit.find(f"{{{XLIFF}}}target")
    id = unit.get("id", "")
    if source is None or not id:
        raise _bad(file, unit.sourceline, "has a unit without id or source", "有一个单元缺少 id 或原文")
    own: Mapping[str, str] = {str(k).rpartition("}")[2]: str(v) for k, v in unit.attrib.items() if str(k).startswith(f"{{{OURS}}}")}
    said = "".join(str(t) for t in target.itertext()) if target is not None else ""
    approved = unit.get("approved") == "yes" and bool(said)
    state: State = "approved" if approved else ("needs-review" if said else "new")
    origin: Origin = next((o for o in get_args(Origin) if o == own.get("origin")), "human")
    comments = tuple((n.text or "") for n in unit.findall(f"{{{XLIFF}}}note") if n.get("from") != "appealdocs")
    if languages[0] not in LANGUAGES or languages[1] not in LANGUAGES:
        raise _bad(file, unit.sourceline, f"has the languages {languages}", f"的语言为 {languages}")
    match = own.get("match", "")
    return Segment(
        id, unit.get("resname", ""), "".join(str(t) for t in source.itertext()), languages[0], said, languages[1], origin, state,
        own.get("part", ""), flags=flags_of(own.get("flags", "")), mirror=own.get("mirror", ""), clause=own.get("clause", ""),
        stamp=Stamp(own.get("by", ""), own.get("at", ""), own.get("engine", ""), int(match) if match.isdigit() else None, own.get("glossary", "")),
        previous_source=own.get("previous-source", ""), previous_target=own.get("previous-target", ""), note=own.get("given", ""),
        comments=comments,
    )


def flags_text(flags: Iterable[Flag]) -> str:
    """Flags as one text, "" for none; `flags_of` reads it."""
    listed = [asdict(f) for f in flags]
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def flags_of(text: str) -> tuple[Flag, ...]:
    """The flags of a text that `flags_text` made; none where it is damaged."""
    try:
        items: list[dict[str, Any]] = json.loads(text) if text else []
        return tuple(Flag(i["flag"], i["severity"], Text2(**i["message"]), float(i.get("weight", 1))) for i in items)
    except (ValueError, KeyError, TypeError):
        return ()


def _bad(file: str, line: object, en: str, zh: str) -> BadInput:
    return BadInput(Text2(f"{file} {en}", f"{file} {zh}"), [Fault(Text2(en, zh), file, line if isinstance(line, int) else None)])
