"""Starts the reading processes before the case is parsed, where a file lies in its folder that was never read.

A reading process needs a quarter of a second for its imports, and the command line as long for its own: side by side they cost
it once. The pool waits here until `read_all` asks for it.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appealdocs.reading.cache import Cache, default_folder
from appealdocs.reading.kinds import HEAD_BYTES, IMAGES, sniff

if TYPE_CHECKING:
    from appealdocs.reading.pool import Pool

MOST: Final = 60
"""Files looked at; a guess needs no more."""
LARGEST: Final = 4_000_000
"""Bytes of a file that is hashed for this guess; reading hashes it once more (2 ms a megabyte)."""
WORTH_TWO: Final = 2
"""Unread pictures from which a second process is worth its start."""

_waiting: list[Pool] = []


def begin(folder: Path, cache: Cache | None = None) -> bool:
    """Start reading processes for the case at `folder`, if its evidence holds what no run has read; whether any was started.

    Never raises for what lies there, writes nothing, and opens nothing but plain files of the folder itself.
    """
    if _waiting:
        return False
    cache = cache or Cache(default_folder())
    unread = [image for image, sha256 in _looked(folder) if not cache.knows(sha256)]
    if not unread:
        return False
    from appealdocs.reading.pool import Pool

    pool = Pool()
    # Russian pictures go to Tesseract first: the models of the other engine are loaded only when they are called for
    models = any(unread) and not _russian(folder)
    with contextlib.suppress(OSError):  # whoever reads later is told why
        pool.warm("ocr" if models else "pdf", pool.jobs if sum(unread) >= WORTH_TWO else 1)
        _waiting.append(pool)
        atexit.register(end)
    return bool(_waiting)


def taken() -> Pool | None:
    """The pool that was started ahead, once; it is the caller's to close."""
    return _waiting.pop() if _waiting else None


def end() -> None:
    """End what nobody took."""
    while _waiting:
        _waiting.pop().close()


def _looked(folder: Path) -> Iterator[tuple[bool, str]]:
    """For each file of evidence/ and the notice: whether it is a picture, and its hash."""
    places = [folder / "notice.pdf", *_listed(folder / "evidence")]
    for path in places[:MOST]:
        with contextlib.suppress(OSError):
            info = path.lstat()
            if stat.S_ISREG(info.st_mode) and 0 < info.st_size <= LARGEST:
                data = path.read_bytes()
                image = sniff(data[:HEAD_BYTES], data[-HEAD_BYTES:], path.name) in IMAGES
                yield image, hashlib.sha256(data).hexdigest()


def _listed(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return sorted(Path(entry.path) for entry in entries if not entry.name.startswith("."))
    return []


def _russian(folder: Path) -> bool:
    with contextlib.suppress(OSError), (folder / "case.yaml").open("rb") as file:
        return b"ozon" in file.read(4_096)
    return False
