"""Shared by all tests: a workspace of nothing but what is shipped, and small cases."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from appealdocs.workspace import Workspace

SAMPLES = Path(__file__).parents[1] / "samples"


def copy_sample(name: str, to: Path) -> Path:
    """A sample as it is shipped: without what `make demo` drafted beside it."""
    made = shutil.ignore_patterns("out", "review", "final", "*.lock", "journal.jsonl")
    return Path(shutil.copytree(SAMPLES / name, to, ignore=made))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Readings are cached for this test session alone, never in the user's own cache."""
    if "PYTEST_XDIST_WORKER" not in os.environ or "APPEALDOCS_TEST_CACHE" not in os.environ:
        os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.getbasetemp().parent / "cache")


@pytest.fixture
def shipped() -> Workspace:
    """No workspace: only what is shipped applies."""
    return Workspace()


CASE = """\
procedure: noon-odr
reference: T-1
site: noon.com/ae
issue: delivered-not-received
received: 2026-03-12T09:00:00+04:00
seller:
  legal_name: Shenzhen Lanting Trading Co., Ltd.
  store: Lanting Home
  licence: {number: "00123", kind: trade-licence}
  representative: {name: Chen Weidong, title: Legal Representative}
orders:
- id: 00061420317
  tracking: 034208117650
  carrier: Aramex
  skus: [LT-KB2041-BLK]
  delivered: 2026-03-07T14:32:00+04:00
evidence:
- {id: E1, file: evidence/track.png, type: tracking-page, language: en, order: 00061420317}
points:
- title: Delivered but reported missing
  problem:
  - {zh: 买家称未收到商品。, en: The buyer states that the item was not received., evidence: [E1]}
  cause:
  - {zh: 包裹已签收。, en: The parcel was signed for., evidence: [E1]}
  action:
  - {zh: 我们已回复买家。, en: We replied to the buyer., evidence: [E1]}
  prevention:
  - {zh: 我们每日核对。, en: We compare the records every day., evidence: [E1]}
request: {zh: 请剔除该订单。, en: Please remove order 00061420317 from the ODR calculation.}
"""


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    """A small case folder with one (empty) evidence file."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "track.png").write_bytes(b"")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder
