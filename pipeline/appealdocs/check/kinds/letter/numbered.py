"""What the platform numbered is answered under its numbers: DC codes, required information, reasons of a rejection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.words import listed
from appealdocs.expressions import compiled
from appealdocs.model.dossier import Notice
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2
from appealdocs.required import WANTS


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

_ANY_PROOF = compiled(r"evidence|proof|document|supporting|证据|凭证|доказательств|документ", re.IGNORECASE)


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
    for pattern, part, wanted in WANTS:
        if not compiled(pattern, re.IGNORECASE).search(text):
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
