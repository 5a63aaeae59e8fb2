from __future__ import annotations

from appealdocs.translate.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_three_failures_in_a_row_open_the_circuit_for_half_an_hour() -> None:
    clock = Clock()
    breaker = Breaker(clock=clock)
    for _ in range(2):
        breaker.failed("a")
    assert breaker.allows("a")
    breaker.failed("a")
    assert not breaker.allows("a")
    assert breaker.allows("b")
    clock.now = 1799
    assert not breaker.allows("a")
    assert breaker.open_for("a") == 1.0
    clock.now = 1800
    assert breaker.allows("a"), "one call is let through"
    assert not breaker.allows("a"), "and only one"
    breaker.succeeded("a")
    assert breaker.allows("a")
    assert breaker.open_for("a") == 0.0


def test_a_success_between_starts_the_count_anew() -> None:
    breaker = Breaker()
    for _ in range(4):
        breaker.failed("a")
        breaker.failed("a")
        breaker.succeeded("a")
    assert breaker.allows("a")


def test_an_engine_that_says_not_to_come_back_is_believed_at_once() -> None:
    breaker = Breaker(clock=Clock())
    breaker.failed("a", at_once=True)
    assert not breaker.allows("a")
