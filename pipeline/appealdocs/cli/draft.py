"""appealdocs draft"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.command("draft")
@folder_argument
@click.option("--engine", "engines", multiple=True, help="A translation engine (repeatable, in turn). Online ones send text out.")
@click.option("--prove", is_flag=True, help="Plant faults into this very letter and show which the checks catch.")
@common
def command(folder: Path, engines: tuple[str, ...], prove: bool, settings: Settings) -> int:
    """Read, draft, translate and check a case; write review/letter.xlf and out/."""
    from appealdocs.reading import ahead

    ahead.begin(folder)  # files never read before are the longest part: their processes start while ours imports the rest
    from appealdocs import stages
    from appealdocs.report.advice_text import advice_text
    from appealdocs.report.draft_text import outcome

    workspace = settings.workspace(folder)
    drafted = stages.draft_case(folder, workspace, settings.time, engines, settings.lang)
    checked = drafted.checked
    for failure in checked.failures:
        settings.say(failure.text.en, failure.text.zh)
    top = advice_text(checked.advice, settings.lang, settings.colour)
    if top and not settings.quiet:
        click.echo(top)
    intact = stages.facts_intact(checked)
    click.echo(outcome(checked.report, checked.letter, drafted.files, intact, settings.lang, settings.colour, settings.quiet))
    if prove:
        click.echo(stages.prove_case(checked, workspace, settings.lang))
    return drafted.checked.exit_status
