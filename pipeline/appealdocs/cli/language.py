"""appealdocs language"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.language.verdict import Verdict


def _with_lookalikes(found: Verdict, text: str, names: tuple[str, ...]) -> Verdict:
    """A letter of another alphabet inside an id or name ('НX-7702' with a Russian Н) is a leaked run of that script too."""
    from appealdocs.language.lookalikes import lookalikes
    from appealdocs.language.scripts import script_of
    from appealdocs.language.verdict import Run

    odd = [Run(hit.start, hit.end, hit.text, script, "") for hit in lookalikes(text, names) if (script := script_of(hit.text)) is not None]
    if not odd:
        return found
    places = {(run.start, run.end) for run in odd}
    runs = sorted((*(run for run in found.runs if (run.start, run.end) not in places), *odd), key=lambda run: (run.start, run.end))
    judgement = "mixed" if found.verdict in ("ok", "unsure") else found.verdict
    return replace(found, verdict=judgement, runs=tuple(runs), foreign=(*found.foreign, *odd))


@click.command("language")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--require", type=click.Choice(["en", "ru"]), required=True, help="The language that the platform takes.")
@click.option("--name", "names", multiple=True, help="A brand or carrier name that is no violation (repeatable).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How the verdicts are shown.")
@common
def command(file: Path, require: str, names: tuple[str, ...], format: str, settings: Settings) -> int:
    """The language verdict for any text, DOCX or PDF, a paragraph or line each."""
    from appealdocs.language.textfile import file_blocks
    from appealdocs.language.verdict import verdict
    from appealdocs.report.json_ import dumps

    required: Literal["en", "ru"] = "ru" if require == "ru" else "en"
    judged = [(block, _with_lookalikes(verdict(block.text, required, names), block.text, names)) for block in file_blocks(file)]
    bad = [j for j in judged if j[1].verdict in ("wrong", "mixed")]
    if format == "json":
        listed = [
            {
                "line": block.line, "verdict": v.verdict, "language": v.language,
                "runs": [{"start": r.start, "end": r.end, "text": r.text, "script": r.script, "language": r.language} for r in v.runs],
            }
            for block, v in judged
        ]
        click.echo(dumps({"version": 1, "blocks": listed}))
        return 1 if bad else 0
    for block, v in judged:
        if v.verdict != "ok" or settings.verbose:
            foreign = "; ".join(r.text for r in v.foreign)
            click.echo(f"{file.name}:{block.line}  {v.verdict}  {v.language}  {foreign or block.text[:100]}")
    settings.say(f"{len(judged)} block(s), {len(bad)} not {require}", f"共 {len(judged)} 段，{len(bad)} 段不是要求的语言")
    return 1 if bad else 0
