"""manifest.json: every file with size and hash, where each page of the evidence went, who approved each segment, which limits applied."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from appealdocs import __version__
from appealdocs.model.letter import Letter
from appealdocs.pack import legible, unit
from appealdocs.pack.assemble import Content
from appealdocs.pack.bounds import as_data
from appealdocs.pack.layout import File
from appealdocs.pack.material import Material, Pictures
from appealdocs.pack.package import Packed
from appealdocs.pack.plan import Plan

VERSION = 1


def manifest(
    plan: Plan, letter: Letter, contents: Sequence[tuple[File, Content]], files: Sequence[Packed], now: datetime, by: str
) -> dict[str, Any]:
    """The manifest as plain data. `files` are all files of the package but the manifest itself."""
    pack, dossier = plan.dossier.pack, plan.dossier
    assert plan.bounds is not None
    sources = [_source(i, m, plan, contents) for i, m in enumerate(plan.materials)]
    sources += [_twin(number, first, plan) for number, first in plan.twins.items()]
    sources.sort(key=lambda s: (s["exhibit"], s["role"]))
    return {
        "version": VERSION,
        "tool": {"name": "appealdocs", "version": __version__},
        "case": dossier.reference,
        "procedure": pack.procedure,
        "platform": dossier.case.platform or "",
        "pack": {"version": pack.version, "name_pattern": pack.packing.name, "pdfa": pack.packing.pdfa, "merge": pack.packing.merge},
        "made": now.isoformat(),
        "by": by,
        "limits": as_data(plan.bounds),
        "files": [_file(f) for f in files],
        "evidence": sources,
        "pages": {
            "before": sum(s["pages"] for s in sources if s["role"] != "twin"),
            "after": sum(s["pages_packed"] for s in sources if s["role"] != "twin"),
            "sheets": sum(p.last - p.first + 1 for _, c in contents for p in c.placed if p.what == "sheet"),
        },
        "segments": [_segment(s) for s in letter.segments.values()],
        "notes": [{"en": n.en, "zh": n.zh} for n in plan.notes],
    }


def dumps(data: Mapping[str, Any]) -> str:
    """The manifest as text, the same for the same data."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _file(file: Packed) -> dict[str, Any]:
    made: dict[str, Any] = {"path": file.name, "size": file.size, "sha256": file.sha256}
    optional = {"pages": file.pages, "seconds": file.seconds, "exhibits": list(file.exhibits),
                "sheets": list(file.sheets), "pdfa": file.level,
                "validator": file.validator, "verdict": file.verdict}
    return made | {key: value for key, value in optional.items() if value}


def _source(index: int, material: Material, plan: Plan, contents: Sequence[tuple[File, Content]]) -> dict[str, Any]:
    """One evidence file: its hash, its pages, and where they are in the package now."""
    source = material.source
    placed: list[dict[str, Any]] = []
    for file, content in contents:
        if file.bin is None:
            continue
        if file.bin.own and file.bin.cuts[0].piece.index == index:
            pages = [1, material.pages] if len(material.own()) == 1 else [file.bin.part + 1] * 2
            placed.append({"file": f"evidence/{file.name}"} | ({"pages": pages} if material.pages else {}))
        placed += [
            {"file": f"evidence/{file.name}", "pages": [p.shown, p.shown + p.last - p.first], "at": [p.first, p.last]}
            for p in content.placed if p.exhibit == source.number and p.what == source.role
        ]
    untouched = len(placed) == 1 and "at" not in placed[0] and material.own()[0][1] is _original(material)
    return {
        "exhibit": source.number, "evidence": source.evidence.id, "role": source.role, "file": source.file, "kind": source.kind,
        "size": source.reading.size_bytes, "sha256": source.reading.sha256, "pages": material.pages,
        "pages_packed": sum(p["pages"][1] - p["pages"][0] + 1 for p in placed) if material.pages else 0,
        **({"seconds": round(material.seconds, 2)} if material.seconds else {}),
        "packed": placed, "untouched": untouched,
        "steps": [*_steps(material, any("at" in p for p in placed)), *(f"merged into {name}" for name in dict.fromkeys(p["file"] for p in placed if "at" in p))],
        **({"signed": True} if source.signed else {}), **({"masked": list(material.masked)} if material.masked else {}),
        "recompressed": [_recompressed(index, material, u, plan) for u in material.units if u.level],
    }


def _steps(material: Material, merged: bool) -> list[str]:
    """The conversions. A picture on a page of a merged PDF is there with its own data, whatever it would have become by itself."""
    if not merged or not isinstance(material, Pictures):
        return list(material.steps)
    return [step.replace(f"-> {material.kind}", "-> pdf") for step in material.steps]


def _original(material: Material) -> bytes | None:
    """The bytes that are the file itself, if the material still has them."""
    given: Any = getattr(material, "original", None)
    if isinstance(given, tuple):
        return given[1] if not material.masked else None
    if given is None and not material.steps:
        given = getattr(material, "data", None)
    return given if isinstance(given, bytes) and not material.masked else None


def _recompressed(index: int, material: Material, one: unit.Unit, plan: Plan) -> dict[str, Any]:
    seen = plan.seen.get((index, one.name, one.level), legible.Seen(0, 0))
    return {"what": one.name, "from": one.size(0), "to": one.size(one.level), "how": one.how(one.level).en, "values_still_readable": seen.asked}


def _twin(number: int, first: int, plan: Plan) -> dict[str, Any]:
    item = plan.dossier.case.evidence[number - 1]
    reading = plan.dossier.readings[item.file]
    return {
        "exhibit": number, "evidence": item.id, "role": "twin", "file": item.file, "kind": reading.kind, "size": reading.size_bytes,
        "sha256": reading.sha256, "pages": 0, "pages_packed": 0, "same_as": first, "packed": [], "steps": [], "recompressed": [],
    }


def _segment(segment: Any) -> dict[str, Any]:
    """Who approved a segment; never its text."""
    stamp = segment.stamp
    made = {"id": segment.id, "origin": segment.origin, "state": segment.state}
    return made | {key: value for key, value in (("by", stamp.by), ("at", stamp.at), ("engine", stamp.engine)) if value}
