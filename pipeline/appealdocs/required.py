"""What the items of a notice's 'Required Information' ask for, by their words: shared by the letter's table and its rule."""

from __future__ import annotations

import re

from appealdocs.expressions import compiled

WANTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # what an item asks for by its words; the part that answers it; the evidence types that prove it
    (r"root\s+cause|why\s+(?:this|it|did)|reason\s+for|caus|原因|причин", "cause", ()),
    (r"prevent|recur|future|avoid|plan\s+of\s+action|action\s+plan|预防|防止|避免|改进计划|整改计划|предотвра|план\s+мер", "prevention", ()),
    (r"action\w*\s+(?:you\s+have\s+)?taken|steps?\s+(?:you\s+have\s+)?taken|corrective|correct|resolve|措施|行动|整改|меры", "action", ()),
    (r"invoice|receipt\s+(?:from|of)\s+(?:the\s+)?suppl|supply\s+chain|发票|инвойс|счёт|счет", "", ("invoice",)),
    (r"authori[sz]ation|letter\s+of\s+authority|brand|授权|правообладател", "", ("brand-authorisation",)),
    (r"quality\s+report|test\s+report|inspection|\bSGS\b|\bISO\b|质检|检测|отчёт\s+о\s+качеств", "", ("quality-report",)),
    (r"proof\s+of\s+delivery|\bPOD\b|signed\s+(?:for|receipt|proof|delivery)|签收|妥投|вручен", "", ("delivery-receipt", "tracking-page")),
    (r"tracking|shipment|shipping|dispatch|waybill|label|物流|轨迹|面单|发货|отслежив|накладн|отгруз", "",
     ("tracking-page", "waybill", "outbound-record", "delivery-receipt")),
    (r"buyer|customer\s+(?:message|communication)|message|correspondence|站内信|沟通|переписк", "", ("buyer-messages",)),
    (r"licen[cs]e|registration\s+certificate|commercial\s+registration|营业执照|лиценз", "", ("business-licence", "registration")),
    (r"attest|embassy|legali[sz]|认证|легализ", "", ("attestation",)),
    (r"commitment|undertaking|承诺|обязательств", "", ("commitment-letter",)),
    (r"carrier|承运商|перевозчик", "", ("carrier-statement", "tracking-page", "waybill")),
    (r"refund|退款|возврат", "", ("refund-proof", "reshipment-proof")),
    (r"certificat|compliance|\bCE\b|\bCPC\b|\bFDA\b|合规|сертификат", "", ("registration", "quality-report")),
    (r"photo|picture|image|照片|图片|фото", "", ("package-photo", "listing-page", "packing-video")),
    (r"listing|product\s+page|detail\s+page|详情页|карточк", "", ("listing-page", "policy-page")),
    (r"(?:linked|related|other)\s+account|关联账[户号]|связанн\w+\s+аккаунт", "", ("isolation-report",)),
    (r"contract|agreement|合同|договор", "", ("contract",)),
    (r"training|培训|обучен", "", ("training-record",)),
    (r"\bSOP\b|instruction|procedure|流程|规程|инструкц", "", ("sop",)),
    (r"\bERP\b|export|导出|выгрузк", "", ("erp-export", "platform-export")),
    (r"bank\s+statement|银行|банк", "", ("other", "contract")),
)  # fmt: skip


def asks_declaration(text: str) -> bool:
    """Whether an item asks for names and accounts, which the letter itself declares and no paper proves."""
    return bool(re.search(r"disclos|former|曾用|披露", text, re.IGNORECASE))


def papers_asked(text: str) -> set[str]:
    """The evidence types that an item asks for by its words; empty where it names none."""
    if asks_declaration(text):
        return set()
    return {kind for pattern, part, kinds in WANTS if not part and compiled(pattern, re.IGNORECASE).search(text) for kind in kinds}
