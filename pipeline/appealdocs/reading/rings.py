"""Finds stamps in a mask of ink: connected shapes whose ink runs all around their outline and leaves the inside mostly free."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

INKED: Final = 40
"""Share of ink (0..255) from which a cell of the grid counts."""
SECTORS: Final = 32
ROUND: Final = 0.75
"""Least share of the outline's sectors that carry ink, for a round or oval stamp."""
FRAMED: Final = 0.85
"""The same for each of the four sides of a square one."""
DENSEST: Final = 0.6
"""Share of ink in its box; a filled disc has 0.79, a stamp with its text 0.1 to 0.5."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A stamp: its box in cells (x0, y0, x1, y1; ends excluded) and its ink in pixels."""

    box: tuple[int, int, int, int]
    ink: float


def rings(mask: bytes, width: int, height: int, bounds: tuple[float, float], cell_pixels: int) -> list[Ring]:
    """Stamps in `mask` (one byte a cell, 255 = all ink). `bounds` are their least and greatest side as shares of the longer
    side of the picture; `cell_pixels` is how many pixels one cell stands for."""
    small, large = (bound * max(width, height) for bound in bounds)
    found: list[Ring] = []
    for shape in _shapes(mask, width, height):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        box = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
        wide, high = box[2] - box[0], box[3] - box[1]
        if not (small <= wide <= large and small <= high <= large and 0.5 <= wide / high <= 2.0):
            continue
        ink = sum(mask[y * width + x] for y in range(box[1], box[3]) for x in range(box[0], box[2])) / 255
        if ink / (wide * high) <= DENSEST and (_is_round(shape, box) or _is_frame(shape, box)):
            found.append(Ring(box, ink * cell_pixels))
    return [ring for ring in found if not any(_inside(ring.box, other.box) for other in found if other is not ring)]


def _shapes(mask: bytes, width: int, height: int) -> Iterable[list[tuple[int, int]]]:
    """Connected sets of inked cells; a gap of one cell does not part them (worn ink, JPEG noise)."""
    left = {i for i, value in enumerate(mask) if value > INKED}
    steps = [dy * width + dx for dy in (-2, -1, 0, 1, 2) for dx in (-2, -1, 0, 1, 2) if dx or dy]
    while left:
        shape, edge = [], [left.pop()]
        while edge:
            at = edge.pop()
            shape.append((at % width, at // width))
            for step in steps:
                near = at + step
                if near in left and abs(near % width - at % width) <= 2:
                    left.discard(near)
                    edge.append(near)
        yield shape


def _is_round(shape: list[tuple[int, int]], box: tuple[int, int, int, int]) -> bool:
    """Whether ink lies along the ellipse of the box, in all directions."""
    cx, cy = (box[0] + box[2] - 1) / 2, (box[1] + box[3] - 1) / 2
    rx, ry = max(1.0, (box[2] - box[0]) / 2), max(1.0, (box[3] - box[1]) / 2)
    sectors = set()
    for x, y in shape:
        dx, dy = (x - cx) / rx, (y - cy) / ry
        if 0.78 <= math.hypot(dx, dy) <= 1.12:
            sectors.add(int((math.atan2(dy, dx) + math.pi) / (2 * math.pi) * SECTORS) % SECTORS)
    corners = [(x, y) for x, y in shape if abs(x - cx) / rx > 0.85 and abs(y - cy) / ry > 0.85]
    return len(sectors) >= ROUND * SECTORS and len(corners) <= 0.03 * len(shape)


def _is_frame(shape: list[tuple[int, int]], box: tuple[int, int, int, int]) -> bool:
    """Whether ink lies along all four sides of the box."""
    x0, y0, x1, y1 = box
    top = {x for x, y in shape if y <= y0 + 1}
    bottom = {x for x, y in shape if y >= y1 - 2}
    left = {y for x, y in shape if x <= x0 + 1}
    right = {y for x, y in shape if x >= x1 - 2}
    wide, high = x1 - x0, y1 - y0
    return min(len(top) / wide, len(bottom) / wide, len(left) / high, len(right) / high) >= FRAMED


def _inside(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    return (
        inner != outer
        and inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )
