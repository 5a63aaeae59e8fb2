"""Official papers that a category, an amount or a procedure calls for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.evidence.seen import Seen, says, seen
from appealdocs.check.words import either
from appealdocs.model.text import Text2


def category_documents(context: Context, params: Params) -> Iterator[Hit]:
    """A sensitive category carries its compliance document, by type or by what some paper says (FDA, CPC, CE)."""
    category = category_of(context, params)
    table: Mapping[str, Sequence[str]] = {**params["categories"], **context.pack.data.get("sensitive_categories", {})}
    if category not in table or category in context.pack.data.get("local_registration", {}):
        return
    types = table[category]
    if any(e.type in types for e in context.case.evidence) or any(says(f.text, params["words"]) for f in seen(context)):
        return
    yield Hit(
        context.at("category"),
        {"category": category, "wanted": either(types), "names": params["names"].get(category, "CE / FDA / CPC")},
    )


def category_of(context: Context, params: Params) -> str:
    """The case's category by the name that rules and packs use; `params.also` holds the other names sellers write."""
    written = context.case.category.strip().lower()
    folded = re.sub(r"[\s_/&]+", "-", written)
    for name, others in params.get("also", {}).items():
        if {written, folded} & {name, *others}:
            return str(name)
    return written


def local_registration(context: Context, params: Params) -> Iterator[Hit]:
    """Food and cosmetics carry the local registration, high-risk categories the local permit; a foreign one does not count."""
    data = context.pack.data
    category, site = category_of(context, params), context.case.site
    named = data.get("local_registration", {}).get(category, {})
    if not named and category not in data.get("high_risk_categories", ()):
        return
    authority = named.get(site) or params["authorities"].get(site, "MoIAT / SFDA / SASO")
    values = {"category": category, "site": site, "authority": authority}
    items = context.evidence_of("registration")
    if not items:
        yield Hit(context.at("category"), values)
        return
    files = seen(context, "registration")
    read = [f for f in files if f.text.strip()]
    if read and len(read) == len(items) and not any(says(f.text, params["words"]) for f in read):
        yield Hit(context.evidence_at(read[0].index), {**values, "file": read[0].item.file}, "foreign")


def customs_declaration(context: Context, params: Params) -> Iterator[Hit]:
    """An order above the pack's bound carries a customs declaration. Other currencies than those of the bound are not guessed."""
    bound: Mapping[str, Any] = context.pack.data.get("customs", {}).get("high_value", {})
    bounds = {str(bound.get("currency", "")): bound.get("value"), "RUB": bound.get("rub")}
    if context.evidence_of("customs-declaration"):
        return
    for index, order in enumerate(context.case.orders):
        limit = bounds.get(order.amount.currency) if order.amount else None
        if order.amount and limit is not None and order.amount.value > Decimal(str(limit)):
            values = {
                "order": order.id,
                "amount": f"{order.amount.value} {order.amount.currency}",
                "bound": f"{limit} {order.amount.currency}",
            }
            yield Hit(context.at(f"orders[{index}].amount"), values)


def attestation(context: Context, params: Params) -> Iterator[Hit]:
    """The business licence in notarised English, attested by the trade promotion council and by the embassy."""
    severity = str(context.pack.data.get("attestation_by_site", {}).get(context.case.site, "error"))
    licences, papers = context.evidence_of("business-licence"), context.evidence_of("attestation")
    if not licences:
        yield Hit(
            context.at("evidence"),
            {"missing": Text2("the business licence in notarised English", "营业执照英文公证件"), "file": "case.yaml"},
            "none",
            severity,
        )
    if not papers and not licences:
        return
    files = [f for f in seen(context, "business-licence", "attestation") if f.text.strip()]
    if len(files) < len(licences) + len(papers):
        return  # a file that could not be read is told by its own rule; what it shows is not known
    text = "\n".join(f.text for f in files)
    table: Mapping[str, Any] = params["seals"]
    missing = [
        Text2(seal["name"]["en"], seal["name"]["zh"])
        for key, seal in table.items()
        if key != "notary" and not _sealed(text, seal, context.case.site)
    ]
    if missing:
        where = context.evidence_at((papers or licences)[0][0])
        values = {
            "file": where.file,
            "missing": Text2(" and ".join(m.en for m in missing), "和".join(m.zh for m in missing)),
        }
        yield Hit(where, values, severity=severity)
    elif licences and not says(text, table["notary"]["words"]):
        where = context.evidence_at(licences[0][0])
        yield Hit(where, {"file": where.file, "missing": Text2("", "")}, "notary", severity)


def _sealed(text: str, seal: Mapping[str, Any], site: str) -> bool:
    return bool(says(text, [*seal["words"], *seal.get("by_site", {}).get(site, ())]))


def isolation_proof(context: Context, params: Params) -> Iterator[Hit]:
    """A report that the account is run apart from the other: IP, device and bank, each of them."""
    if context.case.issue not in params["issues"]:
        return
    if not context.evidence_of("isolation-report"):
        yield Hit(
            context.at("evidence"),
            {"missing": Text2("IP, device and bank", "IP、设备、银行账户"), "file": "case.yaml"},
            "none",
        )
        return
    files: tuple[Seen, ...] = seen(context, "isolation-report")
    text = "\n".join(f.text for f in files)
    if not text.strip():
        return
    missing = [
        Text2(a["name"]["en"], a["name"]["zh"]) for a in params["aspects"].values() if not says(text, a["words"])
    ]
    if missing:
        values = {
            "file": files[0].item.file,
            "missing": Text2(", ".join(m.en for m in missing), "、".join(m.zh for m in missing)),
        }
        yield Hit(context.evidence_at(files[0].index), values)


def evidence_matrix(context: Context, params: Params) -> Iterator[Hit]:
    """The matrix of code, evidence, clause and strength can be written: each code has evidence and the clause that the notice quotes."""
    notice = context.dossier.notice
    for index, point in enumerate(context.case.points):
        used = [
            id
            for part in ("problem", "cause", "action", "prevention")
            for claim in point.part(part)
            for id in claim.evidence
        ]
        coded = [e for e in context.case.evidence if e.code == point.code]
        if point.code and not used and not coded:
            yield Hit(context.at(f"points[{index}]"), {"code": point.code})
        elif (
            point.code
            and not point.clause
            and not any(n.code == point.code and n.clause for n in (notice.points if notice else ()))
        ):
            yield Hit(context.at(f"points[{index}].clause"), {"code": point.code}, "clause", "warning")
