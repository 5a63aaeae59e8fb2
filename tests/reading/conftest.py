"""Files made on the spot for the reader: honest ones and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from appealdocs.reading import Pool

FONTS = Path(__file__).parents[2] / "pipeline" / "appealdocs" / "render" / "fonts"


def font(size: int, chinese: bool = False) -> ImageFont.FreeTypeFont:
    """PT Serif (Latin, Cyrillic), or the shipped subset with Chinese."""
    return ImageFont.truetype(str(FONTS / ("DroidSansFallback-subset.ttf" if chinese else "PTF55F.ttf")), size)


class Make:
    """Makes files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    font = staticmethod(font)

    # ---- PDF -----------------------------------------------------------------------------------------------------------

    def pdf(self, name: str, lines: list[str] | None = None, *, pages: int = 1) -> Path:
        """A text PDF by reportlab: lines 'label|value' make two cells."""
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
        for number in range(pages):
            for index, line in enumerate(lines or [f"Page {number + 1} of a plain document"]):
                for column, cell in enumerate(line.split("|")):
                    canvas.drawString(40 + 185 * column, 760 - 20 * index, cell)
            canvas.showPage()
        canvas.save()
        return self.file(name, buffer.getvalue())

    def raw_pdf(self, name: str, objects: list[bytes], end: bytes = b"") -> Path:
        """A PDF of the given objects, numbered from 1; the first is the catalog."""
        out, places = b"%PDF-1.7\n", []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return self.file(name, out + end)

    def page_objects(
        self, catalog: bytes = b"", page: bytes = b"", content: bytes = b"BT /F1 12 Tf 40 700 Td (A plain page) Tj ET"
    ) -> list[bytes]:
        """Catalog, page tree, one page, its content and a font; more may be appended from number 6."""
        return [
            b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
            b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]  # fmt: skip

    def scan(self, name: str, picture: Image.Image, quality: int = 85) -> Path:
        """A PDF whose only content is a picture over the whole page."""
        import img2pdf

        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality)
        return self.file(name, img2pdf.convert(buffer.getvalue(), layout_fun=img2pdf.get_layout_fun((595, 842))))

    # ---- pictures ------------------------------------------------------------------------------------------------------

    def picture(self, name: str, picture: Image.Image, **options: object) -> Path:
        buffer = io.BytesIO()
        picture.save(
            buffer,
            {".jpg": "JPEG", ".tif": "TIFF", ".heic": "HEIF"}.get(Path(name).suffix, Path(name).suffix[1:].upper()),
            **options,
        )
        return self.file(name, buffer.getvalue())

    def lines(
        self, texts: list[str], size: tuple[int, int] = (1280, 600), letters: int = 26, chinese: bool = False
    ) -> Image.Image:
        """Black lines on white, 50 px apart; 'label|value' makes two cells."""
        picture = Image.new("RGB", size, "white")
        draw = ImageDraw.Draw(picture)
        for index, text in enumerate(texts):
            for column, cell in enumerate(text.split("|")):
                draw.text((40 + 430 * column, 40 + 50 * index), cell, "black", font(letters, chinese))
        return picture

    def screenshot(self, texts: list[str], url: str | None, tab: str = "", heading: str = "") -> Image.Image:
        """A browser window: tabs and address bar (left out where `url` is None), a coloured heading, lines."""
        top = 104 if url is not None else 0
        picture = Image.new("RGB", (1280, top + 90 + 50 * len(texts) + 40), "white")
        draw = ImageDraw.Draw(picture)
        if url is not None:
            draw.rectangle((0, 0, 1280, 44), "#dee1e6")
            draw.rounded_rectangle((12, 8, 360, 52), 10, "white")
            draw.text((30, 14), tab or "Track", "#333333", font(20))
            draw.rounded_rectangle((90, 52, 1250, 97), 22, "#f1f3f4")
            draw.text((112, 60), url, "#222222", font(24))
        draw.rectangle((0, top, 1280, top + 76), "#1a5276")
        draw.text((40, top + 16), heading or "Parcel tracking", "white", font(34))
        for index, text in enumerate(texts):
            for column, cell in enumerate(text.split("|")):
                draw.text((40 + 430 * column, top + 96 + 50 * index), cell, "black", font(26))
        return picture

    def letter(
        self, stamp: str | None = "#c8102e", paper: str = "#fdfbf6", signature: str | None = "#14286e"
    ) -> Image.Image:
        """A signed letter of 1100 x 1556 px with a round stamp in this ink."""
        picture = Image.new("RGB", (1100, 1556), paper)
        draw = ImageDraw.Draw(picture)
        for index in range(8):
            draw.text(
                (90, 150 + 55 * index), "We commit that the violation will not happen again.", "#1a1a1a", font(26)
            )
        if signature:
            draw.line([(130, 620), (170, 560), (200, 640), (240, 570), (300, 620), (380, 600)], signature, 4)
        if stamp:
            draw.ellipse((660, 560, 940, 840), outline=stamp, width=8)
            for index, char in enumerate("SHENZHEN LANTING"):
                draw.text((690 + 14 * index, 600 + abs(index - 8) * 8), char, stamp, font(22))
            draw.regular_polygon((800, 700, 40), 5, fill=stamp)
        return picture

    # ---- others --------------------------------------------------------------------------------------------------------

    def zip(self, name: str, entries: dict[str, bytes]) -> Path:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        return self.file(name, buffer.getvalue())

    def docx(self, name: str, body: str = "", more: dict[str, bytes] | None = None) -> Path:
        """The smallest DOCX with this body XML (or one paragraph), and more parts."""
        body = body or "<w:p><w:r><w:t>Order NAEHF0061420317 was dispatched.</w:t></w:r></w:p>"
        xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
        parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()}
        return self.zip(name, parts | (more or {}))

    def video(self, name: str, seconds: int = 4, texts: Callable[[int], str] | None = None, created: str = "") -> Path:
        """A video of two frames a second; `texts` gives what each second shows."""
        import av

        path = self.folder / name
        with av.open(str(path), "w") as container:
            if created:
                container.metadata["creation_time"] = created
            stream = container.add_stream("mpeg4", rate=2)
            stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
            for index in range(seconds * 2):
                picture = Image.new("RGB", (640, 360), (40 + index % 7, 90, 60))
                if texts is not None:
                    draw = ImageDraw.Draw(picture)
                    for line, text in enumerate(texts(index // 2).split("\n")):
                        draw.text((20, 20 + 60 * line), text, "white", font(32))
                for packet in stream.encode(av.VideoFrame.from_image(picture)):
                    container.mux(packet)
            for packet in stream.encode():
                container.mux(packet)
        return path

    @staticmethod
    def png_header(width: int, height: int) -> bytes:
        """A PNG that promises a size and holds nothing."""

        def chunk(name: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

        head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return Make(tmp_path)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One warm reading process for the tests of a module."""
    with Pool(1) as processes:
        yield processes
