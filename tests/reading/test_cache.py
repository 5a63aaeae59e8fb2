"""Readings are kept by content, shared between processes, never trusted blindly."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from appealdocs.model.reading import Reading, Trouble
from appealdocs.reading import Cache, Expect, Item, Pool, default_folder, limits, read, read_all
from appealdocs.reading import pool as pool_module
from appealdocs.reading.ocr import NO_RAPIDOCR, NO_TESSERACT

FORM = ["Order ID|NAEHF0061420317", "Delivered at|7 March 2026, 14:32 GST (GMT+4)"]


def test_the_second_run_starts_no_process(make: Any, tmp_path: Path, monkeypatch: Any) -> None:
    path, cache = make.pdf("a.pdf", FORM), Cache(tmp_path / "cache")
    first = read(path, "evidence/a.pdf", cache=cache)

    def refuse(*args: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(pool_module.Process, "start", refuse)
    assert read(path, "evidence/a.pdf", cache=cache) == first


def test_same_content_under_another_name(make: Any, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    path = make.pdf("a.pdf", FORM)
    read(path, "evidence/a.pdf", cache=cache)
    path.rename(tmp_path / "order NAEHF0061420317.pdf")
    reading = read(tmp_path / "order NAEHF0061420317.pdf", "evidence/order NAEHF0061420317.pdf", cache=cache)
    assert reading.path == "evidence/order NAEHF0061420317.pdf"
    assert [f.page for f in reading.found if f.fact.value == "NAEHF0061420317"] == [1, None]


def test_the_same_content_twice_is_read_once(make: Any, tmp_path: Path, pool: Pool) -> None:
    data = make.pdf("a.pdf", FORM).read_bytes()
    other = make.file("b.pdf", data)
    first, second = read_all([Item(tmp_path / "a.pdf", "a.pdf"), Item(other, "b.pdf")], pool=pool)
    assert (first.path, second.path) == ("a.pdf", "b.pdf")
    assert first.pages == second.pages


def test_damaged_entry_is_read_again(make: Any, tmp_path: Path, pool: Pool) -> None:
    path, cache = make.pdf("a.pdf", FORM), Cache(tmp_path / "cache")
    good = read(path, "a.pdf", cache=cache, pool=pool)
    (entry,) = (tmp_path / "cache").rglob("*.json")
    for damage in ("", "{}", entry.read_text("utf-8").replace(good.sha256, "0" * 64)):
        entry.write_text(damage, "utf-8")
        assert read(path, "a.pdf", cache=cache, pool=pool) == good


def test_languages_are_kept_apart(make: Any, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    reading = Reading("a.png", "f" * 64, 1, "png")
    assert cache.put(reading, Expect(languages=("en",)))
    assert cache.get("f" * 64, "png", Expect(languages=("ru",)), "a.png") is None
    assert cache.get("f" * 64, "png", Expect(languages=("en",), orders=("1",)), "b.png") == Reading(
        "b.png", "f" * 64, 1, "png"
    )


def test_passing_troubles_are_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    half_made = Trouble("unreadable", "NameError at active.py:45")
    passing = Trouble("timeout", f"{limits.NO_ANSWER} 40 s"), NO_RAPIDOCR, NO_TESSERACT, half_made
    for trouble in passing:
        assert not cache.put(Reading("a", "f" * 64, 1, "png", (trouble,)), Expect())
    for trouble in (
        Trouble("bomb"),
        Trouble("timeout", "more than 8 s of processor time"),
        Trouble("ocr-missing", "30 scanned pages"),
    ):
        assert cache.put(Reading("a", "f" * 64, 1, "png", (trouble,)), Expect())


def test_a_file_that_changes_while_it_is_read_is_not_kept(make: Any, tmp_path: Path) -> None:
    path, cache = make.pdf("a.pdf", FORM), Cache(tmp_path / "cache")

    class Slow(Pool):
        def read(self, tasks: Any) -> list[Reading]:
            make.pdf("a.pdf", ["Something else|12345678901"])
            return super().read(tasks)

    with Slow(1) as slow:
        read(path, "a.pdf", cache=cache, pool=slow)
    assert not list((tmp_path / "cache").rglob("*.json"))


def test_many_processes_at_once(make: Any, tmp_path: Path) -> None:
    path = make.pdf("a.pdf", FORM)
    code = (
        "import sys; from pathlib import Path; from appealdocs.reading import Cache, read\n"
        "if __name__ == '__main__': print(len(read(Path(sys.argv[1]), 'a.pdf', cache=Cache(Path(sys.argv[2]))).found))"
    )
    root = Path(pool_module.__file__).parents[2]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(tmp_path / "cache")],
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(root)},
        )
        for _ in range(3)
    ]
    assert {run.communicate(timeout=60)[0].strip() for run in runs} == {b"2"}
    assert len(list((tmp_path / "cache").rglob("*"))) == 3  # version, shelf, one file: nothing half-written


def test_a_cached_case_takes_milliseconds(make: Any, tmp_path: Path, pool: Pool) -> None:
    items = [Item(make.pdf(f"{i}.pdf", [f"Order ID|NAEHF006142031{i}", *FORM]), f"evidence/{i}.pdf") for i in range(6)]
    cache = Cache(tmp_path / "cache")
    read_all(items, cache, pool=pool)
    start = time.process_time()
    read_all(items, cache)
    assert time.process_time() - start < 0.1


def test_the_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put(Reading("a", "f" * 64, 1, "png"), Expect())
    (shelf,) = (tmp_path / "cache").glob("v*/*")
    assert shelf.stat().st_mode & 0o077 == 0


def test_default_folder_is_the_user_s_own() -> None:
    assert "appealdocs" in default_folder().parts
