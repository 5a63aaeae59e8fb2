"""findings.json: the report as the contract fixes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from appealdocs.errors import Fault
from appealdocs.model.fact import Fact, Money, Proof, Quantity
from appealdocs.model.finding import SEVERITIES, Finding, Report
from appealdocs.model.text import Text2


def findings(report: Report, lang: str) -> dict[str, Any]:
    """The report as plain data, messages in `lang` (en or zh)."""
    waived = [f for f in report.findings if f.waived]
    proven = sum(p.state == "proven" for p in report.proofs)
    return {
        "version": 1,
        "case": report.case,
        "procedure": report.procedure,
        "findings": [_finding(f, lang) for f in report.findings if not f.waived],
        "waived": [_finding(f, lang) | {"waived": f.waived} for f in waived],
        "facts": [_proof(p) for p in report.proofs],
        "summary": {**{s: report.count(s) for s in SEVERITIES}, "facts": len(report.proofs), "proven": proven},
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message[lang],
        "where": {k: v for k, v in asdict(finding.where).items() if v is not None},
        "why": finding.why[lang],
        "fix": finding.fix[lang],
        "source": str(finding.source),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    shown = [{"evidence": s.evidence, "file": s.file, "page": s.page, "quote": s.quote} for s in proof.shown]
    against = [{"evidence": s.evidence, "file": s.file, "page": s.page, "quote": s.quote} for s in proof.against]
    return {
        "id": proof.id,
        "kind": proof.fact.kind,
        "value": fact_value(proof.fact),
        "written": proof.written,
        "said": [{"field": p.field, "segment": p.segment} for p in proof.said],
        "shown": shown,
        "state": proof.state,
        **({"against": against} if against else {}),
    }


def fact_value(fact: Fact) -> str:
    """A fact's value as text that does not depend on a language: ISO dates, '328.00 USD', '3.2 day'."""
    values = [_value(v) for v in (fact.value, fact.to) if v is not None]
    return "/".join(values)


def _value(value: Any) -> str:
    match value:
        case Money():
            return f"{value.value} {value.currency}"
        case Quantity():
            return f"{value.value} {value.unit}".strip()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def fault_report(message: Text2, faults: Sequence[Fault], lang: str) -> dict[str, Any]:
    """What `--format json` prints with exit status 2."""
    listed = [
        {"file": f.file, "line": f.line, "key": f.key, "message": f.message[lang], "allowed": list(f.allowed)} for f in faults
    ]
    return {"version": 1, "error": {"message": message[lang], "faults": listed}}


def dumps(data: Mapping[str, Any]) -> str:
    """JSON with a line for each key and each item of a list: readable, and by the quick encoder, which knows no indent."""
    lines = []
    for key, value in data.items():
        items = ",\n  ".join(_json(item) for item in value) if isinstance(value, list) and value else ""
        lines.append(f' {_json(key)}: ' + (f"[\n  {items}\n ]" if items else _json(value)))
    return "{\n" + ",\n".join(lines) + "\n}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
