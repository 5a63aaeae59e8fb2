"""Names of packed files: the platform's pattern, filled with what no file system and no portal can trip over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from appealdocs.expressions import compiled

_PLACE: Final = compiled(r"\{(\w+)\}")
_UNSAFE: Final = compiled(r"[^A-Za-z0-9._\-]+")
_RESERVED: Final = compiled(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)", re.IGNORECASE)
LONGEST: Final = 120
"""Letters of a name, ending included; portals that say nothing cut at 128 or 255."""
EXTENSIONS: Final[Mapping[str, str]] = {"jpeg": "jpg"}
"""Where the ending of a kind is not the kind itself."""


def extension(kind: str) -> str:
    """The ending of a file of this kind, without the dot."""
    return EXTENSIONS.get(kind, kind)


def word_of(type: str, data: Mapping[str, Any]) -> str:
    """An evidence type as the platform writes it in names (`file_words` of the pack), else its key."""
    return str(data.get("file_words", {}).get(type, type))


def safe(value: str) -> str:
    """A value as part of a name: ASCII letters, digits, '.', '_', '-'; anything else becomes one '-'."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain if plain.strip() else value).strip("-._")


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its {places} filled; a place with nothing in it takes its separator with it.

    The result is a plain name: no folder, no leading dot, no name that Windows keeps for itself.
    """
    stem, dot, _ = pattern.rpartition(".")
    parts = [_PLACE.sub(lambda m: safe(values.get(m[1], "")), part) for part in (stem if dot else pattern).split("_")]
    name = "_".join(part for part in parts if part) or "evidence"
    name = re.sub(r"[^A-Za-z0-9._\-]", "-", name).strip("-. ")
    if _RESERVED.match(name):
        name = f"_{name}"
    ending = safe(values.get("ext", "")) or "bin"
    return f"{name[: LONGEST - len(ending) - 5]}.{ending}"


class Namer:
    """Gives each file a name of its own: the second of a kind gets _2, the third _3 (whatever the case of its letters)."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, pattern: str, values: Mapping[str, str]) -> str:
        """The next free name."""
        wanted = fill(pattern, values)
        stem, _, ending = wanted.rpartition(".")
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{stem}_{number}.{ending}"
        self._taken.add(name.lower())
        return name
