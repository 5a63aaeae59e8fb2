"""Quality flags: what in a translation would lose the appeal, found by value and meaning, not by string.

    flags(source, target, "zh", "ru", ...)   the flags of one pair of texts
    risk(flags)                              0..1, orders the review
    flagged(letter, ...)                     a letter whose segments carry their flags and risk

One small check a file, each an iterator of flags over a `Pair`; the names are in `catalogue.py`.
"""

from appealdocs.translate.flags.catalogue import FLAGS, KINDS, flag, kind
from appealdocs.translate.flags.flags import flagged, flags, risk

__all__ = ["FLAGS", "KINDS", "flag", "flagged", "flags", "kind", "risk"]
