"""The user's cache folder and what becomes of old things in it.

Readings, crops, compiled templates and expressions, parsed data: all of it can be made again, and each version of the program
leaves some that no other looks at. Once a day, when a command has ended, what nobody used for two months is removed.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

UNUSED_DAYS: Final = 60
"""Days after which a file that nobody used is removed."""
MOST_BYTES: Final = 400_000_000
"""What the folder may hold; above that, what was used longest ago goes first."""
_DAY: Final = 86_400.0
_SECONDS: Final = 0.25
"""What one round may take: what it does not come to waits for the next, which looks in another order."""
_OURS: Final = re.compile(r"readings|templates|\.?[a-z]+-\d+(?:-[0-9a-f]{12}.*)?")
"""Names at the top that are a cache's; the memory that lies there too (`seed.db`) is a database, and others may be a person's."""
_STAMP: Final = "pruned"


def folder() -> Path:
    """The user's cache folder for appealdocs, which may not be there yet; looked after when this process ends."""
    from platformdirs import user_cache_path

    path = user_cache_path("appealdocs", appauthor=False)
    _tended(path)
    return path


def used(path: Path) -> None:
    """Note that a file was used, once a day: many disks do not note it by themselves. Never fails."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def tend(path: Path) -> int:
    """Remove what is old, if nobody has done it today. Returns how many files went. Never fails: a cache that cannot be
    looked after stays as it is."""
    try:
        if not _due(path / _STAMP):
            return 0
        return prune(path)
    except OSError:
        return 0


def prune(path: Path, unused_days: float = UNUSED_DAYS, most_bytes: int = MOST_BYTES, seconds: float = _SECONDS) -> int:
    """Remove the files that were last used more than `unused_days` ago, then the longest unused until `most_bytes` are left.

    Works for `seconds` at most. Other processes may read and write there meanwhile: who misses a file makes it again.
    """
    until, now = time.monotonic() + seconds, time.time()
    left: list[tuple[float, int, str]] = []
    gone = 0
    for entry in _files(path):
        with contextlib.suppress(OSError):
            stat = entry.stat(follow_symlinks=False)
            last = max(stat.st_mtime, stat.st_atime)
            if now - last > unused_days * _DAY:
                os.unlink(entry.path)
                gone += 1
            else:
                left.append((last, stat.st_size, entry.path))
        if time.monotonic() > until:
            break
    total = sum(size for _, size, _ in left)
    for _, size, name in sorted(left) if total > most_bytes else ():
        if total <= most_bytes or time.monotonic() > until + seconds:
            break
        with contextlib.suppress(OSError):
            os.unlink(name)
            gone += 1
        total -= size
    return gone


@cache
def _tended(path: Path) -> None:
    atexit.register(tend, path)


def _due(stamp: Path) -> bool:
    """Whether a day has passed since the last round; the next one is then begun, so that no other process begins it too."""
    now = time.time()
    try:
        if 0 <= now - stamp.stat().st_mtime < _DAY:
            return False
        os.utime(stamp)
    except FileNotFoundError:
        if not stamp.parent.is_dir():
            return False
        stamp.touch(mode=0o600)
    return True


def _files(path: Path) -> Iterator[os.DirEntry[str]]:
    """The files of the caches, in another order each time, none of them a link. Empty folders are removed on the way."""
    for entry in _shuffled(path):
        if not _OURS.fullmatch(entry.name):
            continue
        if entry.is_dir():
            yield from _below(Path(entry.path))
        else:
            yield entry


def _below(path: Path) -> Iterator[os.DirEntry[str]]:
    entries = _shuffled(path)
    if not entries:
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > UNUSED_DAYS * _DAY:
                path.rmdir()
    for entry in entries:
        if entry.is_dir():
            yield from _below(Path(entry.path))
        else:
            yield entry


def _shuffled(path: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except OSError:
        return []
    import random

    random.shuffle(entries)
    return [entry for entry in entries if not entry.is_symlink()]
