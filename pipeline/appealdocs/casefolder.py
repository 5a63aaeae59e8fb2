"""The case folder: the one module that knows its paths and writes to it (atomic, locked, journalled)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Busy, Fault, UsageError
from appealdocs.model.dossier import Record
from appealdocs.model.text import Text2


def write_atomic(path: Path, data: bytes, *, durable: bool = True, mode: int = 0o644) -> None:
    """Write a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.

    A file that need not be `durable` (it can be made anew) may be old or empty after the machine's power was cut, and costs a tenth.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
        if durable:
            _settle(path.parent)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _settle(folder: Path) -> None:
    """The names in a folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """Names inside one case folder."""

    root: Path

    @staticmethod
    def open(path: str | Path) -> CaseFolder:
        """The folder at `path`. Raises UsageError if it is no folder or has no case.yaml."""
        root = Path(path).absolute()
        if not root.is_dir():
            raise UsageError(Text2(f"{path} is no folder", f"{path} 不是文件夹"))
        if not (root / "case.yaml").is_file():
            raise UsageError(
                Text2(f"{path} has no case.yaml", f"{path} 中没有 case.yaml"),
                Text2("'appealdocs init PROCEDURE FOLDER' makes one.", "用“appealdocs init 程序 文件夹”新建。"),
            )
        return CaseFolder(root)

    @property
    def case_yaml(self) -> Path:
        return self.root / "case.yaml"

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def review(self) -> Path:
        return self.root / "review" / "letter.xlf"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def final(self) -> Path:
        return self.root / "final"

    @property
    def journal(self) -> Path:
        return self.root / "journal.jsonl"

    def inside(self, name: str, also: Path | None = None) -> Path:
        """The file that case.yaml names, resolved. Raises BadInput if it leaves the folder (or `also`, the workspace)."""
        path = (self.root / name).resolve()
        roots = [self.root.resolve()] + ([also.resolve()] if also else [])
        if Path(name).is_absolute() or not any(path.is_relative_to(root) for root in roots):
            raise BadInput(
                Text2("a path leaves the case folder", "路径超出了案件文件夹"),
                [Fault(Text2(f"'{name}' leaves the case folder", f"“{name}”超出了案件文件夹"), "case.yaml")],
            )
        return path

    @contextlib.contextmanager
    def locked(self, seconds: float = 30.0) -> Iterator[None]:
        """Hold the folder for writing; another process or thread waits up to `seconds`, then Busy is raised. One thread may
        hold it more than once (a step of a review inside a comparison)."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / ".appealdocs.lock", is_singleton=True)
        try:
            with lock.acquire(timeout=seconds):
                yield
        except Timeout as error:
            raise Busy(
                Text2(f"{self.root.name} is being written by another process", f"{self.root.name} 正被另一进程写入"),
                Text2("Wait until it has finished and run the command again.", "请等待其完成后重新运行。"),
            ) from error

    def append(self, kind: str, at: datetime, by: str = "", data: Mapping[str, Any] | None = None) -> None:
        """Append one line to the journal, whole or not at all (one O_APPEND write, fsync). `at` must be aware."""
        self.append_all([(kind, at, by, data or {})])

    def append_all(self, entries: Sequence[tuple[str, datetime, str, Mapping[str, Any]]]) -> None:
        """Append several lines (kind, aware time, by, data) to the journal in one write with one fsync."""
        if any(at.tzinfo is None for _, at, _, _ in entries):
            raise ValueError("journal times are aware")
        made = [{"at": at.isoformat(), "kind": kind, "by": by, "data": dict(data)} for kind, at, by, data in entries]
        lines = "".join(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n" for entry in made).encode()
        handle = os.open(self.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, (b"\n" if self._torn() else b"") + lines)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _torn(self) -> bool:
        """True if a kill left the last line of the journal without its line end."""
        with contextlib.suppress(FileNotFoundError, OSError), self.journal.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
        return False

    def records(self) -> tuple[Record, ...]:
        """The journal's entries, oldest first; a line torn by a kill is skipped."""
        try:
            lines = self.journal.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        records = []
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                records.append(
                    Record(entry["kind"], datetime.fromisoformat(entry["at"]), entry.get("by", ""), entry.get("data", {}))
                )
        return tuple(records)


def case_folders(root: Path) -> list[CaseFolder]:
    """Every case folder at or below `root`, sorted; a case folder's own subfolders and hidden folders are not searched."""
    if (root / "case.yaml").is_file():
        return [CaseFolder(root.absolute())]
    found: list[CaseFolder] = []
    for entry in sorted(root.iterdir()) if root.is_dir() else []:
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
            found.extend(case_folders(entry))
    return found
