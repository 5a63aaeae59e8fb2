"""Run every rule of the case's procedure over the dossier and the letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from appealdocs.check.context import Context, Hit
from appealdocs.check.kinds import KINDS
from appealdocs.model.dossier import Dossier
from appealdocs.model.finding import SEVERITIES, Finding, Report, Severity, Source, Where
from appealdocs.model.letter import Letter
from appealdocs.model.pack import RuleData
from appealdocs.model.text import Text2, visible
from appealdocs.packs import load_rules
from appealdocs.workspace import Workspace

OLD = timedelta(days=365)
"""A rule whose source was read longer ago than this says so in its findings."""


def check(dossier: Dossier, letter: Letter, workspace: Workspace, stage: str = "check") -> Report:
    """The findings, most severe first, and the facts of the letter with their proofs.

    `stage` is 'check', 'draft' or 'finalize'; rules marked `finalize_only` run in 'finalize' alone. A rule that crashes
    becomes a finding of its own and its id stands in `Report.crashed`.
    """
    context = Context(dossier, letter, workspace, stage)
    rules = [r for r in load_rules(dossier.pack.procedure, workspace) if _applies(r, context)]
    findings: list[Finding] = []
    crashed: list[str] = []
    for rule in rules:
        try:
            findings.extend(_finding(rule, hit, context) for hit in KINDS[rule.kind](context, rule.params))
        except Exception as error:  # a rule's crash must not hide the other rules' findings
            crashed.append(rule.id)
            findings.append(_crash(rule, error))
    findings.sort(key=lambda f: (SEVERITIES.index(f.severity), f.rule, f.where.file, f.where.line or 0, f.where.field))
    return Report(
        dossier.reference, dossier.pack.procedure, tuple(findings), _proofs(context), tuple(crashed), len(rules)
    )


def _proofs(context: Context) -> tuple[Any, ...]:
    from appealdocs.check.proof import proofs

    return proofs(context)


def _applies(rule: RuleData, context: Context) -> bool:
    """Whether the rule's `applies` fits the case; an empty mapping always does."""
    case = context.case
    has: Mapping[str, set[str]] = {
        "platforms": {case.platform or ""},
        "issues": {case.issue or "other"},
        "sites": {case.site},
        "codes": {p.code for p in case.points},
        "categories": {case.category},
    }
    return (not rule.finalize_only or context.stage == "finalize") and all(
        has[key] & set(rule.applies[key]) for key in has if rule.applies.get(key)
    )


def _finding(rule: RuleData, hit: Hit, context: Context) -> Finding:
    words = rule.messages[hit.variant] if hit.variant else rule.message
    message = _filled(words, hit.values)
    read = date.fromisoformat(rule.source.date)
    notes_en, notes_zh = [], []
    if rule.source.confidence == "article":
        notes_en.append("rests on an article")
        notes_zh.append("仅有文章依据")
    if context.now.date() - read > OLD:
        notes_en.append(f"read {rule.source.date}, over a year ago")
        notes_zh.append(f"资料读取于 {rule.source.date}，已超过一年")
    if notes_en:
        message = Text2(f"{message.en} [{'; '.join(notes_en)}]", f"{message.zh}【{'；'.join(notes_zh)}】")
    severity: Severity = next((s for s in SEVERITIES if s == hit.severity), rule.severity)
    source = Source(rule.source.document, rule.source.date, rule.source.confidence)
    waiver = next((a for a in context.case.allow if a.rule == rule.id), None)
    waived = f"{waiver.by}: {waiver.reason}" if waiver and rule.waivable else ""
    return Finding(
        rule.id, severity, message, hit.where, _filled(rule.fix, hit.values), source, _filled(rule.why, hit.values), waived
    )


def _filled(words: Text2, values: Mapping[str, Any]) -> Text2:
    """The words with {placeholders} filled; a value may be a Text2 of its own. What the case says is made `visible`."""

    def shown(value: Any, lang: str) -> Any:
        value = value[lang] if isinstance(value, Text2) else value
        return visible(value) if isinstance(value, str) else value

    en, zh = (words[lang].format_map({key: shown(value, lang) for key, value in values.items()}) for lang in ("en", "zh"))
    return Text2(en, zh.replace("） ", "）"))  # a space after a full-width bracket is a gap in Chinese


def _crash(rule: RuleData, error: Exception) -> Finding:
    return Finding(
        rule.id,
        "error",
        Text2(f"the rule {rule.id} crashed ({type(error).__name__})", f"规则 {rule.id} 出错（{type(error).__name__}）"),
        Where(),
        Text2("Report this; the other rules have run.", "请报告此问题；其他规则已运行。"),
        Source("appealdocs", rule.source.date, "platform"),
    )
