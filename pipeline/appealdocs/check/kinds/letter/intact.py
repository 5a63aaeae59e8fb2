"""Facts that changed on the way from the seller's words into the letter's language."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.facts.case_names import names_of
from appealdocs.facts.compare import compare
from appealdocs.facts.parse import parse

SURE = ("order-id", "tracking", "sku", "id", "date", "moment", "money", "rate")
"""Kinds whose values a translation never changes; counts and words for numbers are left to the quality flags."""


def facts_intact(context: Context, params: Params) -> Iterator[Hit]:
    """One value in the source, another of its kind in the target: whoever wrote the target, one of the two is wrong."""
    names = names_of(context.case)
    for segment in context.segments():
        if not segment.target or segment.source_language == segment.target_language:
            continue
        source = parse(segment.source, segment.source_language, names, context.zone)
        target = parse(segment.target, segment.target_language, names, context.zone)
        for ours, theirs in compare(source, target).changed:
            if ours.fact.kind in SURE and theirs.fact.kind in SURE:
                yield Hit(context.said_at(segment), {"source": ours.text, "target": theirs.text})
