"""How strongly a piece of evidence proves a claim: A, B or C, with the reason (source 002 asks for the grade, and leaves the scale open)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from appealdocs.locale_ import write
from appealdocs.model.case import Evidence
from appealdocs.model.dossier import Dossier
from appealdocs.model.fact import Proof
from appealdocs.model.finding import Report
from appealdocs.model.text import Text2
from appealdocs.pack.about import orders_of

THIRD_PARTY: Final = frozenset({
    "waybill", "tracking-page", "delivery-receipt", "quality-report", "invoice", "brand-authorisation", "carrier-statement",
    "compensation-proof", "business-licence", "attestation", "customs-declaration", "platform-export", "buyer-messages", "refund-proof",
    "reshipment-proof", "policy-page", "registration", "confirmation", "contract",
})
"""Types that somebody else than the seller issues: carriers, the platform, suppliers, laboratories, authorities."""
_IDS: Final = ("order-id", "tracking", "sku", "id")
_DATES: Final = ("date", "moment")
SCALE: Final = (
    ("A", Text2("a third party's document that shows a matching number and a matching date", "第三方文件，且编号与日期均吻合")),
    ("B", Text2("the seller's own record, or a third party's document without a matching number or date", "卖家自有记录，或第三方文件但编号或日期未能对上")),
    ("C", Text2("declared only: no evidence, or evidence that shows something else", "仅为陈述：没有证据，或证据内容不符")),
)


@dataclass(frozen=True, slots=True)
class Grade:
    letter: Literal["A", "B", "C", "–"]
    """'–': there is nothing to prove."""
    reason: Text2
    pages: tuple[int, ...] = ()


def grade(field: str, item: Evidence | None, dossier: Dossier, report: Report) -> Grade:
    """The grade of one piece of evidence (None: there is none) for the claim at `field` of case.yaml."""
    if item is None:
        return Grade("C", Text2("declared only, no evidence named", "仅为陈述，未指明证据"))
    reading = dossier.reading(item)
    if reading is None or not reading.sound:
        return Grade("C", Text2("the file cannot be read", "文件无法读取"))
    proofs = [p for p in report.proofs if any(place.field == field for place in p.said)]
    against = [p for p in proofs if p.state == "contradicted" and any(s.evidence == item.id for s in p.against)]
    if against:
        told = ", ".join(p.written for p in against[:3])
        return Grade("C", Text2(f"it shows another value than the letter: {told}", f"所示内容与信函不一致：{told}"))
    shown = [p for p in proofs if any(s.evidence == item.id for s in p.shown)]
    pages = tuple(sorted({s.page for p in shown for s in p.shown if s.evidence == item.id and s.page is not None}))
    numbers, dates = _numbers(item, shown, dossier), _dates(item, shown, dossier)
    what = _what(numbers, dates)
    third = item.type in THIRD_PARTY
    if third and numbers and dates:
        return Grade("A", Text2(f"a third party's document; it shows {what.en}", f"第三方文件，显示{what.zh}"), pages)
    if third:
        lack = Text2("no matching number", "未见吻合的编号") if not numbers else Text2("no matching date", "未见吻合的日期")
        if not numbers and not dates:
            lack = Text2("neither a matching number nor a matching date", "未见吻合的编号和日期")
        return Grade("B", Text2(f"a third party's document, but {lack.en} was read in it", f"第三方文件，但{lack.zh}"), pages)
    if numbers or dates:
        return Grade("B", Text2(f"the seller's own record; it shows {what.en}", f"卖家自有记录，显示{what.zh}"), pages)
    return Grade("B", Text2("the seller's own record", "卖家自有记录"), pages)


def _numbers(item: Evidence, shown: list[Proof], dossier: Dossier) -> list[Text2]:
    """Numbers that tie the file to the case: of the claim, of the orders that it is declared for, of the point's goods."""
    of_claim = [p.written for p in shown if p.fact.kind in _IDS]
    if of_claim:
        return _once(Text2(n, n) for n in of_claim)
    reading = dossier.reading(item)
    read = {str(f.fact.value) for f in reading.found if f.fact.kind in _IDS and f.page is not None} if reading else set()
    named = orders_of(item, dossier)
    orders = [o for o in dossier.case.orders if o.id in named or not named]
    own = [x for o in orders for x in (o.id, o.tracking) if x] + ([item.tracking] if item.tracking else [])
    own += [sku for p in dossier.case.points if not item.code or p.code == item.code for sku in p.skus]
    licence = dossier.case.seller.licence
    own += [x for x in (licence.number if licence else "", dossier.case.platform_case) if x]
    return _once(Text2(x, x) for x in own if x in read)


def _dates(item: Evidence, shown: list[Proof], dossier: Dossier) -> list[Text2]:
    """Dates of the claim that the file shows, else the day that the case declares for it and that was read in it."""
    of_claim = [_day(p) for p in shown if p.fact.kind in _DATES]
    if of_claim:
        return _once(of_claim)
    reading = dossier.reading(item)
    if reading is None or item.date is None:
        return []
    days = {getattr(f.fact.value, "date", lambda v=f.fact.value: v)() for f in reading.found if f.fact.kind in _DATES and f.page is not None}
    return [Text2(write.date(item.date, "en"), write.date(item.date, "zh"))] if item.date in days else []


def _day(proof: Proof) -> Text2:
    """A date or moment of the letter in both languages of the matrix."""
    values = [v for v in (proof.fact.value, proof.fact.to) if v is not None]
    if not all(isinstance(v, date) for v in values):
        return Text2(proof.written, proof.written)
    said = [" – ".join(write.moment(v, lang) for v in values) for lang in ("en", "zh")]
    return Text2(*said)


def _once(said: Iterable[Text2]) -> list[Text2]:
    """Each once, at most three, and no date beside the moment that holds it."""
    all_ = list(dict.fromkeys(said))
    return [t for t in all_ if not any(o is not t and o.en.startswith(f"{t.en} at ") for o in all_)][:3]


def _what(numbers: list[Text2], dates: list[Text2]) -> Text2:
    parts = [(numbers, "number", "编号"), (dates, "date", "日期")]
    en = " and ".join(f"the {name}{'s' if len(v) > 1 else ''} {_listed([t.en for t in v])}" for v, name, _ in parts if v)
    zh = "，".join(f"{name} {'、'.join(t.zh for t in v)}" for v, _, name in parts if v)
    return Text2(en, zh)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
