"""The language of the target: another one, words of another one, or a copy of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from appealdocs.expressions import compiled
from appealdocs.language.verdict import Required, verdict
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import LANGUAGE_NAMES, flag
from appealdocs.translate.flags.pair import Pair

_LETTERS = compiled(r"[^\W\d_]")


def check(pair: Pair) -> Iterator[Flag]:
    """`language-<name>` where the target is in another language, `language-mixed` where words of one stand in it."""
    if pair.source_language != pair.target_language and _copied(pair):
        yield flag("language-copied", "the target is a copy of the source", "译文与原文相同，未翻译")
        return
    found = verdict(pair.plain_target, cast(Required, pair.target_language), _names(pair))
    if found.verdict == "wrong":
        language = _language(pair, found.language, [r.language for r in found.foreign])
        word, en, zh = LANGUAGE_NAMES.get(language, ("other", "another language", "其他语言"))
        yield flag(f"language-{word}", f"the target is in {en}", f"译文为{zh}")
    elif found.verdict == "mixed":
        runs = [r for r in found.foreign if r.script not in ("han", "kana", "hangul")]
        if runs:
            _, en, zh = LANGUAGE_NAMES.get(runs[0].language, ("", "another language", "其他语言"))
            yield flag("language-mixed", f"{en} in the target: {runs[0].text}", f"译文夹杂{zh}：{runs[0].text}")
    elif pair.target_language == "ru" and (word := _strange(pair)):
        yield flag("language-mixed", f"no Russian word in the target: {word}", f"译文含非俄语词：{word}")
    elif found.verdict == "unsure" and not _only_names(pair.plain_target) and len(_LETTERS.findall(pair.plain_target)) >= 3:
        yield flag("language-unsure", "too short or strange to tell its language", "文字过短或过于特殊，无法确认语言")


_SMALL = compiled(r"(?<![А-Яа-яЁёA-Za-z0-9-])[а-яё]{6,}(?![А-Яа-яЁёA-Za-z-])")


def _strange(pair: Pair) -> str:
    """A small-letter Cyrillic word that no Russian dictionary has and that ends as Russian words do not: Ukrainian left by a pivot."""
    from appealdocs.language.cyrillic import known_russian

    named = " ".join(pair.known_names).lower()
    words = [m[0] for m in _SMALL.finditer(pair.plain_target)]
    return next((w for w in words if not any(known_russian(form) for form in (w, w.replace("ё", "е"), _PREFIX.sub("", w))) and w[:5] not in named and _FOREIGN.search(w)), "")


_PREFIX = compiled(r"^(?:от|пере|про|за|на|по|вы|до|с|об|рас|раз|ис|из|при|под|над|не|без|само|авто|ре|де|пре|вы)")
_FOREIGN = compiled(r"(?:ння|ено|ано|ити|ати|ськ\w*|ність|ець|тів|рів|ата|ята|ето|ото|ите|ена|ване)\Z")


def _only_names(text: str) -> bool:
    """Addresses and names: hardly a word with a small letter."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    return 2 * sum(str(word)[0].isupper() for word in words) > len(words)


def _language(pair: Pair, best: str, foreign: list[str]) -> str:
    if best and best != pair.target_language:
        return best
    return next((language for language in foreign if language), "")


def _copied(pair: Pair) -> bool:
    source, target = pair.source.strip(), pair.target.strip()
    if source.casefold() != target.casefold():
        return False
    named = {w.casefold() for w in pair.known_names}
    words = [w for w in re.findall(r"[^\W\d_]{2,}", source) if w.casefold() not in named]
    if not words or source.casefold() in named:
        return False
    values = [m for m in pair.source_facts]
    rest = source
    for mention in reversed(values):
        rest = rest[: mention.start] + rest[mention.end :]
    return verdict(rest, cast(Required, pair.target_language)).verdict in ("wrong", "mixed")


def _names(pair: Pair) -> tuple[str, ...]:
    """Latin names of the source may stand as they are; a whole English sentence of the source may not."""
    if pair.source_language != "zh":
        return pair.known_names
    quoted = re.findall(r"[A-Za-z][A-Za-z0-9&.'’_-]*(?: [A-Z][A-Za-z0-9&.'’_-]*)*", pair.source)
    return (*pair.known_names, *(q for q in quoted if len(q) > 1))
