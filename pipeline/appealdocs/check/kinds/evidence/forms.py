"""The form in which the platform takes files: names, formats, sizes, number. The packer repairs most of it (contract, `check`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import IMAGES, name
from appealdocs.expressions import compiled
from appealdocs.model.case import Evidence
from appealdocs.model.reading import Reading
from appealdocs.model.text import Text2
from appealdocs.packs import load_rules

SAFE: Final = 0.95
"""Share of a limit that the packer fills: 10 MB may mean 10 million bytes or 10 x 1024 x 1024."""
PAGE_FLOOR: Final = 25_000
"""Bytes of a scanned page below which its small print is lost (A4, 100 dpi, JPEG)."""
VIDEO_FLOOR: Final = 20_000
"""Bytes of a second of video below which a label cannot be read (160 kbit/s, 480 lines)."""
_VIDEOS: Final = ("mp4", "mov", "avi", "webm")
_PAPERS: Final = ("pdf", *IMAGES)
_CLOSED: Final = ("zip", "doc", "xls")
_KNOWN: Final = frozenset(
    ".pdf .jpg .jpeg .png .webp .heic .heif .gif .tif .tiff .bmp .mp4 .m4v .avi .mov .webm .docx .xlsx .csv .txt .htm .html".split()
)
_MEANINGLESS: Final = compiled(
    r"[\d _.()-]+|(?:screen ?shots?|untitled|new|doc|file|scan|img|image|pic|微信图片|微信截图|企业微信截图|qq图片|qq截图|截图|图片|文件|新建.*|扫描件?|"
    r"屏幕截图|снимок(?: экрана)?|без имени|скан)[\d _.:()-]*"
    r"|(?:photo|picture|document|dsc[nf]?|mmexport|wx_camera|照片|фото|документ|изображение)[ _.()-]*\d[\d _.:()-]*",
    re.IGNORECASE,
)
"""Names that cameras, chats and scanners give: 1.jpg, doc1.pdf, IMG_2041.jpg, 微信截图_20260311.png."""


def packed_names(context: Context, params: Params) -> Iterator[Hit]:
    """Names that say nothing are told each, the others once: the packer names every file by the pattern."""
    pattern = context.pack.packing.name
    told = False
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is not None and not reading.sound:
            continue
        needs_order = "{order}" in pattern and not context.case.orders and not item.order_ids
        if "{code}" in pattern and not item.code and not any(p.code for p in context.case.points):
            yield Hit(context.evidence_at(index), {"file": item.file, "pattern": pattern}, "code")
        elif _MEANINGLESS.fullmatch(PurePath(item.file).stem):
            yield Hit(
                context.evidence_at(index),
                {"file": item.file, "name": name(item), "pattern": pattern},
                "meaningless",
                "info",
            )
        elif not told:
            told = True
            unfit = [e.file for _, e in context.evidence_of() if not _MEANINGLESS.fullmatch(PurePath(e.file).stem)]
            kind = "reference" if needs_order else "renamed"
            yield Hit(
                context.evidence_at(index), {"count": len(unfit), "file": item.file, "pattern": pattern}, kind, "info"
            )


def sizes(context: Context, params: Params) -> Iterator[Hit]:
    """A file over the limit is told; it is an error only where no recompression or split can help."""
    limit = context.pack.packing.max_file_bytes
    for index, item, reading in _whole(context):
        if reading.size_bytes <= limit:
            continue
        values = {"file": item.file, "size": _mb(reading.size_bytes), "limit": _mb(limit)}
        if reading.metadata.signatures:
            yield Hit(context.evidence_at(index), values, "signed")
        elif _floor(reading) > limit * SAFE and reading.kind in _VIDEOS:
            yield Hit(context.evidence_at(index), {**values, "floor": _mb(_floor(reading))}, "video")
        elif reading.kind not in (*_PAPERS, *_VIDEOS) and reading.kind not in context.pack.packing.convert:
            yield Hit(context.evidence_at(index), values, "fixed")
        else:
            yield Hit(context.evidence_at(index), values, severity="info")


def pdf_level(context: Context, params: Params) -> Iterator[Hit]:
    """Where the platform asks for PDF/A: PDFs of others that cannot be brought there as they are."""
    level = context.pack.packing.pdfa
    if not level:
        return
    for index, item, reading in _whole(context):
        if reading.kind == "pdf" and reading.metadata.signatures:
            values = {"file": item.file, "level": f"PDF/A-{level}", "signatures": reading.metadata.signatures}
            yield Hit(context.evidence_at(index), values, severity="info")


def total_size(context: Context, params: Params) -> Iterator[Hit]:
    """The evidence together is within the platform's limit, or can be brought there."""
    limit = context.pack.packing.max_total_bytes
    if limit is None:
        return
    files = _once(context)
    total = sum(r.size_bytes for _, _, r in files)
    if total <= limit * SAFE:
        return
    floor = sum(_floor(r) for _, _, r in files)
    largest = sorted(files, key=lambda f: -f[2].size_bytes)[:3]
    room = ", ".join(f"{name(item)} {_mb(reading.size_bytes)}" for _, item, reading in largest)
    values = {"size": _mb(total), "limit": _mb(limit), "files": room, "floor": _mb(floor)}
    where = context.evidence_at(largest[0][0])
    yield Hit(where, values, "too-much") if floor > limit * SAFE else Hit(where, values, severity="info")


def file_count(context: Context, params: Params) -> Iterator[Hit]:
    """The number of files, after merging, and their size together; papers can be merged into one PDF, videos cannot."""
    most = context.pack.packing.max_files
    if most is not None:
        files = _once(context)
        videos = [f for f in files if f[2].kind in _VIDEOS]
        fixed = [f for f in files if f[2].kind not in _VIDEOS and f[2].metadata.signatures]
        least = len(videos) + len(fixed) + (1 if len(files) > len(videos) + len(fixed) else 0)
        if least > most:
            yield Hit(
                context.at("evidence"),
                {"count": least, "limit": most, "videos": len(videos), "signed": len(fixed)},
                "count",
            )
    if params.get("total"):
        yield from total_size(context, params)


def formats(context: Context, params: Params) -> Iterator[Hit]:
    """Each file has a format that the platform takes, or one that the packer turns into it. Pictures are converted without a word;
    `told` names kinds whose conversion a person should look at."""
    packing = context.pack.packing
    taken = _either(packing.formats)
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is None or not (reading.sound or unopened(reading)) or reading.kind in packing.formats:
            continue
        target = packing.convert.get(reading.kind)
        kind = (
            reading.kind.upper() if reading.kind != "unknown" else PurePath(item.file).suffix.lstrip(".").upper() or "?"
        )
        values = {"file": item.file, "kind": kind, "taken": taken, "target": (target or "").upper()}
        if target is None:
            yield Hit(context.evidence_at(index), values, "refused")
        elif reading.kind in params.get("told", ()):
            yield Hit(context.evidence_at(index), values, severity="info")
    if params.get("sizes"):
        yield from _oversize(context)
    if params.get("count"):
        yield from file_count(context, {})


def unopened(reading: Reading) -> bool:
    """Whether a file is sound as far as one can see, but of a kind that nobody here opens: archives, old office files, RAR, WMV."""
    if [t.kind for t in reading.troubles] != ["unreadable"]:
        return False
    return reading.kind in _CLOSED or (
        reading.kind == "unknown" and PurePath(reading.path).suffix.lower() not in _KNOWN
    )


def refuses_formats(context: Context) -> bool:
    """Whether the procedure has a rule of its own for formats that the platform does not take."""
    return any(rule.kind == "file-format" for rule in load_rules(context.pack.procedure, context.workspace))


def _oversize(context: Context) -> Iterator[Hit]:
    limit = context.pack.packing.max_file_bytes
    for index, item, reading in _whole(context):
        if limit < reading.size_bytes and reading.kind in (
            *context.pack.packing.formats,
            *context.pack.packing.convert,
        ):
            severity = "" if reading.metadata.signatures else "info"
            yield Hit(
                context.evidence_at(index),
                {"file": item.file, "size": _mb(reading.size_bytes), "limit": _mb(limit)},
                "size",
                severity,
            )


def _whole(context: Context) -> Iterator[tuple[int, Evidence, Reading]]:
    """Evidence that is a sound file; what is broken is told by common/evidence-file-sound alone."""
    for index, item in context.evidence_of():
        reading = context.reading(item)
        if reading is not None and reading.sound:
            yield index, item, reading


def _once(context: Context) -> Sequence[tuple[int, Evidence, Reading]]:
    """Each file once, and its translation with it; two pieces of evidence may name one file."""
    files = {item.file: (index, item, reading) for index, item, reading in reversed(list(_whole(context)))}
    for index, item in context.evidence_of():
        reading = context.dossier.readings.get(item.translation) if item.translation else None
        if reading is not None and reading.sound:
            files.setdefault(item.translation, (index, item, reading))
    return sorted(files.values(), key=lambda f: f[0])


def _floor(reading: Reading) -> int:
    """Bytes below which the packer cannot bring a file without making it unreadable."""
    if reading.metadata.signatures:
        return reading.size_bytes
    if reading.clip is not None:
        return min(reading.size_bytes, int(reading.clip.seconds * VIDEO_FLOOR))
    if reading.kind in _PAPERS:
        return min(reading.size_bytes, max(1, len(reading.pages)) * PAGE_FLOOR)
    return reading.size_bytes


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _either(kinds: Sequence[str]) -> Text2:
    listed = [k.upper() for k in kinds]
    return Text2(" or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed), "、".join(listed))
