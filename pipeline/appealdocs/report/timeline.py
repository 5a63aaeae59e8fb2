"""The timeline of an order as a picture: what the case says above the line, what the evidence shows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from zoneinfo import ZoneInfo

from appealdocs.model.case import Order
from appealdocs.model.dossier import Dossier
from appealdocs.model.keys import ORDER_EVENTS

CHAIN = ("ordered", "label_created", "dispatched", "first_scan", "delivered")
"""Events that must follow each other (common/evidence-timeline)."""
_WORDS = {
    "en": dict(zip(ORDER_EVENTS, ("ordered", "promised dispatch", "label", "dispatched", "first scan", "delivered", "complaint", "first reply"), strict=True)),
    "zh": dict(zip(ORDER_EVENTS, ("下单", "承诺发货", "面单生成", "发货", "首次扫描", "签收", "投诉", "首次回复"), strict=True)),
}
_WIDTH, _LEFT, _RIGHT, _LINE = 900, 60, 40, 22


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on the line. `broken`: it stands before an event that it must follow."""

    at: datetime
    label: str
    shown: bool
    broken: bool = False


def marks(order: Order, dossier: Dossier, lang: str) -> list[Mark]:
    """What case.yaml says of the order and what its evidence shows, soonest first."""
    zone = ZoneInfo(dossier.zone)
    words = _WORDS["zh" if lang == "zh" else "en"]
    said = {key: _aware(getattr(order, key), zone) for key in ORDER_EVENTS if getattr(order, key)}
    latest: datetime | None = None
    broken = set()
    for key in CHAIN:
        if key in said:
            if latest is not None and said[key] < latest:
                broken.add(key)
            latest = max(latest, said[key]) if latest else said[key]
    found = [Mark(at, words[key], False, key in broken) for key, at in said.items()]
    shown: dict[datetime, list[str]] = {}
    for item in dossier.case.evidence:
        reading = dossier.reading(item)
        if reading is None or (item.order_ids and order.id not in item.order_ids):
            continue
        moments = {f.fact.value for f in reading.found if f.fact.kind == "moment" and isinstance(f.fact.value, datetime)}
        for minute in {m.replace(tzinfo=m.tzinfo or zone, second=0, microsecond=0).astimezone(zone) for m in moments}:
            shown.setdefault(minute, []).append(item.id)
    found += [Mark(minute, ", ".join(ids), True) for minute, ids in shown.items()]
    return sorted(found, key=lambda m: m.at)


def _aware(value: datetime | date, zone: ZoneInfo) -> datetime:
    return value.astimezone(zone) if isinstance(value, datetime) else datetime.combine(value, time(23, 59), zone)


def svg(found: Sequence[Mark], title: str) -> str:
    """The marks as an SVG picture; "" if there are fewer than two."""
    if len(found) < 2:
        return ""
    start, end = found[0].at.timestamp(), found[-1].at.timestamp()
    span = max(end - start, 1.0)
    said = [m for m in found if not m.shown]
    shown = [m for m in found if m.shown]
    axis = 20 + _LINE * len(said)
    height = axis + 20 + _LINE * len(shown)
    parts = [f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title, quote=True)}" class="timeline">']
    parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{axis}" y2="{axis}" class="axis"/>')
    drawn = [_mark(mark, start, span, axis, axis - 14 - _LINE * (len(said) - 1 - index)) for index, mark in enumerate(said)]
    drawn += [_mark(mark, start, span, axis, axis + 24 + _LINE * index) for index, mark in enumerate(shown)]
    parts += [*(line for line, _ in drawn), *(label for _, label in drawn)]  # no line runs through a label
    return "".join(parts) + "</svg>"


def _mark(mark: Mark, start: float, span: float, axis: int, y: int) -> tuple[str, str]:
    """Its line with the point on the axis, and its label."""
    x = _LEFT + (mark.at.timestamp() - start) / span * (_WIDTH - _LEFT - _RIGHT)
    kind = "broken" if mark.broken else "shown" if mark.shown else "said"
    late = x > _WIDTH * 0.6
    anchor, gap = ("end", -6) if late else ("start", 6)
    label = escape(f"{mark.label} · {mark.at.strftime('%Y-%m-%d %H:%M')}")
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{axis}" y2="{y}" class="{kind}"/><circle cx="{x:.1f}" cy="{axis}" r="4" class="{kind}"/>',
        f'<text x="{x + gap:.1f}" y="{y + 4}" text-anchor="{anchor}" class="{kind}">{label}</text>',
    )
