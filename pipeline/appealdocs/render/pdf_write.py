"""A sheet as PDF: Typst sets it, always under a PDF/A standard, so that a missing glyph is an error and never tofu."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from appealdocs.errors import RenderFailed
from appealdocs.expressions import compiled
from appealdocs.model.text import Text2
from appealdocs.render.binding import bound
from appealdocs.render.glyphs import FONTS, refuse_missing
from appealdocs.render.measure import NBSP, unbound, wider
from appealdocs.render.picture import Kind, picture
from appealdocs.render.sheet import Columns, Letterhead, Node, Para, Run, Sheet, Signature, Table
from appealdocs.render.style import LOGO_TEXT, PAGE, REFERENCE, SIGNATURE_TEXT, STAMP_TEXT, TAG, Images, Style
from appealdocs.render.words import ARABIC

if TYPE_CHECKING:
    import typst

_BOX: dict[Kind, tuple[float, float]] = {"logo": (44, 22), "signature": (50, 16), "stamp": (42, 38)}
"""Largest width and height in millimetres."""
_LOCK = threading.Lock()


class Place(NamedTuple):
    """Where a signature goes: page from 1, box from the page's top left corner, in points."""

    page: int
    x: float
    y: float
    width: float
    height: float


def typeset(
    sheet: Sheet, *, images: Images, style: Style, now: datetime, want_place: bool = False, loose: bool = False
) -> tuple[bytes, Place | None]:
    """The PDF as Typst writes it (not yet cleaned), and where the signature goes if that is wanted and there is such a place.

    `loose`: lines may end anywhere, for text that has no place to end one.
    Raises RenderFailed naming character, field and font for a glyph that no font has.
    """
    import typst

    refuse_missing((run.text, run.segment or "the letter") for run in _all_runs(sheet.nodes))
    refuse_missing([(sheet.title, "the title"), (sheet.reference, "the reference"), (sheet.company, "the company's name")])
    given: tuple[tuple[Kind, bytes | None], ...] = (
        ("logo", images.logo), ("stamp", images.stamp), ("signature", images.signature))
    shown = {kind: picture(content, kind, flat=style.pdfa == "1a") for kind, content in given if content}
    standards: list[typst.PDFStandard] = ["a-1a"] if style.pdfa == "1a" else ["a-2a", "ua-1"]
    with _LOCK:
        compiler, root = _compiler(os.getpid())
        data = _data(bind(sheet, loose), style)
        for kind, made in shown.items():
            alt = {"logo": LOGO_TEXT, "signature": SIGNATURE_TEXT, "stamp": STAMP_TEXT}[kind][sheet.language]
            (root / f"{kind}.png").write_bytes(made.png)
            data[kind] = {"file": f"{kind}.png", "width": made.fit(*_BOX[kind])[0], "alt": alt}
        try:
            pdf = compiler.compile(
                format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_standards=standards,
                timestamp=int(now.timestamp()),
            )
            place = _place(compiler) if want_place else None
        except typst.TypstError as error:
            raise _failed(str(error.message)) from error
        except BaseException as error:
            # A panic inside Typst is no Exception for Python; the compiler's state is not to be trusted after it.
            if type(error).__name__ != "PanicException":
                raise
            _compiler.cache_clear()
            raise _failed(f"it stopped with '{error}'") from error
        finally:
            for kind in shown:
                (root / f"{kind}.png").unlink(missing_ok=True)
    assert isinstance(pdf, bytes)
    return pdf, place


@cache
def _compiler(process: int) -> tuple[typst.Compiler, Path]:
    """One warm compiler for each process, in a private root that holds the layout and nothing else."""
    import typst

    here = Path(__file__).parent
    root = Path(tempfile.mkdtemp(prefix="appealdocs-typst-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / "packages").mkdir()
    shutil.copyfile(here / "letter.typ", root / "letter.typ")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[here / "fonts"])
    compiler = typst.Compiler(
        input=root / "letter.typ", root=root, font_paths=fonts, ignore_system_fonts=True,
        package_path=root / "packages", package_cache_path=root / "packages",
    )
    return compiler, root


def _place(compiler: typst.Compiler) -> Place | None:
    found = json.loads(compiler.query("<signature-place>", field="value"))
    return Place(**found[-1]) if found else None


def _failed(message: str) -> RenderFailed:
    return RenderFailed(
        Text2(f"Typst could not set the document: {message}", f"Typst 无法排版文档：{message}"),
        Text2("Look for unusual characters in the claims; the message names them if Typst knew.",
              "请检查陈述中是否有特殊字符；如 Typst 能识别，提示中会列出。"),
    )


def _all_runs(nodes: Sequence[Node]) -> Iterator[Run]:
    for node in nodes:
        match node:
            case Para():
                yield from node.runs
            case Table():
                yield from (run for row in (*node.heads, *node.rows) for cell in row for run in cell)
            case Letterhead():
                yield from (run for p in ((node.company,) if node.company else ()) + node.data for run in p.runs)
            case Columns():
                yield from (run for p in node.left + node.right for run in p.runs)
            case Signature():
                yield from (run for p in node.paras() for run in p.runs)


def bind(sheet: Sheet, loose: bool = False) -> Sheet:
    """The sheet with non-breaking spaces where a line must not end, and with whole letters for letter and accent.

    `loose`: every run may be cut instead.
    """

    def runs(given: tuple[Run, ...]) -> tuple[Run, ...]:
        if loose:
            return tuple(replace(run, text=normalize("NFC", run.text), keep=False, cut=True) for run in given)
        return tuple(replace(run, text=normalize("NFC", bound(run.text, sheet.language))) for run in given)

    def paras(given: tuple[Para, ...]) -> tuple[Para, ...]:
        return tuple(replace(para, runs=runs(para.runs)) for para in given)

    def node(given: Node) -> Node:
        match given:
            case Para():
                return replace(given, runs=runs(given.runs))
            case Table():
                heads, rows = (tuple(tuple(runs(cell) for cell in row) for row in part) for part in (given.heads, given.rows))
                return replace(given, heads=heads, rows=rows)
            case Columns():
                return replace(given, left=paras(given.left), right=paras(given.right))
            case Letterhead(company=Para() as company):
                return replace(given, company=replace(company, runs=runs(company.runs)))
            case _:
                return given

    return replace(sheet, nodes=tuple(node(given) for given in sheet.nodes))


def _data(sheet: Sheet, style: Style) -> dict[str, Any]:
    """What letter.typ reads."""
    lang, region = TAG[sheet.language].split("-")
    footer = REFERENCE[sheet.language].format(sheet.reference)
    return {
        "lang": lang, "region": region, "fonts": list(FONTS), "accent": style.accent, "title": sheet.title,
        "author": [sheet.company] if sheet.company else [], "description": footer, "keywords": [sheet.reference],
        "mark": sheet.mark, "footer": footer, "page": list(PAGE[sheet.language]), "nodes": list(_nodes(sheet.nodes)),
    }


_LINE = 165.0
"""Text width in millimetres."""


def _nodes(nodes: Sequence[Node]) -> Iterator[dict[str, Any]]:
    for is_item, group in groupby(nodes, lambda n: isinstance(n, Para) and n.role == "item"):
        if is_item:
            yield from _lists([n for n in group if isinstance(n, Para)])
            continue
        for node in group:
            match node:
                case Para(role="subject" | "heading"):
                    yield {"k": "h", "l": node.level, "r": _runs(node.runs, _LINE, 13, stiff=True)}
                case Para():
                    yield {"k": "p"} | _para(node, _LINE)
                case Table():
                    yield _table(node)
                case Letterhead():
                    yield {"k": "head", "company": _runs(node.company.runs, 115, 14) if node.company else None,
                           "data": [_runs(p.runs, 115, 8.5) for p in node.data]}
                case Columns():
                    left = (_LINE - 6) * node.left_share / 1000
                    yield {"k": "cols", "left_share": node.left_share, "left": [_para(p, left) for p in node.left],
                           "right": [_para(p, _LINE - 6 - left) for p in node.right]}
                case Signature():
                    yield {
                        "k": "sig", "closing": [_para(p, _LINE) for p in node.closing], "above": [_para(p, _LINE) for p in node.above],
                        "line": [_runs(cell, 50, 10.5) for cell in node.line], "below": [_para(p, 110) for p in node.below],
                        "stamp": [_para(p, 44) for p in node.stamp], "has_signature": node.has_signature, "has_stamp": node.has_stamp,
                    }


def _para(para: Para, width: float) -> dict[str, Any]:
    runs = _runs(para.runs, width, 10.5)
    return {"s": para.role, "r": runs, "tied": para.tied, "broken": _cut(runs)}


def _cut(runs: Sequence[Any]) -> bool:
    """Whether the lines are not stretched to the margin: a word may be cut, or one that is kept whole may leave half a line empty."""
    return any(isinstance(run, list) and ("z" in run[1] or ("k" in run[1] and len(run[0]) > _LONG)) for run in runs)


_LONG = 16
"""Letters from which a word that is kept whole would stretch the line before it too far."""


def _lists(items: Sequence[Para]) -> Iterator[dict[str, Any]]:
    """Consecutive items as lists; the labels are printed as they are, whatever Typst would count."""
    for numbered, group in groupby(items, lambda p: p.label[:1].isalnum()):
        made = list(group)
        yield {
            "k": "l", "numbered": numbered, "labels": [p.label for p in made],
            "items": [{"no": index, "r": (runs := _runs(p.runs, _LINE - 8, 10.5)), "cut": _cut(runs), "tied": p.tied}
                      for index, p in enumerate(made, 1)],
        }


def _table(table: Table) -> dict[str, Any]:
    widths = [_LINE * share / 1000 - 3.2 for share in table.widths]
    length = [sum(len(run.text) for cell in row for run in cell) for row in table.rows]
    columns = len(widths)

    def cells(row: Sequence[Sequence[Run]]) -> list[dict[str, Any]]:
        made = [{"r": _runs(cell, width, table.size), "h": _hyphenated(cell, width, table.size)} for cell, width in zip(row, widths, strict=False)]
        return made + [{"r": [], "h": False} for _ in range(columns - len(made))]

    head = sum(len(run.text) for row in table.heads for cell in row for run in cell)
    return {
        "k": "t", "size": table.size, "repeat": head < 400, "widths": table.widths, "tied": table.tied, "small": len(table.rows) <= 6 and sum(length) < 900,
        "heads": [cells([[replace(run, bold=True) for run in cell] for cell in row]) for row in table.heads],
        "rows": [{"cells": cells(row), "long": size > 2500} for row, size in zip(table.rows, length, strict=True)],
    }


def _runs(runs: Sequence[Run], width: float, size: float, stiff: bool = False) -> list[Any]:
    """Runs as data. A word too wide for its place may break after every few characters (no hyphen: it may be an address)."""
    made: list[Any] = []
    room = width / 0.3528 / size
    for run in (piece for whole in runs for piece in _ids_apart(whole)):
        flags = ("b" if run.bold else "") + ("i" if run.italic else "") + ("g" if run.gap else "")
        if run.text == "\n":
            made.append(["\n", ""])
            continue
        run = replace(run, text=unbound(run.text, room, run.bold)) if NBSP in run.text else run
        wide = [word for word in run.text.split(" ") if len(word) > 6 and wider(word, room, run.bold) and not _is_word(word)]
        if run.cut:
            made += [[run.text[at : at + 5], flags + "z"] for at in range(0, len(run.text), 5)]
            continue
        if run.keep and not wide:
            flags += "k"
        if ARABIC.search(run.text):
            flags += "a"
        if not wide:
            made.append([run.text, flags] if flags else run.text)
            continue
        for place, word in enumerate(run.text.split(" ")):
            text = (" " if place else "") + word
            if word in wide:
                made += [[piece, flags + "z"] for piece in _pieces(text, room / 2)]
            else:
                made.append([text, flags] if flags else text)
    return made


_JOINT = compiled(r"[^/\\_.?&=#-]*[/\\_.?&=#-]+|[^/\\_.?&=#-]+")
"""A part of an address or a path, with the mark at its end."""


def _pieces(text: str, room: float) -> Iterator[str]:
    """The text in pieces after which a line may end: at the joints of an address, and anywhere in a part that is wider than `room`."""
    for part in _JOINT.findall(text):
        if not wider(part, room):
            yield part
        else:
            yield from (part[at : at + 5] for at in range(0, len(part), 5))


_ID = compiled(ARABIC.pattern + r"|(?<![\w./-])(?=[\w-]{3,32}(?![\w-]))(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
"""An order number, a SKU, a date in figures: it holds hyphens and digits and stays on one line. So do Arabic words: Typst
stops where it would have to divide them."""


def _ids_apart(run: Run) -> Iterator[Run]:
    """The run with its ids as runs of their own, kept on one line."""
    end = 0
    if not run.keep and not run.cut:
        for match in _ID.finditer(run.text):
            if match.start() > end:
                yield replace(run, text=run.text[end : match.start()])
            yield replace(run, text=match[0], keep=True)
            end = match.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:]) if end else run


def _hyphenated(runs: Sequence[Run], width: float, size: float) -> bool:
    """Whether a cell must hyphenate: only where a word does not fit its line."""
    room = width / 0.3528 / size
    return any(wider(word, room, run.bold) for run in runs for word in re.split(f"[ {NBSP}]", run.text))


def _is_word(text: str) -> bool:
    """A word of a language, which hyphenation can divide."""
    return len(text) <= 36 and text.strip("().,;:!?«»“”\"'").replace("-", "").isalpha()
