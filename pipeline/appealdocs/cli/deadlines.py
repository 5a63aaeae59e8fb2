"""appealdocs deadlines"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
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
@click.option("--watch", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Go on looking and print what became urgent; Ctrl-C ends it.")
@common
def command(root: Path, ics: Path | None, format: str, show_all: bool, watch: float | None, settings: Settings) -> int:
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
    if watch:

        def look(at: datetime) -> list[Clock]:
            return deadlines(root, settings.workspace(root), at)

        def show(urgent: list[Clock], at: datetime) -> None:
            click.echo(dumps(data(urgent, settings.lang)) if format == "json" else table(urgent, at, settings.lang))

        _watch(watch, now, found, look, show, settings)
    return 0


def _watch(
    minutes: float, start: datetime, before: list[Clock], look: Callable[[datetime], list[Clock]],
    show: Callable[[list[Clock], datetime], None], settings: Settings,
) -> None:
    """Look again every `minutes` and show what became urgent since the last look, until Ctrl-C. The time goes on from `start`."""
    begun = time.monotonic()
    settings.say(f"Watching every {minutes:g} min; Ctrl-C ends it.", f"每 {minutes:g} 分钟查看一次；按 Ctrl-C 结束。")
    try:
        while True:
            time.sleep(minutes * 60)
            at = start + timedelta(seconds=time.monotonic() - begun)
            after = look(at)
            urgent = _became_urgent(before, after)
            if urgent:
                show(urgent, at)
            before = after
    except KeyboardInterrupt:
        settings.say("Ended.", "已结束。")


def _became_urgent(before: list[Clock], after: list[Clock]) -> list[Clock]:
    """Clocks that were open (or not there) and are now due, and those that were due and have passed."""
    states = {(c.folder, c.key): c.state for c in before}
    worse = {("open", "due"), ("open", "passed"), ("due", "passed")}
    return [c for c in after if (states.get((c.folder, c.key), "open"), c.state) in worse]
