"""appealdocs verify"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common

if TYPE_CHECKING:
    from appealdocs.pack import Check


@click.command("verify")
@click.argument("package", type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How the checks are shown.")
@common
def command(package: Path, format: str, settings: Settings) -> int:
    """Check a finished package (final/ or evidence.zip) offline: every hash, every limit, page counts, PDF/A levels."""
    from appealdocs.pack import verify

    checks = verify(package, settings.time, settings.workspace(package))
    click.echo(_json(package, checks, settings) if format == "json" else _text(checks, settings))
    return 0 if all(c.ok for c in checks) else 1


def _text(checks: Sequence[Check], settings: Settings) -> str:
    """A line a check, the failed ones first, each with what to do; with -q the failed ones alone."""
    zh = settings.lang == "zh"
    failed = [c for c in checks if not c.ok]
    lines: list[str] = []
    for kind in dict.fromkeys(c.kind for c in failed):
        alike = [c for c in failed if c.kind == kind]
        lines += [_line(c, settings) for c in alike]
        lines.append(f"        → {alike[0].help[settings.lang]}")
    if not settings.quiet:
        lines += [_line(c, settings) for c in checks if c.ok]
    total = f"{len(checks)} 项检查，{len(failed)} 项不符" if zh else f"{len(checks)} checks, {len(failed)} failed"
    return "\n".join([*lines, total])


def _line(check: Check, settings: Settings) -> str:
    zh = settings.lang == "zh"
    mark = ("不符" if zh else "FAILED") if not check.ok else "ok"
    found = _plain(check.measured)
    bound = _plain(check.bound)
    if check.kind == "limit":
        words = ("，允许 " if zh else ", allowed ") if bound else ""
    else:
        words = ("，应为 " if zh else ", expected ") if bound else ""
    told = f"{'：' if zh else ': '}{found}" if found else ""
    return f"{mark:<7} {_plain(check.file)}  {_plain(check.said[settings.lang])}{told}{words}{bound if words else ''}"


def _plain(text: str) -> str:
    """What a package says of itself, without what would steer a terminal, and not without end."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:401])
    return shown if len(shown) <= 400 else f"{shown[:399]}…"


def _json(package: Path, checks: Sequence[Check], settings: Settings) -> str:
    from appealdocs.report.json_ import dumps

    return dumps({
        "version": 1,
        "package": str(package),
        "ok": all(c.ok for c in checks),
        "checks": [
            {"kind": c.kind, "file": c.file, "ok": c.ok, "what": c.said[settings.lang], "measured": c.measured, "bound": c.bound,
             "help": c.help[settings.lang]}
            for c in checks
        ],
    })
