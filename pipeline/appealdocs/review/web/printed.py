"""The letter's pages as they would print now, kept for as long as nothing has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from appealdocs.casefolder import CaseFolder

_CASES = 8
"""Cases whose pages are kept."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter as PDF and its pages as PNG; `version` names what it was made from."""

    version: str
    pdf: bytes
    pages: tuple[bytes, ...]


class Press:
    """Prints a case when somebody looks and something has changed; no reviewer's step waits for it."""

    def __init__(self, make: Callable[[CaseFolder], tuple[bytes, list[bytes]]]) -> None:
        self.make = make
        self.kept: OrderedDict[Path, Printed] = OrderedDict()
        self.guard = threading.Lock()

    def printed(self, folder: CaseFolder) -> Printed:
        """The pages as the case says now. Raises what reading or rendering the case raises."""
        with self.guard:
            now = "-".join(version(path) for path in (folder.review, folder.case_yaml))
            known = self.kept.get(folder.root)
            if known is None or known.version != now:
                pdf, pages = self.make(folder)
                self.kept[folder.root] = known = Printed(now, pdf, tuple(pages))
                while len(self.kept) > _CASES:
                    self.kept.popitem(last=False)
            return known


def version(path: Path) -> str:
    """A name for a file's present content, from what the file system knows of it; "0" if there is none."""
    try:
        known = path.stat()
    except FileNotFoundError:
        return "0"
    return f"{known.st_mtime_ns:x}.{known.st_ino:x}.{known.st_size:x}"
