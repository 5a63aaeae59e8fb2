"""One letter, one platform: the profile fits the site, and no claim speaks of another platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.kinds.letter.issue import first_match
from appealdocs.check.kinds.letter.seller import own_domain
from appealdocs.check.kinds.letter.site import known_site
from appealdocs.check.words import listed


def platform_profile(context: Context, params: Params) -> Iterator[Hit]:
    """The platform has a profile, the site is its own, and the claims name no other platform."""
    case, pack = context.case, context.pack
    if not case.platform or case.platform not in pack.platforms:
        yield Hit(context.at("platform"), {"platform": case.platform or "–", "allowed": listed(pack.platforms)}, "none")
        return
    name = str(pack.data.get("platform_name", case.platform))
    if case.site and known_site(case.site, pack) not in pack.sites and not own_domain(context, case.site.lower()):
        yield Hit(context.at("site"), {"site": case.site, "platform": name, "allowed": listed(pack.sites, 4)}, "site")
    words: Mapping[str, Sequence[str]] = pack.data.get("platform_words", {})
    for segment in context.segments():
        if segment.part not in ("title", "problem", "cause", "action", "prevention", "request"):
            continue
        text = " ".join(text for _, text in context.texts(segment))
        for other, names in words.items():
            found = first_match(text, (rf"(?<![A-Za-z]){name}(?![A-Za-z])" for name in names)) if other != case.platform else ""
            if found and not first_match(text, (rf"(?<![A-Za-z]){n}(?![A-Za-z])" for n in words.get(case.platform, ()))):
                yield Hit(context.said_at(segment), {"words": found, "platform": name})
                break
