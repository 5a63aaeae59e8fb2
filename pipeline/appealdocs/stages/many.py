"""One folder of a batch, and a file that is no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder
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


def batch_one(job: Job) -> tuple[int, str, Mapping[str, Any], Sequence[str]]:
    """One folder of a batch: (exit status, what was done, summary, why). Called in a worker process."""
    from appealdocs.batch import stamp

    path = Path(job.folder)
    workspace = Workspace.load(Path(job.workspace)) if job.workspace else Workspace.find(path)
    folder = CaseFolder.open(path)
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
    return status, done, summary, why
