"""The sheet: a letter or paper laid out as paragraphs, tables and places. DOCX and PDF are both drawn from it.

The names of the template's sections decide the layout; the words are the letter's own, block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from appealdocs.errors import RenderFailed
from appealdocs.expressions import compiled
from appealdocs.model.letter import Block, Inline, Letter, Paper
from appealdocs.model.text import Language, Text2
from appealdocs.render.binding import bound
from appealdocs.render.measure import ems
from appealdocs.render.style import MARK
from appealdocs.render.words import DIRECTIONS, normal

Role = Literal[
    "mark", "company", "data", "date", "reference", "addressee", "subject", "heading", "salutation", "body", "lead",
    "item", "closing", "signatory", "signature", "stamp",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `gap`: a claim without target; `keep`: an id that must not be broken over lines.

    `cut`: a line may end anywhere in it (text that no line would hold).
    """

    text: str
    bold: bool = False
    italic: bool = False
    segment: str = ""
    gap: bool = False
    keep: bool = False
    cut: bool = False


BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `label`: printed number or bullet of an item; `tied`: on the same page as what follows."""

    role: Role
    runs: tuple[Run, ...]
    level: int = 0
    label: str = ""
    tied: bool = False

    @property
    def text(self) -> str:
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}" if self.label else words


TABLE_SIZE = 9.0
"""Points of the letters of a table (the reference document's table styles say the same: a wider column would break an id)."""


@dataclass(frozen=True, slots=True)
class Table:
    """`heads`: rows repeated on each page. `widths`: shares of the line, in thousandths. `size`: of the letters, in points."""

    heads: tuple[tuple[tuple[Run, ...], ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[int, ...]
    tied: bool = False
    size: float = TABLE_SIZE


@dataclass(frozen=True, slots=True)
class Letterhead:
    company: Para | None
    data: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two blocks side by side above the subject; `left_share` in thousandths of the line."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    left_share: int


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of the letter, kept on one page.

    `line`: title, blank and name of a Russian signature, on one line; else `below` holds the lines. `stamp`: words at its place.
    """

    closing: tuple[Para, ...]
    above: tuple[Para, ...]
    line: tuple[tuple[Run, ...], ...]
    below: tuple[Para, ...]
    stamp: tuple[Para, ...]
    has_signature: bool
    has_stamp: bool

    def paras(self) -> Iterator[Para]:
        yield from self.closing
        yield from self.above
        for cell in self.line:
            yield Para("signature", cell)
        yield from self.below
        yield from self.stamp


Node = Para | Table | Letterhead | Columns | Signature


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document. `mark`: 'DRAFT' in the language, "" once final; `company`: who writes (metadata)."""

    language: Language
    title: str
    reference: str
    company: str
    mark: str
    nodes: tuple[Node, ...]

    def words(self) -> str:
        """The words in reading order, white space normal: what both files must say."""
        return normal("\n".join(_texts(self.nodes)))


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Para():
                yield node.text
            case Table():
                yield from ("".join(r.text for r in cell) for row in (*node.heads, *node.rows) for cell in row)
            case Letterhead():
                yield from (p.text for p in ((node.company,) if node.company else ()) + node.data)
            case Columns():
                yield from (p.text for p in node.left + node.right)
            case Signature():
                yield from (p.text for p in node.paras())


def sheet(letter: Letter, paper: Paper | None = None, *, final: bool) -> Sheet:
    """The letter (or one of its papers) laid out. Raises RenderFailed for a character that no document can hold,
    and where the layout would lose or repeat a word of the letter."""
    blocks = paper.blocks if paper else letter.blocks
    language = paper.language if paper else letter.language
    _refuse_control(letter, blocks)
    nodes = tuple(_nodes(letter, blocks, language))
    made = Sheet(
        language, normal(paper.title if paper else letter.title), letter.reference, _company(letter, blocks),
        "" if final else MARK[language], nodes,
    )
    _check_whole(letter, blocks, made)
    return made


_CONTROL = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _refuse_control(letter: Letter, blocks: Sequence[Block]) -> None:
    for inline in (i for b in blocks for run in _inline_runs(b) for i in run):
        match = _CONTROL.search(letter.text_of(inline)) if inline.kind != "break" else None
        if match:
            name, place = f"U+{ord(match[0]):04X}", inline.segment or inline.field or "?"
            raise RenderFailed(
                Text2(f"'{place}' holds the control character {name}, which no document can hold",
                      f"“{place}”中有控制字符 {name}，文档无法容纳"),
                Text2("Delete it from the text.", "请从文本中删除该字符。"),
            )


def _check_whole(letter: Letter, blocks: Sequence[Block], made: Sheet) -> None:
    said = sorted(normal(" ".join(
        f"{_label(b, '')} {letter.plain(run)}" for b in blocks for run in _inline_runs(b)
    )).split())
    shown = sorted(word for word in made.words().split() if word not in BULLETS.values())
    if [w for w in said if w not in BULLETS.values()] != shown:
        lost = next((w for w in said if said.count(w) != shown.count(w)), "")
        raise RenderFailed(
            Text2(f"the layout would change the letter at '{lost}'", f"排版会改变信函的“{lost}”处"),
            Text2("This is a defect of appealdocs: please report it.", "这是本工具的缺陷，请反馈。"),
        )


def _inline_runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    if block.kind == "table":
        yield from (cell for row in block.rows for cell in row.cells)
    else:
        yield block.inlines


BULLETS: dict[Language, str] = {"en": "•", "ru": "–", "zh": "•"}


def _label(block: Block, bullet: str) -> str:
    if block.kind != "item":
        return ""
    return f"{block.number}." if block.number.isdigit() else block.number or bullet


def _company(letter: Letter, blocks: Sequence[Block]) -> str:
    """The first line of the letterhead, of the paper's own or else of the letter's."""
    for group in (blocks, letter.blocks):
        for block in group:
            if block.section == "letterhead" and block.inlines:
                return normal(letter.plain(block.inlines).split("\n")[0])
    return ""


def _nodes(letter: Letter, blocks: Sequence[Block], language: Language) -> Iterator[Node]:
    groups = [(name, list(group)) for name, group in groupby(blocks, lambda b: b.section)]
    names = [name for name, _ in groups]
    beside = "addressee" in names and ("date" in names or "reference" in names)
    nodes: list[Node] = []
    head: dict[str, list[Para]] = {"date": [], "reference": [], "addressee": []}
    ending: list[Para] = []
    for index, (name, group) in enumerate(groups):
        match name:
            case "letterhead":
                lines = _lines(letter, group, "data")
                nodes.append(Letterhead(replace(lines[0], role="company") if lines else None, tuple(lines[1:])))
            case "date" | "reference" | "addressee" if beside:
                head[name] += _lines(letter, group, name)
                if not {"date", "reference", "addressee"} & set(names[index + 1 :]):
                    nodes.append(_columns(head, language))
                    head = {key: [] for key in head}
            case "date" | "reference" | "addressee":
                nodes += _lines(letter, group, name)
            case "closing" if "signature" in names[index + 1 :]:
                ending += _lines(letter, group, "closing")
            case "signature":
                nodes.append(_signature(letter, group, tuple(ending)))
                ending = []
            case _:
                nodes += _flow(letter, group, name, language)
    yield from _tie(_without_leaps(nodes))


def _columns(head: dict[str, list[Para]], language: Language) -> Columns:
    """Russian custom: date and number left, addressee right (GOST R 7.0.97, 'angular' layout). English: the other way round."""
    facts, addressee = tuple(head["date"] + head["reference"]), tuple(head["addressee"])
    if language == "ru":
        return Columns(facts, addressee, 540)
    # The facts are set smaller (letter.typ: 9.5 and 10.5 pt on 159 mm). They get room from a short addressee before they wrap.
    left, right = ((max((ems(p.text) for p in side), default=0) + 1) * size / 0.451 for side, size in ((addressee, 10.5), (facts, 9.5)))
    return Columns(addressee, facts, max(min(480, 1000 - round(right)), min(480, round(left)), 360))


def _flow(letter: Letter, group: Sequence[Block], section: str, language: Language) -> Iterator[Node]:
    for block in group:
        if block.kind != "table" and not normal(letter.plain(block.inlines)):
            continue
        match block.kind:
            case "heading":
                role: Role = "subject" if block.level == 1 else "heading"
                yield Para(role, _runs(letter, block.inlines), block.level, tied=True)
            case "item":
                yield Para("item", _runs(letter, block.inlines), block.level, _label(block, BULLETS[language]))
            case "table":
                yield _table(letter, block)
            case "paragraph":
                runs = _runs(letter, block.inlines)
                lead = all(r.bold for r in runs) and len(block.inlines) > 0
                role = "mark" if section == "mark" else "salutation" if section == "salutation" else "body"
                tied = lead or "".join(r.text for r in runs).rstrip().endswith(":")
                yield Para("lead" if lead and role == "body" else role, runs, tied=tied or role == "salutation")


def _without_leaps(nodes: Sequence[Node]) -> list[Node]:
    """No heading more than one level below the one before it: PDF/UA knows no 4 after a 2."""
    made: list[Node] = []
    last = 0
    for node in nodes:
        if isinstance(node, Para) and node.role in ("subject", "heading"):
            last = min(node.level, last + 1)
            node = replace(node, level=last, role="subject" if last == 1 else "heading")
        made.append(node)
    return made


def _tie(nodes: list[Node]) -> Iterator[Node]:
    """The last thing before the signature goes with it: a signature alone on a page proves nothing."""
    for index, node in enumerate(nodes):
        follows = nodes[index + 1] if index + 1 < len(nodes) else None
        later = nodes[index + 2] if index + 2 < len(nodes) else None
        if isinstance(follows, Signature) and isinstance(node, Para | Table):
            yield replace(node, tied=True)
        elif isinstance(later, Signature) and isinstance(node, Para) and isinstance(follows, Para) and node.role == "item":
            yield replace(node, tied=follows.role == "item")
        elif isinstance(node, Para) and node.tied and follows is None:
            yield replace(node, tied=False)
        else:
            yield node


def _lines(letter: Letter, group: Sequence[Block], role: Role) -> list[Para]:
    """Each printed line of the section as a paragraph of its own."""
    made: list[Para] = []
    for block in group:
        line: list[Run] = []
        for run in (*_runs(letter, block.inlines), BREAK):
            if run is BREAK:
                if line:
                    made.append(Para(role, tuple(line)))
                line = []
            else:
                line.append(run)
    return made


_BLANK = compiled(r"_{4,}")


def _signature(letter: Letter, group: Sequence[Block], closing: tuple[Para, ...]) -> Signature:
    parts: dict[str, list[Block]] = {"": [], "signature": [], "stamp": []}
    place = ""
    for block in group:
        if block.kind == "place":
            place = block.place if block.place in parts else place
        else:
            parts[place].append(block)
    signed = _lines(letter, parts["signature"], "signature")
    line: tuple[tuple[Run, ...], ...] = ()
    if len(signed) == 1:
        line = _split(signed[0].runs)
        signed = [] if line else signed
    places = {block.place for block in group if block.kind == "place"}
    return Signature(
        closing, tuple(_lines(letter, parts[""], "signatory")), line, tuple(signed),
        tuple(_lines(letter, parts["stamp"], "stamp")), "signature" in places, "stamp" in places,
    )


def _split(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], ...]:
    """Title, blank and name of 'title ____ name'; () where that is not the form of the line."""
    for index, run in enumerate(runs):
        match = _BLANK.search(run.text)
        if match:
            head, tail = run.text[: match.start()], run.text[match.end() :]
            before = runs[:index] + ((replace(run, text=head.rstrip()),) if head.strip() else ())
            after = ((replace(run, text=tail.lstrip()),) if tail.strip() else ()) + runs[index + 1 :]
            parts = (before, (replace(run, text=match[0]),), after)
            whole = normal("".join(r.text for r in runs))
            apart = normal(" ".join("".join(r.text for r in part) for part in parts))
            return parts if before and after and whole == apart else ()
    return ()


def _runs(letter: Letter, inlines: Sequence[Inline]) -> tuple[Run, ...]:
    made: list[Run] = []
    for inline in inlines:
        if inline.kind == "break":
            made.append(BREAK)
            continue
        text = " ".join(re.split(r"[\t\n\r\x85\u2028\u2029]+", letter.text_of(inline))).translate(DIRECTIONS)
        if not text:
            continue
        segment = inline.segment if inline.kind == "segment" else ""
        gap = bool(segment) and not letter.segments[segment].target
        keep = inline.kind == "fact" and 1 < len(text) <= 32 and text.split() == [text]
        made.append(Run(text, inline.bold, inline.italic, segment, gap, keep))
    return tuple(made)


def _table(letter: Letter, block: Block) -> Table:
    heads = tuple(tuple(_runs(letter, cell) for cell in row.cells) for row in block.rows if row.header)
    rows = tuple(tuple(_runs(letter, cell) for cell in row.cells) for row in block.rows if not row.header)
    if len(heads) == len(rows) == 1 and len(rows[0]) >= _MANY:
        # One row of many columns would break its numbers over lines; a list of its values does not.
        rows = tuple(zip((tuple(replace(run, bold=True) for run in cell) for cell in heads[0]), rows[0], strict=True))
        heads = ()
    measured = [[tuple(replace(run, text=bound(run.text, letter.language)) for run in cell) for cell in row] for row in (*heads, *rows)]
    size = next((size for size in _SIZES if _least(measured, size) <= 1), _SIZES[-1])
    return Table(heads, rows, _widths(measured, _line(size)), size=size)


_MANY = 5
"""Columns from which a table of one row is turned."""
_SIZES = (TABLE_SIZE, 8.5, 8.0, 7.5)
"""Points that the letters of a table may have; smaller ones where a word would have to be cut otherwise."""
_PAD = 1.3
"""Ems of white beside a cell's words."""

_Rows = Sequence[Sequence[Sequence[Run]]]


def _line(size: float) -> float:
    """Ems that a full line of a table holds: 165 mm at `size` points."""
    return 468 / size


def _least(rows: _Rows, size: float) -> float:
    """The share of the line that the columns take when each is as narrow as its longest word."""
    columns = max((len(row) for row in rows), default=1)
    least = [2.0] * columns
    for at, row in enumerate(rows):
        for index, cell in enumerate(row):
            least[index] = max(least[index], *(word + _PAD for word in _words(cell, at == 0)))
    return sum(least) / _line(size)


def _words(cell: Sequence[Run], bold: bool) -> list[float]:
    return [ems(word, bold=bold) for word in re.split(r"[ \n]", "".join(run.text for run in cell))]


def _widths(rows: _Rows, line: float) -> tuple[int, ...]:
    """Shares of a line of so many ems. Columns get what they need where that fits; else the widest give way, down to their
    longest word and to what keeps every cell within about four lines."""
    columns = max((len(row) for row in rows), default=1)
    need, least = [2.0] * columns, [2.0] * columns
    for at, row in enumerate(rows):
        for index, cell in enumerate(row):
            width = ems("".join(run.text for run in cell), bold=at == 0)
            words = (min(word, 16) for word in _words(cell, at == 0))
            need[index] = max(need[index], width + _PAD)
            least[index] = max([least[index], *(word + _PAD for word in words), min(width / 3 + _PAD, 8)])
    wide = list(need)
    while sum(wide) > line and (free := [i for i in range(columns) if wide[i] > least[i]]):
        widest = max(free, key=lambda i: wide[i] / need[i] ** 0.5)
        wide[widest] = max(least[widest], wide[widest] - 0.5)
    shares = [round(1000 * width / sum(wide)) for width in wide]
    shares[-1] += 1000 - sum(shares)
    return tuple(shares)
