"""A case full of hostile evidence, through `check` in English and Chinese: one finding each, bounded time and memory, the rest goes on.
Then links, a file that changes while it is read, and `finalize`: refused by name, or a package in which nothing acts.

    python benchmarks/hostile.py [--only NAME] [--keep FOLDER] [--quick]

The zoo is made on the spot. Each file is evidence of one case, beside an honest PDF whose facts must still be read. Printed for
each: what was said of it, in both languages, and seconds it took alone; at the end the memory of the largest process.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ORDER = "NAEHF0061420317"
SECONDS = 60.0
"""Wall-clock bound of one file, on a machine that is busy with nothing else."""
MEGABYTES = 1_600.0
"""Memory in use (not address space) of the largest process."""
SAMPLES = Path(__file__).parents[1] / "samples"
WRITTEN = {
    "Aramex 已于": "On 8 October 2026 Aramex paid us a compensation of AED 260 (CN-2610-4471).",
    "交运前": "Before hand-over a second person checks the customs papers against checklist CL-07.",
}
"""What a person writes for the two Chinese sentences of the sample."""
ARMED = ("js.pdf", "launch.pdf", "carrier.pdf", "polyglot.pdf", "polyglot.jpg", "cropped.png", "laughing-forms.pdf", "notes.pdf", "bomb.png", "locked.pdf",
         "half.mp4", "new\nline.pdf", "rtl\u202efdp.exe.pdf")  # fmt: skip
"""Hostile files that are put into a package each by itself: what would act, what would burst."""
NOW = "2026-03-20T09:00:00+04:00"


def makers() -> Any:
    """The file makers of the reader's tests."""
    path = Path(__file__).parents[1] / "tests" / "reading" / "conftest.py"
    spec = importlib.util.spec_from_file_location("reading_makers", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Make


def _image(make: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    make.lines([f"Order ID|{ORDER}"], (700, 300)).save(out, kind, **options)
    return out.getvalue()


def _raw(make: Any, objects: list[bytes], end: bytes = b"") -> bytes:
    data: bytes = make.raw_pdf("raw.pdf", objects, end).read_bytes()
    return data


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<< " + head + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def pdfs(make: Any) -> Iterator[tuple[str, bytes]]:
    """PDFs that are locked, cut off, armed, endless, deep or packed to burst."""
    import pikepdf

    whole = make.pdf("whole.pdf", [f"Order ID|{ORDER}"], pages=4).read_bytes()
    for name, password in (("locked", "x"), ("rights", "")):
        with pikepdf.open(io.BytesIO(whole)) as pdf:
            out = io.BytesIO()
            pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="y", R=6))
            yield f"{name}.pdf", out.getvalue()
    for n in range(1, 20):
        yield f"cut{n:02}.pdf", whole[: len(whole) * n // 20]
    page = make.page_objects
    yield "js.pdf", _raw(make, page(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"))
    yield "launch.pdf", _raw(make, page(b"/OpenAction << /S /Launch /F (cmd.exe) >>"))
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pdf.attachments["malware.exe"] = b"MZ"
        out = io.BytesIO()
        pdf.save(out)
        yield "carrier.pdf", out.getvalue()
    many = page()
    many[1] = b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"
    yield "pages.pdf", _raw(make, many)
    many[1] = many[1].replace(b"/Count 100000", b"/Count 1")
    yield "pages-hidden.pdf", _raw(make, many)
    deep = page()
    deep[1] = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    deep += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (7 + i) for i in range(5_000)]
    yield "deep-tree.pdf", _raw(make, [*deep, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"])
    yield "deep-arrays.pdf", _raw(make, page(b"/Deep " + b"[" * 300_000 + b"]" * 300_000))
    yield "deep-dicts.pdf", _raw(make, page(b"/Deep " + b"<< /A " * 100_000 + b"0 " + b">> " * 100_000))
    for name, filling in (("bomb", b"0 0 m " * 60_000_000), ("slow", b"BT (x) Tj ET " * 3_000_000)):
        objects = page()
        objects[3] = _stream(b"/Filter /FlateDecode", zlib.compress(filling, 9))
        yield f"{name}.pdf", _raw(make, objects)
    packed = zlib.compress(b"6 0 " + b" " * 400_000_000 + b"<< /Type /Catalog >>", 9)
    yield "object-stream-bomb.pdf", _raw(make, [*page(), _stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed)])
    own = _stream(b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R /Filter /FlateDecode", zlib.compress(b"6 0 6 0 R"))
    yield "object-stream-circle.pdf", _raw(make, [*page(), own])
    for name, more in (
        ("huge-picture", b"/Width 90000 /Height 90000 /ColorSpace /DeviceRGB"),
        ("picture-mask-circle", b"/Width 300 /Height 300 /ColorSpace /DeviceRGB /SMask 6 0 R"),
    ):
        objects = page(content=b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        objects[2] = objects[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /Im0 6 0 R >>")
        data = zlib.compress(b"\x40" * 270_000)
        objects.append(_stream(b"/Type /XObject /Subtype /Image /BitsPerComponent 8 /Filter /FlateDecode " + more, data))
        yield f"{name}.pdf", _raw(make, objects)
    form = page(content=b"/Fm0 Do")
    form[2] = form[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /Fm0 6 0 R >>")
    form.append(_stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm0 6 0 R >> >>", b"/Fm0 Do /Fm0 Do"))
    yield "form-circle.pdf", _raw(make, form)
    yield "noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF"


def pictures(make: Any) -> Iterator[tuple[str, bytes]]:
    """Pictures that promise what no memory holds, that break off, that move, that are none."""
    from PIL import Image

    yield "bomb.png", make.png_header(100_000, 100_000)
    yield "bomb-packed.png", _png_bomb(14_000, 14_000)
    yield "under-bound.png", _png_bomb(9_900, 10_000)
    jpeg = _image(make, "JPEG")
    at = jpeg.index(b"\xff\xc0")
    yield "bomb.jpg", jpeg[: at + 5] + struct.pack(">HH", 65_000, 65_000) + jpeg[at + 9 :]
    gif = _image(make, "GIF")
    yield "bomb.gif", gif[:6] + struct.pack("<HH", 65_000, 65_000) + gif[10:]
    tiff = bytearray(_image(make, "TIFF"))
    for tag in (256, 257):
        place = tiff.index(struct.pack("<HH", tag, 4)) if struct.pack("<HH", tag, 4) in tiff else tiff.index(struct.pack("<HH", tag, 3))
        tiff[place : place + 12] = struct.pack("<HHII", tag, 4, 1, 2_000_000_000)
    yield "bomb.tiff", bytes(tiff)
    loop = bytearray(_image(make, "TIFF"))
    first = int.from_bytes(loop[4:8], "little")
    entries = int.from_bytes(loop[first : first + 2], "little")
    loop[first + 2 + 12 * entries :][:4] = b""
    loop[first + 2 + 12 * entries : first + 6 + 12 * entries] = struct.pack("<I", first)
    yield "loop.tiff", bytes(loop)
    webp = bytearray(b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f\0\0\0\0\0")
    yield "bomb.webp", bytes(webp)
    for kind, name in (("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("TIFF", "tiff")):
        data = _image(make, kind)
        yield f"half.{name}", data[: len(data) // 2]
    small = Image.new("L", (40, 40))
    out = io.BytesIO()
    frames = [small.point(lambda v, n=n: n % 256) for n in range(10_000)]
    small.save(out, "GIF", save_all=True, append_images=frames, duration=10)
    yield "film.gif", out.getvalue()
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[:400], compression="tiff_deflate")
    yield "pages.tiff", out.getvalue()
    yield "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "entities.svg", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'
    yield "broken.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\xff" * 4_000


def _png_bomb(width: int, height: int) -> bytes:
    """A PNG of one colour: a few hundred kilobytes that unpack to width * height * 3."""
    pack = zlib.compressobj(9)
    row = b"\0" * (1 + 3 * width)
    data = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()

    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def others(make: Any) -> Iterator[tuple[str, bytes]]:
    """Archives, office files, films, texts, nothing."""
    def zipped(entries: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        return out.getvalue()

    yield "slip.zip", zipped({"../../../../tmp/slipped": b"x"})
    yield "bomb.zip", zipped({f"{n}.bin": b"\0" * 50_000_000 for n in range(4)})
    inner = zipped({"a.txt": b"x" * 1_000_000})
    for _ in range(6):
        inner = zipped({f"{n}.zip": inner for n in range(10)})
    yield "nested.zip", inner
    types = {"[Content_Types].xml": b"<Types/>"}
    yield "bomb.docx", zipped({**types, "word/document.xml": b"<x>" + b" " * 300_000_000 + b"</x>"})
    yield "deep.docx", zipped({**types, "word/document.xml": b"<x>" * 2_000_000 + b"</x>" * 2_000_000})
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    yield "entity.docx", zipped({**types, "word/document.xml": entity})
    yield "bomb.xlsx", zipped({**types, "xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"<r>" + b" " * 300_000_000})
    yield "many.xlsx", zipped({**types, "xl/workbook.xml": b"<x/>", **{f"xl/{n}.xml": b"" for n in range(20_000)}})
    yield "wrong.pdf", _image(make, "PNG")
    yield "wrong.jpg", b"MZ" + os.urandom(3_000)
    yield "wrong.mp4", b"Dear Sir or Madam, here is the film."
    yield "empty.pdf", b""
    film = make.video("film.mp4").read_bytes()
    yield "half.mp4", film[: len(film) // 2]
    at = film.index(b"avc1") if b"avc1" in film else film.index(b"mp4v")
    yield "absurd.mp4", film[: at + 28] + struct.pack(">HH", 65_000, 65_000) + film[at + 32 :]
    at = film.index(b"mvhd")
    yield "endless.mp4", film[: at + 20] + b"\xff" * 4 + film[at + 24 :]
    yield "box-size.mp4", film[:4] + b"ftyp" + film[8:28] + b"\x7f\xff\xff\xff" + film[32:]
    yield "playlist.mp4", b"#EXTM3U\n#EXTINF:10\nfile:///etc/passwd\n"
    yield "long.txt", b"a line of text 12.5 kg\n" * 2_000_000
    yield "one-line.txt", b"A-1," * 5_000_000
    yield "one-line.csv", b'"' * 3_000_000


def fresh(make: Any) -> Iterator[tuple[str, bytes]]:
    """Kinds that the readers had not met when they were written: two files in one, lies about length, things that multiply."""
    from PIL import Image

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("malware.exe", b"MZ" + b"\x90" * 3_000)
    packed = out.getvalue()
    whole = make.pdf("whole.pdf", [f"Order ID|{ORDER}"]).read_bytes()
    png, jpeg = _image(make, "PNG"), _image(make, "JPEG")
    yield "polyglot.pdf", whole + packed
    yield "polyglot-inside.pdf", packed[:30] + whole + packed[30:]
    yield "polyglot.jpg", jpeg + packed
    yield "polyglot.png", png + packed
    yield "cropped.png", png + os.urandom(40_000)
    text = b"Comment\0\0" + zlib.compress(b" " * 300_000_000, 9)
    yield "ztxt.png", png[:33] + _chunk(b"zTXt", text) + png[33:]
    yield "iccp.png", png[:33] + _chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 300_000_000, 9)) + png[33:]
    small = Image.new("L", (16, 16))
    frames = [small.point(lambda v, n=n: n % 256) for n in range(256)] * 40
    out = io.BytesIO()
    small.save(out, "WEBP", save_all=True, append_images=frames[:10_000], duration=10, lossless=True, method=0)
    yield "film.webp", out.getvalue()
    yield "scans.jpg", _many_scans(make)
    film = bytearray(make.video("long.mp4").read_bytes())
    for box, places in ((b"mvhd", 20), (b"mdhd", 20), (b"tkhd", 24)):
        at = film.index(box)
        film[at + places : at + places + 4] = b"\x7f\xff\xff\xff"
    yield "lasting.mp4", bytes(film)
    film = bytearray(make.video("tracks.mp4").read_bytes())
    at = film.index(b"moov") - 4
    tracks = b"\0\0\0\x08trak" * 1_000_000
    size = int.from_bytes(film[at : at + 4], "big") + len(tracks)
    yield "tracks.mp4", bytes(film[:at]) + struct.pack(">I", size) + bytes(film[at + 4 :]) + tracks
    import pillow_heif

    pillow_heif.register_heif_opener()
    heic = _image(make, "HEIF")
    yield "half.heic", heic[: len(heic) // 2]
    yield from _fresh_pdfs(make)
    rows = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>' * 300_000
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet + rows + b"</sheetData></worksheet>")
    yield "far-cell.xlsx", out.getvalue()


def _fresh_pdfs(make: Any) -> Iterator[tuple[str, bytes]]:
    page = make.page_objects
    notes = page(page=b"/Annots [" + b"6 0 R " * 1_000_000 + b"]")
    yield "notes.pdf", _raw(make, [*notes, b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"])
    laughs = page(content=b"/F0 Do")
    laughs[2] = laughs[2].replace(b"/Font << /F1 5 0 R >>", b"/XObject << /F0 6 0 R >>")
    for level in range(10):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F%d %d 0 R >> >>" % (level + 1, 7 + level)
        laughs.append(_stream(head, b"/F%d Do " % (level + 1) * 10))
    laughs.append(_stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 1 1 re f"))
    yield "laughing-forms.pdf", _raw(make, laughs)
    circle = page()
    circle[1] = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    yield "kids-circle.pdf", _raw(make, circle)
    cmap = b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange endcmap"
    font = page()
    font[4] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    yield "cmap.pdf", _raw(make, [*font, _stream(b"", cmap)])
    laugh = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)) + b"]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&m;</x:xmpmeta>"  # fmt: skip
    yield "laughing-xmp.pdf", _raw(make, [*page(b"/Metadata 6 0 R"), _stream(b"/Type /Metadata /Subtype /XML", laugh)])
    data = make.pdf("prev.pdf", [f"Order ID|{ORDER}"]).read_bytes()
    at = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    yield "prev-circle.pdf", data.replace(b"/Size", b"/Prev %d /Size" % at, 1)
    yield "packed-catalog.pdf", _packed_catalog()


def _packed_catalog() -> bytes:
    """A PDF whose catalog lies in an object stream that unpacks to 400 MB."""
    head = b"1 0 2 36 3 90 "
    body = b"<< /Type /Catalog /Pages 2 0 R >>   << /Type /Pages /Kids [3 0 R] /Count 1 >>         << /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    packed = zlib.compress(head + body + b" " * 400_000_000, 9)
    data = b"%PDF-1.7\n"
    stream = len(data)
    data += b"4 0 obj\n" + _stream(b"/Type /ObjStm /N 3 /First %d /Filter /FlateDecode" % len(head), packed) + b"\nendobj\n"
    xref = len(data)
    rows = [b"\0" + struct.pack(">IH", 0, 65535), *(b"\x02" + struct.pack(">IH", 4, n) for n in range(3))]
    rows += [b"\x01" + struct.pack(">IH", stream, 0), b"\x01" + struct.pack(">IH", xref, 0)]
    data += b"5 0 obj\n" + _stream(b"/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R", b"".join(rows)) + b"\nendobj\n"
    return data + b"startxref\n%d\n%%%%EOF\n" % xref


def _many_scans(make: Any) -> bytes:
    """A progressive JPEG whose last scan comes 20,000 times."""
    out = io.BytesIO()
    make.lines([f"Order ID|{ORDER}"], (4_000, 3_000)).save(out, "JPEG", progressive=True, quality=60)
    data = out.getvalue()
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * 20_000 + data[-2:] if len(data[at:-2]) < 3_000 else data[:at] + data[at:-2] * (60_000_000 // len(data[at:-2])) + data[-2:]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


HARMLESS = {
    "absurd.mp4": "the size in its index lies; the film's own stream tells it", "endless.mp4": "the length of the whole lies; the track's own is taken",
    "lasting.mp4": "every declared length lies; that of its frames is taken", "loop.tiff": "a directory that points at itself is read once",
    "object-stream-bomb.pdf": "nothing points at the bomb: neither opened nor carried into a package",
    "object-stream-circle.pdf": "nothing points at the circle", "picture-mask-circle.pdf": "the mask of a mask is never asked for",
    "under-bound.png": "99 million white pixels are a large picture, no more", "laughing-xmp.pdf": "this metadata is never unfolded, and no package carries it",
    "prev-circle.pdf": "a table that was seen is not read again",
}  # fmt: skip
"""Oddities that come to nothing, and why: no finding is asked for, but what else the file shows must be read and packed."""
HONEST = frozenset({"cmyk.jpg", "deep.png", "palette.png", "turned.jpg", "two.tiff", "honest.pdf"})


def honest(make: Any) -> Iterator[tuple[str, bytes]]:
    """Unusual, but sound: no finding of a broken file, and their order number is read."""
    from PIL import Image

    shown = make.lines([f"Order ID|{ORDER}"], (700, 300))
    for name, kind, picture, options in (
        ("cmyk.jpg", "JPEG", shown.convert("CMYK"), {}),
        ("deep.png", "PNG", shown.convert("L").point(lambda v: v * 256, "I").convert("I;16"), {}),
        ("palette.png", "PNG", _see_through(shown), {"transparency": 0}),
        ("turned.jpg", "JPEG", shown.transpose(Image.Transpose.ROTATE_90), {"exif": _turned()}),
        ("two.tiff", "TIFF", shown, {"save_all": True, "append_images": [shown], "compression": "tiff_deflate"}),
    ):
        out = io.BytesIO()
        picture.save(out, kind, **options)
        yield name, out.getvalue()
    yield "honest.pdf", make.pdf("h.pdf", [f"Order ID|{ORDER}", "Delivered at|7 March 2026, 14:32 GST (GMT+4)"]).read_bytes()


def _see_through(shown: Any) -> Any:
    """Black writing on a transparent ground, whose colour beneath is black as well."""
    from PIL import Image

    picture = Image.new("P", shown.size, 0)
    picture.putpalette([0, 0, 0, 10, 10, 10])
    picture.paste(1, mask=shown.convert("L").point(lambda v: 255 if v < 128 else 0))
    return picture


def _turned() -> Any:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def odd_files(evidence: Path) -> list[str]:
    """What lies in a folder and is no plain file, or has a name that hurts."""
    os.mkfifo(evidence / "pipe.pdf")
    (evidence / "folder.pdf").mkdir()
    with (evidence / "sparse.pdf").open("wb") as file:
        file.truncate(300_000_000)
    with (evidence / "sparse.mp4").open("wb") as file:
        file.truncate(299_000_000)
    with (evidence / "sparse-10GB.pdf").open("wb") as file:
        file.truncate(10_000_000_000)
    for name in ("trailing .pdf", "nul.pdf", "x" * 240 + ".pdf", "a\u0301\u200b\u2028b.pdf"):
        (evidence / name).write_bytes(b"%PDF-1.4\n%%EOF")
    for name in ("new\nline.pdf", "rtl\u202efdp.exe.pdf", "dots..pdf", "-rf.pdf", "quote'\"`$(id).pdf", "%s%n.pdf"):
        (evidence / name).write_bytes(b"%PDF-1.4\n%%EOF")
    return sorted(p.name for p in evidence.iterdir())


def links(folder: Path) -> bool:
    """Links that lead out or in circles refuse the case whole (exit 2), before anything behind them is opened."""
    evidence = folder / "evidence"
    evidence.mkdir(parents=True)
    (folder.parent / "outside.pdf").write_bytes(b"%PDF-1.4 secret")
    for n in range(60):
        (evidence / f"chain{n}.pdf").symlink_to(f"chain{n + 1}.pdf")
    (evidence / "chain60.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    fine = True
    targets = {"out.pdf": "../../outside.pdf", "device.pdf": "/dev/zero", "loop.pdf": "loop.pdf", "folder": "..", "chain0.pdf": ""}
    for name, target in targets.items():
        if target:
            (evidence / name).symlink_to(target)
        case(folder, [name])
        found, seconds, status = checked(folder, "en")
        good = seconds < SECONDS and (status == 2 or (name.startswith(("chain", "folder")) and status == 1))
        fine &= good
        said = [f["message"] for f in found.get(f"evidence/{name}", []) if f["rule"] == "common/evidence-file-sound"]
        print("  " if good else "! ", f"link {name}: status {status}, {seconds:.1f} s", said)
        if target:
            (evidence / name).unlink()
    return fine


def case(folder: Path, names: list[str]) -> None:
    """case.yaml with every file as evidence."""
    import yaml

    evidence = [{"id": f"E{n}", "file": f"evidence/{name}", "type": "other", "order": ORDER} for n, name in enumerate(names, 1)]
    data = {
        "procedure": "noon-odr", "site": "noon.com/ae", "issue": "carrier-loss", "received": "2026-03-10T09:00:00+04:00",
        "seller": {"legal_name": "Shenzhen Lanting Co., Ltd.", "store": "Lanting"}, "orders": [{"id": ORDER}],
        "points": [{"title": "Loss", "problem": [{"en": "The parcel was lost.", "evidence": ["E1"]}]}], "evidence": evidence,
    }  # fmt: skip
    (folder / "case.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def checked(folder: Path, lang: str) -> tuple[dict[str, list[dict[str, Any]]], float, int]:
    """Findings by file, seconds, exit status."""
    began = time.perf_counter()
    done = subprocess.run(
        [str(Path(sys.executable).with_name("appealdocs")), "check", str(folder), "--format", "json", "--lang", lang, "--now", NOW],
        capture_output=True, text=True, check=False, env={**os.environ, "XDG_CACHE_HOME": str(folder.parent / f"cache-{lang}-{folder.name}")},
    )  # fmt: skip
    seconds = time.perf_counter() - began
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in json.loads(done.stdout).get("findings", []) if done.stdout else []:
        found.setdefault(finding["where"].get("file") or "", []).append(finding)
    if done.returncode not in (0, 1):
        print("status", done.returncode, done.stderr[-2_000:])
    return found, seconds, done.returncode


def bounded(evidence: Path, names: list[str]) -> bool:
    """Each file alone in a reading process that is warm: its seconds and its memory; whether all keep the bounds."""
    from appealdocs.reading import Expect, Pool, read

    kept, slowest, fullest = True, ("", 0.0), ("", 0.0)
    with Pool(1) as pool:
        for name in names:
            began = time.perf_counter()
            read(evidence / name, f"evidence/{name}", Expect(languages=("en",)), pool=pool)
            seconds, megabytes = time.perf_counter() - began, _peak()
            slowest, fullest = max(slowest, (name, seconds), key=lambda p: p[1]), max(fullest, (name, megabytes), key=lambda p: p[1])
            if seconds > SECONDS or megabytes > MEGABYTES:
                kept = False
                print(f"!  {name!r}: {seconds:.1f} s, {megabytes:.0f} MB")
    print(f"alone: slowest {slowest[0]} {slowest[1]:.1f} s (bound {SECONDS:.0f}), largest {fullest[0]} {fullest[1]:.0f} MB (bound {MEGABYTES:.0f})")
    return kept


def _peak() -> float:
    """Megabytes that the largest of our children has held since this was last asked (Linux)."""
    own, peak = str(os.getpid()), 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            if fields["PPid"].strip() == own and "VmHWM" in fields:
                peak = max(peak, int(fields["VmHWM"].split()[0]) / 1_000)
                (status.parent / "clear_refs").write_text("5")
        except OSError:
            continue  # ended meanwhile
    return peak


def finalized(folder: Path) -> tuple[int, str]:
    """Status and words of `finalize`."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("appealdocs")), "finalize", str(folder), "--lang", "en", "--by", "Wang Min", "--now", str(_sample_now())],
        capture_output=True, text=True, check=False, env={**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache-final")},
    )  # fmt: skip
    return done.returncode, done.stderr + done.stdout


def _sample_now() -> str:
    import yaml

    return str(yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))["noon-odr"])


def sample(folder: Path, files: dict[str, Path]) -> None:
    """The Noon sample, ready to be finalized, with more evidence."""
    import yaml

    shutil.copytree(SAMPLES / "noon-odr", folder, ignore=shutil.ignore_patterns("out", "review", "final", "*.lock", "journal.jsonl"))
    lines = []
    for line in (folder / "case.yaml").read_text(encoding="utf-8").split("\n"):
        lines.append(line)
        lines += [f"{line.split('- zh')[0]}  en: {json.dumps(words)}" for begin, words in WRITTEN.items() if f"- zh: {begin}" in line]
    data = yaml.safe_load("\n".join(lines))
    data["evidence"] += [{"id": f"E{900 + n}", "file": f"evidence/{name}", "type": "other"} for n, name in enumerate(files)]
    (folder / "case.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for name, path in files.items():
        shutil.copy(path, folder / "evidence" / name)


def packed(base: Path, evidence: Path, names: list[str]) -> bool:
    """`finalize`: one hostile file among honest ones refuses the package by name; the harmless ones go in, and nothing of them acts."""
    fine = True
    told = [name for name in names if name not in HARMLESS and name not in HONEST and (evidence / name).is_file()]
    for name in [n for n in told if n in ARMED]:
        folder = base / f"final-{told.index(name)}"
        sample(folder, {name: evidence / name})
        status, words = finalized(folder)
        good = status not in (0, 3) and f"evidence/{name}" in words and "Traceback" not in words and not (folder / "final").exists()
        fine &= good
        print("  " if good else "! ", f"finalize with {name}: status {status}", [line.strip() for line in words.splitlines() if name in line][:1])
    for name in [n for n in (*HARMLESS, *sorted(HONEST)) if n in names]:
        folder = base / f"final-{name}"
        sample(folder, {name: evidence / name})
        began = time.perf_counter()
        status, words = finalized(folder)
        acts = _acting(folder / "final") if status == 0 else []
        good = status == 0 and not acts
        refused = status != 0 and name in words and "Traceback" not in words
        fine &= good or refused
        print("  " if good or refused else "! ", f"finalize with {name}: status {status}, {time.perf_counter() - began:.1f} s", acts,
              [] if status == 0 else [line.strip() for line in words.splitlines() if name in line][:1])  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
    return fine


def _acting(final: Path) -> list[str]:
    """Files of the package in which our own reader finds anything at all, or that hold a script, an action or a file inside."""
    from appealdocs.reading import Item, read_all

    files = [p for p in sorted((final / "evidence").iterdir()) if p.is_file()]
    found = [f"{r.path}: {t.kind}" for r in read_all([Item(p, p.name) for p in files]) for t in r.troubles if t.kind != "ocr-missing"]
    import pikepdf

    for path in [p for p in files if p.suffix == ".pdf"]:
        with pikepdf.open(path) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    found += [f"{path.name}: {key}" for key in ("/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/OpenAction", "/AA", "/XFA") if key in thing]
                    found += [f"{path.name}: {thing['/S']}" for _ in (0,) if str(thing.get("/S", "")) in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")]
    return found


def changing(base: Path, make: Any) -> bool:
    """A file that grows while the case is checked: an honest reading of some moment or one clear finding, never a crash."""
    import threading

    folder = base / "changing"
    (folder / "evidence").mkdir(parents=True)
    whole = make.pdf("growing.pdf", [f"Order ID|{ORDER}"], pages=30).read_bytes()
    path, stop = folder / "evidence" / "growing.pdf", threading.Event()
    path.write_bytes(whole)

    def grow() -> None:
        while not stop.is_set():
            for end in (len(whole) // 2, len(whole)):
                path.write_bytes(whole[:end])
                time.sleep(0.003)

    case(folder, ["growing.pdf"])
    writer = threading.Thread(target=grow, daemon=True)
    writer.start()
    fine = True
    for _ in range(3):
        found, seconds, status = checked(folder, "en")
        said = [f["message"] for f in found.get("evidence/growing.pdf", []) if f["rule"] == "common/evidence-file-sound"]
        fine &= status in (0, 1) and len(said) <= 1
        print("  " if status in (0, 1) else "! ", f"a file that changes: status {status}, {seconds:.1f} s", said)
    stop.set()
    writer.join()
    return fine


def main() -> int:
    """Print the table; 1 if anything was out of bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--quick", action="store_true", help="leave the packages out")
    options = parser.parse_args()
    base = options.keep or Path(tempfile.mkdtemp(prefix="appealdocs-zoo-"))
    evidence = base / "zoo" / "evidence"
    evidence.mkdir(parents=True, exist_ok=True)
    (base / "make").mkdir(exist_ok=True)
    make = makers()(base / "make")
    for maker in (pdfs, pictures, others, fresh, honest):
        for name, data in maker(make):
            (evidence / name).write_bytes(data)
    odd_files(evidence)
    if options.only:
        for path in evidence.iterdir():
            if options.only not in path.name:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    names = sorted(p.name for p in evidence.iterdir())
    case(base / "zoo", names)
    english, seconds, status = checked(base / "zoo", "en")
    chinese, again, _ = checked(base / "zoo", "zh")
    bad = status not in (0, 1)
    for name in names:
        file = f"evidence/{name}"
        said = [f for f in english.get(file, []) if f["rule"] == "common/evidence-file-sound"]
        zh = [f["message"] for f in chinese.get(file, []) if f["rule"] == "common/evidence-file-sound"]
        fine = name in HARMLESS or ((not said) if name in HONEST else len(said) == 1 and len(zh) == 1)
        bad |= not fine
        print("  " if fine else "! ", repr(name), [f["message"] for f in said], zh)
    bad |= not bounded(evidence, names)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
    print(f"{len(names)} files, check {seconds:.1f} s in English, {again:.1f} s in Chinese, largest process {peak:.0f} MB")
    bad |= peak > MEGABYTES
    if not options.only:
        bad |= not links(base / "links" / "case")
        bad |= not changing(base, make)
    if not options.quick:
        bad |= not packed(base, evidence, names)
    if not options.keep:
        shutil.rmtree(base, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
