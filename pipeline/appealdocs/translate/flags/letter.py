"""Flags on a whole letter: each segment by itself, then what only shows between segments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from appealdocs.model.letter import Flag, Letter, Segment
from appealdocs.translate.flags.catalogue import flag, kind
from appealdocs.translate.flags.flags import flags, risk

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.flags.read import Asked
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
                asked=asked(segment),
            )  # fmt: skip
            segments[segment.id] = _with(segment, found)
    judged = [s for s in segments.values() if is_judged(s)]
    for place, found in between([Said(s.id, s.source, s.target) for s in judged]).items():
        id = judged[place].id
        segments[id] = _with(segments[id], [*segments[id].flags, *found])
    for id, found in spellings(judged, names).items():
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


def asked(segment: Segment) -> Asked:
    """When the encoder reads a segment: what a person gave only where a rule has a doubt."""
    return "in doubt" if segment.origin == "human" else "always"


def _beside(order: Sequence[Segment], at: int) -> list[str]:
    """Sources of the neighbours: a sentence may name what the one before it named."""
    return [order[i].source for i in (at - 1, at + 1) if 0 <= i < len(order)]


def _with(segment: Segment, found: Sequence[Flag]) -> Segment:
    """The segment with these flags, and with what the engine's placeholders met (only the machine stage can see that)."""
    kept = [f for f in segment.flags if kind(f.flag) == "placeholder"]
    flags_now = tuple({(f.flag, f.message.en): f for f in (*kept, *found)}.values())
    return replace(segment, flags=flags_now, risk=risk(flags_now))


class Said(NamedTuple):
    """A segment as far as consistency goes."""

    id: str
    source: str
    target: str


def between(segments: Sequence[Said]) -> dict[int, list[Flag]]:
    """By place in the list: one source with two targets, two sources with one target. Segments without target are left out."""
    found: dict[int, list[Flag]] = defaultdict(list)
    said = [(at, _same(s.source), _same(s.target)) for at, s in enumerate(segments) if s.target.strip()]
    others = _rivals((source, target, at) for at, source, target in said)
    for at, source, target in said:
        if (other := others.get((source, target))) is not None:
            id = segments[other].id
            found[at].append(flag("inconsistent-target", f"the same source is translated otherwise in {id}", f"同一原文在 {id} 中译法不同"))
    others = _rivals((target, source, at) for at, source, target in said if len(target) > _SHORT)
    for at, source, target in said:
        if (other := others.get((target, source))) is not None:
            id = segments[other].id
            found[at].append(flag("inconsistent-source", f"{id} has the same target for another source", f"{id} 的原文不同而译文相同"))
    return found


def _rivals(said: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    """(key, value) -> the place of the first entry with the same key and another value."""
    firsts: dict[str, dict[str, int]] = defaultdict(dict)
    for key, value, at in said:
        if value not in firsts[key] and len(firsts[key]) < 100:
            firsts[key][value] = at
    found: dict[tuple[str, str], int] = {}
    for key, values in firsts.items():
        if len(values) > 1:
            (one, first), (_, second) = list(values.items())[:2]
            found.update({(key, value): first for value in values if value != one})
            found[key, one] = second
    return found


def _same(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text).strip().rstrip(".。").casefold()


def spellings(segments: Sequence[Segment], names: Names | None) -> Mapping[str, list[Flag]]:
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
