"""Cleans a PDF that Typst wrote, sets its PDF/A level and validates what was written (pikepdf.pdfa).

The validator knows levels 1b and 2b. Level A is Typst's own check at compile time (tags, alternative texts, Unicode); the
file declares it, and the validator may then report that declaration and nothing else (research/documents.md, finding 3).
The identifier of PDF/UA-1 is left out of the metadata: Typst enforces UA-1 while it compiles, but the validator refuses the
XMP extension schema that PDF/A asks for beside that identifier.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2

if TYPE_CHECKING:
    import pikepdf

KNOWN = {"1a": "ISO_19005_1:6.7.11-3", "2a": "ISO_19005_2:6.6.4-3"}
"""The one finding that may remain: 'conformance is A, expected B'."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A validated PDF: which validator looked, and what it said in one line."""

    data: bytes
    validator: str
    verdict: str


def archive(pdf: bytes, level: Literal["1a", "2a"], now: datetime, *, validate: bool = True) -> Archived:
    """The cleaned file. Raises RenderFailed with the findings if the validator reports more than the one known one.

    Not asked to `validate`, it sets the same level in the same way; a draft, which nobody files, does without the look back.
    """
    import pikepdf
    from pikepdf import pdfa

    flavour = pdfa.Flavour(f"{level[0]}b")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if level != "1a":
            _drop_cidsets(document)
        _straighten_bookmarks(document)
        pdfa.prepare(document, flavour)
        _declare(document, now)
        out = io.BytesIO()
        document.save(out, **pdfa.resolve_save_kwargs(flavour, deterministic_id=True))
    if not validate:
        return Archived(out.getvalue(), "", "")
    report = pdfa.validate_written(io.BytesIO(out.getvalue()), flavour)
    rules = [finding.rule for finding in report.findings]
    validator = f"pikepdf.pdfa {pikepdf.__version__}"
    if rules != [KNOWN[level]]:
        said = "; ".join(str(finding) for finding in report.findings[:5]) or "no finding where one was expected"
        raise RenderFailed(
            Text2(f"{validator} refuses the PDF for {level}: {said}", f"{validator} 不接受该 PDF（{level}）：{said}"),
            Text2("This is a defect of appealdocs: please report it.", "这是本工具的缺陷，请反馈。"),
        )
    return Archived(out.getvalue(), validator, f"{level}: only {KNOWN[level]} (level A declared, the validator checks level B)")


def _drop_cidsets(document: pikepdf.Pdf) -> None:
    """/CIDSet is optional in parts 2 and 3, and the validator cannot check it."""
    import pikepdf

    seen = set()
    for page in document.pages:
        for _, font in page.resources.get("/Font", pikepdf.Dictionary()).items():
            if font.objgen in seen or "/DescendantFonts" not in font:
                continue
            seen.add(font.objgen)
            descriptor = font.DescendantFonts[0].FontDescriptor
            if "/CIDSet" in descriptor:
                del descriptor[pikepdf.Name.CIDSet]


def _straighten_bookmarks(document: pikepdf.Pdf) -> None:
    """Bookmarks point straight at their pages: the validator wants no indirect destination."""
    import pikepdf

    item = document.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")
    waiting = [item] if item is not None else []
    while waiting:
        item = waiting.pop()
        if "/Dest" in item:
            item.Dest = pikepdf.Array(list(item.Dest))
        waiting += [item[key] for key in ("/First", "/Next") if key in item]


def _declare(document: pikepdf.Pdf, now: datetime) -> None:
    """Level A, and the case's time where `prepare` wrote the clock's."""
    packet = document.Root.Metadata.read_bytes()
    stamp = now.astimezone(UTC).replace(microsecond=0).isoformat().encode()
    packet, dates = re.subn(rb"(<xmp:MetadataDate>)[^<]*(</)", rb"\g<1>" + stamp + rb"\g<2>", packet)
    packet, levels = re.subn(rb"(<pdfaid:conformance>)B(</)", rb"\g<1>A\g<2>", packet)
    assert dates == levels == 1, "pikepdf.pdfa writes its packet in another form"
    document.Root.Metadata.write(packet)
