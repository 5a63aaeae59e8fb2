"""Placeholders: ours ([X1X]), those of templates and formats. All of the source back, each once, none left standing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_OURS = compiled(r"[\[［【(（{]\s*[XxХх×]\s*\d{1,3}\s*[XxХх×]\s*[\]］】)）}]")
_FORMATS = compiled(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\$\{[^{}\n]{0,60}\}|(?<![A-Za-z0-9_{])\{[A-Za-z_0-9.]{0,40}\}(?!\})|%\([A-Za-z_]\w*\)[sd]|(?<![0-9A-Za-z\s])%[sd](?![a-z])|"
    r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,80})?/?>|__[A-Z][A-Z_]+__|⟦[^⟧]{0,40}⟧"
)


def check(pair: Pair) -> Iterator[Flag]:
    """Placeholders lost, doubled, or left from an engine."""
    ours = Counter(m[0] for m in _FORMATS.finditer(pair.source))
    theirs = Counter(m[0] for m in _FORMATS.finditer(pair.target))
    for mark in ours - theirs:
        if theirs[mark]:
            continue
        yield flag("placeholder-missing", f"the placeholder {mark} is not in the target", f"译文缺少占位符 {mark}")
    for mark in theirs:
        if not ours[mark]:
            yield flag("placeholder-left", f"a placeholder was left or made up: {mark}", f"译文残留占位符：{mark}")
        elif theirs[mark] > ours[mark]:
            yield flag("placeholder-doubled", f"the placeholder {mark} stands {theirs[mark]} times", f"占位符 {mark} 出现 {theirs[mark]} 次")
    if (match := _OURS.search(pair.target)) and not _OURS.search(pair.source):
        yield flag("placeholder-left", f"a placeholder was left: {match[0]}", f"译文残留占位符：{match[0]}")
    elif _OURS.search(pair.source):
        mine, back = (Counter(re.sub(r"\D", "", m[0]) for m in _OURS.finditer(t)) for t in (pair.source, pair.target))
        for number in mine - back:
            yield flag("placeholder-missing", f"placeholder {number} is not in the target", f"译文缺少占位符 {number}")
        for number in back - mine:
            yield flag("placeholder-doubled", f"placeholder {number} stands too often", f"占位符 {number} 多余")
