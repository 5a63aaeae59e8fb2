"""Facts that changed on the way from the seller's words into the letter's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from appealdocs.check.context import Context, Hit, Params
from appealdocs.facts.case_names import names_of
from appealdocs.facts.compare import compare
from appealdocs.facts.parse import parse
from appealdocs.model.fact import Mention

SURE = ("order-id", "tracking", "sku", "id", "date", "moment", "money", "rate")
"""Kinds whose values a translation never changes; words for numbers are left to the quality flags."""
MEASURED = ("duration", "count")
"""Kinds that are sure only where both sides write figures of one unit ("3.2 天", "2.3 days")."""


def facts_intact(context: Context, params: Params) -> Iterator[Hit]:
    """One value in the source, another of its kind in the target: whoever wrote the target, one of the two is wrong."""
    names = names_of(context.case)
    for segment in context.segments():
        if not segment.target or segment.source_language == segment.target_language:
            continue
        source = parse(segment.source, segment.source_language, names, context.zone)
        target = parse(segment.target, segment.target_language, names, context.zone)
        for ours, theirs in compare(source, target).changed:
            if _differ(ours, theirs):
                yield Hit(context.said_at(segment), {"source": ours.text, "target": theirs.text})


def _differ(ours: Mention, theirs: Mention) -> bool:
    one, other = ours.fact.value, theirs.fact.value
    if isinstance(one, datetime) and isinstance(other, datetime) and one.replace(tzinfo=None) == other.replace(tzinfo=None):
        return False  # the same hour on the clock; which zone it is, other rules ask
    if ours.fact.kind in MEASURED and ours.fact.kind == theirs.fact.kind:
        figures = all(any(c.isdigit() for c in mention.text) for mention in (ours, theirs))
        return figures and getattr(one, "unit", "") == getattr(other, "unit", None)
    return ours.fact.kind in SURE and theirs.fact.kind in SURE
