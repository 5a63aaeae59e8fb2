"""Which few of a million segments are worth measuring against a query.

Rare grams point to few segments. A query takes its grams from rare to common, but in turns from each part of the sentence,
so that an edit in one part cannot hide a match of the others, until a budget of postings is spent; the segments that share
most of them for their length are then measured exactly. The budget, not the size of the memory, decides how long a look-up takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appealdocs.translate import grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from appealdocs.translate.shard import Shard


@dataclass(frozen=True, slots=True)
class Budget:
    """What one look-up may cost: `postings` read (the rarest gram is always read), a `pool` of segments ranked by what they share
    for their length, the best `measured` of them measured by edit distance."""

    postings: int
    pool: int
    measured: int


BUDGETS = {"zh": Budget(24_000, 4_000, 500)}
BUDGET_OTHER = Budget(22_000, 5_000, 700)
"""Measured on 1,000,000 segments (docs/decisions.md): the least with which the best match is that of a full scan in 99 % and more."""
PARTS = 6
"""Parts of a sentence that take turns in choosing grams."""
_BY_CHANCE = 0.4
"""Share of what two texts differ in that they have in common all the same."""


def candidates(shards: Sequence[Shard], query: str, language: str) -> tuple[list[int], list[str]]:
    """Rows and texts of the segments most like `query`, as many as the budget measures at most, the most promising first."""
    import numpy as np

    budget = BUDGETS.get(language, BUDGET_OTHER)
    if not query or not shards:
        return [], []
    hashes, where, finds_long = grams.of_query(query, language)
    ranges = [shard.ranges(hashes) for shard in shards]
    counts = np.sum([end - begin for begin, end in ranges], axis=0)
    chosen = _choose(counts, where * PARTS // (len(query) + 2) * 2 + finds_long, budget.postings)
    if not len(chosen):
        return [], []
    firsts = np.cumsum([0, *map(len, shards)])
    numbers, shared = _tally(shards, ranges, chosen, firsts)
    best = _most_alike(shards, numbers, shared, firsts, len(query.encode()), len(chosen), budget)
    rows, texts = [0] * len(best), [""] * len(best)
    owners = np.searchsorted(firsts, best, side="right") - 1
    for number, shard in enumerate(shards):
        places = np.flatnonzero(owners == number)
        own = best[places] - firsts[number]
        for place, row, text in zip(places.tolist(), shard.rows[own].tolist(), shard.texts(own), strict=True):
            rows[place], texts[place] = row, text
    return rows, texts


def _choose(counts: NDArray[np.int64], parts: NDArray[np.int64], postings: int) -> NDArray[np.int64]:
    """Numbers of the grams to read: from each part in turn its rarest, as long as they fit into what is left of `postings`."""
    import numpy as np

    present = np.flatnonzero(counts)
    part = parts[present]
    order = np.lexsort((counts[present], part))
    present, part = present[order], part[order]
    turn = np.arange(len(part)) - np.searchsorted(part, part)
    present = present[np.lexsort((counts[present], turn))]
    chosen: list[int] = []
    left = postings
    for number, count in zip(present.tolist(), counts[present].tolist(), strict=True):
        if count <= left or not chosen:
            chosen.append(number)
            left -= count
    return np.asarray(chosen, dtype=np.int64)


def _tally(
    shards: Sequence[Shard],
    ranges: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
    chosen: NDArray[np.int64],
    firsts: NDArray[np.int64],
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The segments that share a chosen gram (numbered through all shards, ascending), and how many they share."""
    import numpy as np

    read = []
    for shard, (begins, ends), first in zip(shards, ranges, firsts.tolist(), strict=False):
        own = [shard.postings[b:e] for b, e in zip(begins[chosen].tolist(), ends[chosen].tolist(), strict=True) if e > b]
        if own:
            read.append(np.concatenate(own))
            read[-1] += np.uint32(first)
    numbers = np.concatenate(read)
    numbers.sort()
    edges = np.flatnonzero(numbers[1:] != numbers[:-1])
    edges += 1
    bounds = np.concatenate(([0], edges, [len(numbers)]))
    return numbers[bounds[:-1]], np.diff(bounds)


def _most_alike(
    shards: Sequence[Shard],
    numbers: NDArray[np.uint32],
    shared: NDArray[np.int64],
    firsts: NDArray[np.int64],
    size: int,
    asked: int,
    budget: Budget,
) -> NDArray[np.int64]:
    """The segments to measure, `budget.measured` at most, the most promising first. They come from the pool: those that share
    most grams, more than are to be measured.

    `size` is the query's length in bytes, `asked` the number of its grams that were looked up.
    """
    import numpy as np

    left = np.cumsum(np.bincount(shared)[::-1])[::-1]
    least = max(1, int(np.argmax(left <= budget.pool)) if left[-1] <= budget.pool else len(left))
    if least > 1 and (left[least] if least < len(left) else 0) < budget.measured:
        least -= 1
    pool = np.flatnonzero(shared >= least)
    picked = numbers[pool].astype(np.int64)
    lengths = np.empty(len(picked), dtype=np.int64)
    edges = np.searchsorted(picked, firsts)
    for number, shard in enumerate(shards):
        begin, end = edges[number], edges[number + 1]
        lengths[begin:end] = shard.lengths(picked[begin:end] - firsts[number])
    likely = _likely(shared[pool] * (size / asked), lengths, size)
    if len(picked) > budget.measured:
        best = np.argpartition(likely, -budget.measured)[-budget.measured :]
        picked, likely = picked[best], likely[best]
    return picked[np.argsort(-likely)]


def _likely(same: NDArray[Any], lengths: NDArray[np.int64], size: int) -> NDArray[Any]:
    """The similarity to expect of texts with these lengths where so many letters are the same as the query's.

    Counting shared grams alone prefers long texts, which share much by chance; of texts that share one clause with the query the
    nearest in length is the most like it.
    """
    import numpy as np

    shorter = np.minimum(lengths, size)
    same = np.minimum(same, shorter)
    return np.asarray((same + _BY_CHANCE * (shorter - same)) / np.maximum(lengths, size))
