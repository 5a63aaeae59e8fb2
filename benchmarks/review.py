"""The review page with 500 segments: when it is usable in Chromium, and how long an approval takes, alone and with 20 reviewers.

    python benchmarks/review.py [SEGMENTS]

Prints one line a figure. The limits of the issue: usable in 1 s, an approval answered in 50 ms.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from statistics import median

from appealdocs.casefolder import write_atomic
from appealdocs.model.letter import Segment
from appealdocs.review.store import dump_segments, load, parse

FLAGS = ["--no-sandbox", "--disable-gpu"]
REVIEWERS = [f"Reviewer {n:02}" for n in range(20)]


def make(root: Path, count: int) -> Path:
    case = root / "case"
    case.mkdir()
    (case / "case.yaml").write_text("{}", encoding="utf-8")
    listed = ", ".join(f'"{name}"' for name in REVIEWERS)
    (root / "appealdocs.toml").write_text(f"reviewers = [{listed}]\n", encoding="utf-8")
    segments = [
        Segment(f"p{n // 10}.cause{n}", f"points[{n // 10}].cause[{n}]", f"包裹 3420811{n:04} 已于2026年3月7日由承运商签收，买家称未收到商品。", "zh",
                f"The carrier delivered parcel 3420811{n:04} on 7 March 2026; the buyer states that it was not received.", "en", "machine", "needs-review", "cause")
        for n in range(count)
    ]
    write_atomic(case / "review" / "letter.xlf", dump_segments(segments, "B-1", "en"))
    return case


def approve(link: str, ids: list[str], times: list[float]) -> None:
    base, token = link.split("/enter/")
    cookie = {"Cookie": f"appealdocs={token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{base}/case/case", headers=cookie)) as answer:
        key = answer.read().decode().split('name="token" content="')[1].split('"')[0]
    with urllib.request.urlopen(urllib.request.Request(f"{base}/api/segments/case", headers=cookie)) as answer:
        targets = {s["id"]: s["target"] for s in json.load(answer)["segments"]}
    for id in ids:
        body = json.dumps({"action": "approve", "id": id, "base": targets[id]}).encode()
        started = time.perf_counter()
        with urllib.request.urlopen(urllib.request.Request(f"{base}/api/step/case", body, {**cookie, "x-appealdocs-token": key})) as answer:
            answer.read()
        times.append(1000 * (time.perf_counter() - started))


def usable(link: str) -> list[float]:
    """Seconds from following a link to a page that takes keys, three times."""
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=FLAGS)
        page = browser.new_page()
        page.goto(link)
        for _ in range(3):
            started = time.perf_counter()
            page.goto(link.split("/enter/")[0] + "/case/case")
            page.wait_for_selector(".seg.here")
            page.keyboard.press("Enter")
            page.wait_for_selector("textarea")
            taken.append(time.perf_counter() - started)
            page.keyboard.press("Escape")
        browser.close()
    return taken


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as place:
        case = make(Path(place), count)
        data = (case / "review" / "letter.xlf").read_bytes()
        started = time.perf_counter()
        segments = parse(data, "x")
        parsed = time.perf_counter()
        dump_segments(segments.values(), "B-1", "en")
        print(f"segments {count}   parse {1000 * (parsed - started):.1f} ms   write {1000 * (time.perf_counter() - parsed):.1f} ms")
        command = [sys.executable, "-c", "from appealdocs.cli.main import main; main()", "review", "serve", place, "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            assert server.stdout is not None
            links = [re.split(": ", server.stdout.readline().strip(), maxsplit=1)[1] for _ in REVIEWERS]
            ids = list(segments)
            times: list[float] = []
            approve(links[0], ids[:30], times)
            print(f"approval alone   median {median(times):.1f} ms   worst {max(times):.1f} ms   first {times[0]:.1f} ms")
            if shutil.which("chromium"):
                print("page usable   " + ", ".join(f"{t:.2f} s" for t in usable(links[0])))
            times = []
            share = [ids[30 + 5 * n : 35 + 5 * n] for n in range(len(links))]
            threads = [threading.Thread(target=approve, args=(link, own, times)) for link, own in zip(links, share, strict=True)]
            started = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            whole = time.perf_counter() - started
            done = sum(s.state == "approved" for s in load(case / "review" / "letter.xlf").values())
            print(f"20 reviewers at once   {len(times)} approvals in {whole:.2f} s   median {median(times):.0f} ms   approved in the file {done} of {30 + len(times)}")
        finally:
            server.kill()


if __name__ == "__main__":
    main()
