"""The way through: intake -> draft -> translate -> review -> check -> render -> pack. The one place that knows the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appealdocs.casefolder import CaseFolder
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.track.clocks import Clock


@dataclass(frozen=True, slots=True)
class Checked:
    """A case as far as its findings."""

    dossier: Dossier
    letter: Letter
    report: Report

    @property
    def exit_status(self) -> int:
        """0 no error, 1 at least one, 3 a rule crashed."""
        if self.report.crashed:
            return 3
        return 1 if self.report.count("error") else 0


def check_case(path: Path, workspace: Workspace, now: datetime, stage: str = "check", engines: Sequence[Any] = ()) -> Checked:
    """Everything up to the findings, in memory; nothing is written. Engines are called only if they are given."""
    from appealdocs.check.check import check
    from appealdocs.draft.draft import draft
    from appealdocs.intake.intake import read

    folder = CaseFolder.open(path)
    dossier = read(folder, workspace, now)
    letter = draft(dossier, workspace)
    report = check(dossier, letter, workspace, stage)
    return Checked(dossier, letter, report)


def deadlines(root: Path, workspace: Workspace, now: datetime) -> list[Clock]:
    """The clocks of every readable case at or below `root`, most urgent first; what is done comes last."""
    from appealdocs.casefolder import case_folders
    from appealdocs.errors import BadInput
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.packs import load_pack
    from appealdocs.track.clocks import clocks

    found: list[Clock] = []
    for folder in case_folders(root):
        try:
            case = load_case(folder.case_yaml, workspace)
        except BadInput:
            continue  # its own check says what is wrong with it
        pack = load_pack(case.procedure, workspace, case.platform or "")
        zone = pack.zone_by_site.get(case.site, pack.zone)
        found += clocks(Dossier(folder.root, case, pack, now, zone, records=folder.records()))
    return sorted(found, key=lambda c: (c.state == "done", c.at))
