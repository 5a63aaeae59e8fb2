"""appealdocs memory import | export | search | stats"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.translate.memory import Memory
    from appealdocs.translate.unit import Match

LANGUAGE = click.Choice(["zh", "en", "ru"])
KIND = click.Choice(["seed", "approved", "clause", "imported"])
_KINDS_ZH = {"seed": "种子", "approved": "已批准", "clause": "条款", "imported": "导入"}


@click.group("memory")
def command() -> None:
    """The workspace's translation memory."""


@contextmanager
def _opened(settings: Settings, make: bool = False) -> Iterator[Memory]:
    """The workspace's memory; the shipped seed alone where there is none and none is to be made."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.desk import desk

    workspace = settings.workspace(Path())
    if make and not workspace.memory:
        raise UsageError(
            Text2("there is no workspace to keep a memory in", "没有可存放记忆库的工作区"),
            Text2("Name its folder with --workspace, or put an appealdocs.toml here.", "请用 --workspace 指明文件夹，或在此处放置 appealdocs.toml。"),
        )
    with desk(workspace, make_memory=make) as at:
        yield at.memory


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@common
def import_(file: Path, settings: Settings) -> int:
    """Take in the units of a TMX FILE. They count as imported: a file does not approve."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.tmx import Import, read

    if not file.is_file():
        raise UsageError(Text2(f"there is no file {file}", f"文件不存在：{file}"))
    report = Import()
    pairs = [(a, b) for a in ("zh", "en", "ru") for b in ("zh", "en", "ru") if a != b]
    with _opened(settings, make=True) as memory:
        memory.add(read(file, pairs=pairs, report=report))
    for fault in report.faults:
        settings.say(f"{file}:{fault.line}: {fault.message.en}", f"{file}:{fault.line}：{fault.message.zh}")
    settings.say(f"{report.units} unit(s) taken in, {report.refused} refused", f"已导入 {report.units} 个翻译单元，拒绝 {report.refused} 个")
    if not report.units and not report.refused:
        settings.say(f"{file} holds no unit between two of zh, en, ru", f"{file} 中没有 zh、en、ru 之间的翻译单元")
    return 1 if report.refused or not report.units else 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", "kinds", multiple=True, type=KIND, help="Only units of this kind (repeatable); default: all but the shipped seed.")
@click.option("--source", type=LANGUAGE, help="Only from this language.")
@click.option("--target", type=LANGUAGE, help="Only into this language.")
@common
def export(file: Path, kinds: tuple[str, ...], source: str | None, target: str | None, settings: Settings) -> int:
    """Write the memory's units to FILE as TMX 1.4b."""
    from itertools import chain

    from appealdocs import __version__
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.tmx import write

    wanted = set(kinds) or {"approved", "clause", "imported"}
    with _opened(settings) as memory:
        units = (
            u for u in memory
            if u.kind in wanted and source in (None, u.source_language) and target in (None, u.target_language)
        )  # fmt: skip
        first = next(units, None)
        if first is None:
            raise UsageError(
                Text2(f"the memory holds no such unit; {file} is not written", f"记忆库中没有这样的翻译单元，未写入 {file}"),
                Text2("Name the workspace with --workspace; --kind seed writes the shipped sentences.", "请用 --workspace 指明工作区；--kind seed 可导出随附的句子。"),
            )
        count = write(file, chain([first], units), source_language=source or "zh", version=__version__)
    settings.say(f"{count} unit(s) written to {file}", f"已将 {count} 个翻译单元写入 {file}")
    return 0


@command.command("search")
@click.argument("text")
@click.option("--source", type=LANGUAGE, help="Language of TEXT; default: by its letters.")
@click.option("--target", type=LANGUAGE, help="Only translations into this language.")
@click.option("--minimum", type=click.IntRange(1, 100), default=60, show_default=True, help="Lowest score of a match.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Matches a language.")
@common
def search(text: str, source: str | None, target: str | None, minimum: int, limit: int, settings: Settings) -> int:
    """The best matches for TEXT, with score, where they come from and what differs."""
    here = source or _language(text)
    found = 0
    with _opened(settings) as memory:
        for there in [target] if target else [language for language in ("en", "ru", "zh") if language != here]:
            for match in memory.lookup(text, here, there, minimum=minimum, limit=limit):
                found += 1
                _show(memory.with_values(match, text), settings)
    if not found:
        settings.say("nothing like it in the memory", "记忆库中没有相近句段")
    return 0


def _show(match: Match, settings: Settings) -> None:
    unit = match.unit
    kind = _KINDS_ZH[unit.kind] if settings.lang == "zh" else unit.kind
    click.echo(" · ".join(filter(None, (f"{match.score} %", kind, unit.who, unit.at[:10], unit.procedure))))
    click.echo(f"    {unit.source_language}  {unit.source}")
    click.echo(f"    {unit.target_language}  {match.target}")
    changed = [f"{c.stored or '∅'} → {c.asked or '∅'}" for c in match.difference if c.op != "equal"]
    if changed:
        click.echo(f"    ~ {'; '.join(changed)}")
    if match.caution:
        click.echo(f"    ! {match.caution[settings.lang]}")


def _language(text: str) -> str:
    if re.search(r"[\u3400-\u9fff]", text):
        return "zh"
    return "ru" if re.search(r"[А-Яа-яЁё]", text) else "en"


@command.command("stats")
@common
def stats(settings: Settings) -> int:
    """How many units the memory holds, by languages and kind."""
    with _opened(settings) as memory:
        counts = memory.counts()
    for (source, target, kind), count in sorted(counts.items()):
        click.echo(f"{source} → {target}  {_KINDS_ZH[kind] if settings.lang == 'zh' else kind:<10} {count:>9}")
    total = sum(counts.values())
    settings.say(f"{total} unit(s)", f"共 {total} 个翻译单元")
    return 0
