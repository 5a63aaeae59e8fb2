"""The memory on PostgreSQL, for a team: the same units; pg_trgm finds what is near.

pg_trgm knows letters and digits of the database's locale only, and of a Chinese text it may see nothing at all. The
column `search` therefore spells every other character as three Latin letters, the same in every locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from appealdocs.errors import MissingPart, PartFailed
from appealdocs.model.text import Text2
from appealdocs.translate.keys import fingerprint, key_of
from appealdocs.translate.skeleton import skeleton, tidy
from appealdocs.translate.unit import Unit

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_FIELDS = (
    "source", "target", "source_language", "target_language", "kind", "who", "at", "previous", "next", "procedure", "note",
)  # fmt: skip
_NEAR = 300
"""Rows that PostgreSQL hands over to be measured."""
_THRESHOLD = 0.15
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LOCK = 0x61707065616C
"""Advisory lock held while the tables are made."""


def spelled(text: str) -> str:
    """`text` for pg_trgm: ASCII letters and digits as they are, any other character but a blank as three letters."""
    return "".join(map(_spelled, text))


def _spelled(char: str) -> str:
    if char == " " or (char.isascii() and char.isalnum()):
        return char
    code = ord(char)
    return _LETTERS[code // 676 % 26] + _LETTERS[code // 26 % 26] + _LETTERS[code % 26]


class SqlStore:
    """Units in PostgreSQL. Raises MissingPart without the driver, PartFailed where the server refuses."""

    def __init__(self, url: str) -> None:
        try:
            import sqlalchemy
            from sqlalchemy.exc import SQLAlchemyError
        except ImportError as error:
            raise MissingPart(
                Text2("SQLAlchemy is not installed", "未安装 SQLAlchemy"),
                Text2("pip install 'appealdocs[team]'", "请运行 pip install 'appealdocs[team]'"),
            ) from error
        self._sqlalchemy = sqlalchemy
        self._error = SQLAlchemyError
        address = sqlalchemy.engine.make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        self._where = address.render_as_string(hide_password=True)
        try:
            self._engine = sqlalchemy.create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        except ImportError as error:
            raise MissingPart(
                Text2("the PostgreSQL driver psycopg is not installed", "未安装 PostgreSQL 驱动 psycopg"),
                Text2("pip install 'appealdocs[team]'", "请运行 pip install 'appealdocs[team]'"),
            ) from error
        self._unit, self._meta = self._tables()
        self._create()

    def _tables(self) -> tuple[Table, Table]:
        s = self._sqlalchemy
        schema = s.MetaData()
        text = [s.Column(name, s.Text, nullable=False) for name in _FIELDS]
        unit = s.Table(
            "unit", schema,
            s.Column("id", s.BigInteger, s.Identity(), primary_key=True),
            s.Column("key", s.BigInteger, nullable=False, index=True),
            s.Column("target_key", s.BigInteger, nullable=False, index=True),
            s.Column("print", s.BigInteger, nullable=False, unique=True),
            *text,
            s.Column("search", s.Text, nullable=False),
            s.Index("unit_search", "search", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}),
        )  # fmt: skip
        meta = s.Table("meta", schema, s.Column("name", s.Text, primary_key=True), s.Column("value", s.Text, nullable=False))
        return unit, meta

    def _create(self) -> None:
        s = self._sqlalchemy
        with self._connected() as connection:
            connection.execute(s.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(s.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            self._unit.metadata.create_all(connection)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """One transaction; what the server refuses becomes a message without the password."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except self._error as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise PartFailed(
                Text2(f"the memory at {self._where} answered: {reason}", f"翻译记忆库 {self._where} 返回错误：{reason}"),
                Text2("Check the address, the server and your rights.", "请检查地址、服务器与权限。"),
            ) from error

    def close(self) -> None:
        self._engine.dispose()

    def add(self, units: Iterable[Unit]) -> int:
        from sqlalchemy.dialects.postgresql import insert

        rows = {row["print"]: row for row in map(_row, units)}
        if not rows:
            return 0
        statement = insert(self._unit)
        renewed = ("target", "target_key", "kind", "who", "at", "procedure", "note")
        statement = statement.on_conflict_do_update(
            index_elements=["print"], set_={name: statement.excluded[name] for name in renewed}
        )
        with self._connected() as connection:
            connection.execute(statement, [rows[number] for number in sorted(rows)])
        return len(rows)

    def settle(self) -> None:
        """Nothing to do: PostgreSQL keeps its own index."""

    def remove(self, ids: Sequence[int]) -> None:
        with self._connected() as connection:
            connection.execute(self._unit.delete().where(self._unit.c.id.in_(ids)))

    def same_skeleton(self, key: int, source_language: str, target_language: str, source: str) -> list[Unit]:
        u = self._unit.c
        first = (u.source != source).label("other")
        return self._units(
            u.key == key, u.source_language == source_language, u.target_language == target_language, order=first, limit=500
        )

    def same_target(self, key: int, source_language: str, target_language: str) -> list[Unit]:
        u = self._unit.c
        return self._units(
            u.target_key == key, u.source_language == source_language, u.target_language == target_language,
            order=u.id, limit=200,
        )  # fmt: skip

    def same_source(self, rows: Sequence[int]) -> dict[int, list[Unit]]:
        """For each row its unit and others of its languages with the very same source; no entry for one that is gone."""
        u, v = self._unit.c, self._unit.alias("v").c
        query = (
            self._sqlalchemy.select(v.id.label("of"), *(u[name] for name in _FIELDS), u.id)
            .where(v.id.in_(rows), u.key == v.key, u.source == v.source)
            .where(u.source_language == v.source_language, u.target_language == v.target_language)
            .order_by(u.id)
            .limit(500)
        )
        found: dict[int, list[Unit]] = {}
        with self._connected() as connection:
            for row in connection.execute(query):
                found.setdefault(row[0], []).append(Unit(*row[1:]))
        return found

    def near(self, text: str, source_language: str, target_language: str) -> tuple[list[int], list[str]]:
        s, u = self._sqlalchemy, self._unit.c
        asked = spelled(text)
        query = (
            s.select(s.func.min(u.id), u.source)
            .where(
                u.search.op("%")(asked), u.source_language == source_language, u.target_language == target_language
            )
            .group_by(u.source, u.search)
            .order_by(s.func.similarity(u.search, asked).desc(), u.source)
            .limit(_NEAR)
        )
        with self._connected() as connection:
            connection.execute(s.text(f"SET LOCAL pg_trgm.similarity_threshold = {_THRESHOLD}"))
            rows = connection.execute(query).all()
        return [row for row, _ in rows], [tidy(source) for _, source in rows]

    def units(self) -> Iterator[Unit]:
        last = 0
        while batch := self._units(self._unit.c.id > last, order=self._unit.c.id, limit=2000):
            yield from batch
            last = batch[-1].id

    def counts(self) -> dict[tuple[str, str, str], int]:
        s, u = self._sqlalchemy, self._unit.c
        group = (u.source_language, u.target_language, u.kind)
        with self._connected() as connection:
            rows = connection.execute(s.select(*group, s.func.count()).group_by(*group).order_by(*group)).all()
        return {(a, b, c): n for a, b, c, n in rows}

    def get_meta(self, name: str) -> str:
        with self._connected() as connection:
            row = connection.execute(self._sqlalchemy.select(self._meta.c.value).where(self._meta.c.name == name)).first()
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        from sqlalchemy.dialects.postgresql import insert

        statement = insert(self._meta).values(name=name, value=value)
        with self._connected() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    def _units(self, *where: Any, order: Any, limit: int) -> list[Unit]:
        u = self._unit.c
        query = self._sqlalchemy.select(*(u[name] for name in _FIELDS), u.id).where(*where).order_by(order, u.id).limit(limit)
        with self._connected() as connection:
            return [Unit(*row) for row in connection.execute(query)]


def _row(unit: Unit) -> dict[str, int | str]:
    return {
        "key": key_of(unit.source_language, skeleton(unit.source)),
        "target_key": key_of(unit.target_language, skeleton(unit.target)),
        "print": fingerprint(unit),
        **{name: getattr(unit, name) for name in _FIELDS},
        "search": spelled(tidy(unit.source)),
    }
