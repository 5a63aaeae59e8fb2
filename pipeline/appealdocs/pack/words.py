"""Words of sheets, matrix and names by key (templates/names.yaml), in the letter's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from appealdocs.resources import load_yaml, shipped

Names = Mapping[str, Any]


@cache
def standard() -> Names:
    """The shipped names.yaml."""
    names: Names = load_yaml(shipped("templates") / "names.yaml")
    return names


def word(names: Names, table: str, key: str, lang: str) -> str:
    """A word of `table` in `lang`, else its entry for 'other', else the key."""
    entry = names.get(table, {}).get(key) or names.get(table, {}).get("other") or {}
    return str(entry.get(lang) or entry.get("en") or key)


def ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as '1–3, 7'."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)
