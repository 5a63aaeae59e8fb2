"""The seed memory: sentences written for this project, shipped as TMX, never approved by anybody's people."""

from __future__ import annotations

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


def take_in(memory: Memory, path: Path) -> int:
    """Take a seed TMX into a memory, once for each state of the file. Returns the units taken in. Raises BadInput."""
    mark = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    if memory.store.get_meta(_META) == mark:
        return 0
    count = memory.add(tmx.read(path, kind="seed"))
    memory.store.set_meta(_META, mark)
    return count
