"""Keys of the contract in words for messages: evidence types and issues (templates/names.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from appealdocs.model.text import Text2
from appealdocs.resources import load_yaml, shipped


@cache
def _names() -> Mapping[str, Any]:
    names: Mapping[str, Any] = load_yaml(shipped("templates") / "names.yaml")
    return names


def evidence_type(key: str) -> Text2:
    """An evidence type: the key in English, the Chinese name with the key in Chinese."""
    name = _names().get("exhibit", {}).get(key, {}).get("zh", "")
    return Text2(key, f"{name}（{key}）" if name else key)


def either(keys: Iterable[str]) -> Text2:
    """A group of alternative evidence types in words."""
    names = [evidence_type(key) for key in keys]
    return Text2(" or ".join(n.en for n in names), "或".join(n.zh for n in names))


def issue(procedure: str, key: str) -> Text2:
    """An issue: the key in English, the Chinese name with the key in Chinese."""
    name = _names().get("issue", {}).get(procedure, {}).get(key, {}).get("zh", "")
    return Text2(key, f"{name}（{key}）" if name else key)
