"""appealdocs review ..."""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.group("review")
def command() -> None:
    """The translator's loop: what machines proposed, approved by a named person."""


by_option = click.option("--by", default="", help="Your name (default: the workspace's reviewer).")


@command.command("list")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@common
def list_(root: Path, settings: Settings) -> int:
    """Every case below ROOT with the segments that wait for a person."""
    from appealdocs.casefolder import case_folders
    from appealdocs.review.store import load

    for folder in case_folders(root):
        own = [s for s in load(folder.review).values() if s.field]
        waiting = [s for s in own if s.state != "approved"]
        click.echo(f"{len(waiting):>4} / {len(own):<4} {folder.root}")
    return 0


@command.command("show")
@folder_argument
@click.option("--all", "show_all", is_flag=True, help="Also what is approved.")
@common
def show(folder: Path, show_all: bool, settings: Settings) -> int:
    """The segments of a case: source, target, flags, who approved."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.report.segments_text import rows
    from appealdocs.review.store import load

    segments = [s for s in load(CaseFolder.open(folder).review).values() if s.field]
    for line in rows([s for s in segments if show_all or s.state != "approved"], settings.lang):
        click.echo(line)
    waiting = sum(s.state != "approved" for s in segments)
    settings.say(f"{waiting} of {len(segments)} segment(s) wait for approval", f"{len(segments)} 个句段中 {waiting} 个待批准")
    return 0


@command.command("approve")
@folder_argument
@click.argument("segments", nargs=-1)
@click.option("--all", "all_clean", is_flag=True, help="Every segment that has a target and no flag.")
@by_option
@common
def approve(folder: Path, segments: tuple[str, ...], all_clean: bool, by: str, settings: Settings) -> int:
    """Approve segments as they stand."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.actions import approve as do

    if bool(segments) == all_clean:
        raise click.UsageError("name the segments, or give --all")
    by = by or settings.workspace(folder).reviewer
    done = do(CaseFolder.open(folder), segments, by, settings.time, all_clean)
    settings.say(f"{len(done)} segment(s) approved by {by}", f"{by} 已批准 {len(done)} 个句段")
    return 0


@command.command("edit")
@folder_argument
@click.argument("segment")
@click.option("--text", required=True, help="The new target text.")
@by_option
@common
def edit(folder: Path, segment: str, text: str, by: str, settings: Settings) -> int:
    """Replace a segment's target by your own words; that approves it."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.actions import edit as do

    by = by or settings.workspace(folder).reviewer
    do(CaseFolder.open(folder), segment, text, by, settings.time)
    settings.say(f"{segment} edited and approved by {by}", f"{by} 已编辑并批准 {segment}")
    return 0


@command.command("undo")
@folder_argument
@by_option
@common
def undo(folder: Path, by: str, settings: Settings) -> int:
    """Take back the last step."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.actions import undo as do

    by = by or settings.workspace(folder).reviewer
    done = do(CaseFolder.open(folder), by, settings.time)
    settings.say(f"Taken back: {', '.join(done)}", f"已撤销：{'、'.join(done)}")
    return 0
