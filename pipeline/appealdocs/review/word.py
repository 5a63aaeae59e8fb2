"""The letter that comes back from Word: its edits merged three ways, like any file of a review.

Every draft keeps what its letter.docx said under the time that stands in the document's properties (created), which Word
leaves as it is. What comes back is compared with that base and with today's review file: nothing newer is overwritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.errors import BadInput, Fault
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.review.actions import named
from appealdocs.review.exchange import Conflict, Merged, Returned, take
from appealdocs.review.store import load

_DRAFTS = 500
"""Drafts whose texts are remembered."""


@dataclass(frozen=True, slots=True)
class Change:
    """A segment that was edited in Word. `chinese`: what the signing person reads; `taken` False: a conflict."""

    id: str
    chinese: str
    before: str
    after: str
    taken: bool


def keep(folder: CaseFolder, segments: Mapping[str, Segment], printed: Collection[str], at: datetime) -> None:
    """Remember what the letter drafted at `at` (aware) says; `printed`: ids of the segments that stand in it. Ask under the lock."""
    base = {
        s.id: {"source": s.source, "target": s.target, "state": s.state} for s in segments.values() if s.field and s.id in printed
    }
    data = json.dumps(base, ensure_ascii=False, sort_keys=True, indent=1).encode()
    digest = hashlib.sha256(data).hexdigest()[:12]
    exports = folder.root / "review" / "exports"
    if not (exports / f"{digest}.json").is_file():
        write_atomic(exports / f"{digest}.json", data)
    known = _drafts(folder)
    if known.get(_key(at)) != digest:
        known[_key(at)] = digest
        listed = dict(sorted(known.items())[-_DRAFTS:])
        write_atomic(exports / "drafts.json", json.dumps(listed, indent=1).encode())


def created(data: bytes) -> datetime | None:
    """When a DOCX says that it was made; None where it does not say. Read from docProps/core.xml itself: LibreOffice writes another
    relationship type to it than python-docx looks for."""
    import io
    import zipfile

    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("docProps/core.xml").file_size > 1_000_000:
                return None
            found = etree.fromstring(archive.read("docProps/core.xml"), parser).find("{http://purl.org/dc/terms/}created")
        return datetime.fromisoformat(found.text or "") if found is not None else None
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, RuntimeError, NotImplementedError):
        return None


def base(folder: CaseFolder, created: datetime | None, name: str) -> dict[str, dict[str, str]]:
    """What the letter said when it was drafted: id -> source, target, state. `created` as the document says, None if it does not.

    Raises BadInput where no draft of this case was made then.
    """
    digest = _drafts(folder).get(_key(created)) if created else None
    path = folder.root / "review" / "exports" / f"{digest}.json"
    if digest is None or not path.is_file():
        raise BadInput(
            Text2(f"{name} is no letter that was drafted from this case", f"{name} 不是由本案件起草的信函"),
            [Fault(Text2("the document's date of creation belongs to no draft", "文档的创建时间与任何一次起草都不相符"), name)],
            Text2("Draft again and edit out/letter.docx.", "请重新起草，再修改 out/letter.docx。"),
        )
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def import_letter(
    folder: CaseFolder, name: str, edits: Mapping[str, str], sent: Mapping[str, Mapping[str, str]], by: str, at: datetime, take_in: bool = True
) -> tuple[list[Change], Merged]:
    """Merge the segments that a person changed in Word (`edits`: id -> new text, "" where it was deleted) against `sent`.

    `take_in` False only shows what would be done. Every edit is one by `by` at `at` (aware), and approves.
    """
    named(by)
    unknown = [id for id in edits if id not in sent]
    if unknown:
        said = ", ".join(unknown)[:200]
        raise BadInput(
            Text2(f"{name} holds segments that were never in this letter", f"{name} 含有本信函中没有的句段"), [Fault(Text2(said, said), name, None, unknown[0])]
        )
    rows = [Returned(id, sent[id]["source"], text, None, f"segment {id}") for id, text in edits.items()]
    now = load(folder.review)
    merged = take(folder, name, rows, sent, by, at, take_in)
    conflicts: dict[str, Conflict] = {c.id: c for c in merged.conflicts}
    changes = [
        Change(id, _chinese(now.get(id), sent[id]["source"]), conflicts[id].ours if id in conflicts else sent[id]["target"], text, id not in conflicts)
        for id, text in edits.items()
    ]
    return changes, merged


def _chinese(segment: Segment | None, source: str) -> str:
    return source if segment is None or segment.source_language == "zh" else (segment.mirror or source)


def _drafts(folder: CaseFolder) -> dict[str, str]:
    path = folder.root / "review" / "exports" / "drafts.json"
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return known


def _key(at: datetime) -> str:
    """Documents give the time to the second, in UTC."""
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
