"""Reading processes: bounded, killed when they hang, replaced when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from appealdocs.errors import AppealdocsError, PartFailed
from appealdocs.reading import Item, Pool, limits, read, read_all
from appealdocs.reading import pool as pool_module
from appealdocs.reading.opening import look
from appealdocs.reading.pool import Process, Task


def task(path: Path) -> Task:
    item = Item(path, path.name)
    return Task(item, look(item))


def test_results_come_in_the_order_asked(make: Any) -> None:
    paths = [make.pdf(f"{i}.pdf", [f"Order ID|NAEHF006142031{i}"], pages=1 + 5 * (i == 2)) for i in range(5)]
    with Pool(2) as pool:
        readings = read_all([Item(path, path.name) for path in paths], pool=pool)
    assert [r.path for r in readings] == [f"{i}.pdf" for i in range(5)]
    assert all(f"NAEHF006142031{i}" in r.text for i, r in enumerate(readings))


def test_both_processors_work_when_it_is_worth_it(make: Any) -> None:
    paths = [make.picture(f"{i}.png", make.lines([f"Order ID|NAEHF006142031{i}"])) for i in range(2)]
    with Pool(2) as pool:
        readings = read_all([Item(path, path.name) for path in paths], pool=pool)
        assert len(pool._idle) == 2
    assert all(f"NAEHF006142031{i}" in r.text for i, r in enumerate(readings))


def test_a_hanging_process_is_killed(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_FACTOR", 0.01)
    process = Process(1)
    os.kill(process._greet().pid, signal.SIGSTOP)
    reading = process.read(task(make.pdf("a.pdf")))
    assert [t.kind for t in reading.troubles] == ["timeout"]
    monkeypatch.undo()
    assert process.read(task(make.pdf("b.pdf"))).troubles == ()  # a fresh one took its place
    process.stop()


def test_a_process_that_died_is_replaced(make: Any) -> None:
    process = Process(1)
    assert process.read(task(make.pdf("a.pdf"))).troubles == ()
    os.kill(process.start().pid, signal.SIGKILL)
    process.start().wait()
    assert process.read(task(make.pdf("b.pdf"))).troubles == ()
    process.stop()


def test_a_crash_is_the_file_s_trouble(make: Any, tmp_path: Path) -> None:
    """A parser that takes the whole process down, played by a reader that kills itself."""
    broken = tmp_path / "broken" / "pypdf"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    process = Process(1)
    original = subprocess.Popen

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        options["env"] = options["env"] | {
            "PYTHONPATH": f"{tmp_path / 'broken'}{os.pathsep}{options['env']['PYTHONPATH']}"
        }
        return original(command, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool_module.subprocess, "Popen", start)
        reading = process.read(task(make.pdf("a.pdf")))
    process.stop()
    assert [t.kind for t in reading.troubles] == ["unreadable"]
    assert "died" in reading.troubles[0].detail


def test_an_installation_that_does_not_start_is_no_fault_of_the_file(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(PartFailed):
        read(make.pdf("a.pdf"), "a.pdf")


def test_a_defect_of_ours_is_raised_not_blamed_on_the_file(make: Any) -> None:
    line = '{"defect": "TypeError at found.py:33"}'
    with pytest.raises(AppealdocsError, match=r"found\.py:33") as caught:
        pool_module._answer(line)
    assert caught.value.exit_status == 70


def test_secrets_of_the_caller_do_not_reach_a_reading_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    process = Process(1)
    pid = process._greet().pid
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    process.stop()
    assert b"sk-test" not in environment
    assert b"PATH=" in environment


def test_warm_process_is_used(make: Any) -> None:
    with Pool(1) as pool:
        pool.warm("pdf")
        pid = pool._idle[0].start().pid
        read(make.pdf("a.pdf"), "a.pdf", pool=pool)
        assert pool._idle[0].start().pid == pid


def limited(code: str) -> str:
    """Run code in a confined process of its own; what it printed."""
    head = "from appealdocs.reading import guard, limits\nguard.confine()\n"
    root = Path(pool_module.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": str(root)},
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_processor_time_ends_a_loop() -> None:
    code = """
        try:
            with guard.cpu(0.3):
                while True:
                    try:
                        sum(range(1000))
                    except Exception:
                        pass
        except guard.OutOfTime:
            print("ended")
    """
    assert limited(code) == "ended"


@pytest.mark.skipif(sys.platform != "linux", reason="measured through /proc")
def test_memory_is_bounded_for_a_file_and_free_again_after() -> None:
    code = """
        try:
            with guard.memory(50_000_000):
                bytearray(200_000_000)
        except MemoryError:
            print("bounded")
        print(len(bytearray(200_000_000)))
        with guard.memory(50_000_000):
            with guard.relaxed():
                kept = bytearray(200_000_000)
            print(len(bytearray(30_000_000)))
    """
    assert limited(code).split() == ["bounded", "200000000", "30000000"]


@pytest.mark.skipif(sys.platform != "linux", reason="measured through /proc")
def test_a_process_may_not_take_more_than_its_share() -> None:
    code = """
        try:
            bytearray(limits.WORKER_MEMORY)
        except MemoryError:
            print("bounded")
    """
    assert limited(code) == "bounded"
