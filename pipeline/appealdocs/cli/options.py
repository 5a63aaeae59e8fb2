"""Options that every command takes."""

from __future__ import annotations

import functools
import locale
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from appealdocs.workspace import Workspace


@dataclass(slots=True)
class Settings:
    """What the options say; `now` is aware."""

    workspace_dir: Path | None = None
    lang: str = "en"
    now: datetime | None = None
    quiet: bool = False
    verbose: bool = False
    colour: bool = False
    json: bool = False

    @property
    def time(self) -> datetime:
        return self.now or datetime.now(UTC)

    def workspace(self, start: Path) -> Workspace:
        """The workspace named by --workspace, else the nearest one above `start`."""
        from appealdocs.workspace import Workspace

        return Workspace.load(self.workspace_dir) if self.workspace_dir else Workspace.find(start)

    def say(self, en: str, zh: str) -> None:
        """A line for the person on standard error, unless --quiet."""
        if not self.quiet:
            click.echo(zh if self.lang == "zh" else en, err=True)


_current = Settings()


def current() -> Settings:
    """The settings of the running command."""
    return _current


def _locale_lang() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith("zh") else "ru" if name.lower().startswith("ru") else "en"


class Moment(click.ParamType[datetime]):
    """A time with offset, as 2026-03-13T10:00:00+04:00."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail(f"'{value}' is no time with offset; write it as 2026-03-13T10:00:00+04:00", param, ctx)
        return moment


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --workspace, --lang, --now, -q, -v, --no-colour and hands them over as `settings`."""

    @click.option("--workspace", "workspace_dir", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The workspace folder.")
    @click.option("--lang", type=click.Choice(["en", "zh", "ru"]), help="Language of messages; default from the locale.")
    @click.option("--now", type=Moment(), help="Take this as the present time (tests, replays).")
    @click.option("-q", "--quiet", is_flag=True, help="Errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="More detail.")
    @click.option("--no-colour", is_flag=True, help="No colours (NO_COLOR is honoured too).")
    @functools.wraps(function)
    def wrapped(
        *args: Any, workspace_dir: Path | None, lang: str | None, now: datetime | None, quiet: bool, verbose: bool,
        no_colour: bool, **kwargs: Any,
    ) -> Any:
        global _current
        colour = sys.stdout.isatty() and not no_colour and not os.environ.get("NO_COLOR")
        _current = Settings(workspace_dir, lang or _locale_lang(), now, quiet, verbose, colour, kwargs.get("format") == "json")
        return function(*args, settings=_current, **kwargs)

    return wrapped


folder_argument = click.argument("folder", type=click.Path(path_type=Path))
