"""Which negation of the one text is which of the other."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.translate.flags.implied import comes_first, implies, inside, same_sense
from appealdocs.translate.flags.literal import literal, same_row, spelled
from appealdocs.translate.flags.negatives import BEFORE, UNTIL_NOT
from appealdocs.translate.flags.sides import (
    AUXILIARY,
    OWN_NOT,
    POTENTIAL,
    Item,
    Side,
    elsewhere,
    governed,
    place,
    stands,
)


def explain(own: Side, there: Side) -> None:
    other = there.text.replace("ё", "е").replace("Ё", "Е")
    for item in own.items:
        if not item.strong:
            item.literal = literal(own.text, item.negative.start, item.negative.end, own.language, other, there.language)
        elif (there.language, own.language) in (("zh", "en"), ("zh", "ru"), ("en", "ru")):
            places = spelled(own.text.replace("ё", "е"), item.negative.start, own.language, there.text, there.language)
            item.renders = frozenset(at for at, i in enumerate(there.items) for a, b in places if a < i.negative.end and i.negative.start < b)
            item.literal = bool(places) and not item.renders


def pair_up(ours: Side, theirs: Side) -> None:
    """Partners, so that the likenesses add up to the most; in order of likeness where there are too many for that."""
    edges: dict[int, list[tuple[float, int]]] = {}
    for at, mine in enumerate(ours.items):
        for there, other in enumerate(theirs.items):
            likeness = 4.6 - abs(place(mine, ours) - place(other, theirs)) if at in other.renders and not mine.strong else _likeness(mine, other, ours, theirs)
            if likeness > 0:
                edges.setdefault(at, []).append((likeness, there))
    for at, there in _best(edges, len(theirs.items)):
        mine, other = ours.items[at], theirs.items[there]
        mine.partner, other.partner = other, mine


def _best(edges: dict[int, list[tuple[float, int]]], size: int) -> list[tuple[int, int]]:
    rows = sorted(edges)
    if size > 10 or len(rows) > 10:
        return _greedy(edges)
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for row in rows:
        following = dict(best)
        for taken, (total, pairs) in best.items():
            for likeness, there in edges[row]:
                if not taken >> there & 1:
                    key = taken | 1 << there
                    if key not in following or following[key][0] < total + likeness:
                        following[key] = (total + likeness, (*pairs, (row, there)))
        best = following
    return list(max(best.values())[1])


def _greedy(edges: dict[int, list[tuple[float, int]]]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for _, at, there in sorted((-likeness, at, there) for at, row in edges.items() for likeness, there in row):
        if all(at != a and there != b for a, b in chosen):
            chosen.append((at, there))
    return chosen


def _likeness(mine: Item, other: Item, ours: Side, theirs: Side) -> float:
    """How likely two items are the same negation; 0: they are not."""
    apart = abs(place(mine, ours) - place(other, theirs))
    if not mine.strong and not other.strong:
        alike = same_sense(mine.negative.text, other.negative.text) or (ours.language == "en" and same_row(mine.negative.text, other.negative.text))
        return 9.0 - apart if alike else 0.0
    shared = mine.concepts & other.concepts
    likeness = 0.0
    if shared:
        rank = min(i for i, w in enumerate(mine.heads) if w.concepts & shared)
        rank += min(i for i, w in enumerate(other.heads) if w.concepts & shared)
        likeness = 6.0 - 0.3 * rank
    if mine.strong and other.strong:
        if _nobody(mine, ours) and _nobody(other, theirs):
            return 6.4 + 0.1 * likeness - apart
        one, two = governed(mine, ours), governed(other, theirs)
        if likeness and (one is None or two is None or (one.concepts & two.concepts)):
            return 5.3 + 0.6 * likeness - 0.5 * apart
        away = elsewhere(mine, other, ours, theirs) + elsewhere(other, mine, theirs, ours)
        return 4.9 + 0.1 * likeness - apart - 0.9 * (mine.literal or other.literal or bool(other.renders)) - _ELSEWHERE * away
    strong, weak = (mine, other) if mine.strong else (other, mine)
    if BEFORE in (mine.negative.text, other.negative.text) or UNTIL_NOT in (mine.negative.text, other.negative.text):
        return 4.4 - apart if apart < 0.35 else 0.0
    if mine.strong and ours.language == "zh" and comes_first(mine, weak, ours):
        return 5.0
    if weak.literal and (weak.negative.strength == "faint" or (weak is mine and ours.language == "zh")):
        return 0.0
    if apart > (0.45 if weak.negative.strength == "faint" else 0.9) and max(len(ours.text), len(theirs.text)) > _BRIEF:
        return 0.0
    if strong.negative.text == "not until" and weak.negative.text in ("лишь", "только"):
        return 5.0
    if weak.literal and weak is other and _MISHAP.match(weak.negative.text):
        return 0.0
    if inside(strong, weak):
        return 6.2 - apart
    if other.strong and _NOT.match(other.negative.text) and not other.renders and _plain(other, theirs, ours):
        return 0.0  # what 'not' governs stands in the source, and nothing negates it there
    if implies(strong, weak, ours if mine.strong else theirs):
        return (4.6 if weak.negative.strength == "faint" else 5.3 if OWN_NOT.match(weak.negative.text) else 5.0) - apart
    if same_sense(weak.negative.text, strong.negative.text):
        return 4.2 - apart
    return 3.0 + 0.1 * likeness - apart if likeness > 4 and _NEGATORS.match(weak.negative.text) else 0.0


def _plain(item: Item, own: Side, there: Side) -> bool:
    """Whether the word that the item governs stands on the other side with no negation, strong or weak, beside it."""
    head = governed(item, own)
    if head is None:
        return False
    found = [w for w in there.words if w.concepts & head.concepts]
    reach = 8 if there.language == "zh" else 40
    return bool(found) and not any(-24 <= w.start - i.negative.end <= reach and there.clause(w) == i.negative.clause for w in found for i in there.items if i.negative.strength != "faint" or not i.literal)


_ELSEWHERE = 1.6
_NOBODY = {
    "zh": compiled(r"(?:没有?|无)(?:一个|有|任何)?人|谁[也都]?[没不]"), "en": compiled(r"no(?:body| ?one| staff| employee)|none\b", re.IGNORECASE),
    "ru": compiled(r"ник(?:то|ого|ому|ем)|ни один|некому", re.IGNORECASE),
}  # fmt: skip


def _nobody(item: Item, side: Side) -> bool:
    return _NOBODY[side.language].match(side.text, item.negative.start) is not None


def shares(item: Item, own: Side, there: Side) -> bool:
    """没有A，也没有B: neither A nor B, no A or B. One negation of the other side may stand for two."""
    heads = frozenset().union(*(h.concepts for h in item.heads[:3])) if item.heads else frozenset()
    if _conditional(item, own, there) or _affirmed(item, own, there):
        return True
    for other in there.items:
        partner = other.partner
        if partner is None or not partner.strong or partner is item:
            continue
        if other.negative.text == "neither" and abs(item.negative.clause - partner.negative.clause) <= 2:
            return True
        if own.language == "zh" and _twin(item, partner, own) and not stands(item, own, there):
            return True
        if other.strong:
            for word in there.words:
                if word.start > other.negative.end and word.concepts & heads and word.text not in AUXILIARY and there.clause(word) == other.negative.clause:
                    joined = _EITHER if _TWOFOLD.match(other.negative.text) else _OR
                    if any(_LINKED.fullmatch(there.text, m.end(), word.start) for m in joined.finditer(there.text, other.negative.end, word.start)):
                        return True
        elif OWN_NOT.match(other.negative.text) and abs(item.negative.start - partner.negative.start) > 3:
            continue
        elif partner.negative.clause == item.negative.clause and own.language == "zh" and implies(item, other, own) and not stands(item, own, there):
            return True
    return False


def _conditional(item: Item, own: Side, there: Side) -> bool:
    """不翻完无法保存 is 'until ... is complete'; 写清楚才能立 is 'without it ... will not be approved'."""
    if own.language == "zh":
        if _THEN_NOT.match(own.text, item.negative.start) is None or not _UNLESS[there.language].search(there.text):
            return False
        return _DUTY[there.language].search(there.text) is not None or any(i.strong and not _WITHOUT.match(i.negative.text) for i in there.items)
    if there.language != "zh" or not _NOT.match(item.negative.text):
        return False
    return any(i is not item and i.partner is not None and i.partner.negative.text in ("才", "只", "除") and _WITHOUT.match(i.negative.text) and abs(i.negative.clause - item.negative.clause) <= 2 for i in own.items)


_THEN_NOT = compiled(r"(?:[不没](?![就得能许准法])|没有|未经)(?:[^。；，！？\n]{1,9}(?:就|也|则|都|一律|系统里?)?|(?<=未经)[^。；！？\n]{1,12})(?:不(?:能|得|让|准|许|允许|可|予|会|给)|无法|没法|禁止|严禁|[^，。]不了)")
_UNLESS = {
    "en": compiled(r"\b(?:until|unless|only|without|before|must|required)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:пока|только|лишь|если не|обязател\w+|при условии|до тех)(?![а-яё])", re.IGNORECASE),
    "zh": compiled("(?!)"),
}  # fmt: skip
_NOT = compiled(r"not\Z|cannot|n't|не ")
_DUTY = {
    "en": compiled(r"\b(?:only|must|required|mandatory)\b", re.IGNORECASE), "ru": compiled(r"(?<![а-яё])(?:только|лишь|обязател\w+|невозможн\w+|запрещ\w+)", re.IGNORECASE),
}  # fmt: skip
_WITHOUT = compiled(r"without|unless|until|no\Z|без|нет|пока|если не")


_AFFIRMED: tuple[tuple[str, str, str], ...] = (
    (r"没有?(?:超时|逾期|超期|迟到|晚)|未(?:超时|逾期)", r"\b(?:well (?:within|inside)|on time|in time|in good time)\b", r"в срок|вовремя|своевремен|в пределах"),
    (r"没(?:丢|坏|卖|发|用|退)[^，。]{0,2}的", r"\b(?:remain\w*|rest|left|other)\b", r"остал|остат|остальн"),
    (r"不是事实|不属实|不实", r"\b(?:untrue|false)\b|not true", r"неправд|не соответств"),
    (r"不符|不一致|相悖", r"contrary|contradict|conflict|at odds", r"вопреки|противореч|расход"),
    (r"没有?(?:理由|必要)|犯不着|不值", r"\bwhy\b|pointless|\bhardly\b", r"незачем|глупо|зачем|ни к чему|смысла"),
    (r"没有?及时", r"\binstead\b|too late|\blate\b|delay", r"вместо|поздно|с опоздан|задерж"),
    (r"不(?:开|给|回|发|付|交|来|办|处理)", r"dragg?\w* (?:its|their|his) feet|stall|put\w* off|holding (?:back|out)", r"тянул|затяг|медлил|откладыв"),
    (r"毫?不知情|不知道", r"in the dark|no idea|unbeknown|oblivious", r"в неведении"),
    (r"没[^，。]{0,3}(?:就|都)走", r"\bwithout\b", r"(?<![а-яё])(?:без|не дожд)"),
)
"""What a negated word of the Chinese may become without any negation: zh, en, ru."""


@lru_cache(maxsize=1)
def _affirmations() -> tuple[tuple[re.Pattern[str], dict[str, re.Pattern[str]]], ...]:
    return tuple((compiled(zh), {"en": compiled(en, re.IGNORECASE), "ru": compiled(ru, re.IGNORECASE)}) for zh, en, ru in _AFFIRMED)


def _affirmed(item: Item, own: Side, there: Side) -> bool:
    """没有超时 is 'well within the limit': said with a word that denies nothing."""
    if own.language != "zh" or there.language == "zh":
        return False
    return any(zh.match(own.text, item.negative.start) and words[there.language].search(there.text) for zh, words in _affirmations())


def _twin(item: Item, partner: Item, side: Side) -> bool:
    """没有资质，开不了; 不许抽烟，也不许带打火机: said twice in Chinese, once elsewhere."""
    if abs(item.negative.clause - partner.negative.clause) > 1:
        return False
    if POTENTIAL.match(item.negative.before + item.negative.after) and _LACKS.match(side.text, partner.negative.start):
        return True
    if POTENTIAL.match(partner.negative.before + partner.negative.after) and _LACKS.match(side.text, item.negative.start):
        return True
    later = max(item, partner, key=lambda i: i.negative.start)
    weak = partner.partner is not None and not partner.partner.strong
    return weak and item.negative.text == partner.negative.text and side.text[later.negative.start - 1] in "也又更"


_LACKS = compiled(r"(?:没有?|无|缺)[^，。]{0,2}(?:资质|权限|资格|证书|发票|证据|授权|条件|能力|凭证|证明|办法|权)")


_OR = compiled(r"\b(?:or|nor|neither)\b|(?<![а-яё])(?:или|ни|либо)(?![а-яё])", re.IGNORECASE)


_EITHER = compiled(r"\b(?:or|nor|neither|and)\b|(?<![а-яё])(?:или|ни|либо|и)(?![а-яё])", re.IGNORECASE)


_TWOFOLD = compiled(r"no\Z|without|neither|без|нет|ни\Z")


_LINKED = compiled(r"\s*(?:(?!(?:holds?|ha[sd]|have|was|were|is|are)\b)[^\s.,;:]+\s+){0,2}")
"""What may stand between 'or' and the second negated word."""


_MISHAP = compiled(
    r"broke|fault|defect|dam|unusual|abnormal|unexpect|accident|disput|complain|dissat|слома|поврежд|неиспр|дефект|недостат(?!оч)|нечет|необыч|неож|сбо|брак|авар|недовол|потер|los[te]|gone|пропа"
)
"""Mishaps that the source names itself do not stand for a negation beside them."""


_NEGATORS = compiled(r"fail|unable|lack|absen|without|impossib|refus|neglect|forg[eo]t|omit|отсутств|отказ|невозможн|недоста|拒|缺|漏|禁|失败")
"""Weak words that negate whatever follows them."""


_BRIEF = 60
"""In a text so short a word may stand anywhere."""
