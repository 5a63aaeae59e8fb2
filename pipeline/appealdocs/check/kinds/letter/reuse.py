"""No letter is a near copy of another case's letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.model.case import script_language
from appealdocs.model.dossier import Neighbour

MIN_SHINGLES = 40
"""Below this a text is too short to be called a copy."""


def reused(context: Context, params: Params) -> Iterator[Hit]:
    """The seller's own sentences against those of each other case of the workspace, language by language.

    Numbers, dates and ids are left out of the comparison (the same letter with other ids is the same letter). Two cases of
    one procedure say like things of other orders in any case, so there part of the text (`same_sentences`) must be the same
    word for word, dates, hours and amounts included; only order, tracking and SKU may differ. A folder about the same order or platform case is the same matter
    and no copy.
    """
    own = _by_language(text for said in context.claims if said.part != "request" for text in _texts(said.claim.text))
    mine = {o.id for o in context.case.orders}
    here_ids = [i for o in context.case.orders for i in (o.id, o.tracking, *o.skus) if i]
    here = (context.case.procedure, context.case.platform or "")
    best: tuple[bool, float, Neighbour] | None = None
    for other in context.dossier.neighbours:
        foreign = (other.procedure, other.platform or "") != here
        same_id = bool(context.case.platform_case) and context.case.platform_case == other.platform_case
        if not foreign and (same_id or mine & set(other.orders)):
            continue
        theirs = _by_language(other.free_text)
        other_ids = (*other.orders, *other.trackings, *other.skus)
        scores = [
            alike(own[lang], theirs[lang])
            for lang in own.keys() & theirs.keys()
            if foreign or same_sentences(_without(own[lang], here_ids), _without(theirs[lang], other_ids)) >= params["same_sentences"]
        ]
        score = max(scores, default=0.0)
        bound = params["other_platform"] if foreign else params["same_platform"]
        if score >= bound and (best is None or (foreign, score) > best[:2]):
            best = foreign, score, other
    if best:
        foreign, score, other = best
        yield Hit(
            context.at("points"),
            {
                "percent": round(100 * score), "other": other.reference, "platform": other.platform or other.procedure,
                "bound": round(100 * (params["other_platform"] if foreign else params["same_platform"])),
            },
            "other-platform" if foreign else "",
        )  # fmt: skip


def alike(own: list[str], theirs: list[str]) -> float:
    """Likeness of two letters by shingles with facts folded: shared by all, or how much of the shorter stands in the longer."""
    from appealdocs.language.similarity import containment, fingerprint, similarity

    a, b = fingerprint(own), fingerprint(theirs)
    if min(len(a), len(b)) < MIN_SHINGLES:
        return 0.0
    return max(similarity(a, b), 0.85 * containment(a, b))


def same_sentences(own: list[str], theirs: list[str]) -> float:
    """Share of one's own text (by characters) that stands in the other letter word for word."""
    known = {_squashed(text) for text in theirs}
    size = sum(len(text) for text in own)
    return sum(len(text) for text in own if _squashed(text) in known) / size if size else 0.0


def _without(texts: list[str], ids: Iterable[str]) -> list[str]:
    """The texts with each id as one sign: a letter copied for another order is a copy."""
    known = sorted({i for i in ids if i}, key=len, reverse=True)
    if not known:
        return texts
    pattern = re.compile("|".join(map(re.escape, known)))
    return [pattern.sub("#", text) for text in texts]


def _squashed(text: str) -> str:
    return "".join(text.split()).rstrip("。.")


def _texts(text: object) -> list[str]:
    return [value for lang in ("zh", "en", "ru") if (value := str(getattr(text, lang)))]


def _by_language(texts: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(script_language(text), []).append(text)
    return found
