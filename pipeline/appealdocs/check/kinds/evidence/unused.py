"""Evidence that no claim refers to."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.model.finding import Where


def unused(context: Context, params: Params) -> Iterator[Hit]:
    """Files in evidence/ that case.yaml does not list, and listed ones that neither a claim nor the request uses."""
    for file in context.dossier.unlisted:
        yield Hit(Where(file=file, field="evidence"), {"file": file}, "unlisted")
    used = {id for said in context.claims for id in said.claim.evidence}
    used |= {id for point in context.case.points if point.title for id in point.title.evidence}
    for index, item in context.evidence_of():
        if item.id not in used:
            yield Hit(context.evidence_at(index), {"id": item.id, "file": item.file})
