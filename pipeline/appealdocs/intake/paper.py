"""The text of a notice as it is searched: quoting marks, table bars and invisible characters gone; it knows its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appealdocs.expressions import compiled
from appealdocs.model.reading import Page

MAX_TEXT = 200_000
"""Characters of a notice that are searched; a notice is a page or two."""
_INVISIBLE = compiled("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_BLANK = compiled("[\u00a0\u2007\u202f\u2009\u3000]")
_QUOTING = compiled(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BARS = compiled(r"^[^\n|]*\|[^\n|]*\|[^\n]*$", re.MULTILINE)
_RULER = compiled(r"^[\s|+=_-]{4,}$", re.MULTILINE)
_BREAK = compiled(
    r"(?<=[.!?;])[\s]+(?=[A-ZА-ЯЁ\"“«(])|\n[ \t]*\n|\n(?=[ \t]*(?:[-•–—*·▪◦]{1,2}\s|\(?(?:\d{1,2}|[a-h])[.)]\s|[A-ZА-ЯЁ]))"
)
_MONTH = compiled(r"\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_LONG = 50
"""A line of at least so many characters that ends without a full stop may run on in the next."""


@dataclass(frozen=True, slots=True)
class Paper:
    """`starts`: where in `text` each page begins; `numbers`: that page's number."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def page(self, at: int) -> int | None:
        """The number of the page that a place is on."""
        return self.numbers[max(0, bisect_right(self.starts, at) - 1)] if self.numbers else None

    def line(self, at: int) -> str:
        """The line that a place is on, blanks evened out."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return " ".join(self.text[start : end if end >= 0 else None].split())

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where sentences (or lines that stand alone) begin and end; a line that runs on is one with its next."""
        start = 0
        for found in _BREAK.finditer(self.text):
            if found[0].strip() == "" and "\n" in found[0] and self._runs_on(found):
                continue
            yield start, found.start()
            start = found.end()
        yield start, len(self.text)

    def _runs_on(self, found: re.Match[str]) -> bool:
        line = self.text[self.text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
        rest = self.text[found.end() : found.end() + 12]
        if found[0].count("\n") > 1 or line.endswith((".", "!", "?", ";")):
            return False
        return bool(_MONTH.match(rest)) or (len(line) >= _LONG and rest[:1].isalpha())


def paper(pages: Sequence[Page]) -> Paper:
    """The pages as one text."""
    text, starts, numbers = "", [], []
    for page in pages:
        starts.append(len(text))
        numbers.append(page.number)
        text += clean(page.text) + "\n"
        if len(text) > MAX_TEXT:
            break
    return Paper(text[:MAX_TEXT], tuple(starts), tuple(numbers))


def clean(text: str) -> str:
    """The words alone: no quoting marks of mails, no table bars, no invisible characters."""
    text = _INVISIBLE.sub("", _BLANK.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _QUOTING.sub("", text).replace("‑", "-").replace("：", ":").replace("**", "")
    text = _RULER.sub("", text)
    text = _BARS.sub(lambda found: re.sub(r"[ \t]*\|[ \t]*", "   ", found[0].strip().strip("|")).strip(), text)
    return "\n".join(line.rstrip() for line in text.split("\n"))
