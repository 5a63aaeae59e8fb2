"""Rendered Markdown with tokens -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from appealdocs.draft.tokens import Tokens
from appealdocs.expressions import compiled
from appealdocs.model.letter import Block, Inline, Row

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARK = compiled(r"^<!-- (section|place): ([\w.-]+) -->[ \t]*$", re.M)


def blocks(text: str, tokens: Tokens) -> tuple[Block, ...]:
    """The blocks of a rendered letter, each with the name of its section."""
    out: list[Block] = []
    section, start = "", 0
    text = re.sub(r"\n{3,}", "\n\n", text)
    for match in _MARK.finditer(text):
        out += _markdown(text[start : match.start()], section, tokens)
        if match[1] == "section":
            section = match[2]
        else:
            out.append(Block("place", section, place=match[2]))
        start = match.end()
    out += _markdown(text[start:], section, tokens)
    return tuple(out)


def lines(text: str, tokens: Tokens) -> tuple[tuple[Inline, ...], ...]:
    """The lines of a rendered form text; more than one empty line in a row becomes one."""
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return tuple(tuple(tokens.resolve(line.rstrip())) for line in text.split("\n"))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"breaks": True, "html": False}).enable("table").disable(
        ["code", "fence", "html_block", "html_inline", "link", "image", "autolink", "backticks", "entity", "reference", "lheading", "hr"]
    )


def _markdown(text: str, section: str, tokens: Tokens) -> Iterator[Block]:
    if not text.strip():
        return
    numbers: list[int | None] = []
    rows: list[Row] = []
    cells: list[tuple[Inline, ...]] = []
    header = False
    kind, level = "paragraph", 0
    for token in _parser().parse(text):
        match token.type:
            case "heading_open":
                kind, level = "heading", int(token.tag[1])
            case "heading_close":
                kind, level = "paragraph", 0
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1) or 1))
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_close":
                if numbers[-1] is not None:
                    numbers[-1] += 1
            case "table_open":
                rows = []
            case "thead_open" | "thead_close":
                header = token.type == "thead_open"
            case "tr_open":
                cells = []
            case "tr_close":
                rows.append(Row(tuple(cells), header))
            case "table_close":
                yield Block("table", section, rows=tuple(rows))
            case "th_open" | "td_open":
                kind = "cell"
            case "th_close" | "td_close":
                kind = "paragraph"
            case "inline":
                inlines = tuple(_inlines(token, tokens))
                if kind == "cell":
                    cells.append(inlines)
                elif kind == "heading":
                    yield Block("heading", section, inlines, level)
                elif numbers:
                    number = numbers[-1]
                    yield Block("item", section, inlines, number="" if number is None else f"{number}.")
                else:
                    yield Block("paragraph", section, inlines)
            case _:
                pass


def _inlines(token: Token, tokens: Tokens) -> Iterator[Inline]:
    bold = italic = False
    for child in token.children or ():
        match child.type:
            case "text":
                yield from tokens.resolve(child.content, bold, italic)
            case "softbreak" | "hardbreak":
                yield Inline("break")
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case "em_open" | "em_close":
                italic = child.type == "em_open"
            case _:
                pass
