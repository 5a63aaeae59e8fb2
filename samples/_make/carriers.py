"""What carriers issue: label, tracking page, proof of delivery, statement on letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A5, landscape
from reportlab.platypus import Paragraph

from _make import seal
from _make.browser import Window, png
from _make.fonts import font
from _make.paper import Paper, _Bars, colors, mm

ARAMEX = ("aramex", (214, 0, 28))
CDEK = ("CDEK", (0, 150, 64))
YUNEXPRESS = ("YunExpress", (0, 92, 185))


def wordmark(carrier: tuple[str, tuple[int, int, int]]) -> Image.Image:
    """The carrier's name as its papers print it."""
    word, colour = carrier
    face = font("sans-bold", 120)
    width = int(face.getlength(word)) + 60
    image = Image.new("RGBA", (width, 170), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.text((20, 80), word, font=face, fill=colour, anchor="lm")
    draw.rectangle((20, 150, width - 40, 160), fill=colour)
    return image


def waybill(
    target: Path,
    when: datetime,
    carrier: tuple[str, tuple[int, int, int]],
    *,
    title: str,
    tracking: str,
    sender: tuple[str, str],
    recipient: tuple[str, str],
    rows: Sequence[tuple[str, str]],
    signed: tuple[str, str],
    producer: str,
    stamp: Image.Image | None = None,
) -> None:
    """A waybill: mark, bar code, sender and recipient (heading, text), the facts, the sender's signature."""
    paper = Paper(title, when, producer, page=landscape(A5), margin=11 * mm, size=9.5)
    mark = wordmark(carrier)
    paper.letterhead(title, [carrier[0] if carrier[0] != "aramex" else "Aramex"], mark, logo_mm=13 * mark.width / mark.height * 0.62)
    paper.story.append(_Bars(tracking, 120 * mm, 13 * mm))
    paper.space(2)
    cells = [
        [Paragraph(f"<b>{head}</b>", paper.style(size=8, spaceAfter=2, textColor=colors.HexColor("#555555"))), Paragraph(body, paper.style(size=9.5))]
        for head, body in (sender, recipient)
    ]
    paper.side(cells[0], cells[1])
    paper.space(3)
    paper.pairs(rows, left=0.30, size=9)
    paper.space(5)
    paper.text(f"{signed[0]} ______________________ &nbsp; {signed[1]}", size=9)
    paper.over(seal.signature(signed[1], colour=(20, 20, 24)), 16 + 1.7 * len(signed[0]), 3.2, 26)
    if stamp is not None:
        paper.over(stamp, 142, 3, 34, angle=-7)
    paper.save(target)


def tracking_page(
    target: Path,
    carrier: tuple[str, tuple[int, int, int]],
    url: str,
    tab: str,
    *,
    menu: Sequence[str],
    title: str,
    status: str,
    facts: Sequence[tuple[str, str]],
    steps: Sequence[tuple[str, str, str]],
    note: str = "",
    bar: bool = True,
) -> Image.Image:
    """The carrier's page for one shipment, latest event first."""
    page = Window(url, tab, bar=bar, icon=carrier[1])
    page.band(carrier[0], carrier[1], menu=menu)
    page.title(title)
    page.badge(status, "#1a7f37")
    page.card(facts)
    page.steps(steps, carrier[1])
    if note:
        page.text(note, size=15, fill="#6b7280")
    image = page.shot()
    png(image, target)
    return image


def receipt(
    target: Path,
    when: datetime,
    carrier: tuple[str, tuple[int, int, int]],
    *,
    title: str,
    rows: Sequence[tuple[str, str]],
    words: str,
    signed: Sequence[tuple[str, str]],
    producer: str,
    stamp: Image.Image,
    page_word: str = "Page {n} of {all}",
) -> None:
    """A delivery receipt: facts, then one line with a signature for each person."""
    paper = Paper(title, when, producer, page=A5, margin=13 * mm, size=9.5, page_word=page_word)
    mark = wordmark(carrier)
    paper.letterhead(title, [], mark, logo_mm=13 * mark.width / mark.height * 0.62)
    paper.pairs(rows, left=0.42, size=9.5)
    paper.text(words, size=8.5)
    for n, (role, name) in enumerate(signed):
        paper.space(9)
        paper.text(f"{role}: ______________________ &nbsp; <b>{name}</b>", size=9.5)
        paper.over(seal.signature(name, colour=(22, 30, 90) if n == 0 else (20, 20, 24)), 30 if len(role) < 22 else 48, 3.4, 34)
    paper.over(stamp, 84, -17, 34, angle=5)
    paper.save(target)


def statement(
    target: Path,
    when: datetime,
    carrier: tuple[str, tuple[int, int, int]],
    *,
    address: Sequence[str],
    number: str,
    date: str,
    to: Sequence[str],
    subject: str,
    paragraphs: Sequence[str],
    table: tuple[Sequence[str], Sequence[Sequence[str]], Sequence[float]] | None,
    after: Sequence[str],
    closing: str,
    signer: tuple[str, str],
    stamp: Image.Image,
    producer: str,
    title: str,
    footer: str = "",
    page_word: str = "Page {n} of {all}",
    family: str = "Sans",
    stamp_mm: float = 38,
) -> None:
    """A letter of the carrier on its letterhead, signed and stamped."""
    paper = Paper(title, when, producer, family=family, footer=footer, page_word=page_word, accent=colors.Color(*[c / 255 for c in carrier[1]]))
    mark = wordmark(carrier)
    paper.letterhead(address[0], address[1:], mark, logo_mm=18 * mark.width / mark.height * 0.62)
    paper.text(number, spaceAfter=0)
    paper.text(date)
    for line in to:
        paper.text(line, spaceAfter=0)
    paper.space(4)
    paper.heading(subject, size=12)
    for words in paragraphs:
        paper.text(words, size=10.5)
    if table is not None:
        paper.table(*table, size=9)
    for words in after:
        paper.text(words, size=10.5)
    paper.space(4)
    paper.text(closing)
    paper.space(13)
    paper.text(f"__________________________<br/><b>{signer[0]}</b><br/>{signer[1]}")
    paper.over(seal.signature(signer[0]), 2, 13, 46)
    paper.over(stamp, 78, 1, stamp_mm, angle=-6)
    paper.save(target)


def right(paper: Paper, words: str, **style: object) -> None:
    paper.text(words, alignment=TA_RIGHT, **style)
