"""A source and its target with what every check asks of them, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from appealdocs.model.fact import Mention

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary


@dataclass(frozen=True)
class Pair:
    """`names`, `zone`, `glossary` as in the translate stage; `context`: other sources of the same document, where a name or
    value of the target may stand that this source only points at."""

    source: str
    target: str
    source_language: str
    target_language: str
    names: Names | None = None
    zone: ZoneInfo | None = None
    glossary: Glossary | None = None
    context: Sequence[str] = ()

    @cached_property
    def source_facts(self) -> list[Mention]:
        return self._facts(self.source, self.source_language)

    @cached_property
    def target_facts(self) -> list[Mention]:
        return self._facts(self.target, self.target_language)

    def _facts(self, text: str, language: str) -> list[Mention]:
        from appealdocs.facts.parse import parse

        return parse(text, language, self.names, self.zone)

    @cached_property
    def known_names(self) -> tuple[str, ...]:
        """Every writing of the case's names and ids."""
        return tuple(w for kind, value in self.names for w in self.names.writings(kind, value)) if self.names else ()
