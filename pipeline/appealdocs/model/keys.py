"""The fixed keys of contract.md: procedures, platforms, issues, evidence types, order events."""

from __future__ import annotations

from typing import Literal, get_args

Procedure = Literal["noon-odr", "noon-deactivation", "ozon-odr", "ozon-performance", "performance-appeal"]
PROCEDURES: tuple[Procedure, ...] = get_args(Procedure)

Platform = Literal["amazon", "ebay", "wish", "shopee", "temu"]
PLATFORMS: tuple[Platform, ...] = get_args(Platform)

ISSUES: dict[str, tuple[str, ...]] = {
    "noon-odr": (
        "delivered-not-received", "unjust-claim", "negative-feedback", "carrier-loss", "customs-delay",
        "late-dispatch-misjudged", "description-mismatch", "other",
    ),
    "noon-deactivation": ("counterfeit", "logistics", "documents", "restricted-category", "other"),
    "ozon-odr": ("not-dispatched", "no-tracking-48h", "delivered-not-received", "tracking-reused", "wrong-item"),
    "ozon-performance": (
        "misjudged-delisting", "rating-drop", "new-shop-inactive", "carrier-anomaly", "support-reply-time",
        "malicious-returns", "data-sync-gap", "order-attribution",
    ),
    "performance-appeal": (
        "carrier-anomaly", "unjust-claim", "late-dispatch-misjudged", "policy-change", "linked-account",
        "batch-defect", "cold-start", "metric-formula-change", "other", "counterfeit", "brushing", "infringement",
    ),
}
"""Issue keys by procedure; a pack of a workspace brings its own for a further procedure."""

EVIDENCE_TYPES: tuple[str, ...] = (
    "waybill", "tracking-page", "delivery-receipt", "outbound-record", "package-photo", "packing-video",
    "buyer-messages", "refund-proof", "reshipment-proof", "quality-report", "invoice", "brand-authorisation",
    "carrier-statement", "compensation-proof", "business-licence", "attestation", "commitment-letter",
    "customs-declaration", "listing-page", "erp-export", "platform-export", "training-record", "sop",
    "support-setup", "contract", "policy-page", "isolation-report", "registration", "confirmation", "other",
)

ORDER_LEVEL_TYPES: tuple[str, ...] = (
    "waybill", "tracking-page", "delivery-receipt", "outbound-record", "package-photo", "packing-video",
    "buyer-messages", "refund-proof", "reshipment-proof",
)
"""Types whose files show one order only (common/one-order-per-file)."""

ORDER_EVENTS: tuple[str, ...] = (
    "ordered", "promised_dispatch", "label_created", "dispatched", "first_scan", "delivered", "complaint", "first_reply",
)

PARTS: tuple[str, ...] = ("problem", "cause", "action", "prevention")
