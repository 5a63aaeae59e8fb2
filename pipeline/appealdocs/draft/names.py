"""Words that the letters take by key (templates/names.yaml): issues, evidence types, events, addressees, licences, languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from appealdocs.packs import overlay
from appealdocs.resources import load_yaml


@lru_cache(maxsize=8)
def load(folders: tuple[Path, ...]) -> Mapping[str, Any]:
    """names.yaml, the workspace's entries laid over the shipped ones."""
    names: Any = {}
    for folder in folders:
        if (folder / "names.yaml").is_file():
            names = overlay(names, load_yaml(folder / "names.yaml"))
    return names  # type: ignore[no-any-return]


def word(names: Mapping[str, Any], table: str, key: str, lang: str, form: str = "") -> str:
    """A word of `table` in `lang` (or under `form`, such as ru_o), else its entry for 'other', else the key itself."""
    entry = names.get(table, {}).get(key) or names.get(table, {}).get("other") or {}
    return str(entry.get(form) or entry.get(lang) or entry.get("en") or key)
