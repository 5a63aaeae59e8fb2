"""Any bilingual file as pairs: XLIFF 1.2 and 2, TMX, TSV of source and target. The file is somebody else's and is not trusted:
no entities, no network, no DTD, bounds on size, text and number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from appealdocs.errors import BadInput, Fault, UsageError
from appealdocs.model.text import LANGUAGES, Text2

MAX_BYTES = 50_000_000
MAX_SEGMENTS = 200_000
MAX_CHARACTERS = 20_000
"""Of one segment: beyond, it is no sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of a file. `id` as the file has it, else a line number from 1. `codes` are inline tags of source and target."""

    id: str
    source: str
    target: str
    source_language: str
    target_language: str
    codes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def read(path: Path, source: str = "", target: str = "") -> list[Row]:
    """The pairs of `.xlf`, `.xliff`, `.tmx`, `.tsv`, `.tab`, `.txt`. `source`, `target` (zh, en, ru) win over the file's own words.

    A TSV has source and target in its first two columns, or a header line that names them (`source`, `target`, `id`, or
    languages); without any hint the source is Chinese and the target is told by its letters. Pairs without source text are
    left out. Raises UsageError for a file that is not there or of another kind, BadInput with line for one that cannot be used.
    """
    kinds: dict[str, Callable[[Path, bytes, str, str], Iterator[Row]]] = {
        ".xlf": _xliff, ".xliff": _xliff, ".tmx": _tmx, ".tsv": _tsv, ".tab": _tsv, ".txt": _tsv,
    }  # fmt: skip
    reader = kinds.get(path.suffix.lower())
    if reader is None:
        allowed = ".xlf, .xliff, .tmx, .tsv"
        raise UsageError(Text2(f"{path.name}: not one of {allowed}", f"{path.name}：仅支持 {allowed}"))
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise UsageError(Text2(f"{path} cannot be read: {error.strerror}", f"无法读取 {path}：{error.strerror}")) from error
    if size > MAX_BYTES:
        raise bad(path, f"larger than {MAX_BYTES // 1_000_000} MB", f"超过 {MAX_BYTES // 1_000_000} MB", None)
    rows: list[Row] = []
    for row in reader(path, raw, source, target):
        if row.source.strip():
            rows.append(row)
        if len(rows) > MAX_SEGMENTS:
            raise bad(path, f"more than {MAX_SEGMENTS} segments", f"句段超过 {MAX_SEGMENTS} 个", None)
    return rows


def bad(path: Path, en: str, zh: str, line: int | None) -> BadInput:
    """The error of a file that cannot be used."""
    return BadInput(Text2(f"{path.name} cannot be checked", f"无法检查 {path.name}"), [Fault(Text2(en, zh), str(path), line)])


# ---- TSV -------------------------------------------------------------------------------------------------------------

_HEADS = {"source", "target", "src", "tgt", "trg", "id", *LANGUAGES, "原文", "译文"}


def _tsv(path: Path, raw: bytes, source: str, target: str) -> Iterator[Row]:
    lines = _decoded(path, raw).splitlines()
    first = [cell.strip().lower() for cell in lines[0].split("\t")] if lines else []
    has_head = len(set(first) & _HEADS) >= 2
    columns = _columns(first, source, target) if has_head else (0, 1, None)
    here, there = source or "zh", target
    if has_head:
        here = source or (first[columns[0]] if first[columns[0]] in LANGUAGES else "zh")
        there = target or (first[columns[1]] if first[columns[1]] in LANGUAGES else "")
    table = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip() and not (has_head and number == 1)]
    there = there or _guessed(cells[columns[1]] for _, cells in table if len(cells) > columns[1])
    for number, cells in table:
        id = cells[columns[2]].strip() if columns[2] is not None and len(cells) > columns[2] else ""
        texts = [cells[column].strip() if len(cells) > column else "" for column in columns[:2]]
        yield _row(path, id or str(number), texts[0], texts[1], here, there, number)


def _columns(head: Sequence[str], source: str, target: str) -> tuple[int, int, int | None]:
    """Columns of source, target and id by the header line."""

    def place(*names: str) -> int | None:
        return next((head.index(name) for name in names if name and name in head), None)

    mine = place("source", "src", "原文", source)
    mine = mine if mine is not None else place("zh", "en", "ru") or 0
    theirs = place("target", "tgt", "trg", "译文", target)
    if theirs is None:
        theirs = next((head.index(name) for name in ("en", "ru", "zh") if name in head and head.index(name) != mine), None)
    if theirs is None:
        theirs = 1 if mine == 0 else 0
    return mine, theirs, place("id")


def _guessed(targets: Iterator[str]) -> str:
    """The language of the targets by their letters: Cyrillic ru, Han zh, else en."""
    counts = {"ru": 0, "zh": 0, "en": 0}
    for text in targets:
        counts["ru"] += len(re.findall(r"[А-Яа-яЁё]", text))
        counts["zh"] += 2 * len(re.findall(r"[\u3400-\u9fff]", text))
        counts["en"] += len(re.findall(r"[A-Za-z]", text))
    return max(counts, key=lambda language: counts[language])


def _decoded(path: Path, raw: bytes) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\t\x00" in raw and b"\n\x00" in raw and len(raw) % 2 == 0:
        encoding = "utf-16-le"  # Excel's 'Unicode text' whose mark was cut off
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" not in raw and (text := _chinese(raw)):
            return text
        line = raw[: error.start].count(b"\n") + 1
        raise bad(path, "not UTF-8 text", "不是 UTF-8 文本", line) from error


def _chinese(raw: bytes) -> str:
    """GB 18030, as Excel writes in China; "" where that is no Chinese text either."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    common = len(re.findall("[的了是我在不有货单客买到们这]", text))
    return text if common and not re.search(r"[\x00-\x08\ue000-\uf8ff]", text) else ""


def _row(path: Path, id: str, source: str, target: str, here: str, there: str, line: int | None, codes: Any = ((), ())) -> Row:
    if max(len(source), len(target)) > MAX_CHARACTERS:
        raise bad(path, f"a segment of more than {MAX_CHARACTERS} characters", f"句段超过 {MAX_CHARACTERS} 个字符", line)
    for language in (here, there):
        if language not in LANGUAGES:
            raise bad(
                path, f"language '{language or '?'}' is none of zh, en, ru (say --source and --target)",
                f"语言“{language or '？'}”不是 zh、en、ru 之一（请用 --source、--target 指明）", line,
            )  # fmt: skip
    return Row(id, source, target, here, there, codes)


# ---- XML -------------------------------------------------------------------------------------------------------------

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
"""Inline elements whose content, if any, is code of a foreign format; g, pc, mrk, hi and sub hold words."""


def _root(path: Path, raw: bytes, wanted: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise bad(path, str(error), str(error), line) from error
    if etree.QName(root).localname != wanted:
        raise bad(path, f"<{etree.QName(root).localname}> instead of <{wanted}>", f"根元素应为 <{wanted}>", cast(int | None, root.sourceline))
    entity = next(iter(root.iter(etree.Entity)), None)
    if entity is not None:
        raise bad(path, "entities are not allowed", "不允许使用实体", cast(int | None, entity.sourceline))
    return root


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _words(element: Any) -> tuple[str, tuple[str, ...]]:
    """The words of a source, target or seg, and its inline tags in order."""
    if element is None:
        return "", ()
    parts, codes = [element.text or ""], []
    for child in element:
        name = _name(child)
        codes.append(f"<{name} {child.get('id') or child.get('i') or child.get('x') or ''}>".replace(" >", ">"))
        if name not in _NATIVE:
            inner, more = _words(child)
            parts.append(inner)
            codes += more
        parts.append(child.tail or "")
    return "".join(parts), tuple(code for code in codes if not code.startswith("<mrk"))


def _language(code: str) -> str:
    from appealdocs.translate.tmx import base_language

    return base_language(code) if code else ""


def _xliff(path: Path, raw: bytes, source: str, target: str) -> Iterator[Row]:
    root = _root(path, raw, "xliff")
    here, there = source or _language(root.get("srcLang", "")), target or _language(root.get("trgLang", ""))
    number = 0
    for file in _children(root, "file"):
        own = source or _language(file.get("source-language", "")) or here or "zh"
        other = target or _language(file.get("target-language", "")) or there
        for id, unit in _units(file):
            number += 1
            mine, theirs = next(_children(unit, "source"), None), next(_children(unit, "target"), None)
            if mine is None:
                continue
            (words, codes), (target_words, target_codes) = _words(mine), _words(theirs)
            language = other or _language(theirs.get(_XML_LANG, "") if theirs is not None else "") or _guessed(iter([target_words]))
            yield _row(path, id or str(number), words, target_words, own, language, cast(int | None, unit.sourceline), (codes, target_codes))


def _units(file: Any) -> Iterator[tuple[str, Any]]:
    """Units to translate with their ids: trans-unit (1.2), segment of a unit (2)."""
    for element in file.iter():
        name = _name(element)
        if element.get("translate") == "no" or any(e.get("translate") == "no" for e in element.iterancestors()):
            continue
        if name == "trans-unit":
            yield element.get("id", ""), element
        elif name == "unit":
            segments = list(_children(element, "segment"))
            unit = element.get("id", "")
            for place, segment in enumerate(segments, 1):
                yield (unit if len(segments) == 1 and unit else f"{unit}/{segment.get('id') or place}".lstrip("/")), segment


def _tmx(path: Path, raw: bytes, source: str, target: str) -> Iterator[Row]:
    root = _root(path, raw, "tmx")
    header = next(_children(root, "header"), None)
    stated = _language(header.get("srclang", "") if header is not None else "")
    for number, unit in enumerate((u for body in _children(root, "body") for u in _children(body, "tu")), 1):
        texts: dict[str, tuple[str, tuple[str, ...]]] = {}
        for variant in _children(unit, "tuv"):
            language = _language(variant.get(_XML_LANG) or variant.get("lang") or "")
            segment = next(_children(variant, "seg"), None)
            if language in LANGUAGES and segment is not None:
                texts.setdefault(language, _words(segment))
        mine = source or _language(unit.get("srclang", "")) or stated
        if mine not in texts:
            mine = next((language for language in LANGUAGES if language in texts), "")
        id = unit.get("tuid") or str(number)
        for language, (words, codes) in texts.items():
            if language != mine and (not target or language == target):
                yield _row(path, id, texts[mine][0], words, mine, language, cast(int | None, unit.sourceline), (texts[mine][1], codes))
