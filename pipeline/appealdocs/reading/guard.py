"""Limits of a reading process: memory, processor time, no core dump. Everything here acts on the process that calls it."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Final

from appealdocs.reading import limits

if sys.platform != "win32":
    import resource

GREETING: Final = b"ready\n"
"""What a reading process says before it takes the first file."""
DEFECT: Final = "defect"
"""The key under which it tells of a fault of its own."""


class OutOfTime(BaseException):
    """The processor time for one file is used up. A BaseException, since parsers catch Exception all over."""


def confine() -> None:
    """Bound this process for good. Where the system knows no such limits, the parent's clock is the only guard."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_FSIZE, 64 * limits.MEGABYTE)
    _lower(resource.RLIMIT_AS, limits.WORKER_MEMORY)
    signal.signal(signal.SIGPROF, _out_of_time)


def _lower(what: int, bound: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(what)
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (bound, bound))


def _out_of_time(signum: int, frame: FrameType | None) -> None:
    raise OutOfTime


@contextlib.contextmanager
def cpu(seconds: float) -> Iterator[None]:
    """Raise OutOfTime once the block has used `seconds` of processor time, and again each second after that."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGPROF) is not _out_of_time:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


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
    """Within `memory`: let the block use all that the process may have (OCR models are no part of the file)."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes of address space in use (Linux); elsewhere the bound of the whole process has to do."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return limits.WORKER_MEMORY
