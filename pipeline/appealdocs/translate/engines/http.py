"""JSON over HTTP for engines: deadline, retries with growing waits, bounded answers, no redirects."""

from __future__ import annotations

import http.client
import json
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from appealdocs.translate.engines.base import failed

MAX_ANSWER_BYTES = 4_000_000
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_STAY_AWAY = frozenset({401, 402, 403, 404, 456})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Retry:
    """`attempts` in all; the wait grows from `first_wait` seconds by doubling to `longest_wait`; a Retry-After of the
    server counts up to `longest_wait`. `sleep` is time.sleep but for tests."""

    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 20.0
    sleep: Callable[[float], None] = time.sleep


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def check_address(name: str, url: str, secret: bool) -> None:
    """Raises StayAway for an address that is no http(s) URL, or that would send a secret in the clear."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise failed(name, f"'{url}' is no http(s) address", f"“{url}”不是 http(s) 地址", stay_away=True)
    if secret and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise failed(name, "a key is never sent over plain HTTP", "密钥不会通过明文 HTTP 发送", stay_away=True)


def post(name: str, url: str, payload: Any, headers: Mapping[str, str], seconds: float, retry: Retry) -> Any:
    """The JSON answer to a JSON request. Raises EngineFailed after the last attempt, StayAway where trying again is no use.

    `seconds` bounds each attempt's connection and each wait for data.
    """
    body = json.dumps(payload, ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(  # noqa: S310 (the scheme is checked by check_address)
        url, body, {"Content-Type": "application/json", "Accept": "application/json", **headers}
    )
    opener = urllib.request.build_opener(_NoRedirect())
    reason = ""
    for attempt in range(retry.attempts):
        wait = min(retry.longest_wait, retry.first_wait * 2**attempt * (1 + random.random() / 4))  # noqa: S311
        try:
            return _answer(name, opener, request, seconds)
        except urllib.error.HTTPError as error:
            reason = f"HTTP {error.code}"
            after = error.headers.get("Retry-After") or ""
            error.close()
            if error.code in _STAY_AWAY:
                raise failed(name, f"{reason}: check key, address and quota", f"{reason}：请检查密钥、地址与额度", stay_away=True) from None
            if error.code not in _AGAIN:
                break
            wait = max(wait, min(retry.longest_wait, float(after))) if after.isdigit() else wait
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = f"{type(error).__name__}: {error}"[:200]
        if attempt + 1 < retry.attempts:
            retry.sleep(wait)
    raise failed(name, f"no usable answer ({reason})", f"没有可用的应答（{reason}）")


def _answer(name: str, opener: urllib.request.OpenerDirector, request: urllib.request.Request, seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    with opener.open(request, timeout=seconds) as response:
        data = bytearray()
        while chunk := response.read1(65_536):
            data += chunk
            if len(data) > MAX_ANSWER_BYTES:
                raise ValueError("the answer is larger than 4 MB")
            if time.monotonic() > deadline:
                raise TimeoutError("the answer took too long")
        return json.loads(data)
