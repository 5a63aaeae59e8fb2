"""Who may: a token link for each reviewer, Host names that are allowed, and a token against forged requests.

The server listens on loopback by default. A request must name an allowed Host (against DNS rebinding), carry the cookie that
a reviewer's own link sets, and, to change anything, the page's token in a header that other sites cannot send.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

COOKIE = "appealdocs"
HEADER = "x-appealdocs-token"


@dataclass(frozen=True, slots=True)
class Access:
    """Secrets of one run of the server; a restart makes new links."""

    reviewers: tuple[str, ...]
    hosts: frozenset[str]
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def link_token(self, name: str) -> str:
        """What stands in a reviewer's own link."""
        return hmac.new(self.key, f"link\0{name}".encode(), hashlib.sha256).hexdigest()[:40]

    def page_token(self, name: str) -> str:
        """What the page must send back to change anything."""
        return hmac.new(self.key, f"page\0{name}".encode(), hashlib.sha256).hexdigest()[:40]

    def name_of(self, token: str) -> str:
        """The reviewer whose link this is, "" if it is nobody's."""
        return next((n for n in self.reviewers if secrets.compare_digest(self.link_token(n), token)), "")

    def host_allowed(self, host: str) -> bool:
        """Whether a Host header (with or without port) is one of ours."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name.lower() in self.hosts


def allowed_hosts(extra: Sequence[str]) -> frozenset[str]:
    """Loopback by its names, and what the person allowed."""
    return frozenset({"127.0.0.1", "localhost", "[::1]", *(h.lower() for h in extra)})
