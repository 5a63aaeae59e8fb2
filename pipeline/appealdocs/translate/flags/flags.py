"""The flags of one pair of texts, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import kind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.model.letter import Letter
    from appealdocs.translate.flags.pair import Pair
    from appealdocs.translate.flags.read import Asked
    from appealdocs.translate.glossary import Glossary

_ORDER = {"critical": 0, "major": 1, "minor": 2}


@lru_cache(maxsize=1)
def _checks() -> tuple[Callable[[Pair], Iterator[Flag]], ...]:
    from appealdocs.translate.flags import (
        called,
        extent,
        meaning,
        measures,
        moods,
        opposites,
        placeholders,
        relative,
        repeats,
        scripts,
        speech,
        spoken,
        tongue,
        typography,
        values,
        wording,
        zones,
    )  # fmt: skip

    return tuple(
        module.check
        for module in (values, measures, spoken, relative, zones, called, meaning, opposites, moods, speech, scripts, tongue, extent, wording, placeholders, repeats, typography)
    )


def flags(
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    *,
    names: Names | None = None,
    zone: ZoneInfo | None = None,
    glossary: Glossary | None = None,
    context: Sequence[str] = (),
    asked: Asked = "always",
) -> list[Flag]:
    """What a reviewer should look at, the gravest first. Languages are zh, en, ru.

    `names`: the case's own strings; `zone`: of times that name none; `context`: other sources of the same document, in which
    a name or value of the target may stand; `asked`: when the encoder reads the pair too. An empty target is one flag, an empty source none.
    """
    from appealdocs.translate.flags import extent
    from appealdocs.translate.flags.pair import Pair
    from appealdocs.translate.flags.read import weighed

    if not source.strip():
        return []
    pair = Pair(source, target, source_language, target_language, names, zone, glossary, tuple(context))
    if not target.strip():
        return list(extent.check(pair))
    found = _settled([f for check in _checks() for f in check(pair)])
    if not _elsewhere(found):
        found = weighed(found, pair, asked)
    return sorted(found, key=lambda f: (_ORDER[f.severity], -f.weight, f.flag))


def _settled(found: list[Flag]) -> list[Flag]:
    """A text in the wrong language or script says that once; what else differs in it is no news."""
    if _elsewhere(found):
        return [f for f in found if kind(f.flag) in ("language", "script", "number", "date", "money", "id", "time", "unit")]
    return list({(f.flag, f.message.en): f for f in found}.values())


def _elsewhere(found: Iterable[Flag]) -> bool:
    """Whether the target is in another language than it should be."""
    return any(f.flag.startswith("language-") and f.flag not in ("language-mixed", "language-unsure") for f in found)


def risk(found: Iterable[Flag]) -> float:
    """The chance that the segment does harm, 0..1: one minus the product of what each flag leaves."""
    left = 1.0
    for each in found:
        left *= 1.0 - min(max(each.weight, 0.0), 1.0)
    return round(1.0 - left, 4)


def flagged(letter: Letter, glossary: Glossary | None = None, names: Names | None = None, zone: ZoneInfo | None = None) -> Letter:
    """The letter with flags and risk on the segments that a reviewer has to judge, inconsistencies between segments too."""
    from appealdocs.translate.flags.letter import flagged as done

    return done(letter, glossary, names, zone)
