"""The review file's decisions laid on a fresh draft: approval sticks to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from appealdocs.model.letter import Letter, Segment
from appealdocs.review.store import clean


def merge(letter: Letter, stored: Mapping[str, Segment]) -> Letter:
    """The letter with the targets, states and comments of the review file.

    The same source keeps its target over any number of drafts, also where it moved to another id. A changed source returns
    for review with the old pair beside it. A target that case.yaml gives wins over an older one unless a reviewer edited
    this very target.
    """
    by_text = {(clean(s.source), s.target_language): s for s in stored.values() if s.field and s.target}
    segments = {
        id: _merged(segment, stored.get(id), by_text.get((clean(segment.source), segment.target_language))) if segment.field else segment
        for id, segment in letter.segments.items()
    }
    return replace(letter, segments=segments)


def _merged(fresh: Segment, same_id: Segment | None, same_text: Segment | None) -> Segment:
    old = same_id if same_id is not None and clean(same_id.source) == clean(fresh.source) else same_text
    if old is None:
        if same_id is not None and same_id.target and same_id.field == fresh.field:
            return replace(
                fresh, previous_source=same_id.source, previous_target=same_id.target, comments=same_id.comments,
            )
        return fresh
    if fresh.target and fresh.origin in ("human", "clause"):
        given = clean(fresh.target)
        edited = clean(old.note) == given and clean(old.target) != given
        if not edited:
            return replace(fresh, comments=old.comments, previous_source=old.previous_source, previous_target=old.previous_target)
        return replace(fresh, target=old.target, state=old.state, stamp=old.stamp, origin=old.origin, note=old.note, comments=old.comments)
    if not old.target:
        return replace(fresh, comments=old.comments, previous_source=old.previous_source, previous_target=old.previous_target)
    return replace(
        fresh, target=old.target, state=old.state, origin=old.origin, stamp=old.stamp, note=old.note, flags=old.flags,
        comments=old.comments, previous_source=old.previous_source, previous_target=old.previous_target,
    )
