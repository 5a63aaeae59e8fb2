"""`appealdocs deadlines`: the table, and the watch mode that ends at Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from appealdocs.cli.deadlines import _became_urgent
from appealdocs.model.text import Text2
from appealdocs.track.clocks import Clock

COMMAND = [sys.executable, "-u", "-c", "from appealdocs.cli.main import main; main()", "deadlines"]


def _default_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite started in the background would hand on 'ignored'


def clock(key: str, state: str) -> Clock:
    from datetime import UTC, datetime

    return Clock("T", "/t", key, "submission", datetime(2026, 3, 1, tzinfo=UTC), Text2("a", "b"), "000", state=state)


def test_what_became_urgent_is_what_got_worse() -> None:
    before = [clock("a", "open"), clock("b", "due"), clock("c", "due"), clock("d", "passed")]
    after = [clock("a", "due"), clock("b", "due"), clock("c", "passed"), clock("d", "passed"), clock("e", "due"), clock("f", "open")]
    assert [c.key for c in _became_urgent(before, after)] == ["a", "c", "e"]


def test_watching_tells_what_becomes_due_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "T-1"
    folder.mkdir()
    (folder / "case.yaml").write_text("procedure: ozon-odr\nreceived: 2026-03-01T10:00:03+03:00\nseller: {legal_name: A}\n", encoding="utf-8")
    # 72 hours after 'received' less one day: due 3 seconds after the watch began
    options = [str(tmp_path), "--lang", "en", "--now", "2026-03-03T10:00:00+03:00", "--watch", "0.02", "--format", "json"]
    process = subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_default_interrupt, env={**os.environ, "PYTHONUTF8": "1"})
    assert process.stdout is not None
    assert process.stderr is not None
    decoder, text, seen = json.JSONDecoder(), "", []
    while len(seen) < 2:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        text += line
        try:
            value, end = decoder.raw_decode(text.lstrip())
        except ValueError:
            continue
        seen.append(value)
        text = text.lstrip()[end:]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    said = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    assert {c["key"]: c["state"] for c in seen[0]["deadlines"]}["submission"] == "open"
    assert {c["key"]: c["state"] for c in seen[1]["deadlines"]}["submission"] == "due"
    assert "Traceback" not in said
    assert "Ended." in said
