"""The report as text: grouped by file, coloured by severity, most severe first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from appealdocs.errors import AppealdocsError, BadInput, Fault
from appealdocs.model.finding import SEVERITIES, Finding, Report
from appealdocs.model.text import visible
from appealdocs.report.words import page

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WORDS = {
    "en": {"error": "error", "warning": "warning", "info": "info", "fix": "do", "why": "why", "source": "source", "case": "the case"},
    "zh": {"error": "错误", "warning": "警告", "info": "提示", "fix": "办法", "why": "原因", "source": "依据", "case": "整个案件"},
}


def report_text(report: Report, lang: str, colour: bool = False, quiet: bool = False) -> str:
    """The findings for people; `quiet` shows errors alone."""
    words = _WORDS["zh" if lang == "zh" else "en"]
    shown = [f for f in report.findings if not quiet or f.severity == "error"]
    ordered = sorted(shown, key=lambda f: (f.where.file or "", SEVERITIES.index(f.severity)))
    lines: list[str] = []
    for file, group in groupby(ordered, key=lambda f: f.where.file):
        lines.append(_paint(visible(file or words["case"]), _BOLD, colour))
        for finding in group:
            lines += _finding(finding, lang, words, colour)
        lines.append("")
    lines.append(summary(report, lang))
    return "\n".join(lines)


def _finding(finding: Finding, lang: str, words: dict[str, str], colour: bool) -> Iterable[str]:
    where, colon = finding.where, "：" if lang == "zh" else ": "
    place = ":".join(str(x) for x in (where.line, where.field or where.segment) if x)
    if where.page:
        place = f"{place} {page(where.page, lang)}".strip()
    label = _paint(words[finding.severity], _COLOURS[finding.severity], colour)
    yield f"  {place + '  ' if place else ''}{label}  {finding.message[lang]}  {_paint(finding.rule, _DIM, colour)}"
    if finding.waived:
        yield f"      {'豁免' if lang == 'zh' else 'waived'}{colon}{finding.waived}"
        return
    if finding.why[lang]:
        yield f"      {words['why']}{colon}{finding.why[lang]}"
    yield f"      {words['fix']}{colon}{finding.fix[lang]}"


def summary(report: Report, lang: str) -> str:
    """One line: how many findings of each severity, how many facts are proven."""
    errors, warnings, infos = (report.count(s) for s in SEVERITIES)
    proven = sum(p.state == "proven" for p in report.proofs)
    if lang == "zh":
        return f"{errors} 个错误，{warnings} 个警告，{infos} 条提示；{len(report.proofs)} 项事实，其中 {proven} 项有证据证明"
    return f"{errors} error(s), {warnings} warning(s), {infos} info; {len(report.proofs)} fact(s), {proven} shown by evidence"


def error_text(error: AppealdocsError, lang: str) -> str:
    """An error for people: what, where, what to do."""
    lines = ["\n".join(map(visible, error.text[lang].split("\n")))]
    if isinstance(error, BadInput):
        lines += [_fault(f, lang) for f in error.faults]
    if error.remedy:
        lines.append(error.remedy[lang])
    return "\n".join(lines)


def _fault(fault: Fault, lang: str) -> str:
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    allowed = _allowed(fault.allowed, lang)
    return f"  {visible(place)}  {visible(fault.message[lang])}{allowed}"


def _allowed(allowed: Sequence[str], lang: str) -> str:
    if not allowed:
        return ""
    return f"（可用：{'、'.join(allowed)}）" if lang == "zh" else f" (allowed: {', '.join(allowed)})"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_END}" if colour else text
