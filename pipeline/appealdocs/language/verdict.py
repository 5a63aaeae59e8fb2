"""The language verdict for a block of text: script runs and letters first, dictionaries next, detectors last, else abstain.

Never one detector's label: whole-text detectors call 'We attach the 授权书 from the brand owner' English
(../../../shared/research/translation.md, f).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled
from appealdocs.language import cyrillic, latin
from appealdocs.language.blocks import Block as Block
from appealdocs.language.blocks import blocks as blocks
from appealdocs.language.detectors import langdetect, lingua
from appealdocs.language.leftovers import leftovers as leftovers
from appealdocs.language.lookalikes import lookalikes as lookalikes
from appealdocs.language.scripts import Script, Word, script_of, words
from appealdocs.language.textfile import read_text_file as read_text_file

Judgement = Literal["ok", "wrong", "mixed", "unsure"]
Required = Literal["en", "ru", "zh"]

ENOUGH_LETTERS = 12
"""Below this many letters a segment is judged by its own letters and words alone; detectors guess there."""

_A_WORD = 5
"""Letters from which a lone dictionary word counts as English."""

_LOOSE = 3
"""Chinese sellers write 'case', 'listing' or 'logo' in Chinese: only so many small English words in a row are a leftover."""

_SURE = 0.9
"""From this confidence the quick detector's "English" is believed."""

_OTHER_SCRIPTS: dict[Script, str] = {"kana": "ja", "hangul": "ko", "arabic": "ar", "greek": "el", "other": ""}


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal stretch of words of one script and language: `text[start:end]` of the block.

    `language` is an ISO 639-1 code; "" for names, ids and addresses, which belong to no language.
    """

    start: int
    end: int
    text: str
    script: Script
    language: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`language`: best guess for the block, "" where it holds no words. `foreign` are the runs that break the requirement."""

    verdict: Judgement
    language: str
    runs: tuple[Run, ...] = ()
    foreign: tuple[Run, ...] = ()


def verdict(text: str, require: Required, names: Iterable[str] = ()) -> Verdict:
    """Is the block (a paragraph, line, cell or segment) in the required language?

    `ok`: it is, or it holds nothing but ids, names and numbers. `wrong`: it is another language. `mixed`: the required
    language with words of another one in it. `unsure`: too short or too strange to tell. `names` are texts that may stand
    as they are (legal names, brands, persons, quoted clauses).
    """
    return _verdict(text, require, frozenset(names))


@lru_cache(maxsize=8192)
def _verdict(text: str, require: Required, names: frozenset[str]) -> Verdict:
    found = list(words(text))
    spans = latin.neutral(text, names)
    if require != "en":
        spans += latin.labels(text)
    counted = [(w, latin.inside(w, spans)) for w in found]
    runs = tuple(_runs(text, counted, require))
    return _judge(runs, require)


def _runs(text: str, counted: Sequence[tuple[Word, bool]], require: Required) -> Iterable[Run]:
    live = [w for w, masked in counted if not masked]
    tags = {**_cyrillic_tags(live, text, require), **_latin_tags(live, require)}
    for w in live:
        if w.script == "han":
            tags[w.start] = "zh"
        elif w.script in _OTHER_SCRIPTS and len(w.text) > 1:  # a lone Greek letter is a sign of science (δ13C, Ω)
            tags[w.start] = _OTHER_SCRIPTS[w.script] or "und"
    if any(w.script == "kana" for w in live):
        tags.update({w.start: "ja" for w in live if w.script == "han"})
    start, end, script, language = -1, -1, None, ""
    for w, masked in counted:
        tag = "" if masked else tags.get(w.start, "")
        if script == w.script and tag == language:
            end = w.end
            continue
        if script is not None:
            yield Run(start, end, text[start:end], script, language)
        start, end, script, language = w.start, w.end, w.script, tag
    if script is not None:
        yield Run(start, end, text[start:end], script, language)


def _cyrillic_tags(live: Sequence[Word], text: str, require: Required) -> dict[int, str]:
    own = [w for w in live if w.script == "cyrillic"]
    if not own:
        return {}
    first = min(w.start for w in live)
    titled = len(own) > 1 and all(w.text[0].isupper() for w in own)
    maybe_names = [w.text[0].isupper() and (titled or (w.start != first and not _opens(text, w.start))) for w in own]
    if require == "zh" and any(w.script == "han" for w in live):  # names of cities and persons may stand in Cyrillic inside Chinese
        own = [w for w in own if not w.text[0].isupper()]
        maybe_names = [False] * len(own)
    reading = cyrillic.read([w.text for w in own], maybe_names)
    if not reading.foreign:
        base = reading.language if reading.sure else f"?{reading.language}"
        return {w.start: base for w in own}
    other = reading.language if reading.language != "ru" else _guess_other(own, reading.foreign)
    foreign = set(reading.foreign)
    return {w.start: other if i in foreign else "ru" for i, w in enumerate(own)}


def _opens(text: str, index: int) -> bool:
    """Does a sentence or a line begin at `index`?"""
    before = text[:index].rstrip(" \t\"'«“„(—–-")
    return not before or (before[-1] in ".!?:;\n" and not _ABBREVIATED.search(before))


_ABBREVIATED = compiled(r"(?<![А-Яа-яё])(?:г|ул|д|пер|пр|просп|пос|корп|стр|кв|оф|обл|им)\.$")
"""What stands before a name in a Russian address."""


def _guess_other(own: Sequence[Word], foreign: Sequence[int]) -> str:
    reading = cyrillic.read([own[i].text for i in foreign])
    return reading.language if reading.language not in ("ru", "") else "uk"


def _latin_tags(live: Sequence[Word], require: Required) -> dict[int, str]:
    tags: dict[int, str] = {}
    for run in _latin_stretches(live):
        if require == "en":
            language = _latin_language(run)
        else:
            alone = all(w.script == "latin" for w in live)
            language = _latin_language(run) if alone else ("en" if latin.foreign_phrase(run, _LOOSE if require == "zh" else 1) else "")
            if alone and language == "en" and len(run) == 1:
                language = "?en"  # one word alone may be a label or a name
        tags.update({w.start: language for w in run})
    return tags


def _decided(run: Run, require: Required) -> Run:
    """A guess ("?xx") in a script that the required language is not written in needs no more deciding."""
    if run.language.startswith("?") and run.script == "cyrillic" and require != "ru":
        return Run(run.start, run.end, run.text, run.script, run.language.lstrip("?") or "ru")
    return run


def _latin_stretches(live: Sequence[Word]) -> Iterable[list[Word]]:
    stretch: list[Word] = []
    for w in live:
        if w.script == "latin":
            stretch.append(w)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _latin_language(run: Sequence[Word]) -> str:
    """The language of a stretch of Latin words; "?xx" where it is a guess, "" for what look like names."""
    size = sum(len(w.text) for w in run)
    if size == 1:
        return ""
    if latin.is_pinyin(run):
        return "zh"
    share = latin.english_share(run)
    small = [w for w in run if w.text[0].islower()]
    if latin.function_words(run) >= max(1, len(run) // 12) and share >= 0.5:
        return "en"
    if share == 1.0 and size >= _A_WORD:
        return "en"
    if share >= 0.6 and len(run) > 1:
        return "en" if size >= ENOUGH_LETTERS or small else "?en"
    if not small and not any(latin.is_english(w.text) for w in run):
        return ""
    if size < ENOUGH_LETTERS:
        return "?en" if share >= 0.5 else "?"
    joined = " ".join(w.text for w in run)
    first, confidence = lingua(joined, "latin", accurate=False)
    if first != "en" or confidence < _SURE:  # the large models take seconds to load
        first, confidence = lingua(joined, "latin")
    if first == "en" or (confidence < 0.5 and langdetect(joined)[0] == "en"):
        return "en" if share >= 0.3 else "?en"
    return first if confidence >= 0.5 and langdetect(joined)[0] != "en" and len(small) > 1 else f"?{first}"


def _judge(runs: tuple[Run, ...], require: Required) -> Verdict:
    runs = tuple(_decided(run, require) for run in runs)
    sizes: Counter[str] = Counter()
    for run in runs:
        if run.language:
            sizes[run.language] += sum(1 for char in run.text if script_of(char))
    if not sizes:
        return Verdict("ok", "", _plain(runs))
    sure = {lang: n for lang, n in sizes.items() if not lang.startswith("?")}
    best = max(sizes, key=lambda lang: (sizes[lang], lang)).lstrip("?")
    foreign = tuple(run for run in runs if run.language and not run.language.startswith("?") and run.language != require)
    if foreign:
        native = sure.get(require, 0) + sizes.get(f"?{require}", 0)
        judgement: Judgement = "mixed" if native else "wrong"
        return Verdict(judgement, best, _plain(runs), _plain(foreign))
    if require in sure:
        return Verdict("ok", require, _plain(runs))
    return Verdict("unsure", best, _plain(runs))


def _plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(Run(r.start, r.end, r.text, r.script, r.language.lstrip("?")) for r in runs)
