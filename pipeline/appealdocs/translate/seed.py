"""The seed memory: sentences written for this project, shipped as TMX, never approved by anybody's people."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.translate import tmx

if TYPE_CHECKING:
    from appealdocs.translate.memory import Memory
    from appealdocs.translate.nearest import Associations

_META = "seed"


def shipped_seed() -> Path:
    """The seed memory that comes with the program."""
    from appealdocs.resources import shipped

    return shipped("glossary") / "seed.tmx"


def held_back(source: str) -> bool:
    """Whether a Chinese sentence of the seed belongs to the tenth kept for measuring quality (`x-held-back` in the file):
    benchmarks leave these out of the memory and translate them."""
    return blake2b(source.encode("utf-8"), digest_size=4).digest()[0] % 10 == 0


def shipped_associations() -> Associations:
    """Which English words go with which Chinese characters in the seed; counted once for each state of the file."""
    from appealdocs.resources import parsed
    from appealdocs.translate.nearest import associations

    path = shipped_seed()
    kept: Associations | None = parsed().get(path)
    if kept is None:
        kept = associations(pairs_of(path))
        parsed().put(path, kept)
    return kept


def pairs_of(path: Path) -> list[tuple[str, str]]:
    """The Chinese and English of a seed TMX, sentence by sentence."""
    return [(unit.source, unit.target) for unit in tmx.read(path, kind="seed", pairs=[("zh", "en")])]


_MARKS: dict[Path, tuple[tuple[int, ...], str]] = {}
"""Marks of the files that this process has read, each with what the file system said of the file then."""
_SETTLED_NS = 2_000_000_000
"""A file written so short a time ago may be written again under the same time: read each time."""


def _mark(path: Path) -> str:
    """What the content of a file is told by; read again only where the file system says that the file is another one."""
    stat = path.stat()
    stamp = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    known = _MARKS.get(path)
    if known is not None and known[0] == stamp:
        return known[1]
    mark = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > _SETTLED_NS:
        _MARKS[path] = (stamp, mark)
    return mark


def take_in(memory: Memory, path: Path) -> int:
    """Take a seed TMX into a memory, once for each state of the file. Returns the units taken in. Raises BadInput."""
    mark = _mark(path)
    if memory.store.get_meta(_META) == mark:
        return 0
    count = memory.add(tmx.read(path, kind="seed"))
    memory.store.set_meta(_META, mark)
    return count
