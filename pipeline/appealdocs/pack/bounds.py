"""What the platform takes, as the packer reads it: every limit with the margin that is kept below it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from appealdocs.model.pack import Pack

MARGIN: Final = 0.05
"""'10 MB' is 10^7 bytes to some portals and 10 x 2^20 to others: 9.5 million bytes satisfy both."""
LETTER_BYTES: Final = 450_000
"""Room kept for each document that has to go up beside the evidence: signed and scanned in colour, two pages at 150 dpi."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one platform. Sizes in bytes: `file` and `total` are what we keep to, the others what the platform says.

    `files`: how many files of evidence may go up (None: any number); `beside`: documents that take a place beside them.
    """

    formats: frozenset[str]
    file: int
    file_said: int
    total: int | None
    total_said: int | None
    files: int | None
    files_said: int | None
    zip: bool
    beside: tuple[str, ...]

    def takes(self, kind: str) -> bool:
        """Whether a file of this kind goes up as it is."""
        return kind in self.formats


def below(limit: int) -> int:
    """The size that we keep to where the platform says `limit` bytes."""
    return math.floor(limit * (1 - MARGIN))


def bounds(pack: Pack) -> Bounds:
    """The limits of a pack. Where files are counted, the letter (and the translator's statement) keep their places."""
    packing = pack.packing
    beside = beside_of(pack) if packing.max_files is not None and not packing.zip else ()
    total = below(packing.max_total_bytes) if packing.max_total_bytes is not None else None
    if total is not None and not packing.zip:
        total -= min(len(beside) * LETTER_BYTES, total // 10)
    return Bounds(
        frozenset(packing.formats), below(packing.max_file_bytes), packing.max_file_bytes, total, packing.max_total_bytes,
        max(1, packing.max_files - len(beside)) if packing.max_files is not None else None, packing.max_files, packing.zip, beside,
    )


def beside_of(pack: Pack) -> tuple[str, ...]:
    """Documents of final/ that the person uploads beside the evidence: they count where the platform counts files."""
    return ("letter.pdf", *(f"{name}.pdf" for name in ("translators-statement",) if name in pack.papers))


def as_data(limits: Bounds) -> dict[str, Any]:
    """The limits for manifest.json; `verify` reads them from there."""
    return {
        "formats": sorted(limits.formats), "file_bytes": limits.file, "file_bytes_platform": limits.file_said,
        "total_bytes": limits.total, "total_bytes_platform": limits.total_said, "files": limits.files,
        "files_platform": limits.files_said, "zip": limits.zip, "beside": list(limits.beside),
    }
