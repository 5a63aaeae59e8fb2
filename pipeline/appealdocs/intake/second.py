"""A second round: what a new case takes over from the one that was refused, byte for byte, and what it must add."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from appealdocs.casefolder import CaseFolder, sha256
from appealdocs.errors import Refused
from appealdocs.intake.caseyaml import load_case
from appealdocs.intake.tree import parse
from appealdocs.model.dossier import Record
from appealdocs.model.pack import Pack
from appealdocs.model.text import Text2
from appealdocs.workspace import Workspace

KEYS = ("account", "platform_log", "category", "seller", "orders", "metric", "evidence")
"""Keys of case.yaml that a second round takes over as they are; the points are new: they answer the reasons."""


@dataclass(frozen=True, slots=True)
class Before:
    """The refused case: its keys as written, its files (relative to `folder`), and what its last submission held."""

    folder: Path
    reference: str
    platform: str = ""
    site: str = ""
    issue: str = ""
    notice: str = ""
    platform_case: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 by path of the evidence that was submitted; empty where no submission is recorded."""
    answer: str = ""
    """The platform's answer as `answered` kept it, relative to `folder`."""

    def block(self, key: str) -> str:
        """A key with all below it as YAML text; "" where the refused case has none."""
        if not self.keys.get(key):
            return ""
        return yaml.safe_dump({key: self.keys[key]}, allow_unicode=True, sort_keys=False, width=1000).rstrip()

    def fresh(self, file: str) -> bool:
        """Whether a file was not in the refused submission (or has changed since)."""
        return sha256(self.folder / file) not in self.sent.values()


def before(folder: CaseFolder, workspace: Workspace, procedure: str) -> Before:
    """The refused case. Raises BadInput for a faulty case.yaml, Refused where it is of another procedure or was accepted."""
    case = load_case(folder.case_yaml, workspace)
    if case.procedure != procedure:
        raise Refused(
            Text2(f"{folder.root.name} is a case of {case.procedure}, not of {procedure}", f"{folder.root.name} 属于 {case.procedure}，不是 {procedure}")
        )
    records = folder.records()
    answer = _last(records, "answered")
    if answer and answer.data.get("outcome") == "accepted":
        raise Refused(Text2(f"{folder.root.name} was accepted: there is nothing to answer", f"{folder.root.name} 已被接受，无需再次申诉"))
    sent = _last(records, "submitted")
    tree, _, _ = parse(folder.case_yaml.read_bytes(), "case.yaml")
    keys = {key: tree[key] for key in KEYS if isinstance(tree, dict) and tree.get(key)}
    seller = case.seller
    named = [*(e.file for e in case.evidence), *(e.translation for e in case.evidence), seller.logo, seller.stamp, seller.signature]
    notice = case.notice or ("notice.pdf" if (folder.root / "notice.pdf").is_file() else "")
    files = tuple(dict.fromkeys(n for n in (*named, notice) if n and _plain_file(folder.root, n)))
    kept = answer.data.get("notice") if answer else None
    kept_file = str(kept.get("file", "")) if isinstance(kept, Mapping) else ""
    return Before(
        folder.root, case.reference or folder.root.name, case.platform or "", case.site or "", case.issue or "", notice,
        str(sent.data.get("platform_case", "")) if sent else case.platform_case, keys, files,
        dict(sent.data.get("evidence") or {}) if sent else {}, kept_file if kept_file and _plain_file(folder.root, kept_file) else "",
    )


def refuse_if_final(pack: Pack) -> None:
    """Raises Refused, with the reason and the alternative of the sources, where the pack knows no second appeal."""
    said = pack.data.get("no_second_round")
    if said:
        raise Refused(Text2(**said["reason"]), Text2(**said["alternative"]))


def copy_files(refused: Before, target: Path) -> None:
    """The files of the refused case, byte for byte, under their own names."""
    for name in refused.files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(refused.folder / name, target / name)


def comparison(refused: Before) -> list[str]:
    """Lines for FETCH.md: each file of the refused case, unchanged or new against what was submitted."""
    lines = ["", "# 与第一次提交的对照 / Against the first submission", ""]
    if not refused.sent:
        lines.append("- 没有提交记录，无法对照 / no submission is recorded, so nothing can be compared")
    evidence = [f for f in refused.files if f.startswith("evidence/")]
    for name in evidence if refused.sent else []:
        lines.append(f"- {name}: " + ("新增或已更改 / new or changed" if refused.fresh(name) else "未变，逐字节相同 / unchanged, byte for byte"))
    gone = sorted(set(refused.sent) - set(refused.files))
    lines += [f"- {name}: 未沿用 / left out" for name in gone]
    lines.append("- 每条驳回理由都需要新证据；内容相同的再次提交会被视为重复 / each reason needs something new: the same package again counts as a duplicate")
    return lines


def _plain_file(root: Path, name: str) -> bool:
    path = root / name
    return path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(root.resolve())


def _last(records: tuple[Record, ...], kind: str) -> Record | None:
    return next((r for r in reversed(records) if r.kind == kind), None)
