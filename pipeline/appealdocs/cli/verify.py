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

    checks = verify(package, settings.time)
    click.echo(_json(package, checks, settings) if format == "json" else _text(checks, settings))
    return 0 if all(c.ok for c in checks) else 1


def _text(checks: Sequence[Check], settings: Settings) -> str:
    """A line a check, the failed ones first; with -q the failed ones alone."""
    zh = settings.lang == "zh"
    failed = [c for c in checks if not c.ok]
    shown = failed if settings.quiet else [*failed, *(c for c in checks if c.ok)]
    lines = []
    for check in shown:
        mark = ("不符" if zh else "FAILED") if not check.ok else "ok"
        compared = f": {check.measured}" if check.measured else ""
        bound = f"（应为/上限 {check.bound}）" if zh and check.bound else f" (bound {check.bound})" if check.bound else ""
        lines.append(f"{mark:<7} {check.file}  {check.said[settings.lang]}{compared}{bound}")
    total = f"{len(checks)} 项检查，{len(failed)} 项不符" if zh else f"{len(checks)} checks, {len(failed)} failed"
    return "\n".join([*lines, total])


def _json(package: Path, checks: Sequence[Check], settings: Settings) -> str:
    from appealdocs.report.json_ import dumps

    return dumps({
        "version": 1,
        "package": str(package),
        "ok": all(c.ok for c in checks),
        "checks": [
            {"kind": c.kind, "file": c.file, "ok": c.ok, "what": c.said[settings.lang], "measured": c.measured, "bound": c.bound}
            for c in checks
        ],
    })
