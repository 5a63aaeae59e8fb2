"""Kinds that look at evidence: what files show, their forms and dates."""

from __future__ import annotations

from appealdocs.check.context import Kind

KINDS: dict[str, Kind] = {}
