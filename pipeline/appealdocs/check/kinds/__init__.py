"""Kinds: small functions that rules are made of. The registry is this one dict, put together from the folders below."""

from __future__ import annotations

from appealdocs.check.context import Kind
from appealdocs.check.kinds.evidence import KINDS as EVIDENCE
from appealdocs.check.kinds.letter import KINDS as LETTER

KINDS: dict[str, Kind] = {**LETTER, **EVIDENCE}
