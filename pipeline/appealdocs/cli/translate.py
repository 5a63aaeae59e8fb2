"""appealdocs translate"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.translate.files import TranslatedFile
    from appealdocs.translate.glossary import Glossary

LANGUAGE = click.Choice(["zh", "en", "ru"])


@click.command("translate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", type=LANGUAGE, required=True, help="Language of the source.")
@click.option("--target", type=LANGUAGE, required=True, help="Language to translate into.")
@click.option("--engine", "engines", multiple=True, help="A translation engine (repeatable, in turn). Online ones send text out: engines list.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there; default: standard output.")
@common
def command(file: Path, source: str, target: str, engines: tuple[str, ...], out: Path | None, settings: Settings) -> int:
    """Translate FILE (text, TSV or XLIFF) by memory, glossary, clauses and the engines named; flag what a person must look at.

    Exit status 1 if a segment stays open or has a critical flag, 3 if an engine failed.
    """
    from appealdocs.casefolder import write_atomic
    from appealdocs.draft.clauses import library
    from appealdocs.translate.desk import desk
    from appealdocs.translate.files import translate_file

    workspace = settings.workspace(file)
    with desk(workspace, engines) as at:
        done = translate_file(
            file, source, target, memory=at.memory, glossary=at.glossary, clauses=library(workspace.folders("clauses")),
            engines=at.engines, now=settings.time,
        )  # fmt: skip
        glossary = at.glossary
    if out is None:
        click.echo(done.content.decode("utf-8"), nl=False)
    else:
        write_atomic(out, done.content)
    for failure in done.failures:
        click.echo(failure.text[settings.lang], err=True)
    critical = _flags(done, glossary, settings)
    opened = sum(not s.target and bool(s.source.strip()) for s in done.segments)
    _summary(done, opened, settings)
    return 3 if done.failures else 1 if opened or critical else 0


def _flags(done: TranslatedFile, glossary: Glossary, settings: Settings) -> int:
    """Say the flags on standard error; gives how many segments have a critical one."""
    from appealdocs.translate.flags.bilingual import Row
    from appealdocs.translate.flags.report import as_text, judge

    rows = [Row(s.id, s.source, s.target, s.source_language, s.target_language) for s in done.segments if s.target and s.source.strip()]
    judged = judge(rows, glossary)
    if not settings.quiet:
        for line in as_text(judged, settings.lang):
            click.echo(line, err=True)
    return sum(any(f.severity == "critical" for f in j.flags) for j in judged)


_ORIGINS = {
    "memory": ("memory", "记忆库"), "clause": ("clause library", "条款库"), "fuzzy": ("near match", "模糊匹配"), "machine": ("machine", "机器翻译"),
    "human": ("was there", "原有译文"),
}  # fmt: skip


def _summary(done: TranslatedFile, opened: int, settings: Settings) -> None:
    counts = Counter(s.origin for s in done.segments if s.target and s.source.strip())
    parts = [(f"{_ORIGINS[origin][0]} {n}", f"{_ORIGINS[origin][1]} {n}") for origin, n in sorted(counts.items()) if origin in _ORIGINS]
    settings.say(
        ", ".join([*(en for en, _ in parts), f"open {opened}"]), "，".join([*(zh for _, zh in parts), f"未翻译 {opened}"])
    )
