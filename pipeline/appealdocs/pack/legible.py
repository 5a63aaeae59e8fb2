"""Whether a recompressed page still shows what it showed: it is read again, and the same ids, dates and amounts must be found."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from appealdocs.model.fact import Fact
from appealdocs.model.reading import Reading
from appealdocs.pack import unit
from appealdocs.pack.material import Document, Film, Material, Pictures
from appealdocs.pack.source import Source
from appealdocs.reading import Cache, Expect, Item, Pool, default_folder, read_all

KINDS: Final = frozenset({"order-id", "tracking", "sku", "id", "date", "moment", "time", "money", "measure"})
SURE: Final = 0.6
"""Confidence from which a value that was read counts; below it the reader itself was not sure."""
_ENDINGS: Final = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Look:
    """A unit to be read again at its level, and the facts that must still be there.

    `against_copy`: the page went out as a picture of itself from the start; what no reader reads on that cannot be asked for.
    """

    material: Material
    unit: unit.Unit
    facts: frozenset[tuple[str, str]]
    against_copy: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a second reading gave: how many values were asked for, and which are gone (none: still legible)."""

    asked: int
    gone: int

    @property
    def legible(self) -> bool:
        return self.gone == 0


def shown(reading: Reading, page: int | None) -> frozenset[tuple[str, str]]:
    """The values on a page (from 1; None: anywhere in the file) of which the reader was sure."""
    return frozenset(
        (f.fact.kind, _written(f.fact)) for f in reading.found
        if f.page is not None and (page is None or f.page == page) and f.fact.kind in KINDS and f.confidence >= SURE
    )


def _written(fact: Fact) -> str:
    return f"{fact.value!r}"


def needed(material: Material, which: unit.Unit) -> Look | None:
    """What has to be looked at again for a unit at its level; None where no reader is needed (the words are in the text layer)."""
    reading = material.source.reading
    if isinstance(material, Film):
        return Look(material, which, shown(reading, None))
    if isinstance(material, Pictures) and not material.likeness:
        return None
    if layered(material, which):
        return None
    number = (which.page or 0) + 1
    facts = shown(reading, number)
    return Look(material, which, facts, isinstance(material, Document) and number in material.pictured) if facts else None


def layered(material: Material, which: unit.Unit) -> bool:
    """Whether the unit is a page whose words are in a text layer that its level leaves alone."""
    if not isinstance(material, Document) or not isinstance(which, unit.PageUnit) or which.level > len(unit.PAGES):
        return False
    number = (which.page or 0) + 1
    page = next((p for p in material.source.reading.pages if p.number == number), None)
    return page is not None and page.source == "text-layer" and number not in material.pictured


def look(looks: Sequence[Look], expect: Callable[[Source], Expect], pool: Pool) -> list[Seen]:
    """Read each unit at its level again, by the readers that read the originals (what was read before is known by its hash)."""
    if not looks:
        return []
    with tempfile.TemporaryDirectory(prefix="appealdocs-legible-") as place:
        now = [_item(one, Path(place) / f"{n}", expect) for n, one in enumerate(looks)]
        first = [_item(one, Path(place) / f"{n}-first", expect, level=0) for n, one in enumerate(looks) if one.against_copy]
        readings = read_all([*now, *first], Cache(default_folder()), pool=pool)
    copies = iter(readings[len(now) :])
    return [_compared(one, reading, next(copies) if one.against_copy else None) for one, reading in zip(looks, readings, strict=False)]


def _item(one: Look, path: Path, expect: Callable[[Source], Expect], level: int | None = None) -> Item:
    """The unit (at another `level` if one is given) as a file to be read."""
    now = one.unit.level
    one.unit.level = now if level is None else level
    try:
        kind, data = one.material.sample(one.unit)
    finally:
        one.unit.level = now
    file = path.with_suffix(f".{_ENDINGS.get(kind, kind)}")
    file.write_bytes(data)
    return Item(file, file.name, expect(one.material.source), path.parent)


def _compared(one: Look, reading: Reading, copy: Reading | None) -> Seen:
    asked = one.facts if copy is None else one.facts & shown(copy, None)
    gone = asked - shown(reading, None)
    if isinstance(one.material, Film):
        gone |= _film_faults(one.material, reading)
    return Seen(len(asked), len(gone))


def _film_faults(material: Film, reading: Reading) -> frozenset[tuple[str, str]]:
    """A video must keep its length and its time watermark."""
    before, after = material.source.reading.clip, reading.clip
    faults: set[tuple[str, str]] = set()
    if after is None or before is None or after.seconds < min(before.seconds, 30.0) - 0.1 or after.seconds < before.seconds - 1.0:
        faults.add(("length", ""))
    elif before.watermark_times and not after.watermark_times:
        faults.add(("watermark", ""))
    return frozenset(faults)


def changed(materials: Iterable[Material]) -> list[tuple[Material, unit.Unit]]:
    """The units that are not as they came."""
    return [(m, u) for m in materials for u in m.units if u.level]
