"""Packs random evidence sets: none over a limit, no page lost, each package verified; then MB/s of packing.

    python benchmarks/pack.py [SETS] [SEED] [-v] [--odd]     60 sets by default, 1000 for the whole judgement (about 20 minutes on two idle cores)

`--odd`: sets of files that scanners, telephones and portals really make and converters stumble over (odd/__init__.py).

Files and limits are small so that limits bite.

The files are real (PDF, JPEG, PNG, HEIC, TIFF, MP4, AVI ...), read once by the real readers; every set draws from them, with limits,
formats, merging and PDF/A levels drawn at random. A page counts as there if a small rendering of it in the package looks like the original; where an original's text layer names the
order, the package's page must name it too, in its text layer or to a reader.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from appealdocs import pack
from appealdocs.model.case import Case
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.model.reading import Metadata, Reading
from appealdocs.pack import picture as pictures
from appealdocs.pack import raster, typeset
from appealdocs.packs import load_pack
from appealdocs.reading import Cache, Expect, Item, read_all
from appealdocs.reading.kinds import HEAD_BYTES, IMAGES, sniff
from appealdocs.workspace import Workspace

VERBOSE = "-v" in sys.argv
ODD = "--odd" in sys.argv
NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
ORDER = "61840275-0318-1"
SIDE = 48
"""Pixels of the small renderings that are compared."""
ALIKE = 26.0
"""Mean difference of brightness (0..255) below which two small renderings show the same page; other pages differ by 40 and more."""
TYPES = ("waybill", "tracking-page", "delivery-receipt", "outbound-record", "package-photo", "buyer-messages", "invoice", "sop", "other")


@dataclass(frozen=True)
class Stock:
    """Files to draw from: name, its reading, a small rendering of each page."""

    folder: Path
    readings: Mapping[str, Reading]
    faces: Mapping[str, tuple[bytes, ...]]
    named: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Pages (from 1) of each file on which a reader finds the order's number."""


# --- making the files -------------------------------------------------------------------------------------------------------------


def _scene(seed: int, size: tuple[int, int], text: str, noise: int = 60) -> Any:
    """A picture with large shapes of its own (so that pages can be told apart in small), noise and a line of text."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from appealdocs.resources import fonts

    rng = np.random.default_rng(seed)
    grid = rng.integers(0, 2, (4, 3), dtype=np.uint8) * 150 + 80
    base = np.kron(grid, np.ones((size[1] // 4 + 1, size[0] // 3 + 1), dtype=np.uint8))[: size[1], : size[0]].astype(np.int16)
    picture = np.clip(base[:, :, None] + rng.integers(-noise // 2, noise // 2 + 1, (size[1], size[0], 3)), 0, 255).astype(np.uint8)
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="black", width=4)  # where it ends can be seen in any rendering
    draw.rectangle((20, 20, size[0] - 20, 110), fill="white")
    draw.text((30, 36), text, fill="black", font=ImageFont.truetype(str(fonts() / "PTF75F.ttf"), 40))
    return image


def _jpeg(image: Any, quality: int = 85) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _saved(image: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _scan(seed: int, pages: int, size: tuple[int, int] = (827, 1169)) -> bytes:
    import img2pdf

    scenes = [_jpeg(_scene(seed * 100 + n, size, f"Order {ORDER} p{n + 1}")) for n in range(pages)]
    made: bytes = img2pdf.convert(scenes, layout_fun=img2pdf.get_layout_fun((595.28, 841.89)), nodate=True)
    return made


def _text(seed: int, pages: int) -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    rng = random.Random(seed)
    for n in range(pages):
        for row in range(4):
            for column in range(3):
                if rng.random() < 0.5:
                    canvas.setFillGray(0.35)
                    canvas.rect(column * 198, row * 210, 198, 210, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(3)
        canvas.rect(2, 2, 591, 837, stroke=1, fill=0)
        canvas.drawString(60, 800, f"Order {ORDER} page {n + 1} of record {seed}, 9 October 2026, 0.48 kg")
        if n == 0:
            canvas.drawImage(ImageReader(_scene(seed, (300, 300), "logo")), 400, 60, 120, 120)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _film(kind: str, codec: str, seconds: int, seed: int) -> bytes:
    import av
    import numpy as np

    out = io.BytesIO()
    container = av.open(out, "w", format=kind)
    stream = container.add_stream(codec, rate=10)
    stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 320, 240, "yuv420p", 400_000
    picture = np.asarray(_scene(seed, (320, 240), "SKU HY-1"))
    for n in range(seconds * 10):
        frame = av.VideoFrame.from_ndarray(np.roll(picture, n * 4, 1), format="rgb24")
        frame.pts, frame.time_base = n, Fraction(1, 10)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
    container.close()
    return out.getvalue()


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the stock."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    for n, (wide, high) in enumerate([(800, 600), (1200, 900), (1600, 1200), (600, 800), (2000, 1500)]):
        yield f"photo{n}.jpg", _jpeg(_scene(n, (wide, high), f"Order {ORDER}"))
    for n, noise in enumerate((0, 4, 20)):
        yield f"screen{n}.png", _saved(_scene(20 + n, (1000, 700), f"Order {ORDER}", noise), "PNG")
    yield "photo.webp", _saved(_scene(30, (900, 700), f"Order {ORDER}"), "WEBP")
    yield "photo.heic", _saved(_scene(31, (900, 700), f"Order {ORDER}"), "HEIF")
    yield "drawing.bmp", _saved(_scene(32, (300, 260), "x", 0), "BMP")
    yield "drawing.gif", _saved(_scene(33, (400, 300), "x", 0).quantize(32), "GIF")
    pages = [_scene(40 + n, (500, 700), f"Order {ORDER}", 30) for n in range(3)]
    yield "fax.tiff", _saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    for n, count in enumerate((1, 2, 3, 6)):
        yield f"scan{n}.pdf", _scan(50 + n, count)
    for n, count in enumerate((1, 2, 5, 12)):
        yield f"text{n}.pdf", _text(60 + n, count)
    yield "clip.mp4", _film("mp4", "libx264", 4, 70)
    yield "clip.avi", _film("avi", "mpeg4", 3, 71)
    yield "clip.mov", _film("mov", "libx264", 3, 72)
    yield "clip.webm", _film("matroska", "libvpx", 2, 73)


def some() -> Iterator[tuple[str, bytes]]:
    """A few of them, small: for the tests."""
    yield "photo0.jpg", _jpeg(_scene(1, (640, 480), f"Order {ORDER}"))
    yield "photo1.jpg", _jpeg(_scene(2, (800, 600), ""), 92)
    yield "screen.png", _saved(_scene(3, (700, 500), f"Order {ORDER}", 0), "PNG")
    yield "photo.webp", _saved(_scene(4, (500, 400), ""), "WEBP")
    pages = [_scene(40 + n, (300, 420), "", 10) for n in range(2)]
    yield "fax.tiff", _saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    yield "scan.pdf", _scan(50, 2, (620, 877))
    for n, count in enumerate((2, 5)):
        yield f"text{n}.pdf", _text(60 + n, count)
    yield "clip.mp4", _film("mp4", "libx264", 2, 70)
    yield "clip.avi", _film("avi", "mpeg4", 1, 71)


def stock(folder: Path, made: Iterator[tuple[str, bytes]] | None = None) -> Stock:
    """The files, written and read once."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made or files():
        (folder / name).write_bytes(data)
    names = sorted(p.name for p in folder.iterdir() if p.is_file())
    expect = Expect(languages=("en",), orders=(ORDER,))
    readings = read_all([Item(folder / n, n, expect, folder) for n in names], Cache(folder.parent / "cache"))
    found = {r.path: r for r in readings}
    # one that carries a signature: only the reader's word for it matters to the packer
    if "text1.pdf" in found:
        shutil.copyfile(folder / "text1.pdf", folder / "signed.pdf")
        found["signed.pdf"] = replace(found["text1.pdf"], path="signed.pdf", metadata=Metadata(signatures=1))
    unread = [f"{n}: {[t.kind for t in r.troubles]}" for n, r in found.items() if not r.sound]
    assert not unread, unread
    faces = {n: tuple(_faces((folder / n).read_bytes(), r.kind)) for n, r in found.items()}
    named = {n: frozenset(p.number for p in r.pages if _names_order(p.text)) for n, r in found.items()}
    return Stock(folder, found, faces, named)


def _names_order(text: str) -> bool:
    return ORDER in text.replace(" ", "").replace("\n", "")


def _faces(data: bytes, kind: str, labelled: bool = False) -> Iterator[bytes]:
    """A small grey rendering of each page; of a `labelled` one without the strip that the label is on."""
    if kind == "pdf":
        sizes = raster.sizes(data)
        for image, (wide, high) in zip(raster.rendered(data, range(len(sizes)), 20), sizes, strict=True):
            strip = typeset.strip(wide, high) / high * image.height if labelled else 0
            yield face(image.crop((0, 0, image.width, image.height - round(strip))))
    elif kind in IMAGES:
        for frame in pictures.frames(data, kind):  # type: ignore[arg-type]
            yield face(frame)


def face(image: Any) -> bytes:
    """The picture in small, in grey, whatever margins white paper gives it."""
    from PIL import Image, ImageChops

    grey = image.convert("L")
    box = ImageChops.invert(grey).point(lambda v: 255 if v > 25 else 0).getbbox()
    cut = grey.crop(box) if box else grey
    small: bytes = cut.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    return small


def odd_files() -> Iterator[tuple[str, bytes]]:
    """Files of the kinds that converters stumble over."""
    import odd

    return odd.files(ORDER, _scene)


# --- drawing sets -----------------------------------------------------------------------------------------------------------------


def dossier(rng: random.Random, folder: Path, goods: Stock) -> Dossier:
    """A case with random evidence and random limits."""
    procedure = rng.choice(["noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal", "performance-appeal"])
    base = load_pack(procedure, Workspace(), rng.choice(["amazon", "temu"]) if procedure == "performance-appeal" else "")
    names = [rng.choice(sorted(goods.readings)) for _ in range(rng.randint(1, 9))]
    evidence, readings = [], {}
    (folder / "evidence").mkdir(parents=True)
    for n, name in enumerate(names, 1):
        file = f"evidence/{n} {name}"
        shutil.copyfile(goods.folder / name, folder / file)
        readings[file] = replace(goods.readings[name], path=file)
        item: dict[str, Any] = {"id": f"E{n}", "file": file, "type": rng.choice(TYPES), "language": rng.choice(["en", "ru", ""])}
        if rng.random() < 0.7:
            item["order"] = rng.choice([ORDER, "112-7304518-2296637"])
        if procedure == "noon-deactivation" and rng.random() < 0.8:
            item["code"] = rng.choice(["DC-003", "DC-012"])
        evidence.append(item)
    changes: dict[str, Any] = {"max_file_bytes": round(10 ** rng.uniform(5.0, 6.3))}
    if rng.random() < 0.4:
        changes["max_total_bytes"] = round(changes["max_file_bytes"] * rng.uniform(1.5, 4))
    elif base.packing.max_total_bytes is not None:
        changes["max_total_bytes"] = changes["max_file_bytes"]
    if rng.random() < 0.5:
        changes["max_files"] = min(rng.randint(2, 7), base.packing.max_files or 7)  # verify knows what the platform takes
    if rng.random() < 0.3:
        changes["merge"] = rng.choice(["none", "order", "code", "type"])
    packing = base.packing.model_copy(update=changes)
    case = Case.model_validate({
        "procedure": procedure, "reference": "R-1", "evidence": evidence, "platform": "temu" if "pdf" not in base.packing.formats else None,
        "orders": [{"id": ORDER}, {"id": "112-7304518-2296637"}], "points": [{"code": "DC-003"}, {"code": "DC-012"}],
    })
    return Dossier(folder, case, base.model_copy(update={"packing": packing}), NOW, "UTC", readings=readings)


def letter_of(made: Dossier) -> Letter:
    """A letter with no words: the packer needs its language and segments."""
    return Letter(made.pack.language, "R-1", "", (), (), (), {})


# --- judging ----------------------------------------------------------------------------------------------------------------------


def faults(made: Dossier, package: pack.Package, goods: Stock, read: bool = False) -> list[str]:
    """Everything that is wrong with a package, found from outside. `read`: its pages are read again (slow)."""
    said = [f"{c.kind} {c.file}: {c.said.en} {c.measured} / {c.bound}" for c in pack.verify(package.path, NOW) if not c.ok]
    packing = made.pack.packing
    content = {p.name: p.read_bytes() for p in sorted((package.path / "evidence").iterdir())}
    sizes = {name: len(data) for name, data in content.items()}
    total = (package.path / "evidence.zip").stat().st_size if packing.zip else sum(sizes.values())
    said += [f"{name} has {size} bytes" for name, size in sizes.items() if size > packing.max_file_bytes * 0.95]
    if packing.max_total_bytes is not None and total > packing.max_total_bytes * 0.95:
        said.append(f"{total} bytes in all")
    if packing.max_files is not None and not packing.zip and len(sizes) > packing.max_files:
        said.append(f"{len(sizes)} files")
    kinds = {name: sniff(data[:HEAD_BYTES], data[-HEAD_BYTES:], name) for name, data in content.items()}
    said += [f"{name} is {kind}" for name, kind in kinds.items() if kind not in packing.formats]
    said += _lost(made, package, goods, content, kinds)
    return [*said, *_unread(package, goods)] if read else said


def _unread(package: pack.Package, goods: Stock) -> list[str]:
    """Pages on which the order's number was read before and is not read in the package (PDFs and pictures, not videos)."""
    wanted: list[tuple[str, int, str, int]] = []
    for source in package.manifest["evidence"]:
        if any("as pictures for PDF/A" in step or step in ("pdf -> jpeg", "pdf -> png") for step in source["steps"]):
            continue  # the text layer is gone for the platform's sake, and no reader reads a picture of a page that lies on its side
        pages = goods.named[source["file"].split(" ", 1)[1]]
        for place in source["packed"]:
            first, last = place.get("pages", (1, 0))
            at = place["at"][0] if "at" in place else first
            wanted += [(source["file"], n, place["file"].removeprefix("evidence/"), at + n - first) for n in range(first, last + 1) if n in pages]
    files = sorted({file for _, _, file, _ in wanted})
    expect = Expect(languages=("en",), orders=(ORDER,))
    folder = package.path / "evidence"
    read = {r.path: r for r in read_all([Item(folder / n, n, expect, folder) for n in files], Cache(goods.folder.parent / "cache"))}
    said = []
    for name, page, file, at in wanted:
        found = read[file].pages
        text = next((p.text for p in found if p.number == (at if len(found) > 1 else 1)), "")
        if not _names_order(text):
            said.append(f"{name} page {page}: the order is not read on page {at} of {file}")
    return said


def _lost(made: Dossier, package: pack.Package, goods: Stock, content: Mapping[str, bytes], kinds: Mapping[str, str]) -> list[str]:
    """Pages of the originals of which the package shows no likeness at the place that the manifest names."""
    labelled = made.pack.packing.label_pages
    faces = {name: list(_faces(data, kinds[name], labelled)) for name, data in content.items()}
    said = []
    sources = {s["exhibit"]: s for s in package.manifest["evidence"]}
    for _number, source in sources.items():
        if source["role"] == "twin":
            source = {**source, "packed": sources[source["same_as"]]["packed"]}
        wanted = goods.faces[source["file"].split(" ", 1)[1]]
        found: dict[int, bytes] = {}
        for place in source["packed"]:
            name = place["file"].removeprefix("evidence/")
            first, last = place.get("pages", (1, 0))
            at = place["at"][0] if "at" in place else first
            alone = len(faces[name]) == 1
            for page in range(first, last + 1):
                index = 0 if alone else at - 1 + page - first
                if index < len(faces[name]):
                    found[page] = faces[name][index]
        for page, face_ in enumerate(wanted, 1):
            if page not in found:
                said.append(f"{source['file']} page {page} is not in the package")
            elif _difference(face_, found[page]) > ALIKE:
                said.append(f"{source['file']} page {page} looks different ({_difference(face_, found[page]):.0f})")
        if not wanted and not source["packed"]:
            said.append(f"{source['file']} is not in the package")
    return said


def _difference(a: bytes, b: bytes) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


# --- running ----------------------------------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    packed: int = 0
    refused: int = 0
    lossy: int = 0
    bytes: int = 0
    seconds: float = 0.0


def _spent() -> float:
    """Seconds of processor time of this process and of its children, ended or alive."""
    own = os.times()
    total = own.user + own.system + own.children_user + own.children_system
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            try:
                values = Path(f"/proc/{child}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile, and counts among the ended ones
            total += sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def one(seed: int, goods: Stock, place: Path, outcome: Outcome, read: bool = False) -> list[str]:
    """Pack one set; its faults (none: as it should be, or refused with a reason)."""
    rng = random.Random(seed)
    folder = place / f"case{seed}"
    made = dossier(rng, folder, goods)
    began = _spent()
    plan = pack.plan(made)
    try:
        if plan.problems:
            outcome.refused += 1
            if VERBOSE:
                print(f"set {seed}: {[(p.why.en, p.help.en) for p in plan.problems]} {made.pack.packing}")
            return [] if all(p.why.en and p.help.en for p in plan.problems) else ["refused without a reason"]
        target = folder / "final"
        target.mkdir()
        package = pack.build(plan, made, letter_of(made), Report("R-1", made.pack.procedure, ()), target, NOW)
        outcome.seconds += _spent() - began
        outcome.packed += 1
        outcome.lossy += any(u.level for m in plan.materials for u in m.units)
        outcome.bytes += sum(r.size_bytes for r in made.readings.values())
        return faults(made, package, goods, read)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def share(seeds: range, place: Path, goods: Stock) -> tuple[Outcome, list[str]]:
    """A share of the sets, in a process of its own."""
    outcome, said = Outcome(), []
    for seed in seeds:
        said += [f"set {seed}: {fault}" for fault in one(seed, goods, place, outcome, True)]
    return outcome, said


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sets, first = (*numbers, *(60, 1)[len(numbers) :])[:2]
    whole, bad = Outcome(), 0
    with tempfile.TemporaryDirectory(prefix="appealdocs-bench-") as name, ProcessPoolExecutor(os.cpu_count() or 1) as workers:
        place = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(place / "cache")
        goods = stock(place / "stock", odd_files() if ODD else None)
        parts = [range(at, min(at + 10, first + sets)) for at in range(first, first + sets, 10)]
        for outcome, said in workers.map(share, parts, [place] * len(parts), [goods] * len(parts)):
            for field in vars(whole):
                setattr(whole, field, getattr(whole, field) + getattr(outcome, field))
            bad += len(said)
            print(*said, f"... {whole.packed + whole.refused} of {sets}", sep="\n", flush=True)
    speed = whole.bytes / 1e6 / max(whole.seconds, 0.001)
    print(
        f"{sets} {'odd' if ODD else 'random'} sets: {whole.packed} packed ({whole.lossy} of them recompressed), {whole.refused} refused with a reason, "
        f"{bad} faults; {speed:.2f} MB packed a second of processor time ({whole.bytes / 1e6:.0f} MB)"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
