"""What became of a negation."""

from __future__ import annotations

from dataclasses import dataclass

from appealdocs.translate.flags.excuses import Excuse
from appealdocs.translate.flags.negatives import Negative


@dataclass(frozen=True, slots=True)
class Change:
    """`lost`: in the source alone; `added`: in the target alone. `sure`: the word that was negated stands there unnegated."""

    kind: str
    negative: Negative
    word: str
    sure: bool
    beside: bool = False
    """The negated word stands at the same place of the sentence, in a clause with no negation of its own."""
    excuse: Excuse = ""
    """`near`, `far`: the other side has a word beside it, or elsewhere, that may say no in its own way (late, remains, пока)."""

    @property
    def serious(self) -> bool:
        """Whether it is more than advice. The bounds were set by counts, not by looking at the held-back sentences."""
        return not self.excuse if not self.sure else self.excuse != "near" or self.beside
