"""The `appealdocs` command. Commands are imported when they are called, so that --help stays quick."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from appealdocs import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("appealdocs.cli.init", "Make a case folder, from a notice or a defect export if there is one."),
    "draft": ("appealdocs.cli.draft", "Read, draft, translate and check a case; write review/letter.xlf and out/."),
    "check": ("appealdocs.cli.check", "Findings only; writes nothing."),
    "split": ("appealdocs.cli.split", "One folder an order or issue, where a procedure allows one only."),
    "finalize": ("appealdocs.cli.finalize", "Signed-ready documents and the evidence package in final/."),
    "verify": ("appealdocs.cli.verify", "Check a finished package offline: hashes, limits, PDF levels."),
    "review": ("appealdocs.cli.review", "The translator's loop: list, show, approve, edit, undo, export, import, serve."),
    "translate": ("appealdocs.cli.translate", "The translate stage alone, for a text, TSV or XLIFF file."),
    "flags": ("appealdocs.cli.flags", "Quality flags for any bilingual file."),
    "language": ("appealdocs.cli.language", "The language verdict for any text, DOCX or PDF."),
    "batch": ("appealdocs.cli.batch", "Every case folder below a root, in parallel, resumable."),
    "deadlines": ("appealdocs.cli.deadlines", "What is due when, most urgent first."),
    "submitted": ("appealdocs.cli.submitted", "Record that a package was submitted."),
    "answered": ("appealdocs.cli.answered", "Record the platform's answer."),
    "follow-up": ("appealdocs.cli.follow_up", "The text that follows a submission without an answer."),
    "memory": ("appealdocs.cli.memory", "The translation memory: import, export, search, stats."),
    "glossary": ("appealdocs.cli.glossary", "The glossary: import, export, check, search."),
    "rules": ("appealdocs.cli.rules", "The rules: list them, explain one."),
    "clauses": ("appealdocs.cli.clauses", "The clause library: list, show, suggest."),
    "templates": ("appealdocs.cli.templates", "Check templates: variables, parts, mirrors."),
    "engines": ("appealdocs.cli.engines", "Translation engines: list, test, install."),
    "stats": ("appealdocs.cli.stats", "Outcomes of the workspace's own cases."),
}
"""Command -> (module with a click command named `command`, its line in --help)."""


class Lazy(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="appealdocs")
def app() -> None:
    """From a case folder to a signed-ready appeal letter and its evidence package."""


def main(arguments: list[str] | None = None) -> None:
    """Entry point: the one place where exceptions become words and exit statuses."""
    try:
        status: Any = app.main(arguments, prog_name="appealdocs", standalone_mode=False)
        code = status if isinstance(status, int) else 0
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.Abort:
        click.echo("", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        from appealdocs.cli.failure import explain

        code = explain(error)
    sys.exit(code)
