"""Texts as runs of lemmas, so that a term is found in whatever form the sentence gives it.

Chinese has no forms and no spaces: a text is its characters. English loses plural and past endings; Russian words become
dictionary forms (pymorphy3). A word that can be a form of several words stands for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from appealdocs.expressions import compiled

_WORD = compiled(r"[A-Za-zА-Яа-яЁё0-9]+(?:[’'][A-Za-z]+)?")
_FLAT = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(c): ord(c) + 32 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
EDGE = "\x1f"


@dataclass(frozen=True, slots=True)
class Run:
    """A text prepared for an automaton: `spans[i]` is the stretch of the original that the characters at `i` stand for."""

    text: str
    starts: list[int]
    ends: list[int]


def flat(text: str) -> str:
    """Full-width forms and capitals made alike; every character keeps its place."""
    return text.translate(_FLAT)


def run(text: str, language: str, lemma: Callable[[str], str]) -> Run:
    """`text` for matching. Outside Chinese each word is its lemma between two edges, so that no match begins inside one."""
    if language == "zh":
        places = list(range(len(text)))
        return Run(flat(text), places, [place + 1 for place in places])
    parts: list[str] = [EDGE]
    starts: list[int] = [0]
    ends: list[int] = [0]
    for word in _WORD.finditer(text):
        token = lemma(word[0]) + EDGE
        parts.append(token)
        starts += [word.start()] * len(token)
        ends += [word.end()] * len(token)
    return Run("".join(parts), starts, ends)


def pattern(writing: str, language: str, lemma: Callable[[str], str]) -> str:
    """What the automaton looks for; "" for a writing without words."""
    if language == "zh":
        return flat(writing.strip())
    words = [lemma(word[0]) for word in _WORD.finditer(writing)]
    return EDGE + EDGE.join(words) + EDGE if words else ""


@lru_cache(maxsize=50_000)
def english(word: str) -> str:
    """A stem that plural, past and -ing forms share: parcels, parcel; cancelled, cancelling, cancel."""
    if word.isupper() and len(word) > 1:
        return word.lower()
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if len(word) > 3 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and re.search(r"(?:s|x|z|ch|sh)es\Z", word) and not word.endswith("sses"):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            break
    word = re.sub(r"([bdfgklmnprt])\1\Z", r"\1", word)
    if len(word) > 3:
        word = word.removesuffix("e")
    return word


class Russian:
    """Dictionary forms of Russian words; `terms` are the writings of the glossary.

    A form that belongs to several words ('отправления': отправление, отправлять) takes the lemma which the glossary uses.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._representative: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for term in terms:
            for word in _WORD.findall(term):
                forms = _forms(word)
                known = next((self._representative[f] for f in forms if f in self._representative), forms[0])
                for form in forms:
                    self._representative.setdefault(form, known)

    def __call__(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            forms = _forms(word)
            known = next((self._representative[f] for f in forms if f in self._representative), forms[0])
            if len(self._known) < 100_000:
                self._known[word] = known
        return known


def _forms(word: str) -> list[str]:
    if word.isascii():
        return [word.lower()]
    from appealdocs.locale_.morph import parses

    return list(dict.fromkeys(parse.normal_form.replace("ё", "е") for parse in parses(word.lower()))) or [word.lower()]
