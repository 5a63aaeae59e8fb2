"""The workspace: any folder above the case with an appealdocs.toml; it overlays what is shipped, key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Fault
from appealdocs.model.text import Text2
from appealdocs.resources import shipped

_KEYS = {"seller", "sellers", "engines", "engine", "reviewer", "reviewers", "memory", "templates", "clauses", "rules",
         "glossary", "review", "language"}


@dataclass(frozen=True)
class Workspace:
    """`root` is None where no appealdocs.toml lies above the case: then only what is shipped applies."""

    root: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def find(start: Path) -> Workspace:
        """The workspace of the nearest folder at or above `start`. Raises BadInput if its appealdocs.toml is broken."""
        for folder in [start.absolute(), *start.absolute().parents]:
            if (folder / "appealdocs.toml").is_file():
                return Workspace.load(folder)
        return Workspace()

    @staticmethod
    def load(folder: Path) -> Workspace:
        """The workspace in `folder`; without an appealdocs.toml it is one with no settings of its own."""
        path = folder / "appealdocs.toml"
        if not path.is_file():
            return Workspace(folder.absolute())
        try:
            settings = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadInput(
                Text2(f"{path} is no TOML", f"{path} 不是有效的 TOML"), [Fault(Text2(str(error), str(error)), str(path))]
            ) from error
        faults = [
            Fault(Text2(f"unknown key '{key}'", f"未知的键“{key}”"), str(path), None, key, sorted(_KEYS))
            for key in settings
            if key not in _KEYS
        ]
        if faults:
            raise BadInput(Text2(f"{path} has unknown keys", f"{path} 中有未知的键"), faults)
        return Workspace(folder.absolute(), settings)

    @property
    def reviewer(self) -> str:
        """The default name for approvals and waivers, "" if none is set."""
        return str(self.settings.get("reviewer", ""))

    @property
    def engines(self) -> tuple[Mapping[str, Any], ...]:
        """Engines of the workspace in order; each a mapping with at least `name`."""
        return tuple({"name": e} if isinstance(e, str) else dict(e) for e in self.settings.get("engines", ()))

    @cached_property
    def memory(self) -> str:
        """Path or PostgreSQL URL of the translation memory; "" if there is neither a workspace nor a setting."""
        value = str(self.settings.get("memory", ""))
        if "://" in value:
            return value
        return str(self.root / (value or "memory.db")) if self.root else ""

    def folders(self, name: str) -> tuple[Path, ...]:
        """Where to look for `templates`, `rules`, `glossary` (`clauses` = templates/clauses): shipped first, workspace over it."""
        base = shipped("templates") / "clauses" if name == "clauses" else shipped(name)
        own = self.root / str(self.settings.get(name, name)) if self.root else None
        return (base, own) if own and own.is_dir() else (base,)
