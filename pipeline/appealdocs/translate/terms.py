"""Find terms, say which are missing or forbidden, and propose the right form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from appealdocs.translate import wordforms

if TYPE_CHECKING:
    from appealdocs.translate.glossary import Glossary, Term


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at `text[start:end]`; `writing` is the glossary's writing that was met, `forbidden` if it may not be used."""

    term: Term
    start: int
    end: int
    writing: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class TermProblem:
    """`missing`: the source has the term, the target none of its writings; `forbidden`: the target has a writing that may
    not be used; `translated`: a name that is never translated does not stand in the target as it is.

    `start`, `end` count in the source for missing and translated, in the target for forbidden. `proposal` is the right
    writing, for `forbidden` in the case and number of what stands there.
    """

    kind: Literal["missing", "forbidden", "translated"]
    term: Term
    start: int
    end: int
    found: str
    proposal: str


class Finder:
    """One automaton over all writings of a language, forbidden ones too."""

    def __init__(self, terms: Sequence[Term], language: str) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.language = language
        writings = [
            (term, writing, bad)
            for term in terms
            for bad, table in ((False, term.words), (True, term.forbidden))
            for writing in table.get(language, ())
        ]
        self._lemma = wordforms.Russian(w for _, w, _ in writings) if language == "ru" else wordforms.english
        self._entries: list[tuple[Term, str, bool]] = []
        patterns: list[str] = []
        for entry in writings:
            text = wordforms.pattern(entry[1], language, self._lemma)
            if text:
                patterns.append(text)
                self._entries.append(entry)
        self._run = lru_cache(maxsize=64)(lambda text: wordforms.run(text, language, self._lemma))
        self._longest = AhoCorasick(patterns or ["\x00"], matchkind=MatchKind.LeftmostLongest)
        self._all = AhoCorasick(patterns or ["\x00"], matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Hit]:
        """Terms in order, without overlap, the longest wins."""
        run = self._run(text)
        if self.language == "zh":
            matches = self._longest.find_matches_as_indexes(run.text)
        else:
            matches = _leftmost_longest(self._all.find_matches_as_indexes(run.text, overlapping=True))
        return self._hits(text, run, matches)

    def every(self, text: str) -> list[Hit]:
        """All terms, those inside others too."""
        run = self._run(text)
        return self._hits(text, run, self._all.find_matches_as_indexes(run.text, overlapping=True))

    def _hits(self, text: str, run: wordforms.Run, matches: Sequence[tuple[int, int, int]]) -> list[Hit]:
        hits: list[Hit] = []
        for number, start, end in matches:
            edges = 0 if self.language == "zh" else 1
            first, last = run.starts[start + edges], run.ends[end - 1 - edges]
            term, writing, bad = self._entries[number] if self._entries else (None, "", False)
            if term is not None and not (self.language == "zh" and _cuts_a_word(text, first, last)):
                hits.append(Hit(term, first, last, writing, bad))
        return hits


def _leftmost_longest(matches: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Two neighbouring terms share the edge between their words, so the automaton's own choice would lose the second."""
    chosen: list[tuple[int, int, int]] = []
    for match in sorted(matches, key=lambda m: (m[1], -m[2], m[0])):
        if not chosen or match[1] >= chosen[-1][2] - 1:
            chosen.append(match)
    return chosen


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin term in a Chinese text is only a part of a longer Latin word (UPS in UPSTREAM)."""
    before = start > 0 and _latin(text[start - 1]) and _latin(text[start])
    after = end < len(text) and _latin(text[end]) and _latin(text[end - 1])
    return before or after


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def missing(
    glossary: Glossary, source: str, target: str, source_language: str, target_language: str, *, strict: bool = True
) -> list[TermProblem]:
    """Terms of the source whose writing the target lacks. `strict`: only terms that are enforced or never translated."""
    there = {id(hit.term) for hit in glossary.finder(target_language).every(target) if not hit.forbidden}
    problems: list[TermProblem] = []
    for hit in glossary.finder(source_language).find(source):
        term = hit.term
        wanted = term.preferred(target_language)
        if hit.forbidden or not wanted or id(term) in there or (strict and not (term.enforce or term.dnt)):
            continue
        if any(p.term is term for p in problems) or (term.dnt and source[hit.start : hit.end] in target):
            continue
        kind: Literal["missing", "translated"] = "translated" if term.dnt else "missing"
        problems.append(TermProblem(kind, term, hit.start, hit.end, source[hit.start : hit.end], wanted))
    return problems


def forbidden(glossary: Glossary, target: str, target_language: str) -> list[TermProblem]:
    """Writings in the target that may not be used, each with the right one in the same case and number."""
    return [
        TermProblem(
            "forbidden", hit.term, hit.start, hit.end, target[hit.start : hit.end],
            like(hit.term.preferred(target_language), target[hit.start : hit.end], target_language),
        )
        for hit in glossary.finder(target_language).find(target)
        if hit.forbidden
    ]  # fmt: skip


def like(term: str, model: str, language: str) -> str:
    """`term` (dictionary form) in the number and case of `model`, with its capital."""
    if not term:
        return ""
    if language == "ru":
        term = _russian_like(term, model)
    elif language == "en" and _is_plural(model) and not _is_plural(term):
        from appealdocs.locale_.english import plural

        term = plural(term)
    return term[0].upper() + term[1:] if model[:1].isupper() and term[:1].islower() else term


def _is_plural(phrase: str) -> bool:
    head = phrase.split(" of ")[0].split()[-1].lower()
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _russian_like(term: str, model: str) -> str:
    """The term in the case and number of the head noun of `model`; as it is if that noun tells none."""
    from appealdocs.locale_.morph import parses

    for word in model.split():
        noun = next((p for p in parses(word.lower()) if p.tag.POS == "NOUN" and p.tag.case), None)
        if noun is not None:
            wanted = {str(noun.tag.case), "plur" if noun.tag.number == "plur" else "sing"}
            return _phrase_in(term, wanted)
    return term


def _phrase_in(term: str, wanted: set[str]) -> str:
    """A noun phrase in a case and number: the words up to its head noun change, what follows stays."""
    from appealdocs.locale_.morph import parses

    words, changed = term.split(" "), []
    for at, word in enumerate(words):
        found = next((p for p in parses(word.lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF") and "nomn" in p.tag), None)
        if found is None:
            return term
        grammemes = set(wanted)
        if found.tag.POS != "NOUN" and "sing" in wanted and found.tag.gender:
            grammemes.add(found.tag.gender)
        form = found.inflect(grammemes)
        changed.append(form.word if form else word)
        if found.tag.POS == "NOUN":
            return " ".join([*changed, *words[at + 1 :]])
    return term


def in_prompt(glossary: Glossary, source: str, source_language: str, target_language: str) -> list[tuple[str, str]]:
    """Pairs (source writing, target writing) of the terms that occur in a source, for an engine that takes a glossary."""
    pairs = {
        hit.writing: hit.term.preferred(target_language)
        for hit in glossary.finder(source_language).find(source)
        if not hit.forbidden and hit.term.preferred(target_language)
    }
    return list(pairs.items())
