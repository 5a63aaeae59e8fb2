"""Evidence files of kinds that converters stumble over: odd page sizes, turned pages, forms, tags, layers, fax, CMYK, 16 bits, animations.

PDFs with a password or with rights are not among them: reading refuses them, with a finding of its own.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

Scene = Callable[..., Any]
"""Draws a picture: seed, size in pixels, a line of text, noise."""


def files(order: str, scene: Scene) -> Iterator[tuple[str, bytes]]:
    """Every file. Each page names the order, in text or in pixels, and has a frame at its edge."""
    yield from _pdfs(order, scene)
    yield from _scans(order, scene)
    yield from _pictures(order, scene)


def _pdfs(order: str, scene: Scene) -> Iterator[tuple[str, bytes]]:
    import pikepdf
    from reportlab.pdfgen.canvas import Canvas

    sizes = [(300, 1800), (2384, 3370), (150, 150), (612, 1008), (842, 595)]
    yield "sizes.pdf", _drawn(order, sizes)
    for turn in (90, 180, 270):
        document = pikepdf.open(io.BytesIO(_drawn(order, [(595, 842), (842, 595)])))
        for page in document.pages:
            page.Rotate = turn
        yield f"turned{turn}.pdf", _kept(document)
    document = pikepdf.open(io.BytesIO(_drawn(order, [(595, 842)] * 2)))
    document.pages[0].CropBox = [40, 60, 555, 800]
    document.pages[1].MediaBox = [-100, -50, 695, 892]
    document.pages[1].UserUnit = 2
    yield "boxes.pdf", _kept(document)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    _page(canvas, order, (595, 842), 7)
    canvas.acroForm.textfield(name="order", value=f"Order {order}", x=60, y=500, width=300, height=24, borderWidth=1, forceBorder=True)
    canvas.acroForm.checkbox(name="seen", checked=True, x=60, y=460, buttonStyle="check", forceBorder=True)
    canvas.linkURL("https://example.com/", (60, 400, 200, 420))
    canvas.showPage()
    canvas.save()
    yield "form.pdf", out.getvalue()
    yield "tagged.pdf", _tagged(order)
    yield "layers.pdf", _layers(order)


def _page(canvas: Any, order: str, size: tuple[float, float], seed: int) -> None:
    """A page with a frame, shapes of its own and a line that names the order."""
    wide, high = size
    canvas.setPageSize(size)
    for n in range(12):
        if (seed * 2654435761 >> n) & 1:
            canvas.setFillGray(0.35)
            canvas.rect(n % 3 * wide / 3, n // 3 * high / 4, wide / 3, high / 4, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(0, high * 0.86, wide, high * 0.1, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setLineWidth(max(2.0, wide / 150))
    canvas.rect(2, 2, wide - 4, high - 4, stroke=1, fill=0)
    canvas.setFont("Helvetica", max(7.0, min(wide / 24, high * 0.05)))
    canvas.drawString(wide * 0.06, high * 0.89, f"Order {order}")


def _drawn(order: str, sizes: list[tuple[int, int]]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, size in enumerate(sizes, 1):
        _page(canvas, order, size, number * 37 + size[0])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _tagged(order: str) -> bytes:
    import typst

    shapes = "#place(bottom + left, rect(width: 50%, height: 40%, fill: luma(90)))"
    source = f"#set page(paper: \"a4\", margin: 6mm)\n#set text(size: 20pt)\n{shapes}\n= Order {order}\n#table(columns: 2, [Carrier], [CDEK], [Weight], [0.48 kg])\n"
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


def _layers(order: str) -> bytes:
    """A page with a layer that viewers do not show."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    document = pikepdf.open(io.BytesIO(_drawn(order, [(595, 842)])))
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page = document.pages[0]
    page.Resources.Properties = Dictionary(L=layer)
    page.contents_add(b"/OC /L BDC 0 0 0 rg 0 0 400 400 re f EMC")
    return _kept(document)


def _kept(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _scans(order: str, scene: Scene) -> Iterator[tuple[str, bytes]]:
    import img2pdf
    import pikepdf
    from PIL import Image

    fax = [scene(80 + n, (1240, 1754), f"Order {order}", 0).convert("1") for n in range(2)]
    yield "fax.tiff", _saved(fax[0], "TIFF", save_all=True, append_images=fax[1:], compression="group4", dpi=(150, 150))
    yield "fax.pdf", img2pdf.convert([_saved(f, "PNG") for f in fax], nodate=True)
    yield "fine.pdf", img2pdf.convert(_saved(scene(83, (2480, 3508), f"Order {order}", 30), "JPEG", quality=90, dpi=(300, 300)), nodate=True)
    cmyk = _saved(scene(84, (1240, 1754), f"Order {order}", 20).convert("CMYK"), "JPEG", quality=90)
    yield "cmyk.jpg", cmyk
    yield "cmyk.pdf", img2pdf.convert(cmyk, nodate=True)
    jp2 = _saved(scene(85, (1000, 1400), f"Order {order}", 10), "JPEG2000", quality_mode="rates", quality_layers=[12])
    yield "jpeg2000.pdf", img2pdf.convert(jp2, nodate=True)
    with pikepdf.new() as document:  # a palette, at 4 bits
        small = scene(86, (800, 1100), f"Order {order}", 0).quantize(16)
        picture = pikepdf.Stream(document, _packed(small), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=800, Height=1100, BitsPerComponent=4)
        palette = bytes(small.getpalette()[: 16 * 3]).ljust(48, b"\0")
        picture.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 15, pikepdf.String(palette)])
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")
        yield "palette.pdf", _kept(document)
    soft = scene(87, (900, 1200), f"Order {order}", 5).convert("RGBA")
    soft.putalpha(Image.linear_gradient("L").resize((900, 1200)).point(lambda v: 255 - v // 4))
    yield "soft.png", _saved(soft, "PNG")


def _packed(image: Any) -> bytes:
    """Two pixels of a palette picture in each byte."""
    data = image.tobytes()
    return bytes((data[i] << 4) | data[i + 1] for i in range(0, len(data), 2))


def _pictures(order: str, scene: Scene) -> Iterator[tuple[str, bytes]]:
    import numpy
    from PIL import Image

    def text() -> str:
        return f"Order {order}"

    for turn, orientation in ((6, 90), (3, 180), (8, 270)):
        exif = Image.Exif()
        exif[274] = turn
        exif[306] = "2026:10:09 11:20:05"
        upright = scene(90 + turn, (1600, 1200), text(), 20)
        yield f"phone{turn}.jpg", _saved(upright.rotate({90: 90, 180: 180, 270: 270}[orientation], expand=True), "JPEG", quality=92, exif=exif)
    grey = numpy.asarray(scene(94, (900, 700), text(), 10).convert("L")).astype(numpy.uint16) * 257
    yield "deep.png", _saved(Image.fromarray(grey), "PNG")
    yield "clear.png", _saved(scene(95, (800, 600), text(), 0).quantize(64), "PNG", transparency=0)
    yield "grey.png", _saved(scene(96, (800, 600), text(), 10).convert("LA"), "PNG")
    moving = [scene(97 + n, (640, 480), text(), 0) for n in range(4)]
    yield "moving.gif", _saved(moving[0].quantize(64), "GIF", save_all=True, append_images=[m.quantize(64) for m in moving[1:]], duration=200)
    yield "moving.webp", _saved(moving[0], "WEBP", save_all=True, append_images=moving[1:3], duration=200, quality=90)
    yield "layered.jpg", _saved(scene(102, (1800, 1300), text(), 40), "JPEG", quality=90, progressive=True)


def _saved(image: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
