"""Numbers and codes of the platform, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.check.kinds.letter.numbered import same_number


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("DC-003", "DC003", True), ("DC-003", "dc 003", True), ("DC-003", "DC‑003", True), ("DC-003", "DC-012", False), ("1", "1.", True),
        ("#2", "2", True), ("01", "1", True), ("10", "1", False), ("", "", False), ("-", "-", False), ("0", "0", True),
    ],
)  # fmt: skip
def test_same_number(a: str, b: str, same: bool) -> None:
    assert same_number(a, b) is same
    assert same_number(b, a) is same


@settings(max_examples=50)
@given(st.integers(0, 999), st.integers(0, 999))
def test_two_numbers_are_the_same_only_if_equal(a: int, b: int) -> None:
    assert same_number(f"DC-{a:03d}", f"DC-{b:03d}") is (a == b)
    assert same_number(str(a), str(b)) is (a == b)
