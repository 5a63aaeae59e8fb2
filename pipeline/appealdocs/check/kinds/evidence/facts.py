"""Facts of the letter that their evidence contradicts, or does not show."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.signer import other_signer
from appealdocs.model.fact import Proof
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def contradicted(context: Context, params: Params) -> Iterator[Hit]:
    """The evidence that a claim names shows another value in the place of what the letter says."""
    from appealdocs.check.contradiction import slip_words
    from appealdocs.check.proof import contradicting, proofs  # here: proofs know the kinds beside this one

    for proof in proofs(context):
        if proof.state == "contradicted":
            shown = proof.against[0]
            page = Text2(f", page {shown.page}", f" 第 {shown.page} 页") if shown.page else Text2("", "")
            values = {
                "said": proof.written, "file": shown.file, "id": shown.evidence, "page": page, "quote": shown.quote[:120],
                "field": _at(context, proof).field, "slip": slip_words(proof.fact, contradicting(context, proof)),
            }  # fmt: skip
            yield Hit(_at(context, proof), values)
    yield from other_signer(context)


def unproven(context: Context, params: Params) -> Iterator[Hit]:
    """Facts that none of the files named for them shows, claim by claim."""
    from appealdocs.check.proof import proofs

    by_claim: dict[str, list[Proof]] = {}
    for proof in proofs(context):
        if proof.state == "unproven" and proof.fact.kind in params["kinds"]:
            by_claim.setdefault(_at(context, proof).field, []).append(proof)
    for field, found in by_claim.items():
        yield Hit(_at(context, found[0]), {"said": ", ".join(p.written for p in found), "field": field})


def _at(context: Context, proof: Proof) -> Where:
    place = next((p for p in proof.said if p.segment), proof.said[0])
    return Where(file="case.yaml", field=place.field, segment=place.segment, line=context.line(place.field))
