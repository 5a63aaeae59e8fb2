"""Parsed files kept between runs: right, fresh, harmless."""

import os
import pickle
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from appealdocs.parsed import ParsedFiles

DATA: dict[str, Any] = {"a": [1, 2.5, None, True, "文"], "day": date(2026, 3, 5), "at": datetime(2026, 3, 5, 9, tzinfo=timezone(timedelta(hours=4)))}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rule.yaml"
    path.write_text("a: 1", encoding="utf-8")
    return path


def kept(tmp_path: Path) -> ParsedFiles:
    return ParsedFiles.open(tmp_path, tmp_path / "cache")


def test_what_was_put_is_there_in_the_next_process_and_is_the_callers_own(tmp_path: Path, file: Path) -> None:
    first = kept(tmp_path)
    assert first.get(file) is None
    first.put(file, DATA)
    first.save()
    second = kept(tmp_path)
    assert second.get(file) == DATA
    second.get(file)["a"].append("changed")
    assert second.get(file) == DATA


def test_a_changed_file_is_parsed_anew(tmp_path: Path, file: Path) -> None:
    first = kept(tmp_path)
    first.put(file, DATA)
    os.utime(file, ns=(1, 1))
    assert first.get(file) is None


@pytest.mark.parametrize("content", [b"", b"junk", pickle.dumps([1]), pickle.dumps({"x": 1})[:-3], pickle.dumps(os.getcwd)])
def test_a_broken_or_foreign_cache_is_an_empty_one(tmp_path: Path, file: Path, content: bytes) -> None:
    first = kept(tmp_path)
    first.put(file, DATA)
    first.save()
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(content)
    assert kept(tmp_path).get(file) is None


def test_nothing_but_plain_data_is_ever_built(tmp_path: Path, file: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "exploded",))

    first = kept(tmp_path)
    first._kept.put(str(file), ((file.stat().st_mtime_ns, file.stat().st_size), pickle.dumps(Bomb())))
    assert first.get(file) is None
    assert not (tmp_path / "exploded").exists()
    first.put(file, {"x": Path("x")})  # more than plain data is not kept
    first.save()
    assert kept(tmp_path).get(file) is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path, file: Path) -> None:
    (tmp_path / "cache").write_text("a file stands in the way", encoding="utf-8")
    first = kept(tmp_path)
    first.put(file, DATA)
    first.save()
    assert first.get(file) == DATA
