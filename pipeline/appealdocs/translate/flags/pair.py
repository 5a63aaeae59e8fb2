"""A source and its target with what every check asks of them, worked out once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from appealdocs.expressions import compiled
from appealdocs.model.fact import Mention

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from appealdocs.facts.names import Names
    from appealdocs.translate.glossary import Glossary

_QUOTED = compiled(r"“([^“”\n]{2,200})”|«([^«»\n]{2,200})»|\"([^\"\n]{2,200})\"")


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
    def plain_source(self) -> str:
        """The source with what stands letter by letter in both texts (quoted statuses, notices) blanked, places kept."""
        return self._blanked(self.source)

    @cached_property
    def plain_target(self) -> str:
        """The target with what stands letter by letter in both texts blanked, places kept."""
        return self._blanked(self.target)

    def _blanked(self, text: str) -> str:
        for quote in self._quotes:
            text = text.replace(quote, "\u25a1" * len(quote))
        return text

    @cached_property
    def _quotes(self) -> tuple[str, ...]:
        if self.source_language == self.target_language:
            return ()
        inside = [m[1] or m[2] or m[3] for m in _QUOTED.finditer(self.target)]
        return tuple(q for q in inside if len(q) > 3 and re.search(r"[^\W\d_]", q) and q in self.source and q != self.source)

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
