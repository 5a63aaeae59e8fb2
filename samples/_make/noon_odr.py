"""noon-odr: one order, late because customs held the carrier's consignment; claimed from the carrier."""

from __future__ import annotations

from pathlib import Path

from _make import carriers, seal
from _make.browser import Window, png
from _make.carriers import ARAMEX
from _make.folder import GST, at, procedure, seller_images
from _make.paper import Paper

NOW = "2026-10-09T10:00:00+04:00"
ORDER, TRACKING, SKU = "NAEHF0072516083", "34215608427", "QY-CB316-ACA"
COMPANY, COMPANY_ZH = "Ningbo Qingyu Homeware Co., Ltd.", "宁波青屿家居用品有限公司"
ADDRESS = "Building 6, 188 Lantian Road, Haishu District, Ningbo, Zhejiang, China"
SIGNER = "Noura Al Hammadi"

CASE = """\
# 样例 1：noon ODR 申诉（承运商清关延误）。人物、公司和单据均为虚构，由 samples/make.py 生成。
# Sample 1: a noon ODR ticket, late because of customs. Everything is invented; made by samples/make.py.
procedure: noon-odr
reference: QY-ODR-2026-014          # 我们自己的编号 / our own number
site: noon.com/ae
issue: customs-delay
category: home
received: 2026-10-06T09:00:00+04:00
platform_case: ODR-7428815

seller:
  legal_name: Ningbo Qingyu Homeware Co., Ltd.
  legal_name_zh: 宁波青屿家居用品有限公司
  store: Qingyu Home
  address:
    zh: 浙江省宁波市海曙区蓝天路188号6幢
    en: Building 6, 188 Lantian Road, Haishu District, Ningbo, Zhejiang, China
  licence:                          # 阿联酋贸易执照 / UAE trade licence
    number: "1184652"
    kind: trade-licence
    country: AE
    valid: {from: 2025-03-17, to: 2027-03-16}
  representative:
    name: {zh: 沈亦舟, en: Shen Yizhou}
    title: {zh: 法定代表人, en: Legal Representative}
  email: ops@qingyuhome.example
  phone: +86 574 5550 0132
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png

orders:
  - id: NAEHF0072516083
    tracking: "34215608427"
    carrier: Aramex
    skus: [QY-CB316-ACA]
    ordered: 2026-09-20T11:42:00+04:00
    promised_dispatch: 2026-09-22T18:00:00+04:00
    label_created: 2026-09-21T09:10:00+04:00
    dispatched: 2026-09-21T15:25:00+04:00
    first_scan: 2026-09-21T19:50:00+04:00
    delivered: 2026-10-05T13:18:00+04:00
    signed_by: Noura Al Hammadi
    complaint: 2026-10-01T10:35:00+04:00      # 送达之前投诉 / while the parcel was in customs
    first_reply: 2026-10-01T14:20:00+04:00
    amount: {value: 149.00, currency: AED}
    platform_status: Delivered

metric:                             # 后台 2026-10-06 的数值 / as Seller Center showed it
  name: Order Defect Rate
  value: 3.6
  unit: percent
  threshold: 3
  window_days: 30
  as_of: 2026-10-06
  valid_orders: 250

points:
  - title:
      zh: 承运商清关延误，送达晚于预计
      en: Late delivery because of a customs delay at the carrier
    skus: [QY-CB316-ACA]
    date: 2026-10-01
    problem:
      - zh: 买家于2026年10月1日 10:35 GST（GMT+4）投诉订单 NAEHF0072516083 还没送达，这一单被计为缺陷订单。
        en: On 1 October 2026 at 10:35 GST (GMT+4) the buyer complained that order NAEHF0072516083 had not arrived, and it was counted as a defect.
        evidence: [E3, E4]
    cause:
      - clause: carrier-customs-delay         # 条款库 / from the clause library
        with: {carrier: Aramex, place: Jebel Ali, days: 9, from: 2026-09-25, to: 2026-10-04}
        evidence: [E1, E5]
      - zh: 2026年9月24日至10月4日，Aramex 在 Jebel Ali 的清关平均用了 6.4 天，平时是 1.5 天；受影响的 58 票货里有 7 票是我们的。
        en: From 24 September to 4 October 2026 Aramex clearance at Jebel Ali took 6.4 days on average instead of 1.5 days; 7 of the 58 consignments affected were ours.
        evidence: [E5]
    action:
      - zh: 我们于2026年9月21日 15:25 GST（GMT+4）把包裹交给 Aramex，早于2026年9月22日的发货期限；首次扫描在当天 19:50 GST（GMT+4）。
        en: We handed the parcel to Aramex on 21 September 2026 at 15:25 GST (GMT+4), before the deadline of 22 September 2026; it was first scanned at 19:50 GST (GMT+4).
        evidence: [E1, E4, E7]
      - zh: 我们于2026年10月1日 14:20 GST（GMT+4）回复了买家；包裹于2026年10月5日 13:18 GST（GMT+4）由 Noura Al Hammadi 签收。
        en: We answered the buyer on 1 October 2026 at 14:20 GST (GMT+4); Noura Al Hammadi signed for the parcel on 5 October 2026 at 13:18 GST (GMT+4).
        evidence: [E2, E3]
      - zh: Aramex 已于2026年10月8日赔付我们 260 迪拉姆（CN-2610-4471）。     # 只有中文，由翻译环节处理 / Chinese only
        evidence: [E6]
    prevention:
      - zh: 自2026年10月9日起，清关超过 48 小时还没放行的包裹，我们当天向 Aramex 查询，并告诉买家。
        en: Since 9 October 2026 every parcel not released by customs within 48 hours is queried with Aramex on the same day, and the buyer is told.
        evidence: [E8]
        owner: {zh: 许然（物流主管）, en: "Xu Ran, logistics supervisor"}
        by: 2026-10-09
      - zh: 交运前，由第二个人按清单 CL-07 核对清关单据。     # 只有中文 / Chinese only
        evidence: [E8]
        owner: {zh: 许然（物流主管）, en: "Xu Ran, logistics supervisor"}
        by: 2026-10-09

request:
  zh: 请将订单 NAEHF0072516083 从订单缺陷率（ODR）统计中剔除。
  en: Please remove order NAEHF0072516083 from the Order Defect Rate (ODR) calculation.

evidence:
  - id: E1
    file: evidence/aramex tracking.png
    type: tracking-page
    language: en
    order: NAEHF0072516083
    date: 2026-10-05
    shows: {zh: Aramex 官网轨迹：首次扫描、清关起止、签收人, en: "Aramex website: first scan, customs from and to, signer"}
  - id: E2
    file: evidence/POD 34215608427.pdf
    type: delivery-receipt
    language: en
    order: NAEHF0072516083
    date: 2026-10-05
    shows: {zh: 签收人姓名、时间和签字, en: "signer's name, time and signature"}
  - id: E3
    file: evidence/noon messages.png
    type: buyer-messages
    language: en
    order: NAEHF0072516083
    date: 2026-10-01
    shows: {zh: 站内信和时间, en: messages in Seller Center with their times}
  - id: E4
    file: evidence/seller center order.png
    type: platform-export
    language: en
    order: NAEHF0072516083
    date: 2026-10-06
    shows: {zh: 后台订单页：发货期限、状态、计入 ODR, en: "order page: dispatch deadline, status, counted in ODR"}
  - id: E5
    file: evidence/aramex statement.pdf
    type: carrier-statement
    language: en
    date: 2026-10-07
    shows: {zh: 清关延误的原因、时间、票数, en: "the delay: place, period, number of consignments"}
  - id: E6
    file: evidence/credit note CN-2610-4471.pdf
    type: compensation-proof
    language: en
    date: 2026-10-08
    shows: {zh: 赔付金额和日期, en: amount and date of the compensation}
  - id: E7
    file: evidence/waybill.pdf
    type: waybill
    language: en
    order: NAEHF0072516083
    date: 2026-09-21
    shows: {zh: 面单和交接时间, en: label with the time of handover}
  - id: E8
    file: evidence/SOP-21 customs follow-up.pdf
    type: sop
    language: en
    date: 2026-10-09
    shows: {zh: 新的清关跟踪规程, en: the new working instruction}
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    logo = seal.logo("Qingyu Home", (46, 110, 90), "leaf")
    stamp = seal.company_seal(COMPANY_ZH, "3302030128846", seed=11)
    seller_images(folder, logo, stamp, "Shen Yizhou")
    _screens(evidence)
    _carrier_papers(evidence)
    procedure(
        evidence / "SOP-21 customs follow-up.pdf", at(GST, 2026, 10, 9, 8, 40), company=COMPANY, logo=logo, stamp=stamp,
        lines=[ADDRESS, "Trade Licence No. 1184652"],
        number="SOP-21", title="Follow-up of parcels in customs",
        facts=[("In force since", "9 October 2026"), ("Applies to", "all parcels to the United Arab Emirates"), ("Responsible", "Xu Ran, logistics supervisor")],
        steps=[
            "Before each handover a second person compares the customs documents with checklist CL-07 and signs the checklist.",
            "Every working day the operator lists the parcels presented to customs and not yet released.",
            "A parcel not released within 48 hours is queried with Aramex on the same day.",
            "On the same day the buyer is told in noon messages that the parcel is in customs, with the date of the query.",
        ],
        history=(("Version", "Date", "Change"), [("1", "2 March 2026", "First issue; weekly list of parcels in customs"), ("2", "9 October 2026", "Daily list, 48-hour limit, message to the buyer, second check with CL-07")], (1, 2, 5)),
        words=("Steps", "History", "Approval"),
        signers=[("Prepared by", "Xu Ran"), ("Approved by", "Shen Yizhou")],
    )  # fmt: skip


def _screens(evidence: Path) -> None:
    carriers.tracking_page(
        evidence / "aramex tracking.png", ARAMEX,
        f"https://www.aramex.com/ae/en/track/results?ShipmentNumber={TRACKING}", "Track shipment | Aramex",
        menu=("Ship", "Track", "Support", "English"), title=f"Shipment {TRACKING}", status="Delivered",
        facts=[
            ("Shipment number", TRACKING), ("Shipper reference", ORDER), ("Origin - destination", "Ningbo, China - Dubai, United Arab Emirates"),
            ("Delivered", "5 October 2026, 13:18 GST (GMT+4)"), ("Signed by", SIGNER),
        ],
        steps=[
            ("5 October 2026, 13:18 GST", "Dubai", f"Delivered, signed by {SIGNER}"),
            ("5 October 2026, 08:05 GST", "Dubai", "Out for delivery"),
            ("4 October 2026, 16:10 GST", "Jebel Ali", "Released by customs"),
            ("25 September 2026, 07:30 GST", "Jebel Ali", "Presented to customs, held for clearance"),
            ("24 September 2026, 22:15 GST", "Jebel Ali", "Arrived at destination country"),
            ("21 September 2026, 19:50 GST", "Ningbo", "Received at origin facility, first scan"),
            ("21 September 2026, 15:25 GST", "Ningbo", "Picked up from shipper"),
        ],
        note="All times are shown in GST (GMT+4).",
    )  # fmt: skip

    page = Window(f"https://seller.noon.com/messages/orders/{ORDER}?lang=en", "Messages | noon Seller Center", ground="#f5f5f5", icon="#feee00")
    page.band("noon Seller Center", "#feee00", "#1b1b1b", menu=("Orders", "Performance", "Messages", "Help & Support"))
    page.title(f"Messages - Order {ORDER}")
    page.crumb(f"SKU {SKU} · Acacia cutting board set, 3 pieces · times in GST (GMT+4)")
    page.bubble("Customer", "1 October 2026, 10:35 GST", "Hello, my order has not arrived. It was expected on 29 September and the tracking has not moved for six days. Where is it?", mine=False, fill="#ffffff")
    page.bubble("Qingyu Home", "1 October 2026, 14:20 GST", f"Hello, thank you for writing. Your parcel, Aramex {TRACKING}, was handed over on 21 September and has been with customs at Jebel Ali since 25 September. We have asked Aramex for the release date today and will write to you as soon as it moves.", mine=True, fill="#e8f1ff")
    page.bubble("Qingyu Home", "4 October 2026, 17:05 GST", "Good afternoon, customs released your parcel today at 16:10. Aramex plans the delivery for tomorrow, 5 October.", mine=True, fill="#e8f1ff")
    page.bubble("Customer", "5 October 2026, 15:02 GST", "Received it today, thank you.", mine=False, fill="#ffffff")
    png(page.shot(), evidence / "noon messages.png")

    page = Window(f"https://seller.noon.com/orders/{ORDER}?tab=performance", "Order details | noon Seller Center", ground="#f5f5f5", icon="#feee00")
    page.band("noon Seller Center", "#feee00", "#1b1b1b", menu=("Orders", "Performance", "Messages", "Help & Support"))
    page.title(f"Order {ORDER}")
    page.badge("Delivered", "#1a7f37")
    page.card([
        ("SKU", f"{SKU} (1 unit)"), ("Order placed", "20 September 2026, 11:42 GST"), ("Dispatch before", "22 September 2026, 18:00 GST"),
        ("Dispatched", "21 September 2026, 15:25 GST"), ("Carrier and tracking", f"Aramex, {TRACKING}"), ("Delivered", "5 October 2026, 13:18 GST"),
        ("Order amount", "AED 149.00"),
    ])  # fmt: skip
    page.title("Performance", size=20)
    page.card([("Counted in Order Defect Rate", "Yes - claim of 1 October 2026, 10:35 GST"), ("Order Defect Rate (30 days)", "3.6% on 6 October 2026 - target below 3% - 9 of 250 valid orders")], label_width=340)
    png(page.shot(), evidence / "seller center order.png")


def _carrier_papers(evidence: Path) -> None:
    desk = seal.box_stamp(("ARAMEX", "CUSTOMS SERVICE DESK", "07 OCT 2026"), seal.BLUE, seed=12)
    carriers.waybill(
        evidence / "waybill.pdf", at(GST, 2026, 9, 21, 9, 10), ARAMEX, title=f"Air waybill {TRACKING}", tracking=TRACKING, producer="Aramex ClickToShip",
        sender=("SHIPPER", f"{COMPANY}<br/>{ADDRESS}"), recipient=("CONSIGNEE", f"{SIGNER}<br/>Al Barsha 1, Dubai, United Arab Emirates"),
        rows=[
            ("Shipper reference", ORDER), ("Contents", f"SKU {SKU}, acacia cutting board set, 1 pc"), ("Weight / volume", "2.35 kg / 0.011 m³"),
            ("Label created", "21 September 2026, 09:10 GST (GMT+4)"), ("Handed over to carrier", "21 September 2026, 15:25 GST (GMT+4)"),
        ],
        signed=("Shipper", "Xu Ran"),
    )  # fmt: skip
    carriers.receipt(
        evidence / f"POD {TRACKING}.pdf", at(GST, 2026, 10, 5, 13, 20), ARAMEX, title="Proof of Delivery", producer="Aramex POD Service",
        rows=[
            ("Shipment number", TRACKING), ("Shipper reference", ORDER), ("Contents", f"SKU {SKU}, 1 pc"), ("Weight", "2.35 kg"),
            ("Delivered at", "5 October 2026, 13:18 GST (GMT+4)"), ("Place", "Dubai, United Arab Emirates"), ("Received and signed by", SIGNER), ("Relation", "Consignee"),
        ],
        words="The consignee received the shipment in good order and condition.",
        signed=[("Receiver", SIGNER), ("Courier ID 40718", "R. Thomas")],
        stamp=seal.box_stamp(("ARAMEX DUBAI", "DELIVERED", "05 OCT 2026"), seal.RED, seed=13),
    )  # fmt: skip
    carriers.statement(
        evidence / "aramex statement.pdf", at(GST, 2026, 10, 7, 16, 12), ARAMEX, title="Carrier statement ARX-CS-26-20817", producer="Microsoft Word for Microsoft 365",
        address=["Aramex", "Customs Service Desk", "Jebel Ali, Dubai, United Arab Emirates"],
        number="Reference: ARX-CS-26-20817", date="Date: 7 October 2026", to=["To:", f"<b>{COMPANY}</b>", "Ningbo, China"],
        subject="Statement on customs clearance at Jebel Ali",
        paragraphs=[
            "From 24 September 2026 to 4 October 2026, customs clearance of Aramex consignments at Jebel Ali took 6.4 days on average instead of the usual 1.5 days. The reason was an additional inspection of consignments from China. 58 consignments were affected, 7 of them sent by Ningbo Qingyu Homeware Co., Ltd.",
            "The consignment below is one of the 7. Its documents were handed over complete with the parcel on 21 September 2026; customs asked the shipper for no further document.",
        ],
        table=(("Shipment", "Shipper reference", "Presented to customs", "Released", "Days"), [(TRACKING, ORDER, "25 September 2026", "4 October 2026", "9")], (2, 2.6, 2.6, 2.2, 0.8)),
        after=["The delay arose at the carrier and at customs, not at the shipper. A claim for the delay has been accepted and will be settled by credit note."],
        closing="For and on behalf of Aramex", signer=("Maya Haddad", "Customs Service Desk, Team Leader"), stamp=desk,
        footer="Aramex · statement ARX-CS-26-20817",
    )  # fmt: skip
    paper = Paper("Credit note CN-2610-4471", at(GST, 2026, 10, 8, 11, 30), "Aramex Finance Portal", footer="Aramex · credit note CN-2610-4471")
    mark = carriers.wordmark(ARAMEX)
    paper.letterhead("Aramex", ["Claims and Finance", "Dubai, United Arab Emirates"], mark, logo_mm=48)
    paper.heading("Credit Note CN-2610-4471")
    paper.pairs([
        ("Date", "8 October 2026"), ("Account", COMPANY), ("Reason", "Compensation for delay in customs clearance, statement ARX-CS-26-20817"),
        ("Period", "24 September 2026 to 4 October 2026"), ("Consignments", "7"),
    ])  # fmt: skip
    paper.table(
        ("Item", "Quantity", "Rate", "Amount"),
        [("Delay compensation per consignment", "6", "AED 35.00", "AED 210.00"), (f"Delay compensation, shipment {TRACKING} (9 days)", "1", "AED 50.00", "AED 50.00"), ("Total credited", "7", "", "AED 260.00")],
        (5, 1.4, 1.6, 1.8), right=(1, 2, 3), total=True,
    )  # fmt: skip
    paper.text("The amount of AED 260.00 was paid to the account on 8 October 2026.")
    paper.space(12)
    paper.text("__________________________<br/><b>Samir Nasser</b><br/>Claims and Finance")
    paper.over(seal.signature("Samir Nasser"), 2, 13, 44)
    paper.over(seal.box_stamp(("ARAMEX", "CLAIMS - PAID", "08 OCT 2026"), seal.BLUE, seed=14), 84, 8, 42, angle=-5)
    paper.save(evidence / "credit note CN-2610-4471.pdf")
