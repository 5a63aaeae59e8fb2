"""Exceptions -> words for people and exit statuses."""

from __future__ import annotations

import errno
import platform
import traceback
from typing import Final

import click

from appealdocs import __version__
from appealdocs.cli.options import Settings, current
from appealdocs.errors import AppealdocsError, BadInput, PartFailed
from appealdocs.model.text import Text2

_MACHINE: Final = {
    errno.ENOSPC: Text2("the disk is full", "磁盘已满"),
    errno.EDQUOT: Text2("your share of the disk is used up", "磁盘配额已用完"),
    errno.EFBIG: Text2("a file would become larger than this disk or account allows", "文件大小超出磁盘或账户允许的上限"),
    errno.EROFS: Text2("the disk can only be read, not written", "磁盘为只读，无法写入"),
    errno.EACCES: Text2("no permission to read or write here", "没有读写权限"),
    errno.EPERM: Text2("no permission to do this here", "没有权限执行此操作"),
    errno.EIO: Text2("the disk reports a fault", "磁盘读写出错"),
    errno.EMFILE: Text2("too many files are open on this machine", "打开的文件过多"),
}
"""Faults of the machine by errno."""


def explain(error: Exception) -> int:
    """Say on standard error what went wrong (on standard output too with --format json) and give the exit status."""
    from appealdocs.report.json_ import dumps, fault_report
    from appealdocs.report.text import error_text

    settings = current()
    if isinstance(error, OSError) and error.errno in _MACHINE:
        error = _of_machine(error)
    if isinstance(error, AppealdocsError):
        if settings.json and error.exit_status == 2:
            click.echo(dumps(fault_report(error.text, error.faults if isinstance(error, BadInput) else (), settings.lang)))
        click.echo(error_text(error, settings.lang), err=True)
        return error.exit_status
    click.echo(_defect(error, settings), err=True)
    return 70


def _of_machine(error: OSError) -> PartFailed:
    """What the machine would not do, as an error for the person: no fault of ours and none of the case's."""
    said = _MACHINE[error.errno or 0]
    where = f": {error.filename}" if isinstance(error.filename, str) else ""
    return PartFailed(
        Text2(f"{said.en}{where}", f"{said.zh}{where}"),
        Text2("Nothing was left half-written. Mend that, then run the command again.", "没有留下写到一半的文件。请先解决上述问题，再重新运行。"),
    )


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
