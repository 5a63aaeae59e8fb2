"""What a letter's template is filled with (templates/VARIABLES.md), in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.draft import names as words
from appealdocs.draft.segments import Segments
from appealdocs.draft.tokens import ClaimView, Tokens, Value
from appealdocs.expressions import compiled
from appealdocs.model.case import Evidence, Order, Point
from appealdocs.model.dossier import Dossier
from appealdocs.model.keys import ORDER_EVENTS, PARTS
from appealdocs.model.letter import Exhibit
from appealdocs.model.reading import Reading
from appealdocs.model.text import Language, Text
from appealdocs.required import asks_declaration, papers_asked

# A licence number that says in words what it is: 'Dubai trade licence 1045872', 营业执照 9144.
_NAMED = compiled(r"[a-zа-яё]{4}|[\u3400-\u9fff]{2}")

_HAN = compiled("[\u3400-\u9fff]")
"""A portal set to Chinese: its word for the status is no quotation that the platform's reader would know."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Builds the variables of one language; `lang` is the letter's language or zh for the mirror."""

    dossier: Dossier
    segments: Segments
    exhibits: tuple[Exhibit, ...]
    names: Mapping[str, Any]
    tokens: Tokens
    lang: Language

    def variables(self) -> dict[str, Any]:
        """Every key of VARIABLES.md that a letter uses; what the case does not give is None, or an empty list."""
        case, dossier = self.dossier.case, self.dossier
        enclosed = {e.evidence: self.exhibit(e) for e in self.exhibits}
        points = self._points(enclosed)
        orders = [self._order(o, i, enclosed) for i, o in enumerate(case.orders)]
        plan = [row for point in points for row in point["plan"]]
        reasons = [
            {"number": self._value(r.number), "text": self._value(r.text), "point": self._point_of(points, r.number)}
            for r in (case.rejection.reasons if case.rejection else ())
        ]
        answered = {id(r["point"]) for r in reasons}
        one = _one_concerned(case.orders, case.points)
        return {
            "reference": self._value(dossier.letter_reference, "reference"),
            "site": self._value(case.site, "site"),
            "platform": case.platform,
            "platform_case": self._value(self._platform_case(), "platform_case"),
            "received": self._value(case.received, "received"),
            "deadline": self._value(case.deadline, "deadline"),
            "seller": self._seller(),
            "orders": orders,
            "first_order": orders[0] if orders else self._no_order(),
            "metric": self._metric(),
            "points": points,
            "request": self._claim("request", enclosed),
            "rejection": {"platform_case": self._value(case.rejection.platform_case), "reasons": reasons} if case.rejection else None,
            "other_points": [p for p in points if id(p) not in answered],
            "required": [self._required(number, text, points, enclosed) for number, text in required_items(dossier)],
            "today": self._value(dossier.now.astimezone(ZoneInfo(dossier.zone)).date()),
            "final": False,
            "addressee": [self._value(line) for line in self._addressee()],
            "issue_name": self._issue(one, points),
            "issue_subject": self._value(self._issue_word("ru_o_one" if one else "ru_o")),
            "plan": plan,
            "other_skus": [self._value(sku) for sku in _other_skus(case.points, case.orders)],
            "exhibits": [enclosed[e.evidence] for e in self.exhibits],
            "differences": [],
        }

    def _value(self, raw: Any, field: str = "") -> Any:
        """A value of the case for the template: None stays None; a text of several languages gives its own language."""
        if isinstance(raw, Text):
            raw = raw.best(self.lang)
        if raw is None or raw == "":
            return None
        return Value(raw, self.tokens, str(raw), field)

    def _platform_case(self) -> str:
        notice = self.dossier.notice
        return self.dossier.case.platform_case or (notice.platform_case.value if notice and notice.platform_case else "")

    def _claim(self, field: str, enclosed: Mapping[str, Any], cites: Sequence[str] = (), measure: int | None = None) -> Any:
        ids = self.segments.of_field.get(field)
        if not ids:
            return None
        glue = "" if self.lang == "zh" else " "
        shown = sorted((enclosed[id] for id in dict.fromkeys(cites) if id in enclosed), key=lambda e: e["number"])
        return ClaimView(self.tokens, ids, glue, tuple(shown), measure)

    def _seller(self) -> dict[str, Any]:
        seller = self.dossier.case.seller
        licence = None
        if seller.licence:
            kind = seller.licence.kind or "none"
            said = kind == "none" and _NAMED.search(seller.licence.number)
            licence = {
                "label": None if said else self._value(words.word(self.names, "licence", kind, self.lang)),
                "number": self._value(seller.licence.number, "seller.licence.number"),
            }
        listed = {
            key: None if getattr(seller, key) is None else [self._value(v) for v in getattr(seller, key)]
            for key in ("former_names", "former_licences", "other_accounts")
        }
        return {
            "legal_name": self._value(seller.legal_name, "seller.legal_name"),
            "legal_name_zh": self._value(seller.legal_name_zh or seller.legal_name.zh, "seller.legal_name_zh"),
            "store": self._value(seller.store, "seller.store"),
            "address": self._value(seller.address, "seller.address"),
            "email": self._value(seller.email, "seller.email"),
            "phone": self._value(seller.phone, "seller.phone"),
            "licence": licence,
            "representative": {
                "name": self._value(seller.representative.name, "seller.representative.name") or "________",
                "title": self._value(seller.representative.title, "seller.representative.title") or "________",
            },
            **listed,
        }

    def _order(self, order: Order, index: int, enclosed: Mapping[str, Any]) -> dict[str, Any]:
        at = f"orders[{index}]"
        events = [(key, getattr(order, key)) for key in ORDER_EVENTS if getattr(order, key)]
        timeline = [
            {
                "event": self._value(words.word(self.names, "event", key, self.lang)),
                "at": self._value(moment, f"{at}.{key}"),
                "exhibits": self._shown_by(moment, order, enclosed),
            }
            for key, moment in sorted(events, key=lambda e: self._instant(e[1]))
        ]
        return {
            **{key: self._value(getattr(order, key), f"{at}.{key}") for key in (*ORDER_EVENTS, "id", "tracking", "carrier", "signed_by")},
            "platform_status": None if _HAN.search(order.platform_status) else self._value(order.platform_status, f"{at}.platform_status"),
            "skus": [self._value(sku, f"{at}.skus") for sku in order.skus],
            "amount": self._value(order.amount, f"{at}.amount") if order.amount else None,
            "timeline": timeline,
        }

    def _no_order(self) -> dict[str, Any]:
        """What a one-order letter says where the case names no order: a visible gap, and the rules say the rest."""
        blank: dict[str, Any] = dict.fromkeys((*ORDER_EVENTS, "tracking", "carrier", "signed_by", "platform_status", "amount"))
        return {**blank, "id": self._value("________", "orders"), "skus": [], "timeline": []}

    def _instant(self, moment: datetime | date) -> datetime:
        if isinstance(moment, datetime):
            return moment
        return datetime.combine(moment, datetime.max.time(), ZoneInfo(self.dossier.zone))

    def _shown_by(self, moment: datetime | date, order: Order, enclosed: Mapping[str, Any]) -> list[Any]:
        """The exhibits of this order in which this very moment was read: an exhibit is never named for what it may show."""
        alone = len(self.dossier.case.orders) == 1
        return [
            enclosed[e.id] for e in self.dossier.case.evidence
            if (order.id in e.order_ids or (alone and not e.order_ids)) and _shows(self.dossier.reading(e), moment)
        ]

    def _metric(self) -> dict[str, Any] | None:
        metric = self.dossier.case.metric
        if metric is None:
            return None
        unit = metric.unit or self.dossier.pack.data.get("metric_units", {}).get(metric.name)
        plain = {key: self._value(getattr(metric, key), f"metric.{key}") for key in ("name", "value", "threshold", "window_days", "as_of", "valid_orders")}
        return {**plain, "unit": {"%": "percent", "day": "days"}.get(unit, unit) if unit else None}

    def _points(self, enclosed: Mapping[str, Any]) -> list[dict[str, Any]]:
        points = []
        measure = 0
        for i, point in enumerate(self.dossier.case.points):
            at = f"points[{i}]"
            made: dict[str, Any] = {
                "code": self._value(point.code, f"{at}.code"),
                "title": self._claim(f"{at}.title", enclosed),
                "clause": self._value(point.clause, f"{at}.clause"),
                "skus": [self._value(sku, f"{at}.skus") for sku in point.skus],
                "date": self._value(point.date, f"{at}.date"),
                "exhibits": self._exhibits_of(point, enclosed),
                "plan": [],
            }
            for part in PARTS:
                views = []
                for j, claim in enumerate(point.part(part)):
                    number = None
                    if part == "prevention":
                        measure += 1
                        number = measure
                    view = self._claim(f"{at}.{part}[{j}]", enclosed, claim.evidence, number)
                    views.append(view)
                    if number is not None:
                        made["plan"].append({
                            "measure": number, "code": made["code"], "claim": view, "exhibits": list(view.exhibits),
                            "owner": self._claim(f"{at}.{part}[{j}].owner", enclosed) or self._value(claim.owner),
                            "date": self._value(claim.by),
                        })
                made[part] = views
            points.append(made)
        return points

    def _exhibits_of(self, point: Point, enclosed: Mapping[str, Any]) -> list[Any]:
        cited = {id for part in PARTS for claim in point.part(part) for id in claim.evidence}
        coded = {e.id for e in self.dossier.case.evidence if point.code and e.code == point.code}
        return sorted((enclosed[id] for id in cited | coded if id in enclosed), key=lambda e: e["number"])

    def _point_of(self, points: Sequence[dict[str, Any]], code: str) -> dict[str, Any] | None:
        return next((p for p, own in zip(points, self.dossier.case.points, strict=True) if own.code == code), None)

    def _required(self, number: str, text: str, points: Sequence[dict[str, Any]], enclosed: Mapping[str, Any]) -> dict[str, Any]:
        point = self._point_of(points, number)
        marked = [enclosed[e.id] for e in self.dossier.case.evidence if e.code == number and e.id in enclosed]
        if point is None and not marked:  # nothing carries the item's number: what it asks for by its words
            asked = papers_asked(text)
            marked = [enclosed[e.id] for e in self.dossier.case.evidence if e.type in asked and e.id in enclosed]
            numbers = {e["number"] for e in marked}
            point = max(points, key=lambda p: len(numbers & {e["number"] for e in p["exhibits"]}), default=None) if marked else None
            shown = {e["number"]: e for e in marked}
        else:
            shown = {e["number"]: e for e in [*marked, *(point["exhibits"] if point else [])]}
        return {
            "number": self._value(number), "text": self._value(text), "point": point, "exhibits": [shown[n] for n in sorted(shown)],
            "declared": point is None and asks_declaration(text),
        }

    def _addressee(self) -> Sequence[str]:
        case = self.dossier.case
        table = self.names.get("addressee", {})
        entry = table.get(case.platform or "") or table.get(case.procedure) or {}
        lines: Sequence[str] = entry.get(self.lang) or entry.get("en") or [case.site]
        return lines

    def _issue_word(self, form: str) -> str:
        case = self.dossier.case
        entry = self.names.get("issue", {}).get(case.procedure, {}).get(case.issue or "other", {})
        base = {"ru_one": "ru", "ru_o_one": "ru_o"}
        return str(entry.get(form) or entry.get(base.get(form, "")) or entry.get(self.lang) or entry.get("en") or "")

    def _issue(self, one: bool, points: Sequence[dict[str, Any]]) -> Any:
        if (self.dossier.case.issue or "other") == "other" and points and points[0]["title"]:
            return points[0]["title"]
        return self._value(self._issue_word("ru_one" if one and self.lang == "ru" else self.lang))

    def exhibit(self, exhibit: Exhibit) -> dict[str, Any]:
        item = self.dossier.evidence(exhibit.evidence)
        assert isinstance(item, Evidence)
        index = self.dossier.case.evidence.index(item)
        name = words.word(self.names, "exhibit", exhibit.type, self.lang)
        language = self.names.get("language", {}).get(item.language, {})
        return {
            "number": exhibit.number, "title": self._value(name), "pages": exhibit.pages,
            "seconds": round(exhibit.seconds) if exhibit.seconds else None,
            "packed_as": self._value(exhibit.packed_as), "date": self._value(item.date, f"evidence[{index}].date"),
            "from": self._value(item.from_), "to": self._value(item.to), "order": self._value(item.order),
            "link": self._value(item.link), "certified_by": self._value(item.certified_by),
            "shows": self._claim(f"evidence[{index}].shows", {}), "language_name": self._value(language.get(self.lang)),
            "sha256": self._value(exhibit.sha256),
        }


def _shows(reading: Reading | None, moment: datetime | date) -> bool:
    """Whether a moment was read in a file, to the minute (a bare date: to the day)."""
    for found in reading.found if reading else ():
        value = found.fact.value
        if isinstance(value, datetime) and value.tzinfo and isinstance(moment, datetime):
            if abs((value - moment).total_seconds()) < 60:
                return True
        elif isinstance(value, date) and not isinstance(moment, datetime):
            if (value.date() if isinstance(value, datetime) else value) == moment:
                return True
    return False


def required_items(dossier: Dossier) -> list[tuple[str, str]]:
    """(number, text) of the notice's 'Required Information'; the notice's own list wins over the case's."""
    notice = dossier.notice
    if notice and notice.required:
        return [(number, read.value) for number, read in notice.required]
    return [(r.number, r.text) for r in dossier.case.required]


def _one_concerned(orders: Sequence[Order], points: Sequence[Point]) -> bool:
    """Exactly one order and one SKU, or one SKU alone, is concerned."""
    skus = {s for o in orders for s in o.skus} | {s for p in points for s in p.skus}
    return len(orders) <= 1 and len(skus) <= 1


def _other_skus(points: Sequence[Point], orders: Sequence[Order]) -> list[str]:
    carried = {sku for o in orders for sku in o.skus}
    return list(dict.fromkeys(sku for p in points for sku in p.skus if sku not in carried))
