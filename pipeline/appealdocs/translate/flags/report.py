"""The flags of a whole file, as the contract gives them and as text for people."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appealdocs.language.encoder import read_pairs
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.bilingual import Row
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.flags import flags, risk
from appealdocs.translate.flags.letter import Said, between
from appealdocs.translate.flags.read import together

if TYPE_CHECKING:
    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its flags."""

    row: Row
    flags: tuple[Flag, ...]
    risk: float


def judge(rows: Sequence[Row], glossary: Glossary | None = None, names: Names | None = None) -> list[Judged]:
    """Every pair with its flags, those between pairs of the same languages too, in the order of the file."""
    across: dict[int, list[Flag]] = {}
    for pair in dict.fromkeys((r.source_language, r.target_language) for r in rows):
        places = [at for at, r in enumerate(rows) if (r.source_language, r.target_language) == pair]
        for place, found in between([Said(rows[at].id, rows[at].source, rows[at].target) for at in places]).items():
            across[places[place]] = found
    judged = []
    for at, (row, own) in enumerate(zip(rows, _own(rows, glossary, names), strict=True)):
        all_flags = (*own, *_codes(row), *across.get(at, ()))
        judged.append(Judged(row, all_flags, risk(all_flags)))
    return judged


_MANY = 1500
"""Rows from which starting further processes pays: a row takes about 5 ms, a process two seconds."""
_BATCH = 100


def _own(rows: Sequence[Row], glossary: Glossary | None, names: Names | None) -> Iterator[list[Flag]]:
    """The flags of each row by itself; large files by every core."""
    cores = os.cpu_count() or 1
    if len(rows) < _MANY or cores < 2:
        for at in range(0, len(rows), _BATCH):
            yield from _batch(rows[at : at + _BATCH], glossary, names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    batches = [rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH)]
    # spawned, not forked: the language detector keeps threads, and a fork loses them
    with ProcessPoolExecutor(min(cores, 8), get_context("spawn")) as pool:
        for found in pool.map(_batch, batches, [glossary] * len(batches), [names] * len(batches)):
            yield from found


def _batch(rows: Sequence[Row], glossary: Glossary | None, names: Names | None) -> list[list[Flag]]:
    # many at once is quicker; what was read is kept for `flags`
    read_pairs([part for row in rows for part in together(row.source, row.target, row.source_language, row.target_language)])
    return [_judged(row, glossary, names) for row in rows]


def _judged(row: Row, glossary: Glossary | None, names: Names | None) -> list[Flag]:
    return flags(row.source, row.target, row.source_language, row.target_language, glossary=glossary, names=names)


def _codes(row: Row) -> Iterator[Flag]:
    """Inline tags of a CAT tool's file: all of them back, each as often."""
    if not row.target.strip():
        return
    ours, theirs = Counter(row.codes[0]), Counter(row.codes[1])
    for code in ours - theirs:
        yield flag("placeholder-missing", f"the tag {code} is not in the target", f"译文缺少标记 {code}")
    for code in theirs - ours:
        yield flag("placeholder-doubled", f"the tag {code} stands too often", f"标记 {code} 多余")


def as_json(judged: Iterable[Judged], lang: str) -> dict[str, Any]:
    """`{"version": 1, "segments": [{"id", "flags": [{"flag", "severity", "message"}], "risk"}]}`."""
    return {
        "version": 1,
        "segments": [
            {
                "id": j.row.id,
                "flags": [{"flag": f.flag, "severity": f.severity, "message": f.message[lang]} for f in j.flags],
                "risk": j.risk,
            }
            for j in judged
        ],
    }


def as_text(judged: Sequence[Judged], lang: str) -> Iterator[str]:
    """Flagged pairs, the riskiest first, with what is wrong with them."""
    language = "zh" if lang == "zh" else "en"
    for each in sorted((j for j in judged if j.flags), key=lambda j: -j.risk):
        yield f"{each.row.id}  {each.risk:.2f}"
        yield f"    {each.row.source_language}  {each.row.source}"
        yield f"    {each.row.target_language}  {each.row.target}"
        for one in each.flags:
            yield f"    ! {one.flag} ({_SEVERITIES[language][one.severity]}): {one.message[language]}"


_SEVERITIES = {
    "en": {"critical": "critical", "major": "major", "minor": "minor"}, "zh": {"critical": "严重", "major": "重要", "minor": "轻微"},
}  # fmt: skip
