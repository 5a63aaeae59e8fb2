"""Kinds that look at the case, the letter's words, times and the case's life."""

from __future__ import annotations

from appealdocs.check.context import Kind

KINDS: dict[str, Kind] = {}
