"""Shapes of ids that say by themselves what they are, wherever they stand: in a page or in a file's name."""

from __future__ import annotations

import re
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.fact import FactKind

ORDER: Final = compiled(
    r"(?<![\w-])(?:"
    r"N(?:AE|SA|EG|KW|BH|QA)[A-Z]{0,4}\d{8,14}"  # noon
    r"|\d{7,10}-\d{4}-\d{1,2}"  # Ozon posting
    r"|\d{3}-\d{7}-\d{7}"  # Amazon
    r"|\d{2}-\d{5}-\d{5}"  # eBay
    r"|PO-\d{3}-\d{14,24}"  # Temu
    r")(?![\w-])"
)
TRACKING: Final = compiled(
    r"(?<![A-Za-z0-9-])(?:"
    r"[A-Z]{2}\d{9}[A-Z]{2}"  # postal (UPU S10)
    r"|1Z[0-9A-Z]{16}|Y[TF]\d{14,16}|SF\d{12,15}|LP\d{14,18}|CN[GF][A-Z]{0,2}\d{12,16}|4PX\d{12,16}|JD[A-Z]{0,2}\d{10,18}|YSN?\d{12,16}"
    r"|DHL-\d{8,12}|GM\d{16,18}|JJD\d{16,20}"
    r")(?![A-Za-z0-9-])"
)
HASH: Final = compiled(r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])", re.IGNORECASE)
OPERATOR: Final = compiled(r"(?<![A-Za-z0-9-])OP-?\d{2,8}(?![A-Za-z0-9])")
LONG_NUMBER: Final = compiled(r"(?<![\w.,/:+-])\d{9,20}(?![\w/:-]|[.,]\d)")
"""Digits alone that are no date, amount or phone: carriers number parcels so."""
KINDS: Final[tuple[tuple[re.Pattern[str], FactKind, str], ...]] = (
    (HASH, "id", "photo-hash"),
    (ORDER, "order-id", "order"),
    (TRACKING, "tracking", "tracking"),
    (OPERATOR, "id", "operator"),
)
"""Shapes that say by themselves what they are: (pattern, kind, label)."""
