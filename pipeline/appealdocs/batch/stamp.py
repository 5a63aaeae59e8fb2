"""Why will this folder be drafted again? A stamp of everything that its outputs were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from appealdocs import __version__
from appealdocs.casefolder import CaseFolder, write_atomic
from appealdocs.workspace import Workspace

NAME = "stamp.json"


def stamp(folder: CaseFolder, workspace: Workspace, now: datetime, engines: Sequence[str]) -> dict[str, str]:
    """A hash by part: the case, its files, its review, the data that lies over it, the tool, the engines and the hour.

    Files are told by name, size and time of change, as make does; the hour counts because deadlines draw near.
    """
    return {
        "case.yaml": _files([folder.case_yaml]),
        "evidence": _files(sorted(p for p in folder.root.rglob("*") if p.is_file() and not _made(p, folder))),
        "review": _files([folder.review]),
        "journal": _files([folder.journal]),
        "rules, templates, glossary": _data(tuple(f for n in ("rules", "templates", "glossary") for f in workspace.folders(n))),
        "workspace": _files(_profiles(workspace.root)) if workspace.root else "",
        "appealdocs": __version__,
        "engines": ",".join(engines),
        "hour": now.astimezone().strftime("%Y-%m-%dT%H") if now.tzinfo else "",
    }


def _profiles(root: Path) -> list[Path]:
    """The workspace's own settings, and the seller profiles, logos, stamps and signatures that cases take from it."""
    kinds = (".toml", ".yaml", ".yml", ".png", ".jpg", ".jpeg")
    return sorted(p for place in (root, root / "seller", root / "sellers") if place.is_dir() for p in place.iterdir() if p.suffix.lower() in kinds)


def _made(path: Path, folder: CaseFolder) -> bool:
    """Whether the tool made this file itself."""
    first = path.relative_to(folder.root).parts[0]
    return first in ("out", "final", "review", "record", "journal.jsonl", "case.yaml", "batch.json", "batch.html") or first.startswith(".")


def _files(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.exists():
            status = path.stat()
            digest.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=8)
def _data(folders: tuple[Path, ...]) -> str:
    return _files(p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file())


def changed(folder: CaseFolder, fresh: Mapping[str, str], outputs: Sequence[str]) -> list[str]:
    """What differs from the stamp of the last draft (its parts, or the outputs that are gone); empty: nothing to do."""
    missing = [name for name in outputs if not (folder.out / name).is_file()]
    if missing:
        return missing
    try:
        kept = json.loads((folder.out / NAME).read_text(encoding="utf-8"))["parts"]
    except (OSError, ValueError, KeyError, TypeError):
        return [f"out/{NAME}"]
    return [part for part, value in fresh.items() if kept.get(part) != value]


def keep(folder: CaseFolder, parts: Mapping[str, str], summary: Mapping[str, object]) -> None:
    """Write the stamp; it goes last, so that a kill before it means that the folder is drafted again."""
    data = json.dumps({"parts": dict(parts), "summary": dict(summary)}, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomic(folder.out / NAME, data.encode())


def kept_summary(folder: CaseFolder) -> dict[str, object]:
    """What the last draft said of this folder."""
    summary: dict[str, object] = json.loads((folder.out / NAME).read_text(encoding="utf-8"))["summary"]
    return summary
