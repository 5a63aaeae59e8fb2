"""Tokens: how a value goes through a template without ever being text there.

A template sees a value as two private-use characters with a number between them, so nothing that a seller types can
become Jinja, Markdown, Typst or a field code, and each word of the letter still knows where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from appealdocs.expressions import compiled
from appealdocs.model.letter import Inline

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = compiled(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE = compiled("[\ue000\ue001]")


@dataclass(slots=True)
class Tokens:
    """The inlines behind the tokens of one rendering."""

    inlines: list[tuple[Inline, ...]] = field(default_factory=list)

    def put(self, *inlines: Inline) -> str:
        """A token that stands for these inlines."""
        self.inlines.append(inlines)
        return f"{_OPEN}{len(self.inlines) - 1}{_CLOSE}"

    def resolve(self, text: str, bold: bool = False, italic: bool = False) -> Iterator[Inline]:
        """The inlines of a text with tokens; what stands between them is the template's own words."""
        end = 0
        for match in _TOKEN.finditer(text):
            if text[end : match.start()]:
                yield Inline("text", text[end : match.start()], bold, italic)
            for inline in self.inlines[int(match[1])]:
                yield Inline(
                    inline.kind, inline.text, bold or inline.bold, italic or inline.italic, inline.segment, inline.fact,
                    inline.field,
                )
            end = match.end()
        if text[end:]:
            yield Inline("text", text[end:], bold, italic)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the case as a template sees it: printed as a token, compared and tested by what it holds."""

    raw: Any
    tokens: Tokens
    written: str
    field: str = ""

    def __str__(self) -> str:
        return self.tokens.put(Inline("fact", _PRIVATE.sub("", self.written), field=self.field))

    def __bool__(self) -> bool:
        return bool(self.raw)

    @property
    def day(self) -> int | None:
        """The day of the month of a date, by which Russian chooses between «с» and «со»."""
        return getattr(self.raw, "day", None)

    def __eq__(self, other: object) -> bool:
        return bool(self.raw == (other.raw if isinstance(other, Value) else other))

    def __hash__(self) -> int:
        return hash(self.raw)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as a template sees it: printed as the tokens of its segments, with what the letter says around it."""

    tokens: Tokens
    segments: tuple[str, ...]
    glue: str
    exhibits: tuple[Any, ...] = ()
    measure: int | None = None

    def __str__(self) -> str:
        inlines: list[Inline] = []
        for i, id in enumerate(self.segments):
            if i and self.glue:
                inlines.append(Inline("text", self.glue))
            inlines.append(Inline("segment", segment=id))
        return self.tokens.put(*inlines)

    def __bool__(self) -> bool:
        return bool(self.segments)
