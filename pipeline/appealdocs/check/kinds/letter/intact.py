"""Facts that changed on the way from the seller's words into the letter's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime

from appealdocs.check.context import Context, Hit, Params
from appealdocs.facts.case_names import names_of
from appealdocs.facts.compare import compare
from appealdocs.facts.parse import parse
from appealdocs.model.fact import Mention
from appealdocs.model.text import Text2

SURE = ("order-id", "tracking", "sku", "id", "date", "moment", "money", "rate")
"""Kinds whose values a translation never changes; words for numbers are left to the quality flags."""
MEASURED = ("duration", "count")
"""Kinds that are sure only where both sides write figures of one unit ("3.2 天", "2.3 days")."""


def facts_intact(context: Context, params: Params) -> Iterator[Hit]:
    """One value in the source, another of its kind in the target: whoever wrote the target, one of the two is wrong."""
    yield from _mixed_ids(context)
    names = names_of(context.case)
    for segment in context.segments():
        if not segment.target or segment.source_language == segment.target_language:
            continue
        source = parse(segment.source, segment.source_language, names, context.zone)
        target = parse(segment.target, segment.target_language, names, context.zone)
        for ours, theirs in compare(source, target).changed:
            if _differ(ours, theirs):
                yield Hit(context.said_at(segment), {"source": ours.text, "target": theirs.text})


def _mixed_ids(context: Context) -> Iterator[Hit]:
    """Ids of case.yaml with a letter of another script in them: they look right and are found nowhere."""
    from appealdocs.language.lookalikes import lookalikes

    case = context.case
    ids = [(f"orders[{i}].{key}", value) for i, o in enumerate(case.orders) for key, value in (("id", o.id), ("tracking", o.tracking))]
    ids += [(f"orders[{i}].skus[{j}]", sku) for i, o in enumerate(case.orders) for j, sku in enumerate(o.skus)]
    ids += [(f"points[{i}].skus[{j}]", sku) for i, p in enumerate(case.points) for j, sku in enumerate(p.skus)]
    ids += [("platform_case", case.platform_case)]
    for field, id in ids:
        found = lookalikes(id)
        if found and found[0].instead:
            char, instead = found[0].text, found[0].instead
            yield Hit(context.at(field), {"id": id, "char": _named(char), "instead": _named(instead)}, "look-alike")


def _named(char: str) -> Text2:
    script = unicodedata.name(char, "").split(" ")[0].capitalize()
    words = {"Latin": "拉丁", "Cyrillic": "西里尔", "Greek": "希腊"}
    return Text2(f"{script} “{char}”", f"{words.get(script, script)}字母“{char}”")


def _differ(ours: Mention, theirs: Mention) -> bool:
    one, other = ours.fact.value, theirs.fact.value
    if isinstance(one, datetime) and isinstance(other, datetime) and one.replace(tzinfo=None) == other.replace(tzinfo=None):
        return False  # the same hour on the clock; which zone it is, other rules ask
    if ours.fact.kind in MEASURED and ours.fact.kind == theirs.fact.kind:
        figures = all(any(c.isdigit() for c in mention.text) for mention in (ours, theirs))
        return figures and getattr(one, "unit", "") == getattr(other, "unit", None)
    return ours.fact.kind in SURE and theirs.fact.kind in SURE
