"""One text as its negations with what each may negate: the half of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appealdocs.expressions import compiled
from appealdocs.translate.flags.negatives import Negative, clauses, negatives
from appealdocs.translate.flags.words import Word, words

POTENTIAL = compiled(r"[^，。没未不是就都也还我们但]不[完了到上下出起懂清动着住掉开过来去回见全成好及](?![解能可])")
"""看不懂, 对不上, 用不了: the verb stands before."""


_REACH = {"zh": 7, "en": 6, "ru": 5}
"""How far the negated word may stand from its negation: characters in Chinese, words elsewhere."""


@dataclass(slots=True)
class Item:
    negative: Negative
    heads: list[Word]
    """The words it may negate, nearest first."""
    partner: Item | None = None
    renders: frozenset[int] = frozenset()
    """Of a strong one: items of the Chinese that it may spell out, 'не хватало' for 少."""
    literal: bool = False
    """Not strong, and the plain rendering of a word of the other side: it stands for no negation."""

    @property
    def strong(self) -> bool:
        return self.negative.strength == "strong"

    @property
    def concepts(self) -> frozenset[int]:
        return frozenset().union(*(w.concepts for w in self.heads)) if self.heads else frozenset()


@dataclass(slots=True)
class Side:
    text: str
    language: str
    items: list[Item]
    words: tuple[Word, ...]
    clauses: list[int]

    def clause(self, word: Word) -> int:
        return self.clauses[word.start]


def side_of(text: str, language: str) -> Side:
    known = words(text, language)
    numbers = clauses(text, language)
    items = [Item(n, _heads(n, known, numbers, language)) for n in negatives(text, language)]
    return Side(text, language, items, known, numbers)


def _heads(negative: Negative, known: Sequence[Word], numbers: Sequence[int], language: str) -> list[Word]:
    own = [w for w in known if numbers[w.start] == negative.clause and w.concepts]
    if language == "zh":
        if POTENTIAL.match(negative.before + negative.after):
            return [w for w in own if w.end == negative.start] + [w for w in own if w.end < negative.start][::-1][:2]
        after = [w for w in own if negative.end <= w.start < negative.end + _REACH["zh"]]
        # 看不懂, 对不上, 标签没有: what stands just before counts too
        before = [w for w in own if w.end in (negative.start, negative.start - 1)]
        inside = [w for w in own if w.start <= negative.start and negative.end <= w.end]
        return [*inside, *after, *before] if after else [*inside, *before, *[w for w in own if w.end < negative.start]]
    after = [w for w in own if w.start >= negative.end][: _REACH[language]]
    before = [w for w in own if w.end <= negative.start][-2:]
    return after + before[::-1] if after else [w for w in own if w.end <= negative.start][::-1][:4]


def place(item: Item, side: Side) -> float:
    return item.negative.start / max(1, len(side.text))


def governed(item: Item, side: Side) -> Word | None:
    """The one word that the item negates, where it stands close."""
    near = {"zh": 4, "en": 30, "ru": 14}[side.language]
    for head in item.heads[:3]:
        if head.text in FUNCTION or head.text in AUXILIARY:
            continue
        if item.negative.start - 3 <= head.start < item.negative.end + near:
            return head
        return None
    return None


AUXILIARY = frozenset("be been was were is are have has had having holds hold do does did will would could can any a the made able possible был была было были будет быть".split())


FUNCTION = frozenset("都 也 就 还 再 能 会 要 有 是 我们 对 可以 时间 只 全 全部 一律 所有 当天 每天 均 用 多 的货 单 件 在 之前 起 为".split())


def reaches(item: Item, word: Word, side: Side) -> bool:
    gap = word.start - item.negative.end
    reach = {"zh": 10, "en": 45, "ru": 45}[side.language]
    return -30 <= gap <= reach and side.clause(word) == item.negative.clause


def elsewhere(item: Item, other: Item, own: Side, there: Side) -> bool:
    """Whether what the item negates stands on the other side out of reach of `other`: then `other` negates something else."""
    head = governed(item, own)
    if head is None:
        return False
    found = [w for w in there.words if w.concepts & head.concepts]
    return bool(found) and not any(reaches(other, w, there) for w in found)


def stands(item: Item, own: Side, there: Side) -> bool:
    """Whether the word that the item negates stands on the other side, out of reach of every negation."""
    head = governed(item, own)
    if head is None:
        return False
    found = [w for w in there.words if w.concepts & head.concepts]
    able = [i for i in there.items if i.strong or (i.partner is not None and not OWN_NOT.match(i.negative.text))]
    return bool(found) and not any(reaches(i, w, there) for w in found for i in able)


def blocks(item: Item) -> bool:
    """Whether a clause with this item counts as negated: it has a strong negation, or a weak one that no weak one explains."""
    if item.negative.strength == "faint":
        return item.partner is not None and item.partner.strong
    return item.strong or item.partner is None or item.partner.strong


OWN_NOT = compiled(r"(?:un|non-?|in|dis|mis)[a-z]{4}|не[а-я]{4}|без[а-я]{4}")
"""Words that negate themselves alone: unshipped, неотгруженный."""
