"""The papers of noon-deactivation: notice, purchase chain, laboratory, carrier, licence with attestations, commitment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from _make import carriers, seal
from _make.carriers import ARAMEX
from _make.folder import CST, GST, at, procedure
from _make.fonts import font
from _make.paper import Paper, colors, mm
from _make.scan import scan

COMPANY, COMPANY_ZH = "Foshan Lanchuan Kitchenware Co., Ltd.", "佛山市澜川厨具有限公司"
ADDRESS = "Building 3, 22 Keyun Road, Shishan Town, Nanhai District, Foshan, Guangdong, China"
USCC = "91440605MA53T9QX76"
FACTORY = "Zhongshan Yuanfeng Metalware Co., Ltd."
OWNER = "Kaldrum Haushaltswaren GmbH"
GRINDER, KETTLE = "KD-MG200-BLK", "KD-KT090-SLV"
CASE_ID = "DEA-2026-0518823"
PARCELS = (
    ("NAEHF0071904412", "34214870316", GRINDER, "18 September 2026", "24 September 2026, 12:05 GST", "H. Rashid", "Sharjah"),
    ("NAEHF0071938875", "34214902283", KETTLE, "21 September 2026", "27 September 2026, 17:40 GST", "Maryam Saif", "Dubai"),
    ("NAEHF0072001634", "34214978851", GRINDER, "24 September 2026", "30 September 2026, 10:25 GST", "J. Mathew", "Abu Dhabi"),
)


@cache
def LOGO() -> Image.Image:
    return seal.logo("Lanchuan Kitchen", (28, 88, 150), "wave")


@cache
def STAMP() -> Image.Image:
    return seal.company_seal(COMPANY_ZH, "4406050217733", seed=21)


def _word(text: str, fill: str, ink: str, size: tuple[int, int] = (420, 130)) -> Image.Image:
    image = Image.new("RGBA", size, (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=16, fill=fill)
    draw.text((size[0] / 2, size[1] / 2), text, font=font("sans-bold", size[1] * 0.5), fill=ink, anchor="mm")
    return image


def notice(target: Path) -> None:
    paper = Paper("Notice of Account Deactivation", at(GST, 2026, 10, 12, 10, 40), "noon Seller Risk & Compliance", footer=f"noon · Notice of Account Deactivation · Case ID {CASE_ID}", size=9, margin=17 * mm)
    paper.letterhead("noon Seller Risk &amp; Compliance", ["Dubai, United Arab Emirates"], _word("noon", "#feee00", "#222222"), logo_mm=30)
    paper.heading("Notice of Account Deactivation")
    paper.pairs([
        ("Case ID", CASE_ID), ("Notice date", "12 October 2026, 10:40 GST (GMT+4)"), ("Seller", COMPANY), ("Store", "Lanchuan Kitchen"),
        ("Marketplace", "noon.com/ae"), ("Submit appeal by", "26 October 2026, 23:59 GST (GMT+4)"),
    ], size=9)  # fmt: skip
    paper.text("Your seller account has been deactivated for the following violations:")
    paper.heading("1. DC-003 - Counterfeit product", size=10.5)
    paper.pairs([
        ("Affected SKU", GRINDER), ("Date of violation", "8 October 2026"),
        ("Clause", "Policy Violation Guidelines, section 4.1: A seller shall not list or sell a product bearing a trademark without the authorisation of the trademark owner."),
        ("Finding", "No authorisation for the brand Kaldrum is on file for this SKU."),
    ], size=9)  # fmt: skip
    paper.heading("2. DC-012 - Logistics anomaly rate above the limit", size=11)
    paper.pairs([
        ("Affected SKUs", f"{GRINDER}, {KETTLE}"), ("Date of violation", "8 October 2026"),
        ("Clause", "Policy Violation Guidelines, section 6.2: The share of shipments without a delivery scan within 10 days of dispatch shall not exceed 5.0% in any period of 21 days."),
        ("Finding", "14 September 2026 to 4 October 2026: 3 of 40 shipments without a delivery scan, 7.5%."),
    ], size=9)  # fmt: skip
    paper.table(("Order", "Tracking number", "Carrier", "Dispatched", "SKU"), [(o, t, "Aramex", d, s) for o, t, s, d, *_ in PARCELS], (2.4, 2, 1.2, 2.2, 2), size=8)
    paper.heading("Required Information", size=11)
    for n, words in enumerate([
        f"Purchase invoices or an unbroken chain of brand authorisation for SKU {GRINDER}.",
        f"Quality test report (ISO/IEC 17025 laboratory or SGS) for SKU {GRINDER}, issued before the date of violation.",
        "Tracking records that show the actual delivery of the shipments listed under DC-012.",
        "Business licence in notarised English translation, attested by the CCPIT and by the Embassy of the United Arab Emirates.",
        "Commitment letter signed and stamped by the legal representative.",
        "Disclosure of former company names, former licences and other noon accounts.",
    ], 1):  # fmt: skip
        paper.text(f"{n}. {words}", leftIndent=14, firstLineIndent=-14, spaceAfter=1, size=9)
    paper.space(1.5)
    paper.boxed([
        "<b>How to appeal.</b> You may submit one appeal in Seller Portal: Account Health &gt; Deactivation Notice &gt; Submit Appeal. Answer every violation under its code, in English. PDF files only, up to 5 files, 10 MB each.",
        "Material sent by e-mail is not considered. The decision on the appeal is final.",
    ], size=9)  # fmt: skip
    paper.save(target)


def invoice(evidence: Path) -> None:
    paper = Paper("Commercial Invoice YF-2606-0418", at(CST, 2026, 6, 18, 14, 25), "Kingdee K/3 WISE 15.1", author=FACTORY, footer=f"{FACTORY} · YF-2606-0418")
    paper.letterhead(FACTORY, ["9 Gangkou Industrial Road, Zhongshan, Guangdong, China", "Licensed manufacturer of Kaldrum products, KD-MFG-2025-003"])
    paper.heading("Commercial Invoice", size=17)
    paper.pairs([
        ("Invoice No.", "YF-2606-0418"), ("Date", "18 June 2026"), ("Buyer", f"{COMPANY}<br/>{ADDRESS}"),
        ("Purchase order", "LC-PO-260601"), ("Inbound tracking number", "DPK364018827 (Deppon)"), ("Terms", "30 days net, bank transfer"),
    ])  # fmt: skip
    paper.table(
        ("SKU", "Item", "Batch", "Quantity", "Unit price", "Amount"),
        [
            (GRINDER, "Kaldrum manual coffee grinder MG200, black", "K260612", "500", "USD 6.90", "USD 3,450.00"),
            (KETTLE, "Kaldrum gooseneck kettle KT090, silver", "K260609", "240", "USD 9.40", "USD 2,256.00"),
            ("Total", "", "", "740", "", "USD 5,706.00"),
        ],
        (2.1, 3.8, 1.3, 1.2, 1.4, 1.8), right=(3, 4, 5), total=True,
    )  # fmt: skip
    paper.text("The goods are manufactured under licence of the trademark owner and bear the trademark Kaldrum.")
    paper.space(16)
    paper.text(f"__________________________<br/><b>Pan Zhiwen</b>, Sales Manager<br/>{FACTORY}")
    paper.over(seal.signature("Pan Zhiwen"), 2, 13, 44)
    paper.over(seal.company_seal("中山市源沣金属制品有限公司", "4420000318264", seed=22), 96, -4, 40, angle=-8)
    paper.save(evidence / "invoice YF-2606-0418.pdf")


def authorisation(evidence: Path) -> None:
    paper = Paper("Letter of Authorisation KD-LOA-2026-014", at(CST, 2025, 12, 15, 16, 30), "Microsoft Word for Microsoft 365", author=OWNER, family="Serif", size=11, footer=f"{OWNER} · Kaldrum brand authorisation", accent=colors.HexColor("#7a1f2b"))
    mark = seal.logo("KALDRUM", (122, 31, 43), "star")
    for number, title, body, rows in (
        (
            "KD-MFG-2025-003", "Licence to Manufacture",
            f"{OWNER}, owner of the trademark Kaldrum, licenses the manufacturer named below to make and to supply the products listed below under the trademark Kaldrum.",
            [("Licensor (trademark owner)", OWNER), ("Trademark", "Kaldrum, EU trade mark in classes 8, 11 and 21"), ("Licensee (manufacturer)", FACTORY), ("Products", "manual coffee grinder MG200; gooseneck kettle KT090"), ("Valid from", "1 July 2025"), ("Valid to", "30 June 2027")],
        ),
        (
            "KD-LOA-2026-014", "Letter of Authorisation",
            f"{OWNER}, owner of the trademark Kaldrum, authorises the seller named below to buy the products from the licensed manufacturer and to sell them online in the territory.",
            [("Trademark owner", OWNER), ("Licensed manufacturer", f"{FACTORY} (licence KD-MFG-2025-003)"), ("Authorised seller", f"{COMPANY}<br/>Unified social credit code {USCC}"), ("Products", f"{GRINDER} manual coffee grinder MG200<br/>{KETTLE} gooseneck kettle KT090"), ("Sales channel", "noon, store Lanchuan Kitchen"), ("Territory", "United Arab Emirates, Saudi Arabia"), ("Valid from", "1 January 2026"), ("Valid to", "31 December 2026")],
        ),
    ):  # fmt: skip
        if paper.story:
            paper.new_page()
        paper.letterhead(OWNER, ["Speicherkai 14, 20457 Hamburg, Germany"], mark)
        paper.text(f"No. {number}", size=10)
        paper.heading(title, size=20)
        paper.text(body)
        paper.space(2)
        paper.pairs(rows, left=0.36)
        paper.text("This document may be verified with the trademark owner under its number.")
        paper.space(4)
        paper.text(f"Hamburg, {'20 June 2025' if number.startswith('KD-MFG') else '15 December 2025'}")
        paper.space(14)
        paper.text(f"__________________________<br/><b>Annika Behrens</b>, Managing Director<br/>{OWNER}")
        paper.over(seal.signature("Annika Behrens"), 2, 15, 48)
        paper.over(seal.round_stamp("KALDRUM HAUSHALTSWAREN GMBH", "HAMBURG", ("KALDRUM",), seal.VIOLET, seed=23), 98, 0, 38, angle=6)
    paper.save(evidence / "brand authorisation Kaldrum.pdf")


def sgs(evidence: Path) -> None:
    paper = Paper("SGS Test Report GZHT2607004412", at(CST, 2026, 7, 6, 17, 5), "SGS LIMS 9.2", footer="SGS · Test Report GZHT2607004412", accent=colors.HexColor("#e4610f"))
    paper.letterhead("SGS", ["Guangzhou, China", "Consumer and Retail, Hardlines Laboratory", "Laboratory accredited to ISO/IEC 17025"], seal.logo("SGS", (85, 85, 88), "star", (420, 150)), logo_mm=30)
    paper.heading("Test Report")
    paper.pairs([
        ("Report No.", "GZHT2607004412"), ("Date of issue", "6 July 2026"), ("Client", COMPANY), ("Sample", "Manual coffee grinder MG200, black, brand Kaldrum"),
        ("SKU", GRINDER), ("Batch", "K260612"), ("Samples", "6, drawn by the laboratory at the client's warehouse"), ("Received", "25 June 2026"), ("Reference sample", f"supplied by {OWNER}"),
    ])  # fmt: skip
    paper.table(
        ("Test", "Method", "Result", "Verdict"),
        [
            ("Identity with the brand owner's reference sample: dimensions, material, marking", "comparison, XRF, 12 points", "no difference beyond tolerance", "PASS"),
            ("Food contact: overall migration, stainless steel burr and body", "EN 1186-3", "1.2 mg/dm² (limit 10)", "PASS"),
            ("Food contact: release of lead and cadmium", "EN 1388-2", "not detected", "PASS"),
            ("Marking and instructions", "visual", "complete", "PASS"),
        ],
        (4.2, 2.4, 2.4, 1), size=9,
    )  # fmt: skip
    paper.boxed([f"<b>Conclusion.</b> The samples of SKU {GRINDER}, batch K260612, are identical with the reference sample of the brand owner and meet the tests above."])
    paper.space(12)
    paper.text("__________________________<br/><b>Deng Hailin</b>, Approved Signatory")
    paper.over(seal.signature("Deng Hailin"), 2, 8, 44)
    paper.over(seal.round_stamp("SGS GUANGZHOU HARDLINES", "TEST REPORT", ("SGS",), seal.BLUE, seed=24), 104, -6, 38, angle=-5)
    paper.save(evidence / "SGS report GZHT2607004412.pdf")


def inbound(evidence: Path) -> None:
    carriers.waybill(
        evidence / "inbound waybill DPK364018827.pdf", at(CST, 2026, 6, 20, 10, 15), ("Deppon", (0, 62, 134)), title="Inbound waybill DPK364018827", tracking="DPK364018827", producer="Deppon Express Print",
        sender=("FROM", f"{FACTORY}<br/>9 Gangkou Industrial Road, Zhongshan"), recipient=("TO", f"{COMPANY}<br/>{ADDRESS}"),
        rows=[
            ("Invoice", "YF-2606-0418"), ("Contents", f"SKU {GRINDER}, batch K260612, 500 pcs; SKU {KETTLE}, batch K260609, 240 pcs"), ("Weight / volume", "612 kg / 3.9 m³, 37 cartons"),
            ("Collected", "20 June 2026"), ("Delivered", "21 June 2026, received by Chen Bo, warehouse"),
        ],
        signed=("Received", "Chen Bo"), stamp=seal.box_stamp(("LANCHUAN KITCHEN", "GOODS RECEIVED", "21 JUN 2026"), seal.RED, seed=25),
    )  # fmt: skip


def listing_record(evidence: Path) -> None:
    paper = Paper(f"Listing record {GRINDER}", at(CST, 2026, 10, 13, 18, 20), "Lanchuan ERP 6.4 export", author=COMPANY, footer=f"{COMPANY} · ERP listing record")
    paper.letterhead(COMPANY, [ADDRESS], LOGO())
    paper.heading(f"ERP listing record: SKU {GRINDER}")
    paper.pairs([
        ("Store", "Lanchuan Kitchen, noon.com/ae"), ("Brand", "Kaldrum"), ("Supplier", FACTORY), ("Purchased", "500 units, batch K260612, invoice YF-2606-0418"),
        ("Listed on", "10 July 2026"), ("Documents uploaded with the listing", "none (authorisation KD-LOA-2026-014 not uploaded)"),
    ])  # fmt: skip
    paper.table(
        ("Date and time (GMT+4)", "User", "Event"),
        [
            ("10 July 2026, 11:02", "zhao.qing", f"SKU {GRINDER} listed; brand field 'Kaldrum'; document list empty"),
            ("12 October 2026, 10:45", "system", f"notice received, Case ID {CASE_ID}"),
            ("13 October 2026, 09:20", "zhao.qing", f"SKU {GRINDER} taken off sale on all channels"),
            ("13 October 2026, 09:24", "zhao.qing", "stock 212 units locked, dispatch stopped"),
        ],
        (2.4, 1.2, 5),
    )  # fmt: skip
    paper.text("Exported on 13 October 2026.")
    paper.save(evidence / "ERP listing record.pdf")


def aramex(evidence: Path) -> None:
    carriers.statement(
        evidence / "Aramex statement.pdf", at(GST, 2026, 10, 14, 13, 45), ARAMEX, title="Carrier statement ARX-OPS-26-3391", producer="Microsoft Word for Microsoft 365",
        address=["Aramex", "Operations, Delivery Status Systems", "Dubai, United Arab Emirates"],
        number="Reference: ARX-OPS-26-3391", date="Date: 14 October 2026", to=["To:", f"<b>{COMPANY}</b>", "Foshan, China"],
        subject="Statement on missing delivery scans",
        paragraphs=[
            "From 22 September 2026 to 1 October 2026 the status feed of the Aramex hub in Dubai to noon was interrupted. Shipments were delivered, but their delivery scans were not sent to noon.",
            "3 shipments of your account were affected. They were delivered as follows:",
        ],
        table=(("Shipment", "Order", "Delivered", "Place", "Signed by"), [(t, o, when, place, who) for o, t, _, _, when, who, place in PARCELS], (1.9, 2.5, 3.1, 1.4, 1.7)),
        after=["The 3 missing delivery scans were sent to noon on 13 October 2026. The fault was in the Aramex system and not at the shipper."],
        closing="For and on behalf of Aramex", signer=("Karim Fares", "Operations, Delivery Status Systems"),
        stamp=seal.box_stamp(("ARAMEX", "OPERATIONS DUBAI", "14 OCT 2026"), seal.BLUE, seed=26), footer="Aramex · statement ARX-OPS-26-3391",
    )  # fmt: skip
    for order, tracking, sku, out, delivered, signer, place in PARCELS:
        day = delivered.split(",")[0]
        carriers.tracking_page(
            evidence / f"tracking {tracking}.png", ARAMEX, f"https://www.aramex.com/ae/en/track/results?ShipmentNumber={tracking}", "Track shipment | Aramex",
            menu=("Ship", "Track", "Support", "English"), title=f"Shipment {tracking}", status="Delivered",
            facts=[
                ("Shipment number", tracking), ("Shipper reference", order), ("Contents", f"SKU {sku}, 1 pc"), ("Origin - destination", f"Foshan, China - {place}, United Arab Emirates"),
                ("Delivered", f"{delivered} (GMT+4)"), ("Signed by", signer),
            ],
            steps=[
                (delivered, place, f"Delivered, signed by {signer}"),
                (f"{day}, 08:10 GST", place, "Out for delivery"),
                (_before(day, 1) + ", 06:30 GST", "Dubai", "Released by customs"),
                (_before(day, 2) + ", 21:45 GST", "Dubai", "Arrived at destination country"),
                (out + ", " + {"18": "21:35", "21": "20:50", "24": "20:15"}[out[:2]] + " GST", "Foshan", "Received at origin facility, first scan"),
            ],
            note="All times are shown in GST (GMT+4).",
        )  # fmt: skip


def _before(day: str, days: int) -> str:
    number, rest = day.split(" ", 1)
    return f"{int(number) - days} {rest}"


def licence(evidence: Path) -> None:
    when = at(CST, 2026, 8, 11, 15, 10)
    paper = Paper("Notarial certificate and translation", when, "x", family="Serif", size=11, margin=24 * mm)
    paper.space(8)
    paper.centred("NOTARIAL CERTIFICATE", size=20, bold=True)
    paper.centred("(Translation)", size=11)
    paper.space(4)
    paper.text("(2026) Yue Fo Nan Zheng Zi No. 20815", alignment=2)
    paper.space(4)
    paper.text(f"Applicant: {COMPANY}, unified social credit code {USCC}.")
    paper.text("Legal representative: Luo Jiaming.")
    paper.text("Matter: conformity of the English translation with the original business licence.")
    paper.space(4)
    paper.text("This is to certify that the original of the Business Licence shown by the applicant is authentic, that the attached photocopy conforms to the original, and that the content of the attached English translation conforms to the content of the original in Chinese.")
    paper.space(26)
    paper.text("Notary: Guan Wenxin", alignment=2)
    paper.text("Nanhai Notary Public Office of Foshan", alignment=2)
    paper.text("11 August 2026", alignment=2)
    paper.over(seal.signature("Guan Wenxin"), 100, 22, 40)
    paper.over(seal.round_stamp("NANHAI NOTARY PUBLIC OFFICE", "FOSHAN", ("NOTARY", "PUBLIC"), seal.RED, seed=27), 118, -6, 40, angle=8)
    paper.new_page()
    paper.space(6)
    paper.centred("BUSINESS LICENCE", size=26, bold=True)
    paper.centred("(English translation of the original)", size=10)
    paper.space(4)
    paper.pairs([
        ("Unified social credit code", USCC), ("Name", COMPANY), ("Type", "Limited liability company"), ("Legal representative", "Luo Jiaming"), ("Registered capital", "CNY 3,000,000"),
        ("Date of establishment", "22 May 2019"), ("Term of operation", "22 May 2019 to 21 May 2039"), ("Domicile", ADDRESS),
        ("Scope of business", "sale of kitchenware, hardware and household goods; internet sales; import and export of goods"),
    ], left=0.36)  # fmt: skip
    paper.space(8)
    paper.text("Registration authority: Administration for Market Regulation of Nanhai District, Foshan", alignment=2)
    paper.text("Date of registration: 22 May 2019", alignment=2)
    paper.over(seal.company_seal("佛山市南海区市场监督管理局", "4406050000126", seed=28), 92, -8, 44, angle=-4)
    paper.space(26)
    paper.text("Translation prepared for notarial certificate No. 20815 of 11 August 2026.", size=9)
    paper.over(STAMP(), 10, 2, 38, angle=5)
    scan(paper.bytes(), evidence / "business licence EN notarised.pdf", when, title="Business licence, notarised English translation", seed=31, angle=0.4)


def attestation(evidence: Path) -> None:
    when = at(CST, 2026, 8, 27, 16, 40)
    paper = Paper("Attestation", when, "x", family="Serif", size=11, margin=24 * mm)
    paper.space(4)
    paper.centred("ATTESTATION", size=22, bold=True)
    paper.centred(f"of notarial certificate (2026) Yue Fo Nan Zheng Zi No. 20815, business licence {USCC}", size=10.5)
    paper.space(6)
    paper.rule()
    paper.heading("1. China Council for the Promotion of International Trade (CCPIT)", size=12.5)
    paper.text("Certificate No. 264406B0/018837")
    paper.text("It is hereby certified that the seal of the Nanhai Notary Public Office of Foshan and the signature of the notary Guan Wenxin on the annexed document are authentic.")
    paper.text("China Council for the Promotion of International Trade, Foshan, 18 August 2026")
    paper.space(30)
    paper.text("Authorised signature: ____________________ Jiang Yue")
    paper.over(seal.signature("Jiang Yue"), 42, 3.5, 38)
    paper.over(seal.round_stamp("CHINA COUNCIL FOR THE PROMOTION OF INTERNATIONAL TRADE", "CCPIT", ("CERTIFICATION",), seal.RED, seed=29), 110, -2, 42, angle=-6)
    paper.space(4)
    paper.rule()
    paper.heading("2. Embassy of the United Arab Emirates in Beijing", size=12.5)
    paper.text("Attestation No. UAE-BJ-2026-41907")
    paper.text("The Embassy of the United Arab Emirates in Beijing attests the seal and the signature of the China Council for the Promotion of International Trade above. The Embassy is not responsible for the content of the document.")
    paper.text("Beijing, 27 August 2026")
    paper.space(34)
    paper.text("Consular Section: ____________________ S. Al Ketbi")
    paper.over(seal.signature("S. Al Ketbi"), 36, 3.5, 38)
    paper.over(seal.round_stamp("EMBASSY OF THE UNITED ARAB EMIRATES", "BEIJING", ("CONSULAR", "SECTION"), seal.GREEN, seed=30), 104, 4, 44, angle=7)
    paper.over(seal.box_stamp(("UAE EMBASSY BEIJING", "FEE PAID", "27 AUG 2026"), seal.VIOLET, seed=32), 4, 14, 42, angle=-3)
    scan(paper.bytes(), evidence / "attestation CCPIT UAE embassy.pdf", when, title="Attestation CCPIT and UAE embassy", seed=41, angle=-0.5)


def commitment(evidence: Path) -> None:
    when = at(CST, 2026, 10, 17, 11, 20)
    paper = Paper("Commitment Letter", when, "x", family="Serif", size=11.5, margin=24 * mm, accent=colors.HexColor("#1c5896"))
    paper.letterhead(COMPANY, [ADDRESS, f"Business Licence No. {USCC}"], LOGO())
    paper.text("17 October 2026")
    paper.text("To: noon Seller Risk &amp; Compliance Team")
    paper.text(f"Case ID: {CASE_ID}<br/>Store: Lanchuan Kitchen (noon.com/ae)")
    paper.space(3)
    paper.centred("Commitment Letter", size=18, bold=True)
    paper.space(2)
    paper.text(f"We, {COMPANY}, refer to the notice of 12 October 2026, which names the violations DC-003 and DC-012.")
    paper.text(f"1. DC-003, SKU {GRINDER}: no branded product goes on sale before every link of its authorisation has been checked and uploaded.")
    paper.text(f"2. DC-012, SKUs {GRINDER} and {KETTLE}: every working day the tracking of each parcel is compared with noon, and a missing delivery scan is passed to the carrier on the same day.")
    paper.text("The measures have been in force since 15 October 2026. We commit that violations of the same kind will not happen again.")
    paper.space(20)
    paper.text(f"{COMPANY}<br/>Legal Representative: Luo Jiaming")
    paper.over(seal.signature("Luo Jiaming"), 0, 11, 52)
    paper.over(STAMP(), 66, -6, 42, angle=4)
    scan(paper.bytes(), evidence / "commitment letter signed.pdf", when, title="Commitment letter", seed=51, angle=0.7)


def sop(evidence: Path) -> None:
    procedure(
        evidence / "SOP-08 listing and tracking control.pdf", at(CST, 2026, 10, 15, 9, 30), company=COMPANY, logo=LOGO(), stamp=STAMP(),
        lines=[ADDRESS, f"Business Licence No. {USCC}"], number="SOP-08", title="Listing and tracking control",
        facts=[("In force since", "15 October 2026"), ("Applies to", "all branded products and all parcels of the store Lanchuan Kitchen"), ("Responsible", "Zhao Qing, catalogue department; He Li, logistics department")],
        steps=[
            "Before a branded product is listed, Zhao Qing checks every link of the authorisation from the trademark owner to our company and its period of validity, and uploads the papers with the listing.",
            "All brands on sale are checked again every 30 days. Measure: share of brands with complete authorisation documents, target 100%.",
            "Every working day at 10:00 GST (GMT+4) He Li compares the Aramex tracking with noon order by order.",
            "A missing delivery scan is passed to Aramex on the same day, with the delivery record.",
        ],
        history=(("Version", "Date", "Change"), [("1", "3 February 2025", "First issue. Tracking compared once a week (until 14 October 2026)"), ("2", "15 October 2026", "Check of authorisation before listing; tracking compared every working day")], (1, 2.2, 5)),
        words=("Steps", "History", "Approval"), signers=[("Prepared by", "Zhao Qing"), ("Approved by", "Luo Jiaming")],
    )  # fmt: skip
