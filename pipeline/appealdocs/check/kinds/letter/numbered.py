"""What the platform numbered is answered under its numbers: DC codes, required information, reasons of a rejection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.words import listed
from appealdocs.model.dossier import Notice
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def same_number(a: str, b: str) -> bool:
    """Whether two numbers or codes are one: 'DC-003' = 'dc 003', '2.' = '2', '#2' = '2'."""
    return _bare(a) == _bare(b) != ""


def _bare(code: str) -> str:
    bare = re.sub(r"[^0-9A-Z\u4e00-\u9fff]", "", code.upper().replace("№", ""))
    return bare.lstrip("0") or bare if bare.isdigit() else bare


# --- codes ------------------------------------------------------------------------------------------------------------


def codes_answered(context: Context, params: Params) -> Iterator[Hit]:
    """Each code of the notice has its point, in the notice's order; none is missing, repeated or invented."""
    own = [point.code for point in context.case.points]
    for i, code in enumerate(own):
        if not code:
            yield Hit(context.at(f"points[{i}].code"), {"point": i + 1}, "no-code")
        elif any(same_number(code, earlier) for earlier in own[:i]):
            yield Hit(context.at(f"points[{i}].code"), {"code": code}, "repeated")
    notice = context.dossier.notice
    asked = [point.code for point in notice.points] if notice else []
    if notice is None or not asked:
        return
    for wanted in notice.points:
        if not any(same_number(wanted.code, code) for code in own):
            where = Where(file=notice.file, field="points", page=wanted.page)
            yield Hit(where, {"code": wanted.code, "title": wanted.title, "codes": listed(asked)})
    for i, code in enumerate(own):
        if code and not any(same_number(code, wanted) for wanted in asked):
            yield Hit(context.at(f"points[{i}].code"), {"code": code, "codes": listed(asked)}, "invented")
    answered = [code for code in own if any(same_number(code, wanted) for wanted in asked)]
    order = [code for wanted in asked for code in answered if same_number(code, wanted)]
    if answered != order and len(set(map(_bare, answered))) == len(answered):
        yield Hit(context.at("points"), {"ours": listed(answered), "notice": listed(asked)}, "order")


# --- reasons of a rejection ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """One numbered thing that the platform wrote."""

    number: str
    text: str
    where: Where


def reasons(context: Context) -> list[Asked]:
    """The reasons of the rejection: those of case.yaml, else those read from the rejection's file."""
    rejection = context.case.rejection
    if rejection and rejection.reasons:
        return [
            Asked(r.number, r.text, context.at(f"rejection.reasons[{i}]")) for i, r in enumerate(rejection.reasons)
        ]
    return _read(context.dossier.rejection, "reasons")


def _read(notice: Notice | None, name: str) -> list[Asked]:
    if notice is None:
        return []
    found: Sequence[tuple[str, object]] = getattr(notice, name)
    return [
        Asked(number, str(getattr(read, "value", "")), Where(file=notice.file, page=getattr(read, "page", None)))
        for number, read in found
    ]


def rejection_answered(context: Context, params: Params) -> Iterator[Hit]:
    """Each reason of the rejection has the point that carries its number."""
    asked = reasons(context)
    rejection = context.case.rejection
    if rejection and rejection.file and not asked:
        yield Hit(Where(file=rejection.file, field="rejection.file"), variant="unread")
    codes = [point.code for point in context.case.points]
    for reason in asked:
        if not any(same_number(reason.number, code) for code in codes):
            yield Hit(
                reason.where,
                {
                    "number": reason.number, "text": reason.text, "answered": _listed([c for c in codes if c]),
                    "count": len(asked),
                },
            )  # fmt: skip
    positions = [
        next((i for i, code in enumerate(codes) if same_number(reason.number, code)), None) for reason in asked
    ]
    found = [p for p in positions if p is not None]
    if found != sorted(found):
        yield Hit(
            context.at("points"), {"ours": listed(c for c in codes if c), "platform": listed(r.number for r in asked)}, "order"
        )


def _listed(codes: Sequence[str]) -> Text2:
    return Text2(", ".join(codes) or "none", "、".join(codes) or "无")


# --- required information -------------------------------------------------------------------------------------------------

_WANTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # what an item asks for by its words; the part that answers it; the evidence types that prove it
    (r"root\s+cause|why\s+(?:this|it|did)|reason\s+for|caus|原因|причин", "cause", ()),
    (r"prevent|recur|future|avoid|plan\s+of\s+action|action\s+plan|预防|防止|避免|改进计划|整改计划|предотвра|план\s+мер", "prevention", ()),
    (r"action\w*\s+(?:you\s+have\s+)?taken|steps?\s+(?:you\s+have\s+)?taken|corrective|correct|resolve|措施|行动|整改|меры", "action", ()),
    (r"invoice|receipt\s+(?:from|of)\s+(?:the\s+)?suppl|supply\s+chain|发票|инвойс|счёт|счет", "", ("invoice",)),
    (r"authori[sz]ation|letter\s+of\s+authority|brand|授权|правообладател", "", ("brand-authorisation",)),
    (r"quality\s+report|test\s+report|inspection|\bSGS\b|\bISO\b|质检|检测|отчёт\s+о\s+качеств", "", ("quality-report",)),
    (r"proof\s+of\s+delivery|\bPOD\b|signed|签收|妥投|вручен", "", ("delivery-receipt", "tracking-page")),
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
_ANY_PROOF = re.compile(r"evidence|proof|document|supporting|证据|凭证|доказательств|документ", re.IGNORECASE)


def required_information(context: Context, params: Params) -> Iterator[Hit]:
    """Each item of the 'Required Information' is answered (by number, else by what it asks for) and has evidence."""
    asked = _read(context.dossier.notice, "required") or [
        Asked(r.number, r.text, context.at(f"required[{i}]")) for i, r in enumerate(context.case.required)
    ]
    for item in asked:
        variant = _unanswered(context, item)
        if variant is not None:
            yield Hit(item.where, {"number": item.number, "text": item.text}, variant)


def _unanswered(context: Context, item: Asked) -> str | None:
    """None where the item is answered and proven, else the wording that fits: '' (no answer) or 'no-evidence'."""
    case = context.case
    marked = [e for e in case.evidence if same_number(e.code, item.number)]
    point = next((p for p in case.points if same_number(p.code, item.number)), None)
    if point is not None:
        claims = [c for part in ("problem", "cause", "action", "prevention") for c in point.part(part)]
        return None if marked or any(c.evidence for c in claims) else "no-evidence"
    if marked:
        return None
    answered_by_number = any(
        same_number(p.code, other) for p in case.points for other in _numbers(context)
    )
    if answered_by_number:  # the case answers by number, so a number that is missing is missing
        return ""
    return _by_words(context, item.text)


def _numbers(context: Context) -> list[str]:
    notice = context.dossier.notice
    return [number for number, _ in notice.required] if notice and notice.required else [r.number for r in context.case.required]


def _by_words(context: Context, text: str) -> str | None:
    """Judge an item by what it asks for: every part that it names must be there, and one of the papers that it names."""
    types = {e.type for e in context.case.evidence}
    parts: list[str | None] = []
    papers: list[bool] = []
    for pattern, part, wanted in _WANTS:
        if not re.search(pattern, text, re.IGNORECASE):
            continue
        if part:
            claims = [c for p in context.case.points for c in p.part(part)]
            parts.append(None if any(c.evidence for c in claims) else "no-evidence" if claims else "")
        else:
            papers.append(bool(types & set(wanted)))
    missing = [verdict for verdict in parts if verdict is not None]
    if missing:
        return missing[0]
    asks_proof = bool(_ANY_PROOF.search(text))
    if papers and (asks_proof or not parts):
        return None if any(papers) else ""
    if parts:
        return None
    return (None if types else "no-evidence") if asks_proof else ""
