"""What can be said of a reading once the case is known: ids of the case by name, ids in the file's own name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from appealdocs.model.fact import Fact, FactKind
from appealdocs.model.reading import Found, Page, Reading
from appealdocs.reading import shapes
from appealdocs.reading.expect import Expect
from appealdocs.reading.layout import locate, spans

_ALIKE: Final = str.maketrans("OoQIl|SBZ", "000111582")
"""Letters that OCR takes for digits and the other way round."""
EXACT: Final = 0.95
"""Least confidence of a code that is letter by letter one of the case: a misreading does not hit it by chance. (In a long address
the doubt about one letter counts for all of it.)"""
_STROKES: Final = str.maketrans("I|1", "lll")
_SHORTEST: Final = 5


def finish(reading: Reading, shown_as: str, expect: Expect) -> Reading:
    """The reading under today's name, with what the name and the ids of the case add. Cheap: done on every run."""
    known = _known(expect)
    found = [_recognised(f, known) for f in reading.found]
    met = {(f.fact.kind, f.fact.value, f.page) for f in found}
    for page in reading.pages:
        found.extend(_people(page, expect.names, [f for f in found if f.page == page.number and f.fact.kind == "name"]))
        missing = {text: kind for text, kind in known.items() if (kind, text, page.number) not in met}
        found.extend(_on_page(page, missing))
    found.extend(_in_name(shown_as, known))
    return replace(reading, path=shown_as, found=tuple(found))


def _known(expect: Expect) -> dict[str, FactKind]:
    groups: tuple[tuple[FactKind, tuple[str, ...]], ...] = (
        ("order-id", expect.orders), ("tracking", expect.tracking), ("sku", expect.skus),
    )  # fmt: skip
    return {text: kind for kind, texts in groups for text in texts if len(text) >= _SHORTEST}


def _recognised(found: Found, known: dict[str, FactKind]) -> Found:
    """A code of the case gets its kind from the case. One that differs from it only by letters which OCR mistakes for digits
    is that code, as sure as it was read; any other difference stays as it was read."""
    value = found.fact.value
    if (
        found.fact.kind not in ("id", "order-id", "tracking", "sku", "phone")
        or not isinstance(value, str)
        or found.label == "identity"
    ):
        return found
    if value in known:
        return replace(found, fact=Fact(known[value], value), confidence=max(found.confidence, EXACT))
    if found.confidence < 1.0:
        alike = [text for text in known if text.translate(_ALIKE).upper() == value.translate(_ALIKE).upper()]
        if len(alike) == 1:
            return replace(found, fact=Fact(known[alike[0]], alike[0]))
    return found


def _on_page(page: Page, missing: dict[str, FactKind]) -> list[Found]:
    """Ids of the case that no pattern found, letter by letter; spaces that OCR or a layout put into them do not matter."""
    if not missing or not page.text:
        return []
    result: list[Found] = []
    words: list[tuple[int, int]] | None = None
    for text, kind in missing.items():
        for match in _letter_by_letter(text).finditer(page.text):
            words = spans(page) if words is None else words
            place = locate(page, match.start(), match.end(), words)
            result.append(Found(Fact(kind, text), page.number, place.quote, place.box, place.confidence))
    return result


@lru_cache(maxsize=1024)
def _letter_by_letter(text: str) -> re.Pattern[str]:
    pattern = r"\s?".join(map(re.escape, text)) if len(text) >= 8 else re.escape(text)
    return re.compile(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])")


def _people(page: Page, names: tuple[str, ...], found: list[Found]) -> list[Found]:
    """People of the case whom no label announced; OCR's I for l does not matter."""
    result: list[Found] = []
    for name in names:
        if len(name) < _SHORTEST or not page.text or any(f.fact.value == name for f in found):
            continue
        text, wanted = (
            (page.text, name) if page.source != "ocr" else (page.text.translate(_STROKES), name.translate(_STROKES))
        )
        at = text.lower().replace("\n", " ").find(wanted.lower())
        if at >= 0:
            place = locate(page, at, at + len(name))
            result.append(Found(Fact("name", name), page.number, place.quote, place.box, place.confidence))
    return result


def _in_name(shown_as: str, known: dict[str, FactKind]) -> list[Found]:
    """Ids in the file's name."""
    name = PurePath(shown_as).stem
    found: dict[str, Found] = {}
    for text, kind in known.items():
        if re.search(rf"(?<![A-Za-z0-9]){re.escape(text)}(?![A-Za-z0-9])", name):
            found[text] = Found(Fact(kind, text), None, name)
    spaced = name.replace("_", " ")
    for pattern, kind, label in shapes.KINDS:
        for match in pattern.finditer(spaced):
            found.setdefault(match.group(), Found(Fact(kind, match.group()), None, name, label=label))
    for match in shapes.LONG_NUMBER.finditer(spaced):
        found.setdefault(match.group(), Found(Fact("id", match.group()), None, name))
    return list(found.values())
