"""What `draft --prove` prints: the share of planted faults that our own checks catch, by kind, and the survivors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class Planted(Protocol):
    """What is shown of a planted fault (translate.prove.prove.Planted)."""

    @property
    def segment(self) -> str: ...
    @property
    def fault(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def caught(self) -> bool: ...


def prove_text(planted: Sequence[Planted], lang: str) -> str:
    """A line a kind, then the faults that nobody would have seen."""
    zh = lang == "zh"
    all_, caught = Counter(p.fault for p in planted), Counter(p.fault for p in planted if p.caught)
    lines = [f"{fault:<18} {caught[fault]:>3} / {count:<3}" for fault, count in all_.items()]
    total = sum(caught.values())
    lines.append(f"共植入 {len(planted)} 处错误，发现 {total} 处" if zh else f"{len(planted)} fault(s) planted, {total} caught")
    lines += [f"  {'未发现' if zh else 'survived'}  {p.segment}  {p.fault}: {p.text}" for p in planted if not p.caught]
    return "\n".join(lines)
