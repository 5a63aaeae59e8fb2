"""Wording that a platform holds against a letter: lexicons are data in rules/common/lexicons, a file a topic.

A topic's file:

    topic: emotional
    entries:
      - id: beg                              # unique in the file
        note: {en: Pleading, zh: 恳求语气}     # said in the finding
        en: ["beg|implore .. you"]           # patterns, see pattern.py
        ru: [умолять]
        zh: [求求]
        any: ['[!！]{2,}']                   # regular expressions for every language
        unless: {en: [...], ru: [...], zh: [...]}   # patterns that excuse the hit where they stand in the same sentence
        scope: text                          # `unless` looks at the whole text instead
        concrete: skip                       # no hit where the sentence names a date or a quantity
        negated: hit                         # a negation before it does not excuse it
        quoted: hit                          # nor do quotation marks
        learnt: true                         # no patterns: the learnt judge of this topic, with the encoder (reads.py); its words are the hit
        disabled: true                       # a workspace switches an entry off

A workspace's rules/common/lexicons/<topic>.yaml adds entries and replaces those of the same id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

from appealdocs.errors import BadInput, Fault, UsageError
from appealdocs.expressions import compiled
from appealdocs.language import learnt
from appealdocs.language.hit import Hit as Hit
from appealdocs.language.lemmas import Token, sentences, tokens
from appealdocs.language.numbers import concrete
from appealdocs.language.pattern import Han, Index, Phrase, Sets, chinese, keys, phrase
from appealdocs.language.reads import score
from appealdocs.language.scripts import word_set
from appealdocs.model.text import Text2
from appealdocs.resources import load_yaml, shipped
from appealdocs.workspace import Workspace

TOPICS = ("emotional", "vague", "blaming", "template-talk", "not-an-appeal", "non-request", "all-products")
_KEYS = {"id", "note", "en", "ru", "zh", "any", "unless", "scope", "concrete", "negated", "quoted", "learnt", "disabled"}
_CHOICES = {"scope": ("sentence", "text"), "concrete": ("hit", "skip"), "negated": ("skip", "hit"), "quoted": ("skip", "hit")}
_NEGATIONS = {
    "en": word_set("not no never neither nor without nothing nobody none hardly"),
    "ru": word_set("не ни без нет никогда нельзя"),
}
_HAN_NEGATION = compiled(r"(?:不(?![仅但只断久过])|没|未(?!来)|无(?!论)|非(?!常)|别|勿)[^，,。：:；;]{0,4}$")
_NEGATION_REACH = 3
_CLAUSE = frozenset(",;:—–()") | {"but", "но", "а"}
_QUOTES = compiled(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]*\"|「[^「」]*」|『[^『』]*』")


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    note: Text2
    patterns: Index[Phrase]
    han: Index[Han]
    any: tuple[re.Pattern[str], ...]
    unless: Index[Phrase]
    unless_han: Index[Han]
    whole_text: bool
    skip_concrete: bool
    skip_negated: bool
    skip_quoted: bool
    learnt: str = ""
    """The topic whose learnt judge speaks, "" for an entry of patterns."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the text: its span, its tokens (none for Chinese), and all their lemmas (in Chinese its characters)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    known: frozenset[str]


def hits(
    text: str, lang: str, topic: str, workspace_overlay: Workspace | Path | None = None, *, least: float = 0.0
) -> list[Hit]:
    """Where the text uses wording of the topic, in order, without overlaps.

    `lang` is en, ru or zh. `workspace_overlay` is the workspace or its rules folder; what it holds lies over the shipped
    lexicon; `least` is the score (reads.py) above which the learnt judge and the encoder speak (inf: patterns alone). Raises UsageError for an unknown topic or language, BadInput for a faulty lexicon file.
    """
    if lang not in ("en", "ru", "zh"):
        raise UsageError(Text2(f"no lexicon for the language '{lang}'", f"没有语言“{lang}”的词表"))
    return list(_hits(text, lang, topic, _folders(workspace_overlay), least))


@lru_cache(maxsize=1)
def _shipped() -> tuple[Path, ...]:
    return (shipped("rules") / "common" / "lexicons",)


def _folders(overlay: Workspace | Path | None) -> tuple[Path, ...]:
    if overlay is None:
        return _shipped()
    roots = overlay.folders("rules") if isinstance(overlay, Workspace) else (shipped("rules"), overlay)
    return _lexicons(*map(str, roots))


@lru_cache(maxsize=64)
def _lexicons(*roots: str) -> tuple[Path, ...]:
    """The same paths each time: they know their hash, which new ones work out at each look into a cache."""
    return tuple(Path(root, "common", "lexicons") for root in roots)


def _hits(text: str, lang: str, topic: str, folders: tuple[Path, ...], least: float) -> tuple[Hit, ...]:
    found = list(_pattern_hits(text, lang, topic, folders))
    judges = [entry for entry in _entries(topic, lang, folders) if entry.learnt] if least < inf else []
    if judges:  # where the patterns are silent: what they found already has a better note
        said = [hit.start for hit in found]
        silent = [part for part in _sentences(text, lang) if not any(part.start <= start < part.end for start in said)]
        for judge in judges:
            reads = [part for part in silent if score(text[part.start : part.end], lang, judge.learnt) > least]
            found += _entry_hits(judge, text, lang, reads) if reads else ()
    found.sort(key=lambda h: (h.start, -h.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


@lru_cache(maxsize=16_384)
def _pattern_hits(text: str, lang: str, topic: str, folders: tuple[Path, ...]) -> tuple[Hit, ...]:
    parts = _sentences(text, lang)
    quotes = [m.span() for m in _QUOTES.finditer(text)]
    entries = (entry for entry in _entries(topic, lang, folders) if not entry.learnt)
    return tuple(hit for entry in entries for hit in _entry_hits(entry, text, lang, parts, quotes))


@lru_cache(maxsize=4096)
def _sentences(text: str, lang: str) -> tuple[_Sentence, ...]:
    if lang == "zh":
        return tuple(_Sentence(start, end, (), frozenset(text[start:end])) for start, end in sentences(text))
    all_tokens = tokens(text, lang)
    found = []
    for start, end in sentences(text):
        own = tuple(t for t in all_tokens if start <= t.start < end)
        found.append(_Sentence(start, end, own, keys(own)))
    return tuple(found)


def _entry_hits(
    entry: Entry, text: str, lang: str, parts: Sequence[_Sentence], quotes: Sequence[tuple[int, int]] = ()
) -> Iterator[Hit]:
    excused_all = entry.whole_text and any(_excused(entry, text, lang, part) for part in parts)
    for part in parts:
        spans = list(_spans(entry, text, lang, part))
        if not spans or excused_all or (entry.skip_concrete and concrete(text[part.start : part.end], lang)):
            continue
        if not entry.whole_text and _excused(entry, text, lang, part):
            continue
        for start, end in spans:
            if entry.skip_negated and not entry.learnt and _negated(text, lang, part, start):
                continue
            if entry.skip_quoted and not entry.learnt and _quoted(start, end, part, quotes):
                continue
            yield Hit(start, end, text[start:end], entry.id, entry.note)


def _spans(entry: Entry, text: str, lang: str, part: _Sentence) -> Iterator[tuple[int, int]]:
    if entry.learnt:
        told = learnt.told(text[part.start : part.end], lang, entry.learnt)
        yield from ((part.start + start, part.start + end) for start, end, _ in told)
    for expression in entry.any:  # over the whole text: '!!' are two sentences' ends
        yield from (m.span() for m in expression.finditer(text) if part.start <= m.start() < part.end and m.end() > m.start())
    for han in entry.han.likely(part.known):
        yield from (m.span() for m in han.finditer(text, part.start, part.end) if m.end() > m.start())
    for pattern in entry.patterns.likely(part.known):
        for first, last in pattern.find(part.tokens, part.known):
            yield part.tokens[first].start, part.tokens[last - 1].end


def _excused(entry: Entry, text: str, lang: str, part: _Sentence) -> bool:
    if lang == "zh":
        return any(e.search(text, part.start, part.end) for e in entry.unless_han.likely(part.known))
    return any(True for pattern in entry.unless.likely(part.known) for _ in pattern.find(part.tokens, part.known))


def _negated(text: str, lang: str, part: _Sentence, start: int) -> bool:
    if lang == "zh":
        return _HAN_NEGATION.search(text, part.start, start) is not None
    before = [t for t in part.tokens if t.start < start]
    for steps, token in enumerate(reversed(before)):
        if steps >= _NEGATION_REACH or token.text.lower() in _CLAUSE:
            return False
        if not _NEGATIONS[lang].isdisjoint(token.lemmas):
            return not (steps + 1 <= len(before) and _only(before, len(before) - 1 - steps))
    return False


def _only(before: Sequence[Token], index: int) -> bool:
    """'not only', 'не только' negate nothing."""
    return index + 1 < len(before) and before[index + 1].text.lower() in ("only", "только", "just")


def _quoted(start: int, end: int, part: _Sentence, quotes: Sequence[tuple[int, int]]) -> bool:
    """Inside quotation marks that are part of the sentence: somebody else's words, or a label."""
    return any(a < start and end < b and (b - a) < (part.end - part.start) - 1 for a, b in quotes)


def entries(topic: str, lang: str, workspace_overlay: Workspace | Path | None = None) -> tuple[Entry, ...]:
    """The entries of a topic, compiled for one language. Raises UsageError for an unknown topic, BadInput for a faulty file."""
    return _entries(topic, lang, _folders(workspace_overlay))


@lru_cache(maxsize=64)
def _entries(topic: str, lang: str, folders: tuple[Path, ...]) -> tuple[Entry, ...]:
    files = [folder / f"{topic}.yaml" for folder in folders if (folder / f"{topic}.yaml").is_file()]
    if not files or topic.startswith("_"):
        raise UsageError(Text2(f"no lexicon '{topic}'", f"没有词表“{topic}”"), Text2(", ".join(TOPICS), "、".join(TOPICS)))
    sets = _sets(folders)
    merged: dict[str, Entry] = {}
    for file in files:
        for index, data in enumerate(load_yaml(file).get("entries", ())):
            entry = _entry(data, index, file, sets[lang], lang)
            if data.get("disabled"):
                merged.pop(entry.id, None)
            else:
                merged[entry.id] = entry
    return tuple(merged.values())


@lru_cache(maxsize=16)
def _sets(folders: tuple[Path, ...]) -> Mapping[str, Sets]:
    found: dict[str, dict[str, Sequence[str]]] = {"en": {}, "ru": {}, "zh": {}}
    for folder in folders:
        file = folder / "_sets.yaml"
        if file.is_file():
            for lang, sets in load_yaml(file).items():
                found[lang].update(sets)
    return found


def _entry(data: Mapping[str, Any], index: int, file: Path, sets: Sets, lang: str) -> Entry:
    where = f"entries[{index}]"
    unknown = sorted(set(data) - _KEYS)
    unknown += ["learnt"] if data.get("learnt") and file.stem not in learnt.TOPICS else []
    wrong = [key for key, allowed in _CHOICES.items() if data.get(key, allowed[0]) not in allowed]
    if unknown or wrong or not data.get("id"):
        key = (unknown or wrong or ["id"])[0]
        fault = Text2(f"unknown or wrong key '{key}'", f"未知或错误的键“{key}”")
        raise _faulty(file, Fault(fault, str(file), None, f"{where}.{key}", sorted(_CHOICES.get(key, _KEYS))))
    note = data.get("note", {})
    unless = data.get("unless", {})
    try:
        return Entry(
            id=data["id"],
            note=Text2(note.get("en", ""), note.get("zh", "")),
            patterns=Index.of(_phrases(data, sets, lang)),
            han=Index.of(_han(data, sets, lang, file)),
            any=tuple(compiled(p) for p in data.get("any", ())),
            unless=Index.of(_phrases(unless, sets, lang)),
            unless_han=Index.of(_han(unless, sets, lang, file)),
            whole_text=data.get("scope") == "text",
            skip_concrete=data.get("concrete") == "skip",
            skip_negated=data.get("negated", "skip") == "skip",
            skip_quoted=data.get("quoted", "skip") == "skip",
            learnt=file.stem if data.get("learnt") else "",
        )
    except (KeyError, ValueError, re.error) as error:
        fault = Text2(f"a pattern is faulty: {error}", f"模式有误：{error}")
        raise _faulty(file, Fault(fault, str(file), None, f"{where} ({data['id']})")) from error


def _phrases(data: Mapping[str, Sequence[str]], sets: Sets, lang: str) -> Iterator[Phrase]:
    return (phrase(pattern, sets, lang) for pattern in data.get(lang, ()) if lang != "zh")


def _han(data: Mapping[str, Sequence[str]], sets: Sets, lang: str, file: Path) -> tuple[Han, ...]:
    made = tuple(chinese(pattern, sets) for pattern in data.get("zh", ())) if lang == "zh" else ()
    if not file.is_relative_to(shipped("rules")):  # ours are tested; a person's own are tried at once
        for expression in made:
            expression()
    return made


def _faulty(file: Path, fault: Fault) -> BadInput:
    return BadInput(Text2(f"{file} is faulty", f"{file} 有错误"), [fault])
