"""appealdocs translate"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.command("translate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", type=click.Choice(["zh", "en", "ru"]), default="zh", show_default=True, help="Language of the text.")
@click.option("--target", type=click.Choice(["zh", "en", "ru"]), required=True, help="Language to translate into.")
@click.option("--engine", "engines", multiple=True, help="A translation engine (repeatable, in turn). Online ones send text out.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write (default: FILE with the language in its name).")
@common
def command(file: Path, source: str, target: str, engines: tuple[str, ...], out: Path | None, settings: Settings) -> int:
    """Translate a text, TSV or XLIFF file: memory, clauses, engines; what nobody knows stays open."""
    from zoneinfo import ZoneInfo

    from appealdocs import stages
    from appealdocs.casefolder import write_atomic

    workspace = settings.workspace(file.absolute().parent)
    made = stages.translate_one(file, source, target, workspace, engines, settings.time, ZoneInfo("Asia/Shanghai"))
    place = out or file.with_name(f"{file.stem}.{target}{file.suffix}")
    write_atomic(place, made.content)
    for failure in made.failures:
        settings.say(failure.text.en, failure.text.zh)
    opened = sum(not s.target for s in made.segments)
    settings.say(
        f"Written: {place}; {len(made.segments)} segment(s), {opened} still open",
        f"已写入：{place}；{len(made.segments)} 个句段，{opened} 个未翻译",
    )
    return 3 if made.failures else 0
