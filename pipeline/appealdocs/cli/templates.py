"""appealdocs templates check"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("templates")
def command() -> None:
    """Letter templates, shipped and the workspace's own."""


@command.command("check")
@common
def check(settings: Settings) -> int:
    """Unknown variables, missing parts, mirrors out of step, unsafe constructs, each with file and line."""
    from appealdocs.draft.audit import audit
    from appealdocs.errors import BadInput
    from appealdocs.render.reference import check_reference

    workspace = settings.workspace(Path())
    folders = workspace.folders("templates")
    faults = list(audit(folders))
    for folder in folders:
        if (folder / "reference.docx").is_file():
            try:
                faults += check_reference(folder / "reference.docx")
            except BadInput as error:
                faults += error.faults
    for fault in faults:
        place = f"{fault.file}:{fault.line}" if fault.line else fault.file
        click.echo(f"{place}  {fault.message[settings.lang]}")
    settings.say(f"{len(faults)} fault(s)", f"{len(faults)} 处问题")
    return 1 if faults else 0
