"""appealdocs review ..."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common, folder_argument

if TYPE_CHECKING:
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.exchange import Merged
    from appealdocs.workspace import Workspace


@click.group("review")
def command() -> None:
    """The translator's loop: what machines proposed, approved by a named person."""


def learn(case: CaseFolder, ids: Sequence[str], workspace: Workspace, settings: Settings) -> None:
    """Approved pairs enter the workspace's memory."""
    from appealdocs import stages
    from appealdocs.review.store import load

    segments = load(case.review)
    stages.learn(case, [segments[id] for id in ids if id in segments], workspace, settings.time)


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
    """Take back the last step; what it put into the memory leaves it."""
    from appealdocs import stages
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.actions import undo as do
    from appealdocs.review.store import load

    workspace = settings.workspace(folder)
    case = CaseFolder.open(folder)
    before = load(case.review)
    done = do(case, by or workspace.reviewer, settings.time)
    stages.forget(case, [before[id] for id in done if id in before and before[id].state == "approved"], workspace)
    learn(case, done, workspace, settings)
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
@click.option("--show", "only_show", is_flag=True, help="A letter.docx: show its edits, take nothing in.")
@common
def import_(folder: Path, file: Path, by: str, only_show: bool, settings: Settings) -> int:
    """Merge a review file or a letter.docx that came back; conflicts are shown with both texts and left as they are."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.review.exchange import import_ as do
    from appealdocs.review.formats.docx import is_table

    workspace = settings.workspace(folder)
    by = by or workspace.reviewer
    case = CaseFolder.open(folder)
    data = file.read_bytes()
    letter = file.suffix.lower() == ".docx" and not is_table(data)
    merged = _letter(case, file.name, data, by, settings, only_show) if letter else do(case, file.name, data, by, settings.time)
    if not (letter and only_show):
        learn(case, [*merged.taken, *merged.approved], workspace, settings)
    for conflict in merged.conflicts:
        click.echo(f"{conflict.id}\n    < {conflict.ours}\n    > {conflict.theirs}")
    settings.say(
        f"{len(merged.taken)} edited, {len(merged.approved)} approved, {merged.unchanged} unchanged, {len(merged.conflicts)} conflict(s)",
        f"已编辑 {len(merged.taken)}，已批准 {len(merged.approved)}，未变 {merged.unchanged}，冲突 {len(merged.conflicts)}",
    )
    return 1 if merged.conflicts else 0


def _letter(case: CaseFolder, name: str, data: bytes, by: str, settings: Settings, only_show: bool) -> Merged:
    """A letter.docx that was edited in Word: its edits as a redline with the Chinese above, then taken in."""
    from appealdocs import stages
    from appealdocs.review.redline import marked
    from appealdocs.review.word import import_letter

    edits, sent = stages.word_edits(case, name, data)
    changes, merged = import_letter(case, name, edits, sent, by, settings.time, take_in=not only_show)
    for change in changes:
        if change.taken:
            click.echo(f"{change.id}\n    {change.chinese}\n    {marked(change.before, change.after)}")
    return merged


@command.command("sheet")
@folder_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write (default: out/sheet.html of the case).")
@common
def sheet(folder: Path, out: Path | None, settings: Settings) -> int:
    """The signing person's sheet: the letter with its Chinese, what each sentence says, admits, denies and promises; tied to letter.pdf."""
    from appealdocs import stages
    from appealdocs.casefolder import CaseFolder, write_atomic

    case = CaseFolder.open(folder)
    made = stages.signing_sheet(folder, settings.workspace(folder), settings.time)
    target = out or case.out / "sheet.html"
    write_atomic(target, made.html.encode())
    write_atomic(target.with_suffix(".pdf"), made.pdf)
    both = f"{target}, {target.with_suffix('.pdf').name}"
    settings.say(f"Written: {both} for {made.letter} (SHA-256 {made.sha256})", f"已写入：{both}，对应 {made.letter}（SHA-256 {made.sha256}）")
    return 0


@command.command("stats")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How the figures are shown.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page with plots.")
@common
def stats(root: Path, format: str, html: Path | None, settings: Settings) -> int:
    """Edit distance from machine to approved text per engine, time per segment, what became of flags."""
    from appealdocs.casefolder import write_atomic
    from appealdocs.report.json_ import dumps
    from appealdocs.report.review_html import page
    from appealdocs.review.stats import figures

    made = figures(root)
    if html:
        write_atomic(html, page(made, settings.lang).encode())
        settings.say(f"Written: {html}", f"已写入：{html}")
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
    from appealdocs.casefolder import case_folders
    from appealdocs.review.store import load
    from appealdocs.review.web.serve import serve as run
    from appealdocs.stages import review_help

    workspace = settings.workspace(root)
    help = review_help(workspace, settings.now)
    languages: set[str] = set()
    for folder in case_folders(root):
        segments = [s for s in load(folder.review).values() if s.field]
        for segment in segments:  # word forms and lists are read now and not at the first key that somebody types
            if segment.target and segment.target_language not in languages:
                languages.add(segment.target_language)
                help.flags(segment)
        # what a server that was killed had approved and not yet learnt
        approved = [s for s in segments if s.state == "approved" and s.stamp.by and s.origin != "memory"]
        if approved:
            help.learned(folder, approved)
    run(root, workspace, host, port, allow_host, settings.now, lambda line: click.echo(line), help)
    return 0
