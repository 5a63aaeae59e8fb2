"""Evidence over time: the metric's whole window, nothing too old, and what two exports say of the same days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import Seen, day_of, sane, seen
from appealdocs.expressions import compiled
from appealdocs.model.case import Evidence
from appealdocs.model.text import Text2

_ROWS: Final = 10
"""Dated rows from which an export is one by days, so that a missing day is a gap."""


def period_covered(context: Context, params: Params) -> Iterator[Hit]:
    """Exports cover every day of the metric's rolling window; gaps are listed day by day."""
    window = window_of(context)
    if window is None:
        return
    first, last = window
    covered: set[date] = set()
    items = [
        (i, e) for i, e in context.evidence_of()
        if ((r := context.reading(e)) is None or r.sound) and (e.type in params["types"] or (e.from_ and e.to and e.type not in params["no_data"]))
    ]  # fmt: skip
    dated = [(i, e) for i, e in items if _days(context, i, e)]
    for index, item in dated:
        covered |= _days(context, index, item)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    gaps = [d for d in days if d not in covered]
    if gaps:
        values = {
            "first": first.isoformat(), "last": last.isoformat(), "days": len(days), "missing": len(gaps), "gaps": spans(gaps),
            "metric": context.case.metric.name if context.case.metric else "", "file": dated[0][1].file if dated else "",
        }  # fmt: skip
        where = context.evidence_at(dated[0][0]) if dated else context.at("metric.window_days")
        yield Hit(where, values, "" if dated else "none")


def window_of(context: Context) -> tuple[date, date] | None:
    """First and last day of the metric's rolling window; None where the case names no metric."""
    metric = context.case.metric
    if metric is None:
        return None
    table: Mapping[str, int] = context.pack.data.get("window_days", {})
    days = metric.window_days or table.get(metric.name) or table.get("default")
    last = metric.as_of or (day_of(context.case.received, context.zone) if context.case.received else None)
    return (last - timedelta(days=int(days) - 1), last) if days and last else None


def _days(context: Context, index: int, item: Evidence) -> set[date]:
    """Days that a file covers: the rows of an export by days; else the period that it prints, within the declared one."""
    file = next((f for f in seen(context) if f.index == index), None)
    declared = _range(item.from_, item.to) if item.from_ and item.to else set()
    if file is None:
        return declared
    rows = daily_rows(context, file)
    if rows:
        return rows & declared if declared else rows
    shown = [
        day_of(f.fact.value, context.zone)
        for f in file.times("period", "valid-from", "valid-to")
        if isinstance(f.fact.value, date)
    ]
    printed = _range(min(shown), max(shown)) if len(set(shown)) > 1 else set()
    if printed and declared:
        return printed & declared
    return printed or declared


def daily_rows(context: Context, file: Seen) -> set[date]:
    """The days that begin a row each; empty where the export is not one by days."""
    starts = set()
    for page in file.reading.pages:
        for line in page.text.split("\n"):
            day = _leading_day(line)
            if day is not None:
                starts.add(day)
    if len(starts) < _ROWS:
        return set()
    ordered = sorted(starts)
    steps = [(b - a).days for a, b in pairwise(ordered)]
    return starts if sorted(steps)[len(steps) // 2] == 1 else set()


_LEADING: Final = compiled(
    r"\s*(?:(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<y2>\d{4})[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2}))(?=[\s\t]|$)"
)


def _leading_day(line: str) -> date | None:
    match = _LEADING.match(line)
    if match is None:
        return None
    year, month, day = (match["y"], match["m"], match["d"]) if match["y"] else (match["y2"], match["m2"], match["d2"])
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value if sane(value) else None


def _range(first: date, last: date) -> set[date]:
    if last < first or (last - first).days > 3_660:
        return set()
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def spans(days: Sequence[date]) -> str:
    """Days as runs: 2026-04-20 – 2026-04-22, 2026-04-25; at most eight runs."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    shown = [f"{r[0]} – {r[-1]}" if len(r) > 1 else f"{r[0]}" for r in runs[:8]]
    return ", ".join(shown) + (" …" if len(runs) > 8 else "")


def evidence_age(context: Context, params: Params) -> Iterator[Hit]:
    """No evidence is older than the platform takes; papers that stay valid for long are only remarked."""
    limit = int(context.pack.data.get("evidence_age_days", 90))
    for index, item in context.evidence_of():
        when = item.to or item.date or item.from_ or _last_day(context, index)
        if when is None:
            continue
        age = (context.now.astimezone(context.zone).date() - when).days
        if age > limit:
            lasting = item.type in params["lasting"]
            values = {"file": item.file, "date": when.isoformat(), "age": age, "bound": limit}
            yield Hit(context.evidence_at(index), values, "lasting" if lasting else "", "warning" if lasting else "")


def _last_day(context: Context, index: int) -> date | None:
    file = next((f for f in seen(context) if f.index == index), None)
    today = context.now.astimezone(context.zone).date()
    days = [day_of(f.fact.value, context.zone) for f in file.dated if isinstance(f.fact.value, date)] if file else []
    return max((d for d in days if d <= today), default=None)


def metric_difference(context: Context, params: Params) -> Iterator[Hit]:
    """Where ERP and platform differ: the days on which they do, from the exports themselves; or what is missing for such a table."""
    erp, platform = seen(context, "erp-export"), seen(context, "platform-export")
    wanted = (context.case.issue or "") in params["issues"]
    if wanted and not (erp and platform):
        lacking = Text2("the ERP's export", "ERP 导出") if not erp else Text2("the platform's export", "平台后台导出")
        there = {e.type for e in context.case.evidence}
        if not {"erp-export", "platform-export"} <= there or context.evidence_of("erp-export", "platform-export") == ():
            yield Hit(context.at("evidence"), {"missing": lacking}, "missing")
        return
    for one in erp:
        for other in platform:
            rows, theirs = figures(one), figures(other)
            common = sorted(rows.keys() & theirs.keys())
            differ = [d for d in common if _unlike(rows[d], theirs[d])]
            if common and differ:
                table = "; ".join(f"{d}: {_shown(rows[d])} / {_shown(theirs[d])}" for d in differ[:6]) + (
                    " …" if len(differ) > 6 else ""
                )
                values = {
                    "file": one.item.file,
                    "other": other.item.file,
                    "count": len(differ),
                    "days": len(common),
                    "table": table,
                }
                yield Hit(context.evidence_at(one.index), values)
                return
    if wanted and erp and platform and not any(figures(f) for f in (*erp, *platform)):
        yield Hit(
            context.evidence_at(erp[0].index), {"file": erp[0].item.file, "other": platform[0].item.file}, "no-rows"
        )


def figures(file: Seen) -> dict[date, tuple[Decimal, ...]]:
    """The numbers of each row that begins with a day."""
    rows: dict[date, tuple[Decimal, ...]] = {}
    for page in file.reading.pages:
        for line in page.text.split("\n"):
            day = _leading_day(line)
            if day is not None:
                rest = line[_LEADING.match(line).end() :]  # type: ignore[union-attr]
                numbers = re.findall(r"-?\d+(?:[.,]\d+)?", rest.replace("\u00a0", ""))
                rows[day] = tuple(Decimal(n.replace(",", ".")) for n in numbers)
    return rows


def _unlike(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> bool:
    size = min(len(one), len(other))
    return size > 0 and one[:size] != other[:size]


def _shown(numbers: tuple[Decimal, ...]) -> str:
    return " ".join(str(n) for n in numbers[:4])


def long_running(context: Context, params: Params) -> Iterator[Hit]:
    """A rate above its threshold, or a restricted account: further papers may be asked for."""
    metric, account = context.case.metric, context.case.account
    over = (
        metric is not None
        and metric.value is not None
        and metric.threshold is not None
        and metric.value > metric.threshold
    )
    if (over or (account is not None and account.status in ("restricted", "deactivated"))) and not context.evidence_of(
        "business-licence"
    ):
        value = f"{metric.value} / {metric.threshold}" if metric and over else str(account.status if account else "")
        yield Hit(context.at("metric" if over else "account.status"), {"value": value})
