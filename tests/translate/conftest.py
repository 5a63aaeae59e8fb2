"""A real HTTP server in the test process, that answers as each test tells it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Server:
    """`replies` are used up one a request, the last one stays: (status, body) or a callable that gets the request's JSON;
    'hang', 'cut' and 'garbage' are faults. `seen` holds (path, headers, body) of every request."""

    url: str = ""
    replies: list[Any] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Any:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(raw) if raw else None
            server.seen.append((self.path, dict(self.headers), body))
            reply = server.next()
            if reply == "hang":
                server.release.wait(20)
                self.close_connection = True
                return
            if reply == "cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b'{"half":')
                self.close_connection = True
                return
            if reply == "drip":
                self.send_response(200)
                self.send_header("Content-Length", "100000")
                self.end_headers()
                for _ in range(100):
                    if server.release.wait(0.1):
                        return
                    self.wfile.write(b" ")
                return
            status, answer, *headers = reply(body) if callable(reply) else reply
            data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Silent."""

    return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    http.daemon_threads = True
    state.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    state.release.set()
    http.shutdown()
    http.server_close()
    thread.join(5)
    time.sleep(0)


def chat(content: Any) -> tuple[int, Any]:
    """A chat completion in the recorded shape."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return 200, {
        "id": "chatcmpl-1", "object": "chat.completion", "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }  # fmt: skip


@pytest.fixture
def chat_answer() -> Callable[[Any], tuple[int, Any]]:
    return chat
