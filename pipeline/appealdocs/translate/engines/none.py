"""The engine that does nothing: what the memory and the clauses do not know stays open, and is said to be open."""

from __future__ import annotations

from appealdocs.translate.engines.base import Context, Limits


class NoEngine:
    """Supports no pair."""

    name = "none"
    model = "none"
    online = False
    limits = Limits()

    def supports(self, source: str, target: str) -> bool:
        return False

    def translate(self, texts: list[str], source: str, target: str, context: Context) -> list[str]:
        return ["" for _ in texts]
