"""Proof of facts: 40 fresh faults between letter and evidence, each with both places, and 20 near-misses: python benchmarks/proof.py [-v].

Each case is a clean base of seeded_faults/ with one change. A fault is named rightly if a finding of one of its rules shows both values
(the letter's and the file's) and the file. A near-miss must bring no error, and no finding about a fact at all. `asked` faults may only
bring a question or a warning: the value stands in doubtful OCR. Figures of the first run stand in docs/decisions.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from PIL import Image, ImageFilter
from seeded_faults.judge import PENDING
from seeded_faults.maker import HERE, Seed, build, load

from appealdocs.errors import AppealdocsError
from appealdocs.stages import check_case
from appealdocs.workspace import Workspace

FACTS = ("common/fact-contradicted", "common/fact-unproven", "common/evidence-matches-order", "common/evidence-timeline")
SIGNERS = ("noon-odr/signer-and-time", "ozon-odr/delivery-receipt")
POD, TRACK, CHAT, ORDER = "evidence/POD_50317740286.pdf", "evidence/carrier tracking page.png", "evidence/noon messages.png", "evidence/seller center order.png"
WAYBILL, WMS, CDEK, RECEIPT = "evidence/накладная 1602298417.pdf", "evidence/складская запись.pdf", "evidence/трек CDEK.png", "evidence/квитанция о вручении.pdf"
PAID = "evidence/aramex compensation.pdf"


@dataclass
class Try:
    """One case: what is changed and what must be said."""

    name: str
    base: str
    patch: dict[str, Any] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    """Words of which the finding shows each: the letter's value, the file's value."""
    file: str = ""
    fault: bool = True
    asked: bool = False
    blur: str = ""
    """A picture that is blurred after it is drawn."""


def cause(en: str, *evidence: str) -> dict[str, Any]:
    return {"points.0.cause.0": {"en": en, "evidence": list(evidence or ("E1", "E2"))}}


def причина(ru: str, *evidence: str) -> dict[str, Any]:
    return {"points.0.cause.0": {"ru": ru, "evidence": list(evidence or ("E1", "E3", "E4"))}}


def delivered(tracking: str = "50317740286", when: str = "7 March 2026 at 14:32 GST (GMT+4)", name: str = "Maryam Saleh", *evidence: str) -> dict[str, Any]:
    return cause(f"The Aramex website shows that shipment {tracking} was delivered in Dubai on {when} and signed for by {name}.", *evidence)


def вручена(tracking: str = "1602298417", when: str = "10.03.2026 в 15:20", name: str = "Соколова Е. В.", *evidence: str) -> dict[str, Any]:
    return причина(f"По данным CDEK, посылка {tracking} вручена {when} (московское время); получатель {name}.", *evidence)


def paid(amount: str, day: str, shown: str = "AED 1,290.40", on: str = "12 March 2026") -> dict[str, Any]:
    """A payment in the letter and in a paper of its own."""
    return {
        "case": {
            "evidence.+": {"id": "E6", "file": PAID, "type": "compensation-proof", "language": "en", "order": "NAEHG0074410926", "date": "2026-03-12", "shows": "payment"},
            "points.0.action.+": {"en": f"On {day} Aramex paid us a compensation of {amount} for order NAEHG0074410926.", "evidence": ["E6"]},
        },
        "files": {PAID: {"paper": "Payment advice", "made": "2026-03-12T12:00:00+04:00", "by": "Aramex Finance", "rows": {
            "Order ID": "NAEHG0074410926", "Payee": "Ningbo Qinghe Import & Export Co., Ltd.", "Amount": shown, "Paid on": on}}},
    }  # fmt: skip


NOON, OZON = "noon-odr", "ozon-odr"
FAULTS = [
    # the letter's ids: digits that changed places, one wrong digit
    Try("n-letter-tracking-swapped", NOON, {"case": delivered("50317742086")}, ("50317742086", "50317740286"), "E"),
    Try("n-letter-tracking-digit", NOON, {"case": delivered("50317740236")}, ("50317740236", "50317740286"), "E"),
    Try("n-letter-tracking-first-swapped", NOON, {"case": delivered("05317740286")}, ("05317740286", "50317740286"), "E"),
    Try("n-letter-order-swapped", NOON, {"case": {"points.0.action.1": {"en": "On 11 March 2026 we checked Seller Center: the shipment status of order NAEHG0074401926 is Delivered.", "evidence": ["E4"]}}}, ("NAEHG0074401926", "NAEHG0074410926"), "E4"),
    Try("n-letter-order-digit", NOON, {"case": {"points.0.action.1": {"en": "On 11 March 2026 we checked Seller Center: the shipment status of order NAEHG0074410928 is Delivered.", "evidence": ["E4"]}}}, ("NAEHG0074410928", "NAEHG0074410926"), "E4"),
    Try("n-letter-sku-swapped", NOON, {"case": {"points.0.action.1": {"en": "We checked Seller Center: SKU QH-TW130-GRN of order NAEHG0074410926 is Delivered.", "evidence": ["E4"]}}}, ("QH-TW130-GRN", "QH-TW310-GRN"), "E4"),
    Try("o-letter-tracking-swapped", OZON, {"case": вручена("1602289417")}, ("1602289417", "1602298417"), "E"),
    Try("o-letter-tracking-digit", OZON, {"case": вручена("1602298471")}, ("1602298471", "1602298417"), "E"),
    # the letter's times
    Try("n-letter-day-later", NOON, {"case": delivered(when="8 March 2026 at 14:32 GST (GMT+4)")}, ("8 March", "7"), "E"),
    Try("n-letter-day-month-swapped", NOON, {"case": delivered(when="3 July 2026 at 14:32 GST (GMT+4)")}, ("3 July", "7"), "E"),
    Try("n-letter-minute-swapped", NOON, {"case": delivered(when="7 March 2026 at 14:23 GST (GMT+4)")}, ("14:23", "14:32"), "E"),
    Try("n-letter-hour", NOON, {"case": delivered(when="7 March 2026 at 4:32 PM GST (GMT+4)")}, ("14:32",), "E"),
    Try("n-letter-zone", NOON, {"case": delivered(when="7 March 2026 at 14:32 Beijing time (GMT+8)")}, ("14:32",), "E"),
    Try("n-letter-year", NOON, {"case": delivered(when="7 March 2025 at 14:32 GST (GMT+4)")}, ("2025", "2026"), "E"),
    Try("n-letter-day-no-time", NOON, {"case": delivered(when="17 March 2026")}, ("17 March", "7"), "E"),
    Try("o-letter-day", OZON, {"case": вручена(when="11.03.2026 в 15:20")}, ("11", "10"), "E"),
    Try("o-letter-day-month-swapped", OZON, {"case": вручена(when="03.10.2026 в 15:20")}, ("10",), "E"),
    Try("o-letter-minute", OZON, {"case": вручена(when="10.03.2026 в 15:02")}, ("15:02", "15:20"), "E"),
    # the letter's people and money
    Try("n-letter-signer", NOON, {"case": delivered(name="Mariam Haddad")}, ("Mariam Haddad", "Maryam Saleh")),
    Try("o-letter-signer", OZON, {"case": вручена(name="Соколова Н. В.")}, ("Соколова Н. В.", "Соколова Е. В.")),
    Try("n-letter-amount-swapped", NOON, paid("AED 1,209.40", "12 March 2026"), ("1,209.40", "1,290.40"), PAID),
    Try("n-letter-amount-point", NOON, paid("AED 129.04", "12 March 2026"), ("129.04", "1,290.40"), PAID),
    Try("n-letter-amount-european", NOON, paid("AED 1,290.04", "12 March 2026", "1.290,40 AED"), ("1,290.04", "1.290,40"), PAID),
    Try("n-letter-paid-day", NOON, paid("AED 1,290.40", "11 March 2026"), ("11 March", "12"), PAID),
    Try("n-letter-currency", NOON, paid("SAR 1,290.40", "12 March 2026"), ("SAR",), PAID),
    # the file shows another value
    Try("n-pod-tracking-swapped", NOON, {"files": {POD: {"rows": {"Shipment number": "50317740268"}}}}, ("50317740268", "50317740286"), POD),
    Try("n-pod-order-digit", NOON, {"files": {POD: {"rows": {"Shipper reference (Noon order)": "NAEHG0074410925"}}}}, ("NAEHG0074410925", "NAEHG0074410926"), POD),
    Try("n-pod-other-waybill", NOON, {"files": {POD: {"rows": {"Shipment number": "50344109913", "Shipper reference (Noon order)": "NAEHG0088123477"}}}}, ("NAEHG0088123477",), POD),
    Try("n-pod-day", NOON, {"files": {POD: {"rows": {"Delivered at": "9 March 2026, 14:32 GST (GMT+4)"}}}}, ("7", "9"), POD),
    Try("n-pod-day-month-swapped", NOON, {"files": {POD: {"rows": {"Delivered at": "3 July 2026, 14:32 GST (GMT+4)"}}}}, ("7",), POD),
    Try("n-pod-signer", NOON, {"files": {POD: {"rows": {"Received and signed by": "Layla Mansour"}}}}, ("Layla Mansour", "Maryam Saleh"), POD),
    Try("n-track-picture-tracking-swapped", NOON, {"files": {TRACK: {"url": "https://www.aramex.com/ae/en/track/results?ShipmentNumber=50317742086", "rows": {"Shipment number": "50317742086"}}}}, ("50317742086", "50317740286"), TRACK),
    Try("n-order-picture-order-digit", NOON, {"files": {ORDER: {"url": "https://seller.noon.com/orders/NAEHG0074410936", "rows": {"Order ID": "NAEHG0074410936"}}}}, ("NAEHG0074410936", "NAEHG0074410926"), ORDER),
    Try("n-track-picture-other-order", NOON, {"files": {TRACK: {"url": "https://www.aramex.com/ae/en/track/results?ShipmentNumber=50399120457", "rows": {"Shipment number": "50399120457"}}}}, ("50399120457",), TRACK),
    Try("o-receipt-tracking-swapped", OZON, {"files": {RECEIPT: {"rows": {"Трек-номер": "1602294817"}}}}, ("1602294817", "1602298417"), RECEIPT),
    Try("o-waybill-other-order", OZON, {"files": {WAYBILL: {"rows": {"Номер заказа": "71150926-0031-1"}}}}, ("71150926-0031-1",), WAYBILL),
    Try("o-receipt-day", OZON, {"files": {RECEIPT: {"rows": {"Вручено": "12.03.2026 15:20 МСК, г. Самара"}}}}, ("12", "10"), RECEIPT),
    Try("o-wms-order-digit", OZON, {"files": {WMS: {"rows": {"Номер заказа": "63390271-0083-2"}}}}, ("63390271-0083-2",), WMS),
    # doubtful pictures: a question, no error
    Try("n-track-blurred-digit", NOON, {"files": {TRACK: {"url": "https://www.aramex.com/ae/en/track/results?ShipmentNumber=50317740236", "rows": {"Shipment number": "50317740236"}}}}, (), TRACK, asked=True, blur=TRACK),
    Try("n-order-blurred-digit", NOON, {"files": {ORDER: {"url": "https://seller.noon.com/orders/NAEHG0074410928", "rows": {"Order ID": "NAEHG0074410928"}}}}, (), ORDER, asked=True, blur=ORDER),
]  # fmt: skip
NEAR = [
    Try("n-clock-of-twelve-hours", NOON, {"case": delivered(when="7 March 2026 at 2:32 PM GST (GMT+4)")}, fault=False),
    Try("n-same-moment-in-utc", NOON, {"case": delivered(when="7 March 2026 at 10:32 UTC")}, fault=False),
    Try("n-same-moment-in-beijing", NOON, {"case": delivered(when="7 March 2026 at 18:32 Beijing time (GMT+8)")}, fault=False),
    Try("n-day-alone", NOON, {"case": delivered(when="7 March 2026")}, fault=False),
    Try("n-month-first", NOON, {"case": delivered(when="March 7, 2026 at 14:32 GST (GMT+4)")}, fault=False),
    Try("n-pod-iso-date", NOON, {"files": {POD: {"rows": {"Delivered at": "2026-03-07 14:32 GST (GMT+4)"}}}}, fault=False),
    Try("n-pod-signer-in-capitals", NOON, {"files": {POD: {"rows": {"Received and signed by": "MARYAM SALEH"}}}}, fault=False),
    Try("n-pod-tracking-in-groups", NOON, {"files": {POD: {"rows": {"Shipment number": "503 1774 0286"}}}}, fault=False),
    Try("n-pod-invoice-like-the-tracking", NOON, {"files": {POD: {"rows": {"Invoice No.": "50317740236"}}}}, fault=False),
    Try("n-pod-phone-like-the-tracking", NOON, {"files": {POD: {"rows": {"Phone": "+971 50 317 7402"}}}}, fault=False),
    Try("n-pod-printed-later", NOON, {"files": {POD: {"rows": {"Printed on": "11 March 2026, 09:10 GST (GMT+4)"}}}}, fault=False),
    Try("n-pod-other-parcel-beside-ours", NOON, {"files": {POD: {"lines": ["Same run: shipment 50317740999, other customer"]}}}, fault=False),
    Try("n-pod-right-value-on-page-two", NOON, {"files": {POD: {"paper": "Delivery run sheet", "rows": None, "lines": [
        "Run 2214, Dubai, 7 March 2026"] + [f"Stop {n}: parcel handed over" for n in range(1, 45)] + [
        "Shipment number: 50317740286", "Shipper reference (Noon order): NAEHG0074410926", "Delivered at: 7 March 2026, 14:32 GST (GMT+4)", "Received and signed by: Maryam Saleh"]}}}, fault=False),
    Try("n-amount-without-separator", NOON, paid("AED 1,290.40", "12 March 2026", "AED 1290.40"), fault=False),
    Try("n-amount-european", NOON, paid("AED 1,290.40", "12 March 2026", "1.290,40 AED"), fault=False),
    Try("n-amount-with-fee-beside", NOON, paid("AED 1,290.40", "12 March 2026", "AED 1,290.40 (bank fee AED 15.00)"), fault=False),
    Try("n-paid-day-iso", NOON, paid("AED 1,290.40", "12 March 2026", on="2026-03-12"), fault=False),
    Try("o-date-in-words", OZON, {"case": вручена(when="10 марта 2026 года в 15:20")}, fault=False),
    Try("o-receipt-date-in-words", OZON, {"files": {RECEIPT: {"rows": {"Вручено": "10 марта 2026 г., 15:20 МСК, г. Самара"}}}}, fault=False),
    Try("o-receipt-courier-number-like-ours", OZON, {"files": {RECEIPT: {"rows": {"Курьер": "Петров А. С., договор 1602298471"}}}}, fault=False),
]  # fmt: skip


def judged(one: Try, folder: Path) -> tuple[bool, list[str]]:
    """Whether the case was judged rightly, and what was said."""
    patch = {"name": one.name, "base": one.base, **one.patch}
    for change in (patch.get("files") or {}).values():
        if change.get("rows", 0) is None:
            change["rows"] = []
    now = datetime.fromisoformat(load(HERE / "bases" / f"{one.base}.yaml")["now"])
    case = build(Seed(one.name, one.base, now, (), frozenset(), 0, False, patch), folder)
    if one.blur:
        path = case / one.blur
        Image.open(path).convert("RGB").filter(ImageFilter.GaussianBlur(2.2)).save(path)
    try:
        report = check_case(case, Workspace.find(case), now).report
    except AppealdocsError as error:
        return False, [f"refused: {error}"]
    findings = [f for f in report.findings if f.rule not in PENDING]
    said = [f"{f.severity} {f.rule} | {f.message.en} | {f.where.file or ''} {f.where.field or ''}" for f in findings
            if f.rule in FACTS or f.severity == "error" or "readable" in f.rule]  # fmt: skip
    if not one.fault:
        return not any(f.rule in (*FACTS, *SIGNERS) for f in findings), said
    if one.asked:
        about = [f for f in findings if one.file in (f.where.file or "") or one.file in f.message.en]
        return bool(about) and not any(f.severity == "error" and f.rule in FACTS for f in about), said
    for f in findings:
        words = " ".join((f.message.en, f.where.file or "", f.where.field or ""))
        if f.rule in (*FACTS, *SIGNERS) and all(value in words for value in one.values) and one.file in words and f.severity in ("error", "warning"):
            return True, said
    return False, said


def main() -> int:
    """Run all and print the figures; 1 if a near-miss is accused."""
    verbose = "-v" in sys.argv
    words = [w for w in sys.argv[1:] if not w.startswith("-")]
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for one in (*FAULTS, *NEAR):
            if words and not any(one.name.startswith(w) for w in words):
                continue
            good, said = judged(one, Path(folder) / one.name)
            kind = "faults" if one.fault else "near-misses"
            count[kind] += 1
            count[f"{kind} right"] += good
            if verbose or not good:
                print(f"{'ok  ' if good else 'MISS'} {one.name}", *(f"       {line[:420]}" for line in said), sep="\n")
    print(f"faults named with both places: {count['faults right']} of {count['faults']}; near-misses silent: {count['near-misses right']} of {count['near-misses']}")
    return int(count["near-misses right"] < count["near-misses"])


if __name__ == "__main__":
    sys.exit(main())
