"""An office scanner: prints a paper, lays it slightly askew, and makes a JPEG page with an invisible text layer."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from datetime import datetime
from html import unescape
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from _make.paper import date_canvas, register_fonts

DPI = 150
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)


def rasterise(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages as RGB images (poppler's pdftoppm)."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.pdf"
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(source), f"{folder}/page"], check=True)
        return [Image.open(p).convert("RGB") for p in sorted(Path(folder).glob("page*.png"))]


def _words(pdf: bytes) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.pdf"
        source.write_bytes(pdf)
        made = subprocess.run(["pdftotext", "-bbox", str(source), "-"], check=True, capture_output=True, text=True).stdout
    pages = []
    for width, height, body in _PAGE.findall(made):
        words = [(float(a), float(b), float(c), float(d), unescape(w)) for a, b, c, d, w in _WORD.findall(body)]
        pages.append((float(width), float(height), words))
    return pages


def as_scanned(page: Image.Image, seed: int, angle: float = 0.5, grey: bool = False, tone: int = 250) -> Image.Image:
    """The page as a scanner sees it: askew, a paper tone, a shadow along one edge, sensor noise."""
    rng = np.random.default_rng(seed)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(252, 251, 247))
    soft = turned.filter(ImageFilter.GaussianBlur(0.55))
    array = np.asarray(soft, dtype=float)
    array = array * (np.array([tone, tone - 1, tone - 6]) / 255.0)
    shadow = 1 - 0.10 * np.exp(-np.arange(page.width) / (page.width * 0.018))
    array = array * shadow[None, :, None]
    array += rng.normal(0, 2.1, (page.height, page.width, 1)) + rng.normal(0, 0.7, array.shape)
    out = Image.fromarray(np.clip(array, 0, 255).astype("uint8"))
    return out.convert("L").convert("RGB") if grey else out


def scan(
    pdf: bytes,
    target: Path,
    when: datetime,
    *,
    title: str,
    producer: str = "Canon iR-ADV C3530 III PDF",
    seed: int = 7,
    angle: float = 0.5,
    grey: bool = False,
    quality: int = 58,
    text_layer: bool = True,
) -> None:
    """Writes `pdf` as a scan of the same pages; the text layer is where the words stand, invisible, as scanners write it."""
    register_fonts()
    buffer = io.BytesIO()
    pages = _words(pdf)
    canvas = Canvas(buffer, pagesize=pages[0][:2], invariant=1, initialFontName="Sans")
    date_canvas(canvas, when)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(producer)
    canvas.setProducer(producer)
    for number, (image, (width, height, words)) in enumerate(zip(rasterise(pdf), pages, strict=True)):
        seen = as_scanned(image, seed + number, angle if number % 2 == 0 else -angle * 0.6, grey)
        jpeg = io.BytesIO()
        (seen.convert("L") if grey else seen).save(jpeg, "JPEG", quality=quality, optimize=True)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        for x0, y0, x1, y1, word in words if text_layer else ():
            line = canvas.beginText(x0, height - y1 + (y1 - y0) * 0.22)
            line.setTextRenderMode(3)
            size = (y1 - y0) * 0.82
            line.setFont("Sans", size)
            natural = canvas.stringWidth(word, "Sans", size) or 1
            line.setHorizScale(100 * (x1 - x0) / natural)
            line.textOut(word + " ")
            canvas.drawText(line)
        canvas.showPage()
    canvas.save()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())
