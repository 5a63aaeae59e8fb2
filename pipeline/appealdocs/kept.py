"""What is worked out once and kept between runs, in a file of the user's cache folder."""

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

from appealdocs import usercache

BROKEN = (EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError, ImportError, pickle.UnpicklingError)
"""What unpickling raises where the bytes are not what we wrote."""
_VERSION = 2


class Kept:
    """Plain data (numbers, texts, bytes, lists, dates) by key.

    A cache that is missing, foreign or broken is an empty one, and one that cannot be written is left unwritten: what it
    holds can always be worked out again. Processes may write at the same time; the last one wins.
    """

    def __init__(self, path: Path, data: dict[Any, Any], most: int | None = None) -> None:
        self._path, self._data, self._most, self._grown = path, data, most, False

    @classmethod
    def open(cls, name: str, made_by: str, folder: Path | None = None, most: int | None = None) -> Kept:
        """The cache `name` of what `made_by` (a folder, a version) gives; `folder` is the user's cache folder unless given.
        Of more than `most` values those put last are written."""
        folder = folder or usercache.folder()
        path = folder / f"{name}-{_VERSION}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}"
        try:
            data = plain(path.read_bytes())
            usercache.used(path)
        except (OSError, *BROKEN):
            data = {}
        return cls(path, data if isinstance(data, dict) else {}, most)

    def get(self, key: Any) -> Any:
        """What is kept under the key (not a copy), None if nothing is."""
        return self._data.get(key)

    def put(self, key: Any, value: Any) -> None:
        """Keep a value."""
        self._data[key] = value
        self._grown = True

    def save(self) -> None:
        """Write what has been added, whole or not at all."""
        if not self._grown:
            return
        written = self._data if self._most is None else dict(list(self._data.items())[-self._most :])
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                pickle.dump(written, file, pickle.HIGHEST_PROTOCOL)
            os.replace(name, self._path)
            self._grown = False


_TIMES = {kind.__name__: kind for kind in (date, datetime, timedelta, timezone)}


class _Plain(pickle.Unpickler):
    """Builds nothing but plain data: a pickle can name any function, and this one lies in a file."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _TIMES:
            return _TIMES[name]
        raise pickle.UnpicklingError(f"{module}.{name}")


def plain(data: bytes) -> Any:
    """Plain data from its pickle. Raises one of BROKEN where there is anything else in it."""
    return _Plain(io.BytesIO(data)).load()
