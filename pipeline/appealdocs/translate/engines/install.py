"""Put a CTranslate2 model into the engine's folder: from a file or an address, verified by hash, nothing left half done."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from appealdocs.errors import BadInput, PartFailed, UsageError
from appealdocs.model.text import Text2

MAX_BYTES = 2_000_000_000
MAX_UNPACKED_BYTES = 4_000_000_000
MAX_FILES = 500
_CHUNK = 1 << 20


def install(pair: str, source: str, sha256: str, folder: Path) -> Path:
    """Install the archive `source` (a path or an https address; zip, `.argosmodel`) as `folder/pair` (`zh-en`).

    Returns the model's folder. Raises UsageError for a wrong pair or address, PartFailed where it cannot be fetched,
    BadInput if the hash differs or the archive holds no model; then nothing is changed.
    """
    if len(pair) != 5 or pair[2] != "-" or not pair.replace("-", "").isalpha():
        raise UsageError(Text2(f"'{pair}' is no pair such as zh-en", f"“{pair}”不是 zh-en 这样的语言对"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f".{pair}-") as temporary:
        archive = Path(temporary) / "archive"
        found = _fetch(source, archive)
        if found != sha256.lower().strip():
            raise BadInput(
                Text2(f"{source}: SHA-256 is {found}, not {sha256}", f"{source}：SHA-256 为 {found}，与 {sha256} 不符"),
                remedy=Text2("Do not use this file; fetch it again.", "请勿使用该文件；请重新下载。"),
            )
        model = _unpack(archive, Path(temporary) / "unpacked")
        target = folder / pair
        old = Path(temporary) / "old"
        if target.exists():
            target.rename(old)
        model.rename(target)
    return target


def _fetch(source: str, archive: Path) -> str:
    """Copy the source to `archive`. Returns its SHA-256."""
    digest = hashlib.sha256()
    try:
        with _opened(source) as stream, archive.open("wb") as out:
            size = 0
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise BadInput(Text2(f"{source} is larger than 2 GB", f"{source} 超过 2 GB"))
                digest.update(chunk)
                out.write(chunk)
    except OSError as error:
        raise PartFailed(
            Text2(f"{source} cannot be fetched: {error}", f"无法获取 {source}：{error}"),
            Text2("Fetch it on another machine and name the file.", "可在其他电脑下载后指定该文件。"),
        ) from error
    return digest.hexdigest()


def _opened(source: str) -> IO[bytes]:
    parts = urllib.parse.urlsplit(source)
    if parts.scheme in ("http", "ftp"):
        raise UsageError(Text2("only https addresses and files are taken", "仅支持 https 地址或本地文件"))
    if parts.scheme == "https":
        stream: IO[bytes] = urllib.request.urlopen(source, timeout=60)  # noqa: S310 (https alone)
        return stream
    return Path(source).expanduser().open("rb")


def _unpack(archive: Path, into: Path) -> Path:
    """Unpack a zip without leaving `into`; returns the folder that holds the model."""
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise BadInput(Text2("the archive is too large", "压缩包过大"))
            for entry in entries:
                path = PurePosixPath(entry.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts:
                    raise BadInput(Text2(f"the archive names {path}", f"压缩包含非法路径 {path}"))
                target = into / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(entry) as stream, target.open("wb") as out:
                    shutil.copyfileobj(stream, out, _CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
    except zipfile.BadZipFile as error:
        raise BadInput(Text2("not a zip archive", "不是 zip 压缩包")) from error
    found = next(into.rglob("model.bin"), None)
    if found is None:
        raise BadInput(Text2("the archive holds no CTranslate2 model (model.bin)", "压缩包中没有 CTranslate2 模型（model.bin）"))
    return found.parent.parent if found.parent.name == "model" else found.parent
