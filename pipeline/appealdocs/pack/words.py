"""Words of sheets, matrix and names by key (templates/names.yaml), in the letter's language."""

from __future__ import annotations

from collections.abc import Mapping
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
