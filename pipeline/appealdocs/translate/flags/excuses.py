"""Words of the other side that may say no in their own way, and so excuse a negation that has no partner."""

from __future__ import annotations

import re
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.translate.flags.sides import Item, Side, place
from appealdocs.translate.flags.words import concepts_of

Excuse = Literal["", "far", "near"]


def excuse_of(item: Item, own: Side, there: Side) -> Excuse:
    """Words that may say the same without a negation, and that nothing else explains."""
    free = [
        (i.negative.strength, abs(place(i, there) - place(item, own)))
        for i in there.items
        if i.partner is None and not i.strong and not i.literal
        and not _idle_still(item, i, own) and not _idle_bound(item, i, own) and not _idle_only(item, i, own) and not concepts_of(i.negative.text, there.language) & item.concepts and not _explained(i, item, own, there.language)
    ]  # fmt: skip
    if any(far < (0.3 if strength == "weak" else 0.2) for strength, far in free):
        return "near"
    return "far" if free else ""


def _explained(weak: Item, item: Item, own: Side, language: str) -> bool:
    """Whether the weak word of the other side (in `language`) stands for a word of this side beside the negation."""
    concepts = concepts_of(weak.negative.text, language)
    mine = item.negative
    return bool(concepts) and any(w.concepts & concepts for w in own.words if w.end <= mine.start or mine.end <= w.start)


def _idle_still(item: Item, weak: Item, side: Side) -> bool:
    """'Still' says 'not yet', never 'no longer': 还没 and still, but not 不再 and still."""
    return weak.negative.text == "still" and side.language == "zh" and not _YET.search(side.text[max(0, item.negative.start - 4) : item.negative.end])


def _idle_bound(item: Item, weak: Item, side: Side) -> bool:
    """低于 becomes 'not reach, not below': it does not explain a negation of something else."""
    if weak.negative.text not in ("低于", "少于", "最多", "至少", "以内") or side.language == "zh":
        return False
    return not _BOUND.search(side.text[max(0, item.negative.start - 12) : item.negative.end + 40])


_BOUND = compiled(r"below|less|under|fewer|lower|reach|meet|exceed|more|attain|achiev|least|ниже|менее|меньше|дости|дотя|превы|выше|более|больше|выполн", re.IGNORECASE)


def _idle_only(item: Item, weak: Item, side: Side) -> bool:
    """只 and 才 become 'not ... until, but, other than': a bare 'not' they do not explain."""
    return weak.negative.text in ("只", "才", "仅", "之前") and side.language != "zh" and not _BUT.search(side.text[max(0, item.negative.start - 60) : item.negative.end + 90])


_BUT = compiled(r"until|other than|\bbut\b|except|beyond|unless|more than|before|any\b|кроме|иначе|раньше|ранее|пока|больше|дальше|до тех|более|прежде|помимо", re.IGNORECASE)


_YET = compiled(r"[还尚仍]|至今|迟迟|依[旧然]|一直|[没未]")
