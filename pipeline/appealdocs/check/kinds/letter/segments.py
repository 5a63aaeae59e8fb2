"""The state of the letter's segments: translated, approved, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appealdocs.check import words
from appealdocs.check.context import Context, Hit, Params
from appealdocs.expressions import compiled
from appealdocs.model.finding import Where
from appealdocs.model.letter import Inline, Letter, Segment

_HAN = compiled(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
EXCERPT = 40
"""Characters of a text that a message shows."""


def untranslated(context: Context, params: Params) -> Iterator[Hit]:
    """No segment without a target, no Han characters in an English or Russian letter but the company's Chinese name."""
    if context.letter.language == "zh":
        return
    for segment in context.segments():
        if not segment.target:
            yield Hit(context.said_at(segment), {"text": excerpt(segment.source), "language": words.language(context.letter.language)})
            continue
        yield from _han(context, segment.target, context.said_at(segment))
    for inline in _values(context.letter):
        where = context.at(inline.field) if inline.field else Where(file="letter")
        yield from _han(context, inline.text, where)


def _han(context: Context, text: str, where: Where) -> Iterator[Hit]:
    seller = context.case.seller
    legal = [name for name in (seller.legal_name_zh, seller.legal_name.zh) if name]
    rest = text
    for name in legal:
        rest = rest.replace(name, "")
    han = _HAN.findall(rest)
    if han:
        yield Hit(where, {"text": excerpt("、".join(han)), "language": words.language(context.letter.language)}, "han")
    elif rest != text:
        yield Hit(where, {"text": legal[0]}, "name", "info")


def _values(letter: Letter) -> Iterator[Inline]:
    """The values and words that stand in the letter and its form outside segments, each once."""
    seen: set[tuple[str, str]] = set()
    runs = [block.inlines for block in letter.blocks] + [c for b in letter.blocks for row in b.rows for c in row.cells]
    for run in (*runs, *letter.form):
        for inline in run:
            if inline.kind in ("fact", "text") and inline.text and (inline.field, inline.text) not in seen and _HAN.search(inline.text):
                seen.add((inline.field, inline.text))
                yield inline


def excerpt(text: str) -> str:
    """The beginning of a text for a message."""
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


def review_pending(context: Context, params: Params) -> Iterator[Hit]:
    """No segment waits for a person's approval."""
    for segment in context.letter.segments.values():
        if segment.target and segment.state == "needs-review":
            yield Hit(
                context.said_at(segment), {"text": excerpt(segment.target), "origin": words.origin(segment.origin, segment.stamp.engine)}
            )


def human_translated(context: Context, params: Params) -> Iterator[Hit]:
    """Machine (and fuzzy) segments were edited or approved by a named person."""
    for segment in context.letter.segments.values():
        if not segment.target or segment.origin not in params["origins"]:
            continue
        if segment.state != "approved":
            yield Hit(context.said_at(segment), _told(segment))
        elif not _named(segment):
            yield Hit(context.said_at(segment), _told(segment), "unnamed")


def _told(segment: Segment) -> dict[str, Any]:
    return {"text": excerpt(segment.target), "origin": words.origin(segment.origin, segment.stamp.engine)}


def _named(segment: Segment) -> bool:
    return bool(segment.stamp.by.strip())
