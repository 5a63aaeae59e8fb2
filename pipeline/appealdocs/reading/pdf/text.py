"""The text layer of a PDF page, with a box for each word.

pypdf decodes and orders the text; boxes are worked out from where each run starts and from average letter widths, since
pypdf does not hand out its own. They are good to a few per cent of the line: enough to show a place, not to cut it out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Box, Word
from appealdocs.reading.layout import CELL_GAP, Cell, compose, union

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = Sequence[float]

ASCENT: Final = 0.75
DESCENT: Final = 0.22
"""Of the font size: what letters reach above and below the base line in common fonts."""

FIELDS: Final = 1_000
"""Form fields and notes of one page that are read."""
_WORD: Final = compiled(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text without a line break, set in one go: origin, the step of one em along the line, one em upwards."""

    text: str
    x: float
    y: float
    em: tuple[float, float]
    up: tuple[float, float]


def advance(text: str) -> float:
    """Width of `text` in ems, by letter class (means of common sans serif fonts)."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if char in "ijlI.,:;'|!() -[]/":
        return 0.3
    if "\u2e80" <= char <= "\uffef":
        return 1.0
    if char in "mwMW@жшщюЖШЩЮФыЫ":
        return 0.85
    return 0.67 if char.isupper() else 0.55


def read(page: PageObject) -> tuple[str, tuple[Word, ...], dict[str, float]]:
    """The page's text (layout.compose), its words, and how far down (0..1) each picture begins, by its name among the page's
    resources. Raises what pypdf raises."""
    lines: list[list[Run]] = [[]]
    tops: dict[str, float] = {}
    seen = frame(page)

    def draw(operator: bytes, operands: Any, cm: Matrix, tm: Matrix) -> None:
        if operator == b"Do" and operands:
            corners = (
                seen.place(cm[4] + a * cm[0] + b * cm[2], cm[5] + a * cm[1] + b * cm[3]) for a in (0, 1) for b in (0, 1)
            )
            tops.setdefault(str(operands[0]), min(_bound(y) for _, y in corners))

    def visit(text: str, cm: Matrix, tm: Matrix, font: Any, size: float) -> None:
        run = _run(cm, tm, size)
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            if part.strip() or (part and lines[-1]):
                lines[-1].append(Run(_clean(part), *run))

    page.extract_text(visitor_text=visit, visitor_operand_before=draw)
    cells = [cell for line in lines if (cell := _words(line, seen))]
    return *compose([*_rows(cells), *([cell] for cell in _filled_in(page, seen))]), tops


def _filled_in(page: PageObject, seen: Frame) -> Iterator[Cell]:
    """What was typed into a form's fields or onto the page as a note: it is no part of the page's own text."""
    reference = page.get("/Annots")
    notes = reference.get_object() if reference is not None else None
    for item in notes[:FIELDS] if isinstance(notes, list) else ():
        note = item.get_object()
        if not isinstance(note, dict) or note.get("/Subtype") not in ("/Widget", "/FreeText"):
            continue
        value = _typed(note)
        corners = note.get("/Rect")
        if not isinstance(value, str) or not value.strip() or not isinstance(corners, list) or len(corners) != 4:
            continue
        points = [seen.place(float(corners[i]), float(corners[j])) for i, j in ((0, 1), (2, 3))]
        (xa, ya), (xb, yb) = ((_bound(x), _bound(y)) for x, y in points)
        box = (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        yield [Word(word, box) for word in _clean(value).split()]


def _typed(note: Any) -> Any:
    """The text of a note, or the value of a text or choice field (which may stand on its parent)."""
    if note.get("/Subtype") == "/FreeText":
        return note.get("/Contents")
    parent = note.get("/Parent")
    parent = parent.get_object() if parent is not None else {}
    kind = note.get("/FT") or (parent.get("/FT") if isinstance(parent, dict) else None)
    value = note.get("/V") or (parent.get("/V") if isinstance(parent, dict) else None)
    return value if kind in ("/Tx", "/Ch") else None


def _clean(text: str) -> str:
    """Text without what no line should hold; halves of characters (lone surrogates) become question marks."""
    text = text.replace("\u00a0", " ").replace("\u00ad", "").replace("\t", " ").replace("\0", "").replace("\r", " ")
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _run(cm: Matrix, tm: Matrix, size: float) -> tuple[float, float, tuple[float, float], tuple[float, float]]:
    """Origin and directions of text in page space: the text matrix times the current one (ISO 32000-1, 9.4.4)."""
    a, b, c, d = cm[0], cm[1], cm[2], cm[3]
    x, y = tm[4] * a + tm[5] * c + cm[4], tm[4] * b + tm[5] * d + cm[5]
    em = (size * (tm[0] * a + tm[1] * c), size * (tm[0] * b + tm[1] * d))
    up = (size * (tm[2] * a + tm[3] * c), size * (tm[2] * b + tm[3] * d))
    return x, y, em, up


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page and its turn in degrees (0, 90, 180, 270)."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as fractions of the page as it is seen, origin top left."""
        u, v = (x - self.left) / self.width, (y - self.bottom) / self.height
        match self.turn:
            case 90:
                return v, u
            case 180:
                return 1 - u, v
            case 270:
                return 1 - v, 1 - u
        return u, 1 - v

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as seen."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)


def _frame(page: PageObject) -> Frame:
    box = page.cropbox
    width, height = abs(float(box.width)), abs(float(box.height))
    if not (width and height and math.isfinite(width * height)):
        width, height = 595.0, 842.0
    return Frame(float(box.left), float(box.bottom), width, height, (page.rotation or 0) % 360)


def frame(page: PageObject) -> Frame:
    """The visible box of `page`; A4 where the file gives none that makes sense."""
    try:
        return _frame(page)
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):
        return Frame(0.0, 0.0, 595.0, 842.0, 0)


def _words(line: Sequence[Run], frame: Frame) -> Cell:
    """The words of one line; a word may be set in several runs."""
    text = "".join(run.text for run in line)
    boxes: list[Box] = []
    for run in line:
        at = 0.0
        for char in run.text:
            step = _width(char)
            boxes.append(_box(run, at, at + step, frame))
            at += step
    return [Word(m.group(), union(boxes[m.start() : m.end()])) for m in _WORD.finditer(text)]


def _box(run: Run, start: float, end: float, frame: Frame) -> Box:
    corners = [
        frame.place(run.x + run.em[0] * along + run.up[0] * over, run.y + run.em[1] * along + run.up[1] * over)
        for along, over in ((start, -DESCENT), (end, -DESCENT), (start, ASCENT), (end, ASCENT))
    ]
    xs, ys = [_bound(x) for x, _ in corners], [_bound(y) for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _bound(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5) if math.isfinite(value) else 0.0


def _rows(lines: Sequence[Cell]) -> list[list[Cell]]:
    """Lines that follow each other on one base line, to the right, are cells of one row: label and value of a form."""
    rows: list[list[Cell]] = []
    for line in lines:
        if rows and _continues(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _continues(before: Cell, after: Cell) -> bool:
    last, first = before[-1].box, after[0].box
    height = min(last[3] - last[1], first[3] - first[1])
    level = min(last[3], first[3]) - max(last[1], first[1]) > 0.6 * height
    # widths are estimates: what starts behind the middle of the line before is to the right of it
    return level and first[0] > (before[0].box[0] + last[2]) / 2 and first[0] > before[0].box[0] + CELL_GAP * height / 2
