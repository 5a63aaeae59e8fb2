"""The batch's report as one page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d9dee3;vertical-align:top}
.failed td:nth-child(2),.error{color:#b3261e;font-weight:600}.warning{color:#8a5a00}.ok{color:#1a7f37}
@media (prefers-color-scheme:dark){body{background:#14171a;color:#e6e9ec}th,td{border-color:#333b43}}
"""
_WORDS = {
    "en": ("Batch", "Case", "State", "Errors", "Warnings", "Facts proven", "Why drafted again", "Letter"),
    "zh": ("批量处理", "案件", "状态", "错误", "警告", "已证明的事实", "重新起草的原因", "信函"),
}
_STATES = {
    "en": {"drafted": "drafted", "unchanged": "unchanged", "finalized": "finalised", "failed": "failed"},
    "zh": {"drafted": "已起草", "unchanged": "未变", "finalized": "已定稿", "failed": "失败"},
}


def page(data: Mapping[str, Any], lang: str) -> str:
    """One HTML page, self-contained, a row a case; worst first."""
    language = "zh" if lang == "zh" else "en"
    title, *heads = _WORDS[language]
    cases = sorted(data["cases"], key=lambda c: (-int(c["status"]), c["folder"]))
    rows = "\n".join(_row(case, language) for case in cases)
    counts = ", ".join(f"{_STATES[language][k]}: {v}" for k, v in data["counts"].items())
    head = "".join(f"<th scope=col>{escape(h)}</th>" for h in heads)
    return (
        f"<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(counts)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></html>\n"
    )


def _row(case: Mapping[str, Any], language: str) -> str:
    summary = case["summary"]
    folder = Path(case["folder"])
    errors, warnings = summary.get("error", ""), summary.get("warning", "")
    facts = f"{summary['proven']}/{summary['facts']}" if "facts" in summary else ""
    why = "; ".join(case["why"]) or case["message"].get("zh" if language == "zh" else "en", "")
    letter = f"<a href='{escape((folder / 'out' / 'report.html').as_uri())}'>report.html</a>" if case["done"] != "failed" else ""
    mark = "error" if errors else "ok"
    cells = [
        escape(folder.name), escape(_STATES[language][case["done"]]), f"<span class={mark}>{errors}</span>",
        f"<span class=warning>{warnings}</span>", escape(facts), escape(why), letter,
    ]
    return f"<tr class={case['done']}>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"
