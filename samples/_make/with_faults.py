"""with-faults: a noon ODR case that breaks about twenty rules at once; EXPECTED says which, and where to look."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from _make import photo, seal
from _make.browser import Window, png
from _make.carriers import ARAMEX, receipt, tracking_page, wordmark
from _make.folder import CST, GST, at, seller_images
from _make.fonts import font
from _make.paper import Paper
from _make.scan import scan

NOW = "2026-10-21T10:00:00+04:00"
ORDER, TRACKING, SKU = "NAEHF0071550926", "34213077519", "MM-BT770-PNK"
OTHER = "NAEHF0071561138"
SWAPPED, SWAPPED_TRACKING = "NAEHF0071550962", "34213077591"  # two digits changed places
COMPANY, COMPANY_ZH = "Dongguan Mumian Daily Goods Co., Ltd.", "东莞市木棉日用品有限公司"

CASE = """\
# 反面样例：故意写错的一份案卷，看 `appealdocs check` 会指出什么。错误清单见 ../with-faults.expected.yaml。
# The bad example: a case full of faults, to see what `appealdocs check` says. The list is in ../with-faults.expected.yaml.
procedure: noon-odr
reference: MM-ODR-2026-005
site: noon.com/ae
issue: delivered-not-received
category: home
received: 2026-09-28T09:00:00+04:00
deadline: 2026-10-05T23:59:00+04:00          # 已经过期 / long past
platform_case: ODR-7390121

seller:
  legal_name: Dongguan Mumian Daily Goods Co., Ltd.
  legal_name_zh: 东莞市木棉日用品有限公司
  store: Mumian Daily
  address: {zh: 广东省东莞市南城街道鸿福路9号, en: "9 Hongfu Road, Nancheng, Dongguan, Guangdong, China"}
  licence: {number: 91441900MA56F2KT3X, kind: business-licence, country: CN}   # 没有阿联酋执照 / no UAE trade licence
  representative:
    name: {zh: 谭晓峰, en: Tan Xiaofeng}
    title: {zh: 法定代表人, en: Legal Representative}
  email: mumian@mumian-daily.example
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png

orders:
  - id: NAEHF0071550926
    tracking: "34213077519"
    carrier: Aramex
    skus: [MM-BT770-PNK]
    ordered: 2026-09-03T21:14:00+04:00
    promised_dispatch: 2026-09-05T18:00:00+04:00
    label_created: 2026-09-05T10:20:00+04:00
    dispatched: 2026-09-05T16:30:00+04:00
    first_scan: 2026-09-05T11:05:00+04:00     # 比出库还早 / before the dispatch
    delivered: 2026-09-12T16:20:00+04:00
    complaint: 2026-09-14T09:10:00+04:00
    first_reply: 2026-09-17T18:00:00+04:00    # 超过 48 小时 / more than 48 hours
    amount: {value: 98.00, currency: AED}
    platform_status: In transit               # 后台没有同步 / not in step with the delivery
  - id: NAEHF0071561138                       # 一单一议：不能有第二个订单 / one ticket, one order
    tracking: "34213090284"
    carrier: Aramex
    skus: [MM-BT770-PNK]
    ordered: 2026-09-04T08:32:00+04:00
    dispatched: 2026-09-05T16:30:00+04:00
    delivered: 2026-09-13T11:45:00+04:00
    platform_status: Delivered

points:
  - title: {zh: 买家说没收到货, en: Delivered but reported missing}
    skus: [MM-BT770-PNK]
    date: 2026-09-14
    problem:
      - zh: 我们真的太冤枉了！！求求平台高抬贵手救救我们这家小店，订单 NAEHF0071550926 明明早就送到了！
        en: We are so terribly wronged!!! We beg you to have mercy on our poor little shop, order NAEHF0071550926 was delivered long ago!
        evidence: [E3]
    cause:
      - zh: 物流不可控，平台算法乱判，客服也不负责任。
        en: Logistics is beyond our control, your algorithm judges at random and your support staff is irresponsible.
      - zh: 包裹已于2026年9月12日 20:20（北京时间）签收。
        en: The parcel was 已签收 on 12 September 2026 at 20:20 Beijing time.
        evidence: [E1, E2]
    action:
      - zh: 我们已经联系了买家。
        en: We have contacted the buyer.
        evidence: [E3, E6]
      - zh: 我们已于2026年9月15日退款 89 迪拉姆。
        en: We refunded AED 89 on 15 September 2026.
        evidence: [E8]
    prevention:
      - zh: 以后我们一定会注意的。
        en: We will be more careful in future.

request:
  zh: 请尽快处理，谢谢！
  en: Please handle this as soon as possible, thank you!

evidence:
  - id: E1
    file: evidence/1.png
    type: tracking-page
    language: en
    order: NAEHF0071550926
    date: 2026-09-12
    shows: {zh: 轨迹, en: tracking}
  - id: E2
    file: evidence/POD.pdf
    type: delivery-receipt
    language: en
    order: NAEHF0071550926
    date: 2026-09-12
    shows: {zh: 签收证明, en: proof of delivery}
  - id: E3
    file: evidence/whatsapp chat.png
    type: buyer-messages
    language: en
    order: NAEHF0071550926
    date: 2026-09-17
    shows: {zh: 和买家的聊天, en: chat with the buyer}
  - id: E4
    file: evidence/order page.png
    type: platform-export
    language: en
    order: NAEHF0071550926
    date: 2026-09-28
    shows: {zh: 后台订单页, en: order page}
  - id: E5
    file: evidence/commitment scan.pdf
    type: commitment-letter
    language: en
    date: 2026-10-02
    shows: {zh: 承诺书, en: commitment letter}
  - id: E6
    file: evidence/messages two orders.png
    type: buyer-messages
    language: en
    order: NAEHF0071550926
    date: 2026-09-17
    shows: {zh: 站内信, en: messages}
  - id: E7
    file: evidence/parcel photo.jpg
    type: package-photo
    language: en
    order: NAEHF0071550926
    date: 2026-09-05
    shows: {zh: 包裹照片, en: photograph of the parcel}
  - id: E8
    file: evidence/refund.pdf
    type: refund-proof
    language: en
    order: NAEHF0071550926
    date: 2026-09-15
    shows: {zh: 退款凭证, en: proof of refund}
"""

EXPECTED = """\
# What `appealdocs check samples/with-faults` should find: the fault, where it was put, and the rule of the requirements.
# check 应当指出的问题 (made by make.py)
- {rule: common/deadline-passed, where: deadline, fault: the deadline was 5 October 2026}
- {rule: noon-odr/one-order-per-ticket, where: orders, fault: two orders in one ticket}
- {rule: noon-odr/seller-eligible, where: seller.licence, fault: "neither UAE trade licence nor KSA commercial registration"}
- {rule: common/evidence-timeline, where: orders, fault: first scan before the dispatch}
- {rule: noon-odr/first-reply-48h, where: orders, fault: first reply after 80 hours and 50 minutes}
- {rule: noon-odr/status-sync, where: orders, fault: delivered but still 'In transit' in Seller Center}
- {rule: noon-odr/signer-and-time, where: evidence/1.png, fault: no signer anywhere}
- {rule: common/no-emotional-language, where: points, fault: pleading and exclamation in Chinese and English}
- {rule: common/every-claim-has-evidence, where: points, fault: first cause and the prevention name no evidence}
- {rule: common/no-vague-attribution, where: points, fault: "'logistics is beyond our control', 'we have contacted the buyer'"}
- {rule: common/no-blaming-platform, where: points, fault: algorithm and support staff are accused}
- {rule: common/untranslated, where: points, fault: Chinese left in an English sentence}
- {rule: noon-odr/english-only, where: points, fault: the same}
- {rule: noon-odr/gst-times, where: points, fault: a time in Beijing time}
- {rule: common/explicit-request, where: request, fault: no order or right is named}
- {rule: noon-odr/screenshot-url-bar, where: evidence/1.png, fault: no address bar}
- {rule: common/evidence-matches-order, where: evidence/1.png, fault: "order NAEHF0071550962 and tracking number 34213077591: two digits changed places"}
- {rule: common/evidence-file-sound, where: evidence/POD.pdf, fault: a PNG named .pdf}
- {rule: common/accepted-channel, where: evidence/whatsapp chat.png, fault: WhatsApp}
- {rule: common/personal-data, where: evidence/whatsapp chat.png, fault: the buyer's telephone number}
- {rule: common/evidence-readable, where: evidence/order page.png, fault: small and blurred}
- {rule: common/one-order-per-file, where: evidence/messages two orders.png, fault: two orders in one screenshot}
- {rule: common/no-forgery, where: evidence/parcel photo.jpg, fault: saved with an image editor on 2 October 2026}
- {rule: common/unused-evidence, where: evidence/微信截图.png, fault: "not listed; E4, E5 and E7 are listed but no claim uses them"}
# Beyond the rules / 规则之外:
#   evidence/commitment scan.pdf is a grey scan (noon-deactivation/colour-stamp would refuse it)
#   the letter says AED 89, evidence/refund.pdf shows AED 98.00: the fact is contradicted, digits changed places
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    evidence.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder.parent / "with-faults.expected.yaml").write_text(EXPECTED, encoding="utf-8")
    logo = seal.logo("Mumian Daily", (190, 60, 110), "leaf")
    stamp = seal.company_seal(COMPANY_ZH, "4419000482165", seed=61)
    seller_images(folder, logo, stamp, "Tan Xiaofeng")
    _screens(evidence)
    _renamed(evidence)
    _whatsapp(evidence)
    _wechat(evidence)
    tag = photo.label("aramex", ARAMEX[1], TRACKING, (f"Order {ORDER}", f"SKU {SKU}", "0.61 kg   05 Sep 2026"))
    photo.save_photo(photo.parcel(tag, seed=63), evidence / "parcel photo.jpg", at(CST, 2026, 10, 2, 21, 40, 5), software="Adobe Photoshop 26.0 (Windows)")
    _papers(evidence, logo, stamp)


def _screens(evidence: Path) -> None:
    tracking_page(
        evidence / "1.png", ARAMEX, "", "", bar=False, menu=("Ship", "Track", "Support", "English"), title=f"Shipment {SWAPPED_TRACKING}", status="Delivered",
        facts=[("Shipment number", SWAPPED_TRACKING), ("Shipper reference", SWAPPED), ("Delivered", "12 September 2026, 16:20 GST (GMT+4)")],
        steps=[("12 September 2026, 16:20 GST", "Dubai", "Delivered"), ("12 September 2026, 08:40 GST", "Dubai", "Out for delivery"), ("5 September 2026, 11:05 GST", "Dongguan", "Received at origin facility, first scan")],
    )  # fmt: skip
    page = Window(f"https://seller.noon.com/messages/orders/{ORDER}?lang=en", "Messages | noon Seller Center", ground="#f5f5f5", icon="#feee00")
    page.band("noon Seller Center", "#feee00", "#1b1b1b", menu=("Orders", "Performance", "Messages", "Help & Support"))
    page.title(f"Messages - Order {ORDER}")
    page.bubble("Customer", "14 September 2026, 09:10 GST", "I did not get my bottle.", mine=False, fill="#ffffff")
    page.bubble("Mumian Daily", "17 September 2026, 18:00 GST", "Dear friend, it is delivered, please check again.", mine=True, fill="#e8f1ff")
    page.title(f"Messages - Order {OTHER}")
    page.bubble("Customer", "16 September 2026, 12:44 GST", "Where is my order?", mine=False, fill="#ffffff")
    page.bubble("Mumian Daily", "17 September 2026, 18:02 GST", "Dear friend, it is delivered, please check again.", mine=True, fill="#e8f1ff")
    png(page.shot(), evidence / "messages two orders.png")

    page = Window(f"https://seller.noon.com/orders/{ORDER}?tab=performance", "Order details | noon Seller Center", ground="#f5f5f5", icon="#feee00")
    page.band("noon Seller Center", "#feee00", "#1b1b1b", menu=("Orders", "Performance", "Messages", "Help & Support"))
    page.title(f"Order {ORDER}")
    page.badge("In transit", "#b7791f")
    page.card([("SKU", f"{SKU} (1 unit)"), ("Order placed", "3 September 2026, 21:14 GST"), ("Carrier and tracking", f"Aramex, {TRACKING}"), ("Order amount", "AED 98.00")])
    sharp = page.shot()
    small = sharp.resize((sharp.width * 2 // 7, sharp.height * 2 // 7), Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(1.5))
    png(small, evidence / "order page.png")


def _renamed(evidence: Path) -> None:
    """A picture of a delivery receipt, saved as PNG and given the name of a PDF."""
    from _make.scan import rasterise

    made = evidence / "POD.pdf"
    receipt(
        made, at(GST, 2026, 9, 12, 16, 25), ARAMEX, title="Proof of Delivery", producer="Aramex POD Service",
        rows=[("Shipment number", TRACKING), ("Shipper reference", ORDER), ("Delivered at", "12 September 2026, 16:20 GST (GMT+4)"), ("Received and signed by", "")],
        words="The consignee received the shipment in good order and condition.", signed=[("Courier ID 51102", "A. Kumar")],
        stamp=seal.box_stamp(("ARAMEX DUBAI", "DELIVERED", "12 SEP 2026"), seal.RED, seed=64),
    )  # fmt: skip
    page = rasterise(made.read_bytes(), 110)[0]
    buffer = io.BytesIO()
    page.quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    made.write_bytes(buffer.getvalue())


def _chat(size: tuple[int, int], head: str, title: str, title_role: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", size, "#efeae2")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], 44), fill=head)
    draw.text((28, 22), "18:21", font=font("sans-bold", 22), fill="white", anchor="lm")
    draw.rectangle((0, 44, size[0], 130), fill=head)
    draw.ellipse((60, 58, 118, 116), fill="#cfd8dc")
    draw.text((136, 87), title, font=font(title_role, 28), fill="white", anchor="lm")
    return image, draw


def _whatsapp(evidence: Path) -> None:
    image, draw = _chat((780, 1000), "#075e54", "WhatsApp  +971 50 000 0147", "sans-bold")
    draw.text((390, 168), "17 September 2026", font=font("sans", 20), fill="#54656f", anchor="mm")
    y = 210
    for mine, words, when in (
        (True, f"Hello dear, this is Mumian Daily, order {ORDER}.", "18:03"),
        (False, "Who gave you my number?", "18:05"),
        (True, "Your parcel is delivered, please close the claim my friend.", "18:06"),
        (False, "I got nothing. Call me on 050 000 0147.", "18:19"),
    ):
        face = font("sans", 24)
        width = min(660, int(draw.textlength(words, font=face)) + 120)
        lines, line = [], ""
        for word in words.split():
            if line and draw.textlength(f"{line} {word}", font=face) > width - 50:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
        height = 34 * len(lines) + 44
        x = 760 - width if mine else 20
        draw.rounded_rectangle((x, y, x + width, y + height), radius=16, fill="#d9fdd3" if mine else "white")
        for n, each in enumerate(lines):
            draw.text((x + 22, y + 14 + 34 * n), each, font=face, fill="#111b21")
        draw.text((x + width - 18, y + height - 12), when, font=font("sans", 17), fill="#667781", anchor="rs")
        y += height + 20
    png(image, evidence / "whatsapp chat.png", 64)


def _wechat(evidence: Path) -> None:
    image, draw = _chat((780, 620), "#3a3a3a", "货代小李", "han")
    y = 170
    for mine, words in ((True, "小李，这单到底签收没有？"), (False, "哥，显示签收了，签收人我再问问"), (True, "快点，平台那边要过期了")):
        face = font("han", 26)
        width = int(draw.textlength(words, font=face)) + 48
        x = 760 - width if mine else 20
        draw.rounded_rectangle((x, y, x + width, y + 70), radius=12, fill="#95ec69" if mine else "white")
        draw.text((x + 24, y + 35), words, font=face, fill="black", anchor="lm")
        y += 110
    png(image, evidence / "微信截图.png", 64)


def _papers(evidence: Path, logo: Image.Image, stamp: Image.Image) -> None:
    when = at(CST, 2026, 10, 2, 15, 30)
    paper = Paper("Commitment Letter", when, "x", family="Serif", size=11.5)
    paper.letterhead(COMPANY, ["9 Hongfu Road, Nancheng, Dongguan, Guangdong, China"], logo)
    paper.text("2 October 2026")
    paper.centred("Commitment Letter", size=18, bold=True)
    paper.text(f"To noon: we promise that order {ORDER} will be followed up.")
    paper.space(20)
    paper.text("Tan Xiaofeng<br/>Legal Representative")
    paper.over(seal.signature("Tan Xiaofeng"), 0, 12, 50)
    paper.over(stamp, 58, -4, 42, angle=5)
    scan(paper.bytes(), evidence / "commitment scan.pdf", when, title="Commitment letter", seed=65, grey=True)

    paper = Paper("Refund", at(GST, 2026, 9, 15, 12, 10), "noon Seller Center", footer="noon Seller Center · refund")
    paper.letterhead("noon Seller Center", ["Orders / Refunds"], wordmark(("noon", (60, 60, 60))), logo_mm=34)
    paper.heading("Refund confirmation")
    paper.pairs([("Order", ORDER), ("SKU", SKU), ("Refunded to the buyer", "AED 98.00"), ("Date", "15 September 2026"), ("Reference", "RF-26091588")])
    paper.save(evidence / "refund.pdf")
