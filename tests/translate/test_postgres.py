"""The memory on a PostgreSQL server of this test session, on loopback."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from appealdocs.errors import PartFailed
from appealdocs.translate.memory import Memory, open_memory
from appealdocs.translate.sql_store import spelled
from appealdocs.translate.unit import Unit

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_FOUND = shutil.which("initdb")
BIN = Path(_FOUND).parent if _FOUND else (_PLACES[0] if _PLACES else None)
pytestmark = pytest.mark.skipif(BIN is None or not (BIN / "initdb").is_file(), reason="PostgreSQL is not installed")


def _as_owner(*words: str) -> list[str]:
    """PostgreSQL refuses to run as root: there the user `postgres` runs it."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    pytest.importorskip("psycopg")
    assert BIN is not None
    folder = Path(tempfile.mkdtemp(prefix="appealdocs-pg-"))
    folder.chmod(0o777)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": str(folder)}
    made = subprocess.run(
        _as_owner(str(BIN / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"),
        check=False, **quiet,  # type: ignore[call-overload]
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip("PostgreSQL cannot make a cluster here (no user to run it)")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c shared_buffers=16MB"
    control = str(BIN / "pg_ctl")
    subprocess.run(_as_owner(control, "-D", data, "-w", "-t", "30", "-o", options, "start"), check=True, **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(_as_owner(control, "-D", data, "-m", "immediate", "stop"), check=False, **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def memory(url: str) -> Iterator[Memory]:
    memory = open_memory(url)
    memory.remove([unit.id for unit in memory])
    yield memory
    memory.close()


def test_the_same_answers_as_on_sqlite(memory: Memory) -> None:
    rng = random.Random(1)
    words = ["包裹", "买家", "海关", "仓库", "延误", "发货", "签收", "退款", "系统", "订单", "供应商", "标签", "证据", "平台", "确认"]
    sources = ["".join(rng.choices(words, k=9)) + f"{n}天。" for n in range(400)]
    units = [Unit(s, f"t{n}", "zh", "en", "seed") for n, s in enumerate(sources)]
    units.append(Unit("货物延误了4天。", "The goods were 4 days late.", "zh", "en", "approved", "Anna", "2026-01-01T00:00:00+00:00", "前。", "后。"))
    units.append(Unit("Товар задержан.", "The goods are held.", "ru", "en", "seed"))
    light = open_memory()
    assert memory.add(units) == light.add(units) == 402
    assert memory.counts() == light.counts()
    for asked in ("货物延误了6天。", "Товар не задержан.", *(s[:4] + "重新" + s[6:] for s in sources[::40])):
        language = "ru" if asked[0] == "Т" else "zh"
        ours, theirs = (m.lookup(asked, language, "en", limit=1) for m in (memory, light))
        assert [(m.score, m.target) for m in ours] == [(m.score, m.target) for m in theirs]
    assert memory.exact("货物延误了4天。", "zh", "en", previous="前。", next="后。")[0].score == 101
    assert memory.mirror("The goods were 4 days late.", "en") == "货物延误了4天。"
    assert sorted(u.source for u in memory) == sorted(u.source for u in light)


def test_an_approved_unit_is_renewed(memory: Memory) -> None:
    for who in ("Anna", "Boris"):
        memory.add([Unit("货到了。", f"By {who}.", "zh", "en", "approved", who)])
    assert [m.target for m in memory.exact("货到了。", "zh", "en")] == ["By Boris."]


def test_a_team_writes_at_once(url: str, memory: Memory) -> None:
    others = [open_memory(url) for _ in range(3)]
    for number in range(20):
        for name, other in enumerate(others):
            own = Unit(f"第{number}批货物由{name}号仓库发出。", "x", "zh", "en", "approved", str(name))
            other.add([own, Unit("共同的句子。", str(name), "zh", "en", "approved", "A")])
    assert memory.counts()["zh", "en", "approved"] == len({u.source for u in memory}) == 61
    for other in others:
        other.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(PartFailed) as caught:
        open_memory("postgresql://somebody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_spelling_keeps_characters_apart() -> None:
    assert spelled("a延b 1") == "a" + spelled("延") + "b 1"
    assert len({spelled(chr(code)) for code in range(0x4E00, 0x9FA6)}) > 17_000
