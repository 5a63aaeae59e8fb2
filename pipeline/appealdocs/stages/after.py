"""After the letter: clocks, follow-ups, outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from appealdocs.casefolder import CaseFolder
from appealdocs.model.dossier import Dossier
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.track.clocks import Clock
    from appealdocs.track.outcomes import Rate


def follow_up_text(path: Path, workspace: Workspace, now: datetime) -> str:
    """The follow-up to a submission without an answer, in the letter's language; it is journalled. Raises Refused."""
    from appealdocs.draft.draft import text
    from appealdocs.intake.intake import read
    from appealdocs.track.follow_up import follow_up

    folder = CaseFolder.open(path)
    dossier = read(folder, workspace, now)
    made = follow_up(dossier)
    name = f"follow-up-{dossier.pack.data.get('follow_up_template', dossier.case.procedure.split('-')[0])}.txt"
    words = text(name, dossier, workspace, {"submission": made.variables()}, new_evidence=made.new_evidence)
    folder.append("follow-up", now, workspace.reviewer, {"platform_case": made.platform_case})
    return words


def failure_mail(
    path: Path, workspace: Workspace, now: datetime, url: str, console: Sequence[str], shown: str = "", browser: str = ""
) -> str:
    """The mail that reports a technical failure of the portal (source 002); the appeal itself goes through the portal."""
    from appealdocs.draft.draft import text
    from appealdocs.intake.intake import read

    dossier = read(CaseFolder.open(path), workspace, now)
    failure = {"url": url, "attempts": [now], "browser": browser or "____", "shown": shown or None, "console": list(console), "screenshots": []}
    address = str(dossier.pack.data.get("support_address", "") or "____")
    return text("technical-failure-mail.txt", dossier, workspace, {"failure": failure, "support_address": address})


def _deadline_of(folder: CaseFolder, workspace: Workspace, now: datetime) -> str:
    """The case's submission deadline in Beijing time, ISO, "" where there is none or the case cannot be read."""
    own = [c for c in deadlines(folder.root, workspace, now) if c.kind == "submission"]
    return own[0].at.astimezone(ZoneInfo("Asia/Shanghai")).isoformat() if own else ""


def outcome_tables(root: Path, workspace: Workspace) -> dict[str, dict[str, Rate]]:
    """Outcomes of every readable case at or below `root`."""
    from appealdocs.casefolder import case_folders
    from appealdocs.errors import BadInput
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.track.outcomes import outcomes

    found = []
    for folder in case_folders(root):
        try:
            found.append((load_case(folder.case_yaml, workspace), folder.records()))
        except BadInput:
            continue  # its own check says what is wrong with it
    return outcomes(found)


def deadlines(root: Path, workspace: Workspace, now: datetime) -> list[Clock]:
    """The clocks of every readable case at or below `root`, most urgent first; what is done comes last."""
    from appealdocs.casefolder import case_folders
    from appealdocs.errors import BadInput
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.intake.intake import notice_alone
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
        notice = notice_alone(folder, workspace, case, pack)
        found += clocks(Dossier(folder.root, case, pack, now, zone, notice=notice, records=folder.records()))
    return sorted(found, key=lambda c: (c.state == "done", c.at))
