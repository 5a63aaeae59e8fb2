"""Names, as flags."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.naming import problems
from appealdocs.translate.flags.pair import Pair


def check(pair: Pair) -> Iterator[Flag]:
    """Names that became others, were lost, or came from nowhere."""
    for problem in problems(pair):
        if problem.why == "changed":
            yield flag("name-changed", f"{problem.source} is {problem.target} in the target", f"“{problem.source}”在译文中为“{problem.target}”")
        elif problem.why == "missing":
            yield flag("name-missing", f"{problem.source} is not in the target", f"译文缺少“{problem.source}”")
        else:
            yield flag("name-added" if problem.sure else "name-unknown", f"{problem.target} is not in the source", f"译文中的“{problem.target}”原文没有")
