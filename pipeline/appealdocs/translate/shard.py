"""One immutable file of the fuzzy index: sources of one language pair with their gram postings, memory-mapped.

A shard is derived data. It is written beside its final name, synced and renamed, and it counts only once the database
names it, so a process killed at any moment leaves a file that nobody reads, never a wrong answer.

    header (JSON, 4096 bytes): magic, language, count, sizes
    rows      int64[n]     a row of the database for each text
    offsets   uint32[n+1]  where each text begins in `texts`
    grams     uint32[g]    sorted gram hashes
    starts    uint32[g+1]  where the postings of each gram begin
    postings  uint32[p]    numbers of the texts that hold the gram, ascending
    texts     utf-8, none with a line break
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = "appealdocs-shard-4"
_HEADER_BYTES = 4096
_ARRAYS = (("rows", "int64"), ("offsets", "uint32"), ("grams", "uint32"), ("starts", "uint32"), ("postings", "uint32"))


class BrokenShard(Exception):
    """The file is not a whole shard of this version: the index is built anew from the database (never shown to people)."""


def write(path: Path, language: str, rows: Sequence[int], texts: Sequence[str]) -> None:
    """Write a shard of these texts (distinct, fewer than 2**32 bytes of text)."""
    import numpy as np

    from appealdocs.translate import grams

    hashes, owners = grams.of_texts(texts, language)
    pairs = (hashes.astype(np.uint64) << np.uint64(32)) | owners
    del hashes, owners
    pairs.sort()
    fresh = np.ones(len(pairs), dtype=bool)
    fresh[1:] = pairs[1:] != pairs[:-1]
    pairs = pairs[fresh]
    gram_of = (pairs >> np.uint64(32)).astype(np.uint32)
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = gram_of[1:] != gram_of[:-1]
    encoded = [text.encode("utf-8") for text in texts]
    arrays: dict[str, NDArray[Any]] = {
        "rows": np.asarray(rows, dtype=np.int64),
        "offsets": np.concatenate(([0], np.cumsum([len(e) for e in encoded]))).astype(np.uint32),
        "grams": gram_of[first],
        "starts": np.append(np.flatnonzero(first), len(pairs)).astype(np.uint32),
        "postings": (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32),
    }
    _save(path, language, arrays, b"".join(encoded))


def _save(path: Path, language: str, arrays: dict[str, NDArray[Any]], texts: bytes) -> None:
    header = {
        "magic": MAGIC,
        "language": language,
        "sizes": {name: int(array.size) for name, array in arrays.items()},
        "texts": len(texts),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        file.write(json.dumps(header).encode().ljust(_HEADER_BYTES))
        for name, _ in _ARRAYS:
            file.write(arrays[name].tobytes())
            file.write(b"\0" * (-file.tell() % 64))
        file.write(texts)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class Shard:
    """An opened shard. Raises BrokenShard if the file is missing or not whole."""

    def __init__(self, path: Path) -> None:
        import numpy as np

        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header = json.loads(self._map[:_HEADER_BYTES])
            if header["magic"] != MAGIC:
                raise BrokenShard(path.name)
            at, views = _HEADER_BYTES, {}
            for name, kind in _ARRAYS:
                views[name] = np.frombuffer(self._map, dtype=kind, count=header["sizes"][name], offset=at)
                at += views[name].nbytes
                at += -at % 64
            if len(self._map) < at + header["texts"]:
                raise BrokenShard(path.name)
        except (OSError, ValueError, KeyError) as error:
            raise BrokenShard(str(error)) from error
        self._texts_at = at
        self.rows: NDArray[np.int64] = views["rows"]
        self.offsets: NDArray[np.uint32] = views["offsets"]
        self.grams: NDArray[np.uint32] = views["grams"]
        self.starts: NDArray[np.uint32] = views["starts"]
        self.postings: NDArray[np.uint32] = views["postings"]

    def __len__(self) -> int:
        return len(self.rows)

    def ranges(self, hashes: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the postings of each gram begin and end (begin = end for a gram that is not there)."""
        import numpy as np

        if not len(self.grams):
            nothing = np.zeros(len(hashes), dtype=np.int64)
            return nothing, nothing
        at = np.searchsorted(self.grams, hashes)
        at[at == len(self.grams)] = 0
        there = self.grams[at] == hashes
        begin = self.starts[at].astype(np.int64)
        end = np.where(there, self.starts[at + 1].astype(np.int64), begin)
        return begin, end

    def lengths(self, numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The lengths in bytes of the texts with these numbers."""
        import numpy as np

        return self.offsets[numbers + 1].astype(np.int64) - self.offsets[numbers].astype(np.int64)

    def texts(self, numbers: NDArray[np.uint32]) -> list[str]:
        """The texts with these numbers."""
        begins = (self.offsets[numbers].astype("int64") + self._texts_at).tolist()
        ends = (self.offsets[numbers + 1].astype("int64") + self._texts_at).tolist()
        whole = self._map
        together = b"\n".join([whole[b:e] for b, e in zip(begins, ends, strict=True)])
        return together.decode().split("\n") if begins else []
