"""Workers for batches in tests: what a real one never does on purpose."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from appealdocs.batch.run import Job


def killed_at_two(job: Job) -> tuple[int, str, Mapping[str, Any], Sequence[str]]:
    """Dies as the kernel's out-of-memory killer would let it die, in the folder 'case-2' alone."""
    if Path(job.folder).name == "case-2":
        os.kill(os.getpid(), signal.SIGKILL)
    return 0, "drafted", {"error": 0}, ()


def crashes_at_two(job: Job) -> tuple[int, str, Mapping[str, Any], Sequence[str]]:
    """A defect of ours in the folder 'case-2' alone."""
    if Path(job.folder).name == "case-2":
        raise ZeroDivisionError("a client's sentence that must not be shown")
    return 0, "drafted", {"error": 0}, ()
