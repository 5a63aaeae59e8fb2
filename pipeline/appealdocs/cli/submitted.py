"""appealdocs submitted"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Moment, Settings, common, folder_argument

if TYPE_CHECKING:
    from appealdocs.casefolder import CaseFolder
    from appealdocs.workspace import Workspace


@click.command("submitted")
@folder_argument
@click.option("--platform-case", required=True, help="Case ID, ticket number or Reference ID that the platform gave.")
@click.option("--at", type=Moment(), required=True, help="When it was submitted, with offset.")
@click.option("--proof", type=click.Path(path_type=Path), help="Screenshot of the confirmation page.")
@click.option("--without-package", is_flag=True, help="The submission was made without a finalised package.")
@click.option("--by", default="", help="Who submitted (default: the workspace's reviewer).")
@common
def command(
    folder: Path, platform_case: str, at: datetime, proof: Path | None, without_package: bool, by: str, settings: Settings
) -> int:
    """Record a submission: what was sent, when, under which number."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.track.record import submitted

    by = by or settings.workspace(folder).reviewer
    opened = CaseFolder.open(folder)
    submitted(opened, platform_case, at, by, proof, without_package, _claims(opened, settings.workspace(folder)))
    settings.say(f"Recorded: {platform_case}, {at.isoformat()}", f"已登记：{platform_case}，{at.isoformat()}")
    return 0


def _claims(folder: CaseFolder, workspace: Workspace) -> dict[str, str]:
    """The seller's sentences by key (`points[0].cause[0].zh`), for the comparison with a second round."""
    from appealdocs.intake.caseyaml import load_case
    from appealdocs.model.keys import PARTS

    case = load_case(folder.case_yaml, workspace)
    return {
        f"points[{i}].{part}[{j}].{lang}": claim.text[lang]
        for i, point in enumerate(case.points)
        for part in PARTS
        for j, claim in enumerate(point.part(part))
        for lang in claim.text.languages
    }
