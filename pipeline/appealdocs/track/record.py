"""The record after submission: what was sent, when, under which number, and what the platform said. Nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from appealdocs.casefolder import CaseFolder, sha256, write_atomic
from appealdocs.errors import Refused, UsageError
from appealdocs.model.text import Text2
from appealdocs.track.clocks import last


def submitted(
    folder: CaseFolder,
    platform_case: str,
    at: datetime,
    by: str,
    proof: Path | None = None,
    without_package: bool = False,
    claims: Mapping[str, str] | None = None,
) -> Mapping[str, Any]:
    """Record a submission; gives what was recorded. `at` is aware. `claims`: the seller's sentences by key of case.yaml.

    The manifest of final/ is kept beside the record, so that a later finalize cannot change what was sent; the hashes of
    evidence/ and the claims tell a second round what is new. Raises Refused
    where the case is not finalised (unless `without_package`) or this submission is recorded already.
    """
    manifest = folder.final / "manifest.json"
    if not manifest.is_file() and not without_package:
        raise Refused(
            Text2("there is no finalised package in final/", "final/ 中没有定稿的材料包"),
            Text2(
                "Run 'appealdocs finalize' first, or add --without-package for a submission made without it.",
                "请先运行 appealdocs finalize；若提交时未使用本工具的材料包，请加 --without-package。",
            ),
        )
    if proof is not None and not proof.is_file():
        raise UsageError(Text2(f"{proof} is no file", f"{proof} 不是文件"))
    data: dict[str, Any] = {"platform_case": platform_case, "claims": dict(claims or {})}
    with folder.locked():
        known = (r for r in folder.records() if r.kind == "submitted")
        if any(r.data.get("platform_case") == platform_case and r.at == at for r in known):
            raise Refused(Text2("this submission is recorded already", "该次提交已登记"))
        data["evidence"] = _hashes(folder)
        kept = _place(folder, at)
        if manifest.is_file() and not without_package:
            data["files"] = _files(manifest)
            write_atomic(kept / "manifest.json", manifest.read_bytes())
            data["manifest"] = (kept / "manifest.json").relative_to(folder.root).as_posix()
            for letter in ("letter.docx", "letter.pdf"):
                if (folder.final / letter).is_file():
                    write_atomic(kept / letter, (folder.final / letter).read_bytes())
        if proof is not None:
            data["proof"] = _kept(proof, kept / f"confirmation{proof.suffix.lower()}", folder)
        folder.append("submitted", at, by, data)
    return data


def _place(folder: CaseFolder, at: datetime) -> Path:
    """A folder below record/ that is not there yet: what was kept once is never written over."""
    first = folder.root / "record" / at.strftime("%Y%m%dT%H%M%S")
    return next(place for n in count(1) if not (place := first if n == 1 else first.with_name(f"{first.name}-{n}")).exists())


def _kept(file: Path, target: Path, folder: CaseFolder) -> dict[str, str]:
    """A copy of a file in record/: where it lies and its hash."""
    write_atomic(target, file.read_bytes())
    return {"file": target.relative_to(folder.root).as_posix(), "sha256": sha256(target)}


def _hashes(folder: CaseFolder) -> dict[str, str]:
    """SHA-256 by path of every file in evidence/ as it was at the submission."""
    if not folder.evidence.is_dir():
        return {}
    files = (p for p in sorted(folder.evidence.rglob("*")) if p.is_file() and not p.is_symlink())
    return {p.relative_to(folder.root).as_posix(): sha256(p) for p in files}


def _files(manifest: Path) -> dict[str, str]:
    """SHA-256 by file of the package, as its manifest lists them."""
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError) as error:
        raise Refused(
            Text2("final/manifest.json is damaged", "final/manifest.json 已损坏"),
            Text2("Run 'appealdocs finalize' again.", "请重新运行 appealdocs finalize。"),
        ) from error
    return {f["path"]: f["sha256"] for f in listed}


def answered(folder: CaseFolder, outcome: str, at: datetime, by: str, notice: Path | None = None, words: str = "") -> Mapping[str, Any]:
    """Record the platform's answer ('accepted' or 'rejected') with its own words; gives what was recorded.

    Raises Refused where nothing was submitted, where the answer would be earlier than the submission, or is recorded already.
    """
    sent = last(folder.records(), "submitted")
    if sent is None:
        raise Refused(
            Text2("no submission is recorded for this case", "该案件没有提交记录"),
            Text2("Record it with 'appealdocs submitted' first.", "请先用 appealdocs submitted 登记提交。"),
        )
    if at < sent.at:
        raise Refused(
            Text2(f"the answer ({at.isoformat()}) is earlier than the submission ({sent.at.isoformat()})",
                  f"答复时间（{at.isoformat()}）早于提交时间（{sent.at.isoformat()}）")
        )
    if notice is not None and not notice.is_file():
        raise UsageError(Text2(f"{notice} is no file", f"{notice} 不是文件"))
    data: dict[str, Any] = {"outcome": outcome, "platform_case": sent.data.get("platform_case", "")}
    with folder.locked():
        if any(r.kind == "answered" and r.at == at for r in folder.records()):
            raise Refused(Text2("this answer is recorded already", "该答复已登记"))
        if notice is not None:
            data["notice"] = _kept(notice, _place(folder, at) / f"answer{notice.suffix.lower()}", folder)
        if words:
            data["words"] = words
        folder.append("answered", at, by, data)
    return data
