"""Exceptions -> words for people and exit statuses."""

from __future__ import annotations

import platform
import traceback

import click

from appealdocs import __version__
from appealdocs.cli.options import Settings, current
from appealdocs.errors import AppealdocsError, BadInput


def explain(error: Exception) -> int:
    """Say on standard error what went wrong (on standard output too with --format json) and give the exit status."""
    from appealdocs.report.json_ import dumps, fault_report
    from appealdocs.report.text import error_text

    settings = current()
    if isinstance(error, AppealdocsError):
        if settings.json and error.exit_status == 2:
            click.echo(dumps(fault_report(error.text, error.faults if isinstance(error, BadInput) else (), settings.lang)))
        click.echo(error_text(error, settings.lang), err=True)
        return error.exit_status
    click.echo(_defect(error, settings), err=True)
    return 70


def _defect(error: Exception, settings: Settings) -> str:
    """A defect of ours: where it happened, without the message (it may hold client text) unless -v is given."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "appealdocs" in f.filename]
    place = f"{frames[-1].filename.rsplit('appealdocs/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    zh = settings.lang == "zh"
    lines = [
        "appealdocs 出现程序缺陷，您的文件未被改动。" if zh else "appealdocs has a defect; your files were not changed.",
        f"appealdocs {__version__}, Python {platform.python_version()}, {type(error).__name__} at {place}",
        "请把以上一行发给维护者。" if zh else "Please send the line above to the maintainers.",
    ]
    if settings.verbose:
        lines.append(str(error))
    return "\n".join(lines)
