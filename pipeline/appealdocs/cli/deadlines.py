"""appealdocs deadlines"""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.track.clocks import Clock


@click.command("deadlines")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write a calendar file that phones accept.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How deadlines are shown.")
@click.option("--all", "show_all", is_flag=True, help="Also what is done.")
@click.option("--watch", type=click.IntRange(1), metavar="MINUTES", help="Go on looking and print what became urgent.")
@common
def command(root: Path, ics: Path | None, format: str, show_all: bool, watch: int | None, settings: Settings) -> int:
    """What is due when, most urgent first, in the platform's zone and in Beijing time."""
    from appealdocs.casefolder import write_atomic
    from appealdocs.report.deadlines_text import data, table
    from appealdocs.report.json_ import dumps
    from appealdocs.stages import deadlines
    from appealdocs.track.calendar import ics as calendar

    now = settings.time
    found = deadlines(root, settings.workspace(root), now)
    shown = [c for c in found if show_all or c.state != "done"]
    if ics:
        write_atomic(ics, calendar(found, now, settings.lang))
        settings.say(f"Calendar: {ics}", f"日历文件：{ics}")
    click.echo(dumps(data(shown, settings.lang)) if format == "json" else table(shown, now, settings.lang))
    while watch:
        time.sleep(watch * 60)
        later = deadlines(root, settings.workspace(root), datetime.now(now.tzinfo))
        urgent = _became_urgent(found, later)
        if urgent:
            click.echo(table(urgent, datetime.now(now.tzinfo), settings.lang))
        found = later
    return 0


def _became_urgent(before: list[Clock], after: list[Clock]) -> list[Clock]:
    """Clocks that were open and are now due or passed."""
    states = {(c.folder, c.key): c.state for c in before}
    return [c for c in after if c.state in ("due", "passed") and states.get((c.folder, c.key), "open") == "open"]
