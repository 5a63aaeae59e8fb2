"""The report as SARIF 2.1.0, for editors and review tools."""

from __future__ import annotations

from typing import Any

from appealdocs import __version__
from appealdocs.model.finding import Finding, Report

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report, lang: str) -> dict[str, Any]:
    """One run with one result a finding; a waived finding carries its suppression."""
    ids = list(dict.fromkeys(f.rule for f in report.findings))
    first = {f.rule: f for f in reversed(report.findings)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "appealdocs",
                        "version": __version__,
                        "rules": [
                            {"id": id, "fullDescription": {"text": first[id].why[lang]}, "help": {"text": first[id].fix[lang]}}
                            for id in ids
                        ],
                    }
                },
                "results": [_result(f, ids.index(f.rule), lang) for f in report.findings],
            }
        ],
    }


def _result(finding: Finding, index: int, lang: str) -> dict[str, Any]:
    where = finding.where
    location: dict[str, Any] = {"artifactLocation": {"uri": where.file or "case.yaml"}}
    if where.line:
        location["region"] = {"startLine": where.line}
    logical = [{"fullyQualifiedName": name} for name in (where.field, where.segment) if name]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message[lang]},
        "locations": [{"physicalLocation": location, **({"logicalLocations": logical} if logical else {})}],
    }
    if finding.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.waived}]
    return result
