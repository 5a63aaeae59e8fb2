"""A whole case: `--help`, a cold `check`, a warm draft, and folders a second in batch, for cases without images.

    python benchmarks/case.py [--folders 60] [--jobs 2]

Processor time of the whole family of processes beside the wall clock, because the machine may be shared. Every folder says other numbers, so that no cache of a letter serves another. The bars of issue 2 hold on a machine where
docxtpl + LibreOffice take 15 + 104 ms a letter; `render.py` prints what they take here, which is the ratio to read these by.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from appealdocs.stages import check_case, draft_case
from appealdocs.workspace import Workspace

SAMPLES = Path(__file__).parents[1] / "samples"
COMMAND = str(Path(sys.executable).with_name("appealdocs"))
IMAGES = (".png", ".jpg", ".mp4")


def main() -> None:
    """Print best and median of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    times: dict[str, Any] = yaml.safe_load((SAMPLES / "now.yaml").read_text(encoding="utf-8"))
    names = [name for name in times if name != "with-faults"]
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        cases = [_case(names[n % len(names)], n, root / "batch") for n in range(given.folders)]
        _show("appealdocs --help, cold", [_run("--help") for _ in range(5)])
        for name, case in zip(names, cases, strict=False):
            _show(f"check {name}, cold", [_run("check", str(case), "--now", str(times[name])) for _ in range(4)][1:])
        warm: dict[str, list[tuple[float, float]]] = {"check": [], "draft": []}
        for n, case in enumerate(cases):
            now = datetime.fromisoformat(str(times[names[n % len(names)]]))
            for stage, work in (("check", check_case), ("draft", draft_case)):
                start = _clock()
                work(case, Workspace.find(case), now)
                warm[stage].append(_since(start))
        for stage, taken in warm.items():
            _show(f"{stage}, warm process", taken[len(names) :])
        for case in cases:
            shutil.rmtree(case / "out")
            shutil.rmtree(case / "review", ignore_errors=True)
        for said in ("cold pool", "nothing changed"):
            wall, used = _run("batch", str(root / "batch"), "--jobs", str(given.jobs), "--now", str(times[names[0]]))
            rate = len(cases) / wall * 1000
            print(f"{'batch, ' + said:40} {rate:6.1f} folders/s with {given.jobs} jobs, start included; cpu {used / len(cases):.0f} ms a folder")


def _case(name: str, number: int, root: Path) -> Path:
    """A sample without its images, and with numbers of its own in the seller's words."""
    folder = root / f"{name}-{number}"
    shutil.copytree(SAMPLES / name, folder, ignore=shutil.ignore_patterns("out", "review", *(f"*{end}" for end in IMAGES)))
    case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    case["reference"] = f"{case.get('reference', 'REF')}-{number}"
    gone = {e["id"] for e in case["evidence"] if e["file"].endswith(IMAGES)}
    case["evidence"] = [e for e in case["evidence"] if e["id"] not in gone]
    for key in ("logo", "stamp", "signature"):
        case["seller"].pop(key, None)
    _without(case, gone, number)
    (folder / "case.yaml").write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def _without(data: Any, gone: set[str], number: int) -> None:
    """Take the images out of the lists that name evidence, and put a number into each Chinese sentence of a claim."""
    if isinstance(data, list):
        data[:] = [item for item in data if not (isinstance(item, str) and item in gone)]
        for item in data:
            _without(item, gone, number)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "zh" and isinstance(value, str) and "text" in data.get("kind", "text") and len(value) > 30:
                data[key] = f"{value}（第{number + 1}号记录）"
            else:
                _without(value, gone, number)


def _clock() -> tuple[float, float]:
    """Wall clock and processor time (children that have ended included) in milliseconds."""
    used = os.times()
    return time.perf_counter() * 1000, (used.user + used.system + used.children_user + used.children_system) * 1000


def _since(start: tuple[float, float]) -> tuple[float, float]:
    wall, used = _clock()
    return wall - start[0], used - start[1]


def _run(*arguments: str) -> tuple[float, float]:
    start = _clock()
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # a user's second run finds compiled modules
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False, env=env)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    return _since(start)


def _show(what: str, taken: list[tuple[float, float]]) -> None:
    for name, times in zip(("wall", "cpu"), zip(*taken, strict=True), strict=True):
        print(f"{what:40} {name:4} best {min(times):8.1f}   median {statistics.median(times):8.1f} ms", flush=True)


if __name__ == "__main__":
    main()
