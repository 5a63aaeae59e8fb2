"""A DOCX as a package of parts: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape as _escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_KINDS = {
    "word/styles.xml": ("styles", f"{_WORD}.styles+xml"),
    "word/settings.xml": ("settings", f"{_WORD}.settings+xml"),
    "word/fontTable.xml": ("fontTable", f"{_WORD}.fontTable+xml"),
    "word/numbering.xml": ("numbering", f"{_WORD}.numbering+xml"),
    "word/header1.xml": ("header", f"{_WORD}.header+xml"),
    "word/footer1.xml": ("footer", f"{_WORD}.footer+xml"),
    "word/theme/theme1.xml": ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
}


def escape(text: str) -> str:
    """Text for an element or an attribute."""
    return _escape(text, {'"': "&quot;"})


def settings(language: str) -> str:
    """word/settings.xml: hyphenation as in the PDF, Word's current layout (no compatibility mode), languages."""
    return HEAD + (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:autoHyphenation/>'
        '<w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}" w:eastAsia="zh-CN"/></w:settings>'
    )


def package(parts: Mapping[str, str | bytes], *, title: str, author: str, subject: str, language: str, now: datetime) -> bytes:
    """The file. `parts` by name must hold word/document.xml; relationships, types and properties are made here.

    Relationship ids are `r` and the part's name without folder and suffix (`rheader1`, `rlogo`); none is external.
    """
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    media = [name for name in parts if name.startswith("word/media/")]
    known = [name for name in parts if name in _KINDS]
    whole = {
        "[Content_Types].xml": HEAD + f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{_KINDS[name][1]}"/>' for name in sorted(known))
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
        "_rels/.rels": HEAD + f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="r2" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/><Relationship Id="r3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": HEAD + f'<Relationships xmlns="{_RELS}">'
        + "".join(_relation(name, _KINDS[name][0]) for name in sorted(known))
        + "".join(_relation(name, "image") for name in sorted(media)) + "</Relationships>",
        "docProps/core.xml": HEAD
        + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>",
        "docProps/app.xml": HEAD
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>appealdocs</Application></Properties>",
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(whole, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 0, 0
            data = whole[name]
            plain = data.encode() if isinstance(data, str) else data
            archive.writestr(info, plain, zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relation_id(name: str) -> str:
    return "r" + name.rsplit("/", 1)[-1].split(".")[0]


def _relation(name: str, kind: str) -> str:
    return f'<Relationship Id="{relation_id(name)}" Type="{R}/{kind}" Target="{name.removeprefix("word/")}"/>'
