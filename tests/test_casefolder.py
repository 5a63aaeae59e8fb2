"""The case folder: whole files, whole journal lines, one writer at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appealdocs.casefolder import CaseFolder, case_folders, write_atomic
from appealdocs.errors import BadInput, Busy, UsageError

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def test_a_folder_without_case_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        CaseFolder.open(tmp_path)
    with pytest.raises(UsageError):
        CaseFolder.open(tmp_path / "nothing")


def _rewrite(path: Path) -> None:
    for n in range(10_000):
        write_atomic(path, str(n % 10).encode() * 200_000)


def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "out" / "letter.txt"
    context = multiprocessing.get_context("fork")
    for _ in range(5):
        process = context.Process(target=_rewrite, args=(path,))
        process.start()
        deadline = time.monotonic() + 10
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.03)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        data = path.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1


def test_the_journal_survives_a_torn_line(case_folder: Path) -> None:
    folder = CaseFolder.open(case_folder)
    folder.append("submitted", NOW, "Li", {"platform_case": "1"})
    with folder.journal.open("ab") as file:
        file.write(b'{"at": "2026-03-1')
    folder.append("answered", NOW, "Li", {"outcome": "accepted"})
    assert [r.kind for r in folder.records()] == ["submitted", "answered"]


def _append(folder: CaseFolder, name: str) -> None:
    for n in range(50):
        folder.append("note", NOW, name, {"n": n})


def test_many_writers_append_whole_lines(case_folder: Path) -> None:
    folder = CaseFolder.open(case_folder)
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append, args=(folder, f"w{i}")) for i in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    records = folder.records()
    assert len(records) == 200
    assert [r.data["n"] for r in records if r.by == "w2"] == list(range(50))


def test_a_second_writer_waits_and_then_says_who_is_busy(case_folder: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    folder = CaseFolder.open(case_folder)

    def write() -> None:
        with folder.locked(0.05):
            pass

    with folder.locked(), folder.locked(), ThreadPoolExecutor(1) as other, pytest.raises(Busy):
        other.submit(write).result()


def test_paths_and_links_that_leave_the_folder_are_refused(case_folder: Path) -> None:
    folder = CaseFolder.open(case_folder)
    (case_folder / "evidence" / "out.pdf").symlink_to("/etc/passwd")
    for name in ("../x", "/etc/passwd", "evidence/out.pdf"):
        with pytest.raises(BadInput):
            folder.inside(name)


def test_case_folders_are_found_sorted_and_not_inside_each_other(tmp_path: Path) -> None:
    for name in ("b", "a/one", "a/two", ".hidden", "a/one/nested"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "case.yaml").write_text("procedure: noon-odr\n", encoding="utf-8")
    assert [f.root.relative_to(tmp_path).as_posix() for f in case_folders(tmp_path)] == ["a/one", "a/two", "b"]
