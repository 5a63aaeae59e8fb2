"""Limits of a reading process: memory, processor time, no core dump. Everything here acts on the process that calls it."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Final

from appealdocs.reading import limits

if sys.platform != "win32":
    import resource

GREETING: Final = b"ready\n"
"""What a reading process says before it takes the first file."""
GRACE: Final = 3.0
"""Processor seconds between OutOfTime and the end of a process that does not hear it."""
DEFECT: Final = "defect"
"""The key under which it tells of a fault of its own."""


class OutOfTime(BaseException):
    """The processor time for one file is used up. A BaseException, since parsers catch Exception all over."""


def confine(heartbeat: Callable[[], None] | None = None) -> None:
    """Bound this process for good. Where the system knows no such limits, the parent's clock is the only guard.

    `heartbeat` is called whenever a part with its own time begins, so that the parent does not lose patience.
    """
    global _heartbeat
    _heartbeat = heartbeat
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_FSIZE, 64 * limits.MEGABYTE)
    _lower(resource.RLIMIT_AS, limits.WORKER_MEMORY)
    signal.signal(signal.SIGPROF, _out_of_time)


_heartbeat: Callable[[], None] | None = None


def _lower(what: int, bound: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(what)
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (bound, bound))


def _out_of_time(signum: int, frame: FrameType | None) -> None:
    raise OutOfTime


@contextlib.contextmanager
def cpu(seconds: float) -> Iterator[None]:
    """Raise OutOfTime once the block has used `seconds` of processor time, and again each second after that.

    Within another such block the outer clock stands still. Code that never returns to Python is killed by the system a few
    seconds later. No effect outside a reading process.
    """
    if _heartbeat is not None:
        _heartbeat()
    if sys.platform == "win32" or signal.getsignal(signal.SIGPROF) is not _out_of_time:
        yield
        return
    outer, _ = signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    start = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (_whole(start + seconds + GRACE, hard), hard))
    try:
        yield
    finally:
        used = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, outer, 1.0 if outer else 0.0)
        later = soft if soft == resource.RLIM_INFINITY else _whole(soft + used, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (later, hard))


def _whole(seconds: float, hard: int) -> int:
    """Seconds as a limit of the system, not above its hard one."""
    whole = int(seconds) + 1
    return whole if sys.platform == "win32" or hard == resource.RLIM_INFINITY else min(whole, hard)


@contextlib.contextmanager
def memory(extra_bytes: int) -> Iterator[None]:
    """Let the block add at most `extra_bytes` of address space: MemoryError beyond. No effect outside a reading process."""
    if sys.platform == "win32" or resource.getrlimit(resource.RLIMIT_AS)[1] == resource.RLIM_INFINITY:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (min(_address_space() + extra_bytes, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def relaxed() -> Iterator[None]:
    """Within `memory`: let the block use all that the process may have (OCR models are no part of the file).

    What the block keeps is not charged to the file afterwards.
    """
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    before = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        if soft != hard:
            soft = min(soft + max(0, _address_space() - before), hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes of address space in use (Linux); elsewhere the bound of the whole process has to do."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return limits.WORKER_MEMORY
