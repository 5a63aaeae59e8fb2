"""Phrase patterns of the lexicons.

English and Russian, words separated by blanks, each matched by dictionary form:

    beg                 any form of the word (a form written as it stands also counts)
    beg|implore         either; no_one|nobody: an underscore joins the words of one alternative
    begg*               any word that begins so
    =we                 this very form ('we' alone also stands for us, our)
    ?very               may be missing
    ..   ..6            a gap of up to 4 (6) words inside the sentence
    #                   a number
    ^   $               the beginning, the end of the sentence (a point there does not count)
    @platform           any entry of the set (sets live in _sets.yaml)

Chinese: a piece of text; `..` is a gap of up to 8 characters inside the sentence (`..20` up to 20), `@set` any entry of the
set, `(a|b)` either, `(a)?` may be missing: a small regular expression.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from appealdocs.language.lemmas import Token, russian_lemmas

Sets = Mapping[str, Sequence[str]]

_GAP = re.compile(r"^\.\.(\d*)$")
_HAN_GAP = re.compile(r"\.\.(\d*)")
_GAP_WORDS, _GAP_CHARACTERS = 4, 8
_STOPS_GAP = frozenset(":;")
_STOPS = frozenset(".!;:…")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: any of `words` or `prefixes`, a number, or (gap > 0) up to `gap` tokens of any kind."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    number: bool = False
    optional: bool = False
    gap: int = 0
    start: bool = False
    stop: bool = False

    def fits(self, token: Token) -> bool:
        if self.number and token.text[0].isdigit():
            return True
        if not self.words.isdisjoint(token.lemmas):
            return True
        if not self.exact and not self.prefixes:
            return False
        low = token.text.lower().replace("ё", "е")
        return low in self.exact or any(low.startswith(prefix) for prefix in self.prefixes)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled English or Russian pattern. `required`: word sets each of which must occur in the sentence at all."""

    items: tuple[Item, ...]
    required: tuple[frozenset[str], ...]

    def find(self, tokens: Sequence[Token], known: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Index ranges of the tokens of one sentence that match, not overlapping; `known` are all their lemmas."""
        if any(words.isdisjoint(known) for words in self.required):
            return
        index = 0
        while index < len(tokens):
            end = _match(self.items, 0, tokens, index)
            if end is None:
                index += 1
            else:
                yield index, end
                index = max(end, index + 1)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases findable by their rarest word: a sentence of a letter meets a handful of thousands."""

    phrases: tuple[Phrase, ...]
    by_word: Mapping[str, Sequence[int]]
    always: tuple[Phrase, ...]

    @staticmethod
    def of(phrases: Iterable[Phrase]) -> Phrases:
        kept = tuple(phrases)
        by_word: dict[str, list[int]] = {}
        for number, phrase in enumerate(kept):
            for word in min(phrase.required, key=len, default=()):
                by_word.setdefault(word, []).append(number)
        return Phrases(kept, by_word, tuple(phrase for phrase in kept if not phrase.required))

    def likely(self, known: frozenset[str]) -> Iterator[Phrase]:
        """The phrases whose smallest required set holds a lemma of the sentence, and those that require none."""
        found = {number for lemma in known if lemma in self.by_word for number in self.by_word[lemma]}
        yield from (self.phrases[number] for number in sorted(found))
        yield from self.always


def _match(items: Sequence[Item], at: int, tokens: Sequence[Token], index: int) -> int | None:
    if at == len(items):
        return index
    item = items[at]
    if item.start:
        return _match(items, at + 1, tokens, index) if index == 0 else None
    if item.stop:
        return index if all(t.text in _STOPS for t in tokens[index:]) else None
    if item.gap:
        for skipped in range(item.gap + 1):
            if index + skipped > len(tokens):
                return None
            end = _match(items, at + 1, tokens, index + skipped)
            if end is not None:
                return end
            if index + skipped < len(tokens) and tokens[index + skipped].text in _STOPS_GAP:
                return None
        return None
    if index < len(tokens) and item.fits(tokens[index]):
        end = _match(items, at + 1, tokens, index + 1)
        if end is not None:
            return end
    return _match(items, at + 1, tokens, index) if item.optional else None


def phrases(pattern: str, sets: Sets, lang: str) -> list[Phrase]:
    """The compiled forms of a pattern: several where a set holds entries of more than one word. Raises KeyError, ValueError."""
    choices = [_choices(part, sets) for part in pattern.split()]
    return [_compile([word for choice in combined for word in choice], lang) for combined in itertools.product(*choices)]


def _choices(part: str, sets: Sets) -> list[list[str]]:
    """The ways to write one place: single words in one alternation, each longer entry of a set on its own."""
    lead = "?" if part.startswith("?") else ""
    singles: list[str] = []
    longer: list[list[str]] = []
    for word in part.removeprefix("?").split("|"):
        for entry in sets[word[1:]] if word.startswith("@") else (word,):
            pieces = entry.replace("cannot", "can_not").replace("_", " ").split()
            if len(pieces) > 1:
                longer.append(pieces)
            else:
                singles.append(entry)
    ways = ([[lead + "|".join(singles)]] if singles else []) + longer
    return [*ways, []] if lead and longer else ways


def _compile(parts: Sequence[str], lang: str) -> Phrase:
    items = tuple(_item(part, lang) for part in parts)
    if not items or items[0].gap or items[-1].gap:
        raise ValueError(f"a pattern needs words at both ends: {' '.join(parts)}")
    if items[0].optional or items[-1].optional:
        raise ValueError(f"the ends of a pattern are never optional: {' '.join(parts)}")
    required = tuple(item.words for item in items if item.words and not (item.optional or item.prefixes or item.exact or item.number))
    return Phrase(items, required)


def _item(part: str, lang: str) -> Item:
    gap = _GAP.match(part)
    if gap:
        return Item(gap=int(gap.group(1) or _GAP_WORDS))
    if part in "^$":
        return Item(start=part == "^", stop=part == "$")
    optional = part.startswith("?")
    words: set[str] = set()
    prefixes: list[str] = []
    exact: set[str] = set()
    number = False
    for word in part.removeprefix("?").lower().replace("ё", "е").split("|"):
        if word == "#":
            number = True
        elif word.startswith("="):
            exact.add(word[1:])
        elif word.endswith("*"):
            prefixes.append(word[:-1])
        elif word:
            words |= _spellings(word, lang)
    return Item(frozenset(words), tuple(prefixes), frozenset(exact), number, optional)


def _spellings(word: str, lang: str) -> set[str]:
    """The word as entries write it and as tokens carry it: British as American; a Russian adjective by its dictionary form too."""
    if lang == "en":
        american = re.sub(r"(?<=\w{3})is(e|ed|ing|ation)$", r"iz\1", word)
        return {word, re.sub(r"(?<=\w{3})our$", "or", american)}
    return {word} if word in russian_lemmas(word) else {word, *russian_lemmas(word)}


def chinese(pattern: str, sets: Sets) -> re.Pattern[str]:
    """A compiled Chinese pattern. Raises KeyError for an unknown set, re.error for a bad expression."""

    def put(match: re.Match[str]) -> str:
        return "(?:" + "|".join(sorted(map(re.escape, sets[match.group(1)]), key=len, reverse=True)) + ")"

    expanded = re.sub(r"@([a-z_]+)", put, pattern)
    return re.compile(_HAN_GAP.sub(lambda m: f"[^。！？!?；;\\n]{{0,{int(m.group(1) or _GAP_CHARACTERS)}}}?", expanded))
