"""A packing video: the warehouse's table from above, the item with its SKU label, the carton, the carrier's label, a running clock."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from _make.fonts import font

SIZE = (640, 480)
RATE = 8
Draw = ImageDraw.ImageDraw


def _ground() -> Image.Image:
    rng = np.random.default_rng(6)
    noise = rng.normal(0, 4, (SIZE[1] // 2, SIZE[0] // 2))
    grey = Image.fromarray(np.clip(172 + noise, 0, 255).astype("uint8")).resize(SIZE, Image.Resampling.BICUBIC)
    image = Image.merge("RGB", (grey, grey, grey.point(lambda v: min(255, v + 6))))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 46), fill=(96, 100, 106))
    for x in range(40, SIZE[0], 120):
        draw.line((x, 46, x, SIZE[1]), fill=(160, 163, 168), width=1)
    return image


def _mug(draw: Draw, x: float, y: float, scale: float, colour: tuple[int, int, int], sku: str, turn: float = 0, shadow: bool = True) -> None:
    """A travel mug standing up: body, lid, handle shadow, and the label with its SKU."""
    w, h = 120 * scale, 230 * scale
    dark = tuple(int(c * 0.68) for c in colour)
    light = tuple(min(255, int(c * 1.25)) for c in colour)
    if shadow:
        draw.ellipse((x - w * 0.62, y + h * 0.42, x + w * 0.70, y + h * 0.62), fill=(120, 122, 126))
    draw.polygon([(x - w / 2, y - h * 0.36), (x + w / 2, y - h * 0.36), (x + w * 0.40, y + h * 0.5), (x - w * 0.40, y + h * 0.5)], fill=colour)
    draw.polygon([(x - w * 0.40, y - h * 0.34), (x - w * 0.26, y - h * 0.34), (x - w * 0.22, y + h * 0.49), (x - w * 0.34, y + h * 0.49)], fill=light)
    draw.polygon([(x + w * 0.36, y - h * 0.34), (x + w * 0.5, y - h * 0.34), (x + w * 0.40, y + h * 0.5), (x + w * 0.30, y + h * 0.5)], fill=dark)
    draw.rounded_rectangle((x - w * 0.54, y - h * 0.48, x + w * 0.54, y - h * 0.35), radius=6, fill=(46, 48, 52))
    draw.rounded_rectangle((x - w * 0.16, y - h * 0.54, x + w * 0.16, y - h * 0.47), radius=4, fill=(60, 62, 66))
    lw = w * 0.86
    cx = x + turn
    draw.rectangle((cx - lw / 2, y - h * 0.06, cx + lw / 2, y + h * 0.20), fill="white", outline=(60, 60, 60))
    size = lw * 0.122
    draw.text((cx, y + h * 0.015), "SKU", font=font("sans-bold", size), fill="black", anchor="mm")
    draw.text((cx, y + h * 0.075), sku, font=font("sans-bold", size), fill="black", anchor="mm")
    for k in range(22):
        bx = cx - lw * 0.42 + k * lw * 0.84 / 22
        draw.line((bx, y + h * 0.11, bx, y + h * 0.175), fill="black", width=1 if k % 3 else 2)


def _box(draw: Draw, opened: float, taped: bool) -> None:
    """The carton from above; `opened` 1 = flaps out, 0 = shut."""
    left, top, right, bottom = 190, 130, 470, 400
    draw.polygon([(left + 14, top + 16), (right + 18, top + 16), (right + 18, bottom + 18), (left + 14, bottom + 18)], fill=(140, 142, 146))
    if opened > 0.02:
        draw.rectangle((left, top, right, bottom), fill=(120, 86, 50))
        draw.rectangle((left + 12, top + 12, right - 12, bottom - 12), fill=(92, 66, 38))
        f = 96 * opened
        draw.polygon([(left, top), (left - f, top + 14), (left - f, bottom - 14), (left, bottom)], fill=(196, 152, 100))
        draw.polygon([(right, top), (right + f, top + 14), (right + f, bottom - 14), (right, bottom)], fill=(188, 145, 94))
        inside = (1 - opened) * 130
        draw.rectangle((left, top, left + inside, bottom), fill=(196, 152, 100))
        draw.rectangle((right - inside, top, right, bottom), fill=(188, 145, 94))
    else:
        draw.rectangle((left, top, right, bottom), fill=(194, 150, 98))
        draw.line(((left + right) / 2, top, (left + right) / 2, bottom), fill=(150, 112, 68), width=2)
    if taped:
        draw.rectangle(((left + right) / 2 - 16, top - 4, (left + right) / 2 + 16, bottom + 4), fill=(222, 206, 164))


def packing(
    target: Path,
    begin: datetime,
    *,
    seconds: int,
    colour: tuple[int, int, int],
    sku: str,
    order: str,
    tracking: str,
    clock: Callable[[datetime], str],
    words: dict[str, str],
) -> None:
    """Writes an MP4 (H.264, no sound) whose own creation time is `begin`. `words`: order, carrier, station."""
    ground = _ground()
    slip = Image.new("RGB", (236, 150), "white")
    d = ImageDraw.Draw(slip)
    d.rectangle((1, 1, 234, 148), outline="black", width=2)
    d.text((12, 8), words["carrier"], font=font("sans-bold", 26), fill=(0, 140, 60))
    for k in range(44):
        d.line((14 + k * 4.8, 44, 14 + k * 4.8, 82), fill="black", width=1 + (k * 7) % 3)
    d.text((118, 98), tracking, font=font("sans-bold", 22), fill="black", anchor="mm")
    d.text((12, 114), f"{words['order']} {order}", font=font("sans-bold", 17), fill="black")

    def frame(t: float) -> Image.Image:
        image = ground.copy()
        draw = ImageDraw.Draw(image)
        if t < 11:  # the item and its label, turned a little to both sides
            _mug(draw, 320, 262, 1.30, colour, sku, turn=6 * math.sin(t * 0.9))
        elif t < 20:  # open carton, the item goes in
            _box(draw, 1, False)
            step = min(1.0, (t - 11) / 6)
            _mug(draw, 80 + 250 * step, 262, 1.0 - 0.22 * step, colour, sku, shadow=step < 0.2)
        elif t < 26:  # flaps and tape
            shut = max(0.0, 1 - (t - 20) / 3)
            _box(draw, shut, t > 23.6)
            if shut > 0.45:
                _mug(draw, 330, 262, 0.78, colour, sku, shadow=False)
                half = (1 - shut) * 130
                draw.rectangle((190, 130, 190 + half, 400), fill=(196, 152, 100))
                draw.rectangle((470 - half, 130, 470, 400), fill=(188, 145, 94))
        else:  # the carrier's label
            _box(draw, 0, True)
            slide = max(0.0, 1 - (t - 26) / 2.5)
            image.paste(slip, (212, 190 + int(300 * slide)))
            if slide:
                draw.ellipse((290, 320 + 300 * slide, 370, 410 + 300 * slide), fill=(214, 170, 140))
        draw.rectangle((0, 0, 452, 30), fill=(20, 20, 20))
        draw.text((8, 15), clock(begin + timedelta(seconds=int(t))), font=font("mono", 21), fill=(255, 240, 90), anchor="lm")
        draw.rectangle((0, SIZE[1] - 28, SIZE[0], SIZE[1]), fill=(20, 20, 20))
        footer = f"{words['station']}   {words['order']} {order}   SKU {sku}"
        draw.text((8, SIZE[1] - 14), footer, font=font("sans", 17), fill="white", anchor="lm")
        return image.filter(ImageFilter.GaussianBlur(0.35))

    target.parent.mkdir(parents=True, exist_ok=True)
    stamp = begin.utctimetuple()
    created = f"{stamp.tm_year:04}-{stamp.tm_mon:02}-{stamp.tm_mday:02}T{stamp.tm_hour:02}:{stamp.tm_min:02}:{stamp.tm_sec:02}.000000Z"
    with av.open(str(target), "w", options={"movflags": "+faststart"}) as container:
        container.metadata["creation_time"] = created
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = {"crf": "25", "preset": "medium", "threads": "1", "g": "80"}
        stream.metadata["creation_time"] = created
        for n in range(seconds * RATE):
            for packet in stream.encode(av.VideoFrame.from_image(frame(n / RATE))):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
