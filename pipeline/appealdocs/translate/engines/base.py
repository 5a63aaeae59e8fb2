"""What an engine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from appealdocs.errors import EngineFailed
from appealdocs.model.text import Text2

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """`batch`: texts a call; `characters`: of one text (0: no limit); `seconds`: a call may take at most."""

    batch: int = 16
    characters: int = 0
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Context:
    """What helps an engine that can use it, one entry a text: `examples` near sentences with their translations, best first;
    `terms` the glossary's writings of the words that occur."""

    examples: Sequence[Sequence[Pair]] = field(default_factory=tuple)
    terms: Sequence[Sequence[Pair]] = field(default_factory=tuple)

    def of(self, at: int) -> tuple[Sequence[Pair], Sequence[Pair]]:
        """Examples and terms of the text number `at`."""
        examples = self.examples[at] if at < len(self.examples) else ()
        terms = self.terms[at] if at < len(self.terms) else ()
        return examples, terms


class Engine(Protocol):
    """A translation engine: as many texts out as in, in order.

    `online`: texts leave the machine, so personal data is replaced before. `model` names what answered, with its version.
    An engine that cannot answer raises EngineFailed; one text it cannot do is an empty string.
    """

    @property
    def name(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def online(self) -> bool: ...
    @property
    def limits(self) -> Limits: ...

    def supports(self, source: str, target: str) -> bool: ...
    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]: ...


class StayAway(EngineFailed):
    """The engine says not to come back soon (wrong key, no quota left, not allowed): the circuit opens at once."""


def failed(name: str, en: str, zh: str, remedy: Text2 | None = None, stay_away: bool = False) -> EngineFailed:
    """The error of an engine, with its name in front."""
    kind = StayAway if stay_away else EngineFailed
    return kind(Text2(f"engine {name}: {en}", f"翻译引擎 {name}：{zh}"), remedy)
