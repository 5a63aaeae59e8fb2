"""RapidOCR's models (PP-OCR: find lines, read lines) run straight through ONNX Runtime.

The package's own front is not used: importing it takes 1.2 s (it parses an 85 kB list of downloads twice and imports an
HTTP client), against 0.3 s here, and a reading process must never be able to fetch anything. The wheel carries the models;
what is done here with them (sizes, thresholds, decoding) is what the front does by default, plus a confidence for each letter.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from appealdocs.model.reading import Trouble, Word
from appealdocs.reading import limits
from appealdocs.reading.layout import Cell, rows_of
from appealdocs.reading.ocr.seen import Seen, median

if TYPE_CHECKING:
    from PIL.Image import Image

Array = Any
"""A numpy array (numpy is imported where it is used)."""

SIDE: Final = 960
"""Longest side in pixels for finding lines: screenshots of 1,280 px lose nothing and take 0.2 s instead of 0.8 s."""
FINE_SIDE: Final = 1_920
SMALL_TEXT: Final = 11.0
"""Median line height in pixels at SIDE below which lines are looked for again at FINE_SIDE."""
LARGEST_ZOOM: Final = 2.0
THRESHOLD: Final = 0.3
BOX_SCORE: Final = 0.5
UNCLIP: Final = 1.6
"""The network marks the core of a line; the box is this much larger (PP-OCR's default)."""
LINE_HEIGHT: Final = 48
"""Height in pixels that the reading network was trained on."""
MOST_LINES: Final = 400
LONG: Final = 2.6
"""Height by width from which a picture (a stitched chat, a long page) is searched in pieces of half that shape."""
OVERLAP: Final = 0.1
"""Of the width: how far the pieces overlap, more than the height of a line."""
SAMPLE: Final = 6
"""Lines read to find out which way up a picture is."""
UPSIDE_DOWN: Final = 0.85
"""Mean confidence below which a picture is also read upside down."""
THIN: Final = 0.35
"""Letters read for each that would fit, below which a line counts as unread; Cyrillic leaves most of its letters out."""
LEAST_CONFIDENCE: Final = 0.5
"""Lines below this mean are spots and pictures (RapidOCR's default)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of writing: its corners in pixels (top left first, clockwise) and its letters with place (0..1) and confidence."""

    corners: Array
    letters: tuple[tuple[str, float, float], ...]

    @property
    def room(self) -> float:
        """How many letters of usual width fit into the box."""
        wide, high = _sides(self.corners)
        return 1.3 * wide / max(1.0, high)

    @property
    def confidence(self) -> float:
        return sum(c for _, _, c in self.letters) / len(self.letters) if self.letters else 0.0


@functools.cache
def models() -> tuple[Path, Path] | None:
    """The files of the detection and the recognition model; None if RapidOCR or ONNX Runtime is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2", "numpy")):
        return None
    spec = importlib.util.find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    detection, recognition = sorted(folder.glob("*_det_*.onnx")), sorted(folder.glob("*_rec_*.onnx"))
    return (detection[-1], recognition[-1]) if detection and recognition else None


def available() -> bool:
    """Whether pictures can be read."""
    return models() is not None


def read(image: Image, threads: int = 2) -> Seen:
    """The text of an RGB or grey picture, also one that lies on its side or head or hangs a little askew."""
    import numpy as np

    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    turn, lines, missed = engine(threads).read_any_way(pixels)
    height, width = pixels.shape[:2]
    frame = Frame(width, height, turn, _slope(lines))
    rows = rows_of(frame.cell(line) for line in lines)
    thin = [
        line for line in lines if line.room >= 4 and sum(c.isalnum() for c, _, _ in line.letters) < THIN * line.room
    ]
    kept = tuple([[frame.original(word) for word in cell] for cell in row] for row in rows)
    tall = median(_sides(line.corners)[1] for line in lines) / height if lines else 0.0
    cut = (
        Trouble("ocr-missing", "more writing than can be read in the time allowed; the lower part is missing")
        if missed
        else None
    )
    return Seen(kept, ("rapidocr",), cut, tall, len(thin) / len(lines) if lines else 0.0)


@functools.cache
def engine(threads: int) -> Engine:
    """The loaded models; once in a process."""
    found = models()
    if found is None:
        raise RuntimeError("RapidOCR is not installed")  # callers ask `available` first
    return Engine(*found, threads)


class Engine:
    """Both networks."""

    def __init__(self, detection: Path, recognition: Path, threads: int) -> None:
        import cv2
        import onnxruntime  # type: ignore[import-untyped]  # no stubs

        cv2.setNumThreads(threads)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads burn a core otherwise
        on_processor = ["CPUExecutionProvider"]
        self._detection = onnxruntime.InferenceSession(str(detection), options, providers=on_processor)
        self._recognition = onnxruntime.InferenceSession(str(recognition), options, providers=on_processor)
        letters = self._recognition.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._letters = ["", *letters, " "]
        self._inputs = (self._detection.get_inputs()[0].name, self._recognition.get_inputs()[0].name)

    def read_any_way(self, pixels: Array) -> tuple[int, list[Line], bool]:
        """Lines, by how many quarter turns (anticlockwise) the picture was turned to read them, whether some are missing."""
        import numpy as np

        end = time.process_time() + limits.OCR_ENOUGH
        boxes = self._find(pixels)
        sides = [_sides(box) for box in boxes]
        upright = sum(1 for wide, high in sides if high > 1.5 * wide)
        if len(boxes) >= 3 and upright > 0.6 * len(boxes):
            sideways = {turn: np.ascontiguousarray(np.rot90(pixels, turn)) for turn in (1, 3)}
            found = {turn: self._find(turned) for turn, turned in sideways.items()}
            turn = max(found, key=lambda t: _mean(self._read_lines(sideways[t], found[t][:SAMPLE], end)))
            pixels, boxes = sideways[turn], found[turn]
        else:
            turn = 0
        lines = self._read_lines(pixels, boxes, end)
        if turn == 0 and len(lines) >= 3 and _mean(lines[:SAMPLE]) < UPSIDE_DOWN:
            turned = np.ascontiguousarray(np.rot90(pixels, 2))
            other = self._find(turned)
            if _mean(self._read_lines(turned, other[:SAMPLE], end)) > _mean(lines[:SAMPLE]):
                turn, boxes, lines = 2, other, self._read_lines(turned, other, end)
        return turn, [line for line in lines if line.confidence >= LEAST_CONFIDENCE], len(lines) < len(boxes)

    def _read_lines(self, pixels: Array, boxes: list[Array], end: float) -> list[Line]:
        """Read lines until the process has used `end` seconds of processor time."""
        lines: list[Line] = []
        for box in boxes:
            if time.process_time() > end:
                break
            lines.append(self._line(pixels, box))
        return lines

    def _find(self, pixels: Array) -> list[Array]:
        """Boxes of lines, each four corners in pixels, from the top; a long picture is searched piece by piece."""
        height, width = pixels.shape[:2]
        if height <= LONG * width:
            boxes = self._find_in(pixels)
        else:
            step, overlap = round(LONG * width / 2), round(OVERLAP * width)
            boxes = []
            for top in range(0, height, step):
                piece = [_lower(box, top) for box in self._find_in(pixels[top : top + step + overlap])]
                boxes.extend(box for box in piece if not any(_same(box, other) for other in boxes[-60:]))
        return sorted(boxes, key=lambda box: (box[:, 1].min(), box[:, 0].min()))[:MOST_LINES]

    def _find_in(self, pixels: Array) -> list[Array]:
        longest = max(pixels.shape[:2])
        boxes = self._boxes(pixels, min(LARGEST_ZOOM, SIDE / longest))
        if boxes and longest > SIDE and median(min(_sides(b)) for b in boxes) * SIDE / longest < SMALL_TEXT:
            boxes = self._boxes(pixels, min(1.0, FINE_SIDE / longest))
        return boxes

    def _boxes(self, pixels: Array, scale: float) -> list[Array]:
        import cv2
        import numpy as np

        height, width = pixels.shape[:2]
        high, wide = (max(32, round(side * scale / 32) * 32) for side in (height, width))
        small = cv2.resize(pixels, (wide, high)).astype(np.float32) / 127.5 - 1.0
        given = {self._inputs[0]: np.ascontiguousarray(small.transpose(2, 0, 1)[None])}
        heat = np.asarray(self._detection.run(None, given)[0])[0, 0]
        mask = cv2.dilate((heat > THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
        outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        found = []
        for outline in outlines:
            (cx, cy), (w, h), angle = cv2.minAreaRect(outline)
            if min(w, h) < 3 or _score(heat, outline) < BOX_SCORE:
                continue
            grow = w * h * UNCLIP / (2 * (w + h))
            corners = cv2.boxPoints(((cx, cy), (w + 2 * grow, h + 2 * grow), angle))
            found.append(_ordered(corners * np.array([width / wide, height / high])))
        return found

    def _line(self, pixels: Array, corners: Array) -> Line:
        """Read one line (one at a time: filling up a batch to its longest line costs more than it saves)."""
        import cv2
        import numpy as np

        crop = _cut(pixels, corners)
        if crop.size == 0:
            return Line(corners, ())
        width = max(16, math.ceil(LINE_HEIGHT * crop.shape[1] / crop.shape[0]))
        strip = cv2.resize(crop, (width, LINE_HEIGHT)).astype(np.float32) / 127.5 - 1.0
        given = {self._inputs[1]: np.ascontiguousarray(strip.transpose(2, 0, 1)[None])}
        likely = np.asarray(self._recognition.run(None, given)[0])[0]
        best, sure = likely.argmax(1), likely.max(1)
        letters, before = [], 0
        for step, index in enumerate(best):
            if index and index != before:  # 0 is the blank; a letter lasts for several steps (CTC)
                letters.append((self._letters[index], (step + 0.5) / len(best), float(sure[step])))
            before = index
        return Line(corners, tuple(letters))


def _lower(box: Array, by: int) -> Array:
    moved = box.copy()
    moved[:, 1] += by
    return moved


def _same(box: Array, other: Array) -> bool:
    """Whether two boxes mark one line, found in two pieces of a picture."""
    high = min(box[:, 1].max(), other[:, 1].max()) - max(box[:, 1].min(), other[:, 1].min())
    wide = min(box[:, 0].max(), other[:, 0].max()) - max(box[:, 0].min(), other[:, 0].min())
    return bool(high > 0.4 * (box[:, 1].max() - box[:, 1].min()) and wide > 0.4 * (box[:, 0].max() - box[:, 0].min()))


def _score(heat: Array, outline: Array) -> float:
    """Mean heat inside an outline."""
    import cv2
    import numpy as np

    x, y, wide, high = cv2.boundingRect(outline)
    inside = np.zeros((high, wide), np.uint8)
    cv2.drawContours(inside, [outline - np.array([x, y])], -1, 1, -1)
    return float(cv2.mean(heat[y : y + high, x : x + wide], inside)[0])


def _ordered(corners: Array) -> Array:
    """Corners clockwise from top left."""
    import numpy as np

    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1], kind="stable")]
    top_right, bottom_right = right[np.argsort(right[:, 1], kind="stable")]
    return np.array([top_left, top_right, bottom_right, bottom_left], dtype=np.float32)


def _sides(corners: Array) -> tuple[float, float]:
    """Width and height of a box."""
    wide = math.dist(corners[0], corners[1])
    high = math.dist(corners[0], corners[3])
    return wide, high


def _cut(pixels: Array, corners: Array) -> Array:
    """The part of the picture in a box, made level."""
    import cv2
    import numpy as np

    wide, high = _sides(corners)
    if abs(corners[1][1] - corners[0][1]) <= 0.03 * wide:
        x0, y0 = (max(0, int(v)) for v in np.floor(corners.min(0)))
        x1, y1 = (int(v) for v in np.ceil(corners.max(0)))
        return pixels[y0:y1, x0:x1]
    size = (max(1, round(wide)), max(1, round(high)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _mean(lines: list[Line]) -> float:
    letters = [c for line in lines for _, _, c in line.letters]
    return sum(letters) / len(letters) if letters else 0.0


def _slope(lines: list[Line]) -> float:
    """How much the lines fall for each pixel to the right."""
    steep = [
        (float(line.corners[1][1]) - float(line.corners[0][1]))
        / max(1.0, float(line.corners[1][0]) - float(line.corners[0][0]))
        for line in lines
        if line.room >= 6
    ]
    return median(steep) if steep else 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture as it was given (size in pixels), the quarter turns to make it upright, the slope of its lines then."""

    width: int
    height: int
    turn: int
    slope: float

    @property
    def _size(self) -> tuple[int, int]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def cell(self, line: Line) -> Cell:
        """The words of a line with boxes in the upright picture, made level."""
        words: list[Word] = []
        group: list[tuple[str, float, float]] = []
        for letter in (*line.letters, (" ", 1.0, 1.0)):
            if not letter[0].isspace():
                group.append(letter)
            elif group:
                words.append(self._word(group, line))
                group = []
        return words

    def _word(self, letters: list[tuple[str, float, float]], line: Line) -> Word:
        step = 0.5 / len(line.letters)
        start, end = max(0.0, letters[0][1] - step), min(1.0, letters[-1][1] + step)
        (x0, y0), (x1, y1), _, (_, y3) = ((float(x), float(y)) for x, y in line.corners)
        left, right = x0 + (x1 - x0) * start, x0 + (x1 - x0) * end
        top = y0 + (y1 - y0) * (start + end) / 2 - self.slope * (left + right) / 2
        wide, high = self._size
        box = (left / wide, top / high, right / wide, (top + y3 - y0) / high)
        return Word("".join(char for char, _, _ in letters), box, round(min(sure for _, _, sure in letters), 4))

    def original(self, word: Word) -> Word:
        """The word with its box in the picture as it was given (numpy.rot90 turns anticlockwise)."""
        wide, high = self._size
        x0, y0, x1, y1 = word.box
        fall = self.slope * (x0 + x1) / 2 * wide / high
        y0, y1 = y0 + fall, y1 + fall
        for _ in range(self.turn):
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        clipped = [round(min(1.0, max(0.0, v)), 5) for v in (x0, y0, x1, y1)]
        return word._replace(box=(clipped[0], clipped[1], clipped[2], clipped[3]))
