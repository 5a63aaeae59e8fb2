"""Letters that look like those of another script: a Cyrillic С in 'СDEK', a Latin c as the Russian word с."""

from __future__ import annotations

import re
from collections.abc import Iterable

from appealdocs.expressions import compiled
from appealdocs.language.hit import Hit
from appealdocs.language.scripts import Script, script_of
from appealdocs.model.text import Text2

_CYRILLIC_TO_LATIN = dict(zip("АВЕКМНОРСТУХаеорсухІіЈјЅѕԁһԛԝЗ", "ABEKMHOPCTYXaeopcyxIiJjSsdhqw3", strict=True))
_AS_LATIN = str.maketrans(_CYRILLIC_TO_LATIN)
_LATIN_TO_CYRILLIC = dict(zip("ABEKMHOPCTYXaeopcyxk", "АВЕКМНОРСТУХаеорсухк", strict=True))
_GREEK_TO_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))

_TOKEN = compiled(r"[^\W_]+(?:['’][^\W_]+)*")
_WHOLE = compiled(r"[^\W_]+(?:[-./_][^\W_]+)*")
_NOTE_LATIN = Text2("A Cyrillic or Greek letter that looks Latin", "形似拉丁字母的西里尔或希腊字母")
_NOTE_CYRILLIC = Text2("A Latin letter that looks Cyrillic", "形似西里尔字母的拉丁字母")


def lookalikes(text: str, names: Iterable[str] = ()) -> list[Hit]:
    """Every letter that stands in a word of another script, and every name or id of `names` that is spelt with such letters.

    `kind` is `look-alike`; `instead` is the right letter. A Russian ending on a Latin name ('SKU-код', 'Ozonом') is none.
    """
    hits: dict[int, Hit] = {}
    for match in _TOKEN.finditer(text):
        for hit in _mixed(match.group(), match.start()):
            hits[hit.start] = hit
    for hit in (*_single_letters(text), *_spelt_wrong(text, names)):
        hits.setdefault(hit.start, hit)
    return [hits[start] for start in sorted(hits)]


def _mixed(token: str, base: int) -> Iterable[Hit]:
    if token.isascii():
        return
    scripts = [script_of(char) for char in token]
    has = {s for s in scripts if s in ("latin", "cyrillic", "greek")}
    if len(has) < 2:
        return
    if _is_ending(token, scripts):
        return
    to_latin = _should_be_latin(token, scripts)
    for index, (char, script) in enumerate(zip(token, scripts, strict=True)):
        if to_latin and script in ("cyrillic", "greek"):
            instead = _CYRILLIC_TO_LATIN.get(char) or _GREEK_TO_LATIN.get(char, "")
            yield Hit(base + index, base + index + 1, char, "look-alike", _NOTE_LATIN, instead)
        elif not to_latin and script == "latin":
            yield Hit(base + index, base + index + 1, char, "look-alike", _NOTE_CYRILLIC, _LATIN_TO_CYRILLIC.get(char, ""))


def _is_ending(token: str, scripts: list[Script | None]) -> bool:
    """A Latin word with a Russian ending that could not be Latin itself ('Ozonом'), or a unit after digits ('5мкA' is none)."""
    first = next((i for i, s in enumerate(scripts) if s == "cyrillic"), None)
    if first is None or first == 0 or any(s == "latin" for s in scripts[first:]):
        return False
    return any(char not in _CYRILLIC_TO_LATIN for char in token[first:])


def _should_be_latin(token: str, scripts: list[Script | None]) -> bool:
    cyrillic_only = sum(1 for c, s in zip(token, scripts, strict=True) if s == "cyrillic" and c not in _CYRILLIC_TO_LATIN)
    latin_only = sum(1 for c, s in zip(token, scripts, strict=True) if s == "latin" and c not in _LATIN_TO_CYRILLIC)
    if cyrillic_only != latin_only:
        return latin_only > cyrillic_only
    if any(char.isdigit() for char in token):
        return True
    return scripts.count("latin") >= scripts.count("cyrillic")


def _single_letters(text: str) -> Iterable[Hit]:
    """A lone small Latin letter between Russian words, where a Russian one-letter word must be meant."""
    for match in re.finditer(r"(?<=[а-яё»,] )([aceoyk])(?= [а-яёА-ЯЁ«])", text):
        char = match.group()
        yield Hit(match.start(), match.end(), char, "look-alike", _NOTE_CYRILLIC, _LATIN_TO_CYRILLIC[char])


def _spelt_wrong(text: str, names: Iterable[str]) -> Iterable[Hit]:
    """Whole tokens in the wrong script throughout, told by the names and ids that they must be ('КТ-2201В')."""
    wanted = {name for name in names if name}
    if not wanted:
        return
    folded = {name.translate(_AS_LATIN): name for name in wanted}
    for match in _WHOLE.finditer(text):
        token = match.group()
        name = folded.get(token.translate(_AS_LATIN))
        if name is None or token in wanted:
            continue
        for index, (written, right) in enumerate(zip(token, name, strict=True)):
            if written != right:
                note = _NOTE_LATIN if script_of(written) == "cyrillic" else _NOTE_CYRILLIC
                start = match.start() + index
                yield Hit(start, start + 1, written, "look-alike", note, right)
