"""Photographs of a packed parcel: a carton on a table with the carrier's label on it, taken a little from the side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from reportlab.graphics.barcode.code128 import Code128

from _make.fonts import font

Colour = tuple[int, int, int]


def bars(value: str, width: int, height: int) -> Image.Image:
    """A Code 128 bar code as an image."""
    code = Code128(value, barWidth=1, barHeight=10, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    pattern = code.decomposed
    units = sum(ord(c.lower()) - ord("a") + 1 for c in pattern)
    x = 0.0
    for c in pattern:
        w = (ord(c.lower()) - ord("a") + 1) * width / units
        if c.islower():
            draw.rectangle((round(x), 0, round(x + w) - 1, height), fill=0)
        x += w
    return image


def label(carrier: str, colour: Colour, tracking: str, lines: Sequence[str], size: tuple[int, int] = (760, 520)) -> Image.Image:
    """A shipping label as printed: carrier, bar code, number, lines of text."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((6, 6, size[0] - 7, size[1] - 7), outline="black", width=4)
    draw.text((36, 28), carrier, font=font("sans-bold", 58), fill=colour)
    image.paste(bars(tracking, size[0] - 72, 116), (36, 112))
    draw.text((size[0] / 2, 256), tracking, font=font("sans-bold", 44), fill="black", anchor="mm")
    draw.line((6, 292, size[0] - 7, 292), fill="black", width=3)
    y = 308
    for line in lines:
        draw.text((36, y), line, font=font("sans-bold", 34), fill="black")
        y += 50
    return image


def _perspective(image: Image.Image, corners: Sequence[tuple[float, float]], canvas: tuple[int, int]) -> Image.Image:
    """`image` drawn into the four corners (clockwise from top left) of a transparent canvas."""
    w, h = image.size
    rows, target = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (w, 0), (w, h), (0, h)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        target += [u, v]
    coefficients = np.linalg.solve(np.array(rows, dtype=float), np.array(target, dtype=float))
    return image.convert("RGBA").transform(canvas, Image.Transform.PERSPECTIVE, tuple(coefficients), Image.Resampling.BICUBIC)


def parcel(tag: Image.Image, seed: int = 4, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """The parcel with the label `tag` on its top."""
    rng = np.random.default_rng(seed)
    w, h = size
    table = Image.new("RGB", size, (134, 136, 140))
    grain = rng.normal(0, 7, (h // 4, w // 4))
    speckle = Image.fromarray(np.clip(128 + grain * 3, 0, 255).astype("uint8")).resize(size, Image.Resampling.BICUBIC)
    table = Image.blend(table, Image.merge("RGB", (speckle,) * 3), 0.16)
    shadow = Image.new("L", size, 0)
    ImageDraw.Draw(shadow).polygon([(w * 0.12, h * 0.30), (w * 0.92, h * 0.24), (w * 0.985, h * 0.97), (w * 0.06, h * 0.99)], fill=150)
    table.paste((40, 40, 44), (0, 0), shadow.filter(ImageFilter.GaussianBlur(34)))
    draw = ImageDraw.Draw(table)
    top = [(w * 0.16, h * 0.14), (w * 0.85, h * 0.12), (w * 0.93, h * 0.80), (w * 0.09, h * 0.83)]
    front = [top[3], top[2], (w * 0.91, h * 0.955), (w * 0.11, h * 0.98)]
    draw.polygon(top, fill=(193, 148, 96))
    draw.polygon(front, fill=(160, 117, 72))
    draw.line((top[3], top[2]), fill=(126, 90, 54), width=4)
    for k in range(1, 60):
        t = k / 60
        a = (top[0][0] + (top[3][0] - top[0][0]) * t, top[0][1] + (top[3][1] - top[0][1]) * t)
        b = (top[1][0] + (top[2][0] - top[1][0]) * t, top[1][1] + (top[2][1] - top[1][1]) * t)
        draw.line((a, b), fill=(190, 145, 93) if k % 2 else (196, 151, 99), width=2)
    tape = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(tape).polygon([(w * 0.475, h * 0.13), (w * 0.535, h * 0.13), (w * 0.545, h * 0.965), (w * 0.465, h * 0.97)], fill=(222, 205, 160, 150))
    table.paste(tape, (0, 0), tape)
    spot = [(w * 0.255, h * 0.26), (w * 0.755, h * 0.245), (w * 0.79, h * 0.70), (w * 0.235, h * 0.72)]
    stuck = _perspective(tag, spot, size)
    table.paste(stuck, (0, 0), stuck)
    array = np.asarray(table.filter(ImageFilter.GaussianBlur(0.8)), dtype=float)
    yy, xx = np.mgrid[0:h, 0:w]
    light = 1.06 - 0.26 * (((xx / w - 0.42) ** 2) + ((yy / h - 0.40) ** 2))
    array = array * light[..., None] + rng.normal(0, 3.2, array.shape)
    return Image.fromarray(np.clip(array, 0, 255).astype("uint8"))


def save_photo(image: Image.Image, target: Path, when: datetime, *, camera: str = "HONOR X9b", software: str = "", quality: int = 80) -> None:
    """A JPEG with the camera's EXIF: model and the time with its offset."""
    exif = Image.Exif()
    exif[0x010F] = camera.partition(" ")[0]
    exif[0x0110] = camera
    exif[0x0132] = when.strftime("%Y:%m:%d %H:%M:%S")
    if software:
        exif[0x0131] = software
    inner = exif.get_ifd(0x8769)
    offset = when.strftime("%z")
    inner[0x9003] = inner[0x9004] = when.strftime("%Y:%m:%d %H:%M:%S")
    inner[0x9011] = inner[0x9010] = f"{offset[:3]}:{offset[3:]}"
    target.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, exif=exif)
    target.write_bytes(buffer.getvalue())
