"""Is each file there, whole, what its name says, and harmless?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.forms import refuses_formats, unopened
from appealdocs.model import troubles
from appealdocs.model.finding import Where
from appealdocs.model.reading import Reading, Trouble
from appealdocs.model.text import Text2

_PASSIVE: Final = ("ocr-missing",)
"""Troubles of the reader, not of the file."""
_ORDER: Final = (
    "escapes", "missing", "empty", "encrypted", "wrong-type", "truncated", "bomb", "too-many-pixels", "too-large", "too-many-pages",
    "timeout", "unreadable", "macros", "javascript", "launch-action", "embedded-files", "external-links",
)  # fmt: skip
"""Which trouble of several is told as the file's: the one that explains the others."""


def file_sound(context: Context, params: Params) -> Iterator[Hit]:
    """One finding for each file with troubles; a missing OCR engine is a warning, told once."""
    unread: list[str] = []
    elsewhere = refuses_formats(context)
    for where, reading in _files(context):
        if elsewhere and unopened(reading) and reading.kind not in context.pack.packing.formats:
            continue  # the rule for formats says what this is
        active = [t for t in reading.troubles if t.kind not in _PASSIVE]
        if active:
            first = min(active, key=lambda t: _ORDER.index(t.kind) if t.kind in _ORDER else len(_ORDER))
            rest = [t for t in active if t.kind != first.kind]
            yield Hit(where, {"file": where.file, "detail": _detail(first), "also": _also(rest)}, first.kind)
        elif reading.troubles:
            unread.append(where.file)
    if unread:
        detail = troubles.detail(next(t for _, r in _files(context) for t in r.troubles if t.kind in _PASSIVE))
        values = {
            "file": unread[0],
            "files": Text2(", ".join(unread), "、".join(unread)),
            "detail": Text2(f" ({detail.en})", f"（{detail.zh}）") if detail.en else Text2("", ""),
            "also": Text2("", ""),
        }
        yield Hit(Where(file=unread[0]), values, "ocr-missing", "warning")


def _files(context: Context) -> Iterator[tuple[Where, Reading]]:
    """Each file that the case names, once, with the key that names it; unlisted files are not sent, so they do not matter."""
    case, readings = context.case, context.dossier.readings
    named = [(item.file, f"evidence[{i}].file") for i, item in context.evidence_of()]
    named += [(item.translation, f"evidence[{i}].translation") for i, item in context.evidence_of() if item.translation]
    named += [
        (getattr(case.seller, key), f"seller.{key}")
        for key in ("logo", "stamp", "signature")
        if getattr(case.seller, key)
    ]
    notice = case.notice or (context.dossier.notice.file if context.dossier.notice else "")
    named += [(notice, "notice")] if notice else []
    named += [(case.rejection.file, "rejection.file")] if case.rejection and case.rejection.file else []
    told: set[str] = set()
    for file, field in named:
        reading = readings.get(file)
        if reading is not None and file not in told:
            told.add(file)
            yield Where(file=file, field=field, line=context.line(field)), reading


def _detail(trouble: Trouble) -> Text2:
    words = troubles.detail(trouble)
    return Text2(f": {words.en}", f"：{words.zh}") if trouble.detail else Text2("", "")


def _also(others: list[Trouble]) -> Text2:
    if not others:
        return Text2("", "")
    kinds = [troubles.kind(t) for t in {t.kind: t for t in others}.values()]
    return Text2(f" (also: {', '.join(k.en for k in kinds)})", f"（另有：{'、'.join(k.zh for k in kinds)}）")
