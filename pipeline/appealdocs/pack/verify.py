"""`appealdocs verify`: looks at a finished package offline, as a stranger would: hashes, limits, page counts, PDF/A levels."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from appealdocs.casefolder import CaseFolder
from appealdocs.errors import BadInput, Fault, UsageError
from appealdocs.model.text import Text2
from appealdocs.pack import archival, film, pdf
from appealdocs.pack.bounds import as_data, bounds
from appealdocs.reading.kinds import HEAD_BYTES, sniff

MOST_BYTES: Final = 400_000_000
"""Of a whole package that is looked at."""
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,119}")
_RESERVED: Final = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: measured value and bound in words ('' where there is no bound). `kind`: file, hash, limit, name,
    pages, pdfa, zip, original, manifest."""

    kind: str
    file: str
    ok: bool
    said: Text2
    measured: str = ""
    bound: str = ""


def verify(path: Path, now: datetime) -> list[Check]:
    """Every check of a package folder (final/, or the case folder that holds it) or of an evidence.zip. `now` must be aware.

    Raises UsageError if there is no package, BadInput if its manifest or archive cannot be read.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    if path.is_dir():
        folder = path / "final" if (path / "case.yaml").is_file() and (path / "final").is_dir() else path
        return list(_folder(folder, now))
    if path.is_file() and path.suffix.lower() == ".zip":
        beside = path.with_name("manifest.json")
        return list(_zip(path.read_bytes(), path.name, _manifest(beside) if beside.is_file() else None))
    raise UsageError(
        Text2(f"{path} is neither a package folder nor an evidence.zip", f"{path} 不是证据包文件夹，也不是 evidence.zip"),
        Text2("Name the folder 'final' of a case.", "请指定案件的 final 文件夹。"),
    )


class _Base(BaseModel):
    model_config = ConfigDict(extra="allow")


class _File(_Base):
    path: str
    size: int
    sha256: str
    pages: int = 0
    seconds: float = 0.0
    pdfa: str = ""


class _Place(_Base):
    file: str
    pages: tuple[Annotated[int, Field(ge=1, le=100_000)], Annotated[int, Field(ge=1, le=100_000)]] = (1, 1)
    """A video has none."""


class _Source(_Base):
    role: str
    file: str
    sha256: str
    pages: int
    packed: list[_Place]


class _Limits(_Base):
    formats: list[str]
    file_bytes: int
    total_bytes: int | None
    files: int | None
    zip: bool


class _Manifest(_Base):
    """What a manifest must hold to be verified; somebody may have edited it."""

    version: Literal[1]
    made: AwareDatetime
    limits: _Limits
    files: list[_File]
    evidence: list[_Source]


def _manifest(path: Path) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _Manifest.model_validate(data)
    except FileNotFoundError as error:
        raise UsageError(
            Text2(f"there is no package: {path} is missing", f"没有证据包：缺少 {path}"), Text2("'appealdocs finalize' makes one.", "用 appealdocs finalize 生成。")
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(
            Text2(f"{path} cannot be read", f"无法读取 {path}"), [Fault(Text2("it is no manifest of ours", "不是本工具的清单文件"), str(path))]
        ) from error
    return data


def _folder(folder: Path, now: datetime) -> Iterator[Check]:
    manifest = _manifest(folder / "manifest.json")
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_symlink() or not p.is_dir()}
    links = [name for name, p in found.items() if p.is_symlink()]
    for name in links:
        yield Check("file", name, False, Text2("a link, not a file", "是链接，不是文件"))
    if sum(p.stat().st_size for n, p in found.items() if n not in links) > MOST_BYTES:
        raise BadInput(Text2(f"{folder} is larger than any package", f"{folder} 超过了证据包可能的大小"))
    data = {name: p.read_bytes() for name, p in found.items() if name not in links}
    yield from _files(manifest, data)
    evidence = {n.removeprefix("evidence/"): d for n, d in data.items() if n.startswith("evidence/")}
    yield from _limits(manifest["limits"], evidence, len(data.get("evidence.zip", b"")))
    yield from _names(evidence)
    yield from _contents(manifest, data)
    yield from _pages(manifest)
    if "evidence.zip" in data:
        yield from _zip(data["evidence.zip"], "evidence.zip", manifest, evidence)
    yield from _levels(manifest, data)
    yield from _originals(manifest, folder)
    yield from _journalled(folder)
    yield _made(manifest, now)


def _journalled(folder: Path) -> Iterator[Check]:
    """Where the case folder lies above: the manifest is the one that `finalize` wrote down."""
    records = [r for r in CaseFolder(folder.parent).records() if r.kind == "finalized" and r.data.get("sha256")]
    if not records:
        return
    digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    told = str(records[-1].data["sha256"])
    yield Check("manifest", "manifest.json", digest == told, Text2("the one that the journal names", "与操作日志记录一致"), f"{digest[:16]}…", f"{told[:16]}…")


def _files(manifest: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Each file that the manifest lists is there with its size and hash; nothing else is there."""
    for entry in manifest["files"]:
        name = entry["path"]
        if name not in data:
            yield Check("file", name, False, Text2("missing", "缺失"))
            continue
        digest = hashlib.sha256(data[name]).hexdigest()
        same = digest == entry["sha256"] and len(data[name]) == entry["size"]
        yield Check("hash", name, same, Text2("SHA-256 and size", "SHA-256 与大小"), f"{digest[:16]}… {len(data[name])}", f"{entry['sha256'][:16]}… {entry['size']}")
    listed = {entry["path"] for entry in manifest["files"]} | {"manifest.json"}
    for name in sorted(set(data) - listed):
        yield Check("file", name, False, Text2("not in the manifest", "清单中没有此文件"))


def _limits(limits: Mapping[str, Any], evidence: Mapping[str, bytes], zip_size: int) -> Iterator[Check]:
    """Every limit of the platform once more, on the files as they are."""
    for name, content in evidence.items():
        most = limits["file_bytes"]
        yield Check("limit", f"evidence/{name}", len(content) <= most, Text2("size of a file", "单个文件大小"), _bytes(len(content)), _bytes(most))
        kind = sniff(content[:HEAD_BYTES], content[-HEAD_BYTES:], name)
        taken = kind in limits["formats"]
        yield Check("limit", f"evidence/{name}", taken, Text2("format by its content", "按内容判断的格式"), kind, ", ".join(limits["formats"]))
    if limits["files"] is not None:
        yield Check("limit", "evidence/", len(evidence) <= limits["files"], Text2("number of files", "文件数量"), str(len(evidence)), str(limits["files"]))
    if limits["total_bytes"] is not None:
        total = zip_size if limits["zip"] else sum(map(len, evidence.values()))
        what = "evidence.zip" if limits["zip"] else "evidence/"
        yield Check("limit", what, total <= limits["total_bytes"], Text2("size in all", "合计大小"), _bytes(total), _bytes(limits["total_bytes"]))


def _bytes(size: int) -> str:
    return f"{size:,} bytes"


def _names(evidence: Mapping[str, bytes]) -> Iterator[Check]:
    seen: set[str] = set()
    for name in evidence:
        good = bool(_NAME.fullmatch(name)) and not _RESERVED.match(name) and name.lower() not in seen
        seen.add(name.lower())
        yield Check("name", f"evidence/{name}", good, Text2("a name that every system and portal takes", "各系统与后台均可接受的文件名"), name)


def _contents(manifest: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Pages and seconds of each file as the manifest says."""
    for entry in manifest["files"]:
        content = data.get(entry["path"])
        if content is None:
            continue
        if "pages" in entry and entry["path"].endswith(".pdf"):
            counted = _count(content)
            yield Check("pages", entry["path"], counted == entry["pages"], Text2("pages", "页数"), str(counted), str(entry["pages"]))
        if "seconds" in entry:
            length = _seconds(content)
            yield Check("pages", entry["path"], abs(length - entry["seconds"]) < 0.5, Text2("seconds", "秒数"), f"{length:.1f}", f"{entry['seconds']:.1f}")


def _count(content: bytes) -> int:
    import pikepdf

    try:
        return pdf.count(content)
    except pikepdf.PdfError:
        return -1


def _seconds(content: bytes) -> float:
    import av

    try:
        return film.seconds(content)
    except (av.error.FFmpegError, ValueError):
        return -1.0


def _pages(manifest: Mapping[str, Any]) -> Iterator[Check]:
    """No page of the evidence is missing: the ranges that the manifest names cover each file from its first page to its last."""
    for source in manifest["evidence"]:
        if source["role"] == "twin" or not source["pages"]:
            continue
        ranges = [place.get("pages", (1, 1)) for place in source["packed"]]
        shown = [n for first, last in ranges for n in range(first, last + 1)]
        whole = sorted(shown) == list(range(1, source["pages"] + 1))
        yield Check("pages", source["file"], whole, Text2("pages packed of this file", "此文件已打包的页数"), str(len(shown)), str(source["pages"]))


def _zip(content: bytes, name: str, manifest: Mapping[str, Any] | None, evidence: Mapping[str, bytes] | None = None) -> Iterator[Check]:
    """The archive: sound, no name that leads elsewhere, the very files of the package."""
    try:
        files, comment, strange = _unpacked(content)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        yield Check("zip", name, False, Text2(f"the archive cannot be read ({type(error).__name__})", f"压缩包无法读取（{type(error).__name__}）"))
        return
    yield Check("zip", name, not strange, Text2("names of its entries", "条目名称"), ", ".join(strange))
    own = [re.match(r"([0-9a-f]{64})  (.+)", line) for line in comment.splitlines()]
    told = {m[2]: m[1] for m in own if m}
    if told:
        same = {n: hashlib.sha256(d).hexdigest() for n, d in files.items()} == told
        yield Check("zip", name, same, Text2("hashes in the archive's own list", "压缩包自带哈希清单"), str(len(files)), str(len(told)))
    if evidence is not None:
        yield Check("zip", name, files == dict(evidence), Text2("the same files as evidence/", "与 evidence/ 内文件一致"), str(len(files)), str(len(evidence)))
        return
    limits = manifest["limits"] if manifest else _limits_of(comment)
    if limits is None:
        yield Check("limit", name, True, Text2("limits not checked: the archive does not say for which platform it is", "未检查限制：压缩包未注明所属平台"))
        return
    yield from _limits(limits, files, len(content))
    yield from _names(files)
    if manifest is not None:
        listed = {e["path"].removeprefix("evidence/"): e for e in manifest["files"] if e["path"].startswith("evidence/")}
        for file, data in files.items():
            digest = hashlib.sha256(data).hexdigest()
            right = listed.get(file, {}).get("sha256", "")
            yield Check("hash", f"{name}/{file}", digest == right, Text2("SHA-256", "SHA-256"), f"{digest[:16]}…", f"{right[:16]}…")
    for file, data in files.items():
        level = _claimed(data) if data[:1024].find(b"%PDF-") >= 0 else ""
        if level:
            yield _level(f"{name}/{file}", data, level)


def _unpacked(content: bytes) -> tuple[dict[str, bytes], str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entries = source.infolist()
        if len(entries) > 2_000 or sum(e.file_size for e in entries) > MOST_BYTES:
            raise ValueError("too large")
        strange = [e.filename for e in entries if not _NAME.fullmatch(e.filename)]
        files = {e.filename: source.read(e) for e in entries}
        if len(files) != len(entries):
            strange.append("two entries of one name")
        return files, source.comment.decode("utf-8", "replace"), strange


def _limits_of(comment: str) -> Mapping[str, Any] | None:
    """The limits of the platform that the archive's comment names, from the shipped pack."""
    from appealdocs.errors import AppealdocsError
    from appealdocs.packs import load_pack
    from appealdocs.workspace import Workspace

    match = re.match(r"appealdocs \S+; ([a-z-]+)(?:/([a-z]+))? ", comment)
    if match is None:
        return None
    try:
        return as_data(bounds(load_pack(match[1], Workspace(), match[2] or "")))
    except AppealdocsError:
        return None  # a procedure of somebody's own workspace


def _claimed(content: bytes) -> str:
    import pikepdf

    try:
        return archival.claimed(content)
    except pikepdf.PdfError:
        return ""


def _level(name: str, content: bytes, level: str) -> Check:
    verdict = archival.validate(content, level)
    return Check("pdfa", name, verdict.passed, Text2(f"PDF/A-{level} by {verdict.validator}", f"PDF/A-{level}（{verdict.validator}）"), verdict.said, level)


def _levels(manifest: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Each PDF that claims a PDF/A level, validated again; a claim that the manifest makes must be in the file."""
    import pikepdf

    for entry in manifest["files"]:
        content = data.get(entry["path"])
        if content is None or not entry["path"].endswith(".pdf"):
            continue
        claimed, promised = _claimed(content), entry.get("pdfa", "")
        if promised and claimed != promised:
            yield Check("pdfa", entry["path"], False, Text2("PDF/A level", "PDF/A 级别"), claimed or "none", promised)
        elif promised:
            try:
                yield _level(entry["path"], content, promised)
            except pikepdf.PdfError as error:
                yield Check("pdfa", entry["path"], False, Text2("PDF/A level", "PDF/A 级别"), type(error).__name__, promised)


def _originals(manifest: Mapping[str, Any], folder: Path) -> Iterator[Check]:
    """Where the case folder lies above: each original is still the file that was packed."""
    if not (folder.parent / "case.yaml").is_file():
        return
    case = CaseFolder(folder.parent)
    for source in manifest["evidence"]:
        try:
            path = case.inside(source["file"])
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except (OSError, BadInput):
            digest = ""
        yield Check("original", source["file"], digest == source["sha256"], Text2("the original is unchanged", "原件未变"), f"{digest[:16]}…", f"{source['sha256'][:16]}…")


def _made(manifest: Mapping[str, Any], now: datetime) -> Check:
    made = datetime.fromisoformat(manifest["made"])
    hours = (now - made).total_seconds() / 3600
    return Check("manifest", "manifest.json", hours > -24, Text2("made", "生成时间"), manifest["made"], now.isoformat(timespec="seconds"))
