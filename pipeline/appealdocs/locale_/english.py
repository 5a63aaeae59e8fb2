"""English plurals."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "half": "halves", "shelf": "shelves",
    "leaf": "leaves", "life": "lives", "loss": "losses", "foot": "feet", "index": "indices", "criterion": "criteria",
    "analysis": "analyses", "basis": "bases", "quiz": "quizzes", "series": "series", "species": "species",
    "staff": "staff", "goods": "goods", "feedback": "feedback", "evidence": "evidence", "merchandise": "merchandise",
    "personnel": "personnel", "kg": "kg", "g": "g", "mm": "mm", "cm": "cm", "m": "m", "km": "km", "mb": "MB",
    "MB": "MB",
}  # fmt: skip
# The head of 'point of sale' or 'day in transit' stands before the preposition.
_HEAD = compiled(r"^(.+?)((?:\s+(?:of|in|on|at|by|for|from|to|with|without|per|under)\s.*)?)$")


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """The plural of a noun or noun phrase: delivered order → delivered orders, day of storage → days of storage."""
    match = _HEAD.match(noun)
    head, rest = (match.group(1), match.group(2)) if match else (noun, "")
    before, space, last = head.rpartition(" ")
    return before + space + _plural(last) + rest


def _plural(word: str) -> str:
    known = _IRREGULAR.get(word) or _IRREGULAR.get(word.lower())
    if known is not None:
        return known
    prefix, hyphen, tail = word.rpartition("-")
    if hyphen and tail in _IRREGULAR:
        return prefix + hyphen + _IRREGULAR[tail]
    if len(word) > 1 and word.isupper():
        return word + "s"
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"
