"""The known strings of a case, as `parse` takes them."""

from __future__ import annotations

from collections.abc import Iterable

from appealdocs.facts.names import Entry, Names
from appealdocs.model.case import Case
from appealdocs.model.fact import FactKind


def names_of(case: Case) -> Names:
    """Order ids, tracking numbers, SKUs, carriers, people, stores and company names that case.yaml gives."""
    seller = case.seller
    entries: dict[FactKind, Iterable[Entry]] = {
        "order-id": [o.id for o in case.orders],
        "tracking": [t for t in (*(o.tracking for o in case.orders), *(e.tracking for e in case.evidence)) if t],
        "sku": [*(s for o in case.orders for s in o.skus), *(s for p in case.points for s in p.skus)],
        "id": [t for t in (case.platform_case, *(p.code for p in case.points if not p.code.isdigit())) if t],
        "carrier": [o.carrier for o in case.orders if o.carrier],
        "name": [
            *(o.signed_by for o in case.orders if o.signed_by), seller.representative.name, seller.store,
            [t for t in (seller.legal_name.en, seller.legal_name.ru, seller.legal_name_zh, seller.legal_name.zh) if t],
        ],
    }
    return Names(entries)
