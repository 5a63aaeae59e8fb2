"""Screenshots of web pages: a browser window with tab, buttons and the whole address bar, and simple page parts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from _make.fonts import font

WIDTH = 1360
CHROME = 92
Colour = str | tuple[int, int, int]


class Window:
    """A page under a browser's head. Parts are written from the top down; `y` is where the next one goes (pixels)."""

    def __init__(self, url: str, tab: str, *, bar: bool = True, height: int = 1400, ground: Colour = "#ffffff", icon: Colour = "#d9001b") -> None:
        self.image = Image.new("RGB", (WIDTH, height), ground)
        self.draw = ImageDraw.Draw(self.image)
        self.y = 0.0
        self.left, self.right = 64.0, WIDTH - 64.0
        if bar:
            self._chrome(url, tab, icon)
            self.y = CHROME

    def _chrome(self, url: str, tab: str, icon: Colour) -> None:
        d = self.draw
        d.rectangle((0, 0, WIDTH, 42), fill="#dee1e6")
        d.rounded_rectangle((12, 8, 330, 60), radius=10, fill="#ffffff")
        d.ellipse((26, 18, 42, 34), fill=icon)
        title = tab
        while d.textlength(title, font=font("sans", 14)) > 236:
            title = title.rstrip("…")[:-1] + "…"
        d.text((52, 26), title, font=font("sans", 14), fill="#3c4043", anchor="lm")
        d.line((306, 21, 314, 29), fill="#5f6368", width=2)
        d.line((314, 21, 306, 29), fill="#5f6368", width=2)
        d.line((350, 26, 362, 26), fill="#5f6368", width=2)
        d.line((356, 20, 356, 32), fill="#5f6368", width=2)
        for x, kind in ((WIDTH - 128, "-"), (WIDTH - 80, "o"), (WIDTH - 32, "x")):
            if kind == "-":
                d.line((x - 6, 22, x + 6, 22), fill="#3c4043", width=1)
            elif kind == "o":
                d.rectangle((x - 5, 16, x + 5, 26), outline="#3c4043")
            else:
                d.line((x - 5, 16, x + 5, 26), fill="#3c4043", width=1)
                d.line((x + 5, 16, x - 5, 26), fill="#3c4043", width=1)
        d.rectangle((0, 42, WIDTH, CHROME), fill="#ffffff")
        d.line((0, CHROME - 1, WIDTH, CHROME - 1), fill="#dadce0")
        for x, turn in ((32, -1), (72, 1)):
            d.line((x - 8, 67, x + 8, 67), fill="#5f6368", width=2)
            d.line((x + 8 * turn, 67, x + 1 * turn, 60), fill="#5f6368", width=2)
            d.line((x + 8 * turn, 67, x + 1 * turn, 74), fill="#5f6368", width=2)
        d.arc((102, 58, 120, 76), 40, 330, fill="#5f6368", width=2)
        d.polygon([(120, 58), (120, 66), (112, 64)], fill="#5f6368")
        d.rounded_rectangle((140, 50, WIDTH - 96, 84), radius=17, fill="#f1f3f4")
        d.rounded_rectangle((156, 65, 168, 75), radius=2, fill="#5f6368")
        d.arc((158, 58, 166, 72), 180, 360, fill="#5f6368", width=2)
        d.text((182, 67), url, font=font("sans", 20), fill="#202124", anchor="lm")
        if 182 + d.textlength(url, font=font("sans", 20)) > WIDTH - 110:
            raise ValueError(f"the address does not fit the bar: {url}")
        d.ellipse((WIDTH - 74, 55, WIDTH - 50, 79), fill="#7b8794")
        for k in range(3):
            d.ellipse((WIDTH - 30, 58 + 7 * k, WIDTH - 26, 62 + 7 * k), fill="#5f6368")

    # --- parts -------------------------------------------------------------------------------------------------

    def band(self, words: str, fill: Colour, ink: Colour = "#ffffff", height: int = 58, size: int = 24, menu: Sequence[str] = ()) -> None:
        """The site's head: its name and a menu."""
        self.draw.rectangle((0, self.y, WIDTH, self.y + height), fill=fill)
        self.draw.text((self.left, self.y + height / 2), words, font=font("sans-bold", size), fill=ink, anchor="lm")
        x = self.right
        for item in reversed(menu):
            self.draw.text((x, self.y + height / 2), item, font=font("sans", 16), fill=ink, anchor="rm")
            x -= self.draw.textlength(item, font=font("sans", 16)) + 34
        self.y += height + 18

    def title(self, words: str, size: int = 24, fill: Colour = "#1b1b1b") -> None:
        self.draw.text((self.left, self.y), words, font=font("sans-bold", size), fill=fill)
        self.y += size * 1.65

    def wrap(self, words: str, role: str, size: float, width: float) -> list[str]:
        lines, line = [], ""
        for word in words.split(" "):
            longer = f"{line} {word}".strip()
            if line and self.draw.textlength(longer, font=font(role, size)) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line]

    def text(self, words: str, size: int = 17, fill: Colour = "#3a3a3a", role: str = "sans", gap: float = 8) -> None:
        for line in self.wrap(words, role, size, self.right - self.left):
            self.draw.text((self.left, self.y), line, font=font(role, size), fill=fill)
            self.y += size * 1.4
        self.y += gap

    def crumb(self, words: str) -> None:
        self.text(words, size=16, fill="#6b7280", gap=4)

    def card(self, rows: Sequence[tuple[str, str]], label_width: int = 300, fill: Colour = "#ffffff", size: int = 18) -> None:
        """A framed list of label and value."""
        line = size * 1.95
        top = self.y
        values = [self.wrap(value, "sans-bold", size, self.right - self.left - label_width - 56) for _, value in rows]
        height = sum(line + (len(v) - 1) * size * 1.35 for v in values) + 20
        self.draw.rounded_rectangle((self.left, top, self.right, top + height), radius=10, fill=fill, outline="#d5d9de")
        y = top + 12
        for (label, _), lines in zip(rows, values, strict=True):
            self.draw.text((self.left + 24, y + 4), label, font=font("sans", size), fill="#6b7280")
            for k, value in enumerate(lines):
                self.draw.text((self.left + 24 + label_width, y + 4 + k * size * 1.35), value, font=font("sans-bold", size), fill="#1b1b1b")
            y += line + (len(lines) - 1) * size * 1.35
            if y < top + height - 16:
                self.draw.line((self.left + 24, y - 5, self.right - 24, y - 5), fill="#eceff2")
        self.y = top + height + 20

    def badge(self, words: str, fill: Colour, ink: Colour = "#ffffff", size: int = 18) -> None:
        width = self.draw.textlength(words, font=font("sans-bold", size)) + 36
        self.draw.rounded_rectangle((self.left, self.y, self.left + width, self.y + size * 2), radius=size, fill=fill)
        self.draw.text((self.left + width / 2, self.y + size), words, font=font("sans-bold", size), fill=ink, anchor="mm")
        self.y += size * 2 + 16

    def steps(self, rows: Sequence[tuple[str, str, str]], colour: Colour, time_width: int = 330, size: int = 17) -> None:
        """A tracking history: time, place, event, with dots on a line."""
        top = self.y + 12
        self.draw.line((self.left + 10, top, self.left + 10, top + (len(rows) - 1) * size * 2.5), fill="#cfd4da", width=3)
        for n, (when, place, event) in enumerate(rows):
            y = top + n * size * 2.5
            self.draw.ellipse((self.left + 3, y - 7, self.left + 17, y + 7), fill=colour if n == 0 else "#9aa4b0")
            role = "sans-bold" if n == 0 else "sans"
            self.draw.text((self.left + 36, y), when, font=font(role, size), fill="#374151", anchor="lm")
            self.draw.text((self.left + 36 + time_width, y), place, font=font(role, size), fill="#374151", anchor="lm")
            self.draw.text((self.left + 36 + time_width + 270, y), event, font=font(role, size), fill="#1b1b1b", anchor="lm")
        self.y = top + len(rows) * size * 2.5 + 4

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: int = 17) -> None:
        scale = (self.right - self.left) / sum(widths)
        line = size * 2.1
        for n, row in enumerate([header, *rows]):
            x = self.left
            self.draw.rectangle((self.left, self.y, self.right, self.y + line), fill="#eef1f5" if n == 0 else "#ffffff", outline="#d5d9de")
            for words, width in zip(row, widths, strict=True):
                role = "sans-bold" if n == 0 else "sans"
                self.draw.text((x + 12, self.y + line / 2), words, font=font(role, size), fill="#1b1b1b", anchor="lm")
                x += width * scale
            self.y += line
        self.y += 20

    def bubble(self, who: str, when: str, words: str, *, mine: bool, fill: Colour, size: int = 18, ink: Colour = "#1b1b1b") -> None:
        """One message with sender and time stamp."""
        width = 800
        lines = self.wrap(words, "sans", size, width - 44)
        wide = max([self.draw.textlength(x, font=font("sans", size)) for x in lines] + [self.draw.textlength(f"{who}   {when}", font=font("sans", 16))]) + 44
        height = len(lines) * size * 1.42 + 52
        x = self.right - wide if mine else self.left
        self.draw.rounded_rectangle((x, self.y, x + wide, self.y + height), radius=14, fill=fill, outline="#dfe3e8")
        self.draw.text((x + 22, self.y + 14), who, font=font("sans-bold", 16), fill="#4b5563")
        self.draw.text((x + wide - 22, self.y + 14), when, font=font("sans", 16), fill="#6b7280", anchor="ra")
        for n, line in enumerate(lines):
            self.draw.text((x + 22, self.y + 40 + n * size * 1.42), line, font=font("sans", size), fill=ink)
        self.y += height + 16

    def put(self, image: Image.Image, x: float, y: float) -> None:
        self.image.paste(image, (int(x), int(y)), image if image.mode == "RGBA" else None)

    # --- out ---------------------------------------------------------------------------------------------------

    def shot(self, at_least: int = 720) -> Image.Image:
        """The window cut off below its content."""
        bottom = min(self.image.height, max(at_least, int(self.y + 26)))
        if self.y > self.image.height:
            raise ValueError("the page is longer than the window")
        return self.image.crop((0, 0, WIDTH, bottom))


def png(image: Image.Image, target: Path, palette: int = 128) -> None:
    """Saves with a palette: screenshots of pages need no more, and stay small."""
    target.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(palette, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)


def jpeg(image: Image.Image, target: Path, quality: int = 82) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True)
    target.write_bytes(buffer.getvalue())
