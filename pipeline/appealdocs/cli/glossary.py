"""appealdocs glossary import | export | check | search"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("glossary")
def command() -> None:
    """The glossary: shipped terms and the workspace's own over them."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@common
def import_(file: Path, settings: Settings) -> int:
    """Take terms (TSV, CSV, TBX) into the workspace's glossary."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.translate.glossary import load, save

    workspace = settings.workspace(Path())
    if workspace.root is None:
        raise UsageError(
            Text2("there is no workspace here to keep terms in", "此处没有可保存术语的工作区"),
            Text2("Make an appealdocs.toml (it may be empty) or give --workspace DIR.", "请新建 appealdocs.toml（可为空）或用 --workspace 指定文件夹。"),
        )
    place = workspace.root / str(workspace.settings.get("glossary", "glossary")) / "glossary.tsv"
    fresh = load(file)
    whole = load(place) + fresh if place.is_file() else fresh
    place.parent.mkdir(parents=True, exist_ok=True)
    save(whole, place)
    settings.say(f"{len(fresh)} term(s) taken into {place}", f"已将 {len(fresh)} 条术语写入 {place}")
    return 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(file: Path, settings: Settings) -> int:
    """Write all terms as TSV, CSV or TBX, by the file's suffix."""
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.glossary import save

    terms = glossary(settings.workspace(Path()).folders("glossary"))
    save(terms, file)
    settings.say(f"{len(terms)} term(s) written to {file}", f"已将 {len(terms)} 条术语写入 {file}")
    return 0


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@common
def check(file: Path, settings: Settings) -> int:
    """Read a glossary file and name every fault with its line."""
    from appealdocs.translate.glossary import load

    terms = load(file)
    settings.say(f"{len(terms)} term(s), no fault", f"{len(terms)} 条术语，没有错误")
    return 0


@command.command("search")
@click.argument("text")
@common
def search(text: str, settings: Settings) -> int:
    """Terms one of whose writings holds TEXT."""
    from appealdocs.translate.desk import glossary

    found = glossary(settings.workspace(Path()).folders("glossary")).search(text)
    for term in found[:50]:
        click.echo("  ·  ".join(term.preferred(lang) or "–" for lang in ("zh", "en", "ru")))
    settings.say(f"{len(found)} term(s)", f"{len(found)} 条术语")
    return 0
