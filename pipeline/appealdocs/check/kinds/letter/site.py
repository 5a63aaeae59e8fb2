"""The marketplace site, as case.yaml and people write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from appealdocs.check.context import Context, Hit, Params
from appealdocs.check.words import listed
from appealdocs.model.pack import Pack


def known_site(site: str, pack: Pack) -> str:
    """`site` in the pack's own writing: 'https://www.noon.com/uae-en/' -> 'noon.com/ae'; as written where it is unknown."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", site.strip().lower()).rstrip("/")
    if bare in pack.sites:
        return bare
    aliases: Mapping[str, Sequence[str]] = pack.data.get("site_aliases", {})
    return next((name for name, written in aliases.items() if bare == name or bare in written), bare)


def site_served(context: Context, params: Params) -> Iterator[Hit]:
    """The case's site is one of the pack's."""
    site = context.case.site
    allowed = listed(context.pack.sites)
    if not site:
        yield Hit(context.at("site"), {"allowed": allowed}, "none")
    elif known_site(site, context.pack) not in context.pack.sites:
        yield Hit(context.at("site"), {"site": site, "allowed": allowed})
