"""The seed memory that is shipped: whole, consistent by value, never approved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from appealdocs.facts.compare import compare
from appealdocs.facts.parse import parse
from appealdocs.translate import seed, tmx
from appealdocs.translate.memory import open_memory
from appealdocs.translate.seed import held_back, shipped_seed, take_in

# Wording where the facts parser reads more than the sentence says: a road written with a Cyrillic М, a weight per area.
KNOWN = ("卡车在M5公路上翻车", "克重150克/平方米")


def units() -> list[tmx.Unit]:
    return list(tmx.read(shipped_seed(), kind="seed"))


def test_every_sentence_says_the_same_values_in_all_languages() -> None:
    differing = [
        u.source
        for u in units()
        if not compare(parse(u.source, "zh"), parse(u.target, u.target_language)).clean and not u.source.startswith(KNOWN[0])
    ]
    assert [s for s in differing if KNOWN[1] not in s] == []


def test_a_tenth_is_held_back() -> None:
    sources = {u.source for u in units()}
    assert len(sources) == 1620
    assert 0.07 < sum(map(held_back, sources)) / len(sources) < 0.13
    marked = shipped_seed().read_text(encoding="utf-8").count("x-held-back")
    assert marked == sum(map(held_back, sources))


def test_no_target_is_in_another_script() -> None:
    for unit in units():
        assert not any("\u3400" <= c <= "\u9fff" for c in unit.target), unit.target


def test_it_is_taken_in_once_and_never_counts_as_approved(tmp_path: Path) -> None:
    memory = open_memory(tmp_path / "m.db", shipped_seed())
    assert memory.counts() == {("zh", "en", "seed"): 1620, ("zh", "ru", "seed"): 1620}
    assert take_in(memory, shipped_seed()) == 0
    [match] = memory.exact("包裹到莫斯科之后轨迹卡了15天没动。", "zh", "ru")
    assert match.target == "После прибытия посылки в Москву данные отслеживания не обновлялись 15 дней."
    assert not match.approved


def small_seed(path: Path, target: str) -> Path:
    """Written in place, so that the file stays the same one to the file system."""
    made = path.with_suffix(".made")
    tmx.write(made, [tmx.Unit("货到了。", target, "zh", "en", "seed")])
    path.write_bytes(made.read_bytes())
    return path


@pytest.mark.parametrize("settled", [-1, 2_000_000_000], ids=["read once", "too new to be trusted"])
def test_a_seed_that_changes_is_taken_in_again_even_with_size_and_time_kept(
    tmp_path: Path, settled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seed, "_SETTLED_NS", settled)
    path = small_seed(tmp_path / "seed.tmx", "The goods came.")
    before = path.stat()
    with open_memory(tmp_path / "m.db", path) as memory:
        assert take_in(memory, path) == 0
        os.utime(small_seed(path, "The cargo came."), ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
        assert take_in(memory, path) == 1
        assert [m.target for m in memory.exact("货到了。", "zh", "en")].count("The cargo came.") == 1


def test_a_seed_that_stays_is_read_once_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed, "_SETTLED_NS", -1)
    path = small_seed(tmp_path / "seed.tmx", "The goods came.")
    opened: list[str] = []  # names of the files whose bytes are read
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (opened.append(self.name), read(self))[1])
    for name in ("a", "b"):
        with open_memory(tmp_path / f"{name}.db", path) as memory:
            assert memory.exact("货到了。", "zh", "en")[0].target == "The goods came."
    assert opened == ["seed.tmx"]
