"""The other cases of the workspace, as far as rules need them."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from appealdocs.casefolder import CaseFolder, case_folders
from appealdocs.errors import AppealdocsError
from appealdocs.intake.tree import parse
from appealdocs.model.case import ValueFault, parse_moment
from appealdocs.model.dossier import Neighbour
from appealdocs.model.text import LANGUAGES
from appealdocs.reading.opening import leaves
from appealdocs.workspace import Workspace

_seen: dict[Path, tuple[tuple[int, int, int], Neighbour | None]] = {}
"""Neighbours by folder with the stamp of their files: a batch reads each once."""


def neighbours(folder: CaseFolder, workspace: Workspace) -> tuple[Neighbour, ...]:
    """Every other readable case below the workspace's root; without a workspace there are none."""
    if workspace.root is None:
        return ()
    found = (_neighbour(other) for other in case_folders(workspace.root) if other.root != folder.root)
    return tuple(n for n in found if n is not None)


def _stamp(folder: CaseFolder) -> tuple[int, int, int]:
    case = folder.case_yaml.stat()
    journal = folder.journal.stat().st_mtime_ns if folder.journal.exists() else 0
    return case.st_mtime_ns, case.st_size, journal


def _neighbour(folder: CaseFolder) -> Neighbour | None:
    """The folder as a neighbour; a broken case.yaml is its own case's trouble and gives None here."""
    stamp = _stamp(folder)
    if folder.root in _seen and _seen[folder.root][0] == stamp:
        return _seen[folder.root][1]
    try:
        tree, _, _ = parse(folder.case_yaml.read_bytes(), "case.yaml")
        made = _made(folder, tree) if isinstance(tree, dict) else None
    except (AppealdocsError, OSError, yaml.YAMLError):
        made = None
    _seen[folder.root] = stamp, made
    return made


def _made(folder: CaseFolder, tree: dict[str, Any]) -> Neighbour:
    orders = _mappings(tree.get("orders"))
    points = _mappings(tree.get("points"))
    seller = tree.get("seller")
    name = seller.get("legal_name", "") if isinstance(seller, dict) else ""
    return Neighbour(
        folder.root, _text(tree, "procedure"), _text(tree, "platform"), _text(tree, "reference") or folder.root.name,
        _text(tree, "platform_case"), _text(tree, "issue"),
        orders=tuple(_text(o, "id") for o in orders if _text(o, "id")),
        trackings=tuple(_text(o, "tracking") for o in orders if _text(o, "tracking")),
        skus=tuple(s for x in (*orders, *points) for s in x.get("skus") or () if isinstance(s, str)),
        free_text=tuple(text for point in points for text in _claims(point)),
        evidence=_hashes(folder, tree),
        records=folder.records(),
        order_of_tracking={_text(o, "tracking"): _text(o, "id") for o in orders if _text(o, "tracking")},
        seller=json.dumps(name, ensure_ascii=False, sort_keys=True) if name else "",
        received=_moment(tree.get("received")),
    )


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""


def _claims(point: dict[str, Any]) -> list[str]:
    texts = []
    for part in ("problem", "cause", "action", "prevention"):
        for claim in point.get(part) or ():
            if isinstance(claim, str):
                texts.append(claim)
            elif isinstance(claim, dict):
                texts += [claim[lang] for lang in LANGUAGES if isinstance(claim.get(lang), str)]
    return texts


def _hashes(folder: CaseFolder, tree: dict[str, Any]) -> dict[str, str]:
    """SHA-256 of the other case's evidence files that lie inside its folder (files up to 50 MB)."""
    hashes = {}
    for item in _mappings(tree.get("evidence")):
        path = folder.root / _text(item, "file")
        if not leaves(path, folder.root) and path.is_file() and path.stat().st_size < 50_000_000:
            hashes[_text(item, "file")] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashes


def _moment(value: Any) -> datetime | date | None:
    try:
        return parse_moment(value) if value else None
    except ValueFault:
        return None
