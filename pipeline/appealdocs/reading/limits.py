"""Bounds for hostile files: everything in a case folder may be made to hurt whoever opens it."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

FILE_BYTES: Final = 300 * MEGABYTE
"""A video of a few minutes fits; the largest platform limit is 10 MB a file, so nothing larger can be evidence as it is."""
DOCUMENT_BYTES: Final = 80 * MEGABYTE
"""PDFs, pictures, office files and texts."""

PAGES: Final = 300
"""Pages of a PDF that are read; a file with more is reported as 'too-many-pages'."""
PAGE_TREE_ENTRIES: Final = 5_000
"""Page tree nodes that are looked at before the count is believed to be absurd."""
OCR_PAGES: Final = 12
"""Pages without text layer that are read by OCR, about 1 s of processor time each."""
NESTING: Final = 100
"""Levels of a PDF's page tree; pypdf's own default."""
STREAM_BYTES: Final = 120 * MEGABYTE
"""Decompressed bytes of one PDF stream; an A4 page at 600 dpi in colour has 104 MB."""
PDF_OBJECTS: Final = 20_000
"""Objects of a suspicious PDF that are opened one by one to find scripts."""

PIXELS: Final = 100_000_000
"""Phones take up to 50 (some 108) megapixels, A3 at 600 dpi has 70."""
FRAMES: Final = 20
"""Pages of a multi-page TIFF, frames of an animation that are looked at."""

ANIMATION: Final = 60
"""Frames of an animation that are packed one by one; a longer one is a film."""

TEXT_CHARACTERS: Final = 1_000_000
ROWS: Final = 50_000
ZIP_ENTRIES: Final = 5_000
ZIP_BYTES: Final = 200 * MEGABYTE
"""All parts of an office file, decompressed."""
ZIP_RATIO: Final = 200
"""Decompressed to compressed; deflate's maximum is about 1,030, honest office files stay below 100."""

VIDEO_FRAMES: Final = 6
"""Frames of a video that are looked at, spread evenly."""

WORKER_MEMORY: Final = 3 * 1024 * MEGABYTE
"""Address space of a reading process, OCR models included (they map about 1.2 GB)."""
PARSE_MEMORY: Final = 800 * MEGABYTE
"""Address space that opening one file may add."""


def cpu_seconds(kind: str, size: int) -> float:
    """Processor seconds that opening a file of this kind and size in bytes may take; OCR has its own clock."""
    base = {"mp4": 20.0, "mov": 20.0, "avi": 20.0, "webm": 20.0, "xlsx": 10.0}.get(kind, 8.0)
    return base + size / MEGABYTE * 0.2


OCR_SECONDS: Final = 25.0
"""Processor seconds for one picture; a dense page takes 3."""
OCR_ENOUGH: Final = 12.0
"""Processor seconds after which no further line of a picture is begun: what was read until then is kept."""
FACTS_SECONDS: Final = 10.0
"""Processor seconds for the facts of one file: 1 million characters take about 4."""
WALL_FACTOR: Final = 5.0
"""Wall-clock seconds per processor second before a reading process is killed: other work may share the machine."""
NO_ANSWER: Final = "no answer within"
"""Said of a process that was killed: the machine may only have been busy."""
NOT_INSTALLED: Final = "is not installed"
"""Said of an engine that is missing: what it would have read may be read on the next run."""
