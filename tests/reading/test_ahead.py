"""Reading processes that start before the case is parsed: only for what was never read, and never twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from appealdocs.reading import Cache, Item, ahead, read_all

FORM = ["Order ID|NAEHF0061420317"]


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    ahead.end()
    yield
    ahead.end()


def test_a_new_file_starts_a_process_and_reading_takes_it(make: Any, tmp_path: Path) -> None:
    path, cache = make.pdf("evidence/a.pdf", FORM), Cache(tmp_path / "cache")
    assert ahead.begin(tmp_path, cache)
    (pool,) = ahead._waiting
    (process,) = pool._idle
    pid = process.start().pid
    (reading,) = read_all([Item(path, "evidence/a.pdf")], cache)
    assert "NAEHF0061420317" in reading.text
    assert ahead.taken() is None
    assert not Path(f"/proc/{pid}").exists()  # read_all ended it


def test_what_was_read_before_starts_none(make: Any, tmp_path: Path) -> None:
    path, cache = make.pdf("evidence/a.pdf", FORM), Cache(tmp_path / "cache")
    read_all([Item(path, "evidence/a.pdf")], cache)
    assert not ahead.begin(tmp_path, cache)
    make.pdf("evidence/b.pdf", ["Order ID|NAEHF0061420318"])
    assert ahead.begin(tmp_path, cache)


def test_two_pictures_are_worth_two_processes(make: Any, tmp_path: Path) -> None:
    for number in range(2):
        make.picture(f"evidence/{number}.png", make.lines([f"Order {number}"], (300, 100)))
    assert ahead.begin(tmp_path, Cache(tmp_path / "cache"))
    (pool,) = ahead._waiting
    assert len(pool._idle) == min(2, pool.jobs)


def test_a_second_call_starts_nothing_more(make: Any, tmp_path: Path) -> None:
    make.pdf("evidence/a.pdf", FORM)
    assert ahead.begin(tmp_path, Cache(tmp_path / "cache"))
    assert not ahead.begin(tmp_path, Cache(tmp_path / "cache"))


def test_hostile_folders_start_nothing(make: Any, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert not ahead.begin(tmp_path / "none", cache)
    (tmp_path / "evidence").mkdir()
    os.mkfifo(tmp_path / "evidence" / "pipe.pdf")
    outside = make.pdf("elsewhere/a.pdf", FORM)
    (tmp_path / "evidence" / "link.pdf").symlink_to(outside)
    (tmp_path / "evidence" / "loop.pdf").symlink_to("loop.pdf")
    make.file("evidence/empty.pdf", b"")
    with (tmp_path / "evidence" / "huge.mp4").open("wb") as file:
        file.truncate(300_000_000)
    assert not ahead.begin(tmp_path, cache)
