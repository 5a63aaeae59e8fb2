"""One folder of a batch, and a file that is no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder
from appealdocs.resources import keep
from appealdocs.stages.case import OUTPUTS, _clauses, draft_case
from appealdocs.stages.final import finalize_case
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.batch.run import Job
    from appealdocs.translate.files import TranslatedFile


def translate_one(
    file: Path, source: str, target: str, workspace: Workspace, engines: Sequence[str], now: datetime, zone: ZoneInfo
) -> TranslatedFile:
    """The translate stage alone, for a file."""
    from appealdocs.translate import translate_file
    from appealdocs.translate.desk import desk

    with desk(workspace, engines) as at:
        return translate_file(
            file, source, target, memory=at.memory, glossary=at.glossary, clauses=_clauses(workspace.folders("clauses"), str(zone)),
            engines=at.engines, zone=zone, now=now,
        )


def unchanged_one(job: Job) -> tuple[int, Mapping[str, Any]] | None:
    """(exit status, summary) of a folder that needs no new draft, None of one that does. Quick: nothing of a draft is loaded."""
    from appealdocs.batch import stamp

    folder, workspace = _opened(job)
    if stamp.missing(folder, OUTPUTS) or stamp.changed(folder, stamp.stamp(folder, workspace, job.now, job.engines), OUTPUTS):
        return None
    summary = stamp.kept_summary(folder)
    return (1 if summary.get("error") else 0), summary


def _opened(job: Job) -> tuple[CaseFolder, Workspace]:
    path = Path(job.folder)
    return CaseFolder.open(path), Workspace.load(Path(job.workspace)) if job.workspace else Workspace.find(path)


def batch_one(job: Job) -> tuple[int, str, Mapping[str, Any], Sequence[str]]:
    """One folder of a batch: (exit status, what was done, summary, why). Called in a worker process."""
    from appealdocs.batch import stamp

    path = Path(job.folder)
    folder, workspace = _opened(job)
    why = stamp.changed(folder, stamp.stamp(folder, workspace, job.now, job.engines), OUTPUTS)
    if why:
        checked = draft_case(path, workspace, job.now, job.engines).checked
        summary: Mapping[str, Any] = {s: checked.report.count(s) for s in ("error", "warning", "info")} | {
            "facts": len(checked.report.proofs), "proven": sum(p.state == "proven" for p in checked.report.proofs)
        }
        status, done = checked.exit_status, "drafted"
    else:
        summary = stamp.kept_summary(folder)
        status, done = (1 if summary.get("error") else 0), "unchanged"
    if job.finalize and status == 0:
        finalize_case(path, workspace, job.now)
        done = "finalized"
    keep()
    return status, done, summary, why
