"""Numbered lists of a notice: what follows 'Required Information' or 'Reasons for rejection'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from appealdocs.expressions import compiled
from appealdocs.intake.paper import Paper
from appealdocs.model.dossier import Read

FLAGS = re.IGNORECASE | re.MULTILINE
_FULL = 22
"""Characters of a line that may have been wrapped."""
_NEW = compiled(r"(?:\d{1,2}[.)]|[-•–—*])\s|[A-ZА-ЯЁ][\w /()-]{2,30}:(?:\s|$)|(?:noon|eBay)\b")
_HANGS = compiled(r"(?:,|\b(?:the|a|an|of|and|or|for|in|to|by|with|from|и|или|с|в|на|по|для|от|из|к))$", re.IGNORECASE)
"""How a line ends that is not the end."""


def numbered(paper: Paper, words: Sequence[Mapping[str, Any]], key: str, own: Sequence[str] = ()) -> tuple[tuple[str, Read], ...]:
    """The items under the first heading that has any, numbered as the platform numbers them; bullets by their place from 1.

    `own`: headings of the pack, beside those of every platform.
    """
    for said in words:
        item = compiled(rf"^[ \t]*{said['item']}$", re.IGNORECASE)
        for heading in (*own, *said.get(key, ())):
            for found in compiled(heading, FLAGS).finditer(paper.text):
                items = _items(paper, found.end(), item)
                if items:
                    return tuple(items)
    return ()


def each_reason(paper: Paper, words: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, Read], ...]:
    """'Reason 1: ...', 'Reason 2: ...' anywhere in a text that speaks of a refusal."""
    for said in words:
        found = list(compiled(said["reason_each"], FLAGS).finditer(paper.text))
        if found and compiled(said["refused"], FLAGS).search(paper.text):
            return tuple(
                (m["number"], Read(" ".join(m["value"].split()), paper.page(m.start("value")), paper.line(m.start("value")))) for m in found
            )
    return ()


def one_reason(paper: Paper, words: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, Read], ...]:
    """'Rejection reason: ...' in one line: a list of one."""
    for said in words:
        for pattern in said["reason_one"]:
            found = compiled(pattern, FLAGS).search(paper.text)
            if found:
                return (("1", Read(" ".join(found["value"].split()), paper.page(found.start("value")), paper.line(found.start("value")))),)
    return ()


def _items(paper: Paper, at: int, item: re.Pattern[str]) -> list[tuple[str, Read]]:
    """The lines after a heading that are items, each with the lines that it runs on over; other words end the list."""
    found: list[tuple[str, list[str], int]] = []
    place = paper.text.find("\n", at)
    while 0 <= place < len(paper.text) - 1:
        start, place = place + 1, paper.text.find("\n", place + 1)
        line = paper.text[start : place if place >= 0 else len(paper.text)]
        match = item.match(line)
        if match:
            number = match["number"] or match["digit"] or str(len(found) + 1)
            found.append((number, [match["value"]], start + match.start("value")))
        elif found and line.strip() and runs_on(found[-1][1], line):
            found[-1][1].append(line.strip())
        elif line.strip() or (found and _blank_twice(paper.text, start)):
            break
    return [(number, Read(" ".join(" ".join(lines).split()), paper.page(start), paper.line(start))) for number, lines, start in found]


def _blank_twice(text: str, at: int) -> bool:
    return re.match(r"\n[ \t]*\n", text[at:]) is not None


def runs_on(lines: Sequence[str], line: str) -> bool:
    """Whether a text goes on in the next line: that one begins small after a full line, a quotation is open, or the last ends in the middle."""
    last, rest = lines[-1].rstrip(), line.strip()
    if _open(" ".join(lines)):
        return True
    if last.endswith((".", ";", "!", "?", "。")) or _NEW.match(rest):
        return False
    return (rest[:1].islower() and len(last) >= _FULL) or _HANGS.search(last) is not None


def _open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”") or text.count("«") > text.count("»")
