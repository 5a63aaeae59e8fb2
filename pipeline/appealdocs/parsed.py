"""Parsed data files, kept between runs in the user's cache."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

_VERSION = 1
_BROKEN = (EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError, ImportError, pickle.UnpicklingError)
"""What unpickling raises where the bytes are not what we wrote."""
_Stamp = tuple[int, int]


class ParsedFiles:
    """What files held when they were parsed, by path, change time and size; plain data (numbers, texts, lists, dates) only.

    A cache that is missing, foreign or broken is an empty one, and one that cannot be written is left unwritten: the files
    themselves are always there to be parsed. Processes may write at the same time; the last one wins.
    """

    def __init__(self, path: Path, kept: dict[str, tuple[_Stamp, bytes]]) -> None:
        self._path, self._kept, self._grown = path, kept, False

    @classmethod
    def open(cls, root: Path, folder: Path | None = None) -> ParsedFiles:
        """The cache for files under `root`; `folder` is the user's cache folder unless given."""
        from platformdirs import user_cache_path

        folder = folder or user_cache_path("appealdocs", appauthor=False)
        path = folder / f"parsed-{_VERSION}-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
        try:
            kept = _load(path.read_bytes())
        except (OSError, *_BROKEN):
            kept = {}
        return cls(path, kept if isinstance(kept, dict) else {})

    def get(self, path: Path) -> Any:
        """A copy of what the file held, None if it is not kept or the file has changed since."""
        entry = self._kept.get(str(path))
        if entry is None or entry[0] != _stamp(path):
            return None
        try:
            return _load(entry[1])
        except _BROKEN:
            return None

    def put(self, path: Path, data: Any) -> None:
        """Keep what the file holds."""
        data = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
        try:
            _load(data)
        except _BROKEN:  # holds more than plain data: parsed anew each time
            return
        self._kept[str(path)] = (_stamp(path), data)
        self._grown = True

    def save(self) -> None:
        """Write what has been added, whole or not at all."""
        if not self._grown:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                pickle.dump(self._kept, file, pickle.HIGHEST_PROTOCOL)
            os.replace(name, self._path)
            self._grown = False


_TIMES = {kind.__name__: kind for kind in (date, datetime, timedelta, timezone)}


class _Plain(pickle.Unpickler):
    """Builds nothing but plain data: a pickle can name any function, and this one lies in a file."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _TIMES:
            return _TIMES[name]
        raise pickle.UnpicklingError(f"{module}.{name}")


def _load(data: bytes) -> Any:
    return _Plain(io.BytesIO(data)).load()


def _stamp(path: Path) -> _Stamp:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size
