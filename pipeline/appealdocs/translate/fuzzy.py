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

POSTINGS = 36_000
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


def _tally(shard: Shard, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The segments of a shard that share a chosen gram, ascending, each as often as it shares one."""
    import numpy as np

    postings = shard.postings
    read = [postings[b:e] for b, e in zip(begins.tolist(), ends.tolist(), strict=True) if e > b]
    if not read:
        return np.zeros(0, dtype=np.uint32)
    numbers = np.concatenate(read)
    numbers.sort()
    return numbers


def _most_shared(shards: Sequence[Shard], tallies: Sequence[NDArray[np.uint32]], size: int) -> list[NDArray[np.uint32]]:
    """For each shard the segments to measure: those that share most grams, and of the last such level those whose
    length is nearest to `size` (bytes), about `MEASURED` in all."""
    import numpy as np

    least = _level(tallies)
    firsts = [_firsts(numbers) for numbers in tallies]
    sure = [numbers[_shared(numbers, least) & first] for numbers, first in zip(tallies, firsts, strict=True)]
    room = MEASURED - sum(map(len, sure))
    if least == 1 or not room:
        return sure
    level = [
        numbers[_shared(numbers, least - 1) & ~_shared(numbers, least) & first]
        for numbers, first in zip(tallies, firsts, strict=True)
    ]
    off = [np.abs(shard.lengths(numbers) - size) for shard, numbers in zip(shards, level, strict=True)]
    together = np.concatenate(off)
    furthest = np.partition(together, room - 1)[room - 1] if len(together) > room else together.max(initial=0)
    return [
        np.concatenate((first, more[distance <= furthest][:room]))
        for first, more, distance in zip(sure, level, off, strict=True)
    ]


def _level(tallies: Sequence[NDArray[np.uint32]]) -> int:
    """The fewest grams shared by no more than `MEASURED` segments: counted without telling the segments apart."""
    import numpy as np

    def pairs(apart: int) -> int:
        return sum(int(np.count_nonzero(numbers[apart:] == numbers[: max(0, len(numbers) - apart)])) for numbers in tallies)

    level, here = 1, pairs(0)
    while here - (above := pairs(level)) > MEASURED:  # a segment with n grams gives n - apart pairs
        level, here = level + 1, above
    return level


def _firsts(numbers: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Where another number begins."""
    import numpy as np

    first = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def _shared(numbers: NDArray[np.uint32], times: int) -> NDArray[np.bool_]:
    """Where the same number follows `times` - 1 places later."""
    import numpy as np

    same = np.zeros(len(numbers), dtype=bool)
    reach = max(0, len(numbers) - times + 1)
    np.equal(numbers[times - 1 :], numbers[:reach], out=same[:reach])
    return same
