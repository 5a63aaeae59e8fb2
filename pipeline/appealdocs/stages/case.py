"""How a case takes its way: intake -> draft -> translate -> review -> check -> render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.errors import AppealdocsError
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter, Segment
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.check.stop import Advice
    from appealdocs.render.style import Images, Written
    from appealdocs.translate.clauses import Clauses


OUTPUTS = ("letter.docx", "letter.pdf", "letter.txt", "bilingual.docx", "report.html", "findings.json")


@dataclass(frozen=True, slots=True)
class Checked:
    """A case as far as its findings."""

    dossier: Dossier
    letter: Letter
    report: Report
    failures: tuple[AppealdocsError, ...] = ()
    """What translation engines failed with."""

    @property
    def advice(self) -> list[Advice]:
        """Stop advice: what stands in the way of the appeal itself, the gravest first."""
        from appealdocs.check.stop import advice

        return advice(self.dossier)

    @property
    def exit_status(self) -> int:
        """0 no error, 1 at least one, 3 a rule crashed or an engine failed."""
        if self.report.crashed or self.failures:
            return 3
        return 1 if self.report.count("error") else 0


def check_case(
    path: Path, workspace: Workspace, now: datetime, stage: str = "check", engines: Sequence[str] = (),
    packed: Mapping[str, str] | None = None,
) -> Checked:
    """Everything up to the findings, in memory; nothing is written. Engines are called only if they are named."""
    from appealdocs.check.check import check
    from appealdocs.intake.intake import read

    folder = CaseFolder.open(path)
    dossier = read(folder, workspace, now)
    failures: list[AppealdocsError] = []
    letter = compose(folder, dossier, workspace, engines, packed, failures)
    return Checked(dossier, letter, check(dossier, letter, workspace, stage), tuple(failures))


def compose(
    folder: CaseFolder, dossier: Dossier, workspace: Workspace, engines: Sequence[str] = (),
    packed: Mapping[str, str] | None = None, failures: list[AppealdocsError] | None = None,
) -> Letter:
    """The letter: drafted, then with what review decided, then with what memory, clauses and engines give for the rest.

    What engines failed with goes to `failures`; the segments concerned stay open.
    """
    from appealdocs.draft.draft import draft
    from appealdocs.facts.case_names import names_of
    from appealdocs.facts.parse import parse
    from appealdocs.review.merge import merge
    from appealdocs.review.store import load

    letter = merge(draft(dossier, workspace, packed), load(folder.review))
    names, zone = names_of(dossier.case), ZoneInfo(dossier.zone)

    def with_facts(segment: Segment) -> Segment:
        return replace(segment, facts=tuple(parse(segment.source, segment.source_language, names, zone)))

    letter = replace(letter, segments={id: with_facts(s) if s.field else s for id, s in letter.segments.items()})
    if all(s.state == "approved" for s in letter.segments.values()):
        return letter
    from appealdocs.translate.desk import desk
    from appealdocs.translate.stage import translate

    with desk(workspace, engines) as at:
        return translate(
            letter, memory=at.memory, glossary=at.glossary, clauses=_clauses(workspace.folders("clauses"), dossier.zone),
            engines=at.engines, names=names, zone=zone, now=dossier.now, failures=failures,
        )


def with_flags(letter: Letter, dossier: Dossier, workspace: Workspace) -> Letter:
    """The letter with quality flags on every segment that a person has still to judge, or gave in case.yaml."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.flags.letter import flagged

    return flagged(letter, glossary(workspace.folders("glossary")), names_of(dossier.case), ZoneInfo(dossier.zone))


def prove_case(checked: Checked, workspace: Workspace, lang: str) -> str:
    """Faults planted into this very letter, and what our own flags catch of them, in words."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.report.prove_text import prove_text
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.prove.prove import prove

    zone = ZoneInfo(checked.dossier.zone)
    planted = prove(checked.letter.segments.values(), glossary(workspace.folders("glossary")), names_of(checked.dossier.case), zone)
    return prove_text(planted, lang)


@lru_cache(maxsize=8)
def _clauses(folders: tuple[Path, ...], zone: str) -> Clauses:
    """The clause library as a memory of patterns."""
    from appealdocs.draft.clauses import library
    from appealdocs.translate.clauses import Clauses

    return Clauses(library(folders), ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted case with the files in out/."""

    checked: Checked
    written: Written
    files: tuple[Path, ...]


def draft_case(path: Path, workspace: Workspace, now: datetime, engines: Sequence[str] = (), lang: str = "en") -> Drafted:
    """The main job: read, draft, translate and check a case; write review/letter.xlf and out/.

    Raises BadInput before anything is written, RenderFailed where a document could not be written as the letter says.
    """
    from appealdocs import render
    from appealdocs.batch import stamp
    from appealdocs.report.html import page
    from appealdocs.report.json_ import dumps, findings
    from appealdocs.review.store import dump
    from appealdocs.review.word import keep as keep_drafted

    folder = CaseFolder.open(path)
    with folder.locked():
        checked = check_case(path, workspace, now, "draft", engines)
        dossier, report = checked.dossier, checked.report
        letter = with_flags(checked.letter, dossier, workspace)
        write_atomic(folder.review, dump(letter))
        keep_drafted(folder, letter.segments, _printed(letter), now)
        written = render.letter(letter, folder.out, final=False, images=images(dossier, workspace), style=style(dossier, workspace), now=now)
        files = {
            "letter.txt": (render.form(letter) + "\n").encode(),
            "bilingual.docx": render.bilingual(letter),
            "report.html": page(dossier, letter, report, lang, advice=checked.advice).encode(),
            "findings.json": (dumps(findings(report, lang)) + "\n").encode(),
        }
        for name, data in files.items():
            write_atomic(folder.out / name, data, durable=False)
        stamp.keep(folder, stamp.stamp(folder, workspace, now, engines), findings(report, lang)["summary"])
    return Drafted(checked, written, tuple(folder.out / name for name in OUTPUTS))


def _printed(letter: Letter) -> set[str]:
    """Ids of the segments that stand in the letter."""
    runs = [run for b in letter.blocks for run in (b.inlines, *(cell for row in b.rows for cell in row.cells))]
    return {i.segment for run in runs for i in run if i.kind == "segment"}


def facts_intact(checked: Checked) -> tuple[int, int]:
    """(facts of the claims that stand in their targets by value, facts of all claims that have a target)."""
    from appealdocs.facts.case_names import names_of
    from appealdocs.facts.compare import compare
    from appealdocs.facts.parse import parse

    names, zone = names_of(checked.dossier.case), ZoneInfo(checked.dossier.zone)
    kept = total = 0
    for segment in checked.letter.segments.values():
        if segment.field and segment.target:
            found = parse(segment.target, segment.target_language, names, zone)
            total += len(segment.facts)
            kept += len(segment.facts) - min(len(segment.facts), len(compare(list(segment.facts), found).missing))
    return kept, total


def style(dossier: Dossier, workspace: Workspace) -> Any:
    """How documents of this case look: PDF/A level of the pack, the workspace's own templates/reference.docx where there is one."""
    from appealdocs.render.style import Style

    own = [file for folder in workspace.folders("templates")[1:] if (file := folder / "reference.docx").is_file()]
    return Style(pdfa="1a" if dossier.pack.packing.pdfa == "1a" else "2a", reference=own[-1] if own else None)


def images(dossier: Dossier, workspace: Workspace, sign: bool = False) -> Images:
    """The seller's logo (and, to sign, stamp and signature) as bytes; a file that is missing or not sound leaves its place empty."""
    from appealdocs.render.style import Images

    def data(name: str) -> bytes | None:
        reading = dossier.readings.get(name)
        if not name or reading is None or not reading.sound or reading.kind not in ("png", "jpeg"):
            return None
        for root in (dossier.folder, workspace.root):
            if root and (root / name).is_file():
                return (root / name).read_bytes()
        return None

    seller = dossier.case.seller
    return Images(data(seller.logo), data(seller.stamp) if sign else None, data(seller.signature) if sign else None)
