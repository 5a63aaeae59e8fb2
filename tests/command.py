"""The command line as the tests call it."""

from __future__ import annotations

import pytest

from appealdocs.cli.main import main


def run(*words: str) -> int:
    """The exit status of `appealdocs` with these words, in this process."""
    with pytest.raises(SystemExit) as stopped:
        main([*words])
    code = stopped.value.code
    assert isinstance(code, int)
    return code
