"""What a batch's fork server holds before it forks."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import gc, os, sys
import appealdocs.stages.ready
print(len(os.listdir("/proc/self/task")), gc.get_freeze_count() > 100_000, *(m in sys.modules for m in ("pikepdf", "docx", "lingua", "typst")))
"""


def test_nothing_that_a_fork_would_break_is_running() -> None:
    """No thread of its own beside the main one, and the parts of a draft are there."""
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True", "True", "True", "True", "True"]
