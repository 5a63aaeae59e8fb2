"""What `draft --prove` prints: the share of planted faults that our own checks catch, by kind, and the survivors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from appealdocs.model.text import Text2


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
    @property
    def title(self) -> Text2: ...


def prove_text(planted: Sequence[Planted], lang: str) -> str:
    """A line a kind with its share, then the faults that nobody would have seen: segment, fault, the faulty text."""
    zh = lang == "zh"
    titles = {p.fault: p.title[lang] for p in planted}
    every, caught = Counter(p.fault for p in planted), Counter(p.fault for p in planted if p.caught)
    if not planted:
        return "没有可植入错误的译文" if zh else "There is no translation to plant faults into."
    lines = ["植入错误测试：" if zh else "Faults planted into this letter, and how many our own checks catch:"]
    lines += [f"  {caught[fault]:>3} / {count:<3} {100 * caught[fault] / count:>4.0f} %  {titles[fault]}" for fault, count in every.items()]
    total = sum(caught.values())
    share = f"{100 * total / len(planted):.0f} %"
    lines.append(f"共植入 {len(planted)} 处，发现 {total} 处（{share}）" if zh else f"{len(planted)} planted, {total} caught ({share})")
    lines += [f"  {'未发现' if zh else 'survived'}  {p.segment}  {titles[p.fault]}: {p.text}" for p in planted if not p.caught]
    return "\n".join(lines)
