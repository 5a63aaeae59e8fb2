"""Regular expressions of the program and of its data, compiled once a process and kept compiled between runs."""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from functools import cache, lru_cache

from appealdocs.kept import Kept

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What `_sre.compile` takes after the expression: flags, code, number of groups, names of groups, names by number."""
_FOREIGN = (ArithmeticError, AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
"""What another Python's `re`, whose insides these are, may answer."""


@lru_cache(maxsize=8192)
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The expression as `re.compile` has it; for expressions of ours alone, since they are kept in the user's cache.

    A cold `check` spent a third of its time on compiling 720 expressions that are the same each time: `re` takes 0.7 ms for one
    and 0.01 ms for making a pattern from its own code, which is what is kept (docs/decisions.md 19). Where the kept code does not
    fit this Python, or is no code, the expression is compiled.
    """
    kept, key = _kept(), (expression, int(flags))
    program = kept.get(key)
    if program is not None:
        try:
            return _pattern(expression, program)
        except _FOREIGN:
            pass
    pattern = re.compile(expression, flags)
    try:
        program = _program(expression, int(flags))
        if _pattern(expression, program) == pattern:  # `re` compares the code too
            kept.put(key, program)
    except _FOREIGN:
        pass
    return pattern


def save() -> None:
    """Keep what has been compiled; done by itself when the process ends in the ordinary way."""
    _kept().save()


@cache
def _kept() -> Kept:
    kept = Kept.open("expressions", sys.version)
    atexit.register(kept.save)
    return kept


def _program(expression: str, flags: int) -> _Program:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(expression, flags)
    names: dict[str, int] = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", _compiler._code(parsed, flags))
    return flags | parsed.state.flags, code.tobytes(), parsed.state.groups - 1, names, tuple(by_number)


def _pattern(expression: str, program: _Program) -> re.Pattern[str]:
    from _sre import compile as made  # type: ignore[import-not-found]

    flags, code, groups, names, by_number = program
    pattern: re.Pattern[str] = made(expression, flags, array("I", code).tolist(), groups, names, by_number)
    return pattern
