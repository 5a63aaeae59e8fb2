"""Metadata of a PDF: dates with zone, producer, creator, signature fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appealdocs.model.reading import Metadata

if TYPE_CHECKING:
    from pypdf import PdfReader

_DATE: Final = re.compile(
    r"D?:?\s*(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?\s*(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?"
)
_TOOL: Final = re.compile(
    rb"<(?:xmp|xap):CreatorTool(?:\s[^>]*)?>([^<]{1,200})<|(?:xmp|xap):CreatorTool=\"([^\"]{1,200})\""
)
_AGENT: Final = re.compile(rb"stEvt:softwareAgent(?:=\"([^\"]{1,200})\"|(?:\s[^>]*)?>([^<]{1,200})<)")
_XMP_BYTES: Final = 1_000_000
_LONGEST: Final = 300
_FIELDS: Final = 2_000


def iso(date: str) -> str:
    """A PDF date (ISO 32000-1, 7.9.4) as ISO text with its offset; "" if it is none. Missing parts are their smallest value."""
    found = _DATE.match(date.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, zulu, sign, zone_hour, zone_minute = found.groups()
    text = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    if zulu:
        return text + "+00:00"
    return text + (f"{sign}{zone_hour}:{zone_minute or '00'}" if sign else "")


def read(reader: PdfReader) -> Metadata:
    """What the information dictionary, the XMP packet and the form say. Raises what pypdf raises."""
    info: dict[str, Any] = dict(reader.metadata or {})
    fields, signed = signatures(reader)
    return Metadata(
        created=iso(_text(info.get("/CreationDate"))),
        modified=iso(_text(info.get("/ModDate"))),
        producer=_text(info.get("/Producer")),
        creator=_text(info.get("/Creator")),
        author=_text(info.get("/Author")),
        software=software(_packet(reader)),
        signature_fields=fields,
        signatures=signed,
    )


def software(packet: bytes) -> str:
    """Programs that an XMP packet names as makers or editors, each once, parted by '; '."""
    found = [a or b for pattern in (_TOOL, _AGENT) for a, b in pattern.findall(packet)]
    names = dict.fromkeys(name.decode("utf-8", "replace").strip() for name in found)
    return "; ".join(name for name in names if name)[:_LONGEST]


def _packet(reader: PdfReader) -> bytes:
    reference = reader.root_object.get("/Metadata")
    stream: Any = reference.get_object() if reference is not None else None
    return bytes(stream.get_data()[:_XMP_BYTES]) if hasattr(stream, "get_data") else b""


def signatures(reader: PdfReader) -> tuple[int, int]:
    """Signature fields of the form, and how many of them carry a signature."""
    form = reader.root_object.get("/AcroForm")
    form = form.get_object() if form is not None else None
    if not isinstance(form, dict):
        return 0, 0
    count = signed = 0
    waiting = list(form.get("/Fields") or [])
    for _ in range(_FIELDS):
        if not waiting:
            break
        field = waiting.pop().get_object()
        if not isinstance(field, dict):
            continue
        if field.get("/FT") == "/Sig":
            count += 1
            signed += 1 if field.get("/V") is not None else 0
        else:
            waiting.extend(field.get("/Kids") or [])
    return count, signed


def _text(value: Any) -> str:
    if value is None:
        return ""
    value = value.get_object() if hasattr(value, "get_object") else value
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(text.replace("\0", "").split())[:_LONGEST]
