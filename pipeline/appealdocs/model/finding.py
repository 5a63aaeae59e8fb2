"""Findings: what the rules report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from appealdocs.model.fact import Proof
from appealdocs.model.text import Text2

Severity = Literal["error", "warning", "info"]
Confidence = Literal["notice", "platform", "article", "inferred"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding lies. `file` relative to the case folder, `field` a key of case.yaml, `line` in `file` from 1."""

    file: str = ""
    field: str = ""
    segment: str = ""
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: document (its number in ../sources, an address, 'notice' or 'appealdocs'), date read (ISO), confidence."""

    document: str
    date: str
    confidence: Confidence

    def __str__(self) -> str:
        return f"{self.document}, {self.date}, {self.confidence}"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    severity: Severity
    message: Text2
    where: Where
    fix: Text2
    source: Source
    why: Text2 = field(default_factory=lambda: Text2("", ""))
    waived: str = ""
    """Name and reason of the person who waived the rule; a waived finding does not count as an error."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of `check`: findings, most severe first, and the facts of the letter with their proofs."""

    case: str
    procedure: str
    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...] = ()
    crashed: tuple[str, ...] = ()
    """Rules that crashed (each is also a finding); the exit status is 3 then."""
    checked: int = 0
    """How many rules ran."""

    def count(self, severity: Severity) -> int:
        return sum(1 for f in self.findings if f.severity == severity and not f.waived)
