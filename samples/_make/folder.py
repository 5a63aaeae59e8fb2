"""Small helpers that every case uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from PIL import Image

from _make import seal
from _make.paper import Paper, colors

GST = timezone(timedelta(hours=4))
MSK = timezone(timedelta(hours=3))
CST = timezone(timedelta(hours=8))
UTC = UTC


def at(zone: timezone, year: int, month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def seller_images(folder: Path, logo: Image.Image, stamp: Image.Image, signer: str) -> None:
    """logo.png, stamp.png and signature.png of a seller, with a transparent ground."""
    target = folder / "seller"
    target.mkdir(parents=True, exist_ok=True)
    logo.save(target / "logo.png", "PNG", optimize=True)
    stamp.save(target / "stamp.png", "PNG", optimize=True)
    seal.signature(signer).save(target / "signature.png", "PNG", optimize=True)


def procedure(
    target: Path,
    when: datetime,
    *,
    company: str,
    lines: Sequence[str],
    logo: Image.Image,
    number: str,
    title: str,
    facts: Sequence[tuple[str, str]],
    steps: Sequence[str],
    history: tuple[Sequence[str], Sequence[Sequence[str]], Sequence[float]],
    words: tuple[str, str, str],
    signers: Sequence[tuple[str, str]],
    stamp: Image.Image,
    page_word: str = "Page {n} of {all}",
) -> None:
    """A working instruction: facts, numbered steps, history of changes, approvals. `words`: steps, history, approved."""
    paper = Paper(f"{number} {title}", when, "WPS Writer", author=company, footer=f"{company} · {number}", page_word=page_word)
    paper.letterhead(company, lines, logo)
    paper.heading(f"{number} {title}", size=15)
    paper.pairs(facts)
    paper.heading(words[0], size=11.5)
    for n, step in enumerate(steps, 1):
        paper.text(f"{n}. {step}", leftIndent=14, firstLineIndent=-14)
    paper.heading(words[1], size=11.5)
    paper.table(*history)
    paper.heading(words[2], size=11.5)
    for role, name in signers:
        paper.space(9)
        paper.text(f"{role}: ____________________ &nbsp; <b>{name}</b>")
        paper.over(seal.signature(name), 30, 3.2, 36)
    paper.over(stamp, 112, -4, 38, angle=9)
    paper.save(target)


GREY = colors.HexColor("#555555")
