"""appealdocs rules list | show"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("rules")
def command() -> None:
    """The rules: list them, explain one."""


@command.command("list")
@click.option("--procedure", default="", help="Only rules that apply to this procedure.")
@click.option("--stage", default="", help="Only rules of this stage (intake, draft, language, evidence, pack, timing, track).")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), default=None, help="Only rules of this severity.")
@click.option("--word", default="", help="Only rules whose id or words contain this.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How rules are shown.")
@common
def list_(procedure: str, stage: str, severity: str | None, word: str, format: str, settings: Settings) -> int:
    """List rules: id, severity, stage, what each finds."""
    from appealdocs.packs import all_rules, load_rules
    from appealdocs.report.json_ import dumps
    from appealdocs.report.rules_text import row, rule_data

    workspace = settings.workspace(Path())
    rules = load_rules(procedure, workspace) if procedure else all_rules(workspace)
    shown = [
        r for r in rules
        if stage in ("", r.stage) and severity in (None, r.severity)
        and (not word or word.lower() in f"{r.id} {r.message.en} {r.message.zh} {r.why.en} {r.why.zh}".lower())
    ]
    if format == "json":
        click.echo(dumps({"version": 1, "rules": [rule_data(r, settings.lang) for r in shown]}))
        return 0
    for rule in shown:
        click.echo(row(rule, settings.lang))
    settings.say(f"{len(shown)} rule(s)", f"{len(shown)} 条规则")
    return 0


@command.command("show")
@click.argument("rule_id", metavar="ID")
@common
def show(rule_id: str, settings: Settings) -> int:
    """Explain one rule, with a bad and a good example and its source."""
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.packs import all_rules
    from appealdocs.report.rules_text import explanation

    rules = {r.id: r for r in all_rules(settings.workspace(Path()))}
    if rule_id not in rules:
        import difflib

        near = difflib.get_close_matches(rule_id, rules, 3)
        raise UsageError(
            Text2(f"there is no rule '{rule_id}'", f"没有规则“{rule_id}”"),
            Text2(f"Did you mean: {', '.join(near)}", f"您是否指：{'、'.join(near)}") if near else None,
        )
    click.echo(explanation(rules[rule_id], settings.lang))
    return 0
