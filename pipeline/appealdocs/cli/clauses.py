"""appealdocs clauses list | show | suggest"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common


@click.group("clauses")
def command() -> None:
    """The clause library: proven sentences with slots, in three languages."""


@command.command("list")
@click.option("--issue", default="", help="Only clauses for this issue.")
@click.option("--part", default="", help="Only clauses for this part (problem, cause, action, prevention, request).")
@click.option("--word", default="", help="Only clauses that contain this.")
@common
def list_(issue: str, part: str, word: str, settings: Settings) -> int:
    """List clauses: id, part, text."""
    from appealdocs.draft.clauses import library

    shown = [
        c for c in library(settings.workspace(Path()).folders("clauses")).values()
        if (not issue or issue in c.issues) and part in ("", c.part)
        and (not word or word.lower() in f"{c.id} {c.text.zh} {c.text.en} {c.text.ru}".lower())
    ]
    for clause in shown:
        click.echo(f"{clause.id:<44} {clause.part:<11} {clause.text['zh' if settings.lang == 'zh' else 'en']}")
    settings.say(f"{len(shown)} clause(s)", f"{len(shown)} 个条款")
    return 0


@command.command("show")
@click.argument("clause_id", metavar="ID")
@common
def show(clause_id: str, settings: Settings) -> int:
    """One clause in three languages, with its slots and an example for case.yaml."""
    from appealdocs.draft.clauses import library
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.report.clause_text import explanation

    clauses = library(settings.workspace(Path()).folders("clauses"))
    if clause_id not in clauses:
        import difflib

        near = difflib.get_close_matches(clause_id, clauses, 3)
        raise UsageError(
            Text2(f"there is no clause '{clause_id}'", f"没有条款“{clause_id}”"),
            Text2(f"Did you mean: {', '.join(near)}", f"您是否指：{'、'.join(near)}") if near else None,
        )
    click.echo(explanation(clauses[clause_id], settings.lang))
    return 0


@command.command("suggest")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 20), default=3, show_default=True, help="How many clauses are shown.")
@click.option("--part", type=click.Choice(["problem", "cause", "action", "prevention", "request"]), help="Only clauses for this part of the letter.")
@common
def suggest(text: str, limit: int, part: str | None, settings: Settings) -> int:
    """The nearest clauses for a Chinese sentence, ready to paste into case.yaml: proven wording instead of machine translation."""
    from appealdocs import stages
    from appealdocs.report.clause_text import snippet

    for found in stages.suggest_clauses(text, settings.workspace(Path()), limit, part=part or ""):
        click.echo(snippet(found, settings.lang))
    return 0
