"""The seed memory: sentences written for this project, shipped as TMX, never approved by anybody's people."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from appealdocs.translate import tmx

if TYPE_CHECKING:
    from appealdocs.translate.memory import Memory

_META = "seed"


def shipped_seed() -> Path:
    """The seed memory that comes with the program."""
    from appealdocs.resources import shipped

    return shipped("glossary") / "seed.tmx"


def held_back(source: str) -> bool:
    """Whether a Chinese sentence of the seed belongs to the tenth kept for measuring quality (`x-held-back` in the file):
    benchmarks leave these out of the memory and translate them."""
    return blake2b(source.encode("utf-8"), digest_size=4).digest()[0] % 10 == 0


def take_in(memory: Memory, path: Path) -> int:
    """Take a seed TMX into a memory, once for each state of the file. Returns the units taken in. Raises BadInput."""
    mark = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    if memory.store.get_meta(_META) == mark:
        return 0
    count = memory.add(tmx.read(path, kind="seed"))
    memory.store.set_meta(_META, mark)
    return count
