"""ZIP archives with the same bytes on every machine: sorted, stored, no times, a list of hashes as the archive's comment."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

_MOST_COMMENT = 60_000


def archive(files: Mapping[str, bytes], title: str) -> bytes:
    """The archive. `title` is the first line of its comment; the hash of each file follows, so that the archive alone can be verified."""
    lines = [title, "SHA-256 of the files:", *(f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items()))]
    comment = "\n".join(lines).encode("ascii", "replace")
    return packed(files, comment if len(comment) <= _MOST_COMMENT else title.encode("ascii", "replace"), zipfile.ZIP_STORED)


def packed(files: Mapping[str, bytes], comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED, first: str = "") -> bytes:
    """A ZIP of these files in the order of their names (`first` before all others)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=9) as target:
        for name in sorted(files, key=lambda n: (n != first, n)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, files[name])
        target.comment = comment
    return out.getvalue()
