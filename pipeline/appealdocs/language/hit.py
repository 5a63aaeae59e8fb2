"""A place in a text that a language rule points at."""

from __future__ import annotations

from dataclasses import dataclass, field

from appealdocs.model.text import Text2


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` in code points. `kind` is the entry id of a lexicon, or the kind of find (phone, look-alike ...).

    `instead` is what should stand there, "" where that is for a person to say.
    """

    start: int
    end: int
    text: str
    kind: str
    note: Text2 = field(default_factory=lambda: Text2("", ""))
    instead: str = ""

    @property
    def entry_id(self) -> str:
        """The lexicon entry that hit (the same as `kind`)."""
        return self.kind

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end
