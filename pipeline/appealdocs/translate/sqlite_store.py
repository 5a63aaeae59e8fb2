"""The memory on SQLite: several processes on one machine, no server. The fuzzy index lies beside the file."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from appealdocs.errors import BadInput, PartFailed
from appealdocs.model.text import Text2
from appealdocs.translate import skeleton as skeletons
from appealdocs.translate.index import TAIL, Index, ShardRow
from appealdocs.translate.keys import fingerprint, key_of
from appealdocs.translate.unit import Unit

SCHEMA_VERSION = 1
_BUSY_MS = 15_000
_COLUMNS = "source, target, source_language, target_language, kind, who, at, previous, next, procedure, note, id"
_SELECT = f"SELECT {_COLUMNS} FROM unit WHERE"  # noqa: S608 (names of ours)
_SAME_SOURCE = (
    f"SELECT {', '.join('u.' + name for name in _COLUMNS.split(', '))}, v.id FROM unit AS v JOIN unit AS u ON"  # noqa: S608
    " u.key=v.key AND u.source=v.source AND u.source_language=v.source_language AND u.target_language=v.target_language"
    " WHERE v.id IN ({}) LIMIT 500"
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key INTEGER NOT NULL,          -- of the source's skeleton: finds the same sentence with other values
  target_key INTEGER NOT NULL,   -- of the target's skeleton: the memory is read backwards too
  print INTEGER NOT NULL,        -- of everything that makes a unit another unit
  source TEXT NOT NULL, target TEXT NOT NULL,
  source_language TEXT NOT NULL, target_language TEXT NOT NULL,
  kind TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  previous TEXT NOT NULL, next TEXT NOT NULL, procedure TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS shard (
  name TEXT PRIMARY KEY, pair TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, texts INTEGER NOT NULL
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS unit_key ON unit (key);
CREATE INDEX IF NOT EXISTS unit_target_key ON unit (target_key);
CREATE INDEX IF NOT EXISTS unit_pair ON unit (source_language, target_language);
CREATE UNIQUE INDEX IF NOT EXISTS unit_print ON unit (print);
"""
_NAME_STATE = "INSERT INTO meta VALUES ('state', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value"
_INSERT = (
    "INSERT INTO unit (key, target_key, print, source, target, source_language, target_language, kind, who, at,"
    " previous, next, procedure, note) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (print) DO UPDATE SET"
    " target=excluded.target, target_key=excluded.target_key, kind=excluded.kind, who=excluded.who, at=excluded.at,"
    " procedure=excluded.procedure, note=excluded.note"
)


class SqliteStore:
    """Units in a SQLite file, or in memory (`path` None). One per process; threads share it.

    `tail`: units that a look-up measures one by one before an index file is made of them.
    """

    def __init__(self, path: Path | None, tail: int = TAIL) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = self._open()
        self.index = Index(self, path.with_name(path.name + ".index") if path else None, tail)

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = sqlite3.connect(
                str(self.path or ":memory:"), timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
            connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL" if self.path is None else "PRAGMA synchronous=FULL")
            connection.execute("PRAGMA mmap_size=1073741824")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise BadInput(
                    Text2(
                        f"{self.path} was written by a newer appealdocs (memory version {version})",
                        f"{self.path} 由更新版本的 appealdocs 写入（记忆库版本 {version}）",
                    )
                )
            if version < SCHEMA_VERSION:
                self._create(connection)
            made_by = connection.execute("SELECT value FROM meta WHERE name='skeleton'").fetchone()
            if made_by is None or made_by[0] != str(skeletons.VERSION):
                self._rekey(connection)
            self._name_state(connection)
        except sqlite3.DatabaseError as error:
            raise BadInput(
                Text2(f"{self.path} is not a translation memory: {error}", f"{self.path} 不是翻译记忆库：{error}"),
                remedy=Text2("Name another file, or move this one away.", "请指定其他文件，或移走该文件。"),
            ) from error
        return connection

    @staticmethod
    def _create(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement in (_SCHEMA + _INDEXES).split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('skeleton', ?)", (str(skeletons.VERSION),))
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")

    def _name_state(self, connection: sqlite3.Connection) -> None:
        """A file from before states were named gets a name; one that cannot be written stays without."""
        if self.path is None or connection.execute("SELECT 1 FROM meta WHERE name='state'").fetchone():
            return
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute(_NAME_STATE, (secrets.token_hex(8),))

    def _rekey(self, connection: sqlite3.Connection) -> None:
        """Skeletons are made another way since this file was written: make all of them anew."""
        connection.execute("BEGIN IMMEDIATE")
        rows = connection.execute("SELECT id, source_language, source, target_language, target FROM unit")
        connection.executemany(
            "UPDATE unit SET key=?, target_key=? WHERE id=?",
            (
                (key_of(a, skeletons.skeleton(source)), key_of(b, skeletons.skeleton(target)), row)
                for row, a, source, b, target in rows.fetchall()
            ),
        )
        connection.execute("DELETE FROM shard")
        connection.execute(_NAME_STATE, (secrets.token_hex(8),))
        connection.execute("UPDATE meta SET value=? WHERE name='skeleton'", (str(skeletons.VERSION),))
        connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    # --- writing ------------------------------------------------------------------------------------------------

    def add(self, units: Iterable[Unit]) -> int:
        """Store units in one transaction; a unit that is there already is renewed. Returns the number of rows written.

        Call `settle` after the last of many, so that they are found fast.
        """
        rows = list(map(_row, units))
        with self._lock, self._writing() as connection:
            before = connection.total_changes
            connection.executemany(_INSERT, rows)
            return connection.total_changes - before

    def settle(self) -> None:
        """Bring the fuzzy index up to date if enough has been added (nothing is lost or wrong without it)."""
        self.index.grow()

    def remove(self, ids: Sequence[int]) -> None:
        with self._lock, self._writing() as connection:
            connection.executemany("DELETE FROM unit WHERE id=?", [(i,) for i in ids])

    def _writing(self) -> _Transaction:
        return _Transaction(self._connection)

    # --- reading ------------------------------------------------------------------------------------------------

    def same_skeleton(self, key: int, source_language: str, target_language: str, source: str) -> list[Unit]:
        """Units whose source has this skeleton, those with the very same source among them for certain."""
        where = f"{_SELECT} key=? AND source_language=? AND target_language=?"
        arguments = (key, source_language, target_language)
        with self._lock:
            rows = self._connection.execute(f"{where} LIMIT 500", arguments).fetchall()
            if len(rows) == 500:
                rows += self._connection.execute(f"{where} AND source=? LIMIT 50", (*arguments, source)).fetchall()
        return [Unit(*row) for row in rows]

    def same_target(self, key: int, source_language: str, target_language: str) -> list[Unit]:
        """Units whose target (in `target_language`) has this skeleton."""
        with self._lock:
            rows = self._connection.execute(
                f"{_SELECT} target_key=? AND source_language=? AND target_language=? LIMIT 200",
                (key, source_language, target_language),
            ).fetchall()
        return [Unit(*row) for row in rows]

    def near(self, text: str, source_language: str, target_language: str) -> tuple[list[int], list[str]]:
        """The sources worth measuring against this one: row of a unit with it, and the source (`tidy`)."""
        return self.index.near(text, f"{source_language}>{target_language}")

    def same_source(self, rows: Sequence[int]) -> dict[int, list[Unit]]:
        """For each row its unit and others of its languages with the very same source; no entry for one that is gone."""
        found: dict[int, list[Unit]] = {}
        marks = ",".join("?" * len(rows))
        with self._lock:
            answers = self._connection.execute(_SAME_SOURCE.format(marks), rows).fetchall()
        for row in answers:
            found.setdefault(row[-1], []).append(Unit(*row[:-1]))
        return found

    def units(self) -> Iterator[Unit]:
        """All units in the order they came, in bounded memory."""
        last = 0
        while True:
            with self._lock:
                rows = self._connection.execute(
                    f"{_SELECT} id>? ORDER BY id LIMIT 2000", (last,)
                ).fetchall()
            if not rows:
                return
            for row in rows:
                yield Unit(*row)
            last = rows[-1][-1]

    def counts(self) -> dict[tuple[str, str, str], int]:
        """Number of units by (source language, target language, kind)."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT source_language, target_language, kind, count(*) FROM unit GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
            ).fetchall()
        return {(a, b, c): n for a, b, c, n in rows}

    def get_meta(self, name: str) -> str:
        with self._lock:
            row = self._connection.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        with self._lock, self._writing() as connection:
            connection.execute(
                "INSERT INTO meta VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value=excluded.value", (name, value)
            )

    # --- what the index needs ---------------------------------------------------------------------------------------

    def state(self) -> tuple[int, int]:
        """Changes whenever any process writes to the file; tells nothing to another connection."""
        with self._lock:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return version, self._connection.total_changes

    def state_name(self) -> str:
        """The name of what the file holds: drawn anew by each write of any process, "" where there is none.

        Two files of one name hold the same, wherever they lie and whatever was put in whose place.
        """
        return self.get_meta("state") if self.path else ""

    def sources_after(self, row: int, pair: str, limit: int) -> list[tuple[int, str]]:
        """(id, source) of the units of a language pair (`zh>en`) after a row, oldest first; sources `tidy`."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT id, source FROM unit WHERE source_language=? AND target_language=? AND id>? ORDER BY id LIMIT ?",
                (*pair.split(">"), row, limit),
            ).fetchall()
        return [(number, skeletons.tidy(source)) for number, source in rows]

    def count_after(self, row: int, pair: str, limit: int) -> int:
        """How many units of a language pair come after a row; `limit` at most are counted."""
        with self._lock:
            (found,) = self._connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM unit WHERE source_language=? AND target_language=? AND id>? LIMIT ?)",
                (*pair.split(">"), row, limit),
            ).fetchone()
        return int(found)

    def pairs(self) -> list[str]:
        """The language pairs that occur."""
        found: list[tuple[str, str]] = []
        with self._lock:
            while row := self._connection.execute(
                "SELECT source_language, target_language FROM unit WHERE (source_language, target_language) > (?, ?)"
                " ORDER BY 1, 2 LIMIT 1",
                found[-1] if found else ("", ""),
            ).fetchone():
                found.append(row)
        return [f"{source}>{target}" for source, target in found]

    def shards(self) -> list[ShardRow]:
        """The index files that count, oldest first."""
        with self._lock:
            rows = self._connection.execute("SELECT name, pair, first, last, texts FROM shard ORDER BY first")
            return [ShardRow(*row) for row in rows]

    def replace_shards(self, old: Sequence[str], new: ShardRow) -> bool:
        """Put a new index file in the place of others; False if another process has changed them meanwhile."""
        with self._lock, self._writing() as connection:
            there = connection.execute("SELECT name, last FROM shard WHERE pair=?", (new.pair,)).fetchall()
            others = [last for name, last in there if name not in old]
            if not {name for name, _ in there}.issuperset(old) or any(new.first <= last <= new.last for last in others):
                return False
            connection.executemany("DELETE FROM shard WHERE name=?", [(name,) for name in old])
            connection.execute(
                "INSERT INTO shard VALUES (?,?,?,?,?)", (new.name, new.pair, new.first, new.last, new.texts)
            )
        return True

    def drop_shard(self, name: str) -> None:
        with self._lock, self._writing() as connection:
            connection.execute("DELETE FROM shard WHERE name=?", (name,))


@lru_cache(maxsize=64)
def _skeleton(text: str) -> str:
    """Kept for a moment: a sentence comes once for each language it was translated into."""
    return skeletons.skeleton(text)


class _Transaction:
    """BEGIN IMMEDIATE … COMMIT, rolled back on any error; a locked file becomes a message for the person.

    Every one of them draws a new name for the state of the file (`SqliteStore.state_name`).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(_NAME_STATE, (secrets.token_hex(8),))
        except sqlite3.OperationalError as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise PartFailed(
                Text2(f"the translation memory cannot be written: {error}", f"翻译记忆库无法写入：{error}"),
                Text2("Close other programs that use it and try again.", "请关闭正在使用它的其他程序后重试。"),
            ) from error
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("ROLLBACK" if kind else "COMMIT")


def _row(unit: Unit) -> tuple[int | str, ...]:
    return (
        key_of(unit.source_language, _skeleton(unit.source)),
        key_of(unit.target_language, skeletons.skeleton(unit.target)),
        fingerprint(unit),
        unit.source, unit.target, unit.source_language, unit.target_language,
        unit.kind, unit.who, unit.at, unit.previous, unit.next, unit.procedure, unit.note,
    )  # fmt: skip
