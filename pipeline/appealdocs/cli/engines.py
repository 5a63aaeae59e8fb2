"""appealdocs engines list | test | install"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("engines")
def command() -> None:
    """Translation engines. None is called unless you name it."""


@command.command("list")
@common
def list_(settings: Settings) -> int:
    """Engines by name, and those of the workspace."""
    from appealdocs.translate.engines import ENGINES

    for name, (_, words) in ENGINES.items():
        click.echo(f"{name:<10} {words[settings.lang]}")
    for entry in settings.workspace(Path()).engines:
        click.echo(f"{entry['name']:<10} {'工作区设置' if settings.lang == 'zh' else 'set in the workspace'}")
    return 0


@command.command("test")
@click.argument("name")
@click.option("--target", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language to translate into.")
@common
def test(name: str, target: str, settings: Settings) -> int:
    """Translate one harmless sentence with an engine and show what comes back."""
    from appealdocs.translate.desk import desk
    from appealdocs.translate.engines import Context

    with desk(settings.workspace(Path()), [name]) as at:
        engine = at.engines[0]
        if engine.online:
            settings.say(f"{engine.name} sends this sentence out", f"{engine.name} 会把这句话发送出去")
        click.echo(engine.translate(["包裹已于昨天送达。"], "zh", target, Context())[0])
    return 0


@command.command("install")
@click.argument("pair")
@click.option("--from", "source", required=True, help="A model archive: a file, or an https address.")
@click.option("--sha256", required=True, help="The archive's SHA-256; anything else is refused.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("engines"), show_default=True, help="Where models lie.")
@common
def install(pair: str, source: str, sha256: str, folder: Path, settings: Settings) -> int:
    """Install a CTranslate2 or Argos model for a language pair (zh-en, en-ru), verified by its hash."""
    from appealdocs.translate.engines.install import install as do

    made = do(pair, source, sha256, folder)
    settings.say(f"Installed: {made}", f"已安装：{made}")
    return 0
