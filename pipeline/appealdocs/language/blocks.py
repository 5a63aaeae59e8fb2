"""Splits a file's text into the blocks that get a verdict each: a paragraph, line or cell."""

from __future__ import annotations

from dataclasses import dataclass

from appealdocs.expressions import compiled

_MARKUP = compiled(r"^\s*(?:#{1,6}\s+|>\s?|[-*+•·–—]\s+|\|)|\s*\|\s*$")
_TABLE_RULE = compiled(r"^[\s|:\-=_*+]+$")
_ENDS = compiled(r"[.!?:;。！？：；…»”)）]\s*$")
_STARTS = compiled(r"^\s*(?:[-*+•·–—#>|]|\(?\d+[.)]\s|[A-Za-zА-Яа-я][.)]\s|Приложение|Exhibit|附件)")
_LONG_LINE = 0.7
"""A printed line of at least this share of the longest line of its page runs on into the next one ..."""
_LINE_WIDTH = 45
"""... if it is as wide as a line of running text at all (columns; a Han character takes two)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, line or cell. `line` counts from 1 and is where it begins in the text; a form feed begins a page."""

    line: int
    text: str


def blocks(text: str, wrapped: bool = False) -> list[Block]:
    """The blocks of a text, a line each, without Markdown marks and empty lines; cells of a Markdown table one by one.

    `wrapped`: the lines were broken by a printer (PDF), so that lines which run on are joined again.
    """
    found: list[Block] = []
    number = 1
    for page in text.split("\f"):
        lines = page.split("\n")
        found += _joined(lines, number) if wrapped else _each(lines, number)
        number += len(lines) - 1
    return found


def _each(lines: list[str], number: int) -> list[Block]:
    found = []
    for offset, raw in enumerate(lines):
        if _TABLE_RULE.match(raw):
            continue
        stripped = raw.strip()
        cells = stripped.strip("|").split("|") if stripped.startswith("|") and stripped.endswith("|") else stripped.split("\t")
        for cell in cells:
            plain = _MARKUP.sub("", cell).strip()
            if plain:
                found.append(Block(number + offset, plain))
    return found


def _joined(lines: list[str], number: int) -> list[Block]:
    wide = max(_LINE_WIDTH, _LONG_LINE * max(map(_width, lines), default=0))
    found: list[Block] = []
    open_line = False
    for offset, raw in enumerate(lines):
        plain = " ".join(raw.split())
        if not plain:
            open_line = False
            continue
        if open_line and not _STARTS.match(plain):
            last = found[-1]
            glue = "" if last.text.endswith(("-", "\u00ad")) and last.text[-2:-1].isalpha() else " "
            found[-1] = Block(last.line, f"{last.text}{glue}{plain}")
        else:
            found.append(Block(number + offset, plain))
        open_line = _width(raw) >= wide and not _ENDS.search(plain)
    return found


def _width(line: str) -> int:
    return sum(2 if char >= "\u2e80" else 1 for char in line.rstrip())
