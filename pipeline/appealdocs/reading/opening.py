"""Looks at a file from outside before anything parses it: is it a file, inside its folder, how large, what type, which hash."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from appealdocs.model.reading import FileKind, Trouble
from appealdocs.reading import limits
from appealdocs.reading.expect import Item
from appealdocs.reading.kinds import HEAD_BYTES, VIDEOS, is_drawing, promised, sniff

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """`stamp` (size, mtime in ns, inode) tells later whether the file changed while it was being read."""

    kind: FileKind
    size: int = 0
    sha256: str = ""
    troubles: tuple[Trouble, ...] = ()
    stamp: tuple[int, int, int] = (0, 0, 0)

    @property
    def readable(self) -> bool:
        """Whether it makes sense to parse the content: sound so far, or of a known type under a wrong name."""
        if not self.troubles:
            return True
        wrong_name = all(t.kind == "wrong-type" for t in self.troubles)
        return wrong_name and self.kind not in ("unknown", "missing", "empty", "zip", "doc", "xls")


def look(item: Item) -> Opened:
    """Everything that is known of a file without parsing it. Never raises for what the file is; never blocks on a pipe."""
    root = item.root if item.root is not None else _root(item)
    if leaves(item.path, root):
        return Opened("unknown", troubles=(Trouble("escapes", "a link leads out of the case folder"),))
    try:
        handle = os.open(item.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return Opened("missing", troubles=(Trouble("missing"),))
    except (OSError, ValueError) as error:
        return Opened("unknown", troubles=(Trouble("unreadable", _reason(error)),))
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            what = "a folder" if stat.S_ISDIR(info.st_mode) else "a device or pipe"
            return Opened("unknown", troubles=(Trouble("unreadable", f"{what}, not a file"),))
        return _content(handle, info, item)
    finally:
        os.close(handle)


def leaves(path: Path, root: Path | None) -> bool:
    """Whether `path` ends outside `root` once every link is followed."""
    if root is None:
        return False
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name with a NUL
        return True


def _root(item: Item) -> Path | None:
    """The case folder, where `path` is that folder plus `shown_as`; otherwise nothing is known of it."""
    parts = Path(item.shown_as).parts
    if parts and len(parts) < len(item.path.parts) and item.path.parts[-len(parts) :] == parts:
        return Path(*item.path.parts[: -len(parts)])
    return None


def _content(handle: int, info: os.stat_result, item: Item) -> Opened:
    size = info.st_size
    stamp = (size, info.st_mtime_ns, info.st_ino)
    if size == 0:
        return Opened("empty", 0, hashlib.sha256().hexdigest(), (Trouble("empty"),), stamp)
    if size > limits.FILE_BYTES:
        detail = f"{size / limits.MEGABYTE:.0f} MB, at most {limits.FILE_BYTES / limits.MEGABYTE:.0f} MB are read"
        return Opened("unknown", size, "", (Trouble("too-large", detail),), stamp)
    digest, head, tail = hashlib.sha256(), b"", b""
    while chunk := os.read(handle, _CHUNK):
        if len(head) < HEAD_BYTES:
            head += chunk[: HEAD_BYTES - len(head)]
        tail = (tail + chunk)[-HEAD_BYTES:] if len(chunk) < HEAD_BYTES else chunk[-HEAD_BYTES:]
        digest.update(chunk)
    if not head:  # emptied since its size was taken
        return Opened("empty", 0, digest.hexdigest(), (Trouble("empty"),), stamp)
    names = _zip_names(item.path) if head.startswith(b"PK") else frozenset()
    kind = sniff(head, tail, item.shown_as, names or frozenset())
    troubles = _first_troubles(kind, size, item)
    if kind == "unknown" and is_drawing(head):
        troubles = (Trouble("unreadable", "an SVG drawing; save it as PNG or PDF"),)
    if names is None:
        kind, troubles = (
            _broken_zip(head, item),
            (Trouble("truncated", "the directory at the end of the file is missing"),),
        )
    elif kind in ("doc", "xls") and _mentions(item.path, "EncryptedPackage".encode("utf-16-le")):
        troubles = (Trouble("encrypted", "an office file with a password"),)
    return Opened(kind, size, digest.hexdigest(), troubles, stamp)


def _broken_zip(head: bytes, item: Item) -> FileKind:
    wanted = promised(item.shown_as) & {"docx", "xlsx"}
    return next(iter(wanted)) if wanted and b"[Content_Types].xml" in head else "zip"


def _mentions(path: Path, word: bytes) -> bool:
    with path.open("rb") as file:
        return word in file.read(limits.DOCUMENT_BYTES)


def _first_troubles(kind: FileKind, size: int, item: Item) -> tuple[Trouble, ...]:
    wanted = promised(item.shown_as)
    if kind == "unknown":
        return (Trouble("wrong-type" if wanted else "unreadable", "content of no known type"),)
    if wanted and kind not in wanted:
        return (Trouble("wrong-type", f"named {Path(item.shown_as).suffix.lower()}, but its content is {kind}"),)
    if kind not in VIDEOS and size > limits.DOCUMENT_BYTES:
        detail = f"{size / limits.MEGABYTE:.0f} MB, at most {limits.DOCUMENT_BYTES / limits.MEGABYTE:.0f} MB are read"
        return (Trouble("too-large", detail),)
    return ()


def _zip_names(path: Path) -> frozenset[str] | None:
    """Entry names, only to tell an office file from another archive; None if the archive is broken."""
    import zipfile

    with path.open("rb") as file:
        if _directory_size(file.fileno()) > 10 * limits.MEGABYTE:
            return frozenset({"a directory too large to be an office file"})
        try:
            with zipfile.ZipFile(file) as archive:
                return frozenset(archive.namelist()[: limits.ZIP_ENTRIES])
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            return None


def _directory_size(handle: int) -> int:
    """Bytes of a ZIP's central directory, from its end record; zipfile would load all of it."""
    size = os.fstat(handle).st_size
    os.lseek(handle, max(0, size - 66_000), os.SEEK_SET)
    tail = os.read(handle, 66_000)
    os.lseek(handle, 0, os.SEEK_SET)
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if 0 <= at <= len(tail) - 22 else 0


def _reason(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else "a name that no file can have"
