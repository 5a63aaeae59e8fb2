"""The process in which foreign files are taken apart: bounded in memory, killed when it hangs, started once and kept warm.

What comes back is rewritten by us (pages, pictures, MP4), so that the rest of the packer never parses a foreign file. Answers are
pickles read by an unpickler that knows a dozen plain classes and nothing else: a process that a file has taken over can lie, not act.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import subprocess
import threading
from dataclasses import replace
from functools import cache
from typing import Any, BinaryIO, Final

from appealdocs.errors import AppealdocsError
from appealdocs.model.text import Text2
from appealdocs.pack import film
from appealdocs.pack.make import Maker, Unpacked
from appealdocs.pack.material import Material
from appealdocs.pack.source import Source
from appealdocs.reading.child import ended, started

GREETING: Final = b"ready\n"
_CLASSES: Final = frozenset({
    ("appealdocs.pack.material", "Pictures"), ("appealdocs.pack.material", "Document"), ("appealdocs.pack.material", "Film"),
    ("appealdocs.pack.unit", "PictureUnit"), ("appealdocs.pack.unit", "PageUnit"), ("appealdocs.pack.unit", "FilmUnit"),
    ("appealdocs.pack.scans", "Scans"), ("appealdocs.pack.scans", "Inside"), ("appealdocs.pack.film", "Film"),
    ("appealdocs.model.text", "Text2"), ("builtins", "frozenset"), ("copyreg", "_reconstructor"), ("builtins", "object"),
    ("dataclasses", "_dataclass_setstate"),
})
"""All that an answer may be made of."""


class _Plain(pickle.Unpickler):
    """Reads answers; anything but our own plain classes is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class Workshop:
    """One process. Threads take turns."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def material(self, maker: Maker, source: Source) -> Material:
        """`maker.material(source)`, in the process. Raises Unpacked as that does, and for a file of which it dies or hangs."""
        megabytes = source.reading.size_bytes / 1e6
        seconds = 120 + 10 * megabytes + 15 * (source.reading.clip.seconds if source.reading.clip else 0.0)
        kind, made = self._asked(("material", maker, source), min(seconds, 2_400.0), source.file)
        if kind == "unpacked":
            raise Unpacked(made)
        material: Material = made
        material.source = source
        return material

    def coded(self, data: bytes, kind: str, height: int, budget: int) -> bytes:
        """`film.coded`, in the process. Raises Unpacked where the video cannot be coded."""
        answer, made = self._asked(("coded", data, kind, height, budget), film.MOST_SECONDS * 4, kind)
        if answer == "unpacked":
            raise Unpacked(made)
        coded: bytes = made
        return coded

    def _asked(self, question: tuple[Any, ...], seconds: float, name: str) -> tuple[str, Any]:
        with self._turn:
            process = self._started()
            late = threading.Event()
            clock = threading.Timer(seconds, _kill, (process, late))
            clock.daemon = True
            clock.start()
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                send(process.stdin, pickle.dumps(question))
                answer: tuple[str, Any] = _Plain(io.BytesIO(receive(process.stdout))).load()
            except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
                self._stop()
                why = Text2(f"no answer within {seconds:.0f} s", f"{seconds:.0f} 秒内无结果") if late.is_set() else Text2("the packing process died of it", "处理进程因此中止")
                raise Unpacked(Text2(f"{name}: {why.en}", f"{name}：{why.zh}")) from error
            finally:
                clock.cancel()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = started("appealdocs.pack.worker")
            assert self._process.stdout is not None
            if self._process.stdout.readline() != GREETING:
                self._stop()
                raise AppealdocsError(
                    Text2("the process that packs evidence does not start", "打包证据的进程无法启动"),
                    Text2("'python -m appealdocs.pack.worker' shows why.", "运行“python -m appealdocs.pack.worker”可查看原因。"),
                )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            ended(process)

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._stop()


@cache
def shared() -> Workshop:
    """The workshop of this process, ended with it. A forked child starts its own."""
    made = Workshop()
    atexit.register(made.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=shared.cache_clear)
    return made


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def send(pipe: Any, data: bytes) -> None:
    """One message: eight bytes of length, then the data."""
    pipe.write(len(data).to_bytes(8, "big") + data)
    pipe.flush()


def receive(pipe: Any) -> bytes:
    """The next message. Raises EOFError where the other side is gone."""
    size = int.from_bytes(_exactly(pipe, 8), "big")
    return _exactly(pipe, size)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def bare(material: Material) -> Material:
    """The material without its source, which the other side has."""
    return replace(material, source=None)  # type: ignore[arg-type]
