"""Speech acts: what a sentence does: admits, denies, promises, asks, binds, negates. For comparing a source with its translation.

A negation that says nothing by itself ('not only', 不仅, 'не только') is none; two that cancel ('cannot but', 不得不,
'нельзя не') are an obligation; Russian negative concord ('никто не') is one. Words that negate inside themselves
('fail', 'without', 不合格, 'отсутствует') are weak: the other language may or may not write them with a 'not'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from appealdocs.expressions import compiled
from appealdocs.language.cyrillic import known_russian
from appealdocs.language.latin import is_english
from appealdocs.language.lemmas import Token, sentences, tokens
from appealdocs.language.pattern import Index, Phrase, keys, phrase
from appealdocs.language.scripts import word_set
from appealdocs.resources import load_yaml, shipped

ActKind = Literal["admit", "deny", "promise", "request", "negation", "obligation"]
KINDS: tuple[ActKind, ...] = ("admit", "deny", "promise", "request", "negation", "obligation")

_STRONG = {
    "en": word_set("not never none nobody nothing neither nor nowhere no"),
    "ru": word_set("не ни нет никогда никто ничто никакой нигде никуда нисколько нельзя ничей"),
}
_WEAK = {
    "en": word_set(
        "without fail failure unable lack lacking absence absent missing refuse reject forget omit omission "
        "avoid prevent overlook stop cease exclude instead unless rather except hardly scarcely rarely "
        "impossible "
        "incorrect inaccurate incomplete illegible unreadable unauthorized unclear non-conforming invalid"
    ),
    "ru": word_set(
        "без отсутствовать отсутствие отказ отказать отказаться отказываться невозможно невозможный неверный "
        "неверно неполный неполучение несоответствие "
        "неправильный неправильно нечитаемый недействительный лишить лишиться забыть пропустить избежать "
        "предотвратить несвоевременный перестать прекратить исключить исключать нечем нечего кроме исключение"
    ),
}
_CONCORD = word_set("ни никто ничто никакой нигде никуда нисколько никогда ничей")
_BOUNDS = {
    "en": word_set("later more less fewer earlier longer sooner exceeding"),
    "ru": word_set("поздний поздно позднее позже более больше менее меньше ранее раньше свыше реже хуже ниже выше"),
}
_EMPTY_AFTER = {
    "en": word_set("only just merely simply doubt least"),
    "ru": word_set("только просто лишь столько раз прочь"),
}
_LIKELY = 0.2
"""Least probability of a reading that counts (pymorphy3)."""
_CLAUSE_ENDS = frozenset(";:—–") | {"but", "however", "но", "однако", "зато"}
_NOT_OURS = {
    "en": word_set("buyer customer platform amazon noon ozon ebay carrier you it they reviewer marketplace right"),
    "ru": word_set("покупатель клиент площадка ozon noon amazon перевозчик вы право товар"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """`text[start:end]` shows the act. `weak`: a word that negates inside itself, or a bound ('not later than').

    `detail` of a promise: `pledge` ('we guarantee') or `future` ('we will').
    """

    kind: ActKind
    start: int
    end: int
    text: str
    weak: bool = False
    detail: str = ""

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def acts(text: str, lang: str) -> list[Act]:
    """The speech acts of a text in `lang` (en, ru, zh), in order. One sentence may hold several."""
    return list(_acts(text, lang))


@lru_cache(maxsize=8192)
def _acts(text: str, lang: str) -> tuple[Act, ...]:
    found: list[Act] = []
    for start, end in sentences(text):
        if lang == "zh":
            found += _chinese(text, start, end)
        else:
            own = tuple(t for t in tokens(text, lang) if start <= t.start < end)
            found += _worded(text, own, lang)
    unique = {(a.kind, a.start): a for a in sorted(found, key=lambda a: (a.start, -a.end))}
    return tuple(sorted(unique.values(), key=lambda a: (a.start, KINDS.index(a.kind))))


@lru_cache(maxsize=1)
def _wording() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_yaml(shipped("rules") / "common" / "lexicons" / "_acts.yaml"))


@lru_cache(maxsize=32)
def _compiled(kind: str, lang: str) -> Index[Phrase]:
    wording = _wording()
    return Index.of(phrase(pattern, wording["sets"][lang], lang) for pattern in wording[kind][lang])


@lru_cache(maxsize=32)
def _han(kind: str) -> re.Pattern[str]:
    """A Chinese expression: of an act, or of the list `zh` (negation, wrong ...)."""
    wording = _wording()
    return compiled("|".join(wording["zh"][kind] if kind in wording["zh"] else wording[kind]["zh"]))


def _find(kind: str, own: Sequence[Token], lang: str) -> Iterator[tuple[int, int]]:
    known = keys(own)
    for pattern in _compiled(kind, lang).likely(known):
        yield from pattern.find(own, known)


def _worded(text: str, own: Sequence[Token], lang: str) -> Iterator[Act]:
    """English and Russian."""
    negations = list(_negations(own, lang))
    strong = [index for index, weak in negations if not weak]
    reported = any(True for _ in _find("reported", own, lang))
    asked = list(_find("request", own, lang))
    for index, weak in negations:
        yield _act("negation", own[index], own[index], text, weak)
    for first, last in asked:
        yield _act("request", own[first], own[last - 1], text)
    for first, last in _find("obligation", own, lang):
        if first == 0 and own[0].text == "Should":  # 'Should you need more documents, ...'
            continue
        yield _act("obligation", own[first], own[last - 1], text)
    for first, last in _find("deny", own, lang):
        yield _act("deny", own[first], own[last - 1], text)
    yield from _promises(text, own, lang)
    yield from _guilt(text, own, lang, strong, reported, asked)


def _act(kind: ActKind, first: Token, last: Token, text: str, weak: bool = False, detail: str = "") -> Act:
    return Act(kind, first.start, last.end, text[first.start : last.end], weak, detail)


def _negations(own: Sequence[Token], lang: str) -> Iterator[tuple[int, bool]]:
    """Indices of negating tokens with True for weak ones; cancelled and empty ones left out, concord counted once."""
    last_strong = -99
    skip = -1
    for index, token in enumerate(own):
        if index <= skip:
            continue
        if token.text.lower() in _CLAUSE_ENDS:
            last_strong = -99
        following = own[index + 1] if index + 1 < len(own) else None
        if not _STRONG[lang].isdisjoint(token.lemmas):
            end = _cancelled(own, index, lang)
            if end:
                skip = end
                continue
            if following and _is_empty(token, following, lang):
                continue
            bound = following is not None and not _BOUNDS[lang].isdisjoint(following.lemmas | {following.text.lower()})
            concord = lang == "ru" and last_strong >= 0 and (_in(token, _CONCORD) or _in(own[last_strong], _CONCORD))
            if concord and index - last_strong <= 8:
                last_strong = index
                continue
            last_strong = index
            yield index, bound
        elif not _WEAK[lang].isdisjoint(token.lemmas) or _negated_word(token.text.lower(), lang):
            yield index, True


@lru_cache(maxsize=8192)
def _negated_word(word: str, lang: str) -> bool:
    """A word with a negating prefix before another word: 'unedited', 'non-conforming', 'непонятный', 'нечётко'."""
    if lang == "en":
        return word.startswith("non-") or (word.startswith("un") and len(word) > 5 and is_english(word[2:]))
    if not word.startswith("не") or len(word) < 7:
        return False
    return known_russian(word) and known_russian(word[2:])


def _in(token: Token, words: frozenset[str]) -> bool:
    return not words.isdisjoint(token.lemmas)


def _is_empty(token: Token, following: Token, lang: str) -> bool:
    if _in(following, _EMPTY_AFTER[lang]):
        return True
    return lang == "en" and token.text in ("No", "Nos", "no") and (following.text == "." or following.text[0].isdigit())


def _cancelled(own: Sequence[Token], index: int, lang: str) -> int:
    """The last index of a double negation that begins here ('cannot but', 'нельзя не'), 0 if there is none."""
    ahead = own[index + 1 : index + 4]
    if lang == "en":
        for offset, token in enumerate(ahead[:3], 1):
            if token.text.lower() in ("but", "except") and any(
                t.text.lower() in ("choice", "option", "alternative", "help", "way")
                or own[index].text.lower() == "nothing"
                or (index > 0 and own[index - 1].text.lower() == "can")
                for t in ahead[:offset]
            ):
                return index + offset
        return 0
    for offset, token in enumerate(ahead[:2], 1):
        if token.text.lower() == "не" and (offset == 2 or _in(own[index], frozenset({"нельзя"}))):
            between = ahead[: offset - 1]
            if all(_in(t, frozenset({"мочь", "смочь"})) for t in between):
                return index + offset
    return index + 1 if ahead and own[index].text.lower() == "не" and ahead[0].text.lower() == "без" else 0


def _promises(text: str, own: Sequence[Token], lang: str) -> Iterator[Act]:
    for first, last in _find("promise", own, lang):
        if own[last - 1].text.lower() in ("promised", "guaranteed", "assured"):
            continue  # what was promised then, or by somebody
        yield _act("promise", own[first], own[last - 1], text, detail="pledge")
    for index, token in enumerate(own):
        if (lang == "en" and token.text.lower() in ("will", "'ll", "’ll", "wo")) or (lang == "ru" and _future(own, index)):
            if any(_in(t, _NOT_OURS[lang]) for t in own[max(0, index - 3) : index]):
                continue
            following = own[index + 1].text.lower() if index + 1 < len(own) else ""
            if lang == "en" and following in ("be", "you") and any(t.text.lower() == "if" for t in own[:index]):
                continue
            yield _act("promise", token, token, text, detail="future")


def _future(own: Sequence[Token], index: int) -> bool:
    """A Russian future: 'будет|будут|будем' with a verb, or a perfective first person plural ('направим')."""
    word = own[index].text.lower()
    if word in ("будет", "будут", "будем"):
        ahead = own[index + 1 : index + 4]
        thanks = any(t.text.lower() in ("признательны", "благодарны") for t in ahead)
        return not thanks and not any(t.text.lower() in ("если", "ли") for t in own[:index])
    if len(word) < 5 or not word.endswith("м"):
        return False
    from appealdocs.locale_.morph import parses

    for reading in parses(word):
        tag = reading.tag
        if "VERB" in tag and "futr" in tag and "1per" in tag and "plur" in tag and reading.score >= _LIKELY:
            return reading.normal_form != "признать"  # 'признаем', with its ё left out, is what we do now
    return False


def _guilt(
    text: str, own: Sequence[Token], lang: str, strong: Sequence[int], reported: bool, asked: Sequence[tuple[int, int]]
) -> Iterator[Act]:
    """Admissions, and denials by a negated accusation."""
    denied = False
    if strong and not reported:
        for index in _accusations(own, lang):
            near = [n for n in strong if index - 8 <= n < index and not _boundary(own, n, index) and not _purpose(own, n)]
            if near and not _inside_quotes(text, own[index]):
                denied = True
                yield _act("deny", own[near[0]], own[index], text)
                break
    told = [(span, True) for span in _find("admit", own, lang)] + [(span, False) for span in _find("deed", own, lang)]
    for (first, last), plain in told:
        confessed = plain and (own[first].text.lower() in _FIRST_PERSON or _in(own[first], _CONFESSES))
        negated = denied or any(first - 3 <= n < last for n in strong)
        wished = any(a <= first <= b + 4 for a, b in asked)
        if (reported and not confessed) or negated or wished or _innocent(own[first:last], own[last : last + 4]):
            continue
        yield _act("admit", own[first], own[last - 1], text)
        return


_FIRST_PERSON = word_set("we i мы я")
_CONFESSES = word_set("признавать признать")
_TRUTH = word_set("authenticity truthfulness accuracy receipt достоверность подлинность")


def _innocent(inside: Sequence[Token], after: Sequence[Token]) -> bool:
    """'Responsibility for the authenticity', 'we acknowledge receipt' admit nothing."""
    return any(_in(t, _TRUTH) for t in (*inside, *after))


def _accusations(own: Sequence[Token], lang: str) -> Iterator[int]:
    wrong = frozenset(w for w in _wording()["sets"][lang]["wrong"] if " " not in w)
    tie, other = frozenset(_wording()["sets"][lang]["tie"]), frozenset(_wording()["sets"][lang]["other"])
    for index, token in enumerate(own):
        if _in(token, wrong) or (_in(token, tie) and any(_in(t, other) for t in own[index + 1 : index + 7])):
            yield index


def _purpose(own: Sequence[Token], index: int) -> bool:
    """'so as not to mislead', 'чтобы не нарушить' deny nothing."""
    following = own[index + 1].text.lower() if index + 1 < len(own) else ""
    return following == "to" or any(t.text.lower() == "чтобы" for t in own[max(0, index - 3) : index])


def _inside_quotes(text: str, token: Token) -> bool:
    return any(m.start() < token.start and token.end < m.end() for m in _QUOTED.finditer(text))


def _boundary(own: Sequence[Token], first: int, last: int) -> bool:
    return any(t.text.lower() in _CLAUSE_ENDS or t.text == "," for t in own[first:last])


_QUOTED = compiled(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]*\"")
_HAN_REACH = 12
_HAN_CLAUSE = compiled(r"[，,；;：:。！!？?\n]")
_HAN_CONDITION = compiled(r"(?:没有|未|无)[^，。]{0,8}(?:情况下|授权|许可)")


def _chinese(text: str, start: int, end: int) -> Iterator[Act]:
    doubles = [m.span() for m in _han("double").finditer(text, start, end)]
    weak = [m.span() for m in (*_han("weak").finditer(text, start, end), *_HAN_CONDITION.finditer(text, start, end))]
    negations: list[tuple[int, int]] = []
    for match in _han("negation").finditer(text, start, end):
        if any(a <= match.start() < b for a, b in doubles):
            continue
        is_weak = any(a <= match.start() < b for a, b in weak)
        if not is_weak:
            negations.append(match.span())
        yield _han_act("negation", match.span(), text, weak=is_weak)
    for span in weak:
        yield _han_act("negation", span, text, weak=True)
    reported = _han("reported").search(text, start, end) is not None
    for kind in ("promise", "request", "obligation"):
        for match in _han(kind).finditer(text, start, end):
            yield _han_act(kind, match.span(), text, detail=_han_detail(kind, match.group()))
    yield from _han_guilt(text, start, end, negations, reported)


def _han_act(kind: ActKind, span: tuple[int, int], text: str, weak: bool = False, detail: str = "") -> Act:
    return Act(kind, span[0], span[1], text[span[0] : span[1]], weak, detail)


def _han_detail(kind: str, said: str) -> str:
    if kind != "promise":
        return ""
    return "future" if "将" in said or said.endswith("会") else "pledge"


def _han_guilt(text: str, start: int, end: int, negations: Sequence[tuple[int, int]], reported: bool) -> Iterator[Act]:
    denial = _han("deny").search(text, start, end)
    if denial:
        yield _han_act("deny", denial.span(), text)
    denied = denial is not None
    tie = _han("tie").search(text, start, end)
    if tie and not reported and not denied:
        denied = True
        yield _han_act("deny", tie.span(), text)
    for match in _han("wrong").finditer(text, start, end):
        near = [n for n in negations if n[0] < match.end() and _governs(text, n[1], match.start())]
        if near and not reported and not denied:
            denied = True
            yield _han_act("deny", (near[0][0], match.end()), text)
    admission = _han("admit").search(text, start, end)
    if admission and reported and "承认" not in admission.group():
        admission = None
    negated = admission and any(n[1] > admission.start() - 2 and n[0] < admission.start() for n in negations)
    if admission and not denied and not negated and not _truth(text, start, end):
        yield _han_act("admit", admission.span(), text)
        return
    if denied or reported or not _han("us").search(text, start, end):
        return
    wrong = _han("unauthorised").search(text, start, end) or _han("own_wrong").search(text, start, end)
    if wrong and not any(_han(kind).search(text, start, end) for kind in ("promise", "obligation", "request")):
        yield _han_act("admit", wrong.span(), text)


def _governs(text: str, end: int, start: int) -> bool:
    """Does a negation that ends at `end` reach a word that begins at `start`: near, and in the same clause?"""
    return start - end <= _HAN_REACH and not _HAN_CLAUSE.search(text, end, max(end, start))


def _truth(text: str, start: int, end: int) -> bool:
    return "真实性" in text[start:end]
