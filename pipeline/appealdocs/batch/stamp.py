"""Why will this folder be drafted again? A stamp of everything that its outputs were made from."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from appealdocs import __version__
from appealdocs.casefolder import CaseFolder, case_folders, write_atomic
from appealdocs.expressions import compiled
from appealdocs.workspace import Workspace

NAME = "stamp.json"
_LOOK_AGAIN = 5
"""Seconds for which the rules, templates and glossaries of a batch are taken to be as they were."""


def stamp(folder: CaseFolder, workspace: Workspace, now: datetime, engines: Sequence[str]) -> dict[str, str]:
    """A hash by part: the case, its files, its review, the data that lies over it, the tool, the engines and the hour.

    Files are told by name, size and time of change, as make does; the hour counts because deadlines draw near.
    """
    return {
        "case.yaml": _files([folder.case_yaml]),
        "evidence": _files(sorted(p for p in folder.root.rglob("*") if p.is_file() and not _made(p, folder))),
        "review": _files([folder.review]),
        "journal": _files([folder.journal]),
        "rules, templates, glossary": _data(
            tuple(f for n in ("rules", "templates", "clauses", "glossary") for f in workspace.folders(n)), int(time.monotonic() / _LOOK_AGAIN)
        ),
        "workspace": _files(_profiles(workspace.root, folder)) if workspace.root else "",
        "memory": _memory(workspace.memory),
        "other cases": _others(workspace.root, folder) if workspace.root else "",
        "appealdocs": __version__,
        "engines": ",".join(engines),
        "hour": now.astimezone().strftime("%Y-%m-%dT%H") if now.tzinfo else "",
    }


def _profiles(root: Path, folder: CaseFolder) -> list[Path]:
    """The workspace's own settings, the seller profiles, logos, stamps and signatures beside them, and every other file of the
    workspace that case.yaml or such a profile names."""
    kinds = (".toml", ".yaml", ".yml", ".png", ".jpg", ".jpeg")
    found = {p for place in (root, root / "seller", root / "sellers") if place.is_dir() for p in place.iterdir() if p.suffix.lower() in kinds}
    named = _named(root, folder.case_yaml)
    profiles = {p for p in found | named if p.suffix.lower() in (".yaml", ".yml")}
    return sorted(found | named | {n for profile in profiles for n in _named(root, profile)})


_NAME = compiled(r"[\w][\w ./-]*\.(?:ya?ml|png|jpe?g)\b", re.IGNORECASE)
MAX_NAMED = 200


def _named(root: Path, file: Path) -> set[Path]:
    """Files of the workspace that a YAML file names (its first 200)."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return set()
    places = (root / name.strip() for name in list(dict.fromkeys(_NAME.findall(text)))[:MAX_NAMED] if ".." not in name)
    return {p for p in places if p.is_file()}


def _memory(memory: str) -> str:
    """The state of the translation memory, where it is a file; a server's is not asked, since that would cost more than a draft."""
    return "" if not memory or "://" in memory else _files([Path(memory), Path(f"{memory}-wal")])


def _others(root: Path, folder: CaseFolder) -> str:
    """The other cases of the workspace as far as rules look at them: what they say, and what was submitted and answered."""
    digest = hashlib.sha256()
    for other in case_folders(root):
        if other.root != folder.root:
            digest.update(f"{other.root}\0{_files([other.case_yaml])}\0{_life(other)}\n".encode())
    return digest.hexdigest()[:16]


def _life(folder: CaseFolder) -> str:
    """The records of a case; what is journalled besides (drafts, approvals) is its own affair."""
    if not folder.journal.exists():
        return ""
    status = folder.journal.stat()
    return _records(folder, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=4096)
def _records(folder: CaseFolder, size: int, changed: int) -> str:
    lives = [f"{r.kind} {r.at.isoformat()}" for r in folder.records() if r.kind in ("submitted", "answered", "follow-up")]
    return hashlib.sha256("\n".join(lives).encode()).hexdigest()[:16]


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


@lru_cache(maxsize=4)
def _data(folders: tuple[Path, ...], moment: int) -> str:
    """Asked once for many folders of a batch that are drafted in the same `moment`."""
    return _files(p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file())


def missing(folder: CaseFolder, outputs: Sequence[str]) -> list[str]:
    """The outputs that are gone or empty."""
    return [name for name in outputs if not (folder.out / name).is_file() or not (folder.out / name).stat().st_size]


def changed(folder: CaseFolder, fresh: Mapping[str, str], outputs: Sequence[str]) -> list[str]:
    """What differs from the stamp of the last draft (its parts, or the outputs that are missing); empty: nothing to do."""
    gone = missing(folder, outputs)
    if gone:
        return gone
    kept = _kept(folder).get("parts")
    if not kept:
        return [f"out/{NAME}"]
    return [part for part, value in fresh.items() if kept.get(part) != value]


def keep(folder: CaseFolder, parts: Mapping[str, str], summary: Mapping[str, object]) -> None:
    """Write the stamp; it goes last, so that a kill before it means that the folder is drafted again."""
    data = json.dumps({"parts": dict(parts), "summary": dict(summary)}, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomic(folder.out / NAME, data.encode(), durable=False)


def kept_summary(folder: CaseFolder) -> dict[str, Any]:
    """What the last draft said of this folder."""
    return _kept(folder).get("summary", {})


def _kept(folder: CaseFolder) -> dict[str, dict[str, Any]]:
    """What the stamp holds; nothing where it is not as we write it: it lies in a folder that others may have written into."""
    try:
        data = json.loads((folder.out / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(data, dict) and all(isinstance(data.get(key), dict) for key in ("parts", "summary"))
    return data if whole else {}
