"""Seals, rubber stamps, signatures and logos as RGBA images with a transparent ground."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from _make.fonts import font

RED = (200, 22, 30)
BLUE = (32, 62, 158)
GREEN = (22, 112, 74)
VIOLET = (86, 52, 140)
INK = (24, 36, 112)

_SCALE = 4
Colour = tuple[int, int, int]


def _inked(mask: Image.Image, colour: Colour, seed: int, wear: float = 0.10) -> Image.Image:
    """The shape as a stamp pad prints it: uneven ink, a few bare spots. `wear` 0 = perfect."""
    rng = np.random.default_rng(seed)
    width, height = mask.size
    coarse = rng.random((height // 9 + 2, width // 9 + 2))
    cloud = Image.fromarray((coarse * 255).astype("uint8")).resize(mask.size, Image.Resampling.BICUBIC)
    grain = rng.random((height, width))
    ink = 0.97 - wear * 1.6 * (np.asarray(cloud) / 255.0) ** 2 - wear * 0.9 * grain
    ink[(np.asarray(cloud) > 226) & (grain > 0.62)] *= 1 - 3.2 * wear
    alpha = np.asarray(mask, dtype=float) * np.clip(ink, 0, 1)
    out = Image.new("RGBA", mask.size, (*colour, 0))
    out.putalpha(Image.fromarray(alpha.astype("uint8")))
    return out


def shrink(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Resizes colour and transparency apart: the colour of a stamp stays one colour, and the file small."""
    colour = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    colour.putalpha(image.getchannel("A").resize(size, Image.Resampling.LANCZOS))
    return colour


def _ring_text(mask: Image.Image, text: str, role: str, size: float, radius: float, span: float, top: bool = True) -> None:
    """Writes `text` along a circle about the middle of `mask`; `span` in degrees, `top` reads clockwise over the top."""
    centre = mask.width / 2
    face = font(role, size)
    step = span / max(1, len(text) - 1)
    for i, char in enumerate(text):
        angle = -span / 2 + step * i
        glyph = Image.new("L", (int(size * 2), int(size * 2)), 0)
        ImageDraw.Draw(glyph).text((size, size), char, font=face, fill=255, anchor="mm")
        if top:
            turned = glyph.rotate(-angle, Image.Resampling.BICUBIC)
            x = centre + radius * math.sin(math.radians(angle))
            y = centre - radius * math.cos(math.radians(angle))
        else:
            turned = glyph.rotate(angle, Image.Resampling.BICUBIC)
            x = centre + radius * math.sin(math.radians(angle))
            y = centre + radius * math.cos(math.radians(angle))
        box = (int(x - size), int(y - size))
        place = Image.new("L", mask.size, 0)
        place.paste(turned, box)
        mask.paste(ImageChops.lighter(mask, place))


def _star(centre: float, radius: float) -> list[tuple[float, float]]:
    inner = radius * 0.382
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else inner
        a = math.radians(-90 + 36 * i)
        points.append((centre + r * math.cos(a), centre + r * math.sin(a)))
    return points


def company_seal(name: str, number: str, size: int = 360, seed: int = 1) -> Image.Image:
    """A Chinese company's round red seal: the registered name round a star, the seal's number below."""
    big = size * _SCALE
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    ring = big * 0.026
    draw.ellipse((ring, ring, big - ring, big - ring), outline=255, width=int(ring))
    draw.polygon(_star(big / 2, big * 0.155), fill=255)
    span = min(252, 19.5 * (len(name) - 1))
    _ring_text(mask, name, "han-serif", big * 0.112, big * 0.375, span)
    _ring_text(mask, number, "sans", big * 0.045, big * 0.405, 62, top=False)
    return shrink(_inked(mask, RED, seed), (size, size))


def round_stamp(
    around: str, below: str, lines: tuple[str, ...], colour: Colour = BLUE, size: int = 360, seed: int = 2
) -> Image.Image:
    """A round office stamp: two rings, text over the top and under the bottom, lines in the middle."""
    big = size * _SCALE
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    w = int(big * 0.014)
    draw.ellipse((w, w, big - w, big - w), outline=255, width=w)
    inner = big * 0.20
    draw.ellipse((inner, inner, big - inner, big - inner), outline=255, width=max(1, w // 2))
    step = min(8.6, 270 / max(1, len(around) - 1))
    _ring_text(mask, around, "sans-bold", big * 0.072 * min(1, step / 7.6), big * 0.395, step * (len(around) - 1))
    if below:
        _ring_text(mask, below, "sans-bold", big * 0.062, big * 0.395, min(100, 8.2 * (len(below) - 1)), top=False)
    size_px = big * 0.082
    y = big / 2 - size_px * 0.6 * (len(lines) - 1)
    for line in lines:
        face = font("sans-bold", size_px)
        while draw.textlength(line, font=face) > big * 0.54:
            face = font("sans-bold", face.size * 0.94)
        draw.text((big / 2, y), line, font=face, fill=255, anchor="mm")
        y += size_px * 1.2
    return shrink(_inked(mask, colour, seed), (size, size))


def box_stamp(lines: tuple[str, ...], colour: Colour = BLUE, width: int = 420, seed: int = 3) -> Image.Image:
    """A rectangular counter stamp with a frame."""
    big = width * _SCALE
    face = font("sans-bold", big * 0.072)
    height = int(big * 0.05 + len(lines) * big * 0.095 + big * 0.04)
    mask = Image.new("L", (big, height), 0)
    draw = ImageDraw.Draw(mask)
    w = int(big * 0.011)
    draw.rounded_rectangle((w, w, big - w, height - w), radius=big * 0.03, outline=255, width=w)
    y = big * 0.05 + big * 0.047
    for line in lines:
        while draw.textlength(line, font=face) > big * 0.9:
            face = font("sans-bold", face.size * 0.95)
        draw.text((big / 2, y), line, font=face, fill=255, anchor="mm")
        y += big * 0.095
    return shrink(_inked(mask, colour, seed, wear=0.12), (width, height // _SCALE))


def _curve(points: list[tuple[float, float]], steps: int = 90) -> list[tuple[float, float]]:
    """Catmull-Rom spline through the points."""
    padded = [points[0], *points, points[-1]]
    out = []
    for i in range(1, len(padded) - 2):
        p0, p1, p2, p3 = padded[i - 1 : i + 3]
        for s in range(steps):
            t = s / steps
            out.append(
                tuple(
                    0.5
                    * (
                        2 * p1[k]
                        + (p2[k] - p0[k]) * t
                        + (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t
                        + (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t**3
                    )
                    for k in (0, 1)
                )
            )
    return [(x, y) for x, y in out]


def signature(name: str, size: tuple[int, int] = (420, 150), colour: Colour = INK) -> Image.Image:
    """A pen signature: the same for the same name, different for another."""
    rng = random.Random(f"signature of {name}")
    w, h = size[0] * _SCALE, size[1] * _SCALE
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    strokes = []
    x, base = w * 0.06, h * 0.58
    for word in name.replace(".", " ").split():
        tall = h * rng.uniform(0.36, 0.46)
        points = [(x, base - tall * 0.35), (x + w * 0.025, base - tall), (x + w * 0.045, base + h * 0.05)]
        points += [(x + w * 0.018, base + h * 0.12), (x + w * 0.03, base - tall * 0.5), (x + w * 0.085, base - tall * 0.62)]
        x += w * 0.10
        for _ in range(min(7, len(word) - 1)):
            up = h * rng.choice((0.08, 0.10, 0.12, 0.12, 0.30))
            dx = w * rng.uniform(0.026, 0.042)
            points += [(x + dx * 0.55, base - up), (x + dx * 0.2, base - up * 0.35), (x + dx, base + h * rng.uniform(-0.01, 0.035))]
            x += dx
        points.append((x + w * rng.uniform(0.03, 0.06), base - h * rng.uniform(0.02, 0.14)))
        x += w * 0.045
        strokes.append(points)
    last = strokes[-1][-1]
    strokes.append([last, (last[0] + w * 0.02, base + h * 0.10), (w * 0.32, base + h * 0.24), (w * 0.20, base + h * 0.20), (w * 0.55, base + h * 0.17)])
    for points in strokes:
        path = _curve(points)
        for i, (px, py) in enumerate(path):
            speed = math.dist((px, py), path[i - 1]) if i else 0
            r = max(h * 0.0075, h * 0.0165 - speed * 0.0009 * _SCALE)
            draw.ellipse((px - r, py - r, px + r, py + r), fill=255)
            if i:
                draw.line((path[i - 1], (px, py)), fill=255, width=int(r * 2))
    mask = mask.filter(ImageFilter.GaussianBlur(_SCALE * 0.4))
    return shrink(_inked(mask, colour, len(name), wear=0.05), size)


def logo(word: str, colour: Colour, shape: str, size: tuple[int, int] = (560, 150)) -> Image.Image:
    """A company's logo: a mark ('leaf', 'wave', 'roof', 'star', 'hill') and the word beside it."""
    w, h = size[0] * _SCALE, size[1] * _SCALE
    image = Image.new("RGBA", (w, h), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    m, c, r = h * 0.08, h / 2, h * 0.42
    if shape == "leaf":
        draw.pieslice((m, m, m + 2 * r, m + 2 * r), 180, 360, fill=colour)
        draw.pieslice((m, m, m + 2 * r, m + 2 * r), 0, 90, fill=tuple(min(255, v + 70) for v in colour))
    elif shape == "wave":
        draw.ellipse((m, m, m + 2 * r, m + 2 * r), fill=colour)
        for k in range(3):
            y = c - r * 0.30 + k * r * 0.36
            points = [(m + r * 0.30 + t * r * 1.4 / 40, y + math.sin(t / 40 * math.tau) * r * 0.12) for t in range(41)]
            draw.line(points, fill="white", width=int(h * 0.035), joint="curve")
    elif shape == "roof":
        draw.polygon([(m, c), (m + r, m), (m + 2 * r, c)], fill=colour)
        draw.rectangle((m + r * 0.32, c + h * 0.03, m + r * 1.68, m + 2 * r), fill=tuple(min(255, v + 60) for v in colour))
    elif shape == "star":
        draw.rounded_rectangle((m, m, m + 2 * r, m + 2 * r), radius=h * 0.16, fill=colour)
        draw.polygon([(x - c + m + r, y) for x, y in _star(c, r * 0.72)], fill="white")
    else:
        draw.polygon([(m, m + 2 * r), (m + r * 0.75, m + r * 0.4), (m + 1.5 * r, m + 2 * r)], fill=colour)
        draw.polygon([(m + r * 0.8, m + 2 * r), (m + r * 1.45, m + r * 0.9), (m + 2 * r, m + 2 * r)], fill=tuple(min(255, v + 80) for v in colour))
    face = font("sans-bold", h * 0.42)
    while draw.textlength(word, font=face) > w - 2 * r - h * 0.32:
        face = font("sans-bold", face.size * 0.95)
    draw.text((m + 2 * r + h * 0.16, c), word, font=face, fill=colour, anchor="lm")
    return shrink(image, size)
