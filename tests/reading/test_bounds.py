"""A dozen of the worst files keep their bounds: processor seconds and memory of a reading process that opens them one after another."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealdocs.reading import Pool, read

SECONDS = 15.0
"""Processor time of the reading process; the slowest takes 8 (its limit)."""
MEGABYTES = 1_200.0

pytestmark = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="measured through /proc")


def stream(head: bytes, data: bytes) -> bytes:
    return b"<< " + head + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def page_of(make: Any, content: bytes) -> Path:
    objects = make.page_objects()
    objects[3] = stream(b"/Filter /FlateDecode", zlib.compress(content, 9))
    return Path(make.raw_pdf("a.pdf", objects))


def many_pages(make: Any) -> Path:
    objects = make.page_objects()
    objects[1] = b"<< /Type /Pages /Kids [" + b"3 0 R " * 90_000 + b"] /Count 1 >>"
    return Path(make.raw_pdf("a.pdf", objects))


def huge_map(make: Any) -> Path:
    ranges = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange endcmap"
    objects = make.page_objects()
    objects[4] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return Path(make.raw_pdf("a.pdf", [*objects, stream(b"", ranges)]))


def png_profile(make: Any) -> Path:
    body = b"p\0\0" + zlib.compress(b"\0" * 60_000_000, 9)
    data = make.picture("x.png", make.lines(["x"], (80, 60))).read_bytes()
    chunk = struct.pack(">I", len(body)) + b"iCCP" + body + struct.pack(">I", zlib.crc32(b"iCCP" + body))
    return Path(make.file("a.png", data[:33] + chunk + data[33:]))


def many_tracks(make: Any) -> Path:
    data = make.video("x.mp4", 1).read_bytes()
    at = data.index(b"moov") - 4
    tracks = b"\0\0\0\x08trak" * 200_000
    size = int.from_bytes(data[at : at + 4], "big") + len(tracks)
    return Path(make.file("a.mp4", data[:at] + struct.pack(">I", size) + data[at + 4 :] + tracks))


WORST: dict[str, tuple[str, Callable[[Any], Path]]] = {
    "page that unpacks": ("bomb", lambda m: page_of(m, b"0 0 m " * 25_000_000)),
    "endless operators": ("bomb", lambda m: page_of(m, b"BT (x) Tj ET " * 600_000)),
    "page tree": ("too-many-pages", many_pages),
    "dictionaries": ("bomb", lambda m: Path(m.raw_pdf("a.pdf", m.page_objects(b"/D " + b"<< /A " * 20_000 + b"0 " + b">> " * 20_000)))),
    "character map": ("bomb", huge_map),
    "notes": ("bomb", lambda m: Path(m.raw_pdf("a.pdf", [*m.page_objects(page=b"/Annots [" + b"6 0 R " * 700_000 + b"]"), b"<< /Type /Annot >>"]))),
    "pixels": ("too-many-pixels", lambda m: Path(m.file("a.png", m.png_header(100_000, 100_000)))),
    "profile": ("bomb", png_profile),
    "office": ("bomb", lambda m: Path(m.docx("a.docx", more={"word/media/a.bin": b"\0" * 120_000_000}))),
    "entities": ("bomb", lambda m: Path(m.zip("a.docx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'a'>]><x/>"}))),
    "text": ("too-large", lambda m: Path(m.file("a.txt", b"x" * 1_500_000))),
    "tracks": ("bomb", many_tracks),
}  # fmt: skip


@pytest.fixture(scope="module")
def single() -> Any:
    with Pool(1) as processes:
        yield processes


@pytest.mark.skipif(sys.platform != "linux", reason="measured through /proc")
@pytest.mark.parametrize("name", WORST)
def test_bounds(make: Any, single: Pool, name: str) -> None:
    kind, maker = WORST[name]
    path = maker(make)
    single.warm()
    (process,) = (p for p in Path("/proc").glob("[0-9]*") if _is_ours(p))
    (process / "clear_refs").write_text("5")
    before = _processor(process)
    reading = read(path, f"evidence/{path.name}", pool=single)
    assert [t.kind for t in reading.troubles][:1] == [kind], reading.troubles
    assert process.exists(), "the reading process died of it"
    assert _processor(process) - before < SECONDS
    assert _peak(process) < MEGABYTES


def _is_ours(process: Path) -> bool:
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        return int(fields[1]) == os.getpid() and b"reading.worker" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def _processor(process: Path) -> float:
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(process: Path) -> float:
    lines = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
    return int(lines["VmHWM"].split()[0]) / 1_000
