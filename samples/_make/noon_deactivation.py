"""noon-deactivation: two codes, a branded product without uploaded authorisation and parcels without delivery scan."""

from __future__ import annotations

from pathlib import Path

from _make import noon_deactivation_papers as papers
from _make.folder import seller_images

NOW = "2026-10-20T11:00:00+04:00"

CASE = """\
# 样例 2：noon 店铺停用复核（DC-003 假货、DC-012 物流异常）。人物、公司和单据均为虚构。
# Sample 2: a noon account deactivation, two codes. Everything is invented; made by samples/make.py.
procedure: noon-deactivation
reference: LC-DEA-2026-003
site: noon.com/ae
category: home
issue: counterfeit                  # 逐条由 DC 代码决定 / the DC codes decide point by point
received: 2026-10-12T10:45:00+04:00
notice: notice.pdf                  # Case ID、期限和 Required Information 都在通知里 / all in the notice
platform_case: DEA-2026-0518823
account: {status: deactivated, verified: true, closure: platform}

seller:
  legal_name: Foshan Lanchuan Kitchenware Co., Ltd.
  legal_name_zh: 佛山市澜川厨具有限公司
  store: Lanchuan Kitchen
  address:
    zh: 广东省佛山市南海区狮山镇科韵路22号3栋
    en: Building 3, 22 Keyun Road, Shishan Town, Nanhai District, Foshan, Guangdong, China
  licence:
    number: 91440605MA53T9QX76
    kind: business-licence
    country: CN
    valid: {from: 2019-05-22, to: 2039-05-21}
  representative:
    name: {zh: 罗嘉铭, en: Luo Jiaming}
    title: {zh: 法定代表人, en: Legal Representative}
  email: compliance@lanchuan-kitchen.example
  phone: +86 757 5550 0188
  logo: seller/logo.png
  stamp: seller/stamp.png
  signature: seller/signature.png
  former_names: []                  # 空列表 = 明确声明“无” / an empty list says 'none'
  former_licences: []
  other_accounts: []

orders:                             # DC-012 点名的三单 / the three orders named under DC-012
  - id: NAEHF0071904412
    tracking: "34214870316"
    carrier: Aramex
    skus: [KD-MG200-BLK]
    ordered: 2026-09-17T20:31:00+04:00
    promised_dispatch: 2026-09-19T18:00:00+04:00
    label_created: 2026-09-18T10:02:00+04:00
    dispatched: 2026-09-18T16:10:00+04:00
    first_scan: 2026-09-18T21:35:00+04:00
    delivered: 2026-09-24T12:05:00+04:00
    signed_by: H. Rashid
    amount: {value: 119.00, currency: AED}
    platform_status: Delivered
  - id: NAEHF0071938875
    tracking: "34214902283"
    carrier: Aramex
    skus: [KD-KT090-SLV]
    ordered: 2026-09-20T09:14:00+04:00
    promised_dispatch: 2026-09-22T18:00:00+04:00
    label_created: 2026-09-21T09:48:00+04:00
    dispatched: 2026-09-21T16:05:00+04:00
    first_scan: 2026-09-21T20:50:00+04:00
    delivered: 2026-09-27T17:40:00+04:00
    signed_by: Maryam Saif
    amount: {value: 164.00, currency: AED}
    platform_status: Delivered
  - id: NAEHF0072001634
    tracking: "34214978851"
    carrier: Aramex
    skus: [KD-MG200-BLK]
    ordered: 2026-09-23T13:27:00+04:00
    promised_dispatch: 2026-09-25T18:00:00+04:00
    label_created: 2026-09-24T09:33:00+04:00
    dispatched: 2026-09-24T15:52:00+04:00
    first_scan: 2026-09-24T20:15:00+04:00
    delivered: 2026-09-30T10:25:00+04:00
    signed_by: J. Mathew
    amount: {value: 119.00, currency: AED}
    platform_status: Delivered

points:
  - code: DC-003
    title: {zh: 假货, en: Counterfeit product}
    clause: "Policy Violation Guidelines, section 4.1: A seller shall not list or sell a product bearing a trademark without the authorisation of the trademark owner."
    skus: [KD-MG200-BLK]
    date: 2026-10-08
    problem:
      - zh: 2026年10月12日的通知称，SKU KD-MG200-BLK 于2026年10月8日按 DC-003（假货）被处理。
        en: The notice of 12 October 2026 states that SKU KD-MG200-BLK was sanctioned under DC-003 (counterfeit product) on 8 October 2026.
    cause:
      - clause: authorisation-not-uploaded
        with:
          brand: Kaldrum
          authorisation: KD-LOA-2026-014
          from: 2026-01-01
          to: 2026-12-31
          sku: KD-MG200-BLK
          supplier: Zhongshan Yuanfeng Metalware Co., Ltd.
          units: 500
          listed: 2026-07-10
        evidence: [E1, E2, E5]
      - zh: 这批货来路清楚：批次 K260612 的发票 YF-2606-0418、送货单号 DPK364018827 和 SGS 报告 GZHT2607004412 对得上。   # 只有中文 / Chinese only
        evidence: [E1, E3, E4]
    action:
      - zh: 我们已于2026年10月13日把 SKU KD-MG200-BLK 下架，库存 212 件停止发货。
        en: On 13 October 2026 we took SKU KD-MG200-BLK off sale and stopped dispatch of the 212 units in stock.
        evidence: [E5]
        owner: {zh: 赵青（商品部）, en: "Zhao Qing, catalogue department"}
        by: 2026-10-13
      - zh: 现提交完整的授权链：商标权利人给工厂的 KD-MFG-2025-003 和给我们公司的 KD-LOA-2026-014；SGS 于2026年7月6日对批次 K260612 出具的报告结论为与品牌方样品一致。
        en: We now submit the complete chain of authorisation, KD-MFG-2025-003 from the trademark owner to the factory and KD-LOA-2026-014 to our company; the SGS report of 6 July 2026 on batch K260612 concludes that the goods are identical with the reference sample of the brand owner.
        evidence: [E2, E3]
      - zh: 营业执照的英文公证件已于2026年8月18日经贸促会、2026年8月27日经阿联酋驻华使馆认证。
        en: The notarised English translation of the business licence was attested by the CCPIT on 18 August 2026 and by the Embassy of the United Arab Emirates on 27 August 2026.
        evidence: [E9, E10]
    prevention:
      - clause: authorisation-checked-before-listing
        with: {from: 2026-10-15, owner: {zh: 赵青, en: Zhao Qing}, interval: 30, target: 100}
        evidence: [E12]
        owner: {zh: 赵青（商品部）, en: "Zhao Qing, catalogue department"}
        by: 2026-10-15
      - zh: 法定代表人罗嘉铭已于2026年10月17日签署整改承诺书。
        en: The legal representative, Luo Jiaming, signed the commitment letter on 17 October 2026.
        evidence: [E11]
        owner: {zh: 罗嘉铭（法定代表人）, en: "Luo Jiaming, legal representative"}
        by: 2026-10-17

  - code: DC-012
    title: {zh: 物流异常率超标, en: Logistics anomaly rate above the limit}
    clause: "Policy Violation Guidelines, section 6.2: The share of shipments without a delivery scan within 10 days of dispatch shall not exceed 5.0% in any period of 21 days."
    skus: [KD-MG200-BLK, KD-KT090-SLV]
    date: 2026-10-08
    problem:
      - zh: 通知称，2026年9月14日至10月4日的 40 个包裹中有 3 个没有妥投扫描，异常率为 7.5%，上限为 5.0%。
        en: The notice states that 3 of 40 shipments from 14 September to 4 October 2026 had no delivery scan, an anomaly rate of 7.5% against the limit of 5.0%.
    cause:
      - zh: 2026年9月22日至10月1日，Aramex 迪拜枢纽向 noon 回传状态的接口中断，这 3 个包裹已经妥投，但妥投扫描没有传到 noon。
        en: From 22 September to 1 October 2026 the status feed of the Aramex hub in Dubai to noon was interrupted; the 3 shipments had been delivered, but their delivery scans did not reach noon.
        evidence: [E6]
      - zh: 到2026年10月14日为止，我们每周只核对一次轨迹，所以没有及时发现这 3 个包裹缺少妥投扫描。
        en: Until 14 October 2026 we compared the tracking only once a week, so we did not notice in time that the delivery scans of these 3 shipments were missing.
        evidence: [E12]
    action:
      - zh: 订单 NAEHF0071904412 于2026年9月24日由 H. Rashid 签收，订单 NAEHF0071938875 于2026年9月27日由 Maryam Saif 签收，订单 NAEHF0072001634 于2026年9月30日由 J. Mathew 签收。
        en: Order NAEHF0071904412 was delivered on 24 September 2026 and signed for by H. Rashid, order NAEHF0071938875 on 27 September 2026 by Maryam Saif, and order NAEHF0072001634 on 30 September 2026 by J. Mathew.
        evidence: [E6, E7, E8, E13]
      - zh: 应我们要求，Aramex 已于2026年10月13日向 noon 补传这 3 条妥投扫描。
        en: At our request Aramex sent the 3 missing delivery scans to noon on 13 October 2026.
        evidence: [E6]
        owner: {zh: 何立（物流部）, en: "He Li, logistics department"}
        by: 2026-10-13
    prevention:
      - zh: 自2026年10月15日起，每个工作日 10:00 GST（GMT+4）把 Aramex 轨迹和 noon 后台逐单核对，缺少妥投扫描的当天提交 Aramex 处理。
        en: Since 15 October 2026 the Aramex tracking is compared with noon order by order every working day at 10:00 GST (GMT+4), and a missing delivery scan is passed to Aramex on the same day.
        evidence: [E12]
        owner: {zh: 何立（物流部）, en: "He Li, logistics department"}
        by: 2026-10-15

request:
  clause: request-restore-account
  with: {store: Lanchuan Kitchen, case_id: DEA-2026-0518823}
  evidence: [E9, E11]

evidence:
  - id: E1
    file: evidence/invoice YF-2606-0418.pdf
    type: invoice
    code: DC-003
    language: en
    date: 2026-06-18
    shows: {zh: SKU、批次、数量和送货单号, en: "SKU, batch, quantity and inbound tracking number"}
  - id: E2
    file: evidence/brand authorisation Kaldrum.pdf
    type: brand-authorisation
    code: DC-003
    language: en
    date: 2025-12-15
    valid: {from: 2026-01-01, to: 2026-12-31}
    shows: {zh: 权利人到工厂、再到我们公司的授权链, en: "chain from the trademark owner to the factory and to us"}
  - id: E3
    file: evidence/SGS report GZHT2607004412.pdf
    type: quality-report
    code: DC-003
    language: en
    date: 2026-07-06
    shows: {zh: 批次 K260612 的检测结论, en: result for batch K260612}
  - id: E4
    file: evidence/inbound waybill DPK364018827.pdf
    type: waybill
    code: DC-003
    language: en
    date: 2026-06-20
    tracking: DPK364018827          # 采购进货的单号，不属于任何订单 / belongs to no order
    shows: {zh: 同一批次的进货运单, en: inbound delivery of the same batch}
  - id: E5
    file: evidence/ERP listing record.pdf
    type: erp-export
    code: DC-003
    language: en
    date: 2026-10-13
    shows: {zh: 上架日期、未上传文件、下架日期和库存, en: "listed, no document uploaded, taken off sale, stock"}
  - id: E6
    file: evidence/Aramex statement.pdf
    type: carrier-statement
    code: DC-012
    language: en
    date: 2026-10-14
    shows: {zh: 接口中断时间和三单的签收, en: the interruption and the three deliveries}
  - id: E7
    file: evidence/tracking 34214870316.png
    type: tracking-page
    code: DC-012
    language: en
    order: NAEHF0071904412
    date: 2026-09-24
    shows: {zh: 真实签收, en: actual delivery with signer}
  - id: E8
    file: evidence/tracking 34214902283.png
    type: tracking-page
    code: DC-012
    language: en
    order: NAEHF0071938875
    date: 2026-09-27
    shows: {zh: 真实签收, en: actual delivery with signer}
  - id: E9
    file: evidence/business licence EN notarised.pdf
    type: business-licence
    language: en
    date: 2026-08-11
    valid: {from: 2019-05-22, to: 2039-05-21}
    shows: {zh: 英文公证件，彩色扫描, en: "notarised English translation, colour scan"}
  - id: E10
    file: evidence/attestation CCPIT UAE embassy.pdf
    type: attestation
    language: en
    date: 2026-08-27
    shows: {zh: 贸促会和阿联酋驻华使馆双认证, en: attestation by the CCPIT and by the UAE embassy}
  - id: E11
    file: evidence/commitment letter signed.pdf
    type: commitment-letter
    language: en
    date: 2026-10-17
    shows: {zh: 法定代表人签字并盖章，彩色扫描, en: "signed and stamped by the legal representative, colour scan"}
  - id: E12
    file: evidence/SOP-08 listing and tracking control.pdf
    type: sop
    language: en
    date: 2026-10-15
    shows: {zh: 授权核对和轨迹核对的新规程, en: new checks of authorisation and tracking}
  - id: E13
    file: evidence/tracking 34214978851.png
    type: tracking-page
    code: DC-012
    language: en
    order: NAEHF0072001634
    date: 2026-09-30
    shows: {zh: 真实签收, en: actual delivery with signer}
"""


def build(folder: Path) -> None:
    evidence = folder / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    seller_images(folder, papers.LOGO(), papers.STAMP(), "Luo Jiaming")
    papers.notice(folder / "notice.pdf")
    papers.invoice(evidence)
    papers.authorisation(evidence)
    papers.sgs(evidence)
    papers.inbound(evidence)
    papers.listing_record(evidence)
    papers.aramex(evidence)
    papers.licence(evidence)
    papers.attestation(evidence)
    papers.commitment(evidence)
    papers.sop(evidence)
