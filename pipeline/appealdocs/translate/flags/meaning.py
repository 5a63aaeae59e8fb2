"""Negation and limits, as flags."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.grafts import broken_concord, grafted, unmatched
from appealdocs.translate.flags.limits import limits, new_limits, reversed_limits
from appealdocs.translate.flags.negatives import negatives
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.polarity import changes


def check(pair: Pair) -> Iterator[Flag]:
    """Negations lost or added, limits turned round."""
    for change in changes(pair.plain_source, pair.plain_target, pair.source_language, pair.target_language):
        text = pair.source if change.kind == "lost" else pair.target
        start, end = change.negative.start, change.negative.end
        said = text[max(0, start - 6) : end + (6 if change.kind == "lost" and pair.source_language == "zh" else 24)].strip()
        name = f"negation-{change.kind}" if change.sure else "negation-doubtful"
        name = name if change.serious else "negation-advice"
        if change.kind == "lost":
            yield flag(name, f"the negation of '…{said}…' is not in the target", f"“…{said}…”的否定在译文中丢失")
        else:
            yield flag(name, f"'…{said}…' negates what the source does not", f"译文“…{said}…”是原文没有的否定")
    ours = limits(pair.source, pair.source_language, pair.source_facts)
    theirs = limits(pair.target, pair.target_language, pair.target_facts)
    negated = any(n.strength == "strong" for n in (*negatives(pair.source, pair.source_language), *negatives(pair.target, pair.target_language)))
    for mine, other in reversed_limits(ours, theirs):
        if negated:
            continue  # 超过48小时未放行 is 'not released within 48 hours'
        yield flag(
            "negation-limit", f"'{mine.words} {mine.mention.text}' became '{other.words} {other.mention.text}'",
            f"界限颠倒：“{mine.words} {mine.mention.text}”变成“{other.words} {other.mention.text}”",
        )  # fmt: skip
    for other in () if _LIMITED.search(pair.source) else new_limits(ours, theirs, pair.source_facts):
        yield flag("negation-limit", f"'{other.words} {other.mention.text}' limits what the source states", f"译文“{other.words} {other.mention.text}”是原文没有的界限")
    if pair.target_language == "en" and (word := grafted(pair.target)):
        yield flag("negation-broken", f"'{word}': a negation was cut out or put in", f"“{word}”：否定被删去或插入")
    if word := unmatched(pair.plain_source, pair.source_language, pair.plain_target, pair.target_language):
        yield flag("negation-broken", f"'{word}': its negation was cut out, or put in", f"“{word}”：否定被删去或插入")
    if pair.target_language == "ru" and (word := broken_concord(pair.target)):
        yield flag("negation-broken", f"'{word}' without 'не': the negation was lost", f"“{word}”缺少“не”，否定丢失")


_LIMITED = compiled(r"不足|不到|不满|未满|低于|少于|小于|以下|以内|之内|less than|under|below|fewer|менее|меньше|ниже")
"""Words of the source that limit a value in a way that stands apart from it."""
