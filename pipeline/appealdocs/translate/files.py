"""The translate stage alone, for a file: text (a line a segment), TSV (source, target), XLIFF 1.2 and 2.

What has a target already keeps it. The file comes back as bytes; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from appealdocs.errors import AppealdocsError, BadInput, Fault, UsageError
from appealdocs.model.letter import Segment
from appealdocs.model.text import LANGUAGES, Language, Text2

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.clauses import Clauses
    from appealdocs.translate.engines.base import Engine
    from appealdocs.translate.glossary import Glossary
    from appealdocs.translate.memory import Memory

MAX_BYTES = 20_000_000
_QUALIFIERS = {"memory": "exact-match", "fuzzy": "fuzzy-match", "machine": "mt-suggestion", "clause": "leveraged-glossary"}


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """`content`: the file with its targets; `segments`: what became of each; `failures`: what engines failed with."""

    content: bytes
    segments: tuple[Segment, ...]
    failures: tuple[AppealdocsError, ...] = ()


def translate_file(
    path: Path,
    source: str,
    target: str,
    *,
    memory: Memory | None,
    glossary: Glossary | None,
    clauses: Clauses | Mapping[str, Any] | None = None,
    engines: Sequence[Engine] = (),
    names: Names | None = None,
    zone: ZoneInfo | None = None,
    now: datetime,
) -> TranslatedFile:
    """Translate a `.txt`, `.tsv`, `.xlf`, `.xliff` file from `source` to `target` (zh, en, ru; `now` aware).

    Raises UsageError for languages that are not ours, BadInput for a file that cannot be read, with line.
    """
    from appealdocs.translate.clauses import Clauses
    from appealdocs.translate.stage import Helpers, translate_segments

    for language in (source, target):
        if language not in LANGUAGES:
            raise UsageError(Text2(f"'{language}' is none of zh, en, ru", f"语言“{language}”不是 zh、en、ru 之一"))
    ready = clauses if isinstance(clauses, Clauses) or clauses is None else Clauses(clauses, zone)
    helpers = Helpers(memory, glossary, ready, engines, names, zone, now.isoformat())

    def run(rows: Sequence[tuple[str, str, str]]) -> list[Segment]:
        return translate_segments([_segment(*row, cast(Language, source), cast(Language, target)) for row in rows], helpers)

    content, segments = _reader(path)(path, _read(path), run)
    return TranslatedFile(content, tuple(segments), tuple(helpers.failures))


Run = Callable[[Sequence[tuple[str, str, str]]], list[Segment]]


def _reader(path: Path) -> Callable[[Path, bytes, Run], tuple[bytes, list[Segment]]]:
    kinds = {".tsv": _tsv, ".tab": _tsv, ".xlf": _xliff, ".xliff": _xliff, ".txt": _text, ".md": _text, "": _text}
    try:
        return kinds[path.suffix.lower()]
    except KeyError:
        allowed = ".txt, .tsv, .xlf, .xliff"
        raise UsageError(Text2(f"{path.name}: not one of {allowed}", f"{path.name}：仅支持 {allowed}")) from None


def _read(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(Text2(f"{path} cannot be read: {error.strerror}", f"无法读取 {path}：{error.strerror}")) from error
    if len(raw) > MAX_BYTES:
        raise _bad(path, "larger than 20 MB", "超过 20 MB", None)
    return raw


def _bad(path: Path, en: str, zh: str, line: int | None) -> BadInput:
    return BadInput(
        Text2(f"{path.name} cannot be translated", f"无法翻译 {path.name}"), [Fault(Text2(en, zh), str(path), line)]
    )


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _bad(path, "not UTF-8 text", "不是 UTF-8 文本", line) from error


def _segment(id: str, source: str, target: str, source_language: Language, target_language: Language) -> Segment:
    return Segment(
        id, "", source, source_language, target, target_language, "human", "needs-review" if target else "new"
    )


def _text(path: Path, raw: bytes, run: Run) -> tuple[bytes, list[Segment]]:
    """Line by line; a line that stays open keeps its source in brackets: a visible gap."""
    lines = _decoded(path, raw).splitlines()
    segments = run([(str(number), line, "") for number, line in enumerate(lines, 1)])
    written = [segment.target or (f"[{segment.source}]" if segment.source.strip() else "") for segment in segments]
    return ("\n".join(written) + ("\n" if lines else "")).encode("utf-8"), segments


def _tsv(path: Path, raw: bytes, run: Run) -> tuple[bytes, list[Segment]]:
    """First column source, second target ("" if there is none); other columns stay as they are. A header line `source`,
    `target` is kept."""
    rows = [line.split("\t") for line in _decoded(path, raw).splitlines()]
    header = rows[:1] if rows and rows[0][0].strip().lower() in ("source", "zh", "en", "ru") else []
    body = rows[len(header) :]
    segments = run(
        [(str(number), row[0], row[1] if len(row) > 1 else "") for number, row in enumerate(body, 1 + len(header))]
    )
    for row, segment in zip(body, segments, strict=True):
        row[1:2] = [" ".join(segment.target.split("\t"))]
    return ("\n".join("\t".join(row) for row in header + body) + "\n").encode("utf-8"), segments


def _xliff(path: Path, raw: bytes, run: Run) -> tuple[bytes, list[Segment]]:
    """Units whose source is plain text; those with inline codes stay open."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg)
        raise _bad(path, reason, reason, error.lineno) from error
    if etree.QName(root).localname != "xliff":
        raise _bad(path, "not an XLIFF file", "不是 XLIFF 文件", cast(int | None, root.sourceline))
    namespace = f"{{{etree.QName(root).namespace}}}" if etree.QName(root).namespace else ""
    units = [
        unit for name in ("trans-unit", "segment") for unit in root.iter(f"{namespace}{name}")
        if unit.find(f"{namespace}source") is not None
    ]  # fmt: skip
    segments = run([_unit(unit, namespace, number) for number, unit in enumerate(units, 1)])
    for unit, segment in zip(units, segments, strict=True):
        if segment.target and segment.origin != "human":
            _fill(unit, segment, namespace)
    content: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return content, segments


def _unit(unit: Any, namespace: str, number: int) -> tuple[str, str, str]:
    source, target = unit.find(f"{namespace}source"), unit.find(f"{namespace}target")
    words = "" if len(source) else (source.text or "")
    there = "".join(target.itertext()) if target is not None else ""
    return unit.get("id") or str(number), words, there


def _fill(unit: Any, segment: Segment, namespace: str) -> None:
    """Write a target: in XLIFF 1.2 with state and where it comes from, in 2.x with the segment's state."""
    from lxml import etree

    target = unit.find(f"{namespace}target")
    if target is None:
        target = etree.Element(f"{namespace}target")
        unit.find(f"{namespace}source").addnext(target)
    target.text = segment.target
    if etree.QName(unit).localname == "segment":
        unit.set("state", "reviewed" if segment.state == "approved" else "translated")
        return
    target.set("state", "translated" if segment.state == "approved" else "needs-review-translation")
    if segment.origin in _QUALIFIERS:
        target.set("state-qualifier", _QUALIFIERS[segment.origin])
