"""Segments as text for `appealdocs review show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from appealdocs.model.letter import Segment

_STATES = {
    "en": {"new": "no target", "needs-review": "to review", "approved": "approved"},
    "zh": {"new": "未翻译", "needs-review": "待审", "approved": "已批准"},
}


def rows(segments: Iterable[Segment], lang: str) -> Iterator[str]:
    """A few lines a segment: id and state, source, target, flags, comments."""
    language = "zh" if lang == "zh" else "en"
    for s in segments:
        who = f", {s.stamp.by}" if s.stamp.by else ""
        engine = f", {s.stamp.engine}" if s.stamp.engine else ""
        match = f", {s.stamp.match} %" if s.stamp.match is not None else ""
        yield f"{s.id}  [{_STATES[language][s.state]}; {s.origin}{engine}{match}{who}]"
        yield f"    {s.source_language}  {s.source}"
        if s.target:
            yield f"    {s.target_language}  {s.target}"
        if s.previous_target and s.state != "approved":
            yield f"    {'原译' if language == 'zh' else 'was'}  {s.previous_target}"
        for flag in s.flags:
            yield f"    ! {flag.flag}: {flag.message[language]}"
        for comment in s.comments:
            yield f"    > {comment}"
