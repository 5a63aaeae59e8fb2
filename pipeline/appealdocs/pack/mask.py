"""Masks personal data in copies of pictures and PDFs: pixels are painted over, text is gone from the file, not only covered.

A page of a PDF on which something is masked becomes a picture of itself, painted over: no text layer, no hidden object, no earlier
revision of it is left. The other pages stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from appealdocs.errors import Refused
from appealdocs.language.hit import Hit
from appealdocs.model.dossier import Dossier
from appealdocs.model.reading import Box, Page
from appealdocs.model.text import Text2
from appealdocs.pack import pdf, picture, raster
from appealdocs.pack.source import Source
from appealdocs.reading.kinds import IMAGES, VIDEOS

if TYPE_CHECKING:
    from PIL.Image import Image

PAD: Final = 0.25
"""Of the height of a line: how far the paint reaches beyond a word's box, which OCR draws tightly."""


_LOSSLESS: Final[frozenset[str]] = frozenset({"png", "bmp", "gif", "tiff"})


@dataclass(frozen=True, slots=True)
class Masked:
    """A copy with personal data painted over: its kind and bytes, and which kinds of data it held (phone, email, identity, card, place)."""

    kind: str
    data: bytes
    kinds: tuple[str, ...]
    pages: tuple[int, ...]
    """Pages (from 1) that were painted."""


def own_names(dossier: Dossier) -> tuple[str, ...]:
    """What may be read: ids of the case, and what is the seller's own."""
    case = dossier.case
    seller = case.seller
    names = [case.platform_case, case.reference, seller.email, seller.phone, seller.licence.number if seller.licence else ""]
    names += [*(seller.former_licences or ())]
    names += [x for o in case.orders for x in (o.id, o.tracking, *o.skus)]
    names += [x for p in case.points for x in p.skus] + [e.tracking for e in case.evidence]
    return tuple(dict.fromkeys(n for n in names if n))


def masked(data: bytes, source: Source, names: Sequence[str]) -> Masked | None:
    """The copy with what was found painted over; None if nothing was found. Raises Refused for a video or a text that shows such data."""
    if source.kind in IMAGES:
        return _picture(data, source, names)
    if source.kind == "pdf":
        return _pdf(data, source, names)
    hits = _personal(source.reading.text, names)
    if not hits:
        return None
    what = "video" if source.kind in VIDEOS else source.kind.upper()
    raise Refused(
        Text2(f"{source.file} shows personal data, and a {what} cannot be masked here", f"{source.file} 中有个人信息，此类文件（{what}）无法自动打码"),
        Text2("Cut or blur it in another program, or leave the file out.", "请用其他软件裁剪或模糊处理，或不提交该文件。"),
    )


def _personal(text: str, names: Iterable[str]) -> list[Hit]:
    from appealdocs.language.personal import personal

    return personal(text, names)


def _picture(data: bytes, source: Source, names: Sequence[str]) -> Masked | None:
    boxes, kinds = _found(source.reading.pages, names)
    if not boxes:
        return _unsaid(data, source, names)
    frames = list(picture.frames(data, source.kind))
    painted = [paint(frame.copy(), boxes.get(n, ())) for n, frame in enumerate(frames, 1)]
    lossless = source.kind in _LOSSLESS
    if len(painted) > 1:
        out = io.BytesIO()
        painted[0].save(out, "TIFF", save_all=True, append_images=painted[1:], compression="tiff_deflate")
        return Masked("tiff", out.getvalue(), kinds, tuple(boxes))
    made = picture.png(painted[0]) if lossless else picture.jpeg(painted[0], picture.FINE, exif=picture.exif_of(data, source.kind))
    return Masked("png" if lossless else "jpeg", made, kinds, tuple(boxes))


def _unsaid(data: bytes, source: Source, names: Sequence[str]) -> Masked | None:
    """The picture as it is, where only its file says something personal beside it: in a comment, in EXIF, or the place."""
    words, place = picture.said(data, source.kind)
    kinds = dict.fromkeys(hit.kind for hit in _personal(words, names)) | ({"place": None} if place else {})
    if not kinds:
        return None
    if source.kind in ("jpeg", "png"):
        return Masked(source.kind, picture.stripped(data, source.kind), tuple(kinds), ())
    image = next(picture.frames(data, source.kind))
    if source.kind in _LOSSLESS:
        return Masked("png", picture.png(image), tuple(kinds), ())
    return Masked("jpeg", picture.jpeg(image, picture.FINE, exif=picture.exif_of(data, source.kind)), tuple(kinds), ())


def _found(pages: Sequence[Page], names: Sequence[str]) -> tuple[dict[int, list[Box]], tuple[str, ...]]:
    """Boxes of the words that hold personal data, by page, and the kinds of data."""
    boxes: dict[int, list[Box]] = {}
    kinds: dict[str, None] = {}
    for page in pages:
        for hit in _personal(page.text, names):
            kinds[hit.kind] = None
            boxes.setdefault(page.number, []).extend(_words(page, hit.start, hit.end))
    return boxes, tuple(kinds)


def _words(page: Page, start: int, end: int) -> list[Box]:
    """The whole boxes of the words that `page.text[start:end]` touches: a part of a word is placed too roughly to be cut out."""
    from appealdocs.reading.layout import spans

    return [word.box for word, (a, b) in zip(page.words, spans(page), strict=True) if a < end and start < b]


def paint(image: Image, boxes: Sequence[Box]) -> Image:
    """The picture with each box (fractions of it) black."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        pad = (y1 - y0) * image.height * PAD
        draw.rectangle((x0 * image.width - pad, y0 * image.height - pad, x1 * image.width + pad, y1 * image.height + pad), fill=0)
    return image


def _pdf(data: bytes, source: Source, names: Sequence[str]) -> Masked | None:
    seen, kinds = _found([p for p in source.reading.pages if p.source == "ocr"], names)
    boxes: dict[int, list[Box]] = dict(seen)
    more = dict.fromkeys(kinds)
    copy = pdf.passive(data)
    for number, found in _layer(copy, names).items():
        for kind, box in found:
            more[kind] = None
            boxes.setdefault(number, []).append(box)
    if not boxes:
        # no page shows any; what the file says of itself stays behind in a copy of its pages
        said = dict.fromkeys(hit.kind for hit in _personal(pdf.said(data), names))
        return Masked("pdf", copy, tuple(said), ()) if said else None
    made = _painted(copy, boxes)
    left = _layer(made, names)
    if left:
        raise Refused(
            Text2(f"personal data on page {min(left)} of {source.file} could not be removed", f"{source.file} 第 {min(left)} 页的个人信息未能清除"),
            Text2("Mask it in another program.", "请用其他软件打码。"),
        )
    return Masked("pdf", made, tuple(more), tuple(sorted(boxes)))


def _layer(data: bytes, names: Sequence[str]) -> dict[int, list[tuple[str, Box]]]:
    """Personal data in the text layer, by page (from 1), with the box of each letter's run as fractions of the page."""
    import pypdfium2

    found: dict[int, list[tuple[str, Box]]] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, 1):
            words = page.get_textpage()
            count = words.count_chars()
            text = "".join(words.get_text_range(i, 1)[:1] or " " for i in range(count)) if count else ""
            for hit in _personal(text, names):
                boxes = [b for i in range(hit.start, hit.end) if (b := _letter(page, words, i)) is not None]
                found.setdefault(number, []).extend((hit.kind, box) for box in boxes or [(0.0, 0.0, 1.0, 1.0)])
            words.close()
            page.close()
    finally:
        document.close()
    return found


def _letter(page: Any, words: Any, index: int) -> Box | None:
    """The box of one letter as fractions of the page as shown; None for a letter without extent (a space)."""
    left, bottom, right, top = words.get_charbox(index, loose=True)
    if right <= left or top <= bottom:
        return None
    x0, y0, x1, y1 = page.get_mediabox()
    wide, high = x1 - x0, y1 - y0
    box = ((left - x0) / wide, (y1 - top) / high, (right - x0) / wide, (y1 - bottom) / high)
    turn = page.get_rotation()
    if turn == 90:
        return (1 - box[3], box[0], 1 - box[1], box[2])
    if turn == 180:
        return (1 - box[2], 1 - box[3], 1 - box[0], 1 - box[1])
    if turn == 270:
        return (box[1], 1 - box[2], box[3], 1 - box[0])
    return box


def _painted(data: bytes, boxes: Mapping[int, Sequence[Box]]) -> bytes:
    """The PDF with the pages of `boxes` as painted pictures of themselves; nothing of their old content is carried over."""
    import pikepdf

    shown = raster.sizes(data)
    with pdf.opened(data) as source, pikepdf.new() as target:
        for number, page in enumerate(source.pages, 1):
            if number in boxes:
                image = paint(next(raster.rendered(data, [number - 1], pdf.COPY_DPI)), boxes[number])
                target.pages.append(pdf.picture_page(target, picture.jpeg(image, pdf.COPY_QUALITY), shown[number - 1]))
            else:
                target.pages.append(page)
        return pdf.written(target)
