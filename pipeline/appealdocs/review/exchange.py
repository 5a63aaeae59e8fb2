"""Review files that leave and come back: export, and an import that merges three ways.

An export keeps what was sent (base) in review/exports/ID.json. What comes back is compared with the base and with today's
review file: a text that the translator changed and nobody else did is taken; one that both changed is a conflict, shown with
both texts and left as it is. Nothing newer is ever overwritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.errors import BadInput, Fault, Refused, UsageError
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.review.actions import KIND, kept, named, step_id, write
from appealdocs.review.store import load, reference_of

FORMATS = ("xlf", "xlsx", "docx", "html")


@dataclass(frozen=True, slots=True)
class Returned:
    """One row of a file that came back. `approved` None: the format does not say; `where` for messages (row, unit); `comment`:
    a line each; `lost`: texts of protected tags of the source that do not stand in the target; `copied`: the source stands in the
    target's place, as OmegaT writes what nobody translated."""

    id: str
    source: str
    target: str
    approved: bool | None
    where: str
    comment: str = ""
    lost: tuple[str, ...] = ()
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A segment that both sides changed; both texts are kept for the person."""

    id: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did."""

    taken: tuple[str, ...]
    approved: tuple[str, ...]
    unchanged: int
    conflicts: tuple[Conflict, ...]


def export(folder: CaseFolder, format: str, at: datetime) -> tuple[str, bytes]:
    """(file name, bytes) of the reviewable segments in a format of FORMATS; the base is kept. `at` is aware."""
    if format not in FORMATS:
        raise UsageError(Text2(f"'{format}' is no review format", f"没有“{format}”这种审校格式"), Text2(", ".join(FORMATS), "、".join(FORMATS)))
    segments = [s for s in load(folder.review).values() if s.field]
    if not segments:
        raise Refused(Text2("there is no review file yet", "还没有审校文件"), Text2("Run 'appealdocs draft FOLDER' first.", "请先运行 appealdocs draft。"))
    base = {
        s.id: {"source": s.source, "target": s.target, "state": s.state, "languages": f"{s.source_language} {s.target_language}"} for s in segments
    }
    digest = hashlib.sha256(json.dumps(base, sort_keys=True).encode()).hexdigest()[:12]
    with folder.locked():
        write_atomic(folder.root / "review" / "exports" / f"{digest}.json", json.dumps(base, ensure_ascii=False, indent=1).encode())
    name = f"{folder.root.name}-review.{format}"
    return name, _module(format).write(segments, digest, reference_of(folder.review) or folder.root.name)


def import_(folder: CaseFolder, name: str, data: bytes, by: str, at: datetime) -> Merged:
    """Merge a file that came back. `at` is aware.

    Raises BadInput where it is damaged or rows are missing (each with its place): nothing is taken then.
    """
    named(by)
    format = name.rsplit(".", 1)[-1].lower()
    format = {"xliff": "xlf", "sdlxliff": "xlf", "mqxliff": "xlf", "htm": "html"}.get(format, format)
    if format not in FORMATS:
        raise UsageError(Text2(f"{name}: review files are {', '.join(FORMATS)}", f"{name}：审校文件格式为 {'、'.join(FORMATS)}"))
    digest, rows = _module(format).read(data, name)
    with folder.locked():
        base = _base(folder, digest, name)
        _complete(rows, base, name)
        return take(folder, name, rows, base, by, at)


def take(
    folder: CaseFolder, name: str, rows: Sequence[Returned], base: Mapping[str, Mapping[str, str]], by: str, at: datetime, write_it: bool = True
) -> Merged:
    """Merge rows that came back against what was sent (`base`) and today's review file; journalled. `write_it` False only says
    what would be done."""
    with folder.locked():
        segments = load(folder.review)
        changed, merged = _merged(rows, base, segments, by, at)
        if changed and write_it:
            before = {s.id: kept(segments[s.id]) for s in changed}
            segments.update((s.id, s) for s in changed)
            write(folder, segments)
            step = step_id(folder, at)
            after = {s.id: kept(s) for s in changed}
            conflicts = [{"segment": c.id, "ours": c.ours, "theirs": c.theirs} for c in merged.conflicts]
            folder.append(KIND, at, by, {"action": "import", "step": step, "file": name, "before": before, "after": after, "conflicts": conflicts})
    return merged


def _module(format: str) -> Any:
    import importlib

    return importlib.import_module(f"appealdocs.review.formats.{format}")


def _base(folder: CaseFolder, digest: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """What was sent out in this file."""
    path = folder.root / "review" / "exports" / f"{digest}.json"
    if not digest.isalnum() or not path.is_file():
        raise BadInput(
            Text2(f"{name} was not exported from this case (its export number is '{digest[:20]}')", f"{name} 不是从本案件导出的（导出号“{digest[:20]}”）"),
            [Fault(Text2("unknown export number", "未知的导出号"), name)],
            Text2("Export again and move the changes over.", "请重新导出，再把修改移过去。"),
        )
    base: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return base


def _complete(rows: Sequence[Returned], base: Mapping[str, Any], name: str) -> None:
    """Every segment that went out must come back once, with its source untouched."""
    faults = []
    seen: dict[str, str] = {}
    for row in rows:
        if row.id in seen:
            faults.append(Fault(Text2(f"{row.where}: segment {row.id} stands twice", f"{row.where}：句段 {row.id} 重复"), name, None, row.id))
        elif row.id not in base:
            faults.append(Fault(Text2(f"{row.where}: unknown segment '{row.id[:40]}'", f"{row.where}：未知句段“{row.id[:40]}”"), name, None, row.id))
        elif " ".join(row.source.split()) != " ".join(base[row.id]["source"].split()):
            faults.append(Fault(Text2(f"{row.where}: the source of {row.id} was changed", f"{row.where}：句段 {row.id} 的原文被改动"), name, None, row.id))
        elif row.lost and not row.copied and _plain(row.target) != _plain(base[row.id]["target"]):
            faults += [
                Fault(Text2(f"{row.where}: the protected tag '{text}' is missing", f"{row.where}：缺少受保护的标签“{text}”"), name, None, row.id)
                for text in _lost(row, base[row.id])
            ]
        seen[row.id] = row.where
    for id in base:
        if id not in seen:
            faults.append(Fault(Text2(f"segment {id} is missing", f"缺少句段 {id}"), name, None, id))
    if faults:
        raise BadInput(Text2(f"{name} is damaged; nothing was taken over", f"{name} 已损坏，未导入任何内容"), faults)


def _lost(row: Returned, sent: Mapping[str, str]) -> list[str]:
    """Protected values that went out in the target and came back neither as a tag nor as text."""
    from appealdocs.facts.compare import same
    from appealdocs.facts.parse import parse

    languages = sent.get("languages", "zh en").split()
    before, after = (parse(text, languages[1]) for text in (sent["target"], row.target))

    def holds(found: list[Any], text: str) -> bool:
        return any(same(m.fact, wanted.fact) for wanted in parse(text, languages[0]) for m in found)

    return [text for text in row.lost if holds(before, text) and not holds(after, text)]


def _merged(
    rows: Sequence[Returned], base: Mapping[str, Mapping[str, str]], segments: Mapping[str, Segment], by: str, at: datetime
) -> tuple[list[Segment], Merged]:
    changed: list[Segment] = []
    taken, approved, conflicts = [], [], []
    unchanged = 0
    for row in rows:
        now = segments.get(row.id)
        sent, theirs = _plain(base[row.id]["target"]), _plain(row.target)
        if row.copied and theirs != sent:
            unchanged += 1
            continue
        if now is None or now.source != base[row.id]["source"]:
            if theirs != sent:
                conflicts.append(Conflict(row.id, now.target if now else "", row.target))
            continue
        ours, edited = _plain(now.target), theirs != sent
        if edited and (not theirs or ours not in (sent, theirs)):
            conflicts.append(Conflict(row.id, now.target, row.target))
            continue
        fresh = now
        if edited and ours != theirs:
            given = now.note or (now.target if now.origin in ("human", "clause") and not now.stamp.by else "")
            stamp = replace(now.stamp, by=by, at=at.isoformat())
            fresh = replace(now, target=row.target.strip(), origin="human", state="approved", stamp=stamp, note=given, flags=())
            taken.append(row.id)
        elif row.approved and now.state != "approved" and ours == theirs and ours:
            fresh = replace(now, state="approved", stamp=replace(now.stamp, by=by, at=at.isoformat()))
            approved.append(row.id)
        said = [line for line in map(str.strip, row.comment.splitlines()) if line and not any(_holds(c, line) for c in now.comments)]
        if said:
            fresh = replace(fresh, comments=(*fresh.comments, *(f"{by}, {at.isoformat(timespec='minutes')}: {line}" for line in said)))
        if fresh is now:
            unchanged += 1
        else:
            changed.append(fresh)
    return changed, Merged(tuple(taken), tuple(approved), unchanged, tuple(conflicts))


def _plain(text: str) -> str:
    """A text as it is compared: formats differ in line ends and in white space at both ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _holds(comment: str, line: str) -> bool:
    """Whether a comment is the very line that came back (again), or an earlier import of it."""
    return comment == line or comment.endswith(f": {line}") or line in map(str.strip, comment.splitlines())
