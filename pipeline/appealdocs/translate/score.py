"""Match scores as users of CAT tools know them, and what differs."""

from __future__ import annotations

import re
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.model.text import Text2
from appealdocs.translate.unit import Change

NEGATION_CAP = 74
"""A match that says the opposite is never shown as a good one."""
VALUES_CAP = 99

_NEGATION = {
    "zh": compiled(r"没有?|未(?!来)|不(?!过|仅|但|同|锈|断|久|少|止|论|管|良|得不|只)|无(?!线|人机|锡|论|忧)|非(?!常|洲)|勿|否|拒(?!收)"),
    "en": compiled(
        r"\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|un(?:able|authori[sz]ed|true)|fail(?:ed|s)?)\b|n[’']t\b",
        re.IGNORECASE,
    ),
    "ru": compiled(r"\b(?:не|нет|ни|никогда|никто|ничего|нельзя|без|отсутств\w*|невозможн\w*)\b", re.IGNORECASE),
}


def negations(text: str, language: str) -> int:
    """How many words of denial a sentence holds (a coarse count: enough to see that two sentences differ)."""
    pattern = _NEGATION.get(language)
    return len(pattern.findall(text)) if pattern else 0


def percent(similarity: float) -> int:
    """A similarity 0..1 as a score 0..99: only what is exact may be called 100."""
    return min(99, int(similarity * 100))


def difference(stored: str, asked: str) -> tuple[Change, ...]:
    """What differs between the stored source and the text looked up, in order; together the parts give both texts."""
    from rapidfuzz.distance import Levenshtein

    if stored == asked:
        return (Change("equal", stored, asked),) if stored else ()
    return tuple(
        Change(_OPS[op.tag], stored[op.src_start : op.src_end], asked[op.dest_start : op.dest_end])
        for op in Levenshtein.opcodes(stored, asked)
    )


def says_opposite(stored: str, asked: str, language: str) -> bool:
    """Whether one of two similar sentences denies what the other states, as far as counting tells."""
    return negations(stored, language) % 2 != negations(asked, language) % 2


_OPS: dict[str, Literal["equal", "replace", "delete", "insert"]] = {
    "equal": "equal", "replace": "replace", "delete": "delete", "insert": "insert",
}  # fmt: skip
OPPOSITE = Text2(
    "one of the two sentences denies what the other states: do not take this translation over",
    "两句一个肯定、一个否定：请勿直接采用此译文",
)
NOT_REBOUND = Text2(
    "the sentence is the same but its values could not be carried over into the translation",
    "句式相同，但其中的数值无法自动代入译文",
)
PLURAL = Text2(
    "values were carried over; check the endings, the number now takes another plural form",
    "数值已代入；数量变化后词形可能需要调整，请检查",
)
SPACING = Text2(
    "differs only in spacing, width of characters or punctuation", "仅空格、全半角或标点不同"
)
