"""Base dossiers, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealdocs.check.examples import Base, load_base

BASES = Path(__file__).parent / "base"


@pytest.fixture(scope="session")
def bases() -> dict[str, Base]:
    """The clean cases that rule examples are patches of, by procedure."""
    return {path.stem: load_base(path) for path in sorted(BASES.glob("*.yaml"))}
