"""No letter is a near copy of another case's letter."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.model.dossier import Neighbour


def reused(context: Context, params: Params) -> Iterator[Hit]:
    """The seller's own sentences against those of each other case of the workspace, by shingles.

    Against a case of another platform facts are left out of the comparison (the same letter with other ids is the same
    letter); against one of the same procedure they count, because two cases of one kind say like things of other orders.
    A folder about the same order is the same matter and no copy.
    """
    from appealdocs.language.similarity import similarity

    own = [text for said in context.claims if said.part != "request" for text in (said.claim.text[lang] for lang in said.claim.text.languages)]
    mine = {o.id for o in context.case.orders}
    best: tuple[float, Neighbour, bool] | None = None
    for other in context.dossier.neighbours:
        if not other.free_text or not own:
            continue
        foreign = (other.procedure, other.platform or "") != (context.case.procedure, context.case.platform or "")
        if not foreign and mine & set(other.orders):
            continue
        score = similarity(own, other.free_text, facts=not foreign)
        bound = params["other_platform"] if foreign else params["same_platform"]
        if score >= bound and (best is None or (foreign, score) > (best[2], best[0])):
            best = score, other, foreign
    if best:
        score, other, foreign = best
        yield Hit(
            context.at("points"),
            {
                "percent": round(100 * score), "other": other.reference, "platform": other.platform or other.procedure,
                "bound": round(100 * (params["other_platform"] if foreign else params["same_platform"])),
            },
            "other-platform" if foreign else "",
        )
