"""Writing systems: what of the source was left standing, letters that only look right, broken characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.language.lookalikes import lookalikes
from appealdocs.language.scripts import words
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_GARBLED = compiled(r"\ufffd|Ã[\u0080-\u00bf©¤¶¼]|â€[™œ\u009d“”]|Ð[\u0080-\u00bf°±²³µ¸½¾]|Ñ[\u0080-\u008f€‚ƒ„…†‡ˆ‰]|[åæçèé][\u0080-\u00bf]{1,2}|ï»¿|\?{4,}")
_HIDDEN = compiled(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_ONE_LETTER_SCIENCE = compiled(r"[Α-ω]")


def check(pair: Pair) -> Iterator[Flag]:
    """Runs of a script that the target language is not written in; look-alikes; garbled and hidden characters."""
    if pair.target_language != "zh":
        yield from _left(pair)
    for hit in lookalikes(pair.target, pair.known_names):
        near = pair.target[max(0, hit.start - 12) : hit.end + 12].strip()
        word = next((w for w in re.findall(r"[^\s]+", near) if hit.text in w), near)
        if not _ONE_LETTER_SCIENCE.match(hit.text) and word not in pair.source:
            yield flag("script-lookalike", f"'{hit.text}' in '{word}' is a letter of another script", f"“{word}”中的“{hit.text}”是其他文字的形似字母")
            break
    if match := _GARBLED.search(pair.target):
        if match[0] not in pair.source:
            yield flag("script-garbled", f"broken characters: {match[0]!r}", f"出现乱码：{match[0]!r}")
    if match := _HIDDEN.search(pair.target):
        if match[0] not in pair.source:
            yield flag("script-hidden", f"an invisible character (U+{ord(match[0]):04X})", f"含不可见字符（U+{ord(match[0]):04X}）")


def _left(pair: Pair) -> Iterator[Flag]:
    runs: dict[str, list[str]] = {}
    for word in words(pair.plain_target):
        if word.script in ("latin", "greek") or (word.script == "cyrillic" and pair.target_language == "ru") or word.script == "other":
            continue
        if len(word.text) == 1 and word.script not in ("han", "kana", "hangul"):
            continue
        if any(word.text in name for name in pair.known_names if word.script != "han" or pair.source_language != "zh"):
            continue
        if word.script == "cyrillic" and word.text in pair.source:
            continue
        runs.setdefault(word.script, []).append(word.text)
    for script, found in runs.items():
        name = f"script-{script}-left" if script in ("han", "cyrillic") else "script-other-left"
        shown = ", ".join(found[:3])
        yield flag(name, f"left untranslated: {shown}", f"未翻译：{'、'.join(found[:3])}")
