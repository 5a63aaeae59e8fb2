"""What `build` gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from appealdocs.model.text import Text2


class Written(Protocol):
    """A document that another stage wrote into the package: the letter, a paper. `pages` is known for PDFs."""

    @property
    def path(self) -> Path: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def validator(self) -> str: ...
    @property
    def verdict(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the package as it lies on disk; `name` with its folder ('evidence/...')."""

    name: str
    sha256: str
    size: int
    pages: int | None = None
    seconds: float | None = None
    exhibits: tuple[int, ...] = ()
    """Exhibits of which something lies in it."""
    level: str = ""
    validator: str = ""
    verdict: str = ""
    sheets: tuple[int, ...] = ()
    """Exhibits whose sheet lies in it."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that keeps every limit. `files` are those to upload; `manifest` is what manifest.json says."""

    path: Path
    files: tuple[Packed, ...]
    manifest: Mapping[str, Any]
    notes: tuple[Text2, ...] = ()
