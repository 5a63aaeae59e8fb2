"""What `verify` reports: one thing that was looked at, and the looks that need no manifest (sizes, formats, names, pages, PDF/A)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from appealdocs.expressions import compiled
from appealdocs.model.text import Text2
from appealdocs.pack import archival, film, pdf
from appealdocs.reading.kinds import HEAD_BYTES, sniff

NAME: Final = compiled(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,119}")
_RESERVED: Final = compiled(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)", re.IGNORECASE)
_AGAIN: Final = Text2("Run 'appealdocs finalize' again, or take the file from the package that was kept.", "请重新运行 appealdocs finalize，或从留存的证据包中取回该文件。")
HELP: Final[Mapping[str, Text2]] = {
    "file": Text2("Nothing may be added to a package or taken out of it by hand: run 'appealdocs finalize' again.", "证据包内的文件不可手工增删：请重新运行 appealdocs finalize。"),
    "hash": Text2(f"The file is not the one that was packed. {_AGAIN.en}", f"该文件不是打包时的文件。{_AGAIN.zh}"),
    "limit": Text2("The portal would refuse it: run 'appealdocs finalize' again, which fits the files to the limits.", "平台会拒收：请重新运行 appealdocs finalize，由本工具压缩到限制以内。"),
    "name": Text2("Do not rename packed files: the letter names them.", "请勿改名：信函中列有这些文件名。"),
    "pages": Text2(f"A page or a part of the video is missing or was added. {_AGAIN.en}", f"页面或视频内容有缺失或增加。{_AGAIN.zh}"),
    "pdfa": Text2(f"Some program saved the PDF anew and broke its level. {_AGAIN.en}", f"该 PDF 被其他软件另存，级别已被破坏。{_AGAIN.zh}"),
    "zip": Text2(
        "evidence.zip and evidence/ must be as 'appealdocs finalize' wrote them: do not pack again, do not mix two packages; finalize again where in doubt.",
        "evidence.zip 与 evidence/ 须保持 appealdocs finalize 生成时的样子：不要重新压缩，不要混用两次的结果；拿不准时重新定稿。",
    ),
    "original": Text2("The evidence in the case folder changed after it was packed: check which is right, then finalize again.", "打包后案件文件夹中的证据有改动：请核对哪一份正确，再重新定稿。"),
    "manifest": Text2(f"The list of the package was changed by hand or belongs to another package. {_AGAIN.en}", f"清单被手工改动，或不属于此证据包。{_AGAIN.zh}"),
}
"""What to do where a check of this kind fails."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: measured value and bound in words ('' where there is no bound). `kind`: a key of HELP."""

    kind: str
    file: str
    ok: bool
    said: Text2
    measured: str = ""
    bound: str = ""

    @property
    def help(self) -> Text2:
        """What to do about it; nothing where it is as it should be."""
        return Text2("", "") if self.ok else HELP[self.kind]


def digest(content: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def short(hash: str) -> str:
    """A hash as it is shown: its first 16 digits."""
    return f"SHA-256 {hash[:16]}…" if hash else "–"


def amount(size: int) -> str:
    """A size with its unit."""
    return f"{size:,} bytes" if abs(size) < 10**15 else f"{size:.0e} bytes"


def limits(bounds: Mapping[str, Any], evidence: Mapping[str, bytes], zip_size: int) -> Iterator[Check]:
    """Every limit of the platform once more, on the files as they are."""
    for name, content in evidence.items():
        most = bounds["file_bytes"]
        yield Check("limit", f"evidence/{name}", len(content) <= most, Text2("size of a file", "单个文件大小"), amount(len(content)), amount(most))
        kind = sniff(content[:HEAD_BYTES], content[-HEAD_BYTES:], name)
        taken = kind in bounds["formats"]
        yield Check("limit", f"evidence/{name}", taken, Text2("format by its content", "按内容判断的格式"), kind, ", ".join(bounds["formats"]))
    if bounds["files"] is not None:
        yield Check("limit", "evidence/", len(evidence) <= bounds["files"], Text2("number of files", "文件数量"), str(len(evidence)), _number(bounds["files"]))
    if bounds["total_bytes"] is not None:
        total = zip_size if bounds["zip"] else sum(map(len, evidence.values()))
        what = "evidence.zip" if bounds["zip"] else "evidence/"
        yield Check("limit", what, total <= bounds["total_bytes"], Text2("size in all", "合计大小"), amount(total), amount(bounds["total_bytes"]))


def _number(value: int) -> str:
    return str(value) if abs(value) < 10**15 else f"{value:.0e}"


def names(evidence: Mapping[str, bytes]) -> Iterator[Check]:
    """Names that no file system and no portal trips over."""
    seen: set[str] = set()
    for name in evidence:
        good = bool(NAME.fullmatch(name)) and not _RESERVED.match(name) and name.lower() not in seen
        seen.add(name.lower())
        yield Check("name", f"evidence/{name}", good, Text2("a name that every system and portal takes", "各系统与后台均可接受的文件名"), name)


def contents(listed: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Pages and seconds of each file as the manifest says."""
    for entry in listed["files"]:
        content = data.get(entry["path"])
        if content is None:
            continue
        if "pages" in entry and entry["path"].endswith(".pdf"):
            counted = _parsed(pdf.count, content)
            found = "the PDF does not open" if counted is None else str(counted)
            yield Check("pages", entry["path"], counted == entry["pages"], Text2("pages", "页数"), found, _number(entry["pages"]))
        if "seconds" in entry:
            length = _parsed(film.seconds, content)
            found = "the video does not open" if length is None else f"{length:.1f}"
            right = length is not None and abs(length - entry["seconds"]) < 0.5
            yield Check("pages", entry["path"], right, Text2("seconds", "秒数"), found, f"{entry['seconds']:.1f}" if abs(entry["seconds"]) < 1e9 else "–")


def levels(listed: Mapping[str, Any], data: Mapping[str, bytes]) -> Iterator[Check]:
    """Each PDF that the manifest gives a PDF/A level, validated again."""
    for entry in listed["files"]:
        content, promised = data.get(entry["path"]), entry.get("pdfa", "")
        if content is None or not promised or not entry["path"].endswith(".pdf"):
            continue
        found = claimed(content)
        if found != promised:
            yield Check("pdfa", entry["path"], False, Text2("PDF/A level", "PDF/A 级别"), found or "none", promised)
        else:
            yield level(entry["path"], content, promised)


def claimed(content: bytes) -> str:
    """The PDF/A level that a file claims, '' for none and for what does not open."""
    return _parsed(archival.claimed, content) or ""


def level(name: str, content: bytes, promised: str) -> Check:
    """A file validated against the level that it claims."""
    try:
        verdict = archival.validate(content, promised)
    except Exception as error:  # a foreign file may raise anything out of a parser
        return Check("pdfa", name, False, Text2("PDF/A level", "PDF/A 级别"), type(error).__name__, promised)
    return Check("pdfa", name, verdict.passed, Text2(f"PDF/A-{promised} by {verdict.validator}", f"PDF/A-{promised}（{verdict.validator}）"), verdict.said, promised)


def _parsed(look: Any, content: bytes) -> Any:
    """What `look` makes of a file, None if it cannot."""
    try:
        return look(content)
    except Exception:  # a foreign file may raise anything out of a parser; the check that asked says that it does not open
        return None
