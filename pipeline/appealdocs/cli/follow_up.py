"""appealdocs follow-up"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.command("follow-up")
@folder_argument
@click.option("--failure", is_flag=True, help="The mail for a technical failure of the portal instead.")
@click.option("--url", default="", help="With --failure: the page's address.")
@click.option("--console", multiple=True, help="With --failure: a line of the browser's console (repeatable).")
@click.option("--shown", default="", help="With --failure: the message on the page.")
@click.option("--browser", default="", help="With --failure: browser and version.")
@common
def command(folder: Path, failure: bool, url: str, console: tuple[str, ...], shown: str, browser: str, settings: Settings) -> int:
    """The text that follows a submission without an answer; too early is refused with the date when it may go."""
    from appealdocs import stages

    workspace = settings.workspace(folder)
    if failure:
        if not url or not console:
            raise click.UsageError("--failure needs --url and at least one --console line: the support desk asks for both")
        text = stages.failure_mail(folder, workspace, settings.time, url, console, shown, browser)
    else:
        text = stages.follow_up_text(folder, workspace, settings.time)
    click.echo(text)
    return 0
