from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from appealdocs.errors import BadInput
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.skeleton import tidy
from appealdocs.translate.sqlite_store import SqliteStore
from appealdocs.translate.unit import CONTEXT, Unit, UnitKind

LATE = "货物在海关延误了4天。"


def unit(source: str, target: str, kind: UnitKind = "approved", **more: str) -> Unit:
    return Unit(source, target, "zh", more.pop("to", "en"), kind, more.pop("who", "Anna"), more.pop("at", "2026-01-01T00:00:00+00:00"), **more)


@pytest.fixture
def memory() -> Memory:
    memory = open_memory()
    memory.add([unit(LATE, "The goods were held at customs for 4 days.")])
    return memory


def test_an_exact_match_is_100_and_approved(memory: Memory) -> None:
    [match] = memory.exact(LATE, "zh", "en")
    assert (match.score, match.target, match.adapted, match.approved) == (100, "The goods were held at customs for 4 days.", False, True)


def test_the_same_sentence_with_other_values_is_adapted(memory: Memory) -> None:
    [match] = memory.exact("货物在海关延误了6天。", "zh", "en")
    assert match.target == "The goods were held at customs for 6 days."
    assert match.score == 100
    assert match.adapted
    assert match.approved
    assert [(c.stored, c.asked) for c in match.difference if c.op != "equal"] == [("4", "6")]


def test_a_number_that_asks_for_another_plural_is_not_approved_unseen(memory: Memory) -> None:
    [match] = memory.exact("货物在海关延误了1天。", "zh", "en")
    assert match.target == "The goods were held at customs for 1 day."
    assert match.score == 100
    assert not match.approved
    assert match.caution is not None


def test_same_neighbours_make_101() -> None:
    memory = open_memory()
    memory.add([unit(LATE, "In context.", previous="前句。", next="后句。"), unit(LATE, "Elsewhere.", previous="别处。", next="")])
    best = memory.lookup(LATE, "zh", "en", previous="前句。", next="后句。")[0]
    assert (best.score, best.target) == (CONTEXT, "In context.")
    assert memory.exact(LATE, "zh", "en")[0].score == 100


def test_values_that_cannot_be_carried_over_are_never_exact() -> None:
    memory = open_memory()
    memory.add([unit("延误了4天，共3单。", "It was late; several orders were affected.")])
    assert memory.exact("延误了6天，共5单。", "zh", "en") == []
    [match] = memory.fuzzy("延误了6天，共5单。", "zh", "en")
    assert match.score < 100
    assert not match.exact
    assert match.caution is not None


def test_a_number_that_the_stored_translation_got_wrong_is_not_carried_over() -> None:
    memory = open_memory()
    memory.add([unit("赔偿3万元。", "Compensation of 300,000 yuan.")])
    assert memory.exact("赔偿5万元。", "zh", "en") == []


def test_a_sentence_that_says_the_opposite_scores_low() -> None:
    memory = open_memory()
    memory.add([unit("我们向这位买家销售过这款仿品耳机产品。", "We sold this counterfeit to this buyer.")])
    [match] = memory.fuzzy("我们没有向这位买家销售过这款仿品耳机产品。", "zh", "en")
    assert match.score <= 74
    assert match.caution is not None
    assert not match.exact


def test_an_approved_unit_wins_over_seed_and_is_renewed_not_doubled(memory: Memory) -> None:
    memory.add([unit(LATE, "Seed wording.", "seed", who="")])
    memory.add([unit(LATE, "Better wording for 4 days.", who="Boris", at="2026-02-01T00:00:00+00:00")])
    first, second = memory.exact(LATE, "zh", "en")
    assert (first.target, first.unit.who) == ("Better wording for 4 days.", "Boris")
    assert second.unit.kind == "seed"
    assert not second.approved
    assert memory.counts() == {("zh", "en", "approved"): 1, ("zh", "en", "seed"): 1}


def test_languages_are_kept_apart_and_read_backwards(memory: Memory) -> None:
    memory.add([unit(LATE, "Товар задержался на таможне на 4 дня.", to="ru")])
    assert memory.exact("货物在海关延误了3天。", "zh", "ru")[0].target == "Товар задержался на таможне на 3 дня."
    assert memory.mirror("The goods were held at customs for 4 days.", "en") == LATE
    assert memory.mirror("Something else.", "en") == ""


def test_a_file_that_is_no_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    path.write_text("this is not a database, it only looks like one" * 50)
    with pytest.raises(BadInput, match="not a translation memory"):
        open_memory(path)


# --- the fuzzy index ---------------------------------------------------------------------------------------------------

WORDS = ["包裹", "买家", "我们", "没有", "已经", "海关", "仓库", "延误", "发货", "签收", "物流", "退款", "要求", "系统", "显示", "今天", "错误",
         "承运商", "重新", "提供", "证据", "检查", "订单", "问题", "供应商", "标签", "地址", "补发", "确认", "平台"]  # fmt: skip


def sentences(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(WORDS, k=rng.randint(5, 12))) + f"{rng.randint(1, 99)}天。" for _ in range(count)]


def edited(sentence: str, rng: random.Random) -> str:
    at = rng.randrange(len(sentence) - 3)
    return sentence[:at] + rng.choice(WORDS) + sentence[at + rng.randint(0, 2) :]


def small_index(path: Path) -> Memory:
    return Memory(SqliteStore(path, tail=200))


def assert_finds_what_a_scan_finds(memory: Memory, known: list[str], seed: int = 9) -> None:
    rng = random.Random(seed)
    texts = [tidy(sentence) for sentence in known]
    missed = 0
    for _ in range(60):
        asked = edited(rng.choice(known), rng)
        best = process.extractOne(tidy(asked), texts, scorer=Levenshtein.normalized_similarity)
        found = memory.fuzzy(asked, "zh", "en", minimum=30, limit=1)
        similarity = Levenshtein.normalized_similarity(tidy(asked), tidy(found[0].unit.source)) if found else 0.0
        missed += similarity < best[1] - 1e-9
    assert missed == 0


def test_shards_and_tail_together_find_what_a_full_scan_finds(tmp_path: Path) -> None:
    known = sentences(1520, 1)
    memory = small_index(tmp_path / "memory.db")
    for start in range(0, 1520, 125):
        memory.add([unit(s, "x", "imported") for s in known[start : start + 125]])
    shards = memory.store.shards()  # type: ignore[attr-defined]
    assert shards
    assert len(shards) <= 4, "small shards are merged"
    assert sum(shard.texts for shard in shards) < 1520, "the last units are tail"
    assert_finds_what_a_scan_finds(memory, known)
    memory.close()
    assert_finds_what_a_scan_finds(small_index(tmp_path / "memory.db"), known)


@pytest.mark.parametrize("harm", ["delete", "cut", "garbage"])
def test_a_lost_or_broken_index_file_is_made_anew(tmp_path: Path, harm: str) -> None:
    known = sentences(600, 2)
    memory = small_index(tmp_path / "memory.db")
    memory.add([unit(s, "x", "imported") for s in known])
    memory.close()
    [file] = (tmp_path / "memory.db.index").glob("*.shard")
    if harm == "delete":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:5000] if harm == "cut" else b"\0" * 9000)
    assert_finds_what_a_scan_finds(small_index(tmp_path / "memory.db"), known)


def test_an_import_cut_off_before_its_index_was_made_is_indexed_at_the_next_opening(tmp_path: Path) -> None:
    known = sentences(900, 8)
    memory = small_index(tmp_path / "m.db")
    memory.store.add([unit(s, "x", "imported") for s in known])  # and killed before settle
    memory.close()
    again = small_index(tmp_path / "m.db")
    assert_finds_what_a_scan_finds(again, known)
    assert again.store.shards()  # type: ignore[attr-defined]


def test_a_unit_of_another_process_is_found_at_once(tmp_path: Path) -> None:
    reader, writer = small_index(tmp_path / "m.db"), small_index(tmp_path / "m.db")
    for number, sentence in enumerate(sentences(260, 3)):
        if number % 40 == 0:
            writer.add([unit(sentence, str(number), "imported")])
            assert reader.fuzzy(sentence + "了", "zh", "en", limit=1)[0].target == str(number)
        else:
            writer.store.add([unit(sentence, str(number), "imported")])


def test_removed_units_are_not_offered(tmp_path: Path) -> None:
    memory = small_index(tmp_path / "m.db")
    known = sentences(300, 4)
    memory.add([unit(s, "x", "imported") for s in known])
    gone = memory.fuzzy(known[7], "zh", "en", limit=1)[0].unit
    memory.remove([gone.id])
    assert all(match.unit.id != gone.id for match in memory.lookup(known[7], "zh", "en"))


def test_a_sentence_stays_known_while_one_of_its_translations_is_left(tmp_path: Path) -> None:
    memory = small_index(tmp_path / "m.db")
    memory.add([unit(s, "x", "imported") for s in sentences(300, 4)])
    memory.add([unit(LATE, "One.", "imported"), unit(LATE, "Two.", "imported")])
    for left in (["Two.", "One."], ["One."], []):
        found = memory.fuzzy(LATE[:-1], "zh", "en", limit=5, minimum=80)
        assert sorted(m.target for m in found) == sorted(left)
        memory.remove([max(m.unit.id for m in found)] if found else [])


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from appealdocs.translate.memory import Memory
from appealdocs.translate.sqlite_store import SqliteStore
from appealdocs.translate.unit import Unit
memory = Memory(SqliteStore(Path({path!r}), tail=60))
name = {name!r}
for number in range({count}):
    place = f"第{{'甲乙丙丁'[number % 4]}}批第{{'子丑寅卯辰巳午未'[number // 4 % 8]}}排"
    memory.add([Unit(f"{{name}}号仓库{{place}}货物{{chr(0x4e00 + number)}}已发出。", "t", "zh", "en", "approved", "A")])
    print(number, flush=True)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2] / "pipeline")
    code = WRITER.format(root=root, path=str(path), name=name, count=count)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_several_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    writers = [start_writer(path, name, 100) for name in "ABC"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    memory = Memory(SqliteStore(path, tail=60))
    units = list(memory)
    assert len(units) == 300
    assert all(memory.fuzzy(u.source[:-1], "zh", "en", limit=1)[0].unit.source == u.source for u in units[::7])


def test_kill_9_loses_nothing_that_was_stored_and_leaves_no_wrong_index(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    stored = 0
    for round_ in range(3):
        writer = start_writer(path, f"K{round_}", 20_000)
        assert writer.stdout is not None
        seen = [writer.stdout.readline() for _ in range(70 + 37 * round_)]
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        stored += len(seen)
    memory = Memory(SqliteStore(path, tail=60))
    units = list(memory)
    assert len(units) >= stored
    assert all(memory.fuzzy(u.source[:-1], "zh", "en", limit=1)[0].unit.source == u.source for u in units[::11])
    memory.add([unit("之后再写一句。", "One more.")])
    assert memory.exact("之后再写一句。", "zh", "en")


def test_opening_does_not_import_sqlalchemy_or_numpy(tmp_path: Path) -> None:
    code = (
        "import sys; from appealdocs.translate.memory import open_memory; from appealdocs.translate.unit import Unit;"
        f"m = open_memory({str(tmp_path / 'm.db')!r}); m.add([Unit('货到了。', 'x', 'zh', 'en')]); m.exact('货到了。', 'zh', 'en');"
        "print([name for name in ('sqlalchemy', 'numpy', 'lxml', 'pymorphy3', 'jinja2') if name in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "[]"


def test_a_small_memory_answers_fast(memory: Memory) -> None:
    memory.add([unit(s, "x", "imported") for s in sentences(1500, 5)])
    asked = [edited(s, random.Random(1)) for s in sentences(15, 6)]
    for sentence in asked:
        memory.lookup(sentence, "zh", "en")
    began = time.perf_counter()
    for sentence in asked:
        memory.exact(sentence, "zh", "en")
        memory.fuzzy(sentence, "zh", "en", minimum=75)
    assert time.perf_counter() - began < 0.25


def test_a_memory_opened_again_does_not_read_its_units_again(tmp_path: Path) -> None:
    known = sentences(300, 21)
    with Memory(SqliteStore(tmp_path / "m.db")) as first:
        first.add([unit(s, "x", "imported") for s in known])
        assert_finds_what_a_scan_finds(first, known)
    with Memory(_Counted(tmp_path / "m.db")) as again:
        assert_finds_what_a_scan_finds(again, known)
        assert again.store.read == 0  # type: ignore[attr-defined]
        again.add([unit("后来又补充了一句说明。", "later")])
        assert again.fuzzy("后来又补充了一句说明了。", "zh", "en", limit=1)[0].target == "later"
        assert again.store.read == 1, "the new one alone"  # type: ignore[attr-defined]
    with Memory(_Counted(tmp_path / "m.db")) as third:
        assert third.fuzzy("后来又补充了一句说明了。", "zh", "en", limit=1)[0].target == "later"
        assert third.store.read == 301  # type: ignore[attr-defined]


class _Counted(SqliteStore):
    """Counts the units that the index reads."""

    read = 0

    def sources_after(self, row: int, pair: str, limit: int) -> list[tuple[int, str]]:
        found = super().sources_after(row, pair, limit)
        self.read += len(found)
        return found


def nearest(path: Path, asked: str) -> str:
    with Memory(SqliteStore(path)) as memory:
        return next((match.target for match in memory.fuzzy(asked, "zh", "en", minimum=80, limit=1)), "")


def test_another_memory_in_the_same_place_is_read_anew(tmp_path: Path) -> None:
    """Also one restored from a copy, to which other units were added under the ids that the first had given."""
    path, copy = tmp_path / "m.db", tmp_path / "copy.db"
    with Memory(SqliteStore(path)) as memory:
        memory.add([unit("仓库已经全部换成新的标签打印机。", "old", "imported")])
    shutil.copy(path, copy)
    with Memory(SqliteStore(path)) as memory:
        memory.add([unit("承运商在周末两天没有上门揽收。", "weekend", "imported")])
    assert nearest(path, "承运商在周末两天没有上门揽收包裹。") == "weekend"
    shutil.copy(copy, path)
    assert nearest(path, "承运商在周末两天没有上门揽收包裹。") == ""
    assert nearest(path, "仓库已经全部换成新的标签打印机了。") == "old"
    with Memory(SqliteStore(path)) as memory:
        memory.add([unit("买家的电话号码一直无人接听。", "phone", "imported")])
    assert nearest(path, "买家的电话号码一直无人接听了。") == "phone"
    assert nearest(path, "承运商在周末两天没有上门揽收包裹。") == ""


def test_what_was_removed_is_not_kept_for_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory(SqliteStore(path)) as memory:
        memory.add([unit(s, "x", "imported") for s in sentences(200, 22)] + [unit(LATE, "gone", "imported")])
        found = memory.fuzzy(LATE[:-1], "zh", "en", limit=1)[0]
        memory.remove([found.unit.id])
        memory.fuzzy(LATE[:-1], "zh", "en", limit=1)
    with Memory(SqliteStore(path)) as again:
        assert LATE not in again.store.near(LATE, "zh", "en")[1]


def test_units_of_other_processes_are_found_by_each_new_opening(tmp_path: Path) -> None:
    """Three processes write while this one opens the memory again and again, as drafts do."""
    path = tmp_path / "memory.db"
    with Memory(SqliteStore(path, tail=60)) as memory:
        memory.add([unit(s, "x", "imported") for s in sentences(100, 23)])
    writers = [start_writer(path, name, 60) for name in "XYZ"]
    missed = 0
    while any(writer.poll() is None for writer in writers):
        with Memory(SqliteStore(path, tail=60)) as memory:
            last = list(memory)[-1]
            missed += memory.fuzzy(last.source[:-1], "zh", "en", limit=1)[0].unit.source != last.source
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert missed == 0
    with Memory(SqliteStore(path, tail=60)) as memory:
        assert len(memory.store.near(LATE, "zh", "en")[1]) > 0
        assert sum(1 for _ in memory) == 280


def test_a_memory_from_before_states_were_named_gets_a_name(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory(SqliteStore(path)) as memory:
        memory.add([unit(LATE, "late", "imported")])
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM meta WHERE name='state'")
    connection.commit()
    connection.close()
    store = SqliteStore(path)
    name = store.state_name()
    assert name
    store.add([unit("另一句话。", "x")])
    assert store.state_name() not in ("", name)
    store.close()
