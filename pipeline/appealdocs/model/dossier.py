"""The dossier: a case with everything that intake has read about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from appealdocs.expressions import compiled
from appealdocs.model.case import Case, Evidence
from appealdocs.model.pack import Pack
from appealdocs.model.reading import Reading

_HAN = compiled("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")


@dataclass(frozen=True, slots=True)
class Read:
    """One value read from a notice: `page` from 1, `quote` the words it was read from."""

    value: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class NoticePoint:
    code: str
    title: str = ""
    clause: str = ""
    skus: tuple[str, ...] = ()
    date: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a platform's notice (or rejection summary) says. Fields are empty where it says nothing that could be read."""

    file: str
    text: str
    points: tuple[NoticePoint, ...] = ()
    orders: tuple[Read, ...] = ()
    skus: tuple[Read, ...] = ()
    deadline: datetime | None = None
    deadline_read: Read | None = None
    """The words of the deadline; `deadline` is None beside them where they fix no moment ('within 72 hours', no day printed)."""
    received: Read | None = None
    received_at: datetime | date | None = None
    """The notice's own date (aware where it has a time of day); None where none is printed or it can be read in two ways."""
    site: Read | None = None
    platform_case: Read | None = None
    final_warning: Read | None = None
    required: tuple[tuple[str, Read], ...] = ()
    reasons: tuple[tuple[str, Read], ...] = ()
    errors: tuple[Read, ...] = ()
    evidence_list: tuple[Read, ...] = ()
    scanned: bool = False
    """Read by OCR, at least in part."""


RecordKind = Literal["submitted", "answered", "follow-up", "finalized"]


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of journal.jsonl that tells of the case's life: kind, aware time, details, hashes of files sent."""

    kind: str
    at: datetime
    by: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another case of the same workspace, as far as rules need it (reused letters, tracking numbers, duplicates)."""

    folder: Path
    procedure: str
    platform: str
    reference: str
    platform_case: str
    issue: str
    orders: tuple[str, ...]
    trackings: tuple[str, ...]
    skus: tuple[str, ...]
    free_text: tuple[str, ...]
    """The seller's own sentences (claims), any language."""
    evidence: Mapping[str, str]
    """SHA-256 by evidence file, where it was read before."""
    records: tuple[Record, ...]
    order_of_tracking: Mapping[str, str] = field(default_factory=dict)
    seller: str = ""
    received: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case ready for drafting and checking. `now` is aware (UTC or any zone); `zone` the platform's IANA zone."""

    folder: Path
    case: Case
    pack: Pack
    now: datetime
    zone: str
    notice: Notice | None = None
    rejection: Notice | None = None
    readings: Mapping[str, Reading] = field(default_factory=dict)
    """By path as in case.yaml: evidence, translations, notice, rejection, logo, stamp, signature, unlisted files in evidence/."""
    unlisted: tuple[str, ...] = ()
    """Files in evidence/ that case.yaml does not list (paths relative to the case folder)."""
    records: tuple[Record, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    repeated_keys: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        return self.case.reference or self.folder.name

    @property
    def letter_reference(self) -> str:
        """Our reference as the platform sees it: Chinese characters of it (a folder is often named so) stay at home."""
        if not _HAN.search(self.reference):
            return self.reference
        words = (w.strip("-_.,:;/#()") for w in _HAN.sub(" ", self.reference).split())
        plain = " ".join(w for w in words if any(c.isalnum() for c in w))
        return plain or self.case.platform_case or f"{self.case.received or self.now:%Y-%m-%d}"

    def reading(self, evidence: Evidence) -> Reading | None:
        return self.readings.get(evidence.file)

    def evidence(self, id: str) -> Evidence | None:
        return next((e for e in self.case.evidence if e.id == id), None)
