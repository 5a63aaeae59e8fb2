"""Old things in the user's cache folder go, used ones and those that are no cache's stay, and no command fails or waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from appealdocs import usercache
from appealdocs.kept import Kept
from appealdocs.model.reading import Reading
from appealdocs.reading import Cache, Expect

DAY = 86_400
CACHES = (
    "readings/v9/ab/abc.pdf.en.json",
    "readings/v8/ab/abc.pdf.en.json",
    "readings/v8/ab/.abc.tmp",
    "templates-2/bytecode.cache",
    "templates/bytecode.cache",
    "parsed-1-0a40960c3393",
    "expressions-2-0233d9103cf5",
    ".parsed-2-0a40960c3393.k3j4_x",
)
OTHERS = ("seed.db", "seed.db-wal", "seed.db.index/zh-en-1.shard", "team.db", "notes.txt", "mine/letter.docx")


def make(folder: Path, name: str, days: float, size: int = 10) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (time.time() - days * DAY,) * 2)
    return path


def left(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_what_nobody_used_for_two_months_goes_whatever_version_wrote_it(tmp_path: Path) -> None:
    for name in (*CACHES, *OTHERS):
        make(tmp_path, name, 61)
    make(tmp_path, "readings/v9/cd/used.pdf.en.json", 59)
    assert usercache.prune(tmp_path) == len(CACHES)
    assert left(tmp_path) == {*OTHERS, "readings/v9/cd/used.pdf.en.json"}


def test_folders_that_stay_empty_go_too(tmp_path: Path) -> None:
    path = make(tmp_path, "readings/v8/ab/a.json", 70)
    for round_ in range(3):
        for folder in (path.parent, path.parent.parent):
            if folder.is_dir():
                os.utime(folder, (time.time() - 61 * DAY,) * 2)
        usercache.prune(tmp_path)
        assert path.parent.is_dir() == (round_ == 0)
    assert not path.parent.parent.is_dir()
    fresh = make(tmp_path, "readings/v9/ab/a.json", 70)
    usercache.prune(tmp_path)
    assert fresh.parent.is_dir(), "a process may be about to write there"


def test_above_the_bound_the_longest_unused_goes_first(tmp_path: Path) -> None:
    for days in range(1, 11):
        make(tmp_path, f"readings/v9/ab/{days}.json", days, 1_000)
    assert usercache.prune(tmp_path, most_bytes=4_500) == 6
    assert left(tmp_path) == {f"readings/v9/ab/{days}.json" for days in (1, 2, 3, 4)}


def test_links_are_neither_followed_nor_removed(tmp_path: Path) -> None:
    mine = make(tmp_path / "elsewhere", "a.json", 100)
    cache = tmp_path / "cache"
    make(cache, "readings/v9/ab/a.json", 100)
    (cache / "readings/v9/link").symlink_to(mine.parent)
    (cache / "templates-1").symlink_to(mine.parent)
    assert usercache.prune(cache) == 1
    assert mine.is_file()
    assert (cache / "templates-1").is_symlink()


def test_it_is_done_once_a_day(tmp_path: Path) -> None:
    make(tmp_path, CACHES[0], 61)
    assert usercache.tend(tmp_path) == 1
    make(tmp_path, CACHES[0], 61)
    assert usercache.tend(tmp_path) == 0
    os.utime(tmp_path / "pruned", (time.time() - DAY - 1,) * 2)
    assert usercache.tend(tmp_path) == 1
    make(tmp_path, CACHES[0], 61)
    os.utime(tmp_path / "pruned", (time.time() + 400 * DAY,) * 2)  # the clock was wrong
    assert usercache.tend(tmp_path) == 1


def test_a_round_is_bounded_and_the_next_goes_on(tmp_path: Path) -> None:
    for number in range(300):
        make(tmp_path, f"readings/v9/{number % 16:02x}/{number}.json", 61)
    assert usercache.prune(tmp_path, seconds=0.0) == 1
    rounds = 1
    while left(tmp_path):
        usercache.prune(tmp_path, seconds=0.002)
        rounds += 1
        assert rounds < 1_000


def test_a_folder_that_is_not_there_or_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    assert usercache.tend(tmp_path / "nowhere") == 0
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("x")
    assert usercache.tend(tmp_path / "file") == 0


def test_using_a_thing_keeps_it(tmp_path: Path) -> None:
    cache, expect = Cache(tmp_path / "readings"), Expect()
    cache.put(Reading("a", "f" * 64, 1, "png"), expect)
    kept = Kept.open("parsed", "1", tmp_path)
    kept.put("a", 1)
    kept.save()
    old = time.time() - 61 * DAY
    for name in left(tmp_path):
        os.utime(tmp_path / name, (old, old))
    assert cache.get("f" * 64, "png", expect, "a") is not None
    assert Kept.open("parsed", "1", tmp_path).get("a") == 1
    assert all((tmp_path / name).stat().st_mtime > time.time() - DAY for name in left(tmp_path))
    assert usercache.prune(tmp_path) == 0


def test_nothing_is_written_where_a_thing_was_used_today(tmp_path: Path) -> None:
    path = make(tmp_path, "a", 0.5)
    before = path.stat().st_mtime_ns
    usercache.used(path)
    usercache.used(tmp_path / "nothing")
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("code", ["from appealdocs.kept import Kept; Kept.open('parsed', 'x')", "from appealdocs.reading import default_folder; default_folder()"])
def test_the_folder_is_tended_when_a_process_ends(tmp_path: Path, code: str) -> None:
    old = make(tmp_path / "appealdocs", CACHES[0], 61)
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(Path(usercache.__file__).parents[1])}
    subprocess.run([sys.executable, "-c", f"{code}; print(1)"], env=env, check=True, capture_output=True, timeout=60)
    assert not old.exists()
