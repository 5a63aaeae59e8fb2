"""Metric replay: a platform's metric from an export, before and after each contested order is removed, by the pack's formulas.

The formulas are code (one small function each), their thresholds, windows, versions and sources are data
(`data.metrics` of the pack). Times of an export that name no zone are taken as the platform's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from appealdocs.exports import Row, read
from appealdocs.expressions import compiled
from appealdocs.model.pack import Pack
from appealdocs.model.text import Text2

_NOT_RECEIVED = compiled(r"not\s+received|non[- ]?receipt|missing|undelivered|未收到|没收到|не\s+получен|недостав", re.I)
_FEEDBACK = compiled(r"feedback|review|rating|差评|负面|评价|отзыв|оценк", re.I)
_CLAIM = compiled(r"claim|a-to-z|chargeback|dispute|refund|索赔|纠纷|拒付|投诉|претенз|спор|жалоб", re.I)
_CARRIER = compiled(r"lost|loss|customs|clearance|carrier|丢件|清关|承运|утер|таможн", re.I)
_LATE = compiled(r"late|delay|dispatch|超时|迟发|延迟|просроч|опозд", re.I)
_MISMATCH = compiled(r"not\s+as\s+described|mismatch|wrong|quality|defective|damag|描述|不符|质量|错发|破损|не\s+соответств|брак|качеств", re.I)
_FAKE = compiled(r"counterfeit|\bfakes?\b|not\s+(?:genuine|authentic|original)|infring|假货|假冒|仿品|仿冒|山寨|侵权|刷单|brushing|подделк|контрафакт|неоригинал", re.I)
_CANCELLED = compiled(r"cancel|取消|отмен", re.I)
_RETURNED = compiled(r"return|refund|退货|退款|возврат", re.I)
_DELIVERED = compiled(r"deliver|completed|received|签收|妥投|送达|доставлен|вруч|получен", re.I)
_NOT_DELIVERED = compiled(r"not\s+deliver|undeliver|out\s+for|未|не\s+доставлен|to\s+be", re.I)
_BUYER = compiled(r"buyer|customer|client|买家|客户|покупател|клиент", re.I)
_SELLER = compiled(r"seller|merchant|partner|卖家|商家|продав|auto|system|自动|系统", re.I)


_BLAME: Mapping[str, re.Pattern[str]] = {
    # Ozon's cancel reasons by number and words (Seller API: 352, 400, 401, 402, 665, 666, 667), then what ERP exports write
    "carrier": compiled(r"\b66[67]\b|утерян|нет\s+доставки\s+в\s+указанн|служб\w+\s+доставки|^\W*delivery\W*$|\bcarrier\b|\bcourier\b|承运|物流|丢件", re.I),
    "buyer": compiled(r"\b665\b|не\s+забрал|покупател|клиент|\bclient\b|\bbuyer\b|\bcustomer\b|买家|客户", re.I),
    "seller": compiled(r"\b(?:352|40[012])\b|закончил|бракован|вин\w+\s+продавц|продавец|\bseller\b|\bmerchant\b|out\s+of\s+stock|卖家|商家|缺货", re.I),
}
"""Who a cancellation is laid to by its reason or initiator; the first that fits."""


def _blame(row: Row) -> str:
    """"carrier", "buyer" or "seller" by the reason of a cancellation or its initiator; "" where the export names neither."""
    for said in (row["cancel_reason"], row["by"]):
        for who, pattern in _BLAME.items():
            if said and pattern.search(said):
                return who
    return ""


def exported(text: str, pack: Pack | None = None) -> tuple[Row, ...]:
    """The rows of an export's text, none if it is no table of orders; with the columns that the pack knows."""
    return read(text, pack.data.get("exports", ()) if pack else ()).rows


def formula(entry: Mapping[str, Any]) -> Text2:
    """The formula of a metric in words."""
    return Text2(entry["formula"]["en"], entry["formula"]["zh"])


@dataclass(frozen=True, slots=True)
class Count:
    """What a formula divides: the rows that count against the seller, and the base. Removing an order may lower both."""

    bad: tuple[Row, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What removing one order does to the metric. Values in per cent."""

    order: str
    after: Decimal
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Replay:
    """A metric before and after the contested orders are removed (per cent), and each order's own effect, largest first."""

    metric: str
    formula: Text2
    version: str
    source: str
    threshold: Decimal | None
    before: Decimal
    after: Decimal
    counted: int
    base: int
    effects: tuple[Effect, ...]


def replay(
    metric: str,
    entry: Mapping[str, Any],
    rows: Sequence[Row],
    contested: Collection[str],
    valid_orders: int | None = None,
    as_of: date | None = None,
) -> Replay | None:
    """The metric by its formula; None where the export cannot carry it (no such formula, no base, missing columns).

    `valid_orders`: the base where the export lists defects only. `as_of`: the last day of the window (default: the export's
    last date); `entry`: the metric's entry in the pack (window_days, threshold, formula, version, source, removes).
    """
    counter = FORMULAS.get(metric)
    if counter is None or not rows:
        return None
    inside = _window(rows, entry.get("window_days"), as_of)
    count = counter(inside, valid_orders)
    if count is None or count.base <= 0:
        return None
    both = entry.get("removes") == "both"
    threshold = Decimal(str(entry["threshold"])) if "threshold" in entry else None
    orders = list(dict.fromkeys(row["order"] for row in count.bad))
    before = _share(len(count.bad), count.base, entry)
    effects = [Effect(o, after := _without(count, {o}, both, entry), abs(before - after)) for o in orders]
    return Replay(
        metric, formula(entry), str(entry["version"]), str(entry.get("source", {}).get("document", "")), threshold, before,
        _without(count, set(contested), both, entry), len(count.bad), count.base,
        tuple(sorted(effects, key=lambda e: (-e.gain, e.order))),
    )  # fmt: skip


def _without(count: Count, orders: Collection[str], both: bool, entry: Mapping[str, Any]) -> Decimal:
    gone = [row for row in count.bad if row["order"] in orders]
    base = count.base - len({row["order"] for row in gone}) if both else count.base
    return _share(len(count.bad) - len(gone), base, entry)


def _share(bad: int, base: int, entry: Mapping[str, Any]) -> Decimal:
    share = Decimal(100 * bad) / base if base > 0 else Decimal(0)
    return 100 - share if entry.get("above") else share


def _window(rows: Sequence[Row], days: int | None, as_of: date | None) -> list[Row]:
    """The rows of the last `days` days; all of them where there is no window or no date."""
    dated = [(row, _day(row.moment("date") or row.moment("ordered"))) for row in rows]
    known = [day for _, day in dated if day]
    if days is None or not known:
        return list(rows)
    last = as_of or max(known)
    first = last - timedelta(days=days - 1)
    return [row for row, day in dated if day is None or first <= day <= last]


def _day(value: datetime | date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


# --- formulas -------------------------------------------------------------------------------------------------------------


def _defects(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """Claims, unresolved negative feedback and ratings under three stars, over valid orders (000; Amazon alike)."""
    if not any("defect" in row.values or "rating" in row.values for row in rows):
        return None
    bad = [row for row in rows if _is_defect(row)]
    plain = len(rows) - len(bad)
    base = valid_orders or (len({row["order"] for row in rows}) if plain else None)
    return Count(tuple(bad), base) if base else None


def _is_defect(row: Row) -> bool:
    rating = row.number_of("rating")
    if rating is not None:
        return rating < 3 or bool(row["defect"] and _CLAIM.search(row["defect"]))
    return bool(row["defect"]) and row["defect"].strip().lower() not in ("-", "–", "no", "none", "无", "нет")


def _over(bad: Sequence[Row], rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """`bad` over the orders of the export; None where it lists defects only, which are no base of a rate."""
    defects_only = all(_is_defect(row) for row in rows) and any("defect" in row.values for row in rows)
    base = valid_orders or (0 if defects_only else len(rows))
    return Count(tuple(bad), base) if base else None


def _seller_cancelled(row: Row) -> bool:
    text = f"{row['status']} {row['defect']}"
    if not _CANCELLED.search(text) or _blame(row) in ("buyer", "carrier"):
        return False
    return not _BUYER.search(f"{row['by']} {row['status']}") or bool(_SELLER.search(row["by"]))


def _cancellations(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    bad = [row for row in rows if _seller_cancelled(row)]
    return _over(bad, rows, valid_orders)


def _late_shipments(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """Dispatched after the promised dispatch, over what was dispatched."""
    sent = [row for row in rows if row["dispatched"]]
    if not any(row["promised"] for row in sent):
        return None
    bad = [row for row in sent if _after(row.moment("dispatched"), row.moment("promised"))]
    return Count(tuple(bad), valid_orders or len(sent))


def _after(a: datetime | date | None, b: datetime | date | None) -> bool:
    """Whether `a` is later than `b`; a bare date is the whole day."""
    if a is None or b is None:
        return False
    if isinstance(a, datetime) and isinstance(b, datetime) and (a.tzinfo is None) == (b.tzinfo is None):
        return a > b
    first, second = _day(a), _day(b)
    return first is not None and second is not None and first > second


def _late_deliveries(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    done = [row for row in rows if row["delivered"]]
    if not any(row["due"] for row in done):
        return None
    bad = [row for row in done if _after(row.moment("delivered"), row.moment("due"))]
    return Count(tuple(bad), valid_orders or len(done))


def _error_index(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """Ozon realFBS: cancelled at the seller's fault, over orders created without those same cancellations."""
    bad = [row for row in rows if _seller_cancelled(row)]
    count = _over(bad, rows, valid_orders)
    base = count.base - len(bad) if count else 0
    return Count(tuple(bad), base) if base > 0 else None


def _not_fulfilled(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """Shopee: seller and automatic cancellations, returns and refunds, over those and the net orders."""
    bad = [row for row in rows if _seller_cancelled(row) or _RETURNED.search(f"{row['status']} {row['defect']}")]
    return _over(bad, rows, valid_orders)


def _refunds(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    bad = [row for row in rows if _RETURNED.search(f"{row['status']} {row['defect']}")]
    return _over(bad, rows, valid_orders)


def _unscanned(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    """Parcels without a tracking number or without any carrier scan."""
    if not any(row["scanned"] or row["tracking"] for row in rows):
        return None
    scans = any(row["scanned"] for row in rows)
    bad = [row for row in rows if not row["tracking"] or (scans and not row["scanned"])]
    return Count(tuple(bad), valid_orders or len(rows))


def _unresolved(rows: Sequence[Row], valid_orders: int | None) -> Count | None:
    bad = [row for row in rows if re.search(r"without\s+(?:seller\s+)?resolution|unresolved|未解决", f"{row['defect']} {row['status']}", re.I)]
    return Count(tuple(bad), valid_orders or len(rows))


FORMULAS: dict[str, Callable[[Sequence[Row], int | None], Count | None]] = {
    "odr": _defects,
    "tdr": _defects,
    "cancellation": _cancellations,
    "late-shipment": _late_shipments,
    "on-time": _late_deliveries,
    "error-index": _error_index,
    "nfr": _not_fulfilled,
    "refund": _refunds,
    "valid-tracking": _unscanned,
    "unresolved-cases": _unresolved,
}


def replay_all(pack: Pack, rows: Sequence[Row], contested: Collection[str], as_of: date | None = None) -> list[Replay]:
    """Every metric of the pack that the export can carry, those furthest over their threshold first."""
    entries: Mapping[str, Any] = pack.data.get("metrics", {})
    found = [r for name, entry in entries.items() if (r := replay(name, entry, rows, contested, None, as_of))]

    def over(result: Replay) -> Decimal:
        return result.before / result.threshold if result.threshold else Decimal(0)

    return sorted(found, key=over, reverse=True)


# --- which defects are worth an appeal ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chance:
    """Whether an order of a defect export is worth an appeal: under which issue, why, and which proof it still lacks."""

    order: str
    worth: bool
    issue: str
    why: Text2
    lacks: tuple[str, ...] = ()


REPLY_LIMIT = timedelta(hours=48)
"""First reply to the buyer (000); later ones count as a defect whatever the proof."""


def eligible(rows: Sequence[Row], pack: Pack) -> list[Chance]:
    """A judgement for each order of a defect export, the orders with a chance first; of an export of orders, for each that was
    cancelled or late."""
    found: dict[str, Chance] = {}
    listed = any("defect" in row.values or "rating" in row.values for row in rows[:1])
    for row in rows:
        if not listed or row["defect"] or row.number_of("rating") is not None:
            chance = _chance(row, pack) if listed else _told(row, pack)
            if chance is None:
                continue
            if row["order"] not in found or (chance.worth and not found[row["order"]].worth):
                found[row["order"]] = chance
    return sorted(found.values(), key=lambda c: not c.worth)


def _chance(row: Row, pack: Pack) -> Chance:
    order, defect = row["order"], row["defect"]
    if _seller_cancelled(row):
        return Chance(order, False, "other", Text2("cancelled by the seller", "卖家取消"))
    if _FAKE.search(defect):
        why = Text2("a question of genuine goods, which no proof of delivery answers: have invoices and authorisation looked at first", "涉及假货/侵权，签收证明无法回应：请先核对发票和授权链，必要时咨询律师")
        return Chance(order, False, "other", why)
    if _late_reply(row):
        return Chance(order, False, "other", Text2("first reply later than 48 hours", "首次回复超过 48 小时"))
    delivered = bool(row["delivered"]) or bool(_DELIVERED.search(row["status"]) and not _NOT_DELIVERED.search(row["status"]))
    if _CARRIER.search(defect):
        issue = "customs-delay" if re.search(r"customs|clearance|清关|таможн", defect, re.I) else "carrier-loss"
        return _with_proof(row, pack, issue, Text2("the carrier answers for it", "属承运商责任"))
    if _LATE.search(defect) and not _NOT_RECEIVED.search(defect):
        if row["dispatched"] and row["promised"] and not _after(row.moment("dispatched"), row.moment("promised")):
            return _with_proof(row, pack, "late-dispatch-misjudged", Text2("dispatched in time by the export", "导出数据显示按时发货"))
        return Chance(order, False, "late-dispatch-misjudged", Text2("no proof of a dispatch in time", "没有按时发货的记录"))
    if _MISMATCH.search(defect):
        why = Text2("can be answered by the corrected page or a test report", "可用修订后的详情页或检测报告回应")
        return _with_proof(row, pack, "description-mismatch", why)
    if _FEEDBACK.search(defect) or row.number_of("rating") is not None:
        return _with_proof(row, pack, "negative-feedback", Text2("feedback can be answered by the message thread", "可用沟通记录回应差评"))
    if not delivered:
        return Chance(order, False, "delivered-not-received", Text2("not delivered by the export", "导出数据显示尚未妥投"))
    issue = "delivered-not-received" if _NOT_RECEIVED.search(defect) or not _CLAIM.search(defect) else "unjust-claim"
    return _with_proof(row, pack, issue, Text2("delivered by the export", "导出数据显示已妥投"))


def _told(row: Row, pack: Pack) -> Chance | None:
    """What a row of an export of orders tells against the seller; None where nothing does."""
    order = row["order"]
    late = _after(row.moment("dispatched"), row.moment("promised"))
    in_time = not late and row.moment("dispatched") is not None and row.moment("promised") is not None
    if _CANCELLED.search(row["status"]):
        return _cancelled(row, pack, in_time)
    if late:
        return Chance(order, False, "late-dispatch-misjudged", Text2("dispatched late by the export", "导出数据显示发货超时"))
    if in_time and _after(row.moment("delivered"), row.moment("due")):
        return _with_proof(row, pack, "carrier-anomaly", Text2("dispatched in time, delivered late by the export", "导出数据显示按时发货但送达超时"))
    return None


def _cancelled(row: Row, pack: Pack, in_time: bool) -> Chance:
    """A cancelled order by whom its reason or initiator names; the buyer's own change of mind counts against nobody."""
    order, who = row["order"], _blame(row)
    said = " ".join((row["cancel_reason"] or row["by"]).split())[:60]
    if who == "seller":
        return Chance(order, False, "other", Text2(f"cancelled by the seller ({said})", f"卖家取消（{said}）"))
    if who == "carrier":
        return _with_proof(row, pack, "carrier-loss", Text2(f"cancelled for the carrier ({said})", f"因承运商取消（{said}）"))
    if who == "buyer" and re.search(r"\b665\b|не\s+забрал", said, re.I):
        return _with_proof(row, pack, "order-attribution", Text2(f"the buyer did not collect it ({said})", f"买家未取件（{said}）"))
    if who == "buyer":
        return Chance(order, False, "other", Text2(f"cancelled by the buyer ({said}): it counts against nobody", f"买家取消（{said}）：不计入卖家指标"))
    if in_time:
        why = Text2("cancelled though dispatched in time by the export; see in the portal who cancelled it", "导出数据显示按时发货却被取消；请在后台核对取消方")
        return _with_proof(row, pack, "not-dispatched" if "not-dispatched" in pack.issues else "late-dispatch-misjudged", why)
    return Chance(order, False, "other", Text2(
        "cancelled, and the export does not say by whom: see the reason in the portal", "已取消，但导出数据未说明取消方：请在后台查看取消原因"
    ))  # fmt: skip


def _late_reply(row: Row) -> bool:
    complaint, reply = row.moment("complaint"), row.moment("first_reply")
    if not (isinstance(complaint, datetime) and isinstance(reply, datetime)):
        return False
    return (complaint.tzinfo is None) == (reply.tzinfo is None) and reply - complaint > REPLY_LIMIT


def _with_proof(row: Row, pack: Pack, issue: str, why: Text2) -> Chance:
    """An order with a chance; what it lacks are the required types of the issue (an export proves none of them)."""
    groups = pack.data.get("evidence", {}).get(issue, {}).get("required", ())
    lacks = tuple(group[0] for group in groups)
    return Chance(row["order"], True, issue, why, (*lacks, *(() if row["tracking"] else ("tracking number",))))
