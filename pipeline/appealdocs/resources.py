"""Where the shipped templates, rules and glossary lie, and how their YAML is read."""

from __future__ import annotations

import functools
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from appealdocs import expressions
from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2
from appealdocs.parsed import ParsedFiles


@functools.cache
def shipped(name: str) -> Path:
    """The folder `templates`, `rules` or `glossary`: the packaged copy if there is one, else the checkout's.

    An editable install would otherwise keep a stale copy beside the living one.
    """
    packaged = Path(__file__).parent / "data" / name
    checkout = Path(__file__).parents[2] / name
    return packaged if packaged.is_dir() else checkout


class _Loader(yaml.CSafeLoader):
    """Plain data only; a repeated key is an error (YAML would keep the last one in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"repeated key '{key}'", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def load_yaml(path: Path) -> Any:
    """A YAML file of ours or of the workspace as plain data, the caller's own. Raises BadInput with file and line.

    What we ship is parsed once and kept in the user's cache until it changes: parsing is a quarter of a cold `check`.
    """
    kept = parsed() if path.is_relative_to(_root()) else None
    data = kept.get(path) if kept else None
    if data is None:
        data = _read_yaml(path)
        if kept:
            kept.put(path, data)
    return data


def _root() -> Path:
    """The folder that the shipped data lie in."""
    return shipped("rules").parent


@functools.cache
def parsed() -> ParsedFiles:
    """The kept parsed files of this installation; what was added is written when the process ends."""
    import atexit

    kept = ParsedFiles.open(_root())
    atexit.register(kept.save)
    return kept


def keep() -> None:
    """Write what was parsed and compiled into the user's cache now: the processes of a batch end without the usual farewell."""
    parsed().save()
    expressions.save()


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise BadInput(
            Text2(f"{path} cannot be read", f"无法读取 {path}"),
            [Fault(Text2(problem, problem), str(path), mark.line + 1 if mark else None)],
        ) from error


def fonts() -> Path:
    """The folder of the TrueType fonts that we ship (PT Serif; a subset with Chinese; DejaVu for signs)."""
    return Path(__file__).parent / "render" / "fonts"
