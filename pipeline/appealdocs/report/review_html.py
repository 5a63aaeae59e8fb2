"""Figures of the review as a page with plots (inline SVG, no library)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

_WORDS = {
    "en": {
        "title": "Review figures", "segments": "Segments reviewed: approved as they were, edited", "edit_distance": "Edit distance, machine to approved (0 same, 1 all new)",
        "seconds": "Median seconds a segment", "flags": "Segments with flags: text mended, waved through", "none": "Nothing was reviewed yet.", "own": "(written by people)",
    },
    "zh": {
        "title": "审校数据", "segments": "已审句段：照原样批准、经修改", "edit_distance": "编辑距离（机器译文到批准译文；0 相同，1 全新）",
        "seconds": "每句段用时中位数（秒）", "flags": "有提示的句段：已改正、照原样放行", "none": "尚无审校记录。", "own": "（人工撰写）",
    },
    "ru": {
        "title": "Показатели проверки", "segments": "Проверено сегментов: утверждено без правки, исправлено", "edit_distance": "Редакционное расстояние (0 совпадает, 1 всё новое)",
        "seconds": "Медиана секунд на сегмент", "flags": "Сегменты с замечаниями: исправлено, пропущено", "none": "Проверок ещё не было.", "own": "(написано людьми)",
    },
}
_GOOD, _WORK, _BAD = "#1a7f37", "#0b57d0", "#b3261e"


def page(engines: Mapping[str, Mapping[str, Any]], lang: str) -> str:
    """One bar an engine in each of four plots; the figures stand in words beside it. `engines` as `review.stats.figures` gives them."""
    lang = lang if lang in _WORDS else "en"
    w = _WORDS[lang]
    parts = [
        f"<!doctype html><html lang='{lang}'><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'><title>{w['title']}</title>"
        "<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}text{font-size:13px}svg{width:100%}</style>"
        f"<h1>{w['title']}</h1>"
    ]
    if not engines:
        parts.append(f"<p>{w['none']}</p>")
    plots: dict[str, Callable[[Mapping[str, Any]], list[tuple[float, str]]]] = {
        "segments": lambda r: [(r["approved_as_is"], _GOOD), (r["segments"] - r["approved_as_is"], _WORK)],
        "edit_distance": lambda r: [(r["edit_distance"], _WORK)],
        "seconds": lambda r: [(r["seconds"], _WORK)],
        "flags": lambda r: [(r["flags_kept"], _GOOD), (r["flags_waved"], _BAD)],
    }
    for name, bars in plots.items():
        if engines:
            parts.append(f"<h2>{w[name]}</h2>{_plot({engine or w['own']: bars(row) for engine, row in engines.items()}, w[name], 1.0 if name == 'edit_distance' else 0.0)}")
    return "".join(parts) + "</html>\n"


def _plot(rows: Mapping[str, list[tuple[float, str]]], title: str, full: float) -> str:
    """Bars side by side; `full`: what the whole width stands for (0: the longest bar)."""
    most = full or max(sum(value for value, _ in bars) for bars in rows.values()) or 1.0
    lines = []
    for number, (key, bars) in enumerate(rows.items()):
        x, y = 220.0, number * 26
        drawn = []
        for value, colour in bars:
            width = 460 * value / most
            drawn.append(f"<rect x={x:.1f} y={y + 4} width={width:.1f} height=16 fill={colour} />")
            x += width
        said = " + ".join(f"{value:.2f}" if value % 1 else f"{value:.0f}" for value, _ in bars)
        lines.append(f"<text x=0 y={y + 17}>{escape(key)}</text>{''.join(drawn)}<text x={x + 8:.1f} y={y + 17}>{said}</text>")
    return f"<svg viewBox='0 0 820 {26 * len(rows) + 4}' role=img aria-label='{escape(title, quote=True)}'>{''.join(lines)}</svg>"
