"""A circuit breaker: an engine that failed several times in a row is left alone for half an hour."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

FAILURES = 3
OPEN_SECONDS = 1800.0


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    opened_at: float | None = None


class Breaker:
    """Counts failures by engine name. `clock` gives seconds and never goes backwards (tests pass their own).

    After `failures` in a row the circuit opens; after `open_seconds` one call is let through, and its outcome decides.
    """

    def __init__(
        self, failures: int = FAILURES, open_seconds: float = OPEN_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._open_seconds = open_seconds
        self._clock = clock
        self._circuits: dict[str, _Circuit] = {}
        self._lock = threading.Lock()

    def allows(self, name: str) -> bool:
        """Whether the engine may be called now."""
        with self._lock:
            circuit = self._circuits.get(name)
            if circuit is None or circuit.opened_at is None:
                return True
            if self._clock() - circuit.opened_at < self._open_seconds:
                return False
            circuit.opened_at = self._clock()
            return True

    def succeeded(self, name: str) -> None:
        """The engine answered: its circuit closes."""
        with self._lock:
            self._circuits.pop(name, None)

    def failed(self, name: str, at_once: bool = False) -> None:
        """The engine failed; `at_once` for an answer that says not to come back (quota, wrong key): the circuit opens now."""
        with self._lock:
            circuit = self._circuits.setdefault(name, _Circuit())
            circuit.failures += 1
            if at_once or circuit.failures >= self._failures:
                circuit.opened_at = self._clock()

    def open_for(self, name: str) -> float:
        """Seconds until the engine is tried again, 0.0 if it may be called now."""
        with self._lock:
            circuit = self._circuits.get(name)
            if circuit is None or circuit.opened_at is None:
                return 0.0
            return max(0.0, self._open_seconds - (self._clock() - circuit.opened_at))


SHARED = Breaker()
"""The circuits of this process."""
