"""Character n-grams of sentences as numbers: what the fuzzy index stores and what a query asks for.

Chinese says in 30 characters what English says in 110, so grams are 2 characters long where the text is mostly Han. Alphabetic
texts that are short are stored by all their grams of 4 letters, so that a few edits leave some; long ones by every third of
their grams of 6 (chosen by its hash, so that a query and a segment choose alike): those of 4 are parts of words that half the
memory holds, those of 6 tell words apart, and a third of 110 still tells segments apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Grams = NDArray[np.uint32]

LONG = 40
"""Alphabetic texts from this length (code points) are long."""
_BLOCK = 16_384
"""Texts that are cut at a time: bounds the memory that building an index takes."""
_HAN, _SHORT, _LONG = 2, 4, 6
"""Characters of one gram."""


def of_query(text: str, language: str) -> tuple[Grams, NDArray[np.int64], NDArray[np.bool_]]:
    """What to ask for: the grams, once each, where each begins in the text, and whether it finds long texts alone."""
    import numpy as np

    codes = _codes([_padded(text)])
    if language == "zh":
        hashes, where = np.unique(_hashes(codes, _HAN), return_index=True)
        return hashes, where, np.zeros(len(hashes), dtype=bool)
    long, at_long = np.unique(_hashes(codes, _LONG), return_index=True)
    kept = _stored(long)
    long, at_long = long[kept], at_long[kept]
    if len(text) >= 2 * LONG and len(long):  # no short text can be half as long
        return long, at_long, np.ones(len(long), dtype=bool)
    short, at_short = np.unique(_hashes(codes, _SHORT), return_index=True)
    finds_long = np.repeat([True, False], [len(long), len(short)])
    return np.concatenate((long, short)), np.concatenate((at_long, at_short)), finds_long


def of_texts(texts: Sequence[str], language: str) -> tuple[Grams, NDArray[np.uint32]]:
    """The grams to store for many texts: hashes and, beside each, the number of its text."""
    import numpy as np

    blocks = [_of_block(texts[at : at + _BLOCK], at, language) for at in range(0, len(texts), _BLOCK)]
    if not blocks:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32)
    hashes, owners = zip(*blocks, strict=True)
    return np.concatenate(hashes), np.concatenate(owners)


def _of_block(texts: Sequence[str], first: int, language: str) -> tuple[Grams, NDArray[np.uint32]]:
    import numpy as np

    padded = [_padded(text) for text in texts]
    lengths = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    codes = _codes(padded)
    number = np.repeat(np.arange(len(padded), dtype=np.uint32), lengths)
    owner = number + np.uint32(first)
    if language == "zh":
        return _of_owners(codes, owner, _HAN)
    hashes, owners = _of_owners(codes, owner, _LONG)
    long = lengths >= LONG + 2
    kept = long[owners - np.uint32(first)] & _stored(hashes)
    hashes, owners = hashes[kept], owners[kept]
    in_short = ~long[number]
    some, of_some = _of_owners(codes[in_short], owner[in_short], _SHORT)
    return np.concatenate((hashes, some)), np.concatenate((owners, of_some))


def _of_owners(codes: Grams, owner: NDArray[np.uint32], width: int) -> tuple[Grams, NDArray[np.uint32]]:
    """The grams that lie within one text."""
    hashes = _hashes(codes, width)
    count = len(hashes)
    whole = owner[:count] == owner[width - 1 : width - 1 + count]
    return hashes[whole], owner[:count][whole]


def _stored(hashes: Grams) -> NDArray[np.bool_]:
    """Which of these grams are stored for long alphabetic texts."""
    import numpy as np

    return np.asarray((hashes >> np.uint32(7)) % np.uint32(3) == 0)


def _padded(text: str) -> str:
    return f"\x02{text}\x03"


def _codes(padded: Sequence[str]) -> Grams:
    import numpy as np

    return np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32)


def _hashes(codes: NDArray[np.uint32], width: int) -> Grams:
    import numpy as np

    count = max(len(codes) - width + 1, 0)
    hashes = np.zeros(count, dtype=np.uint32)
    for at in range(width):
        hashes *= np.uint32(0x9E3779B1)
        hashes += codes[at : at + count]
        hashes ^= hashes >> np.uint32(15)
    return hashes
