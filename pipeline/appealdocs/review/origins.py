"""How the text of each segment came to be: what a translator's statement has to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from appealdocs.model.dossier import Record
from appealdocs.model.letter import Segment
from appealdocs.review.actions import KIND

Way = Literal["edited", "unchanged", "person", "clause", "memory", "original"]
"""edited: proposed by a computer, then changed by a person; unchanged: proposed by a computer and approved as it was; person:
written by a person; clause: a sentence of the clause library; memory: an earlier approved translation of the same sentence;
original: written in the letter's language from the start."""


def ways(segments: Mapping[str, Segment], records: Iterable[Record]) -> dict[str, Way]:
    """The way of every segment that comes from a claim, by its id. `records`: the case's journal.

    A proposal is known by the text that a review step made of it, so that a segment that moved to another id keeps its past.
    """
    proposed = _proposed(list(records))
    return {id: _way(segment, proposed) for id, segment in segments.items() if segment.field}


def _proposed(records: list[Record]) -> dict[str, str]:
    """Text that a person left -> what a computer had proposed in its place. Steps that were taken back do not count."""
    undone = {r.data.get("undoes") for r in records if r.kind == KIND}
    made: dict[str, str] = {}
    for record in records:
        if record.kind != KIND or "after" not in record.data or record.data.get("step") in undone:
            continue
        for id, after in record.data["after"].items():
            was = record.data["before"][id]
            proposal = was["target"] if was["origin"] != "human" else made.get(was["target"], "")
            if proposal and after["origin"] == "human":
                made[after["target"]] = proposal
    return made


def _way(segment: Segment, proposed: Mapping[str, str]) -> Way:
    if segment.source_language == segment.target_language:
        return "original"
    if segment.origin in ("machine", "fuzzy"):
        return "unchanged"
    if segment.origin == "memory" or segment.origin == "clause":
        return segment.origin
    proposal = proposed.get(segment.target, "") if segment.stamp.by else ""
    if not proposal:
        return "person"
    return "unchanged" if proposal == segment.target else "edited"
