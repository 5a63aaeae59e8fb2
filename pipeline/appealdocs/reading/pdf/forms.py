"""Forms that draw forms: ten levels of ten each are ten thousand million drawings, and a circle of them never ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appealdocs.model.reading import Trouble
from appealdocs.reading import limits

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST: Final = 100_000
"""Drawings of one page; a map or a plan has some thousands."""
_DRAWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![A-Za-z])")
_DEEPEST: Final = 40
_LOOKED: Final = 5_000
"""Forms that are opened for this; a file with more of them is not looked through to the end."""


def multiplied(data: bytes, reader: PdfReader) -> Trouble | None:
    """The trouble of a file whose forms draw each other without end, or nearly so. Raises what pypdf raises."""
    if data.count(b"/Form") < 2 and data.count(b"/Form") * data.count(b" Do") < 2:
        return None  # a stream's dictionary never lies in an object stream
    counts: dict[int, int] = {}
    for page in reader.pages[: limits.PAGES]:
        drawings = sum(_count(form, counts, 0) for form in _forms(page).values())
        if drawings > MOST or len(counts) > _LOOKED:
            return Trouble("bomb", "its pages draw the same form over and over without end") if drawings > MOST else None
    return None


def _forms(owner: Any) -> dict[str, Any]:
    """The forms among what a page or a form may draw, by name."""
    resources = owner.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    named = resources.get("/XObject") if isinstance(resources, dict) else None
    named = named.get_object() if named is not None else None
    found: dict[str, Any] = {}
    for name, value in named.items() if isinstance(named, dict) else ():
        thing = value.get_object()
        if isinstance(thing, dict) and thing.get("/Subtype") == "/Form":
            found[name[1:]] = thing
    return found


def _count(form: Any, counts: dict[int, int], depth: int) -> int:
    """Drawings that one drawing of the form comes to; more than MOST for a circle."""
    key = id(form)
    if key in counts:
        return counts[key]
    if depth > _DEEPEST or len(counts) > _LOOKED:
        return MOST + 1
    counts[key] = MOST + 1  # met again before it is counted: a circle
    inner = _forms(form)
    total = 1
    if inner:
        for match in _DRAWN.finditer(form.get_data()):
            child = inner.get(match.group(1).decode("latin-1"))
            total += _count(child, counts, depth + 1) if child is not None else 0
            if total > MOST:
                break
    counts[key] = total
    return total
