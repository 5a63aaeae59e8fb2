"""What a translation memory holds and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from appealdocs.model.text import Text2

UnitKind = Literal["seed", "approved", "clause", "imported"]
"""seed: written for this project; imported: from a TMX file; clause: from the clause library;
approved: a named person of the seller approved it. Only the last is ever used without another look."""

UNIT_KINDS: tuple[UnitKind, ...] = ("seed", "approved", "clause", "imported")

CONTEXT = 101
"""Score of a match whose neighbours match too."""
EXACT = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit. `previous` and `next` are the neighbouring source segments, `at` ISO 8601 with offset,
    `procedure` the case it comes from, `id` the row in its memory (0: not stored yet)."""

    source: str
    target: str
    source_language: str
    target_language: str
    kind: UnitKind = "imported"
    who: str = ""
    at: str = ""
    previous: str = ""
    next: str = ""
    procedure: str = ""
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the difference between the stored source and the text looked up: `equal`, `replace`, `delete`
    (only stored), `insert` (only looked up)."""

    op: Literal["equal", "replace", "delete", "insert"]
    stored: str
    asked: str


@dataclass(frozen=True, slots=True)
class Match:
    """An answer of the memory.

    `score` as users of CAT tools know it: 101 exact with the same neighbours, 100 exact (values apart, which are carried
    over), below that the share of characters that agree. `target` is adapted to the values of the text looked up where that was
    possible (`adapted`). `safe`: the target needs no change of grammar either (plural forms agree). `caution` says why
    a match that looks exact is none, or what to look at. `asked` is the text looked up where it differs.
    """

    unit: Unit
    score: int
    target: str
    adapted: bool = False
    safe: bool = True
    asked: str = ""
    caution: Text2 | None = None

    @property
    def difference(self) -> tuple[Change, ...]:
        """What differs between the stored source and the text looked up, nothing for the same text; worked out when it is asked
        for, since most look-ups never show it."""
        from appealdocs.translate.score import difference

        return difference(self.unit.source, self.asked) if self.asked else ()

    @property
    def exact(self) -> bool:
        return self.score >= EXACT

    @property
    def approved(self) -> bool:
        """May be used without another look: exact, approved by a named person, and the grammar cannot have changed."""
        return self.exact and self.safe and self.unit.kind == "approved" and bool(self.unit.who)
