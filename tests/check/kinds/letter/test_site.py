"""Sites as people write them."""

from __future__ import annotations

import pytest

from appealdocs.check.kinds.letter.site import known_site
from appealdocs.packs import load_pack
from appealdocs.workspace import Workspace


@pytest.mark.parametrize(
    ("procedure", "written", "known"),
    [
        ("noon-odr", "noon.com/ae", "noon.com/ae"), ("noon-odr", "https://www.noon.com/uae-en/", "noon.com/ae"),
        ("noon-odr", "NOON.COM/SA", "noon.com/sa"), ("noon-odr", "noon KSA", "noon.com/sa"), ("noon-odr", "noon.com/egypt-en", "noon.com/eg"),
        ("noon-odr", "noon.com", "noon.com"), ("ozon-odr", "https://seller.ozon.ru", "ozon.ru"), ("ozon-odr", "ozon.by", "ozon.by"),
    ],
)  # fmt: skip
def test_known_site(procedure: str, written: str, known: str) -> None:
    assert known_site(written, load_pack(procedure, Workspace())) == known
