"""One file to be read by a reading process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from appealdocs.model.reading import FileKind, Reading, Trouble
from appealdocs.reading.expect import Expect


@dataclass(frozen=True, slots=True)
class Job:
    """A file whose kind and hash are known. `name` is its path as in case.yaml; `threads` for OCR."""

    path: Path
    kind: FileKind
    sha256: str
    size: int
    name: str
    expect: Expect
    threads: int = 2

    def reading(self) -> Reading:
        """The reading to be filled."""
        return Reading(self.name, self.sha256, self.size, self.kind)

    def failed(self, trouble: Trouble) -> Reading:
        """The reading of a file that could not be read."""
        return replace(self.reading(), troubles=(trouble,))
