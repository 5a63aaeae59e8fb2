"""Reads evidence files: from the cache where they were read before, else in reading processes."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.model.reading import Reading
from appealdocs.reading.cache import Cache
from appealdocs.reading.expect import Expect, Item
from appealdocs.reading.known import finish
from appealdocs.reading.opening import Opened, look

if TYPE_CHECKING:
    from appealdocs.reading.pool import Pool


def read(
    path: Path, shown_as: str, expect: Expect | None = None, cache: Cache | None = None, pool: Pool | None = None
) -> Reading:
    """What one file really is and shows. `shown_as` is its path as in case.yaml.

    Never raises for what the file is: its faults are `Reading.troubles`. Raises PartFailed if reading itself does not work.
    """
    return read_all([Item(path, shown_as, expect or Expect())], cache, 1, pool)[0]


def read_all(
    items: Sequence[Item], cache: Cache | None = None, jobs: int = 0, pool: Pool | None = None
) -> list[Reading]:
    """The readings of all items, in their order. `jobs` processes at most (0: one for each processor); none is started
    where the cache knows every file. `pool` keeps processes warm between calls and overrules `jobs`."""
    opened = [look(item) for item in items]
    results: list[Reading | None] = [_without_content(i, o, cache) for i, o in zip(items, opened, strict=True)]
    # the same content under two names is read once
    waiting: dict[tuple[str, str, Expect], list[int]] = {}
    for index, result in enumerate(results):
        if result is None:
            waiting.setdefault((opened[index].sha256, opened[index].kind, items[index].expect), []).append(index)
    if waiting:
        from appealdocs.reading import ahead
        from appealdocs.reading.pool import Pool, Task

        tasks = [Task(items[indices[0]], opened[indices[0]]) for indices in waiting.values()]
        with contextlib.nullcontext(pool) if pool is not None else ahead.taken() or Pool(jobs) as processes:
            readings = processes.read(tasks)
        for indices, reading in zip(waiting.values(), readings, strict=True):
            if cache is not None and _unchanged(items[indices[0]], opened[indices[0]]):
                cache.put(reading, items[indices[0]].expect)
            for index in indices:
                results[index] = reading
    return [
        finish(_with_outer(result, o), item.shown_as, item.expect)
        for item, o, result in zip(items, opened, results, strict=True)
        if result is not None
    ]


def _without_content(item: Item, opened: Opened, cache: Cache | None) -> Reading | None:
    """The reading of a file that need not be opened: known, or not openable."""
    if not opened.readable:
        return Reading(item.shown_as, opened.sha256, opened.size, opened.kind)
    return cache.get(opened.sha256, opened.kind, item.expect, item.shown_as) if cache is not None else None


def _with_outer(reading: Reading, opened: Opened) -> Reading:
    """What was seen from outside comes first: a wrong name, a missing file."""
    return replace(reading, troubles=opened.troubles + reading.troubles) if opened.troubles else reading


def _unchanged(item: Item, opened: Opened) -> bool:
    """Whether the file is still the one whose hash was taken; what was read of another one must not be kept under it."""
    try:
        info = item.path.stat()
    except OSError:
        return False
    return (info.st_size, info.st_mtime_ns, info.st_ino) == opened.stamp
