"""What the numbers say: the defect rate with and without this case, which defects are worth an appeal, what a loss costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.words import evidence_type, listed
from appealdocs.model.text import Text2


def defect_rate(context: Context, params: Params) -> Iterator[Hit]:
    """The rate now and the rate that remains if the contested orders are removed: from a defect export, else from `metric`."""
    from appealdocs.check.replay import exported, formula, replay

    metric = context.case.metric
    entry: Mapping[str, Any] | None = context.pack.data.get("metrics", {}).get(params["metric"])
    if entry is None:
        return
    contested = {o.id for o in context.case.orders}
    for index, item in context.evidence_of("platform-export", "erp-export"):
        reading = context.reading(item)
        rows = exported(reading.text, context.pack) if reading and reading.kind in ("csv", "text") else ()
        if not rows:
            continue
        result = replay(params["metric"], entry, rows, contested, metric.valid_orders if metric else None)
        if result is not None:
            yield Hit(context.evidence_at(index), _values(formula(entry), result.before, result.after, entry, len(contested)))
            return
    if metric and metric.value is not None and metric.valid_orders and _named(metric.name, params["names"]):
        before = Decimal(metric.value)
        defects = before * metric.valid_orders / 100
        base = metric.valid_orders - (len(contested) if entry.get("removes") == "both" else 0)
        after = max(Decimal(0), (defects - len(contested)) * 100 / base) if base > 0 else Decimal(0)
        yield Hit(context.at("metric"), _values(formula(entry), before, after, entry, len(contested)))


def _named(name: str, names: list[str]) -> bool:
    return any(word.lower() in name.lower() for word in names)


def _values(formula: Text2, before: Decimal, after: Decimal, entry: Mapping[str, Any], count: int) -> dict[str, Any]:
    bound = Decimal(str(entry["threshold"]))
    inside = Text2("within", "低于") if after < bound else Text2("still above", "仍高于")
    return {
        "before": _percent(before), "after": _percent(after), "bound": _percent(bound), "count": count,
        "formula": formula, "version": entry["version"], "inside": inside,
    }  # fmt: skip


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def eligible_defects(context: Context, params: Params) -> Iterator[Hit]:
    """From a defect export in the evidence: which orders are worth an appeal, why, and what proof each still lacks."""
    from appealdocs.check.replay import eligible, exported

    for index, item in context.evidence_of("platform-export", "erp-export"):
        reading = context.reading(item)
        rows = exported(reading.text, context.pack) if reading and reading.kind in ("csv", "text") else ()
        found = eligible(rows, context.pack)
        if not found:
            continue
        worth = [f"{v.order} ({v.why.en}; lacks: {listed(v.lacks).en or 'nothing'})" for v in found if v.worth]
        worth_zh = [f"{v.order}（{v.why.zh}；尚缺：{'、'.join(evidence_type(t).zh for t in v.lacks) or '无'}）" for v in found if v.worth]
        yield Hit(
            context.evidence_at(index),
            {"count": len(worth), "all": len(found), "orders": Text2("; ".join(worth) or "–", "；".join(worth_zh) or "–")},
        )


def exposure(context: Context, params: Params) -> Iterator[Hit]:
    """What a loss costs: amount x (1 + commission) + the buyer's shipping + penalty; and how many failures there were in a row."""
    rates: Mapping[str, Any] = context.pack.data.get("exposure", {})
    for i, order in enumerate(context.case.orders):
        if order.amount is None:
            continue
        commission = order.commission if order.commission is not None else Decimal(0)
        rate = commission / 100 if commission > 1 else commission
        penalty = order.amount.value * Decimal(str(rates.get("penalty", 0)))
        total = order.amount.value * (1 + rate) + penalty
        unknown = order.commission is None
        yield Hit(
            context.at(f"orders[{i}].amount"),
            {
                "order": order.id, "amount": _money(order.amount.value, order.amount.currency), "commission": _percent(rate * 100),
                "penalty": _money(penalty, order.amount.currency), "total": _money(total, order.amount.currency),
                "unknown": Text2(" (commission rate not given: counted as 0)", "（未填写佣金率，按 0 计）") if unknown else "",
                "row": _row(context),
            },
        )  # fmt: skip


def _money(value: Decimal, currency: str) -> Text2:
    from appealdocs.locale_.write import money

    amount = {"value": value.quantize(Decimal("0.01")), "currency": currency}
    return Text2(money(amount, "en"), money(amount, "zh"))


def _row(context: Context) -> Text2:
    """A sentence on failures in a row over the workspace, empty if there are none."""
    answers = [
        (record.at, str(record.data.get("outcome", "")))
        for records in (context.dossier.records, *(n.records for n in context.dossier.neighbours if n.procedure == context.case.procedure))
        for record in records
        if record.kind == "answered"
    ]
    row = 0
    for _, outcome in sorted(answers, key=lambda a: a[0], reverse=True):
        if outcome != "rejected":
            break
        row += 1
    if not row:
        return Text2("", "")
    return Text2(f" Failures in a row so far: {row}.", f"目前已连续失败 {row} 单。")


