"""A process of our own in which foreign files are opened: what it is given of the caller's surroundings, and how it ends."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import appealdocs

_KEPT: Final = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TMP", "TEMP", "TESSDATA_PREFIX", "VIRTUAL_ENV", "SYSTEMROOT",
    "LD_LIBRARY_PATH", "APPDATA", "LOCALAPPDATA", "USERPROFILE",
)  # fmt: skip
"""Variables that such a process needs; keys and tokens of the caller are none of its business."""


def started(module: str, more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """`python -m module` with pipes for questions and answers, in a bare environment and what `more` adds to it."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"PYTHONPATH": str(Path(appealdocs.__file__).parent.parent), "PYTHONHASHSEED": "0", **(more or {})}
    # -P: a case folder that happens to be the working folder must not be a place to import from
    command = [sys.executable, "-P", "-X", "utf8", "-m", module]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End the process, if it still runs, and free what belongs to it."""
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
