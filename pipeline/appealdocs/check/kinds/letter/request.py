"""The letter ends with one concrete request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.issue import first_match
from appealdocs.check.kinds.letter.segments import excerpt
from appealdocs.check.words import listed


def explicit_request(context: Context, params: Params) -> Iterator[Hit]:
    """The request names an order, SKU or account right, and asks for something that can be done and checked.

    `rights` and `acts` are regular expressions by language; the lexicon `non-request` knows phrases such as
    'please handle quickly'. The text that the platform reads is judged; the Chinese one only where there is no other.
    """
    from appealdocs.language import lexicon

    segments = list(context.segments("request"))
    if not any(s.source or s.target for s in segments):
        yield Hit(context.at("request"), variant="none")
        return
    lang = segments[0].target_language if all(s.target for s in segments) else segments[0].source_language
    text = " ".join(s.target if lang == s.target_language else s.source for s in segments)
    foreign = _foreign(context, text)
    if foreign:
        yield Hit(context.said_at(segments[0]), {"text": excerpt(text), "ids": listed(foreign)}, "foreign")
        return
    named = any(id in text for id in _ids(context))
    right = first_match(text, params["rights"].get(lang, ()))
    act = first_match(text, params["acts"].get(lang, ()))
    if not named and not right:
        yield Hit(context.said_at(segments[0]), {"text": excerpt(text)})
    elif not act and lexicon.hits(text, lang, "non-request", context.workspace):
        yield Hit(context.said_at(segments[0]), {"text": excerpt(text)}, "vague")


def _foreign(context: Context, text: str) -> list[str]:
    """Order ids of the platform's form in the request that are no order of the case; none where the case lists no order."""
    pattern, case = context.pack.data.get("order_id", ""), context.case
    if not pattern or not case.orders:
        return []
    own = _ids(context) | {o.tracking for o in case.orders} | {case.platform_case or ""}
    own |= {e.tracking for e in case.evidence if e.tracking}
    return sorted({m for m in re.findall(rf"(?<![\w-]){pattern}(?![\w-])", text) if m not in own})


def _ids(context: Context) -> set[str]:
    case = context.case
    ids = {o.id for o in case.orders} | {s for o in case.orders for s in o.skus} | {s for p in case.points for s in p.skus}
    return {id for id in ids if len(id) > 2}
