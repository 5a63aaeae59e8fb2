"""No rule crashes on what a case may hold: keys left out, hostile words, times in any order."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from appealdocs.check.examples import Base, load_base, run
from appealdocs.draft.draft import draft
from appealdocs.errors import BadInput
from appealdocs.workspace import Workspace

BASES = {p.stem: load_base(p) for p in (Path(__file__).parents[1] / "rules" / "base").glob("*.yaml")}
WORDS = [
    "{{ 7*7 }} {percent} %s {0} {", "订单", "«»“”", "\u202e\u200b", "a" * 3000, "1234567890123456789012345678901234567890", "-", "٣٤", "🙂",
    "Please remove {order} at 25:61 GST (GMT+99)", "]]> <!-- {% raw %}", "0", "２０２６年３月７日１４：３２",
]  # fmt: skip
MOMENTS = ["1970-01-01T00:00:00+00:00", "2099-12-31T23:59:59+14:00", "2026-03-08", "2026-02-29T10:00:00+03:00"]


def paths(tree: Any, at: str = "") -> list[str]:
    found = [at] if at else []
    if isinstance(tree, dict):
        for key, value in tree.items():
            found += paths(value, f"{at}.{key}" if at else str(key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            found += paths(value, f"{at}[{index}]")
    return found


@pytest.mark.parametrize("name", sorted(BASES))
def test_no_rule_crashes_whatever_is_left_out_or_written(name: str) -> None:
    dice = random.Random(f"hostile {name}")
    base: Base = BASES[name]
    keys = [p for p in paths(base.data["case"]) if p not in ("procedure", "platform") and not p.startswith("orders[0].id")]
    ran = 0
    for _ in range(60):
        changes = {dice.choice(keys): dice.choice([None, None, dice.choice(WORDS), dice.choice(MOMENTS)]) for _ in range(dice.randint(1, 3))}
        try:
            report = run(base, {"set": changes}, Workspace(), draft)
        except (ValidationError, BadInput, IndexError, KeyError, TypeError, AttributeError):
            continue  # the file itself is refused, or the patch does not fit the patched tree
        ran += 1
        assert not report.crashed, (changes, report.crashed)
    assert ran >= 20
