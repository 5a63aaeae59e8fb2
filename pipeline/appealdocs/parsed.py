"""Parsed data files, kept between runs in the user's cache."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from appealdocs.kept import BROKEN, Kept, plain


class ParsedFiles:
    """What files held when they were parsed, by path, change time and size; plain data only."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.save = kept.save

    @classmethod
    def open(cls, root: Path, folder: Path | None = None) -> ParsedFiles:
        """The cache for files under `root`; `folder` is the user's cache folder unless given."""
        return cls(Kept.open("parsed", str(root), folder))

    def get(self, path: Path) -> Any:
        """A copy of what the file held, None if it is not kept or the file has changed since."""
        entry = self._kept.get(str(path))
        if entry is None or entry[0] != _stamp(path):
            return None
        try:
            return plain(entry[1])
        except BROKEN:
            return None

    def put(self, path: Path, data: Any) -> None:
        """Keep what the file holds."""
        data = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
        try:
            plain(data)
        except BROKEN:  # holds more than plain data: parsed anew each time
            return
        self._kept.put(str(path), (_stamp(path), data))


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size
