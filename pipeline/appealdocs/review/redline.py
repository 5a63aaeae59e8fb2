"""Word-level differences: what an edit took out and put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from appealdocs.expressions import compiled

Kind = Literal["same", "out", "in"]
_PIECES = compiled(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]+|\d[\d.,:/-]*\d|\d|\s+|.", re.S)
"""A Latin or Cyrillic word, a number with its signs, white space, one Chinese character, one mark."""


def redline(before: str, after: str) -> list[tuple[Kind, str]]:
    """The runs of the difference in reading order; `same` + `out` give `before`, `same` + `in` give `after`."""
    a, b = _PIECES.findall(before), _PIECES.findall(after)
    runs: list[tuple[Kind, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(a[i:j])))
            continue
        if i < j:
            runs.append(("out", "".join(a[i:j])))
        if k < m:
            runs.append(("in", "".join(b[k:m])))
    return runs


def marked(before: str, after: str) -> str:
    """The difference in one line: `[-taken out-]{+put in+}`, as `git diff --word-diff` writes it."""
    signs = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return "".join(signs[kind].format(text) for kind, text in redline(before, after))
