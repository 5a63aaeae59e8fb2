"""The seller and the account: licence, state, disclosure, letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.issue import first_match
from appealdocs.check.kinds.letter.site import known_site
from appealdocs.check.words import listed
from appealdocs.model.case import Licence
from appealdocs.model.finding import Where
from appealdocs.model.text import Text2


def seller_eligible(context: Context, params: Params) -> Iterator[Hit]:
    """A served site, and a licence of the kinds that the platform takes, in force.

    A licence given as a bare text is refused only where its words or its form show another kind (a Chinese 18-character
    credit code is a Chinese business licence); a bare number cannot be told apart and passes.
    """
    site = context.case.site
    if not site or known_site(site, context.pack) not in context.pack.sites:
        yield Hit(context.at("site"), {"site": site, "allowed": listed(context.pack.sites)}, "site" if site else "no-site")
    licence = context.case.seller.licence
    at = context.at("seller.licence")
    if licence is None:
        yield Hit(at, variant="no-licence")
        return
    text = licence.number
    local = licence.kind in params["kinds"] or bool(first_match(text, params["words"]))
    foreign = (licence.kind is not None and licence.kind not in params["kinds"]) or (
        licence.kind is None and not local and bool(first_match(text, params["foreign"]))
    )
    abroad = licence.country and licence.country.strip().lower() not in params["countries"]
    if foreign or abroad:
        yield Hit(at, {"licence": text, "kind": _kind(licence)})
    if licence.valid and licence.valid.to and licence.valid.to < context.now.astimezone(context.zone).date():
        yield Hit(context.at("seller.licence.valid.to"), {"licence": text, "to": licence.valid.to.isoformat()}, "expired")


def _kind(licence: Licence) -> Text2:
    """What is known of a licence that is refused, in brackets."""
    known = licence.kind or licence.country
    if known:
        return Text2(f" ({known})", f"（{known}）")
    if len(licence.number) == 18:
        return Text2(" (a Chinese credit code)", "（中国统一社会信用代码）")
    return Text2("", "")


def account_active(context: Context, params: Params) -> Iterator[Hit]:
    """The account is verified and active, on a site that the platform's profile serves."""
    account = context.case.account
    if account and account.status and account.status != "active":
        yield Hit(context.at("account.status"), {"status": account.status}, account.status)
    if account and account.verified is False:
        yield Hit(context.at("account.verified"), variant="unverified")
    if account and account.closure in ("voluntary", "dormant"):
        yield Hit(context.at("account.closure"), {"closure": account.closure}, "closed")
    site = known_site(context.case.site, context.pack)
    if site and context.pack.sites and site not in context.pack.sites and own_domain(context, site):
        yield Hit(context.at("site"), {"site": context.case.site, "allowed": listed(context.pack.sites, 6)}, "site")


def own_domain(context: Context, site: str) -> bool:
    """Whether a site belongs to the case's platform ('amazon.cn' is Amazon's), served or not."""
    platform = context.case.platform or ""
    return bool(platform) and bool(re.search(rf"(?<![a-z]){re.escape(platform)}(?![a-z])", site))


def not_voluntary(context: Context, params: Params) -> Iterator[Hit]:
    """The account was not closed by the seller and not closed for lack of use."""
    account = context.case.account
    if account and account.closure in ("voluntary", "dormant"):
        yield Hit(context.at("account.closure"), {"closure": account.closure}, account.closure)
        return
    notice = context.dossier.notice
    found = first_match(notice.text, params["words"]) if notice else ""
    if notice and found:
        yield Hit(Where(file=notice.file), {"words": found}, "notice")


def related_accounts(context: Context, params: Params) -> Iterator[Hit]:
    """Former names and other accounts are disclosed or said to be none (an empty list); old licences too where a name changed."""
    seller = context.case.seller
    for key in ("former_names", "other_accounts"):
        if getattr(seller, key) is None:
            yield Hit(context.at(f"seller.{key}"), {"key": f"seller.{key}"})
    if seller.former_names and seller.former_licences is None:
        yield Hit(context.at("seller.former_licences"), {"key": "seller.former_licences"})


def letterhead(context: Context, params: Params) -> Iterator[Hit]:
    """Letterhead with name and logo, date, the representative's name, and places for signature and stamp."""
    seller = context.case.seller
    if not seller.legal_name:
        yield Hit(context.at("seller.legal_name"), variant="name")
    if not seller.representative.name:
        yield Hit(context.at("seller.representative.name"), variant="representative")
    if not seller.logo:
        yield Hit(context.at("seller.logo"), variant="logo")
    else:
        reading = context.dossier.readings.get(seller.logo)
        if reading is None or reading.kind not in ("jpeg", "png", "webp", "pdf") or not reading.sound:
            yield Hit(Where(file=seller.logo, field="seller.logo"), {"kind": reading.kind if reading else "missing"}, "logo-file")
    places = {block.place for block in context.letter.blocks if block.kind == "place"}
    missing = [place for place in ("logo", "signature", "stamp") if place not in places]
    if missing and context.letter.blocks:
        yield Hit(Where(file="templates"), {"places": ", ".join(missing)}, "place")
    if not context.letter.today:
        yield Hit(Where(file="templates"), variant="date")


def final_warning(context: Context, params: Params) -> Iterator[Hit]:
    """The notice (or case.yaml, as read from it) is marked 'Final Warning'; the file's own words win over a 'false'."""
    notice = context.dossier.notice
    if notice and notice.final_warning:
        where = Where(file=notice.file, page=notice.final_warning.page)
        yield Hit(where, {"words": notice.final_warning.quote or notice.final_warning.value})
    elif context.case.final_warning:
        yield Hit(context.at("final_warning"), variant="case")
