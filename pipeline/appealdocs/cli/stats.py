"""appealdocs stats"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.command("stats")
@click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How the figures are shown.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with plots.")
@common
def command(root: Path, format: str, html: Path | None, settings: Settings) -> int:
    """Outcomes of the cases below ROOT by procedure, issue, evidence type and clause: their own rates, nobody's folklore."""
    from appealdocs import stages
    from appealdocs.casefolder import write_atomic
    from appealdocs.report.json_ import dumps
    from appealdocs.report.outcomes_html import page

    tables = stages.outcome_tables(root, settings.workspace(root))
    data = {
        table: {key: {"accepted": r.accepted, "rejected": r.rejected, "waiting": r.waiting, "share": r.share} for key, r in rows.items()}
        for table, rows in tables.items()
    }
    if html:
        write_atomic(html, page(data, settings.lang).encode())
        settings.say(f"Written: {html}", f"已写入：{html}")
    if format == "json":
        click.echo(dumps({"version": 1, **data}))
        return 0
    for table, rows in data.items():
        for key, r in rows.items():
            share = "–" if r["share"] is None else f"{100 * r['share']:.0f} %"
            click.echo(f"{table:<10} {key:<44} {share:>5}   {r['accepted']} + {r['rejected']} - {r['waiting']} ?")
    settings.say("+ accepted, - rejected, ? waiting", "+ 接受，- 驳回，? 等待")
    return 0
