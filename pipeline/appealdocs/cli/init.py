"""appealdocs init"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.command("init")
@click.argument("procedure", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--notice", type=click.Path(path_type=Path), help="The platform's notice: PDF, image or text.")
@click.option("--defects", type=click.Path(path_type=Path), help="A defect export (CSV, XLSX): one folder for each order worth an appeal.")
@click.option("--platform", default="", help="For performance-appeal: amazon, ebay, wish, shopee, temu.")
@click.option("--issue", default="", help="The issue type, if you know it.")
@click.option("--site", default="", help="noon.com/ae, ozon.ru, amazon.com ...")
@click.option("--after", type=click.Path(path_type=Path), help="A second round: the refused case, whose seller, orders and evidence are taken over.")
@common
def command(
    procedure: str | None, folder: Path | None, notice: Path | None, defects: Path | None, platform: str, issue: str, site: str,
    after: Path | None, settings: Settings,
) -> int:
    """Make a case folder, filled from the notice; from a defect export, one folder for each order worth an appeal.

    Without arguments it asks what happened.
    """
    from appealdocs import stages

    if procedure is None:
        from appealdocs.cli.wizard import ask

        return ask(settings)
    if folder is None:
        raise click.UsageError("name the folder to make: appealdocs init PROCEDURE FOLDER")
    workspace = settings.workspace(folder.absolute().parent)
    if defects is not None:
        made = stages.init_from_export(procedure, folder, workspace, defects, platform, site)
        for line in made.lines[settings.lang == "zh"]:
            click.echo(line)
        return 0
    start = stages.init_case(procedure, folder, workspace, notice, platform, site, issue, after)
    show_blanks(start, settings)
    settings.say(
        f"Made {start}. Fill in case.yaml, fetch what FETCH.md lists, then: appealdocs draft {start}",
        f"已建立 {start}。请填写 case.yaml，按 FETCH.md 准备证据，然后运行：appealdocs draft {start}",
    )
    return 0


def show_blanks(folder: Path, settings: Settings) -> None:
    """Name on screen what nobody could read for the person, key by key."""
    from appealdocs.intake.form import blanks

    left = blanks((folder / "case.yaml").read_text(encoding="utf-8"))
    if left:
        settings.say("Left blank in case.yaml, for you to fill in:", "case.yaml 中留空、需要您填写：")
    for key, means in left:
        settings.say(f"  {key:<14} {means.en}", f"  {key:<14} {means.zh}")
