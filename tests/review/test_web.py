"""The review page in real Chromium: a whole review by keyboard, two reviewers at once, reload, kill and restart."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from appealdocs.casefolder import CaseFolder
from appealdocs.review.store import load

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
NOW = "2026-03-13T10:00:00+04:00"


class Server:
    """`appealdocs review serve` as a user would start it."""

    def __init__(self, root: Path, port: int = 0) -> None:
        command = [sys.executable, "-c", "from appealdocs.cli.main import main; main()", "review", "serve", str(root), "--port", str(port), "--now", NOW]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        self.links = {}
        for _ in range(2):
            line = self.process.stdout.readline()
            name, _, link = line.strip().partition(": ")
            assert link.startswith("http"), line
            self.links[name] = link
        self.port = int(re.search(r":(\d+)/", self.links["Li Min"])[1])  # type: ignore[index]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def server(reviewed: CaseFolder) -> Iterator[Server]:
    running = Server(reviewed.root.parent)
    yield running
    running.kill()


@pytest.fixture
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield running
        running.close()


def opened(browser: Any, server: Server, name: str) -> Any:
    page = browser.new_context().new_page()
    page.goto(server.links[name])
    page.click("text=case")
    page.wait_for_selector(".seg.here")
    return page


def target(folder: CaseFolder, id: str) -> tuple[str, str, str]:
    segment = load(folder.review)[id]
    return segment.target, segment.state, segment.stamp.by


def test_a_whole_review_by_keyboard_alone(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    page = opened(browser, server, "Li Min")
    keyboard = page.keyboard
    assert page.get_attribute(".seg.here", "data-id") == "p1.problem1"
    keyboard.press("a")
    page.wait_for_selector(".seg.here[data-id='p1.cause1']")
    keyboard.press("Enter")
    keyboard.type("The parcel 34208117650 was signed for on 7 March 2026.")
    keyboard.press("Control+Enter")
    page.wait_for_selector(".seg.here[data-id='p1.action1']")
    keyboard.press("a")
    page.wait_for_selector(".seg.here[data-id='request']")
    keyboard.press("Enter")
    keyboard.press("Control+End")
    keyboard.type(" Thank you.")
    keyboard.press("Control+Enter")
    page.wait_for_selector("#count:has-text('5 / 5')")
    assert target(reviewed, "p1.cause1") == ("The parcel 34208117650 was signed for on 7 March 2026.", "approved", "Li Min")
    assert target(reviewed, "request") == ("Please remove order 00061420317. Thank you.", "approved", "Li Min")
    page.focus(".seg.here")
    keyboard.press("u")
    page.wait_for_selector("#count:has-text('4 / 5')")
    assert target(reviewed, "request")[:2] == ("Please remove order 00061420317.", "needs-review")
    assert {r.by for r in reviewed.records()} == {"Li Min"}


def test_two_reviewers_on_the_same_segment_lose_nothing(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    one, two = (opened(browser, server, name) for name in ("Li Min", "Zhou Ke"))
    for page, text in ((one, "First text."), (two, "Second text.")):
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    one.keyboard.press("Control+Enter")
    one.wait_for_selector("text=First text.")
    two.keyboard.press("Control+Enter")
    two.wait_for_selector("#said.on")
    assert target(reviewed, "p1.problem1") == ("First text.", "approved", "Li Min")
    two.wait_for_selector("textarea")
    assert two.input_value("textarea") == "Second text."
    two.focus("textarea")
    two.keyboard.press("Control+Enter")
    two.wait_for_selector("div.target:has-text('Second text.')")
    assert target(reviewed, "p1.problem1") == ("Second text.", "approved", "Zhou Ke")


def test_a_reload_and_a_killed_server_keep_what_was_typed(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    page = opened(browser, server, "Li Min")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Half a sentence")
    page.reload()
    page.wait_for_selector("textarea")
    assert page.input_value("textarea") == "Half a sentence"
    server.kill()
    page.focus("textarea")
    page.keyboard.press("End")
    page.keyboard.type(" more.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#said.on")
    assert page.input_value("textarea") == "Half a sentence more."
    again = Server(reviewed.root.parent, server.port)
    try:
        page.goto(again.links["Li Min"])
        page.click("text=case")
        page.wait_for_selector("textarea")
        assert page.input_value("textarea") == "Half a sentence more."
        page.focus("textarea")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#count:has-text('2 / 5')")
    finally:
        again.kill()
    assert target(reviewed, "p1.problem1") == ("Half a sentence more.", "approved", "Li Min")


def status(server: Server, path: str, method: str = "GET", **headers: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", method=method, headers=headers, data=b"{}" if method == "POST" else None)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_who_may(server: Server) -> None:
    token = server.links["Li Min"].rsplit("/", 1)[1]
    cookie = f"appealdocs={token}"
    assert status(server, "/") == 403
    assert status(server, "/", Cookie=cookie) == 200
    assert status(server, "/", Cookie=cookie, Host="evil.test") == 421
    assert status(server, "/enter/wrong") == 403
    assert status(server, "/api/segments/case", Cookie="appealdocs=wrong") == 403
    assert status(server, "/api/step/case", "POST", Cookie=cookie) == 403
    for path in ("/case/../../etc", "/api/segments/..%2f..%2fetc", "/letter/..%2f..", "/static/..%2fapp.py", "/static/app.py"):
        assert status(server, path, Cookie=cookie) in ((200, 404) if path.startswith("/case") else (404,))


def test_another_address_than_loopback_is_refused(reviewed: CaseFolder) -> None:
    command = [sys.executable, "-c", "from appealdocs.cli.main import main; main()", "review", "serve", str(reviewed.root.parent), "--host", "0.0.0.0"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "loopback" in said.stderr
