"""appealdocs memory import | export | search | stats"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("memory")
def command() -> None:
    """The workspace's translation memory."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@common
def import_(file: Path, settings: Settings) -> int:
    """Take in a TMX file; its units count as imported, never as approved by your people."""
    from appealdocs.translate import tmx
    from appealdocs.translate.desk import desk

    workspace = settings.workspace(Path())
    if not workspace.memory:
        raise _no_workspace()
    with desk(workspace, make_memory=True) as at:
        count = at.memory.add(tmx.read(file))
    settings.say(f"{count} unit(s) taken in", f"已导入 {count} 条")
    return 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(file: Path, settings: Settings) -> int:
    """Write the memory as TMX 1.4b."""
    from appealdocs.translate import tmx
    from appealdocs.translate.desk import desk

    with desk(settings.workspace(Path())) as at:
        count = tmx.write(file, at.memory)
    settings.say(f"{count} unit(s) written to {file}", f"已将 {count} 条写入 {file}")
    return 0


@command.command("search")
@click.argument("text")
@click.option("--source", type=click.Choice(["zh", "en", "ru"]), default="zh", show_default=True, help="Language of the text.")
@click.option("--target", type=click.Choice(["zh", "en", "ru"]), default="en", show_default=True, help="Language wanted.")
@common
def search(text: str, source: str, target: str, settings: Settings) -> int:
    """The nearest segments, with match score."""
    from appealdocs.translate.desk import desk

    with desk(settings.workspace(Path())) as at:
        matches = at.memory.lookup(text, source, target, minimum=50, limit=10)
    for match in matches:
        click.echo(f"{match.score:>3}  {match.unit.source}\n     {match.target}   [{match.unit.kind}{', ' + match.unit.who if match.unit.who else ''}]")
    settings.say(f"{len(matches)} match(es)", f"{len(matches)} 条匹配")
    return 0


@command.command("stats")
@common
def stats(settings: Settings) -> int:
    """How many units of which kind and language pair."""
    from appealdocs.translate.desk import desk

    with desk(settings.workspace(Path())) as at:
        counts = at.memory.counts()
    for (kind, source, target), count in sorted(counts.items()):
        click.echo(f"{kind:<10} {source} > {target}  {count:>8}")
    return 0


def _no_workspace() -> Exception:
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2

    return UsageError(
        Text2("there is no workspace here to keep a memory in", "此处没有可保存记忆库的工作区"),
        Text2("Make an appealdocs.toml (it may be empty) or give --workspace DIR.", "请新建 appealdocs.toml（可为空）或用 --workspace 指定文件夹。"),
    )
