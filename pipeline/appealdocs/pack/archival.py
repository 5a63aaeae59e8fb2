"""PDF/A for the package's own PDFs (pikepdf.pdfa): what cannot be brought to the level page by page is carried over as pictures.

The validator knows 1b and 2b. For level A the pages get a tag tree (one figure a page, with its alternative text), text must map to
Unicode, and the file declares A: the validator then reports that declaration and nothing else (research/documents.md, finding 3).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from appealdocs.errors import RenderFailed
from appealdocs.model.text import Text2
from appealdocs.pack import pdf

if TYPE_CHECKING:
    import pikepdf

LEVEL_A: Final = {"1a": "ISO_19005_1:6.7.11-3", "2a": "ISO_19005_2:6.6.4-3", "3a": "ISO_19005_3:6.6.4-3"}
"""The one finding that may remain where level A is declared: 'conformance is A, expected B'."""
_REASONS: Final = (
    (r"not embedded|FontFile|FontDescriptor", Text2("a font is not embedded", "字体未嵌入")),
    (r"[Tt]ransparen|SMask|/ca\b|/CA\b|[Bb]lend", Text2("it has transparent parts", "含透明内容")),
    (r"ToUnicode", Text2("a font does not say which letters its shapes stand for", "字体未注明字形对应的文字")),
    (r"CMYK|OutputIntent|colou?r", Text2("its colours are of no profile that the level knows", "色彩未按该级别要求标定")),
    (r"LZW", Text2("it is packed in a way that the level forbids", "采用了该级别不允许的压缩方式")),
)
"""Patterns of a finding's words, and what they come to."""
_MARKS: Final = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator said of a file."""

    passed: bool
    validator: str
    said: str


def ready(data: bytes, level: str) -> tuple[bytes, tuple[int, ...], Text2 | None]:
    """The pages as they can stand in a PDF/A of this level, which of them (from 1) had to become pictures of themselves, and why."""
    why = _refused(data, level)
    if why is None:
        return data, (), None
    reasons = {n: found for n in range(pdf.count(data)) if (found := _refused(pdf.cut(data, n, n + 1), level)) is not None}
    refused = list(reasons) or list(range(pdf.count(data)))
    made = pdf.with_pictures(data, dict.fromkeys(refused, (pdf.COPY_DPI, pdf.COPY_QUALITY)))
    if _refused(made, level) is not None:
        made, refused = pdf.from_pictures(data, range(pdf.count(data))), list(range(pdf.count(data)))
    return made, tuple(n + 1 for n in refused), next(iter(reasons.values()), why)


def _refused(data: bytes, level: str) -> Text2 | None:
    """Why the pages would not pass in a file of ours; None if they would."""
    from pikepdf import pdfa

    with pdf.opened(data) as document:
        if level.endswith("a") and not all(_readable(page) for page in document.pages):
            return _reason("ToUnicode")
        flavour = _flavour(level)
        pdfa.prepare(document, flavour)
        report = pdfa.check(document, flavour)
        if report.passed:
            return None
        return _reason(str(next(iter(report.findings), "not checked")))


def _reason(said: str) -> Text2:
    """What a validator's finding comes to, for a person; its own words where they are not known here."""
    known = next((told for pattern, told in _REASONS if re.search(pattern, said)), None)
    if known is not None:
        return known
    plain = " ".join(said.split())[:120]
    return Text2(f"the validator says: {plain}", f"校验程序提示：{plain}")


def _flavour(level: str) -> Any:
    from pikepdf import pdfa

    return pdfa.Flavour(f"{level[0]}b")


def _readable(page: pikepdf.Page) -> bool:
    """Whether each font of a page says which letters its glyphs are (ISO 19005-1, 6.3.8)."""
    fonts: Any = page.resources.get("/Font", {})
    return all("/ToUnicode" in font or str(font.get("/Encoding", "")) in ("/WinAnsiEncoding", "/MacRomanEncoding")
               for font in fonts.values())


def tag(document: pikepdf.Pdf, texts: Sequence[str], lang: str) -> None:
    """Give each page one figure with its alternative text; tags that pages brought along belong to no tree and are taken out."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    figures, numbers = [], Array()
    for number, (page, text) in enumerate(zip(document.pages, texts, strict=True)):
        kept = [item for item in pikepdf.parse_content_stream(page) if str(item.operator) not in _MARKS]
        inner = pikepdf.unparse_content_stream(kept)
        page.Contents = document.make_stream(b"/Figure <</MCID 0>> BDC\nq\n" + inner + b"\nQ\nEMC")
        figure = document.make_indirect(Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=whole, Pg=page.obj, K=0, Alt=pikepdf.String(text),
        ))
        page.StructParents = number
        figures.append(figure)
        numbers.append(number)
        numbers.append(Array([figure]))
    whole.K = Array(figures)
    root.K = Array([whole])
    root.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(figures)
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.Lang = pikepdf.String(lang)


def finished(document: pikepdf.Pdf, level: str, now: datetime, name: str) -> tuple[bytes, Verdict]:
    """The file at its level, written and validated. Raises RenderFailed with the findings if the validator refuses it."""
    from pikepdf import pdfa

    flavour = _flavour(level)
    pdfa.prepare(document, flavour)
    packet = document.Root.Metadata.read_bytes()
    stamp = now.astimezone(UTC).replace(microsecond=0).isoformat().encode()
    packet = re.sub(rb"(<xmp:MetadataDate>)[^<]*(</)", rb"\g<1>" + stamp + rb"\g<2>", packet)
    if level.endswith("a"):
        packet = re.sub(rb"(<pdfaid:conformance>)B(</)", rb"\g<1>A\g<2>", packet)
    document.Root.Metadata.write(packet)
    data = pdf.written(document, **pdfa.resolve_save_kwargs(flavour, deterministic_id=True))
    verdict = validate(data, level)
    if not verdict.passed:
        raise RenderFailed(
            Text2(f"{name} cannot be brought to PDF/A-{level}: {verdict.said}", f"{name} 无法达到 PDF/A-{level}：{verdict.said}"),
            Text2("This is a defect of appealdocs: please report it.", "这是本工具的缺陷，请反馈。"),
        )
    return data, verdict


def validate(data: bytes, level: str) -> Verdict:
    """What pikepdf.pdfa says of a written file that claims `level` (1a, 1b, 2a ...)."""
    import pikepdf
    from pikepdf import pdfa

    report = pdfa.validate_written(io.BytesIO(data), _flavour(level))
    rules = [finding.rule for finding in report.findings]
    validator = f"pikepdf.pdfa {pikepdf.__version__}"
    if not rules and not level.endswith("a"):
        return Verdict(True, validator, f"{level}: passed")
    if level in LEVEL_A and rules == [LEVEL_A[level]]:
        return Verdict(True, validator, f"{level}: level A declared, level {level[0]}b checked, nothing else found")
    said = "; ".join(str(finding) for finding in report.findings[:5]) or "level A is not declared"
    return Verdict(False, validator, said)


def claimed(data: bytes) -> str:
    """The PDF/A level that a file claims in its metadata, '' for none."""
    with pdf.opened(data) as document:
        if "/Metadata" not in document.Root:
            return ""
        packet = document.Root.Metadata.read_bytes()
    part = re.search(rb"pdfaid:part(?:>|=['\"])(\d)", packet)
    conformance = re.search(rb"pdfaid:conformance(?:>|=['\"])([A-Za-z])", packet)
    return f"{part[1].decode()}{conformance[1].decode().lower()}" if part and conformance else ""
