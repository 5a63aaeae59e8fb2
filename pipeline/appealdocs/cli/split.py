"""appealdocs split"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.command("split")
@folder_argument
@common
def command(folder: Path, settings: Settings) -> int:
    """Make one folder an order or issue, where a procedure allows one only."""
    from appealdocs.casefolder import CaseFolder
    from appealdocs.intake.split import split

    for part in split(CaseFolder.open(folder), settings.workspace(folder)):
        click.echo(str(part.folder))
        for note in part.notes:
            settings.say(f"  {note.en}", f"  {note.zh}")
    return 0
