"""In which languages a text is written, by its letters."""

from __future__ import annotations

import re
from typing import Final

from appealdocs.expressions import compiled

_NO_PROSE: Final = compiled(r"(?<!\S)\S*(?:://|@|\d|www\.)\S*", re.IGNORECASE)
"""Ids, addresses and numbers say nothing of the language of a text."""

_SCRIPTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("zh", compiled(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("en", compiled(r"[A-Za-z\u00c0-\u024f]")),
    ("ru", compiled(r"[\u0400-\u052f]")),
    ("ar", compiled(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
)
_LETTER: Final = compiled(r"[^\W\d_]")


def shares(text: str) -> tuple[tuple[str, float], ...]:
    """Share of letters by language (zh, en, ru, ar, other), largest first; empty if there are no letters.

    Latin letters count as English: no platform here takes another Latin language. A Han character counts as two letters,
    about as much text as it stands for.
    """
    prose = _NO_PROSE.sub(" ", text)
    counts = {name: len(pattern.findall(prose)) for name, pattern in _SCRIPTS}
    counts["other"] = max(0, len(_LETTER.findall(prose)) - sum(counts.values()))
    counts["zh"] *= 2
    total = sum(counts.values())
    ranked = sorted(((name, count / total) for name, count in counts.items() if count > 0), key=lambda p: (-p[1], p[0]))
    return tuple((name, round(share, 4)) for name, share in ranked)
