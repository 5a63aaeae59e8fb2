"""The fuzzy index of a SQLite memory: immutable shards for what is old, a plain scan for the last few thousand units.

The database alone says which shards count and which rows they cover. Rows after the last covered one (the tail) are held
in memory and measured all; when the tail has grown, the next writer makes a shard of it, together with smaller shards
before it, so that their number stays small. A lost or broken file is made anew from the database.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from appealdocs.errors import PartFailed

if TYPE_CHECKING:
    from appealdocs.translate.shard import Shard

TAIL = 4096
"""Units that a look-up measures one by one at most, before a shard is made of them."""
SHARD_ROWS = 262_144
"""Rows of one shard at most: bounds the memory that building takes (measured in docs/decisions.md)."""
_ORPHAN_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class ShardRow:
    """An index file as the database names it: it covers the units `first`..`last` of a language pair (`zh>en`)."""

    name: str
    pair: str
    first: int
    last: int
    texts: int


class Source(Protocol):
    """What the index reads from the database and writes to it."""

    def state(self) -> tuple[int, int]: ...
    def state_name(self) -> str: ...
    def sources_after(self, row: int, pair: str, limit: int) -> list[tuple[int, str]]: ...
    def count_after(self, row: int, pair: str, limit: int) -> int: ...
    def pairs(self) -> list[str]: ...
    def shards(self) -> list[ShardRow]: ...
    def replace_shards(self, old: Sequence[str], new: ShardRow) -> bool: ...
    def drop_shard(self, name: str) -> None: ...


@dataclass(slots=True)
class _Tail:
    """The units of a language pair that no shard covers, by source. One that is `kept` for other indexes is never added to."""

    after: int = 0
    last: int = 0
    kept: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    _lists: tuple[list[int], list[str]] | None = None

    def copy(self) -> _Tail:
        """Another tail of the same units, to be added to."""
        return _Tail(self.after, self.last, rows=dict(self.rows))

    def add(self, rows: Sequence[tuple[int, str]]) -> None:
        """Take in (id, source) of further units; of equal sources the last stands for all."""
        self.rows.update((text, row) for row, text in rows)
        self.last = rows[-1][0]
        self._lists = None

    def lists(self) -> tuple[list[int], list[str]]:
        """Rows and sources side by side."""
        if self._lists is None:
            self._lists = list(self.rows.values()), list(self.rows)
        return self._lists


class _Tails:
    """Tails that this process has read, for memories that are opened again (each draft opens its own).

    They are kept by the name of the state in which the whole file was, so nothing that anybody writes, restores or puts in
    the file's place can make one of them wrong.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], _Tail] = OrderedDict()

    def get(self, state: str, pair: str) -> _Tail | None:
        with self._lock:
            tail = self._kept.get((state, pair))
            if tail is not None:
                self._kept.move_to_end((state, pair))
            return tail

    def put(self, state: str, pair: str, tail: _Tail) -> None:
        with self._lock:
            self._kept[state, pair] = tail
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_TAILS = _Tails(6)
_KEPT_TAIL = 4 * TAIL
"""Units of a tail that is kept, at most."""


class Index:
    """Finds candidates for a sentence. `folder` None: no files, everything is tail (a memory that lives in RAM)."""

    def __init__(self, source: Source, folder: Path | None, tail: int = TAIL) -> None:
        self._longest_tail = tail
        self._source = source
        self._folder = folder
        self._lock = threading.RLock()
        self._state: tuple[int, int] | None = None
        self._read: set[str] = set()
        self._rows: list[ShardRow] = []
        self._open: dict[str, Shard] = {}
        self._tails: dict[str, _Tail] = {}

    def near(self, text: str, pair: str) -> tuple[list[int], list[str]]:
        """Rows and sources of a language pair worth measuring against `text` (all `tidy`)."""
        with self._lock:
            return self._near(text, pair)

    def _near(self, text: str, pair: str) -> tuple[list[int], list[str]]:
        self._refresh()
        if pair not in self._read:
            self._read_tail(pair, self._rows)
            self._read.add(pair)
        tail = self._tails[pair]
        shards = [self._open[row.name] for row in self._rows if row.pair == pair]
        if not shards:
            return tail.lists()
        from appealdocs.translate import fuzzy

        rows, texts = fuzzy.candidates(shards, text, pair[:2])
        more_rows, more_texts = tail.lists()
        return rows + more_rows, texts + more_texts

    def grow(self) -> None:
        """Make shards of tails that have grown long. Needs no call for right answers, only for fast ones."""
        if self._folder is None:
            return
        with self._lock:
            for pair in self._source.pairs():
                while self._grow(pair):
                    pass
            self._sweep()

    def _grow(self, pair: str) -> bool:
        rows = [row for row in self._source.shards() if row.pair == pair]
        after = max((row.last for row in rows), default=0)
        if self._source.count_after(after, pair, self._longest_tail) < self._longest_tail:
            return False
        fresh = self._source.sources_after(after, pair, SHARD_ROWS)
        merged: list[ShardRow] = []
        while rows and rows[-1].texts <= 2 * len(fresh) and rows[-1].texts + len(fresh) <= SHARD_ROWS:
            merged.append(rows.pop())
            fresh = self._source.sources_after(merged[-1].first - 1, pair, SHARD_ROWS + len(fresh))
        return self._write(pair, fresh, [row.name for row in merged]) is not None

    def _write(self, pair: str, fresh: list[tuple[int, str]], replaced: Sequence[str]) -> ShardRow | None:
        """A shard of these units in the place of others; None if another process was faster."""
        from appealdocs.translate import shard

        rows = {text: number for number, text in fresh}
        row = ShardRow(f"{pair.replace('>', '-')}-{uuid.uuid4().hex}.shard", pair, fresh[0][0], fresh[-1][0], len(rows))
        shard.write(self._path(row.name), pair[:2], list(rows.values()), list(rows))
        if self._source.replace_shards(replaced, row):
            return row
        self._path(row.name).unlink(missing_ok=True)
        return None

    def _sweep(self) -> None:
        """Remove files that no database row names and no running process can still be about to name."""
        if self._folder is None or not self._folder.is_dir():
            return
        named = {row.name for row in self._source.shards()}
        for entry in os.scandir(self._folder):
            if entry.name not in named and time.time() - entry.stat().st_mtime > _ORPHAN_SECONDS:
                Path(entry.path).unlink(missing_ok=True)

    def _refresh(self) -> None:
        state = self._source.state()
        if state == self._state:
            return
        if self._state is None:
            self._catch_up()
            state = self._source.state()
        rows = self._source.shards()
        if rows != self._rows:
            rows = self._open_all(rows)
        self._read.clear()
        self._rows, self._state = rows, state

    def _catch_up(self) -> None:
        """An import that was cut off before its index was made leaves a tail too long to measure: make the index now.

        Where the folder cannot be written to, the long tail is measured all the same.
        """
        covered = {row.pair: row.last for row in self._source.shards()}
        much = 4 * self._longest_tail
        if self._folder is None:
            return
        if any(self._source.count_after(covered.get(pair, 0), pair, much) == much for pair in self._source.pairs()):
            with contextlib.suppress(PartFailed, OSError):
                self.grow()

    def _open_all(self, rows: list[ShardRow]) -> list[ShardRow]:
        """Open the shards; one that is lost or broken is made anew from the database."""
        from appealdocs.translate.shard import BrokenShard, Shard

        opened: dict[str, Shard] = {}
        for row in rows:
            try:
                opened[row.name] = self._open.get(row.name) or Shard(self._path(row.name))
            except BrokenShard:
                self._mend(row)
                return self._open_all(self._source.shards())
        self._open = opened
        return rows

    def _mend(self, row: ShardRow) -> None:
        """Make a lost shard anew, unless another process has put a larger one in its place meanwhile."""
        if row not in self._source.shards():
            return
        fresh: list[tuple[int, str]] = []
        after = row.first - 1
        while page := [u for u in self._source.sources_after(after, row.pair, 10_000) if u[0] <= row.last]:
            fresh += page
            after = page[-1][0]
        if fresh:
            self._write(row.pair, fresh, [row.name])
        else:
            self._source.drop_shard(row.name)

    def _read_tail(self, pair: str, rows: list[ShardRow]) -> None:
        covered = max((row.last for row in rows if row.pair == pair), default=0)
        state = self._source.state_name()
        kept = _TAILS.get(state, pair) if state else None
        if kept is not None and kept.after == covered:
            self._tails[pair] = kept
            return
        tail = self._tails.get(pair)
        whole = tail is None or tail.after != covered  # else units that were removed meanwhile may be among them
        if tail is None or whole:
            tail = _Tail(after=covered, last=covered)
        fresh = self._source.sources_after(tail.last, pair, 10_000)
        if fresh and tail.kept:
            tail = tail.copy()
        while fresh:
            tail.add(fresh)
            fresh = self._source.sources_after(tail.last, pair, 10_000)
        self._tails[pair] = tail
        if whole and state and len(tail.rows) <= _KEPT_TAIL and self._source.state_name() == state:
            tail.kept = True
            _TAILS.put(state, pair, tail)

    def _path(self, name: str) -> Path:
        if self._folder is None:
            raise RuntimeError("an index without a folder has no files")
        return self._folder / name
