"""performance-appeal: an A-to-z claim on a parcel that was delivered; the second submission after a rejection with two reasons."""

from __future__ import annotations

import hashlib
from pathlib import Path

from _make import carriers, photo, seal
from _make.browser import Window, png
from _make.carriers import YUNEXPRESS
from _make.folder import UTC, at, procedure, seller_images
from _make.paper import Paper, colors

NOW = "2026-10-16T09:00:00+00:00"
ORDER, TRACKING, SKU = "112-7304518-2296637", "YT26271830145562", "BL-HT210-GRN"
COMPANY, COMPANY_ZH = "Xiamen Bolan Outdoor Products Co., Ltd.", "厦门泊澜户外用品有限公司"
ADDRESS = "Room 1203, 66 Xinglin Bay Road, Jimei District, Xiamen, Fujian, China"
SIGNER = "D. Whitlock"

CASE = """\
# 样例 5：亚马逊绩效申诉（A-to-z 索赔与证据不符），首次被驳回后的新 Case。人物、公司和单据均为虚构。
# Sample 5: an Amazon performance appeal, a new case after a rejection. Everything is invented; made by samples/make.py.
procedure: performance-appeal
platform: amazon
reference: BL-AMZ-2026-022
site: amazon.com
issue: unjust-claim
category: home
received: 2026-10-12T20:15:00+00:00
notice: notice.pdf                       # 期限和 Required Information 在通知里 / deadline and required information
platform_case: "15204776310"             # 新开的 Case / the new case
account: {status: active, verified: true}

seller:
  legal_name: Xiamen Bolan Outdoor Products Co., Ltd.
  legal_name_zh: 厦门泊澜户外用品有限公司
  store: Bolan Outdoor
  address:
    zh: 福建省厦门市集美区杏林湾路66号1203室
    en: Room 1203, 66 Xinglin Bay Road, Jimei District, Xiamen, Fujian, China
  licence:
    number: 91350203MA34W8RB4A
    kind: business-licence
    country: CN
    valid: {from: 2020-08-19, to: 2040-08-18}
  representative:
    name: {zh: 叶舟, en: Ye Zhou}
    title: {zh: 法定代表人, en: Legal Representative}
  email: appeals@bolan-outdoor.example
  phone: +86 592 5550 0175
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png

orders:
  - id: 112-7304518-2296637
    tracking: YT26271830145562
    carrier: YunExpress
    skus: [BL-HT210-GRN]
    ordered: 2026-09-24T15:20:00+00:00
    promised_dispatch: 2026-09-28T23:59:00+00:00
    label_created: 2026-09-25T08:05:00+00:00
    dispatched: 2026-09-25T10:40:00+00:00
    first_scan: 2026-09-25T13:55:00+00:00     # 发货后 24 小时内可见 / visible within 24 hours
    delivered: 2026-10-06T18:42:00+00:00
    signed_by: D. Whitlock
    complaint: 2026-10-09T16:10:00+00:00
    first_reply: 2026-10-09T19:30:00+00:00
    amount: {value: 39.99, currency: USD}
    platform_status: Delivered

metric:
  name: Order Defect Rate
  value: 1.12
  unit: percent
  threshold: 1
  window_days: 60
  as_of: 2026-10-12
  valid_orders: 268

rejection:                               # 上一个 Case 的驳回理由，逐条回应 / each reason is answered under its number
  file: rejection.pdf
  platform_case: "15200418836"
  reasons:
    - {number: 1, text: Evidence does not match order ID}
    - {number: 2, text: Proof of delivery with the recipient's name is missing}

points:
  - code: "1"
    title: {zh: 轨迹截图与订单对应, en: Tracking record matched to the order}
    skus: [BL-HT210-GRN]
    date: 2026-10-09
    problem:
      - zh: 买家于2026年10月9日就订单 112-7304518-2296637 发起金额为 39.99 美元的 A-to-z 索赔，称没有收货；索赔于2026年10月12日成立，计入订单缺陷率。
        en: On 9 October 2026 the buyer opened an A-to-z claim of USD 39.99 on order 112-7304518-2296637, stating that the item was not received; on 12 October 2026 the claim was granted and counted in the Order Defect Rate.
        evidence: [E6]
    cause:
      - zh: 我们2026年10月13日第一次提交的轨迹截图裁掉了上半部分，看不到订单号和运单号，所以无法和订单对上。
        en: The tracking screenshot in our first submission of 13 October 2026 was cut off at the top and showed neither the order ID nor the tracking number, so it could not be matched to the order.
        evidence: [E9]
    action:
      - zh: 现提交 YunExpress 官网整页截图、面单、出库记录和包裹照片，都写明订单 112-7304518-2296637 和运单 YT26271830145562；包裹于2026年9月25日出库并在当天首次扫描。
        en: We now submit the whole YunExpress page, the label, the outbound record and the photograph of the parcel, which all name order 112-7304518-2296637 and tracking number YT26271830145562; the parcel was dispatched and first scanned on 25 September 2026.
        evidence: [E1, E2, E3, E10]
    prevention:
      - zh: 自2026年10月16日起，每次提交前由第二个人按清单 QC-3 核对每份证据上的订单号和运单号。      # 只有中文 / Chinese only
        evidence: [E8]
        owner: {zh: 陈琳（客服主管）, en: "Chen Lin, customer service supervisor"}
        by: 2026-10-16

  - code: "2"
    title: {zh: 带收件人姓名的妥投证明, en: Proof of delivery with the recipient's name}
    skus: [BL-HT210-GRN]
    date: 2026-10-09
    problem:
      - zh: 驳回理由 2 指出，缺少带收件人姓名的妥投证明。
        en: Reason 2 of the rejection states that the proof of delivery with the recipient's name is missing.
    cause:
      - zh: 包裹已于2026年10月6日送达，由 D. Whitlock 签收；2026年10月11日买家在站内信里说，包裹一直在前台，已经拿到了。
        en: The parcel was delivered on 6 October 2026 and signed for by D. Whitlock; on 11 October 2026 the buyer wrote in Amazon messages that the parcel had been at the front desk and was now with the buyer.
        evidence: [E4, E5]
    action:
      - clause: delivery-trace-confirmed
        with:
          opened: 2026-10-14
          owner: {zh: 闻浩, en: Wen Hao}
          trace: YQ-771903
          carrier: YunExpress
          order: 112-7304518-2296637
          answered: 2026-10-15
        evidence: [E7]
      - zh: 2026年10月9日，我们在亚马逊站内信里回复了买家，给出签收人姓名和妥投日期。      # 只有中文 / Chinese only
        evidence: [E5]
    prevention:
      - zh: 自2026年10月16日起，带签收人姓名和时间的妥投证明在妥投后 3 天内归档，每周抽查 20 单。
        en: Since 16 October 2026 the proof of delivery with signer and time is filed within 3 days of delivery, and 20 orders are sampled every week.
        evidence: [E8]
        owner: {zh: 陈琳（客服主管）, en: "Chen Lin, customer service supervisor"}
        by: 2026-10-16

request:
  zh: 请将订单 112-7304518-2296637 从订单缺陷率中剔除，并退回该索赔扣除的 39.99 美元。
  en: Please remove order 112-7304518-2296637 from the Order Defect Rate and return the USD 39.99 debited for the claim.

evidence:
  - id: E1
    file: evidence/yunexpress tracking.png
    type: tracking-page
    language: en
    order: 112-7304518-2296637
    date: 2026-10-06
    shows: {zh: 整页轨迹：订单号、首次扫描、签收人, en: "whole page: order ID, first scan, signer"}
  - id: E2
    file: evidence/label YT26271830145562.pdf
    type: waybill
    language: en
    order: 112-7304518-2296637
    date: 2026-09-25
    shows: {zh: 面单, en: shipping label}
  - id: E3
    file: evidence/ERP outbound 112-7304518-2296637.pdf
    type: outbound-record
    language: en
    order: 112-7304518-2296637
    date: 2026-09-25
    shows: {zh: 出库时间、操作员、照片哈希值, en: "time of dispatch, operator, hash of the photograph"}
  - id: E4
    file: evidence/POD YT26271830145562.pdf
    type: delivery-receipt
    language: en
    order: 112-7304518-2296637
    date: 2026-10-06
    shows: {zh: 收件人姓名、时间和签字, en: "recipient's name, time and signature"}
  - id: E5
    file: evidence/amazon messages.png
    type: buyer-messages
    code: "3"                            # 通知 Required Information 第 3 项 / item 3 of the notice's list
    language: en
    order: 112-7304518-2296637
    date: 2026-10-11
    shows: {zh: 买家确认已拿到包裹, en: the buyer confirms having the parcel}
  - id: E6
    file: evidence/a-to-z claim.png
    type: platform-export
    language: en
    order: 112-7304518-2296637
    date: 2026-10-12
    shows: {zh: 索赔金额、日期和结果, en: "amount, dates and outcome of the claim"}
  - id: E7
    file: evidence/yunexpress trace YQ-771903.pdf
    type: carrier-statement
    language: en
    date: 2026-10-15
    shows: {zh: 承运商查件答复, en: carrier's answer to the trace}
  - id: E8
    file: evidence/SOP-17 evidence and POD.pdf
    type: sop
    language: en
    date: 2026-10-16
    shows: {zh: 证据核对和妥投证明归档规程, en: check of evidence and filing of proofs of delivery}
  - id: E9
    file: evidence/case log 15200418836.png
    type: confirmation
    language: en
    order: 112-7304518-2296637
    date: 2026-10-13
    shows: {zh: 第一次提交的内容, en: what the first submission contained}
  - id: E10
    file: evidence/parcel 112-7304518-2296637.jpg
    type: package-photo
    language: en
    order: 112-7304518-2296637
    date: 2026-09-25
    shows: {zh: 贴好面单的包裹, en: the parcel with its label}
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    logo = seal.logo("Bolan Outdoor", (40, 90, 60), "hill")
    stamp = seal.company_seal(COMPANY_ZH, "3502031174620", seed=51)
    seller_images(folder, logo, stamp, "Ye Zhou")
    _platform(folder)
    _screens(evidence)
    _papers(evidence, logo, stamp)
    procedure(
        evidence / "SOP-17 evidence and POD.pdf", at(UTC, 2026, 10, 16, 2, 15), company=COMPANY, logo=logo, stamp=stamp,
        lines=[ADDRESS, "Business Licence No. 91350203MA34W8RB4A"], number="SOP-17", title="Evidence and proof of delivery",
        facts=[("In force since", "16 October 2026"), ("Applies to", "all orders of the store Bolan Outdoor on amazon.com"), ("Responsible", "Chen Lin, customer service supervisor")],
        steps=[
            "Before each submission a second person compares the order ID and the tracking number on every piece of evidence with checklist QC-3 and signs it.",
            "Screenshots show the whole page with the address bar.",
            "The proof of delivery with signer and time is filed within 3 days of delivery.",
            "Every week 20 orders are sampled; a missing proof is requested from the carrier on the same day.",
        ],
        history=(("Version", "Date", "Change"), [("1", "14 April 2026", "First issue"), ("2", "16 October 2026", "Second person and checklist QC-3; filing within 3 days, weekly sample of 20 orders")], (1, 2.2, 5)),
        words=("Steps", "History", "Approval"), signers=[("Prepared by", "Chen Lin"), ("Approved by", "Ye Zhou")],
    )  # fmt: skip


def _platform(folder: Path) -> None:
    mark = carriers.wordmark(("amazon", (35, 47, 62)))
    paper = Paper("Account Health notification", at(UTC, 2026, 10, 12, 20, 12), "Amazon Seller Central", footer="Amazon Seller Central · Account Health", accent=colors.HexColor("#ff9900"))
    paper.letterhead("Amazon Seller Performance", ["amazon.com"], mark, logo_mm=38)
    paper.heading("Account Health notification: Order Defect Rate")
    paper.pairs([
        ("Store", "Bolan Outdoor"), ("Date", "12 October 2026, 20:12 UTC"), ("Metric", "Order Defect Rate (60 days)"), ("Value", "1.12% (3 of 268 orders)"), ("Target", "under 1%"),
        ("Order", ORDER), ("Reason", "A-to-z Guarantee claim granted on 12 October 2026, USD 39.99"), ("Submit appeal by", "2026-10-28"),
    ])  # fmt: skip
    paper.text("If you believe that this order should not count in your Order Defect Rate, submit an appeal in Account Health.")
    paper.heading("Required Information", size=11.5)
    for n, words in enumerate([
        "Explain why this happened: the root cause and the steps you have taken to prevent it.",
        "Provide evidence of delivery that matches the order ID.",
        "Provide your messages with the buyer on Amazon.",
    ], 1):  # fmt: skip
        paper.text(f"{n}. {words}", leftIndent=14, firstLineIndent=-14)
    paper.boxed(["Files: PDF or ZIP, up to 10 MB each."], size=9)
    paper.save(folder / "notice.pdf")

    paper = Paper("Appeal Rejection Summary", at(UTC, 2026, 10, 14, 17, 2), "Amazon Seller Central", footer="Amazon Seller Central · Appeal Rejection Summary", accent=colors.HexColor("#ff9900"))
    paper.letterhead("Amazon Seller Performance", ["amazon.com"], mark, logo_mm=38)
    paper.heading("Appeal Rejection Summary")
    paper.pairs([("Case ID", "15200418836"), ("Store", "Bolan Outdoor"), ("Order", ORDER), ("Submitted", "13 October 2026"), ("Decision", "Rejected, 14 October 2026, 17:02 UTC")])
    paper.text("Your appeal was rejected for the following reasons:")
    paper.text('<font color="#b12704">1. Evidence does not match order ID</font>', leftIndent=14, firstLineIndent=-14)
    paper.text('<font color="#b12704">2. Proof of delivery with the recipient\'s name is missing</font>', leftIndent=14, firstLineIndent=-14)
    paper.text("You may submit a new case that answers each reason.")
    paper.save(folder / "rejection.pdf")


def _screens(evidence: Path) -> None:
    carriers.tracking_page(
        evidence / "yunexpress tracking.png", YUNEXPRESS, f"https://www.yuntrack.com/parcelTracking?id={TRACKING}", "Parcel tracking | YunExpress",
        menu=("Services", "Tracking", "Contact", "English"), title=f"Parcel {TRACKING}", status="Delivered",
        facts=[
            ("Tracking number", TRACKING), ("Reference (order ID)", ORDER), ("Origin - destination", "Xiamen, China - Portland, OR, United States"),
            ("Delivered", "6 October 2026, 18:42 UTC"), ("Signed by", SIGNER),
        ],
        steps=[
            ("6 October 2026, 18:42 UTC", "Portland, OR", f"Delivered, front desk, signed by {SIGNER}"),
            ("6 October 2026, 14:20 UTC", "Portland, OR", "Out for delivery"),
            ("3 October 2026, 22:05 UTC", "Los Angeles, CA", "Released by customs"),
            ("1 October 2026, 09:30 UTC", "Los Angeles, CA", "Arrived at destination country"),
            ("25 September 2026, 13:55 UTC", "Xiamen", "Received at facility, first scan"),
            ("25 September 2026, 10:40 UTC", "Xiamen", "Picked up from shipper"),
        ],
        note="All times are shown in UTC.",
    )  # fmt: skip

    page = Window(f"https://sellercentral.amazon.com/messaging/inbox?orderId={ORDER}", "Buyer-Seller Messages", ground="#f3f4f4", icon="#ff9900")
    page.band("amazon seller central", "#232f3e", menu=("Orders", "Performance", "Messages", "Help"))
    page.title(f"Buyer-Seller Messages - Order {ORDER}")
    page.crumb(f"SKU {SKU} · times in UTC")
    page.bubble("Buyer", "9 October 2026, 16:14 UTC", "I have not received my hammock and the claim is open. Please refund.", mine=False, fill="#ffffff")
    page.bubble("Bolan Outdoor", "9 October 2026, 19:30 UTC", f"Hello, thank you for your message. YunExpress {TRACKING} was delivered on 6 October 2026 and signed for by {SIGNER} at the front desk. Could you please ask there? The delivery record is attached.", mine=True, fill="#e7f4fa")
    page.bubble("Buyer", "11 October 2026, 21:05 UTC", "You were right, the parcel had been at the front desk since Tuesday. I have it now. Sorry about the claim.", mine=False, fill="#ffffff")
    page.bubble("Bolan Outdoor", "11 October 2026, 22:40 UTC", "Thank you for letting us know, and enjoy the hammock.", mine=True, fill="#e7f4fa")
    png(page.shot(), evidence / "amazon messages.png")

    page = Window(f"https://sellercentral.amazon.com/atoz-guarantee/claims/details?orderId={ORDER}", "A-to-z Guarantee claims", ground="#f3f4f4", icon="#ff9900")
    page.band("amazon seller central", "#232f3e", menu=("Orders", "Performance", "Messages", "Help"))
    page.title("A-to-z Guarantee claim")
    page.badge("Granted - counts in Order Defect Rate", "#b12704")
    page.card([
        ("Order ID", ORDER), ("SKU", f"{SKU} (1 unit)"), ("Claim reason", "Item not received"), ("Claim amount", "USD 39.99"), ("Claim opened", "9 October 2026, 16:10 UTC"),
        ("Decision", "Granted on 12 October 2026, USD 39.99 debited"), ("Ship by", "28 September 2026"), ("Shipped", "25 September 2026, YunExpress " + TRACKING),
    ])  # fmt: skip
    png(page.shot(), evidence / "a-to-z claim.png")

    page = Window("https://sellercentral.amazon.com/cu/case-dashboard/view-case?caseID=15200418836", "Case log", ground="#f3f4f4", icon="#ff9900")
    page.band("amazon seller central", "#232f3e", menu=("Orders", "Performance", "Messages", "Help"))
    page.title("Case 15200418836")
    page.badge("Closed - appeal rejected", "#b12704")
    page.card([("Subject", f"Order Defect Rate appeal, order {ORDER}"), ("Submitted", "13 October 2026, 08:20 UTC"), ("Decision", "14 October 2026, 17:02 UTC - rejected")])
    page.title("Attachments of 13 October 2026", size=20)
    page.table(("File", "Size", "Shows"), [("tracking_crop.jpg", "61 KB", "lower half of a tracking page, no order ID, no tracking number"), ("explanation.pdf", "88 KB", "one page of text")], (2, 1, 5))
    png(page.shot(), evidence / "case log 15200418836.png")


def _papers(evidence: Path, logo: object, stamp: object) -> None:
    tag = photo.label("YunExpress", YUNEXPRESS[1], TRACKING, (f"Order {ORDER}", f"SKU {SKU}", "0.92 kg   25 Sep 2026", "Portland, OR, United States"))
    picture = evidence / f"parcel {ORDER}.jpg"
    photo.save_photo(photo.parcel(tag, seed=53), picture, at(UTC, 2026, 9, 25, 9, 48, 31), camera="OPPO A3 Pro")
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    carriers.waybill(
        evidence / f"label {TRACKING}.pdf", at(UTC, 2026, 9, 25, 8, 5), YUNEXPRESS, title=f"Shipping label {TRACKING}", tracking=TRACKING, producer="YunExpress Label 6",
        sender=("FROM", f"{COMPANY}<br/>{ADDRESS}"), recipient=("TO", f"{SIGNER}<br/>Portland, OR, United States"),
        rows=[
            ("Carrier", "YunExpress"), ("Order ID", ORDER), ("Contents", f"SKU {SKU}, camping hammock with tree straps, 1 pc"), ("Weight / volume", "0.92 kg / 0.006 m³"),
            ("Label created", "25 September 2026, 08:05 UTC"), ("Handed over to carrier", "25 September 2026, 10:40 UTC"),
        ],
        signed=("Shipper", "Wen Hao"),
    )  # fmt: skip
    paper = Paper("ERP outbound record", at(UTC, 2026, 9, 25, 10, 41), "Bolan ERP 3.9", author=COMPANY, footer=f"{COMPANY} · ERP outbound record")
    paper.letterhead(COMPANY, [ADDRESS], logo)
    paper.heading("ERP outbound record")
    paper.pairs([("Order ID", ORDER), ("SKU", SKU), ("Tracking number", f"{TRACKING} (YunExpress)"), ("Dispatched", "25 September 2026, 10:40 UTC"), ("Operator", "OP-0118"), ("Weight", "0.92 kg")])
    paper.table(
        ("Time (UTC)", "Event", "Operator"),
        [
            ("25 September 2026, 08:05:12", "Label created", "OP-0118"), ("25 September 2026, 09:44:20", f"Item scanned: SKU {SKU}", "OP-0118"),
            ("25 September 2026, 09:48:31", "Parcel weighed (0.92 kg) and photographed", "OP-0118"), ("25 September 2026, 10:40:00", "Handed over to YunExpress", "OP-0118"),
        ],
        (2.6, 4.6, 1.3), size=9,
    )  # fmt: skip
    paper.text(f"SHA-256 of the package photo, file 'parcel {ORDER}.jpg':", spaceAfter=2)
    paper.text(f'<font name="Mono" size="9">{digest}</font>')
    paper.space(20)
    paper.text("Operator: ____________________ &nbsp; <b>OP-0118, Su Yan</b>")
    paper.over(seal.signature("Su Yan"), 22, 3.2, 36)
    paper.over(stamp, 116, -16, 40, angle=7)
    paper.save(evidence / f"ERP outbound {ORDER}.pdf")
    carriers.receipt(
        evidence / f"POD {TRACKING}.pdf", at(UTC, 2026, 10, 6, 18, 45), YUNEXPRESS, title="Proof of Delivery", producer="YunExpress POD",
        rows=[
            ("Tracking number", TRACKING), ("Order ID", ORDER), ("Contents", f"SKU {SKU}, 1 pc"), ("Weight", "0.92 kg"), ("Delivered at", "6 October 2026, 18:42 UTC"),
            ("Place", "Portland, OR, front desk"), ("Received and signed by", SIGNER),
        ],
        words="The parcel was received in good condition.", signed=[("Recipient", SIGNER), ("Driver 2207", "M. Ortega")],
        stamp=seal.box_stamp(("YUNEXPRESS US", "DELIVERED", "06 OCT 2026"), seal.BLUE, seed=54),
    )  # fmt: skip
    carriers.statement(
        evidence / "yunexpress trace YQ-771903.pdf", at(UTC, 2026, 10, 15, 7, 50), YUNEXPRESS, title="Answer to trace YQ-771903", producer="YunExpress OA",
        address=["YunExpress", "Customer Service, North America line", "Shenzhen, China"], number="Trace No. YQ-771903", date="Date: 15 October 2026", to=["To:", f"<b>{COMPANY}</b>", "Attn: Wen Hao"],
        subject="Answer to your trace request of 14 October 2026",
        paragraphs=["On 14 October 2026 you opened trace YQ-771903 for the parcel below. We have checked it with the delivery partner and confirm that the parcel was delivered and signed for:"],
        table=(("Tracking number", "Order ID", "Delivered", "Signed by"), [(TRACKING, ORDER, "6 October 2026, 18:42 UTC", SIGNER)], (2.2, 2.4, 2.6, 1.6)),
        after=["The parcel was first scanned on 25 September 2026, 13:55 UTC. No loss or damage was reported to us."],
        closing="For YunExpress", signer=("Qiu Ting", "Customer Service, Team Leader"), stamp=seal.box_stamp(("YUNEXPRESS", "CUSTOMER SERVICE", "15 OCT 2026"), seal.RED, seed=55),
        footer="YunExpress · trace YQ-771903",
    )  # fmt: skip
