"""Metadata of a picture: the program that wrote it, when it was taken, whether it says where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Metadata
from appealdocs.reading.pdf.metadata import software as xmp_software

if TYPE_CHECKING:
    from PIL.Image import Image

_SOFTWARE: Final = 0x0131
_CHANGED: Final = 0x0132
_ARTIST: Final = 0x013B
_MAKER: Final = (0x010F, 0x0110)
_DETAILS: Final = 0x8769
_TAKEN: Final = 0x9003
_OFFSET: Final = (0x9011, 0x9010)
_GPS: Final = 0x8825
_TIME: Final = compiled(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_LONGEST: Final = 300


def read(image: Image) -> Metadata:
    """What an opened picture says of itself. Times are ISO text, with offset where the file gives one."""
    tags = image.getexif()
    details: dict[int, Any] = dict(tags.get_ifd(_DETAILS)) if tags else {}
    offset = next((text for tag in _OFFSET if (text := _text(details.get(tag)))), "")
    programs = [_text(tags.get(_SOFTWARE)), _text(image.info.get("Software")), xmp_software(_packet(image))]
    if "photoshop" in image.info and not any("photoshop" in name.lower() for name in programs):
        programs.append("Adobe Photoshop")  # its resource block (APP13) stays when the names are taken out
    return Metadata(
        created=_text(image.info.get("Creation Time")),
        modified=_iso(_text(tags.get(_CHANGED)), ""),
        creator=" ".join(name for tag in _MAKER if (name := _text(tags.get(tag)))),
        software="; ".join(dict.fromkeys(name for name in programs if name))[:_LONGEST],
        author=_text(tags.get(_ARTIST)) or _text(image.info.get("Author")),
        exif_time=_iso(_text(details.get(_TAKEN)), offset),
        gps=bool(tags and tags.get_ifd(_GPS)),
    )


def _packet(image: Image) -> bytes:
    for key in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(key)
        if packet:
            return (packet.encode("utf-8", "replace") if isinstance(packet, str) else bytes(packet))[:1_000_000]
    return b""


def _iso(text: str, offset: str) -> str:
    found = _TIME.search(text)
    if not found:
        return ""
    year, month, day, hour, minute, second = found.groups()
    zone = offset if re.fullmatch(r"[+-]\d\d:\d\d", offset) else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return " ".join(text.replace("\0", " ").split())[:_LONGEST]
