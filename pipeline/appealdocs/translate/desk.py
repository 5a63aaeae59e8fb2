"""What a workspace translates with: its memory, its glossary over the shipped one, its engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appealdocs.resources import shipped
from appealdocs.workspace import Workspace

if TYPE_CHECKING:
    from appealdocs.translate.engines.base import Engine
    from appealdocs.translate.glossary import Glossary
    from appealdocs.translate.memory import Memory


@dataclass(frozen=True, slots=True)
class Desk:
    """Open until the `with` that made it ends."""

    memory: Memory
    glossary: Glossary
    engines: tuple[Engine, ...]


@contextmanager
def desk(workspace: Workspace, engines: Sequence[str] = (), make_memory: bool = False) -> Iterator[Desk]:
    """The desk of a workspace. `engines` are names; settings come from the workspace's entry of that name.

    Without a memory of its own (and unless `make_memory`) it works with the shipped seed alone, kept in the user's cache,
    so that looking things up writes nothing into the workspace. Raises UsageError for an unknown engine, MissingPart or
    PartFailed for a database that cannot be reached.
    """
    from appealdocs.translate.memory import open_memory

    with open_memory(memory_place(workspace, make_memory), shipped("glossary") / "seed.tmx") as memory:
        yield Desk(memory, glossary(workspace.folders("glossary")), tuple(_engine(name, workspace) for name in engines))


def memory_place(workspace: Workspace, make: bool = False) -> str:
    """Path or URL of the memory: the workspace's own where there is one (or one is to be made), else the cached seed."""
    own = workspace.memory
    if own and ("://" in own or make or Path(own).exists()):
        return own
    from appealdocs import usercache

    folder = usercache.folder()
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / "seed.db")


@lru_cache(maxsize=4)
def glossary(folders: tuple[Path, ...]) -> Glossary:
    """The shipped glossary with the workspace's terms over it."""
    from appealdocs.translate.glossary import load

    files = [f for folder in folders for f in (folder / "glossary.tsv", folder / "glossary.csv") if f.is_file()]
    first, *rest = [load(file) for file in files]
    for other in rest:
        first = first + other
    return first


def _engine(name: str, workspace: Workspace) -> Engine:
    from appealdocs.translate.engines import make

    settings: Mapping[str, Any] | None = next((e for e in workspace.engines if e["name"] == name), None)
    return make(settings or name)
