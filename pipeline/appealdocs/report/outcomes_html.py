"""Outcomes as a page with plots (inline SVG, no library)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

_WORDS = {
    "en": {
        "title": "Outcomes of our own cases", "procedure": "Procedure", "issue": "Issue", "evidence": "Evidence type", "clause": "Clause",
        "accepted": "accepted", "rejected": "rejected", "waiting": "waiting", "none": "Nothing was submitted yet.",
    },
    "zh": {
        "title": "本工作区案件结果", "procedure": "程序", "issue": "问题类型", "evidence": "证据类型", "clause": "条款",
        "accepted": "接受", "rejected": "驳回", "waiting": "等待", "none": "尚无提交记录。",
    },
}
_COLOURS = {"accepted": "#1a7f37", "rejected": "#b3261e", "waiting": "#8a929b"}


def page(tables: Mapping[str, Mapping[str, Mapping[str, Any]]], lang: str) -> str:
    """One bar a key, its length the number of cases; the figures stand in words beside it."""
    w = _WORDS["zh" if lang == "zh" else "en"]
    parts = [
        f"<!doctype html><html lang='{'zh' if lang == 'zh' else 'en'}'><meta charset=utf-8><title>{w['title']}</title>"
        "<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}text{font-size:13px}</style>"
        f"<h1>{w['title']}</h1>"
    ]
    if not any(tables.values()):
        parts.append(f"<p>{w['none']}</p>")
    for table, rows in tables.items():
        if rows:
            parts.append(f"<h2>{w[table]}</h2>{_bars(rows, w)}")
    return "".join(parts) + "</html>\n"


def _bars(rows: Mapping[str, Mapping[str, Any]], w: Mapping[str, str]) -> str:
    most = max(sum(int(r[k]) for k in _COLOURS) for r in rows.values()) or 1
    lines = []
    for number, (key, row) in enumerate(rows.items()):
        x, y = 260.0, number * 26
        bars = []
        for kind, colour in _COLOURS.items():
            width = 420 * int(row[kind]) / most
            bars.append(f"<rect x={x:.1f} y={y + 4} width={width:.1f} height=16 fill={colour}><title>{w[kind]} {row[kind]}</title></rect>")
            x += width
        share = "" if row["share"] is None else f"{100 * row['share']:.0f} %"
        said = f"{row['accepted']}/{row['rejected']}/{row['waiting']} {share}"
        lines.append(f"<text x=0 y={y + 17}>{escape(key)}</text>{''.join(bars)}<text x={x + 8:.1f} y={y + 17}>{said}</text>")
    return f"<svg viewBox='0 0 820 {26 * len(rows) + 4}' role=img>{''.join(lines)}</svg>"
