"""Facts of the letter with what shows them: the proof-carrying letter."""

from __future__ import annotations

from appealdocs.check.context import Context
from appealdocs.model.fact import Proof


def proofs(context: Context) -> tuple[Proof, ...]:
    """Each fact that a segment states, with the evidence that shows it."""
    return ()
