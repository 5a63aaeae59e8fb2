"""Flags on a whole letter: each segment by itself, then what only shows between segments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from appealdocs.model.letter import Flag, Letter, Segment
from appealdocs.translate.flags.catalogue import flag, kind
from appealdocs.translate.flags.flags import flags, risk

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary

_JUDGED = frozenset({"machine", "fuzzy", "memory", "human"})
"""Where a target came from that somebody has to judge. Templates, clauses and facts are approved text."""
_SHORT = 12
"""Characters below which two sources may well share a target."""


def flagged(letter: Letter, glossary: Glossary | None = None, names: Names | None = None, zone: ZoneInfo | None = None) -> Letter:
    """The letter with flags and risk on every segment whose target a person has still to judge, or gave in case.yaml."""
    segments = dict(letter.segments)
    order = [s for s in segments.values() if s.field]
    for at, segment in enumerate(order):
        if is_judged(segment):
            found = flags(
                segment.source, segment.target, segment.source_language, segment.target_language,
                names=names, zone=zone, glossary=glossary, context=_beside(order, at),
            )  # fmt: skip
            segments[segment.id] = _with(segment, found)
    for id, found in between([s for s in segments.values() if is_judged(s)], names).items():
        segments[id] = _with(segments[id], [*segments[id].flags, *found])
    return replace(letter, segments=segments)


def is_judged(segment: Segment) -> bool:
    """Whether flags are worked out: a claim with a target in another language that is not plainly approved text."""
    return (
        bool(segment.field and segment.source.strip() and segment.target.strip())
        and segment.source_language != segment.target_language
        and segment.origin in _JUDGED
        and (segment.state != "approved" or (segment.origin == "human" and not segment.stamp.by))
    )


def _beside(order: Sequence[Segment], at: int) -> list[str]:
    """Sources of the neighbours: a sentence may name what the one before it named."""
    return [order[i].source for i in (at - 1, at + 1) if 0 <= i < len(order)]


def _with(segment: Segment, found: Sequence[Flag]) -> Segment:
    """The segment with these flags, and with what the engine's placeholders met (only the machine stage can see that)."""
    kept = [f for f in segment.flags if kind(f.flag) == "placeholder"]
    flags_now = tuple({(f.flag, f.message.en): f for f in (*kept, *found)}.values())
    return replace(segment, flags=flags_now, risk=risk(flags_now))


def between(segments: Sequence[Segment], names: Names | None = None) -> Mapping[str, list[Flag]]:
    """What shows only beside other segments: one source with two targets, two sources with one target, a name written in two ways."""
    found: dict[str, list[Flag]] = defaultdict(list)
    by_source: dict[str, list[Segment]] = defaultdict(list)
    by_target: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_source[_same(segment.source)].append(segment)
        by_target[_same(segment.target)].append(segment)
    for group in by_source.values():
        if len({_same(s.target) for s in group}) > 1:
            for segment in group:
                other = next(s for s in group if _same(s.target) != _same(segment.target))
                found[segment.id].append(
                    flag("inconsistent-target", f"the same source is translated otherwise in {other.id}", f"同一原文在 {other.id} 中译法不同")
                )
    for group in by_target.values():
        if len({_same(s.source) for s in group}) > 1:
            for segment in group:
                other = next((s for s in group if _same(s.source) != _same(segment.source) and len(s.target) > _SHORT), None)
                if other is not None:
                    found[segment.id].append(
                        flag("inconsistent-source", f"{other.id} has the same target for another source", f"{other.id} 的原文不同而译文相同")
                    )
    for id, more in _spellings(segments, names).items():
        found[id] += more
    return found


def _same(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text).strip().rstrip(".。").casefold()


def _spellings(segments: Sequence[Segment], names: Names | None) -> Mapping[str, list[Flag]]:
    """A person or place in Latin letters here and in Cyrillic there: the reader takes them for two."""
    found: dict[str, list[Flag]] = defaultdict(list)
    for fact, value in names or ():
        if fact not in ("name", "place"):
            continue
        seen: dict[bool, list[tuple[Segment, str]]] = {True: [], False: []}
        for segment in segments:
            for writing in names.writings(fact, value) if names else ():
                if not re.search(r"[\u3400-\u9fff]", writing) and writing in segment.target:
                    seen[bool(re.search("[А-Яа-я]", writing))].append((segment, writing))
        if seen[True] and seen[False]:
            few, many = sorted(seen.values(), key=len)
            for segment, writing in few:
                other = many[0]
                found[segment.id].append(
                    flag("name-spelling", f"{writing} is written {other[1]} in {other[0].id}", f"“{writing}”在 {other[0].id} 中写作“{other[1]}”")
                )
    return found
