"""Negation and limits, as flags."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.limits import limits, new_limits, reversed_limits
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.polarity import broken_concord, changes


def check(pair: Pair) -> Iterator[Flag]:
    """Negations lost or added, limits turned round."""
    for change in changes(pair.source, pair.target, pair.source_language, pair.target_language):
        said = change.negative.text
        if change.kind == "lost":
            name = "negation-lost" if change.sure else "negation-doubtful"
            yield flag(name, f"{said} ({change.word or pair.source[:20]}) does not negate in the target", f"否定“{said}{change.word}”在译文中丢失")
        else:
            name = "negation-added" if change.sure else "negation-doubtful"
            yield flag(name, f"'{said}' ({change.word}) negates what the source does not", f"译文“{said} {change.word}”是原文没有的否定")
    ours = limits(pair.source, pair.source_language, pair.source_facts)
    theirs = limits(pair.target, pair.target_language, pair.target_facts)
    for mine, other in reversed_limits(ours, theirs):
        yield flag(
            "negation-limit", f"'{mine.words} {mine.mention.text}' became '{other.words} {other.mention.text}'",
            f"界限颠倒：“{mine.words} {mine.mention.text}”变成“{other.words} {other.mention.text}”",
        )  # fmt: skip
    for other in new_limits(ours, theirs, pair.source_facts):
        yield flag("negation-limit", f"'{other.words} {other.mention.text}' limits what the source states", f"译文“{other.words} {other.mention.text}”是原文没有的界限")
    if pair.target_language == "ru" and (word := broken_concord(pair.target)):
        yield flag("negation-broken", f"'{word}' without 'не': the negation was lost", f"“{word}”缺少“не”，否定丢失")
