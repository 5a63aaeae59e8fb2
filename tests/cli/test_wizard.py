"""`appealdocs init` without arguments, at a terminal: answers typed into a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.intake.test_notice import DEACTIVATION

from appealdocs.intake.caseyaml import load_case
from appealdocs.workspace import Workspace

COMMAND = [sys.executable, "-c", "from appealdocs.cli.main import main; main()", "init"]


class Terminal:
    """A command at a pseudo-terminal of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.ours, theirs = pty.openpty()

        def controlling() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite started in the background would hand on 'ignored'

        self.process = subprocess.Popen(
            [*COMMAND, *options], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True, preexec_fn=controlling,
            env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        )
        os.close(theirs)
        self.said = ""

    def until(self, words: str, seconds: float = 40) -> None:
        """Read until the screen shows `words` after what was read before."""
        end, seen = time.monotonic() + seconds, self.said
        while words not in self.said[len(seen) :]:
            if time.monotonic() > end or not self._more(1):
                raise AssertionError(f"no {words!r} in {self.said[len(seen):]!r}")

    def _more(self, seconds: float) -> bool:
        if not select.select([self.ours], [], [], seconds)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.ours, 65536)
        except OSError:
            return False
        self.said += data.decode("utf-8", "replace")
        return bool(data)

    def answer(self, question: str, reply: str) -> None:
        self.until(question)
        os.write(self.ours, (reply + "\n").encode())

    def press(self, key: bytes, seconds: float = 40) -> None:
        """Press a key until the process ends, as a person does: Python's input() can miss a Ctrl-C that comes as it begins to wait."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            os.write(self.ours, key)
            pause = time.monotonic() + 0.5
            while time.monotonic() < pause and self.process.poll() is None:
                self._more(0.05)

    def end(self) -> int:
        """The exit status; what was still said is read."""
        end = time.monotonic() + 40
        while self._more(1) and time.monotonic() < end:
            pass
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            os.close(self.ours)  # not before: a terminal that goes hangs up on what is still ending


def test_a_first_case_in_english_from_a_notice(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(DEACTIVATION.replace("FINAL WARNING\n", ""), encoding="utf-8")
    t = Terminal(tmp_path)
    t.answer("English 2", "2")
    t.answer("Number", "2")
    t.answer("Path of the notice", "no-such-file.pdf")
    t.answer("Path of the notice", "n.txt")
    for question in ("close the store yourself", "refused already", "really sell counterfeits"):
        t.answer(question, "n")
    t.answer("Number", "2")
    t.answer("Which site", "1")
    t.answer("files that prove it", "y")
    t.answer("Name of the new folder", "")
    assert t.end() == 0
    assert "no-such-file.pdf" in t.said
    assert "appealdocs draft noon-deactivation-1" in t.said
    case = load_case(tmp_path / "noon-deactivation-1" / "case.yaml", Workspace())
    assert (case.platform_case, case.issue, len(case.points)) == ("DEA-2026-0417702", "logistics", 2)
    assert "Left blank in case.yaml" in t.said
    assert (tmp_path / "noon-deactivation-1" / "FETCH.md").is_file()


def test_a_first_case_in_chinese_with_empty_and_wrong_answers_and_a_taken_name(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_text("x", encoding="utf-8")
    t = Terminal(tmp_path, "--lang", "zh")
    t.answer("中文 1", "")
    t.answer("请输入编号", "")
    t.answer("请输入编号", "99")
    t.answer("请输入编号", "abc")
    t.answer("请输入编号", "3")
    t.answer("通知文件的路径", "")
    t.answer("72 小时", "")
    t.answer("确实售假", "不知道")
    t.answer("确实售假", "否")
    t.answer("属于哪一类", "1")
    t.answer("哪个站点", "1")
    t.answer("通知何时收到", "昨天")
    t.answer("通知何时收到", "2026-03-01 13：00")
    t.answer("能证明的文件", "没有")
    t.answer("新文件夹的名称", "taken")
    t.answer("新文件夹的名称", "mine")
    assert t.end() == 0
    assert "没有证据的申诉不会成功" in t.said
    case = load_case(tmp_path / "mine" / "case.yaml", Workspace())
    assert (case.procedure, case.issue, str(case.received)) == ("ozon-odr", "not-dispatched", "2026-03-01 13:00:00+08:00")
    assert [p.name for p in (tmp_path / "taken").iterdir()] == ["x"]


@pytest.mark.parametrize(
    ("place", "question", "said"),
    [
        ("2", "Final Warning", "Do not appeal"), ("2", "close the store yourself", "outside this procedure"), ("2", "refused already", "final"),
        ("3", "72 hours", "Do not submit"), ("4", "intellectual property", "another way"), ("5", "really sell counterfeits", "not appealable"),
    ],
)  # fmt: skip
def test_where_an_appeal_makes_no_sense_it_says_so_and_makes_nothing(place: str, question: str, said: str, tmp_path: Path) -> None:
    t = Terminal(tmp_path)
    t.answer("English 2", "2")
    t.answer("Number", place)
    t.answer("Path of the notice", "")
    while True:
        t.until("[y/N]")
        asked = re.split(r"[\r\n]", t.said.strip())[-1]
        os.write(t.ours, b"y\n" if question in asked else b"n\n")
        if question in asked:
            break
    assert t.end() == 1
    assert said in t.said
    assert list(tmp_path.iterdir()) == []


def test_a_final_warning_in_the_notice_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(DEACTIVATION, encoding="utf-8")
    t = Terminal(tmp_path)
    t.answer("English 2", "2")
    t.answer("Number", "2")
    t.answer("Path of the notice", "n.txt")
    assert t.end() == 1
    assert "no appeal against a Final Warning succeeds" in t.said
    assert [p.name for p in tmp_path.iterdir()] == ["n.txt"]


def test_the_notice_s_words_propose_the_issue_and_a_deadline_that_is_over_is_said(tmp_path: Path) -> None:
    (tmp_path / "my notice.txt").write_text(
        "noon Seller Performance\nCase ID: 8841027\nSite: noon.com/sa\nNotice date: 5 March 2026, 10:05 GST\n"
        "Order NAEHF0071420551: item not received.\nPlease reply by 12 March 2026, 23:59 GST.\n", encoding="utf-8",
    )  # fmt: skip
    t = Terminal(tmp_path, "--now", "2026-03-20T10:00:00+04:00")
    t.answer("English 2", "2")
    t.answer("Number", "1")
    t.answer("Path of the notice", "my\\ notice.txt")
    t.answer("really sell", "n")
    t.answer("Which issue", "")
    t.answer("files that prove it", "")
    t.answer("Name of the new folder", "")
    assert t.end() == 0
    assert "(Beijing time 2026-03-13 03:59)" in t.said
    assert "that time is over" in t.said
    assert "1. Delivered but reported as not received  <- by the notice's words" in t.said
    case = load_case(tmp_path / "noon-odr-1" / "case.yaml", Workspace())
    assert (case.issue, case.site, case.notice) == ("delivered-not-received", "noon.com/sa", "notice.txt")


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
def test_broken_off_it_leaves_nothing(key: bytes, tmp_path: Path) -> None:
    t = Terminal(tmp_path)
    t.answer("English 2", "2")
    t.answer("Number", "1")
    t.until("Path of the notice")
    t.press(key)
    assert t.end() == 130
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in t.said
