"""appealdocs review ..."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common, folder_argument

if TYPE_CHECKING:
    from appealdocs.casefolder import CaseFolder
    from appealdocs.workspace import Workspace


@click.group("review")
def command() -> None:
    """The translator's loop: what machines proposed, approved by a named person."""


def learn(case: CaseFolder, ids: Sequence[str], workspace: Workspace, settings: Settings) -> None:
    """Approved pairs enter the workspace's memory."""
    from appealdocs import stages
    from appealdocs.review.store import load

    segments = load(case.review)
    stages.learn(case, [segments[id] for id in ids], workspace, settings.time)


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
    workspace = settings.workspace(folder)
    by = by or workspace.reviewer
    case = CaseFolder.open(folder)
    done = do(case, segments, by, settings.time, all_clean)
    learn(case, done, workspace, settings)
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

    workspace = settings.workspace(folder)
    by = by or workspace.reviewer
    case = CaseFolder.open(folder)
    do(case, segment, text, by, settings.time)
    learn(case, [segment], workspace, settings)
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


@command.command("export")
@folder_argument
@click.option("--format", type=click.Choice(["xlf", "xlsx", "docx", "html"]), default="xlf", help="CAT tools, Excel, Word, or one offline page.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write (default: beside the case).")
@common
def export(folder: Path, format: str, out: Path | None, settings: Settings) -> int:
    """Write a review file that can be sent to a translator."""
    from appealdocs.casefolder import CaseFolder, write_atomic
    from appealdocs.review.exchange import export as do

    case = CaseFolder.open(folder)
    name, data = do(case, format, settings.time)
    target = out or case.root.parent / name
    write_atomic(target, data)
    settings.say(f"Written: {target}", f"已写入：{target}")
    return 0


@command.command("import")
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@by_option
@common
def import_(folder: Path, file: Path, by: str, settings: Settings) -> int:
    """Merge a review file that came back; conflicts are shown with both texts and left as they are."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.exchange import import_ as do

    workspace = settings.workspace(folder)
    by = by or workspace.reviewer
    case = CaseFolder.open(folder)
    merged = do(case, file.name, file.read_bytes(), by, settings.time)
    learn(case, [*merged.taken, *merged.approved], workspace, settings)
    for conflict in merged.conflicts:
        click.echo(f"{conflict.id}\n    < {conflict.ours}\n    > {conflict.theirs}")
    settings.say(
        f"{len(merged.taken)} edited, {len(merged.approved)} approved, {merged.unchanged} unchanged, {len(merged.conflicts)} conflict(s)",
        f"已编辑 {len(merged.taken)}，已批准 {len(merged.approved)}，未变 {merged.unchanged}，冲突 {len(merged.conflicts)}",
    )
    return 1 if merged.conflicts else 0


@command.command("stats")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How the figures are shown.")
@common
def stats(root: Path, format: str, settings: Settings) -> int:
    """Edit distance from machine to approved text per engine, time per segment, what became of flags."""
    from appealdocs.report.json_ import dumps
    from appealdocs.review.stats import figures

    made = figures(root)
    if format == "json":
        click.echo(dumps({"version": 1, "engines": made}))
        return 0
    for engine, values in made.items():
        click.echo(
            f"{engine or '-':<20} {values['segments']:>5} segments  {values['approved_as_is']:>5} as they were  "
            f"edit distance {values['edit_distance']:.2f}  median {values['seconds']:.0f} s  flags kept {values['flags_kept']}, waved through {values['flags_waved']}"
        )
    settings.say(f"{len(made)} engine(s)", f"{len(made)} 个引擎")
    return 0


@command.command("serve")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address than loopback must be allowed by --allow-host.")
@click.option("--allow-host", multiple=True, help="A Host name under which the page may be called (repeatable).")
@common
def serve(root: Path, port: int, host: str, allow_host: tuple[str, ...], settings: Settings) -> int:
    """The review page for every case below ROOT, on loopback; prints a link for each reviewer."""
    from appealdocs.review.web.serve import serve as run
    from appealdocs.stages import review_help

    workspace = settings.workspace(root)
    run(root, workspace, host, port, allow_host, settings.now, lambda line: click.echo(line), review_help(workspace, settings.now))
    return 0
