"""Reading evidence: what each file really is and shows. Hostile files cost bounded time and memory and give one trouble.

readings = read_all([Item(path, "evidence/waybill.pdf", Expect(languages=("ru",)))], Cache(default_folder()))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appealdocs.reading.cache import READER_VERSION, Cache, default_folder
from appealdocs.reading.expect import Expect, Item
from appealdocs.reading.layout import Located, locate
from appealdocs.reading.read import read, read_all

if TYPE_CHECKING:
    from appealdocs.reading.pool import Pool

__all__ = [
    "READER_VERSION",
    "Cache",
    "Expect",
    "Item",
    "Located",
    "Pool",
    "default_folder",
    "locate",
    "read",
    "read_all",
]


def __getattr__(name: str) -> Any:
    """`Pool` on demand: a run that finds everything in the cache starts no process."""
    if name == "Pool":
        from appealdocs.reading.pool import Pool

        return Pool
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
