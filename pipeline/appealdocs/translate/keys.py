"""Numbers that stand for texts: the same in every process, on every machine and in every database."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appealdocs.translate.unit import Unit


def key_of(language: str, skeleton: str) -> int:
    """The key of a skeleton: a signed 64-bit number."""
    return _number(f"{language}\0{skeleton}")


def fingerprint(unit: Unit) -> int:
    """Two units with one fingerprint are one unit: same source in the same place, by the same kind of author.

    An approved target replaces the older approved one of the same source and neighbours; units of other kinds differ
    by target, so that an imported file keeps its variants.
    """
    target = "" if unit.kind == "approved" else unit.target
    kind = "approved" if unit.kind == "approved" else ""
    return _number(
        "\0".join((kind, unit.source_language, unit.target_language, unit.source, unit.previous, unit.next, target))
    )


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
