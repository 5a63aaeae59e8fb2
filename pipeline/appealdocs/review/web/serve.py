"""Start the review page on a socket and print each reviewer's own link."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from appealdocs.errors import MissingPart, UsageError
from appealdocs.model.text import Text2
from appealdocs.review.web.access import Access, allowed_hosts
from appealdocs.workspace import Workspace


def reviewers(workspace: Workspace) -> tuple[str, ...]:
    """Who may review: `reviewers` of appealdocs.toml, else its `reviewer`."""
    listed = workspace.settings.get("reviewers") or ([workspace.reviewer] if workspace.reviewer else [])
    return tuple(str(name) for name in listed)


def serve(
    root: Path, workspace: Workspace, host: str, port: int, allow: Sequence[str], now: datetime | None, say: Callable[[str], None],
    help: object = None,
) -> None:
    """Serve until interrupted. Raises UsageError for an address that is not loopback and was not allowed, or without reviewers;
    MissingPart where the extra is not installed."""
    try:
        import uvicorn

        from appealdocs.review.web.app import Help, application
    except ImportError as error:
        raise MissingPart(
            Text2("the review page needs the extra 'web'", "审校网页需要附加组件 web"), Text2("pip install 'appealdocs[web]'", "pip install 'appealdocs[web]'")
        ) from error
    names = reviewers(workspace)
    if not names:
        raise UsageError(
            Text2("no reviewer is named", "没有指定审校人"),
            Text2('Write reviewers = ["Li Min"] into appealdocs.toml.', '请在 appealdocs.toml 中写 reviewers = ["李敏"]。'),
        )
    if not _loopback(host) and not allow:
        raise UsageError(
            Text2(f"{host} is not loopback: others could reach the page", f"{host} 不是本机回环地址，他人可能访问该页面"),
            Text2("Name the Host under which it may be called: --allow-host NAME.", "请用 --allow-host 指明允许的主机名。"),
        )
    assert isinstance(help, Help)
    access = Access(names, allowed_hosts(allow))
    listener = socket.create_server((host, port))
    at = listener.getsockname()[1]
    for name in names:
        say(f"{name}: http://{host}:{at}/enter/{access.link_token(name)}")
    config = uvicorn.Config(application(root, access, help, now), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
