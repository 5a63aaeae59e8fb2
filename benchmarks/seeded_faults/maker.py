"""Case folders from data: a base (bases/NAME.yaml: now, case, files to draw) and the patches of one case.

A case in cases/*.yaml:
    name, base      the base is a clean case
    rule            what must be reported (a list: each; within it a list: any one); absent in a clean case
    pending         a clean case whose letter still waits for a person's review
    beside          rules that may be reported too
    exit            of `check`; 1 with a rule, else 0
    now             instead of the base's
    text            {old: new} in every string of case and files, file names too; old and new are literal
    case            {path: value}: `orders.0.carrier`, `evidence.E3.date`, `evidence.+` and `evidence.++` add, null deletes, `a.*.b` each
    files           {name: patch or null}: keys as in the base; `rows: {key: value or null}` changes single rows
    damage          {name: what}: see DAMAGE
    folders         {name: patches}: neighbours, copies of the base in the same workspace
    workspace       text of appealdocs.toml; the case then lies in a folder of its own below
"""

from __future__ import annotations

import copy
import hashlib
import io
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PIL.PngImagePlugin import PngInfo
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONTS = Path("/usr/share/fonts")
INK = (25, 25, 25)
PARTS = ("problem", "cause", "action", "prevention")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Dates stay text, as a person wrote them."""


_Loader.yaml_implicit_resolvers = {
    key: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Seed:
    """One case: what it is made of and what must be said about it."""

    name: str
    base: str
    now: datetime
    rules: tuple[tuple[str, ...], ...]
    beside: frozenset[str]
    exit: int
    pending: bool
    patch: dict[str, Any]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong with the case."""
        return not self.rules


def load(path: Path) -> Any:
    """A YAML file with dates as text."""
    return yaml.load(path.read_text("utf-8"), _Loader)


@cache
def _base(name: str) -> Any:
    return load(HERE / "bases" / f"{name}.yaml")


def seeds(folder: Path = HERE / "cases") -> list[Seed]:
    """Every case below `folder`, in order of file and line."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in load(path):
            now = entry.get("now") or _base(entry["base"])["now"]
            rules = entry.get("rule") or []
            groups = [[rules]] if isinstance(rules, str) else [[r] if isinstance(r, str) else r for r in rules]
            found.append(
                Seed(
                    entry["name"],
                    entry["base"],
                    datetime.fromisoformat(now),
                    tuple(tuple(group) for group in groups),
                    frozenset(entry.get("beside", ())),
                    entry.get("exit", 1 if groups or entry.get("pending") else 0),
                    entry.get("pending", False),
                    entry,
                )
            )
    return found


def build(seed: Seed, target: Path) -> Path:
    """Writes the case below `target`; the case folder itself comes back."""
    target.mkdir(parents=True)
    if seed.patch.get("workspace") is None and not seed.patch.get("folders"):
        return _folder(seed.base, seed.patch, target / seed.name)
    (target / "appealdocs.toml").write_text(seed.patch.get("workspace") or "", "utf-8")
    for name, patch in (seed.patch.get("folders") or {}).items():
        _folder(patch.get("base", seed.base), patch, target / name)
    return _folder(seed.base, seed.patch, target / seed.name)


def _folder(base: str, patch: dict[str, Any], target: Path) -> Path:
    source = copy.deepcopy(_base(base))
    case, files = source["case"], source["files"]
    for name, change in (patch.get("files") or {}).items():
        _file(files, name, copy.deepcopy(change))
    for where, value in (patch.get("case") or {}).items():
        _set(case, where.split("."), copy.deepcopy(value))
    for old, new in (patch.get("text") or {}).items():
        case, files = _replaced(case, old, new), _replaced(files, old, new)
    for name, spec in sorted(files.items(), key=lambda f: "{sha256 " in str(f[1])):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draw(spec, path, target)
    for name, what in (patch.get("damage") or {}).items():
        _damage(target / name, what, target)
    target.mkdir(parents=True, exist_ok=True)
    (target / "case.yaml").write_text(
        patch.get("raw") or yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=1000), "utf-8"
    )
    return target


def _file(files: dict[str, Any], name: str, change: Any) -> None:
    if change is None:
        files.pop(name)
        return
    spec = files.setdefault(name, {})
    rows = change.get("rows")
    if isinstance(rows, dict) and spec:
        kept = [[k, rows.get(k, v)] for k, v in spec.get("rows", []) if rows.get(k, v) is not None]
        change["rows"] = kept + [
            [k, v] for k, v in rows.items() if v is not None and k not in {r[0] for r in spec.get("rows", [])}
        ]
    elif isinstance(rows, dict):
        change["rows"] = [[k, v] for k, v in rows.items()]
    spec.update(change)


def _set(node: Any, steps: list[str], value: Any) -> None:
    step, rest = steps[0], steps[1:]
    if step == "*":
        for child in node if isinstance(node, list) else node.values():
            _set(child, rest, value)
        return
    key: Any = step
    if isinstance(node, list):
        if step in ("+", "++"):
            node.append(value)
            return
        key = int(step) if step.isdigit() else next(i for i, e in enumerate(node) if e.get("id") == step)
    if rest:
        if isinstance(node, dict):
            node.setdefault(key, {})
        _set(node[key], rest, value)
    elif value is None:
        node.pop(key)
    else:
        node[key] = value


def _replaced(node: Any, old: str, new: str) -> Any:
    if isinstance(node, dict):
        return {_replaced(k, old, new): _replaced(v, old, new) for k, v in node.items()}
    if isinstance(node, list):
        return [_replaced(child, old, new) for child in node]
    return node.replace(old, new) if isinstance(node, str) else node


# --- drawing ---------------------------------------------------------------------------------------------------------


def _font_file(name: str = "LiberationSans-Regular.ttf") -> Path:
    for path in sorted(FONTS.rglob(name)):
        return path
    raise FileNotFoundError(f"{name} is not on this system (Debian: fonts-liberation)")


def font(size: int, han: bool = False) -> ImageFont.FreeTypeFont:
    """A font for Pillow, `size` in pixels; Han characters need another."""
    return ImageFont.truetype(
        str(_font_file("NotoSansCJK-Regular.ttc") if han else _font_file()), size, index=2 if han else 0
    )


def draw(spec: dict[str, Any], path: Path, case: Path) -> None:
    """One file as its specification says: paper, screen, scan, photo, video, seal, logo, signature, copy, bytes."""
    kind = next(k for k in KINDS if k in spec)
    KINDS[kind](spec, path, case)


def _writer(draw: ImageDraw.ImageDraw) -> Callable[[tuple[float, float], str, Any, int], None]:
    def write(at: tuple[float, float], words: str, fill: Any, size: int) -> None:
        draw.text(at, words, fill=fill, font=font(size, bool(re.search(r"[\u4e00-\u9fff]", words))))

    return write


def _screen(spec: dict[str, Any], path: Path, case: Path) -> None:
    rows, lines, bar = spec.get("rows") or [], spec.get("lines") or [], spec.get("bar", True)
    wide = spec.get("width", 1280)
    page = Image.new("RGB", (wide, (104 if bar else 0) + 120 + 46 * len(rows) + 40 * len(lines)), "white")
    pen = ImageDraw.Draw(page)
    write, y = _writer(pen), 0
    if bar:
        url = spec["url"]
        pen.rectangle((0, 0, wide, 44), fill=(222, 225, 230))
        pen.rectangle((20, 8, 320, 44), fill="white")
        write((36, 14), url.split("/")[2], (60, 60, 60), 18)
        pen.rectangle((0, 44, wide, 100), fill=(245, 245, 245))
        pen.rounded_rectangle((120, 54, wide - 40, 92), 16, fill="white", outline=(200, 200, 200))
        write((30, 60), "<  >", (90, 90, 90), 20)
        write((140, 62), url, (30, 30, 30), 20)
        y = 104
    pen.rectangle((0, y, wide, y + 56), fill=tuple(spec.get("head", (40, 90, 160))))
    write((40, y + 12), spec["screen"], "white", 28)
    y += 80
    for key, value in rows:
        write((40, y), key, (110, 110, 110), 24)
        write((480, y), value, (20, 20, 20), 24)
        y += 46
    for line in lines:
        write((40, y), line, (20, 20, 20), 22)
        y += 40
    page.save(path)


def _seal(size: int = 240, grey: bool = False) -> Image.Image:
    image = Image.new("RGB", (size, size), "white")
    pen, width, colour = ImageDraw.Draw(image), max(3, size // 40), (190, 20, 30)
    pen.ellipse((width, width, size - width, size - width), outline=colour, width=width * 2)
    pen.ellipse((size * 0.28, size * 0.28, size * 0.72, size * 0.72), outline=colour, width=width)
    pen.text((size * 0.36, size * 0.42), "QINGHE", fill=colour, font=font(size // 12))
    return image.convert("L") if grey else image


def _paper(spec: dict[str, Any], path: Path, case: Path) -> None:
    pdfmetrics.registerFont(TTFont("T", str(_font_file())))
    buffer = io.BytesIO()
    canvas, y = Canvas(buffer, pagesize=(595, 842), invariant=1), 780.0
    canvas.setFont("T", 18)
    canvas.drawString(60, y, spec["paper"])
    canvas.setFont("T", 11)
    y -= 40

    def line(*words: tuple[float, str]) -> None:
        nonlocal y
        if y < 60:
            canvas.showPage()
            canvas.setFont("T", 11)
            y = 790.0
        for x, said in words:
            canvas.drawString(x, y, said)
        y -= 18

    for key, value in spec.get("rows") or []:
        line((60, key), (250, value))
    for said in spec.get("lines") or []:
        said = re.sub(r"\{sha256 ([^}]+)\}", lambda m: hashlib.sha256((case / m[1]).read_bytes()).hexdigest(), said)
        line((60, said))
    for words in _days(spec):
        line(*zip((60, 200, 320, 480), words, strict=True))
    if spec.get("stamp"):
        canvas.drawImage(ImageReader(_seal(grey=spec["stamp"] == "grey")), 400, 90, 90, 90)
    canvas.save()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        made = datetime.fromisoformat(spec.get("made", "2026-03-01T10:00:00+08:00"))
        stamp = f"D:{made:%Y%m%d%H%M%S}{made:%z}"[:-2] + "'00'"
        by = spec.get("by", "ERP Print Service 5.2")
        meta = {"/Title": spec["paper"], "/Creator": by, "/Producer": by, "/CreationDate": stamp, "/ModDate": stamp}
        for key, value in (meta | (spec.get("meta") or {})).items():
            pdf.docinfo[key] = value
        pdf.save(path, deterministic_id=True)


def _days(spec: dict[str, Any]) -> Iterable[tuple[str, str, str, str]]:
    """Rows of a daily report: first day, last day, first and last bad day; `without` days are left out."""
    if "days" not in spec:
        return
    first, last, bad, good = (date.fromisoformat(d) for d in spec["days"])
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day.isoformat() in (spec.get("without") or ()):
            continue
        sent = 20 + n * 7 % 11
        kept = sent // 2 if bad <= day <= good else sent
        yield f"{day:%d.%m.%Y}", str(sent), str(kept), f"{100 * kept / sent:.1f}".replace(".", ",")


def _scan(spec: dict[str, Any], path: Path, case: Path) -> None:
    lines = spec["scan"]
    page = Image.new("RGB", (1100, 1556), (252, 250, 246))
    write = _writer(ImageDraw.Draw(page))
    for n, said in enumerate(lines):
        write((120, 160 + 46 * n), said, INK, 26)
    page.paste(_seal(260), (700, 1100))
    if spec.get("grey"):
        page = page.convert("L")
    picture, out = io.BytesIO(), io.BytesIO()
    page.save(picture, "JPEG", quality=85)
    pdfmetrics.registerFont(TTFont("T", str(_font_file())))
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("T", 14)
    for n, said in enumerate(lines):
        text.setTextOrigin(65, 742 - 25 * n)
        text.textLine(said)
    canvas.drawText(text)
    canvas.save()
    path.write_bytes(out.getvalue())


def _photo(spec: dict[str, Any], path: Path, case: Path) -> None:
    page = Image.effect_noise((1200, 900), 24).convert("RGB")
    pen = ImageDraw.Draw(page)
    pen.rectangle((260, 280, 960, 620), fill="white")
    for n, said in enumerate(spec["photo"]):
        _writer(pen)((280, 310 + 70 * n), said, "black", 40)
    page.save(path)


def _video(spec: dict[str, Any], path: Path, case: Path) -> None:
    import av

    out = av.open(str(path), "w")
    stream = out.add_stream("libx264", rate=5)
    stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
    for n in range(int(spec["video"] * 5)):
        page = Image.new("RGB", (640, 480), (120, 130, 140))
        pen = ImageDraw.Draw(page)
        pen.rectangle((80 + n % 60, 140, 480 + n % 60, 400), fill=(200, 170, 120))
        pen.rectangle((110, 200, 470, 280), fill="white")
        _writer(pen)((120, 210), spec.get("sku", ""), "black", 30)
        if spec.get("clock"):
            _writer(pen)((20, 20), f"{spec['clock']}:{n // 5 % 60:02d}", "white", 30)
        for packet in stream.encode(av.VideoFrame.from_image(page)):
            out.mux(packet)
    for packet in stream.encode():
        out.mux(packet)
    out.close()


def _picture(spec: dict[str, Any], path: Path, case: Path) -> None:
    if "seal" in spec:
        _seal(360, spec["seal"] == "grey").save(path)
        return
    page = Image.new("RGB", (420, 140), "white")
    pen = ImageDraw.Draw(page)
    if "logo" in spec:
        pen.rectangle((10, 20, 110, 120), fill=(20, 110, 80))
        pen.text((130, 40), spec["logo"], fill=(20, 110, 80), font=font(52))
    else:
        pen.line([(20, 100), (80, 30), (120, 110), (190, 40), (240, 100), (390, 60)], fill=(20, 30, 120), width=5)
    page.save(path)


KINDS: dict[str, Callable[[dict[str, Any], Path, Path], None]] = {
    "paper": _paper,
    "screen": _screen,
    "scan": _scan,
    "photo": _photo,
    "video": _video,
    "seal": _picture,
    "logo": _picture,
    "signature": _picture,
    "copy": lambda spec, path, case: shutil.copyfile(case / spec["copy"], path) and None,
    "bytes": lambda spec, path, case: path.write_bytes(spec["bytes"].encode("latin-1")) and None,
}


# --- damage ----------------------------------------------------------------------------------------------------------


def _pdf(path: Path, change: Callable[[pikepdf.Pdf], object], **save: Any) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, **save)


def _software(path: Path) -> None:
    note = PngInfo()
    note.add_text("Software", "Adobe Photoshop 25.4 (Windows)")
    image = Image.open(path)
    image.load()
    image.save(path, pnginfo=note)


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def _edited(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Producer"] = "Adobe Photoshop 25.4"


def _blur(path: Path) -> None:
    Image.open(path).convert("RGB").filter(ImageFilter.GaussianBlur(5)).save(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": lambda p: p.unlink(),
    "empty": lambda p: p.write_bytes(b""),
    "truncated": lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
    "encrypted": lambda p: _pdf(p, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")),
    "script": lambda p: _pdf(p, _script),
    "attachment": lambda p: _pdf(
        p, lambda d: d.attachments.update({"a.txt": pikepdf.AttachedFileSpec(d, b"hello", filename="a.txt")})
    ),
    "edited": lambda p: _pdf(p, _edited) if p.suffix == ".pdf" else _software(p),
    "blurred": _blur,
    "tiny": lambda p: Image.open(p).convert("RGB").resize((260, 140)).save(p),
    "cropped": lambda p: Image.open(p).crop((0, 104, Image.open(p).width, Image.open(p).height)).save(p),
    "png inside": lambda p: _seal().save(p, "PNG"),
    "office": lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
}


def _damage(path: Path, what: str, case: Path) -> None:
    DAMAGE[what](path)
