"""Which few of a million segments are worth measuring against a query.

Rare grams point to few segments. A query takes its grams from rare to common, but in turns from each part of the sentence,
so that an edit in one part cannot hide a match of the others, until a budget of postings is spent; the segments that share
most of them are then measured exactly. The budget, not the size of the memory, decides how long a look-up takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from appealdocs.translate import grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from appealdocs.translate.shard import Shard

POSTINGS = 48_000
"""Postings read for one query at most (the rarest gram is always read)."""
MEASURED = 400
"""Segments measured by edit distance at most."""
PARTS = 6
"""Parts of a sentence that take turns in choosing grams."""


def candidates(shards: Sequence[Shard], query: str, language: str) -> tuple[list[int], list[str]]:
    """Rows and texts of the segments most like `query`, about `MEASURED` at most, in no order."""
    import numpy as np

    hashes = grams.of_text(query, language)
    if not len(hashes) or not shards:
        return [], []
    hashes, where = np.unique(hashes, return_index=True)
    ranges = [shard.ranges(hashes) for shard in shards]
    counts = np.sum([end - begin for begin, end in ranges], axis=0)
    part = where * PARTS // (len(query) + 2)
    if language != "zh":
        part = part * 2 + grams.stored_of_long(hashes)
    chosen = _choose(counts, part)
    if not len(chosen):
        return [], []
    tallies = [_tally(shard, begin[chosen], end[chosen]) for shard, (begin, end) in zip(shards, ranges, strict=True)]
    rows: list[int] = []
    texts: list[str] = []
    for shard, numbers in zip(shards, _most_shared(shards, tallies, len(query.encode())), strict=True):
        rows += shard.rows[numbers].tolist()
        texts += shard.texts(numbers)
    return rows, texts


def _choose(counts: NDArray[np.int64], parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Numbers of the grams to read: from each part in turn its rarest, until the budget is spent.

    Grams that are not stored for long texts look rare and are no better for it: they count as parts of their own.
    """
    import numpy as np

    present = np.flatnonzero(counts)
    part = parts[present]
    order = np.lexsort((counts[present], part))
    present, part = present[order], part[order]
    starts = np.searchsorted(part, part)
    turn = np.arange(len(part)) - starts
    present = present[np.lexsort((counts[present], turn))]
    spent = np.cumsum(counts[present])
    return present[: max(1, int(np.searchsorted(spent, POSTINGS, side="right")))]


def _tally(
    shard: Shard, begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The segments of a shard that share a chosen gram, and how many they share."""
    import numpy as np

    postings = shard.postings
    read = [postings[b:e] for b, e in zip(begins.tolist(), ends.tolist(), strict=True) if e > b]
    if not read:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    numbers = np.concatenate(read)
    numbers.sort()
    edges = np.flatnonzero(numbers[1:] != numbers[:-1])
    firsts = np.concatenate(([0], edges + 1))
    counts = np.append(firsts[1:], len(numbers)) - firsts
    return numbers[firsts].astype(np.int64), counts


def _most_shared(
    shards: Sequence[Shard], tallies: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], size: int
) -> list[NDArray[np.int64]]:
    """For each shard the segments to measure: those that share most grams, and of the last such level those whose
    length is nearest to `size` (bytes), `MEASURED` in all."""
    import numpy as np

    shared = np.concatenate([count for _, count in tallies])
    left = np.cumsum(np.bincount(shared, minlength=2)[::-1])[::-1]
    few = np.flatnonzero(left <= MEASURED)
    least = int(few[0]) if len(few) else len(left)
    sure = [numbers[count >= least] for numbers, count in tallies]
    room = MEASURED - sum(map(len, sure))
    level = [numbers[count == least - 1] for numbers, count in tallies]
    if least <= 1 or not room:
        return sure
    off = [np.abs(shard.lengths(numbers) - size) for shard, numbers in zip(shards, level, strict=True)]
    together = np.concatenate(off)
    furthest = np.partition(together, room - 1)[room - 1] if len(together) > room else together.max(initial=0)
    return [
        np.concatenate((first, more[distance <= furthest][:room]))
        for first, more, distance in zip(sure, level, off, strict=True)
    ]
