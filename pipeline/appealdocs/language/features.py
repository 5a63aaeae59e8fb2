"""What the learnt judge (learnt.py) sees of a sentence: words, word classes, their order, and whether it is concrete.

A feature is a short readable name, and knows where in the sentence it stands:

    w:mercy       a word by its dictionary form (Russian by pymorphy3, English by its stem); Chinese: 字 1 to 3 characters
    b:very_sorry  two words side by side
    c:plead       a word of a class (rules/common/lexicons/_classes-*.yaml: the same classes in all three languages)
    p:we>suffer   two classes in this order, at most REACH words apart
    g:number      what the sentence is like: number, date, id, none of them (plain), exclamation, question, quotation, length

Words in quotation marks are somebody else's and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.language.lemmas import Token, english_stem, russian_lemma, tokens
from appealdocs.language.numbers import dated, quantity
from appealdocs.resources import load_yaml, shipped

REACH = 7
"""Units (English and Russian: words, Chinese: words of classes) between the two classes of a pair."""
_LEAST_STEM = 2
_SHORT, _LONG = 6, 24
"""Words of a short and a long sentence; a Chinese character counts half a word."""
_QUOTED = compiled(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]*\"|「[^「」]*」|『[^『』]*』|‘[^‘’]*’|(?<![\w])'[^'\n]{3,}'(?![\w])")
_ID = compiled(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]{2,}|\d{4,}(?:-\d+)+|\d{6,}", re.ASCII)
_BLANK = compiled(
    r"_{3,}|[\[{【][^\]}】\d]{1,40}[\]}】]|\bX{2,}\b|XX|某某|[×]{2,}|\((?:[^()]*(?:delete|choose|insert|выбрать|указать|вписать)[^()]*)\)"
    r"|（[^（）]*(?:选填|删除|填写)[^（）]*）"
)
"""A place of a template that nobody filled in."""
_HAN = compiled(r"[\u3400-\u9fff]+")
_NEGATIONS = {"en": frozenset(("not", "no", "never", "without", "neither", "nor")), "ru": frozenset(("не", "ни", "без", "нет"))}
_HAN_NEGATIONS = frozenset("不没未无别勿")


Feature = tuple[str, int, int]
"""A name, and the span that shows it first; an empty one where it is of the whole sentence."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Where a language's classes are looked up: dictionary forms, open stems, phrases by their first word (open ones with *).

    `by_first` has Chinese words by their first character, the longest first.
    """

    words: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    by_first: Mapping[str, tuple[str, ...]]


def features(sentence: str, lang: str) -> dict[str, tuple[int, int]]:
    """The features of one sentence in `lang` (en, ru, zh), each with the first span that shows it."""
    bare = _unquoted(sentence)
    found: dict[str, tuple[int, int]] = dict.fromkeys(_general(sentence, bare, lang), (0, 0))
    for name, start, end in _han(bare) if lang == "zh" else _worded(bare, lang):
        if name not in found:
            found[name] = (start, end)
    return found


def words(sentence: str, lang: str) -> Iterator[tuple[str, str]]:
    """The words of a sentence as their features name them (without the family), each with the form that stands there."""
    bare = _unquoted(sentence)
    if lang == "zh":
        yield from ((bare[start:end], bare[start:end]) for name, start, end in _han(bare) if name[0] == "w")
        return
    for token in tokens(bare, lang):
        if key := _word(token.text, token.lemmas, lang).key:
            yield key, token.text.lower()


def _unquoted(sentence: str) -> str:
    """The sentence with what stands in quotation marks blanked; a sentence that is one quotation stays."""
    bare = _QUOTED.sub(lambda m: m.group()[0] + " " * (len(m.group()) - 2) + m.group()[-1], sentence)
    return bare if re.search(r"\w", bare) else sentence


def _general(sentence: str, bare: str, lang: str) -> Iterator[str]:
    marks = {
        "number": quantity(bare, lang),
        "date": dated(bare, lang),
        "id": _ID.search(bare) is not None,
        "exclaim": "!" in sentence or "！" in sentence,
        "question": "?" in sentence or "？" in sentence,
        "quote": bare != sentence,
        "colon": ":" in bare or "：" in bare,
        "blank": _BLANK.search(sentence) is not None,
    }
    if not (marks["number"] or marks["date"] or marks["id"]):
        marks["plain"] = True
    size = len(bare) / 2 if lang == "zh" else bare.count(" ") + 1
    marks["short"], marks["long"] = size <= _SHORT, size > _LONG
    return (f"g:{name}" for name, there in marks.items() if there)


def _worded(text: str, lang: str) -> Iterator[Feature]:
    """English and Russian."""
    own = [(token, _word(token.text, token.lemmas, lang)) for token in tokens(text, lang)]
    own = [(token, word) for token, word in own if word.key]
    before: tuple[str, int] | None = None
    for token, word in own:
        yield "w:" + word.key, token.start, token.end
        if before is not None:
            yield f"b:{before[0]}_{word.key}", before[1], token.end
        before = word.key, token.start
    yield from _pairs(_classed(own))


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word wherever it stands: its dictionary form ("" for a sign), classes, phrases that may begin with it."""

    key: str
    low: str
    classes: tuple[str, ...]
    phrases: tuple[tuple[tuple[str, ...], str], ...]


@lru_cache(maxsize=30_000)
def _word(text: str, lemmas: frozenset[str], lang: str) -> _Word:
    low = text.lower().replace("ё", "е").replace("’", "'")
    if not (low[0].isalnum() or (len(low) > 1 and low[0] == "'")):
        return _Word("", low, (), ())
    known = _classes(lang)
    forms = {low, *lemmas}
    found = {name for form in forms for name in known.words.get(form, ())}
    for end in range(_LEAST_STEM, len(low) + 1):
        found.update(known.stems.get(low[:end], ()))
    if low in _NEGATIONS[lang] or "not" in lemmas:
        found.add("not")
    key = "#" if any(letter.isdigit() for letter in low) else russian_lemma(low) if lang == "ru" else english_stem(low)
    phrases = {phrase for form in forms for phrase in known.phrases.get(form, ())}
    stems = {phrase for end in range(_LEAST_STEM, len(low)) for phrase in known.phrases.get(low[:end] + "*", ())}
    return _Word(key, low, tuple(sorted(found)), tuple(sorted(phrases | stems)))


_Unit = tuple[int, int, int, tuple[str, ...]]
"""Number of the unit, start, end, its classes."""


def _classed(own: Sequence[tuple[Token, _Word]]) -> Iterator[_Unit]:
    for index, (token, word) in enumerate(own):
        if word.classes:
            yield index, token.start, token.end, word.classes
        for pieces, name in word.phrases:
            last = index + len(pieces) - 1
            if last < len(own) and all(_is(*own[index + n], pieces[n]) for n in range(1, len(pieces))):
                yield index, token.start, own[last][0].end, (name,)


def _is(token: Token, word: _Word, piece: str) -> bool:
    return word.low.startswith(piece[:-1]) if piece.endswith("*") else word.low == piece or piece in token.lemmas


@lru_cache(maxsize=4096)
def _pair(before: str, after: str) -> str:
    return f"p:{before}>{after}"


def _pairs(units: Iterator[_Unit]) -> Iterator[Feature]:
    """Classes, and pairs of them in order."""
    known = list(units)
    for place, (index, start, end, names) in enumerate(known):
        for name in names:
            yield "c:" + name, start, end
        for other, _, last, after in known[place + 1 :]:
            if other - index > REACH:
                break
            if other > index:
                for a in names:
                    for b in after:
                        yield _pair(a, b), start, last


def _han(text: str) -> Iterator[Feature]:
    """Chinese: runs of one to three characters, and words of classes, the longest at each place."""
    for run in _HAN.finditer(text):
        start, end = run.span()
        for size in (1, 2, 3):
            for begin in range(start, end - size + 1):
                yield "w:" + text[begin : begin + size], begin, begin + size
    yield from _pairs(_han_classed(text))


def _han_classed(text: str) -> Iterator[_Unit]:
    known = _classes("zh")
    index = unit = 0
    while index < len(text):
        for word in known.by_first.get(text[index], ()):
            if text.startswith(word, index):
                yield unit, index, index + len(word), known.words[word]
                unit += 1
                index += len(word)
                break
        else:
            if text[index] in _HAN_NEGATIONS:
                yield unit, index, index + 1, ("not",)
                unit += 1
            index += 1


@lru_cache(maxsize=3)
def _classes(lang: str) -> Classes:
    words: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for name, entries in load_yaml(shipped("rules") / "common" / "lexicons" / f"_classes-{lang}.yaml").items():
        for entry in str(entries).replace("ё", "е").split():
            pieces = tuple(entry.split("_"))
            if lang == "zh":
                words.setdefault(entry, set()).add(name)
            elif len(pieces) > 1:
                phrases.setdefault(pieces[0], set()).add((pieces, name))
            elif entry.endswith("*"):
                stems.setdefault(entry[:-1], set()).add(name)
            else:
                words.setdefault(entry.lower(), set()).add(name)
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word)
    return Classes(
        {key: tuple(sorted(names)) for key, names in words.items()},
        {key: tuple(sorted(names)) for key, names in stems.items()},
        {key: tuple(sorted(found)) for key, found in phrases.items()},
        {key: tuple(found) for key, found in by_first.items()},
    )
