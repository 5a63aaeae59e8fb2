"""Regular expressions of the program and of its data: compiled once a process, kept compiled between runs, and what they need."""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from functools import cache, lru_cache
from typing import Any

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


@lru_cache(maxsize=8192)
def needed(expression: str) -> tuple[str, ...]:
    """Texts of which one stands in every match of the expression, () where none can be told: a look whether they are there
    is ten times as quick as a search. Upper and lower case count. Raises re.error."""
    kept, key = _kept(), ("needed", expression)
    found: Any = kept.get(key)
    if not (isinstance(found, tuple) and all(isinstance(text, str) for text in found)):
        re.compile(expression)
        try:
            parsed = _parsed(expression, 0)
            found = () if parsed.state.flags & re.IGNORECASE else _needed(parsed)
        except _FOREIGN:
            found = ()
        kept.put(key, found)
    return tuple(found)


_MANY = 24
"""Texts to look for at most: more cost as much as the search."""


def _needed(parsed: Any) -> tuple[str, ...]:
    """Of the parts that every match has, the one with the longest texts."""
    parts: list[tuple[str, ...]] = []
    run = ""
    for operation, value in parsed:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):  # these take no room: what is before and after them stands together
            parts += [(run,), _of_part(name, value)]
            run = ""
    parts.append((run,))
    return max((part for part in parts if all(part)), key=lambda part: (min(map(len, part), default=0), -len(part)), default=())


def _of_part(name: str, value: Any) -> tuple[str, ...]:
    match name:
        case "IN" if all(str(kind) == "LITERAL" for kind, _ in value):
            found = tuple(chr(code) for _, code in value)
        case "BRANCH":
            branches = [_needed(branch) for branch in value[1]]
            found = tuple(text for branch in branches for text in branch) if all(branches) else ()
        case "SUBPATTERN" if not value[1] & re.IGNORECASE:
            found = _needed(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            found = _needed(value[2])
        case _:
            found = ()
    return found if len(found) <= _MANY else ()


def save() -> None:
    """Keep what has been compiled; done by itself when the process ends in the ordinary way."""
    _kept().save()


@cache
def _kept() -> Kept:
    kept = Kept.open("expressions", sys.version)
    atexit.register(kept.save)
    return kept


def _program(expression: str, flags: int) -> _Program:
    from re import _compiler  # type: ignore[attr-defined]

    parsed = _parsed(expression, flags)
    names: dict[str, int] = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", _compiler._code(parsed, flags))
    return flags | parsed.state.flags, code.tobytes(), parsed.state.groups - 1, names, tuple(by_number)


def _parsed(expression: str, flags: int) -> Any:
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(expression, flags)


def _pattern(expression: str, program: _Program) -> re.Pattern[str]:
    from _sre import compile as made  # type: ignore[import-not-found]

    flags, code, groups, names, by_number = program
    pattern: re.Pattern[str] = made(expression, flags, array("I", code).tolist(), groups, names, by_number)
    return pattern
