"""Facts of the letter with what shows them, and what speaks against them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from appealdocs.check.contradiction import slip_words
from appealdocs.check.examples import load_base, run
from appealdocs.draft.draft import draft
from appealdocs.model.fact import Fact, Money, Proof
from appealdocs.model.finding import Report
from appealdocs.workspace import Workspace

BASES = Path(__file__).parents[1] / "rules" / "base"


def checked(base: str, **example: Any) -> Report:
    return run(load_base(BASES / f"{base}.yaml"), example, Workspace(), draft)


def of(report: Report, kind: str, value: object = None) -> list[Proof]:
    return [p for p in report.proofs if p.fact.kind == kind and value in (None, p.fact.value)]


def test_a_fact_is_proven_by_file_page_and_quoted_line() -> None:
    (proof,) = of(checked("performance-appeal"), "money", Money(328, "USD"))  # type: ignore[arg-type]
    assert proof.state == "proven"
    assert (proof.shown[0].evidence, proof.shown[0].file, proof.shown[0].page) == ("E6", "evidence/compensation.pdf", 1)
    assert "USD 328" in proof.shown[0].quote
    assert proof.said[0].field == "points[0].action[1]"


def test_an_order_s_time_is_proven_in_another_zone_and_without_seconds() -> None:
    text = "Proof of delivery\nShipment 34218117099\nOrder NAEHF0071420551\nDelivered\t07 March 2026 10:32:41 UTC\nSigned by\tMariam Al Suwaidi"
    report = checked("noon-odr", readings={"E1": {"text": ""}, "E2": {"text": text}})
    proof = next(p for p in report.proofs if any(s.field == "orders[0].delivered" for s in p.said))
    assert proof.state == "proven"
    assert [s.evidence for s in proof.shown] == ["E2"]


def test_the_platform_s_own_notice_shows_what_a_claim_repeats_from_it() -> None:
    notice = "Notice of Account Deactivation\nCase ID DEA-2026-0417702\nViolation of rule RX-4471"
    claim = {"points[0].problem[0].en": "The notice names rule RX-4471.", "points[0].problem[0].zh": None}
    report = checked("noon-deactivation", set=claim, readings={"notice.pdf": {"text": notice}})
    (proof,) = of(report, "id", "RX-4471")
    assert proof.state == "proven"
    assert proof.shown[0].file == "notice.pdf"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amount\tUSD 382.00\nPaid on\t20 April 2026", "changed places"),
        ("Amount\tUSD 325.00\nPaid on\t20 April 2026", "differ in one character"),
        ("Amount\tUSD 12.00\nPaid on\t20 April 2026", "“Amount USD 12.00”"),
        ("Amount\tUSD 328.00\nPaid on\t22 April 2026", "“Paid on 22 April 2026”"),
    ],
)
def test_a_payment_that_shows_something_else_contradicts(text: str, words: str) -> None:
    report = checked("performance-appeal", readings={"E6": {"text": f"Compensation\n{text}"}})
    found = [f.message.en for f in report.findings if f.rule == "common/fact-contradicted"]
    assert len(found) == 1
    assert words in found[0]
    assert "E6 (evidence/compensation.pdf, page 1)" in found[0]
    assert [p.against[0].evidence for p in report.proofs if p.state == "contradicted"] == ["E6"]


@pytest.mark.parametrize(
    "reading",
    [
        {"text": "Compensation\nAmount\tEUR 382.00\nPaid on\t20 April 2026"},
        {"text": "Compensation\nUSD 382.00 for parcel A, USD 41.00 for parcel B"},
        {
            "pages": [
                {
                    "number": 1,
                    "text": "Amount\tUSD 382.00\nPaid on\t20 April 2026",
                    "source": "ocr",
                    "width": 900,
                    "height": 1200,
                    "confidence": 0.6,
                }
            ]
        },
        {"troubles": [{"kind": "truncated"}]},
    ],
    ids=["another currency", "several amounts", "read with little confidence", "a broken file"],
)
def test_what_is_not_sure_contradicts_nothing(reading: Mapping[str, Any]) -> None:
    report = checked("performance-appeal", readings={"E6": reading})
    assert not [p for p in report.proofs if p.state == "contradicted"]


CHECKED = "On 11 March 2026 we checked Seller Center: the shipment status of order {} is Delivered."


@pytest.mark.parametrize("written", ["NAEHF0071402551", "NAEHF0071420515", "NAEHF0071420557"], ids=["swapped", "swapped at the end", "one digit"])
def test_a_slip_in_the_letter_s_own_order_is_shown_with_both_places(written: str) -> None:
    sentence = {"points[0].action[0]": {"en": CHECKED.format(written), "evidence": ["E4"]}}
    (proof,) = of(checked("noon-odr", set=sentence), "order-id", written)
    assert proof.state == "contradicted"
    assert (proof.against[0].evidence, proof.against[0].page) == ("E4", 1)
    assert "NAEHF0071420551" in proof.against[0].quote


def test_parcels_that_follow_each_other_in_one_sentence_are_no_slip() -> None:
    sentence = {"points[0].action[0]": {"en": "Shipment 34218117099 was followed by shipment 34218117098.", "evidence": ["E2"]}}
    assert all(p.state != "contradicted" for p in of(checked("noon-odr", set=sentence), "tracking"))


def test_day_and_month_in_each_other_s_place_prove_nothing() -> None:
    sentence = {"points[0].cause[0]": {"en": "Shipment 34218117099 was delivered on 3 July 2026 at 14:32 GST (GMT+4).", "evidence": ["E2"]}}
    text = "Proof of delivery\nShipment 34218117099\nDelivered\t07.03.2026 14:32 GST"
    report = checked("noon-odr", set=sentence, readings={"E2": {"text": text}})
    (proof,) = [p for p in of(report, "moment") if "3 July" in p.written]
    assert proof.state == "contradicted"


def test_the_same_sum_in_another_currency_is_a_contradiction() -> None:
    report = checked("performance-appeal", readings={"E6": {"text": "Compensation\nAmount\tEUR 328.00\nPaid on\t20 April 2026"}})
    (proof,) = of(report, "money", Money(328, "USD"))  # type: ignore[arg-type]
    assert proof.state == "contradicted"


def test_a_contradiction_in_one_claim_is_not_healed_by_another_claim_s_file() -> None:
    text = "SGS test report\nSKU\tHY-CB0412-WHT\nBatch\tB260515\nDate of issue\t7 January 2026"
    report = checked("noon-deactivation", readings={"E3": {"text": text}})
    (proof,) = of(report, "id", "B260551")
    assert proof.state == "contradicted"
    assert [s.evidence for s in proof.against] == ["E3"]


def test_small_bare_numbers_are_no_facts() -> None:
    report = checked(
        "noon-odr",
        set={
            "points[0].prevention[0].en": "Since 11 March 2026 a second person compares 3 records.",
            "points[0].prevention[0].zh": None,
        },
    )
    assert "date" in {p.fact.kind for p in report.proofs}
    assert not {p.fact.kind for p in report.proofs} & {"count", "number"}


def test_ids_of_facts_are_numbered_in_the_order_of_the_letter() -> None:
    report = checked("noon-odr")
    assert [p.id for p in report.proofs] == [f"f{n}" for n in range(1, len(report.proofs) + 1)]
    assert report.proofs[0].said[0].field.startswith("points[0].problem")


def test_what_makes_two_values_look_alike() -> None:
    assert "changed places (50 → 05)" in slip_words(Fact("id", "B260150"), Fact("id", "B260105")).en
    assert slip_words(Fact("id", "B260150"), Fact("id", "B269999")).en == ""
    assert slip_words(Fact("id", "B260150"), None).en == ""
