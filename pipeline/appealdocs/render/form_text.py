"""The text for a portal's form field."""

from __future__ import annotations

from appealdocs.model.letter import Letter
from appealdocs.render.words import normal


def form(letter: Letter) -> str:
    """The plain text of `letter.form`: title line first, one line end after each line, no formatting.

    Spaces that must not break stay as they are; soft hyphens and other invisible characters of a claim are left out.
    """
    lines = [letter.plain(line) for line in letter.form]
    return "".join("\u00a0".join(normal(piece) for piece in line.split("\u00a0")).strip() + "\n" for line in lines)
