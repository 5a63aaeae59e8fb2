"""appealdocs flags"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common

LANGUAGE = click.Choice(["zh", "en", "ru"])


@click.command("flags")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", type=LANGUAGE, default=None, help="Language of the source; default: as the file says, else zh.")
@click.option("--target", type=LANGUAGE, default=None, help="Language of the target; default: as the file says, else by its letters.")
@click.option("--name", "names", multiple=True, help="A name or id that must stand as it is (repeatable).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How flags are shown.")
@common
def command(file: Path, source: str | None, target: str | None, names: tuple[str, ...], format: str, settings: Settings) -> int:
    """Quality flags for any bilingual FILE: XLIFF 1.2 or 2, TMX, or TSV of source and target.

    Exit status 1 if a flag is critical.
    """
    from appealdocs.facts.names import Names
    from appealdocs.report.json_ import dumps
    from appealdocs.translate.desk import glossary
    from appealdocs.translate.flags.bilingual import read
    from appealdocs.translate.flags.report import as_json, as_text, judge

    rows = read(file, source or "", target or "")
    terms = glossary(settings.workspace(file).folders("glossary"))
    judged = judge(rows, terms, Names({"name": names}) if names else None)
    if format == "json":
        click.echo(dumps(as_json(judged, settings.lang)))
    else:
        for line in as_text(judged, settings.lang):
            click.echo(line)
    flagged = sum(bool(j.flags) for j in judged)
    critical = sum(any(f.severity == "critical" for f in j.flags) for j in judged)
    settings.say(
        f"{len(judged)} segment(s): {flagged} flagged, {critical} with a critical flag", f"共 {len(judged)} 个句段：{flagged} 个有标记，{critical} 个严重"
    )
    return 1 if critical else 0
