"""Character n-grams of sentences as numbers: what the fuzzy index stores and what a query asks for.

Chinese says in 30 characters what English says in 110, so grams are 2 characters long where the text is mostly Han and 4
elsewhere. Of the grams of long alphabetic texts only every third is stored (chosen by its hash, so that a query and a
segment choose alike): a third of 110 still tells segments apart, and the index stays a third of the size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Grams = NDArray[np.uint32]

LONG = 40
"""Alphabetic texts from this length (code points) are stored by a third of their grams."""


def size(language: str) -> int:
    """Characters of one gram."""
    return 2 if language == "zh" else 4


def of_text(text: str, language: str) -> Grams:
    """The grams of one text in order, repeated ones too; nothing for the empty text."""
    import numpy as np

    codes = np.frombuffer(_padded(text).encode("utf-32-le"), dtype=np.uint32)
    return _hashes(codes, size(language))


def of_texts(texts: Sequence[str], language: str) -> tuple[Grams, NDArray[np.uint32]]:
    """The grams to store for many texts: hashes and, beside each, the number of its text."""
    import numpy as np

    width = size(language)
    padded = [_padded(text) for text in texts]
    lengths = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    codes = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(padded), dtype=np.uint32), lengths)
    hashes = _hashes(codes, width)
    owners = owner[: len(hashes)]
    whole = owners == owner[width - 1 : width - 1 + len(hashes)]
    if language != "zh":
        whole &= (lengths[owners] < LONG + 2) | stored_of_long(hashes)
    return hashes[whole], owners[whole]


def stored_of_long(hashes: Grams) -> NDArray[np.bool_]:
    """Which of these grams are stored for long alphabetic texts."""
    import numpy as np

    return np.asarray((hashes >> np.uint32(7)) % np.uint32(3) == 0)


def _padded(text: str) -> str:
    return f"\x02{text}\x03"


def _hashes(codes: NDArray[np.uint32], width: int) -> Grams:
    import numpy as np

    count = max(len(codes) - width + 1, 0)
    hashes = np.zeros(count, dtype=np.uint32)
    for at in range(width):
        hashes *= np.uint32(0x9E3779B1)
        hashes += codes[at : at + count]
        hashes ^= hashes >> np.uint32(15)
    return hashes
