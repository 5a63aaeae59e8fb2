"""One search over the whole package: which page, picture or video gives up how much, so that every limit is kept at the least loss.

Greedy by bytes saved per quality lost, then given back: whatever turns out not to have been needed goes back up. A unit that can no
longer be read at a level never goes there again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from appealdocs.pack import legible, scans, unit
from appealdocs.pack.arrange import Arrangement, Piece, Rules, arrange
from appealdocs.pack.legible import Seen
from appealdocs.pack.material import Material
from appealdocs.pack.source import Source
from appealdocs.reading import Expect, Pool

Describe = Callable[[int, Material], Piece]
"""The arithmetic's view of a material at its present levels."""


ROUNDS: Final = 400
FILL: Final = 0.85
"""Share of the room left that a video may take: sizes of merged files are still estimates then."""


@dataclass
class Search:
    """`measure` gives the true bytes of each file of an arrangement (estimates are put right by it)."""

    materials: Sequence[Material]
    describe: Describe
    rules: Rules
    expect: Callable[[Source], Expect]
    measure: Callable[[Arrangement], Sequence[int]]
    seen: dict[tuple[int, str, int], Seen] = field(default_factory=dict)
    slack: int = 0
    """Bytes by which estimates fell short; added to each merged file."""

    def run(self) -> Arrangement:
        """An arrangement that keeps every limit and is still legible, or the best that can be had (`fits` is false then)."""
        try:
            with Pool() as pool:  # starts no process before the first page is read again
                for _ in range(ROUNDS):
                    found = self._fitted()
                    if not found.fits:
                        return found
                    self._give_back()
                    self._widen_films(self._arranged())
                    exact = self._exact(self._arranged())
                    if exact is not None and self._all_legible(pool):
                        return exact
        finally:
            scans.forget()
        raise AssertionError("each round forbids a level or widens a margin, so that the search ends")

    def _arranged(self) -> Arrangement:
        rules = replace(self.rules, each=self.rules.each + self.slack)
        return arrange([self.describe(i, m) for i, m in enumerate(self.materials)], rules)

    def _fitted(self) -> Arrangement:
        """Take the step that saves most for what it costs, as long as a limit is broken."""
        found = self._arranged()
        while found.heavy:
            step = self._best(found)
            if step is None:
                return found
            one, level = step
            one.level = level
            found = self._arranged()
        return found

    def _best(self, found: Arrangement) -> tuple[unit.Unit, int] | None:
        best: tuple[float, unit.Unit, int] | None = None
        for one in (u for i in found.heavy for u in self.materials[i].units):
            level = one.next()
            if level is None:
                continue
            worth = (one.size(one.level) - one.size(level)) / (one.loss(level) - one.loss(one.level))
            if best is None or worth > best[0]:
                best = (worth, one, level)
        return (best[1], best[2]) if best is not None else None

    def _give_back(self) -> None:
        """Undo steps that are not needed, the costliest first."""
        lossy = sorted((u for m in self.materials for u in m.units if u.level), key=lambda u: -u.loss(u.level))
        for one in lossy:
            level = one.level
            for better in range(level):
                one.level = better
                if self._arranged().fits:
                    break
                one.level = level

    def _widen_films(self, found: Arrangement) -> None:
        """Let videos that have to be coded anew take what room is left, up to their next better step."""
        films = [
            (b, u) for b in found.bins if b.own for u in self.materials[b.cuts[0].piece.index].units
            if isinstance(u, unit.FilmUnit) and u.level and u.level not in u.made
        ]
        for b, one in films:
            room = self.rules.file - b.size
            if self.rules.total is not None:
                room = min(room, (self.rules.total - found.size - self.rules.zip_cost * len(found.bins)) // len(films))
            better = one.size(one.level - 1) if one.level > 1 else one.first
            one.tried[one.level] = max(one.size(one.level), min(one.size(one.level) + int(room * FILL), int(better * 0.97)))

    def _exact(self, found: Arrangement) -> Arrangement | None:
        """The arrangement with true sizes; None if they break a limit (the estimate is put right, the search goes on)."""
        sizes = self.measure(found)
        bins = tuple(replace(b, size=size) for b, size in zip(found.bins, sizes, strict=True))
        total = sum(b.size + self.rules.zip_cost for b in bins)
        if all(b.size <= self.rules.file for b in bins) and (self.rules.total is None or total <= self.rules.total):
            return replace(found, bins=bins)
        # files of their own are known exactly from now on; what merged ones need beyond the estimate is kept free next time
        self.slack += max([0, *(size - b.size for b, size in zip(found.bins, sizes, strict=True) if not b.own)])
        return None

    def _all_legible(self, pool: Pool) -> bool:
        """Read what changed again; what is no longer legible goes back one level for good."""
        looks, keys = [], []
        for index, material in enumerate(self.materials):
            for one in material.units:
                key = (index, one.name, one.level)
                if not one.level or key in self.seen:
                    continue
                look = legible.needed(material, one)
                if look is None:
                    self.seen[key] = Seen(0, 0)
                else:
                    looks.append(look)
                    keys.append(key)
        for key, look, seen in zip(keys, looks, legible.look(looks, self.expect, pool), strict=True):
            self.seen[key] = seen
            if not seen.legible:
                look.unit.floor = look.unit.level - 1
                look.unit.level = look.unit.floor
        return all(self.seen[key].legible for key in keys)
