"""appealdocs answered"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from appealdocs.cli.options import Moment, Settings, common, folder_argument


@click.command("answered")
@folder_argument
@click.option("--outcome", type=click.Choice(["accepted", "rejected"]), required=True, help="What the platform decided.")
@click.option("--notice", type=click.Path(path_type=Path), help="The platform's answer as a file.")
@click.option("--words", default="", help="The platform's own words.")
@click.option("--at", type=Moment(), help="When the answer came (default: now).")
@click.option("--by", default="", help="Who records it (default: the workspace's reviewer).")
@common
def command(
    folder: Path, outcome: str, notice: Path | None, words: str, at: datetime | None, by: str, settings: Settings
) -> int:
    """Record the platform's answer."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.track.record import answered

    by = by or settings.workspace(folder).reviewer
    answered(CaseFolder.open(folder), outcome, at or settings.time, by, notice, words)
    settings.say(f"Recorded: {outcome}", f"已登记：{'接受' if outcome == 'accepted' else '驳回'}")
    return 0
