"""Readings kept between runs: one small file for each content, reader version and choice of languages."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from appealdocs import usercache
from appealdocs.casefolder import write_atomic
from appealdocs.errors import PartFailed
from appealdocs.expressions import compiled
from appealdocs.model.reading import FileKind, Reading, Trouble
from appealdocs.reading import limits, store
from appealdocs.reading.expect import Expect

READER_VERSION: Final = 9
"""Raised whenever the same file would be read differently: OCR models, patterns, measures."""


_OUR_FAULT: Final = compiled(r"\b(?:NameError|UnboundLocalError|ImportError|ModuleNotFoundError|SyntaxError|MemoryError) at ")
"""Errors that no content causes: a half-made installation, a machine out of memory."""


def _passing(trouble: Trouble) -> bool:
    """Whether a trouble may be gone on the next run although the content is the same."""
    return (
        trouble.kind in ("missing", "escapes")
        or trouble.detail.startswith(limits.NO_ANSWER)
        or limits.NOT_INSTALLED in trouble.detail
        or _OUR_FAULT.search(trouble.detail) is not None
    )


def default_folder() -> Path:
    """The user's cache folder for appealdocs; never inside a case folder, since readings hold client text."""
    return usercache.folder() / "readings"


class Cache:
    """Safe to share between processes: files appear whole (rename) and are never changed.

    `folder` is made on the first write, open to its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, sha256: str, kind: FileKind, expect: Expect, shown_as: str) -> Reading | None:
        """The reading of this content, under the name of today; None if there is none or the stored one is damaged."""
        try:
            file = self._file(sha256, kind, expect)
            reading = store.from_json(file.read_text(encoding="utf-8"))
            usercache.used(file)
        except (OSError, UnicodeDecodeError, PartFailed):
            return None  # read again: the cache is only ever a shortcut
        return replace(reading, path=shown_as) if reading.sha256 == sha256 else None

    def knows(self, sha256: str) -> bool:
        """Whether content of this hash was read before, whatever for."""
        folder = self.folder / f"v{READER_VERSION}" / sha256[:2]
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            return any(entry.name.startswith(sha256) for entry in entries)
        return False

    def put(self, reading: Reading, expect: Expect) -> bool:
        """Keep a reading; False if it is not worth keeping. Raises OSError if the folder cannot be written."""
        if not reading.sha256 or any(_passing(t) for t in reading.troubles):
            return False
        target = self._file(reading.sha256, reading.kind, expect)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(target, store.to_json(replace(reading, path="")).encode(), durable=False, mode=0o600)
        return True

    def _file(self, sha256: str, kind: FileKind, expect: Expect) -> Path:
        languages = "plain" if expect.plain else "-".join(sorted(set(expect.languages))) or "any"
        return self.folder / f"v{READER_VERSION}" / sha256[:2] / f"{sha256}.{kind}.{languages}.json"
