"""Orders, SKUs and products are named one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.words import listed


def one_order(context: Context, params: Params) -> Iterator[Hit]:
    """The ticket is about one order: `orders` holds one, and problem and request name no other."""
    orders = context.case.orders
    if len(orders) > 1:
        yield Hit(context.at("orders"), {"count": len(orders), "ids": listed(o.id for o in orders)})
        return
    pattern = context.pack.data.get("order_id", "")
    if not pattern or not orders:
        return
    own = {orders[0].id}
    for segment in context.segments():
        if segment.part not in ("title", "problem", "request"):
            continue
        named = {m for _, text in context.texts(segment) for m in re.findall(rf"(?<![\w-]){pattern}(?![\w-])", text)}
        if named - own and named & own:
            yield Hit(context.said_at(segment), {"ids": listed(sorted(named - own)), "own": orders[0].id}, "named")


def ids_listed(context: Context, params: Params) -> Iterator[Hit]:
    """There are order, SKU or product ids, and no text says 'all products' in their place."""
    from appealdocs.language import lexicon

    case = context.case
    ids = [o.id for o in case.orders] + [s for o in case.orders for s in o.skus] + [s for p in case.points for s in p.skus]
    if not ids:
        yield Hit(context.at("orders"), variant="none")
    for segment in context.segments():
        if segment.part not in ("title", "problem", "request"):
            continue
        for lang, text in context.texts(segment):
            hits = lexicon.hits(text, lang, "all-products")
            if hits:
                yield Hit(context.said_at(segment), {"words": hits[0].text})
                break
