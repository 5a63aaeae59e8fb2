"""Tesseract as a child process: picture in on standard input, words with boxes out."""

from __future__ import annotations

import functools
import io
import math
import shutil
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Word
from appealdocs.reading.layout import CELL_GAP, Cell, rows_of
from appealdocs.reading.ocr.seen import Seen, median

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_MODE: Final = "3"
"""Fully automatic page segmentation: the only mode that also read white headings on a coloured bar (4 and 6 equal, 11 not)."""
SECONDS: Final = 60
SMALL: Final = 19.0
"""Line height in pixels below which digits get mixed up (3 and 5 at 13 px, sure of itself at 0.9)."""
WANTED: Final = 32.0
LARGEST: Final = 10_000_000
"""Pixels; an A4 page at 300 dpi has 8.7 million."""
LONGEST: Final = 30_000
"""Pixels of one side; Tesseract refuses more than 32,767."""
_FRAME: Final = compiled(r"^[_|]+(?=\w)|(?<=\w)[_|]+$")
"""Rounded corners of boxes, taken for letters."""
_LEAST: Final = 0.05
"""Words below this confidence are spots and rules, not writing."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Installed languages ('rus', 'eng', 'chi_sim' ...); empty if there is no Tesseract."""
    binary = shutil.which("tesseract")
    if binary is None:
        return ()
    done = subprocess.run([binary, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False)
    return tuple(line.strip() for line in done.stdout.splitlines()[1:] if line.strip())


def read(image: Image, choice: Sequence[str]) -> Seen:
    """The words of a picture; small writing is enlarged and read again.

    Raises subprocess.TimeoutExpired after SECONDS, OSError if Tesseract cannot run.
    """
    most = math.sqrt(LARGEST / (image.width * image.height))
    scale = min(1.0, most, LONGEST / max(image.size))
    cells = _cells(_run(image, choice, scale))
    height = _line_height(cells) * image.height * scale
    if 0 < height < SMALL:
        larger = min(WANTED / height * scale, most, LONGEST / max(image.size), 4.0)
        if larger > 1.2 * scale:
            cells = _cells(_run(image, choice, larger))
    return Seen(tuple(rows_of(cells)), ("tesseract-" + "+".join(choice),), line_height=_line_height(cells))


def _run(image: Image, choice: Sequence[str], scale: float) -> str:
    """Tesseract's table for the picture at this scale."""
    binary = shutil.which("tesseract") or "tesseract"
    command = [binary, "stdin", "stdout", "-l", "+".join(choice), "--psm", PAGE_MODE, "--dpi", "200", "tsv"]
    done = subprocess.run(command, input=_bitmap(image, scale), capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise OSError(f"tesseract ended with status {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def _line_height(cells: Sequence[Cell]) -> float:
    return median(cell[0].box[3] - cell[0].box[1] for cell in cells) if cells else 0.0


def _bitmap(image: Image, scale: float) -> bytes:
    """The picture as PNM: no compression to undo."""
    grey = image.convert("L")
    if scale != 1.0:
        grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), 1)  # 1: LANCZOS
    buffer = io.BytesIO()
    grey.save(buffer, "PPM")
    return buffer.getvalue()


def _cells(table: str) -> list[Cell]:
    """Cells from Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    size, lines = (1.0, 1.0), dict[tuple[str, ...], list[Word]]()
    for row in table.splitlines()[1:]:
        part = row.split("\t")
        if len(part) < 12:
            continue
        if part[0] == "1":
            size = (float(part[8]) or 1.0, float(part[9]) or 1.0)
        elif part[0] == "5" and (text := _FRAME.sub("", part[11].strip())) and float(part[10]) / 100 >= _LEAST:
            left, top, wide, high = (float(value) for value in part[6:10])
            box = (left / size[0], top / size[1], (left + wide) / size[0], (top + high) / size[1])
            word = Word(text, tuple(round(v, 5) for v in box), round(float(part[10]) / 100, 4))  # type: ignore[arg-type]
            lines.setdefault(tuple(part[1:5]), []).append(word)
    aspect = size[0] / size[1]
    return [cell for line in lines.values() for cell in _split(_level(line), aspect)]


def _level(line: list[Word]) -> list[Word]:
    """All words of a line as high as the line: letters without ascenders have boxes of half the height."""
    top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
    return [Word(w.text, (w.box[0], top, w.box[2], bottom), w.confidence) for w in line]


def _split(line: list[Word], aspect: float) -> list[Cell]:
    """A line parted where the gap between words is too wide for a space."""
    cells: list[list[Word]] = [[]]
    for word in line:
        if cells[-1]:
            before = cells[-1][-1]
            height = min(before.box[3] - before.box[1], word.box[3] - word.box[1])
            if (word.box[0] - before.box[2]) * aspect > CELL_GAP * height:
                cells.append([])
        cells[-1].append(word)
    return list(cells)
