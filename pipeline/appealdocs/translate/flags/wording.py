"""Terms of the glossary: in any form; what is forbidden, with the right writing in the same case and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair


def check(pair: Pair) -> Iterator[Flag]:
    """Terms that the target lacks, has in a forbidden writing, or has translated though they never are."""
    if pair.glossary is None:
        return
    from appealdocs.translate.terms import forbidden, missing

    wrong = forbidden(pair.glossary, pair.target, pair.target_language)
    there = {id(problem.term) for problem in wrong}
    for problem in missing(pair.glossary, pair.source, pair.target, pair.source_language, pair.target_language):
        if id(problem.term) in there or _partly(problem.term.words.get(pair.target_language, ()), pair.target):
            continue
        name = "name-translated" if problem.kind == "translated" else "term-missing"
        yield flag(name, f"{problem.found}: write '{problem.proposal}'", f"“{problem.found}”应译为“{problem.proposal}”")
    for problem in wrong:
        yield flag("term-forbidden", f"'{problem.found}' is not used: write '{problem.proposal}'", f"不用“{problem.found}”，应写“{problem.proposal}”")


_WORD = compiled(r"[^\W\d_]{3,}")


def _partly(writings: Sequence[str], target: str) -> bool:
    """Half of the words of a writing, by their beginnings: 'review … manually' for 'manual review' is the term in a sentence."""
    there = [word.casefold() for word in _WORD.findall(target)]
    for writing in writings:
        words = [word.casefold() for word in _WORD.findall(writing)]
        if len(words) > 1:
            met = sum(any(w.startswith(word[: max(4, len(word) - 3)]) for w in there) for word in words)
            if 2 * met >= len(words):
                return True
    return False
