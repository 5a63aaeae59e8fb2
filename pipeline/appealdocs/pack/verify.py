"""`appealdocs verify`: looks at a finished package offline, as a stranger would: hashes, limits, page counts, PDF/A levels."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import BadInput, UsageError
from appealdocs.model.text import Text2
from appealdocs.pack import listed, looked, zipped
from appealdocs.pack.bounds import as_data, bounds
from appealdocs.pack.looked import Check, digest, short
from appealdocs.workspace import Workspace

MOST_BYTES: Final = 400_000_000
"""Of a whole package that is looked at."""
MOST_FILES: Final = 2_000


def verify(path: Path, now: datetime, workspace: Workspace | None = None) -> list[Check]:
    """Every check of a package folder (final/, or the case folder that holds it) or of an evidence.zip. `now` must be aware.

    `workspace`: whose rules say what the platform takes (none: the shipped ones). Raises UsageError if there is no package, BadInput
    if its manifest or archive cannot be read.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    rules = workspace or Workspace()
    if path.is_dir():
        folder = path / "final" if (path / "case.yaml").is_file() and (path / "final").is_dir() else path
        return list(_folder(folder.absolute(), now, rules))
    if path.is_file() and path.suffix.lower() == ".zip":
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(Text2(f"{path} is larger than any package", f"{path} 超过了证据包可能的大小"))
        beside = path.with_name("manifest.json")
        return list(_zip(path.read_bytes(), path.name, listed.read(beside) if beside.is_file() else None, rules))
    raise UsageError(
        Text2(f"{path} is neither a package folder nor an evidence.zip", f"{path} 不是证据包文件夹，也不是 evidence.zip"),
        Text2("Name the folder 'final' of a case.", "请指定案件的 final 文件夹。"),
    )


def _folder(folder: Path, now: datetime, rules: Workspace) -> Iterator[Check]:
    manifest = listed.read(folder / "manifest.json")
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_symlink() or not p.is_dir()}
    strange = {name: p for name, p in found.items() if p.is_symlink() or not p.is_file()}
    for name, p in strange.items():
        said = Text2("a link, not a file", "是链接，不是文件") if p.is_symlink() else Text2("no plain file", "不是普通文件")
        yield Check("file", name, False, said)
    plain = {name: p for name, p in found.items() if name not in strange}
    if len(plain) > MOST_FILES or sum(p.stat().st_size for p in plain.values()) > MOST_BYTES:
        raise BadInput(Text2(f"{folder} is larger than any package", f"{folder} 超过了证据包可能的大小"))
    data = {name: p.read_bytes() for name, p in plain.items()}
    yield from _files(manifest, data)
    limits, checks = listed.held(manifest, rules)
    yield from checks
    evidence = {n.removeprefix("evidence/"): d for n, d in data.items() if n.startswith("evidence/")}
    yield from looked.limits(limits, evidence, len(data.get("evidence.zip", b"")))
    yield from looked.names(evidence)
    yield from looked.contents(manifest, data)
    yield from listed.pages(manifest)
    if "evidence.zip" in data:
        yield from _zip(data["evidence.zip"], "evidence.zip", manifest, rules, evidence)
    yield from looked.levels(manifest, data)
    yield from _originals(manifest, folder)
    yield from _journalled(folder)
    yield _made(manifest, now)


def _files(manifest: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Each file that the manifest lists is there with its size and hash; nothing else is there, nothing is listed twice."""
    seen: set[str] = set()
    for entry in manifest["files"]:
        name = entry["path"]
        if name in seen:
            yield Check("manifest", "manifest.json", False, Text2("a file that is listed twice", "重复列出的文件"), name)
        seen.add(name)
        if name.startswith("/") or ".." in name.replace("\\", "/").split("/") or ":" in name:
            yield Check("manifest", "manifest.json", False, Text2("a path that leads out of the package", "指向证据包之外的路径"), name)
        elif name not in data:
            yield Check("file", name, False, Text2("missing", "缺失"))
        else:
            yield _same(name, data[name], entry)
    for name in sorted(set(data) - seen - {"manifest.json"}):
        twin = next((e["path"] for e in manifest["files"] if e["sha256"] == digest(data[name]) and e["path"] not in data), "")
        told = Text2(f"not in the manifest; it is {twin} under another name", f"清单中没有此文件；内容与 {twin} 相同，可能被改名") if twin else Text2("not in the manifest", "清单中没有此文件")
        yield Check("file", name, False, told)


def _same(name: str, content: bytes, entry: Mapping[str, Any]) -> Check:
    found = digest(content)
    same = found == entry["sha256"] and len(content) == entry["size"]
    measured = "empty" if not content else f"{short(found)}, {looked.amount(len(content))}"
    return Check("hash", name, same, Text2("content", "内容"), measured, f"{short(entry['sha256'])}, {looked.amount(entry['size'])}")


def _zip(
    content: bytes, name: str, manifest: Mapping[str, Any] | None, rules: Workspace, evidence: Mapping[str, bytes] | None = None
) -> Iterator[Check]:
    """The archive: sound, no name that leads elsewhere, the very files of the package, written as we write it."""
    try:
        files, comment, strange = _unpacked(content)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError, MemoryError) as error:
        yield Check("zip", name, False, Text2(f"the archive cannot be read ({type(error).__name__})", f"压缩包无法读取（{type(error).__name__}）"))
        return
    yield Check("zip", name, not strange, Text2("names of its entries", "条目名称"), ", ".join(strange)[:400])
    told = {m[2]: m[1] for line in comment.splitlines() if (m := re.match(r"([0-9a-f]{64})  (.+)", line))}
    if told:
        wrong = sorted(n for n in {*files, *told} if told.get(n, "") != (digest(files[n]) if n in files else "-"))
        yield Check("zip", name, not wrong, Text2("hashes in the archive's own list", "压缩包自带哈希清单"), _differing(wrong, files))
        ours = not strange and zipped.packed(files, comment.encode("utf-8"), zipfile.ZIP_STORED) == content
        order = Text2("order, times and coding of its entries", "条目顺序、时间与编码")
        yield Check("zip", name, ours, order, "as finalize wrote them" if ours else "packed again by another program")
    if evidence is not None:
        wrong = sorted(n for n in {*files, *evidence} if files.get(n) != evidence.get(n))
        yield Check("zip", name, not wrong, Text2("the same files as evidence/", "与 evidence/ 内文件一致"), _differing(wrong, files))
        return
    yield from _alone(content, name, files, comment, manifest, rules)


def _differing(wrong: Sequence[str], files: Mapping[str, bytes]) -> str:
    return f"not the same: {', '.join(wrong)}"[:400] if wrong else str(len(files))


def _alone(
    content: bytes, name: str, files: Mapping[str, bytes], comment: str, manifest: Mapping[str, Any] | None, rules: Workspace
) -> Iterator[Check]:
    """An archive without the folder that it was made from, perhaps with the manifest beside it."""
    if manifest is not None:
        limits, checks = listed.held(manifest, rules)
        yield from checks
        entries = {e["path"].removeprefix("evidence/"): e for e in manifest["files"] if e["path"].startswith("evidence/")}
        whole = next((e for e in manifest["files"] if e["path"] == "evidence.zip"), None)
        if whole is not None:
            yield _same(name, content, whole)
        for file, data in files.items():
            right = entries.get(file, {}).get("sha256", "")
            yield Check("hash", f"{name}/{file}", digest(data) == right, Text2("content", "内容"), short(digest(data)), short(right))
        for file in sorted(set(entries) - set(files)):
            yield Check("file", f"{name}/{file}", False, Text2("missing", "缺失"))
    else:
        known = _limits_of(comment, rules)
        if known is None:
            yield Check("limit", name, True, Text2("limits not checked: the archive does not say for which platform it is", "未检查限制：压缩包未注明所属平台"))
            return
        limits = known
    yield from looked.limits(limits, files, len(content))
    yield from looked.names(files)
    for file, data in files.items():
        level = looked.claimed(data) if data[:1024].find(b"%PDF-") >= 0 else ""
        if level:
            yield looked.level(f"{name}/{file}", data, level)


def _unpacked(content: bytes) -> tuple[dict[str, bytes], str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entries = source.infolist()
        if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > MOST_BYTES:
            raise ValueError("too large")
        strange = [e.filename for e in entries if not looked.NAME.fullmatch(e.filename)]
        files = {e.filename: source.read(e) for e in entries}
        if len(files) != len(entries):
            strange.append("two entries of one name")
        return files, source.comment.decode("utf-8", "replace"), strange


def _limits_of(comment: str, rules: Workspace) -> dict[str, Any] | None:
    """The limits of the platform that the archive's comment names."""
    from appealdocs.errors import AppealdocsError
    from appealdocs.packs import load_pack

    match = re.match(r"appealdocs \S+; ([a-z-]+)(?:/([a-z]+))? ", comment)
    if match is None:
        return None
    try:
        return as_data(bounds(load_pack(match[1], rules, match[2] or "")))
    except AppealdocsError:
        return None  # a procedure of somebody's own workspace


def _originals(manifest: Mapping[str, Any], folder: Path) -> Iterator[Check]:
    """Where the case folder lies above: each original is still the file that was packed."""
    if not (folder.parent / "case.yaml").is_file():
        return
    case = CaseFolder(folder.parent)
    for source in manifest["evidence"]:
        try:
            path = case.inside(source["file"])
            found = digest(path.read_bytes()) if path.is_file() else ""
        except (OSError, ValueError, BadInput):
            found = ""
        yield Check(
            "original", source["file"], found == source["sha256"], Text2("the original is unchanged", "原件未变"), short(found) if found else "missing",
            short(source["sha256"]),
        )


def _journalled(folder: Path) -> Iterator[Check]:
    """Where the case folder lies above: the manifest is the one that `finalize` wrote down."""
    if not (folder.parent / "case.yaml").is_file():
        return
    records = [r for r in CaseFolder(folder.parent).records() if r.kind == "finalized" and r.data.get("sha256")]
    if not records:
        return
    found, told = digest((folder / "manifest.json").read_bytes()), str(records[-1].data["sha256"])
    yield Check("manifest", "manifest.json", found == told, Text2("the one that the journal names", "与操作日志记录一致"), short(found), short(told))


def _made(manifest: Mapping[str, Any], now: datetime) -> Check:
    made = datetime.fromisoformat(manifest["made"])
    hours = (now - made).total_seconds() / 3600
    return Check("manifest", "manifest.json", hours > -24, Text2("made", "生成时间"), manifest["made"], now.isoformat(timespec="seconds"))


__all__ = ["Check", "verify"]
