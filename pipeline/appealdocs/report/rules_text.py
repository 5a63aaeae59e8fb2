"""Rules in words, for `appealdocs rules`."""

from __future__ import annotations

from typing import Any

import yaml

from appealdocs.model.pack import RuleData
from appealdocs.report.words import source, word


def row(rule: RuleData, lang: str) -> str:
    """One line: id, severity, stage, what it finds."""
    return f"{rule.id:<44} {rule.severity:<8} {rule.stage:<9} {rule.why[lang].split('。')[0].split('. ')[0]}"


def rule_data(rule: RuleData, lang: str) -> dict[str, Any]:
    """A rule as plain data with its words in one language."""
    return {
        "id": rule.id, "severity": rule.severity, "stage": rule.stage, "why": rule.why[lang], "fix": rule.fix[lang],
        "waivable": rule.waivable, "source": rule.source.model_dump(),
    }


def explanation(rule: RuleData, lang: str) -> str:
    """A rule explained: why, what to do, where it comes from, a bad and a good example."""
    zh = lang == "zh"
    waivable = ("可由具名人员豁免" if rule.waivable else "不可豁免") if zh else ("a named person may waive it" if rule.waivable else "never waived")
    comes_from = source(f"{rule.source.document}, {rule.source.date}, {rule.source.confidence}", lang)
    colon = "：" if zh else ": "
    lines = [
        f"{rule.id}   " + ("，" if zh else ", ").join((word(rule.severity, lang), word(rule.stage, lang), waivable)),
        "",
        f"{'说明' if zh else 'finds'}{colon}{rule.message[lang]}",
        f"{'原因' if zh else 'why'}{colon}{rule.why[lang]}",
        f"{'办法' if zh else 'do'}{colon}{rule.fix[lang]}",
        f"{'依据' if zh else 'source'}{colon}{comes_from}",
        *(f"{'其他说法' if zh else 'rival'}{colon}{rival}" for rival in rule.source.rivals),
    ]
    for key, label in (("bad", "错误示例" if zh else "a bad example"), ("good", "正确示例" if zh else "a good example")):
        examples = rule.examples.get(key) or []
        if examples:
            lines += ["", f"{label}{colon.strip()}", _indented(examples[0])]
    return "\n".join(lines)


def _indented(example: Any) -> str:
    text = yaml.safe_dump(example, allow_unicode=True, sort_keys=False, width=100).rstrip()
    return "\n".join(f"    {line}" for line in text.splitlines())
