"""appealdocs check"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.command("check")
@folder_argument
@click.option("--format", type=click.Choice(["text", "json", "sarif"]), default="text", help="How findings are shown.")
@common
def command(folder: Path, format: str, settings: Settings) -> int:
    """Report every finding of a case. Writes nothing and calls no engine."""
    from appealdocs.reading import ahead

    ahead.begin(folder)  # files never read before are the longest part: their processes start while ours imports the rest
    from appealdocs import stages

    checked = stages.check_case(folder, settings.workspace(folder), settings.time)
    click.echo(_shown(checked, format, settings))
    return checked.exit_status


def _shown(checked: object, format: str, settings: Settings) -> str:
    from appealdocs.report.advice_text import advice_text
    from appealdocs.report.json_ import dumps, findings
    from appealdocs.report.sarif import sarif
    from appealdocs.report.text import report_text
    from appealdocs.stages import Checked

    assert isinstance(checked, Checked)
    if format == "json":
        return dumps(findings(checked.report, settings.lang))
    if format == "sarif":
        return dumps(sarif(checked.report, settings.lang))
    top = "" if settings.quiet else advice_text(checked.advice, settings.lang, settings.colour)
    return (f"{top}\n" if top else "") + report_text(checked.report, settings.lang, settings.colour, settings.quiet)
