"""The translation memory: what has been translated before, found exactly or nearly, its values carried over.

    memory = open_memory(path_or_url)       SQLite file, PostgreSQL URL, or None: a memory in RAM
    memory.lookup(...)                      the best matches, best first
    memory.add([Unit(...)])                 what a person approved, or a file brought

A database holds the units; the fuzzy index beside a SQLite file is derived from it and can be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from appealdocs.expressions import compiled
from appealdocs.translate import score
from appealdocs.translate.keys import key_of
from appealdocs.translate.skeleton import skeleton, tidy
from appealdocs.translate.unit import CONTEXT, EXACT, Match, Unit

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names

_RANK = {"approved": 3, "clause": 2, "seed": 1, "imported": 0}
_BATCH = 5_000
_FIRST = 64
"""Candidates that are measured before the others."""
_ROUNDING = 1e-4
"""Below a similarity, so that a cut-off there keeps it: rapidfuzz reckons cut-offs in edits, and may lose what equals them."""
_SHAPE_FROM = 0.4
"""Similarity under which two sentences are not looked at as the same sentence with other values."""
_NUMERALS = compiled("[0-9〇零一二两三四五六七八九十百千万]+|[A-Za-z]+")


class Store(Protocol):
    """Where units lie: `sqlite_store.SqliteStore` or `sql_store.SqlStore`."""

    def add(self, units: Iterable[Unit]) -> int: ...
    def settle(self) -> None: ...
    def remove(self, ids: Sequence[int]) -> None: ...
    def same_skeleton(self, key: int, source_language: str, target_language: str, source: str) -> list[Unit]: ...
    def same_target(self, key: int, source_language: str, target_language: str) -> list[Unit]: ...
    def near(self, text: str, source_language: str, target_language: str) -> tuple[list[int], list[str]]: ...
    def same_source(self, rows: Sequence[int]) -> dict[int, list[Unit]]: ...
    def units(self) -> Iterator[Unit]: ...
    def counts(self) -> dict[tuple[str, str, str], int]: ...
    def get_meta(self, name: str) -> str: ...
    def set_meta(self, name: str, value: str) -> None: ...
    def close(self) -> None: ...


def open_memory(where: str | Path | None = None, seed: Path | None = None) -> Memory:
    """Open (and make, if it is not there) a memory: a path of a SQLite file, a `postgresql://` URL, or None for RAM.

    `seed` is a TMX file whose units are taken in once, as seed, and again when the file changes.
    Raises BadInput for a file that is no memory, MissingPart or PartFailed for a database that cannot be reached.
    """
    memory = Memory(_store(where))
    if seed is not None:
        from appealdocs.translate.seed import take_in

        take_in(memory, seed)
    return memory


def _store(where: str | Path | None) -> Store:
    if isinstance(where, str) and where.startswith(("postgresql:", "postgresql+", "postgres:")):
        from appealdocs.translate.sql_store import SqlStore

        return SqlStore(where)
    from appealdocs.translate.sqlite_store import SqliteStore

    return SqliteStore(Path(where) if where else None)


class Memory:
    """A translation memory over a store; safe for threads, and several processes may use one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def add(self, units: Iterable[Unit]) -> int:
        """Store units, durable when this returns; a unit that is there already is renewed. Returns the rows written."""
        written, batch = 0, []
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH:
                written += self.store.add(batch)
                batch = []
        if batch:
            written += self.store.add(batch)
        self.store.settle()
        return written

    def remove(self, ids: Sequence[int]) -> None:
        """Forget the units with these ids."""
        self.store.remove(ids)

    def __iter__(self) -> Iterator[Unit]:
        return self.store.units()

    def counts(self) -> dict[tuple[str, str, str], int]:
        """Number of units by (source language, target language, kind)."""
        return self.store.counts()

    def lookup(
        self,
        source: str,
        source_language: str,
        target_language: str,
        *,
        previous: str | None = None,
        next: str | None = None,
        minimum: int = 70,
        limit: int = 5,
        names: Names | None = None,
        zone: ZoneInfo | None = None,
    ) -> list[Match]:
        """The best matches for a sentence, best first, at most `limit`, none under the score `minimum`."""
        exact = self.exact(
            source, source_language, target_language, previous=previous, next=next, names=names, zone=zone, limit=limit
        )
        if len(exact) >= limit:
            return exact
        fuzzy = self.fuzzy(
            source, source_language, target_language, minimum=minimum, limit=limit, names=names, zone=zone
        )
        known = {match.unit.id for match in exact}
        return (exact + [match for match in fuzzy if match.unit.id not in known])[:limit]

    def exact(
        self,
        source: str,
        source_language: str,
        target_language: str,
        *,
        previous: str | None = None,
        next: str | None = None,
        names: Names | None = None,
        zone: ZoneInfo | None = None,
        limit: int = 5,
    ) -> list[Match]:
        """Matches of score 100 and 101: the same sentence, its values carried over."""
        units = self.store.same_skeleton(
            key_of(source_language, skeleton(source)), source_language, target_language, source
        )
        matches: list[Match] = []
        for unit in sorted(units, key=lambda u: _merit(u, source, previous, next), reverse=True)[: 4 * limit]:
            match = _exact(unit, source, names, zone)
            if match is None:
                continue
            if match.unit.source == source and _same_place(unit, previous, next):
                match = replace(match, score=CONTEXT)
            matches.append(match)
            if len(matches) >= limit:
                break
        return matches

    def fuzzy(
        self,
        source: str,
        source_language: str,
        target_language: str,
        *,
        minimum: int = 70,
        limit: int = 5,
        names: Names | None = None,
        zone: ZoneInfo | None = None,
    ) -> list[Match]:
        """Matches by edit distance, as rapidfuzz measures it over all segments: best first.

        A sentence of the same shape whose values can be carried over is exact (100), whatever its distance; one whose
        values cannot be is offered with the reason.
        """
        asked = tidy(source)
        rows, texts = self.store.near(asked, source_language, target_language)
        near = _measured(asked, texts, minimum / 100, limit, max(20, 3 * limit))
        worst = near[limit - 1][1] if len(near) >= limit else 0.0
        near = [found for found in near if found[1] >= worst][: 2 * limit]
        known = self.store.same_source([rows[at] for _, _, at in near])
        units = [
            (similarity, unit)
            for text, similarity, at in near
            for unit in known.get(rows[at]) or self._written_alike(text, source_language, target_language)
        ]
        units.sort(key=lambda found: (found[0], _RANK[found[1].kind], found[1].at), reverse=True)
        shape = skeleton(source)
        return [_fuzzy(unit, similarity, source, shape, names, zone) for similarity, unit in units[:limit]]

    def _written_alike(self, text: str, source_language: str, target_language: str) -> list[Unit]:
        """Units with this `tidy` source: where the one that stood for them in the index was removed."""
        units = self.store.same_skeleton(key_of(source_language, skeleton(text)), source_language, target_language, text)
        return [unit for unit in units if tidy(unit.source) == text]

    def with_values(self, match: Match, source: str, names: Names | None = None, zone: ZoneInfo | None = None) -> Match:
        """A near match with the values of `source` in its target where they can be carried over; else the match as it is."""
        unit = match.unit
        if _NUMERALS.findall(unit.source) == _NUMERALS.findall(source):
            return match
        from appealdocs.translate.rebind import rebind

        pair = unit.source_language, unit.target_language
        rebound = rebind((unit.source, unit.target), source, pair, names, zone, same_shape=False)
        if rebound is None or not rebound.adapted:
            return match
        return replace(match, target=rebound.target, adapted=True, safe=rebound.safe)

    def mirror(self, text: str, language: str, wanted: str = "zh") -> str:
        """The `wanted`-language side of a unit one of whose sides is exactly `text`; "" if there is none."""
        key = key_of(language, skeleton(text))
        backwards = [u.source for u in self.store.same_target(key, wanted, language) if tidy(u.target) == tidy(text)]
        if backwards:
            return backwards[0]
        forwards = self.store.same_skeleton(key, language, wanted, text)
        return next((u.target for u in forwards if tidy(u.source) == tidy(text)), "")


def _measured(asked: str, texts: Sequence[str], minimum: float, enough: int, most: int) -> list[tuple[str, float, int]]:
    """The texts most like `asked` with similarity and place, best first; `most` at most, among them the best `enough`.

    The first texts are the most promising (`fuzzy.candidates`): how good they are tells which others need no measuring to the end.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    likeness = Levenshtein.normalized_similarity
    first = process.extract(asked, texts[:_FIRST], scorer=likeness, score_cutoff=minimum, limit=enough)
    worst = max(minimum, first[-1][1] - _ROUNDING) if len(first) == enough else minimum
    return process.extract(asked, texts, scorer=likeness, score_cutoff=worst, limit=most)


def _merit(unit: Unit, source: str, previous: str | None, next: str | None) -> tuple[bool, bool, int, str]:
    """What makes one exact match better than another."""
    same = unit.source == source
    return same and _same_place(unit, previous, next), same, _RANK[unit.kind], unit.at


def _same_place(unit: Unit, previous: str | None, next: str | None) -> bool:
    """Context match: both neighbours are known (None: not said) and the same."""
    return previous is not None and next is not None and (unit.previous, unit.next) == (previous, next)


def _exact(unit: Unit, source: str, names: Names | None, zone: ZoneInfo | None) -> Match | None:
    if tidy(unit.source) == tidy(source):
        return Match(unit, EXACT, unit.target)
    from appealdocs.translate.rebind import rebind

    rebound = rebind((unit.source, unit.target), source, (unit.source_language, unit.target_language), names, zone)
    if rebound is None:
        return None
    return Match(
        unit, EXACT, rebound.target, rebound.adapted, rebound.safe, source,
        None if rebound.safe else score.PLURAL,
    )  # fmt: skip


def _fuzzy(
    unit: Unit, similarity: float, source: str, shape: str, names: Names | None, zone: ZoneInfo | None
) -> Match:
    alike = similarity == 1 or (similarity > _SHAPE_FROM and skeleton(unit.source) == shape)
    exact = _exact(unit, source, names, zone) if alike else None
    if exact is not None:
        return exact
    value, caution = score.percent(similarity), None
    if alike:
        caution = score.NOT_REBOUND
    elif score.says_opposite(unit.source, source, unit.source_language):
        value, caution = min(value, score.NEGATION_CAP), score.OPPOSITE
    return Match(unit, value, unit.target, False, False, source, caution)
