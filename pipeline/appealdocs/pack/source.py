"""What there is to pack: the case's evidence and its certified translations, each as one source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import Refused
from appealdocs.model.case import Evidence
from appealdocs.model.dossier import Dossier
from appealdocs.model.reading import FileKind, Reading
from appealdocs.model.text import Text2
from appealdocs.reading import Expect

Role = Literal["original", "translation"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of an exhibit. `number` is the exhibit's number in the letter, from 1; `file` as in case.yaml."""

    number: int
    evidence: Evidence
    role: Role
    file: str
    reading: Reading

    @property
    def kind(self) -> FileKind:
        return self.reading.kind

    @property
    def signed(self) -> bool:
        """Whether it carries a digital signature, which any rewriting would break."""
        return self.reading.metadata.signatures > 0

    @property
    def language(self) -> str:
        return self.evidence.language if self.role == "original" else ""


@dataclass(frozen=True, slots=True)
class Unpackable:
    """A file that cannot go into the package, and why."""

    file: str
    why: Text2


def sources(dossier: Dossier) -> tuple[list[Source], list[Unpackable]]:
    """Every file to pack, in the letter's order, and those that cannot be opened."""
    found: list[Source] = []
    lost: list[Unpackable] = []
    for number, item in enumerate(dossier.case.evidence, 1):
        files: list[tuple[Role, str]] = [("original", item.file)]
        if item.translation:
            files.append(("translation", item.translation))
        for role, file in files:
            reading = dossier.readings.get(file)
            if reading is None or not reading.sound or not reading.sha256:
                trouble = next((t for t in reading.troubles if t.kind != "ocr-missing"), None) if reading else None
                what = f"{trouble.kind}: {trouble.detail}" if trouble else "missing"
                lost.append(Unpackable(file, Text2(f"it cannot be opened ({what})", f"无法打开（{what}）")))
            else:
                found.append(Source(number, item, role, file, reading))
    return found, lost


def path_of(source: Source, folder: Path) -> Path:
    """Where the file lies. Raises BadInput if it leaves the case folder."""
    return CaseFolder(folder).inside(source.file)


def load(source: Source, folder: Path) -> bytes:
    """The file's bytes, which are the very ones that were read. Raises Refused if it changed since."""
    data = path_of(source, folder).read_bytes()
    if hashlib.sha256(data).hexdigest() != source.reading.sha256:
        raise Refused(
            Text2(f"{source.file} changed while the case was being packed", f"打包过程中 {source.file} 被改动"),
            Text2("Run the command again.", "请重新运行。"),
        )
    return data


def expected(dossier: Dossier, source: Source) -> Expect:
    """What a reader may look for in the file: the same hints with which it was read first."""
    case = dossier.case
    seller = case.seller.representative.name
    return Expect(
        languages=(source.language or dossier.pack.language,),
        orders=tuple(o.id for o in case.orders),
        tracking=tuple(t for t in (*(o.tracking for o in case.orders), *(e.tracking for e in case.evidence)) if t),
        skus=tuple(dict.fromkeys([*(s for o in case.orders for s in o.skus), *(s for p in case.points for s in p.skus)])),
        names=tuple(n for n in (*(o.signed_by for o in case.orders), seller.zh, seller.en, seller.ru) if n),
    )
