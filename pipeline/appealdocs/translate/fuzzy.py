"""Which few of a million segments are worth measuring against a query.

Rare grams point to few segments. A query takes its grams from rare to common, but in turns from each part of the sentence,
so that an edit in one part cannot hide a match of the others, until a budget of postings is spent; the segments that share
most of them are then measured exactly. The budget, not the size of the memory, decides how long a look-up takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


BUDGETS = {"zh": Budget(36_000, 2_000, 400)}
BUDGET_OTHER = Budget(72_000, 6_000, 680)
"""Measured on 1,000,000 segments (docs/decisions.md): the least with which the best match is that of a full scan in 99 % and more."""
PARTS = 6
"""Parts of a sentence that take turns in choosing grams."""


def candidates(shards: Sequence[Shard], query: str, language: str) -> tuple[list[int], list[str]]:
    """Rows and texts of the segments most like `query`, as many as the budget measures at most, in no order."""
    import numpy as np

    budget = BUDGETS.get(language, BUDGET_OTHER)
    hashes = grams.of_text(query, language)
    if not len(hashes) or not shards:
        return [], []
    hashes, where = np.unique(hashes, return_index=True)
    ranges = [shard.ranges(hashes) for shard in shards]
    counts = np.sum([end - begin for begin, end in ranges], axis=0)
    part = where * PARTS // (len(query) + 2)
    if language != "zh":
        stored = grams.stored_of_long(hashes)
        part = part * 2 + stored
        if len(query) >= 2 * grams.LONG and stored.any():
            counts[~stored] = 0  # they find short texts alone, none of which can be half as long as the query
    chosen = _choose(counts, part, budget.postings)
    if not len(chosen):
        return [], []
    tallies = [_tally(shard, begin[chosen], end[chosen]) for shard, (begin, end) in zip(shards, ranges, strict=True)]
    rows: list[int] = []
    texts: list[str] = []
    for shard, numbers in zip(shards, _most_alike(shards, tallies, len(query.encode()), budget), strict=True):
        rows += shard.rows[numbers].tolist()
        texts += shard.texts(numbers)
    return rows, texts


def _choose(counts: NDArray[np.int64], parts: NDArray[np.int64], postings: int) -> NDArray[np.int64]:
    """Numbers of the grams to read: from each part in turn its rarest, until `postings` are spent.

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
    return present[: max(1, int(np.searchsorted(spent, postings, side="right")))]


def _tally(
    shard: Shard, begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The segments of a shard that share a chosen gram, and how many they share."""
    import numpy as np

    postings = shard.postings
    read = [postings[b:e] for b, e in zip(begins.tolist(), ends.tolist(), strict=True) if e > b]
    if not read:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    numbers = np.concatenate(read)
    numbers.sort()
    edges = np.flatnonzero(numbers[1:] != numbers[:-1])
    edges += 1
    bounds = np.concatenate(([0], edges, [len(numbers)]))
    return numbers[bounds[:-1]], np.diff(bounds)


def _most_alike(
    shards: Sequence[Shard], tallies: Sequence[tuple[NDArray[np.uint32], NDArray[np.int64]]], size: int, budget: Budget
) -> list[NDArray[np.uint32]]:
    """For each shard the segments to measure, `budget.measured` in all.

    Of those that share most grams (the pool, more than are to be measured) seven eighths are the ones that share most for their
    length, as a similarity does: a long segment shares much by chance. The others share most, the nearest in length first.
    """
    import numpy as np

    left = np.cumsum(np.bincount(np.concatenate([count for _, count in tallies]), minlength=2)[::-1])[::-1]
    least = max(1, int(np.argmax(left <= budget.pool)) if left[-1] <= budget.pool else len(left))
    short = least > 1 and (left[least] if least < len(left) else 0) < budget.measured
    chosen = [count >= (least - 1 if short else least) for _, count in tallies]
    pools = [numbers[keep] for (numbers, _), keep in zip(tallies, chosen, strict=True)]
    if sum(map(len, pools)) <= budget.measured:
        return pools
    shared = np.concatenate([count[keep] for (_, count), keep in zip(tallies, chosen, strict=True)])
    lengths = np.concatenate([shard.lengths(pool) for shard, pool in zip(shards, pools, strict=True)])
    picked = np.zeros(len(shared), dtype=bool)
    some = budget.measured // 8
    rest = budget.measured - some
    picked[np.argpartition(shared / np.maximum(lengths, size), -rest)[-rest:]] = True
    most = shared - np.abs(lengths - size) / (lengths + size)  # of equal counts the nearest in length
    most[picked] = -1
    picked[np.argpartition(most, -some)[-some:]] = True
    parts = np.split(picked, np.cumsum([len(pool) for pool in pools])[:-1])
    return [pool[part] for pool, part in zip(pools, parts, strict=True)]
