"""Regular expressions that packs and word lists hold as data, compiled once a process."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, compiled. `re` keeps 512 of all that a process uses, and ours are more: a draft compiled a hundred anew."""
    return re.compile(expression, flags)
