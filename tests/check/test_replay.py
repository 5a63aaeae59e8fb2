"""Metrics from exports, before and after contested orders are removed, against figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from appealdocs.check.replay import FORMULAS, eligible, exported, replay, replay_all
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace

NOON = load_pack("noon-odr", Workspace())
OZON = load_pack("ozon-odr", Workspace())
SHOPEE = load_pack("performance-appeal", Workspace(), "shopee")
EBAY = load_pack("performance-appeal", Workspace(), "ebay")
AMAZON = load_pack("performance-appeal", Workspace(), "amazon")


def test_noon_odr_from_a_defect_list_and_the_number_of_valid_orders() -> None:
    """4 defects of 100 = 4 %; with one contested order gone from both sides 3 of 99 = 3.03 %."""
    rows = exported("Order ID,Defect Type,Date\n" + "".join(f"N{i},Claim,2026-03-{i + 1:02d}\n" for i in range(4)))
    result = replay("odr", NOON.data["metrics"]["odr"], rows, {"N0"}, valid_orders=100)
    assert result is not None
    assert result.before == 4
    assert round(result.after, 2) == Decimal("3.03")
    assert result.threshold == 3
    assert "000" in result.version


def test_noon_odr_counts_ratings_under_three_stars() -> None:
    rows = exported("Order ID,Rating,Date\nN1,5,2026-03-01\nN2,2,2026-03-02\nN3,3,2026-03-03\nN4,1,2026-03-04\n")
    result = replay("odr", NOON.data["metrics"]["odr"], rows, set())
    assert result is not None
    assert result.before == 50


def test_a_window_leaves_old_rows_out() -> None:
    rows = exported("Order ID,Rating,Date\nN1,1,2026-01-01\nN2,5,2026-03-02\nN3,1,2026-03-03\n")
    result = replay("odr", NOON.data["metrics"]["odr"], rows, set())
    assert result is not None
    assert (result.counted, result.base) == (1, 2)


def test_platform_rates_of_noon() -> None:
    rows = exported(
        "Order ID,Date,Status,Cancelled by,Ship By,Dispatched\n"
        "N1,2026-03-10,cancelled,seller,,\nN2,2026-03-10,cancelled,buyer,,\n"
        "N3,2026-03-11,delivered,,2026-03-12,2026-03-11\nN4,2026-03-11,delivered,,2026-03-12,2026-03-13\n"
    )
    found = {r.metric: r for r in replay_all(NOON, rows, set())}
    assert found["cancellation"].before == 25
    assert found["late-shipment"].before == 50


def test_ozon_error_index_leaves_the_cancellations_out_of_the_base() -> None:
    """1 of (10 - 1) = 11.1 %; without the contested one 0."""
    rows = exported(
        "Номер отправления,Дата,Статус,Инициатор\n" + "".join(f"{n}-0001-1,10.03.2026,доставлен,\n" for n in range(9))
        + "9-0001-1,10.03.2026,отменён,продавец\n"
    )  # fmt: skip
    result = replay("error-index", OZON.data["metrics"]["error-index"], rows, {"9-0001-1"})
    assert result is not None
    assert round(result.before, 1) == Decimal("11.1")
    assert result.after == 0


def test_shopee_nfr() -> None:
    """(1 cancelled + 1 returned) of 4 = 50 %."""
    rows = exported("Order ID,Date,Status\nS1,2026-03-10,cancelled by seller\nS2,2026-03-10,returned\nS3,2026-03-10,completed\nS4,2026-03-10,completed\n")
    result = replay("nfr", SHOPEE.data["metrics"]["nfr"], rows, {"S2"})
    assert result is not None
    assert (result.before, result.after) == (50, 25)


def test_amazon_valid_tracking_counts_from_above() -> None:
    rows = exported("Order ID,Date,Tracking,First Scan\nA1,2026-03-10,T1,2026-03-11\nA2,2026-03-10,T2,\nA3,2026-03-10,T3,2026-03-11\nA4,2026-03-10,,\n")
    result = replay("valid-tracking", AMAZON.data["metrics"]["valid-tracking"], rows, {"A2"})
    assert result is not None
    assert (result.before, result.after) == (50, 75)


def test_orders_are_ranked_by_their_effect() -> None:
    rows = exported(
        "Order ID,Defect Type,Date,Rating\nE1,Claim,2026-03-01,\nE1,Negative feedback,2026-03-02,\nE2,Claim,2026-03-03,\n"
        "E3,,2026-03-04,5\nE4,,2026-03-04,5\n"
    )
    result = replay("tdr", EBAY.data["metrics"]["tdr"], rows, set())
    assert result is not None
    assert [e.order for e in result.effects] == ["E1", "E2"]
    assert result.effects[0].gain > result.effects[1].gain


def test_nothing_is_made_up_where_the_export_cannot_carry_the_metric() -> None:
    rows = exported("Order ID,Defect Type,Date\nN1,Claim,2026-03-01\n")
    assert replay("odr", NOON.data["metrics"]["odr"], rows, set()) is None, "defects alone have no base"
    assert replay("late-shipment", NOON.data["metrics"]["late-shipment"], rows, set()) is None
    assert replay("unheard-of", {}, rows, set()) is None
    assert replay("odr", NOON.data["metrics"]["odr"], (), set()) is None


@pytest.mark.parametrize("platform", ["", "amazon", "ebay", "shopee", "wish"])
def test_every_metric_of_the_packs_has_a_formula_a_version_and_a_source(platform: str) -> None:
    packs = [load_pack("performance-appeal", Workspace(), platform)] if platform else [NOON, OZON]
    for pack in packs:
        for name, entry in pack.data.get("metrics", {}).items():
            assert name in FORMULAS
            assert all((entry["formula"]["en"], entry["formula"]["zh"], entry["version"], entry["source"]["document"]))


def test_defects_worth_an_appeal() -> None:
    rows = exported(
        "Order ID,Defect Type,Date,Tracking,Status,Delivered,Complaint,First Reply,Ship By,Dispatched\n"
        "N1,Claim: item not received,2026-03-10,T1,delivered,2026-03-07,2026-03-10 11:20,2026-03-10 16:45,,\n"
        "N2,Claim: item not received,2026-03-10,T2,delivered,2026-03-07,2026-03-08 11:20,2026-03-12 16:45,,\n"
        "N3,Seller cancelled,2026-03-09,,cancelled,,,,,\n"
        "N4,Claim: item not received,2026-03-10,T4,in transit,,,,,\n"
        "N5,Late dispatch,2026-03-10,T5,delivered,2026-03-08,,,2026-03-04,2026-03-03\n"
        "N6,Late dispatch,2026-03-10,T6,delivered,2026-03-08,,,2026-03-04,2026-03-06\n"
        "N7,Parcel lost by carrier,2026-03-10,T7,lost,,,,,\n"
        "N8,Not as described,2026-03-10,T8,delivered,2026-03-08,,,,\n"
    )
    chances = {c.order: c for c in eligible(rows, NOON)}
    assert {o for o, c in chances.items() if c.worth} == {"N1", "N5", "N7", "N8"}
    assert chances["N1"].issue == "delivered-not-received"
    assert chances["N5"].issue == "late-dispatch-misjudged"
    assert chances["N7"].issue == "carrier-loss"
    assert "carrier-statement" in chances["N7"].lacks
    assert all(c.why.en and c.why.zh for c in chances.values())


def test_a_list_of_defects_is_no_base_for_other_rates() -> None:
    rows = exported("Order ID,Defect Type,Date,Status\nN1,Claim,2026-03-01,delivered\nN2,Seller cancelled,2026-03-02,cancelled\n")
    assert replay_all(NOON, rows, set()) == []


def test_a_claim_of_imitation_is_not_answered_by_a_proof_of_delivery() -> None:
    rows = exported("Order ID,Defect Type,Date,Tracking,Status\nN1,Counterfeit item,2026-03-01,342,Delivered\nN2,买家称假货,2026-03-01,343,Delivered\n")
    assert [(c.order, c.worth) for c in eligible(rows, NOON)] == [("N1", False), ("N2", False)]


def test_the_day_of_a_defect_is_not_the_day_of_the_order() -> None:
    listed = exported("Order ID,Defect Type,Defect Date,Order Date\nN1,Claim,2026-03-10,2026-03-02\n")
    assert (listed[0]["date"], listed[0]["ordered"]) == ("2026-03-10", "2026-03-02")
