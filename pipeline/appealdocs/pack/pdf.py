"""PDFs taken apart and put together (pikepdf): pages are carried over whole, what a file could do by itself is left behind."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from appealdocs.pack import picture, raster

if TYPE_CHECKING:
    import pikepdf

_PAGE_KEYS: Final = ("/Trans", "/AA", "/StructParents", "/Tabs", "/B", "/PieceInfo", "/Metadata", "/Thumb", "/Dur", "/Annots",
                     "/LastModified", "/SeparationInfo", "/ID", "/PZ", "/TemplateInstantiated", "/PresSteps", "/VP")
"""Of a page, everything beyond what it shows: effects, actions, tags of a tree that stays behind."""
COPY_DPI: Final = 200
"""Of a page that is carried over as a picture of itself: fax-fine, 8-point type stays legible."""
COPY_QUALITY: Final = 88


def opened(data: bytes) -> pikepdf.Pdf:
    """The file. Raises pikepdf.PdfError."""
    import pikepdf

    return pikepdf.open(io.BytesIO(data))


def written(document: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a document: the same ones for the same document, streams packed, objects in streams."""
    import pikepdf

    out = io.BytesIO()
    standard: dict[str, Any] = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "compress_streams": True, "deterministic_id": True}
    pikepdf.settings.set_flate_compression_level(9)
    try:
        document.save(out, **(standard | options))
    finally:
        pikepdf.settings.set_flate_compression_level(-1)  # a setting of the whole process: others keep the library's own
    return out.getvalue()


def count(data: bytes) -> int:
    """How many pages."""
    with opened(data) as document:
        return len(document.pages)


def said(data: bytes) -> str:
    """What a PDF says of itself in words: its properties, its metadata packet, names of attached files."""
    with opened(data) as document:
        words = [str(value) for value in document.docinfo.values()]
        if "/Metadata" in document.Root:
            words.append(document.Root.Metadata.read_bytes().decode("utf-8", "replace"))
        return "\n".join([*words, *document.attachments])


def passive(data: bytes) -> bytes:
    """A copy that shows the same pages and does nothing: forms and notes drawn into the page, no scripts, links, files, effects.

    Its pictures are untouched. Pages with switchable layers are carried over as pictures of what a viewer shows.
    """
    import pikepdf

    with opened(data) as source, pikepdf.new() as target:
        if _layered(source):
            return from_pictures(data, range(len(source.pages)))
        if "/AcroForm" in source.Root:
            source.generate_appearance_streams()
        source.flatten_annotations("screen")
        pikepdf.sanitize.Sanitizer().remove_javascript().remove_external_access().remove_attachments().remove_thumbnails().apply(source)
        source.remove_unreferenced_resources()
        target.pages.extend(source.pages)
        for page in target.pages:
            for key in _PAGE_KEYS:
                if key in page:
                    del page[key]
        return written(target, recompress_flate=True)


def _layered(source: pikepdf.Pdf) -> bool:
    """Whether the file has layers that a viewer does not show; loose pages would show all of them."""
    layers = source.Root.get("/OCProperties")
    default = layers.get("/D") if layers is not None else None
    return default is not None and (len(default.get("/OFF", [])) > 0 or str(default.get("/BaseState", "/ON")) != "/ON")


def cut(data: bytes, first: int, last: int) -> bytes:
    """Pages `first` to `last` (from 0, `last` excluded), with nothing of the others."""
    import pikepdf

    with opened(data) as source, pikepdf.new() as target:
        target.pages.extend(source.pages[first:last])
        return written(target)


def joined(parts: Sequence[bytes]) -> bytes:
    """The pages of all parts, in order."""
    import pikepdf

    if len(parts) == 1:
        return parts[0]
    with pikepdf.new() as target:
        for part in parts:
            with opened(part) as source:
                target.pages.extend(source.pages)
        return written(target)


def from_pictures(data: bytes, pages: Sequence[int], dpi: int = COPY_DPI, quality: int = COPY_QUALITY) -> bytes:
    """These pages as pictures of themselves, each on a page of the size of the original."""
    return with_pictures(data, dict.fromkeys(pages, (dpi, quality)), pages)


def with_pictures(data: bytes, chosen: Mapping[int, tuple[int, int]], pages: Sequence[int] | None = None) -> bytes:
    """A copy in which the `chosen` pages (dpi, JPEG quality) are pictures of themselves; `pages`: the ones kept, else all."""
    import pikepdf

    shown = raster.sizes(data)
    kept = list(pages) if pages is not None else list(range(len(shown)))
    with opened(data) as source, pikepdf.new() as target:
        for number in kept:
            if number in chosen:
                dpi, quality = chosen[number]
                content = picture.jpeg(next(raster.rendered(data, [number], dpi)), quality)
                target.pages.append(picture_page(target, content, shown[number]))
            else:
                target.pages.append(source.pages[number])
        return written(target)


def picture_page(target: pikepdf.Pdf, content: bytes, size: tuple[float, float]) -> Any:
    """A page of `size` points that shows one RGB JPEG."""
    import pikepdf
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
    stream = pikepdf.Stream(target, content)
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )
    wide, high = (round(v, 2) for v in size)
    return pikepdf.Page(target.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, wide, high], Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=stream)),
        Contents=pikepdf.Stream(target, f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode()),
    )))
