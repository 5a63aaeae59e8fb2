"""appealdocs batch"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.command("batch")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes at a time.")
@click.option("--scheduler", default="", metavar="tcp://HOST:PORT", help="Send the folders to a dask scheduler.")
@click.option("--engine", "engines", multiple=True, help="A translation engine (repeatable).")
@click.option("--finalize", is_flag=True, help="Finalise every case that has no error left.")
@click.option("--report", type=click.Path(path_type=Path, file_okay=False), help="Where batch.html and batch.json go (default: ROOT).")
@common
def command(
    root: Path, jobs: int, scheduler: str, engines: tuple[str, ...], finalize: bool, report: Path | None, settings: Settings
) -> int:
    """Draft every case folder below ROOT that changed; a report at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from appealdocs.batch.run import Result, run
    from appealdocs.casefolder import case_folders, write_atomic
    from appealdocs.report.batch_html import page
    from appealdocs.report.json_ import dumps

    console = Console(stderr=True, no_color=not settings.colour, quiet=settings.quiet)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=settings.quiet or not console.is_terminal) as bar:
        task = bar.add_task("batch", total=len(case_folders(root)))

        def progress(result: Result) -> None:
            bar.advance(task)
            if result.done == "failed":
                console.print(f"{Path(result.folder).name}: {result.message[settings.lang]}", markup=False, highlight=False)

        workspace = str(settings.workspace_dir or "")
        batch = run(
            root, workspace, settings.time, jobs=jobs, engines=engines, finalize=finalize, scheduler=scheduler, progress=progress
        )
    target = report or root
    write_atomic(target / "batch.json", dumps(batch.data()).encode())
    write_atomic(target / "batch.html", page(batch.data(), settings.lang).encode())
    counts = batch.data()["counts"]
    settings.say(
        f"{len(batch.results)} case(s): {counts['drafted']} drafted, {counts['unchanged']} unchanged, {counts['finalized']} finalised, "
        f"{counts['failed']} failed, {batch.seconds:.1f} s. Report: {target / 'batch.html'}",
        f"共 {len(batch.results)} 个案件：起草 {counts['drafted']}，未变 {counts['unchanged']}，定稿 {counts['finalized']}，"
        f"失败 {counts['failed']}，用时 {batch.seconds:.1f} 秒。报告：{target / 'batch.html'}",
    )
    return batch.exit_status
