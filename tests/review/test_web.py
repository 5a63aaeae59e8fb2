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

    def __init__(self, root: Path, port: int = 0, links: int = 2) -> None:
        command = [sys.executable, "-c", "from appealdocs.cli.main import main; main()", "review", "serve", str(root), "--port", str(port), "--now", NOW]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        self.links = {}
        for _ in range(links):
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


def test_a_phone_shows_it_without_scrolling_sideways(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    from dataclasses import replace

    from appealdocs.casefolder import write_atomic
    from appealdocs.review.store import dump_segments

    segments = load(reviewed.review)
    long = replace(segments["request"], target="https://example.test/" + "a" * 300, comments=("Zhou Ke: " + "b" * 200,))
    write_atomic(reviewed.review, dump_segments([*(s for s in segments.values() if s.id != "request"), long], "T-1", "en"))
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto(server.links["Li Min"])
    page.wait_for_selector("#cases a")
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 390
    page.tap("text=case")
    page.wait_for_selector(".seg.here")
    assert page.evaluate(wide) <= 390
    assert "b" * 200 in page.inner_text("main")
    page.tap(".seg.here .tools button >> nth=0")
    page.wait_for_selector("textarea")
    page.fill("textarea", "Typed on a phone.")
    assert page.evaluate(wide) <= 390
    page.tap("button.save")
    page.wait_for_selector("#count:has-text('2 / 5')")
    assert target(reviewed, "p1.problem1") == ("Typed on a phone.", "approved", "Li Min")


def test_what_others_do_is_shown_while_one_types(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    from datetime import datetime

    from appealdocs.review.actions import edit

    page = opened(browser, server, "Li Min")
    page.keyboard.press("Enter")
    page.keyboard.type(" Mine")
    edit(reviewed, "p1.action1", "We wrote to the buyer.", "Zhou Ke", datetime.fromisoformat(NOW))
    page.wait_for_selector("[data-id='p1.action1'].approved .target:has-text('We wrote')", timeout=15_000)
    assert page.evaluate("document.activeElement.value").endswith(" Mine")
    edit(reviewed, "p1.problem1", "Theirs.", "Zhou Ke", datetime.fromisoformat(NOW))
    page.wait_for_selector("[data-id='p1.problem1'] .clash ins:has-text('Theirs')", timeout=15_000)
    assert page.input_value("textarea").endswith(" Mine")
    page.click(".clash button")
    page.wait_for_selector("[data-id='p1.problem1'] .target:has-text('Theirs.')")
    assert target(reviewed, "p1.problem1")[2] == "Zhou Ke"


def test_terms_comments_and_undo_by_keyboard(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    page = opened(browser, server, "Li Min")
    page.keyboard.press("c")
    page.keyboard.type("Which parcel?")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-id='p1.problem1'] .note:has-text('Which parcel?')")
    page.keyboard.press("n")
    page.wait_for_selector(".seg.here[data-id='p1.cause1']")
    page.wait_for_selector("#found .offer")
    offered = page.inner_text("#found .offer b")
    page.keyboard.press("1")
    assert page.input_value("textarea") == offered
    page.keyboard.press("Escape")
    page.wait_for_selector(".seg textarea", state="detached")
    assert page.get_attribute(".seg.here", "aria-current") == "true"
    page.keyboard.press("u")
    page.wait_for_selector("[data-id='p1.problem1'] .note", state="detached")
    assert load(reviewed.review)["p1.problem1"].comments == ()


CONTRAST = r"""() => {
  const parse = c => c.match(/[\d.]+/g).map(Number), lum = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility() || e.closest("#said, option, script")) continue;
    const a = lum(parse(getComputedStyle(e).color).slice(0, 3)), b = lum(behind(e).slice(0, 3)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([e.tagName, e.className, e.textContent.slice(0, 20), ratio]);
  }
  const nameless = [...document.querySelectorAll("button, select, textarea, a, progress, input")].filter(e => e.checkVisibility() && !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length)).map(e => e.outerHTML.slice(0, 80));
  return [poor, nameless];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_are_legible_and_controls_have_names(server: Server, browser: Any, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(server.links["Li Min"])
    page.wait_for_selector("#cases a")
    assert page.evaluate(CONTRAST) == [[], []]
    page.click("text=case")
    page.wait_for_selector("#found h2")
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea")
    assert page.evaluate(CONTRAST) == [[], []]
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_the_interface_speaks_three_languages(server: Server, browser: Any) -> None:
    page = opened(browser, server, "Li Min")
    said = []
    for language in ("中文", "English", "Русский"):
        page.select_option("#lang", language)
        said.append((page.inner_text("#all"), page.inner_text(".seg.here .tools button >> nth=1")))
    assert said == [("批准全部无提示句段", "批准"), ("Approve all without flags", "Approve"), ("Утвердить все без замечаний", "Утвердить")]
    page.reload()
    page.wait_for_selector(".seg.here")
    assert page.input_value("#lang") == "Русский"


def test_a_changed_source_shows_what_changed_word_by_word(reviewed: CaseFolder, server: Server, browser: Any) -> None:
    from dataclasses import replace

    from appealdocs.casefolder import write_atomic
    from appealdocs.review.store import dump_segments

    segments = load(reviewed.review)
    moved = replace(segments["p1.problem1"], previous_source="买家于2026年3月9日称未收到商品。", previous_target="On 9 March the buyer said so.")
    write_atomic(reviewed.review, dump_segments([moved if s.id == moved.id else s for s in segments.values()], "T-1", "en"))
    page = opened(browser, server, "Li Min")
    note = page.locator("[data-id='p1.problem1'] .note")
    assert (note.locator("del").all_inner_texts(), note.locator("ins").all_inner_texts()) == (["9"], ["10"])
    assert "On 9 March the buyer said so." in note.inner_text()


def test_the_printed_letter_follows_the_edits(case_folder: Path, browser: Any) -> None:
    from datetime import datetime

    from appealdocs import stages
    from appealdocs.render.pdf_read import pdf_text
    from appealdocs.workspace import Workspace

    (case_folder.parent / "appealdocs.toml").write_text('reviewers = ["Li Min", "Zhou Ke"]\n', encoding="utf-8")
    folder = CaseFolder.open(case_folder)
    stages.draft_case(case_folder, Workspace.find(case_folder), datetime.fromisoformat(NOW))
    first = (folder.out / "letter.pdf").read_bytes()
    running = Server(case_folder.parent)
    try:
        page = opened(browser, running, "Li Min")
        page.click("#page")
        page.wait_for_selector("#pages img", timeout=30_000)
        wide, before = page.evaluate("[document.querySelector('#pages img').naturalWidth, document.querySelector('#pages img').src]")
        assert wide > 800
        page.click("[data-id='p1.cause1'] .target")
        page.keyboard.press("Enter")
        page.fill("textarea", "Aramex handed the parcel to the doorman.")
        page.keyboard.press("Control+Enter")
        page.wait_for_function("src => document.querySelector('#pages img').src !== src", arg=before, timeout=30_000)
        answer = page.request.get(running.links["Li Min"].split("/enter/")[0] + "/letter/case")
        assert "Aramex handed the parcel to the doorman." in pdf_text(answer.body()).body
        assert page.request.get(before.replace("/page/1/", "/page/99/")).status == 404
    finally:
        running.kill()
    assert (folder.out / "letter.pdf").read_bytes() == first


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
