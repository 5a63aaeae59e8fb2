"""Deadlines as a table and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from appealdocs.model.text import Text2

_BEIJING = ZoneInfo("Asia/Shanghai")
_STATES = {
    "en": {"open": "", "due": "DUE", "passed": "PASSED", "done": "done"},
    "zh": {"open": "", "due": "紧急", "passed": "已过", "done": "已完成"},
}


class Due(Protocol):
    """What is shown of a clock (track.clocks.Clock)."""

    @property
    def case(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...
    @property
    def means(self) -> Text2: ...
    @property
    def source(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def zone(self) -> str: ...


def table(clocks: Sequence[Due], now: datetime, lang: str) -> str:
    """One line a clock: how long is left, when (platform's zone, Beijing), which case, what."""
    language = "zh" if lang == "zh" else "en"
    if not clocks:
        return "没有待办期限" if language == "zh" else "nothing is due"
    lines = []
    for clock in clocks:
        left = _left(clock.at - now, language)
        state = _STATES[language][clock.state]
        at = clock.at.strftime("%Y-%m-%d %H:%M")
        beijing = clock.at.astimezone(_BEIJING).strftime("%m-%d %H:%M")
        until = f" – {clock.until.strftime('%Y-%m-%d')}" if clock.until else ""
        ours, colon = (f"（北京 {beijing}）", "：") if language == "zh" else (f" (Beijing {beijing})", ": ")
        lines.append(f"{left:>12}  {state:<7} {at}{until} {clock.zone}{ours}  {clock.case}{colon}{clock.means[language]}")
    return "\n".join(lines)


def _left(left: timedelta, language: str) -> str:
    hours = int(abs(left).total_seconds() // 3600)
    days, rest = divmod(hours, 24)
    words = (f"{days} 天 {rest} 小时" if days else f"{rest} 小时") if language == "zh" else (f"{days} d {rest} h" if days else f"{rest} h")
    return f"-{words}" if left < timedelta(0) else words


def data(clocks: Iterable[Due], lang: str) -> dict[str, Any]:
    """The same as plain data; times ISO with offset."""
    return {
        "version": 1,
        "deadlines": [
            {
                "case": c.case, "folder": c.folder, "key": c.key, "kind": c.kind, "at": c.at.isoformat(),
                "beijing": c.at.astimezone(_BEIJING).isoformat(), "until": c.until.isoformat() if c.until else None,
                "state": c.state, "means": c.means["zh" if lang == "zh" else "en"], "source": c.source, "zone": c.zone,
            }
            for c in clocks
        ],
    }
