"""Case folders with real files, made from the clean base cases: each paper and screen shows what the base says it shows."""

from __future__ import annotations

import copy
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageDraw, ImageFont

from appealdocs.casefolder import CaseFolder
from appealdocs.check.check import check
from appealdocs.draft.draft import draft
from appealdocs.intake.intake import read
from appealdocs.model.finding import Finding, Report
from appealdocs.resources import load_yaml
from appealdocs.workspace import Workspace

BASES = Path(__file__).parents[2] / "rules" / "base"
FONT = Path(__file__).parents[3] / "pipeline" / "appealdocs" / "render" / "fonts" / "PTF55F.ttf"


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def screen(path: Path, lines: list[str], **save: Any) -> None:
    """A browser screenshot: a first line that is an address stands in the address bar."""
    picture = Image.new("RGB", (1280, 190 + 46 * len(lines)), "white")
    draw = ImageDraw.Draw(picture)
    top = 20
    if lines and lines[0].startswith("http"):
        draw.rectangle((0, 0, 1280, 100), fill=(236, 238, 241))
        draw.text((36, 12), lines[0].split("/")[2], fill=(60, 60, 60), font=font(20))
        draw.rounded_rectangle((120, 50, 1240, 94), 16, fill="white", outline=(200, 200, 200))
        draw.text((140, 57), lines[0], fill=(30, 30, 30), font=font(22))
        lines, top = lines[1:], 130
    for line in lines:
        for column, cell in enumerate(line.split("\t")):
            draw.text((40 + 460 * column, top), cell, fill=(20, 20, 20), font=font(26))
        top += 46
    picture.save(path, **save)


def stamp(colour: str | int = "#b01420", mode: str = "RGB", size: int = 240) -> Image.Image:
    """A round company stamp."""
    picture = Image.new(mode, (size, size), 255 if mode == "L" else "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((8, 8, size - 8, size - 8), outline=colour, width=12)
    draw.ellipse((size * 0.3, size * 0.3, size * 0.7, size * 0.7), outline=colour, width=5)
    draw.text((size * 0.27, size * 0.15), "HAIYUE HOME", fill=colour, font=font(size // 13))
    return picture


def paper(
    path: Path, lines: list[str], picture: Image.Image | None = None, scanned: bool = False, **metadata: str
) -> None:
    """A PDF of lines (cells parted by tabs), with a picture placed on it; `scanned`: the picture is the page, the text lies under it."""
    import pikepdf
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    if scanned and picture is not None:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    text = canvas.beginText()
    text.setFont("Serif", 11)
    text.setTextRenderMode(3 if scanned else 0)
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.split("\t")):
            text.setTextOrigin(50 + 200 * column, 780 - 20 * (row % 36))
            text.textOut(cell)
    canvas.drawText(text)
    if picture is not None and not scanned:
        canvas.drawImage(ImageReader(picture), 420, 90, 90, 90)
    canvas.save()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        for key, value in metadata.items():
            pdf.docinfo[f"/{key}"] = value
        pdf.save(path, deterministic_id=True)  # the same words give the same bytes, so that they are read once


def scan(lines: list[str], grey: bool = False) -> Image.Image:
    """A scanned sheet with a stamp."""
    picture = Image.new("RGB", (1100, 1556), (252, 250, 246))
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((120, 160 + 48 * row), line, fill=(30, 30, 30), font=font(28))
    picture.paste(stamp(size=260), (700, 1100))
    return picture.convert("L") if grey else picture


def clip(path: Path, seconds: int, lines: tuple[str, ...] = ("SKU HY-CB0412-WHT",), watermark: bool = True) -> None:
    """A packing video of two frames a second."""
    import av

    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=2)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
        for number in range(seconds * 2):
            picture = Image.new("RGB", (640, 480), (118, 126, 138))
            draw = ImageDraw.Draw(picture)
            draw.rectangle((60 + number % 50, 130, 500 + number % 50, 420), fill=(205, 176, 128))
            draw.rectangle((110, 200, 480, 300), fill="white")
            for row, line in enumerate(lines):
                draw.text((125, 210 + 40 * row), line, fill="black", font=font(34))
            if watermark:
                draw.text((20, 16), f"05.03.2026 11:20:{number // 2 % 60:02d}", fill="white", font=font(36))
            out.mux(stream.encode(av.VideoFrame.from_image(picture)))
        out.mux(stream.encode())


class Folder:
    """A case folder on disk; `case` is written to case.yaml when it is checked."""

    def __init__(self, base: str, path: Path) -> None:
        data = load_yaml(BASES / f"{base}.yaml")
        self.path = path
        self.case: dict[str, Any] = copy.deepcopy(data["case"])
        self.now = str(data["now"])
        self.texts: dict[str, str] = {id: (r or {}).get("text", "") for id, r in data["readings"].items()}
        for item in self.case["evidence"]:
            self.write(item["id"])
        self._hashes()
        for key in ("logo", "stamp", "signature"):
            if self.case["seller"].get(key):
                file = self.file(self.case["seller"][key])
                stamp().save(file)
        if self.case.get("notice"):
            paper(self.file(self.case["notice"]), data["notice"]["text"].split("\n"))

    def _hashes(self) -> None:
        """Where the base names a photograph's hash ('sha:' and its path), the real one."""
        for id, text in self.texts.items():
            named = re.search(r"sha:(\S+)", text)
            if named:
                self.texts[id] = text.replace(named[0], hashlib.sha256(self.file(named[1]).read_bytes()).hexdigest())
                self.write(id)

    def file(self, name: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def item(self, id: str) -> dict[str, Any]:
        return next(e for e in self.case["evidence"] if e["id"] == id)

    def of(self, id: str) -> Path:
        """The file of a piece of evidence."""
        return self.file(self.item(id)["file"])

    def write(self, id: str, text: str | None = None, **metadata: str) -> None:
        """Write the file of a piece of evidence: what the base says it shows, or `text`."""
        path, lines = self.of(id), (self.texts[id] if text is None else text).split("\n")
        if path.suffix in (".png", ".jpg"):
            screen(path, lines)
        elif self.case["procedure"] == "noon-deactivation" and id in ("E4", "E5", "E6"):
            paper(path, lines, scan(lines), scanned=True, **metadata)
        else:
            paper(path, lines, stamp(), **metadata)

    def edit(self, id: str, old: str, new: str) -> None:
        """Write the file with some of its words changed."""
        assert old in self.texts[id]
        self.write(id, self.texts[id].replace(old, new))

    def add(self, id: str, file: str, type: str, **more: Any) -> Path:
        """A further piece of evidence, used by the first action."""
        self.case["evidence"].append({"id": id, "file": file, "type": type, **more})
        self.case["points"][0]["action"][0].setdefault("evidence", []).append(id)
        return self.file(file)

    def check(self, workspace: Workspace | None = None, stage: str = "check") -> Report:
        written = yaml.safe_dump(_plain(self.case), allow_unicode=True, sort_keys=False)
        self.file("case.yaml").write_text(written, encoding="utf-8")
        workspace = workspace or Workspace()
        dossier = read(CaseFolder.open(self.path), workspace, datetime.fromisoformat(self.now))
        return check(dossier, draft(dossier, workspace), workspace, stage)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def errors(report: Report) -> dict[str, list[Finding]]:
    """Errors by rule; what only the words' review leaves open is left out."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.severity == "error" and finding.rule != "common/human-review-pending":
            found.setdefault(finding.rule, []).append(finding)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Callable[[str], Folder]]:
    """Makes a clean case folder of a procedure."""
    return lambda base: Folder(base, tmp_path / base)
