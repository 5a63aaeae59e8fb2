"""Is what the source negates still negated, and nothing else? Paired by what is negated, never by counting alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealdocs.translate.flags.literal import literal, spelled
from appealdocs.translate.flags.needs import unsaid, unsaid_english
from appealdocs.translate.flags.negatives import Negative, clauses, negatives
from appealdocs.translate.flags.words import Word, concepts_of, words

_POTENTIAL = re.compile(r"[^，。没未不是就都也还我们但]不[完了到上下出起懂清动着住掉开过来去回见全成好及](?![解能可])")
"""看不懂, 对不上, 用不了: the verb stands before."""
_REACH = {"zh": 7, "en": 6, "ru": 5}
"""How far the negated word may stand from its negation: characters in Chinese, words elsewhere."""


Excuse = Literal["", "far", "near"]


@dataclass(frozen=True, slots=True)
class Change:
    """`lost`: in the source alone; `added`: in the target alone. `sure`: the word that was negated stands there unnegated."""

    kind: str
    negative: Negative
    word: str
    sure: bool
    beside: bool = False
    """The negated word stands at the same place of the sentence, in a clause with no negation of its own."""
    excuse: Excuse = ""
    """`near`, `far`: the other side has a word beside it, or elsewhere, that may say no in its own way (late, remains, пока)."""

    @property
    def serious(self) -> bool:
        """Whether it is more than advice. The bounds were set by counts, not by looking at the held-back sentences."""
        return not self.excuse if not self.sure else self.excuse != "near" or self.beside


@dataclass(slots=True)
class _Item:
    negative: Negative
    heads: list[Word]
    """The words it may negate, nearest first."""
    partner: _Item | None = None
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


@lru_cache(maxsize=64)
def changes(source: str, target: str, source_language: str, target_language: str) -> tuple[Change, ...]:
    """What was negated and is no longer, or the other way round."""
    ours, theirs = _side(source, source_language), _side(target, target_language)
    if not ours.items and not theirs.items:
        return ()
    _explain(ours, theirs)
    _explain(theirs, ours)
    _pair(ours, theirs)
    found = [_judge("lost", i, ours, theirs) for i in ours.items if i.strong and i.partner is None and not _shares(i, ours, theirs)]
    found += [_judge("added", i, theirs, ours) for i in theirs.items if i.strong and i.partner is None and not i.literal and not _shares(i, theirs, ours)]
    found += _doubled(ours, theirs)
    found += [_faded(i, ours, theirs) for i in ours.items if _FADES.match(i.negative.text) and i.partner is None]
    found = [change for change in found if change is not None]
    if source_language == "zh" and target_language in ("en", "ru"):
        found += _refused(ours, theirs)
    if target_language in ("en", "ru") and source_language in ("zh", "en") and not any(change.kind == "lost" and change.serious for change in found if change):
        found.append(_unsaid(ours, theirs))
    return tuple(change for change in found if change is not None)


@dataclass(slots=True)
class _Side:
    text: str
    language: str
    items: list[_Item]
    words: tuple[Word, ...]
    clauses: list[int]

    def clause(self, word: Word) -> int:
        return self.clauses[word.start]


def _side(text: str, language: str) -> _Side:
    known = words(text, language)
    numbers = clauses(text, language)
    items = [_Item(n, _heads(n, known, numbers, language)) for n in negatives(text, language)]
    return _Side(text, language, items, known, numbers)


def _explain(own: _Side, there: _Side) -> None:
    other = there.text.replace("ё", "е").replace("Ё", "Е")
    for item in own.items:
        if not item.strong:
            item.literal = literal(own.text, item.negative.start, item.negative.end, own.language, other, there.language)
        elif (there.language, own.language) in (("zh", "en"), ("zh", "ru"), ("en", "ru")):
            places = spelled(own.text.replace("ё", "е"), item.negative.start, own.language, there.text, there.language)
            item.renders = frozenset(at for at, i in enumerate(there.items) for a, b in places if a < i.negative.end and i.negative.start < b)
            item.literal = bool(places) and not item.renders


def _heads(negative: Negative, known: Sequence[Word], numbers: Sequence[int], language: str) -> list[Word]:
    own = [w for w in known if numbers[w.start] == negative.clause and w.concepts]
    if language == "zh":
        if _POTENTIAL.match(negative.before + negative.after):
            return [w for w in own if w.end == negative.start] + [w for w in own if w.end < negative.start][::-1][:2]
        after = [w for w in own if negative.end <= w.start < negative.end + _REACH["zh"]]
        # 看不懂, 对不上, 标签没有: what stands just before counts too
        before = [w for w in own if w.end in (negative.start, negative.start - 1)]
        inside = [w for w in own if w.start <= negative.start and negative.end <= w.end]
        return [*inside, *after, *before] if after else [*inside, *before, *[w for w in own if w.end < negative.start]]
    after = [w for w in own if w.start >= negative.end][: _REACH[language]]
    before = [w for w in own if w.end <= negative.start][-2:]
    return after + before[::-1] if after else [w for w in own if w.end <= negative.start][::-1][:4]


def _pair(ours: _Side, theirs: _Side) -> None:
    """Partners, so that the likenesses add up to the most; in order of likeness where there are too many for that."""
    edges: dict[int, list[tuple[float, int]]] = {}
    for at, mine in enumerate(ours.items):
        for there, other in enumerate(theirs.items):
            likeness = 4.6 - abs(_place(mine, ours) - _place(other, theirs)) if at in other.renders and not mine.strong else _likeness(mine, other, ours, theirs)
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


def _likeness(mine: _Item, other: _Item, ours: _Side, theirs: _Side) -> float:
    """How likely two items are the same negation; 0: they are not."""
    apart = abs(_place(mine, ours) - _place(other, theirs))
    if not mine.strong and not other.strong:
        return 9.0 - apart if _same_sense(mine.negative.text, other.negative.text) else 0.0
    shared = mine.concepts & other.concepts
    likeness = 0.0
    if shared:
        rank = min(i for i, w in enumerate(mine.heads) if w.concepts & shared)
        rank += min(i for i, w in enumerate(other.heads) if w.concepts & shared)
        likeness = 6.0 - 0.3 * rank
    if mine.strong and other.strong:
        one, two = _governed(mine, ours), _governed(other, theirs)
        if likeness and (one is None or two is None or (one.concepts & two.concepts)):
            return 5.3 + 0.6 * likeness - 0.5 * apart
        return 4.9 + 0.1 * likeness - apart - 0.9 * (mine.literal or other.literal or bool(other.renders)) - _ELSEWHERE * (_elsewhere(mine, other, ours, theirs) + _elsewhere(other, mine, theirs, ours))
    strong, weak = (mine, other) if mine.strong else (other, mine)
    if mine.strong and ours.language == "zh" and _comes_first(mine, weak, ours):
        return 5.0
    if weak.literal and (weak.negative.strength == "faint" or (weak is mine and ours.language == "zh")):
        return 0.0
    if apart > (0.45 if weak.negative.strength == "faint" else 0.9) and max(len(ours.text), len(theirs.text)) > _BRIEF:
        return 0.0
    if strong.negative.text == "not until" and weak.negative.text in ("лишь", "только"):
        return 5.0
    if weak.literal and weak is other and _MISHAP.match(weak.negative.text):
        return 0.0
    if _inside(strong, weak):
        return 6.2 - apart
    if _implies(strong, weak, ours if mine.strong else theirs):
        return (4.6 if weak.negative.strength == "faint" else 5.3 if _OWN_NOT.match(weak.negative.text) else 5.0) - apart
    if _same_sense(weak.negative.text, strong.negative.text):
        return 4.2 - apart
    if _inside(strong, weak):
        return 6.2 - apart
    return 3.0 + 0.1 * likeness - apart if likeness > 4 and _NEGATORS.match(weak.negative.text) else 0.0


_ELSEWHERE = 1.6


def _elsewhere(item: _Item, other: _Item, own: _Side, there: _Side) -> bool:
    """Whether what the item negates stands on the other side out of reach of `other`: then `other` negates something else."""
    governed = _governed(item, own)
    if governed is None:
        return False
    found = [w for w in there.words if w.concepts & governed.concepts]
    return bool(found) and not any(_reaches(other, w, there) for w in found)


def _governed(item: _Item, side: _Side) -> Word | None:
    """The one word that the item negates, where it stands close."""
    near = {"zh": 4, "en": 30, "ru": 14}[side.language]
    for head in item.heads[:3]:
        if head.text in _FUNCTION or head.text in _AUXILIARY:
            continue
        if item.negative.start - 3 <= head.start < item.negative.end + near:
            return head
        return None
    return None


_AUXILIARY = frozenset("be been was were is are have has had having holds hold do does did will would could can any a the made able possible был была было были будет быть".split())


def _reaches(item: _Item, word: Word, side: _Side) -> bool:
    gap = word.start - item.negative.end
    reach = {"zh": 10, "en": 45, "ru": 45}[side.language]
    return -30 <= gap <= reach and side.clause(word) == item.negative.clause


def _shares(item: _Item, own: _Side, there: _Side) -> bool:
    """没有A，也没有B: neither A nor B, no A or B. One negation of the other side may stand for two."""
    heads = frozenset().union(*(h.concepts for h in item.heads[:3])) if item.heads else frozenset()
    for other in there.items:
        partner = other.partner
        if partner is None or not partner.strong or partner is item:
            continue
        if other.negative.text == "neither" and abs(item.negative.clause - partner.negative.clause) <= 2:
            return True
        if own.language == "zh" and _twin(item, partner, own) and not _stands(item, own, there):
            return True
        if other.strong:
            for word in there.words:
                if word.start > other.negative.end and word.concepts & heads and word.text not in _AUXILIARY and there.clause(word) == other.negative.clause:
                    joined = _EITHER if _TWOFOLD.match(other.negative.text) else _OR
                    if any(_LINKED.fullmatch(there.text, m.end(), word.start) for m in joined.finditer(there.text, other.negative.end, word.start)):
                        return True
        elif _OWN_NOT.match(other.negative.text) and abs(item.negative.start - partner.negative.start) > 3:
            continue
        elif partner.negative.clause == item.negative.clause and own.language == "zh" and _implies(item, other, own) and not _stands(item, own, there):
            return True
    return False


def _stands(item: _Item, own: _Side, there: _Side) -> bool:
    """Whether the word that the item negates stands on the other side, out of reach of every negation."""
    governed = _governed(item, own)
    if governed is None:
        return False
    found = [w for w in there.words if w.concepts & governed.concepts]
    able = [i for i in there.items if i.strong or (i.partner is not None and not _OWN_NOT.match(i.negative.text))]
    return bool(found) and not any(_reaches(i, w, there) for w in found for i in able)


_OWN_NOT = re.compile(r"(?:un|non-?|in|dis|mis)[a-z]{4}|не[а-я]{4}|без[а-я]{4}")
"""Words that negate themselves alone: unshipped, неотгруженный."""


def _twin(item: _Item, partner: _Item, side: _Side) -> bool:
    """没有资质，开不了; 不许抽烟，也不许带打火机: said twice in Chinese, once elsewhere."""
    if abs(item.negative.clause - partner.negative.clause) > 1:
        return False
    if _POTENTIAL.match(item.negative.before + item.negative.after) and _LACKS.match(side.text, partner.negative.start):
        return True
    if _POTENTIAL.match(partner.negative.before + partner.negative.after) and _LACKS.match(side.text, item.negative.start):
        return True
    later = max(item, partner, key=lambda i: i.negative.start)
    weak = partner.partner is not None and not partner.partner.strong
    return weak and item.negative.text == partner.negative.text and side.text[later.negative.start - 1] in "也又更"


_LACKS = re.compile(r"(?:没有?|无|缺)[^，。]{0,2}(?:资质|权限|资格|证书|发票|证据|授权|条件|能力|凭证|证明|办法|权)")
_OR = re.compile(r"\b(?:or|nor|neither)\b|(?<![а-яё])(?:или|ни|либо)(?![а-яё])", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:or|nor|neither|and)\b|(?<![а-яё])(?:или|ни|либо|и)(?![а-яё])", re.IGNORECASE)
_TWOFOLD = re.compile(r"no\Z|without|neither|без|нет|ни\Z")
_LINKED = re.compile(r"\s*(?:(?!(?:holds?|ha[sd]|have|was|were|is|are)\b)[^\s.,;:]+\s+){0,2}")
"""What may stand between 'or' and the second negated word."""
_MISHAP = re.compile(r"broke|fault|defect|dam|unusual|abnormal|unexpect|accident|disput|complain|dissat|слома|поврежд|неиспр|дефект|недостат(?!оч)|нечет|необыч|неож|сбо|брак|авар|недовол|потер|los[te]|gone|пропа")
"""Mishaps that the source names itself do not stand for a negation beside them."""
_NEGATORS = re.compile(r"fail|unable|lack|absen|without|impossib|refus|neglect|forg[eo]t|omit|отсутств|отказ|невозможн|недоста|拒|缺|漏|禁|失败")
"""Weak words that negate whatever follows them."""


def _inside(strong: _Item, weak: _Item) -> bool:
    """unauthorised for 没有授权: the negated word under a prefix."""
    word = weak.negative.text
    for prefix, language in (("un", "en"), ("non-", "en"), ("non", "en"), ("mis", "en"), ("in", "en"), ("не", "ru")):
        if word.startswith(prefix) and any(concepts_of(word[len(prefix) :], language) & head.concepts for head in strong.heads[:2]):
            return True
    return False


def _place(item: _Item, side: _Side) -> float:
    return item.negative.start / max(1, len(side.text))


_SENSES: tuple[tuple[str, str, str], ...] = (
    ("不同|不一", r"differ|discrepan|vari|other|mismatch|inconsist|un|not|separat", r"разн|отлич|друг|ин|расхожд|не|различ"),
    ("不变", r"same|unchang|remain|constant|not", r"не |прежн|неизм|остал"),
    ("避|绕", r"avoid|not|bypass|outside", r"избе|не |обход|вне"),
    ("乱", r"un|mess|wrong|chao|arbit", r"беспоряд|незакон|не"),
    ("错|误", r"wrong|mis|error|incorrect|accident|inadvert|fault|confus|swap|mix", r"ошиб|неверн|неправ|ложн|перепут|спут|неточн|не т|не в |не на |не по |не к "),
    ("缺|漏|少|欠", r"miss|skip|overlook|forg|left|fail|out of|neglect|lack|short|absen|omit|omission|few|without|less|empty|inadequa|insuff|not|un", r"отсутств|недоста|нехват|пропу|упу|меньше|мало|пуст|без|не (?:хват|дост|ук|вкл|вло|при|по|был|отск|вн|за|сд|ус)|нет"),
    ("莫名|无缘|无故", r"no\Z|without|un", r"без|не"),
    ("没有一天|没断过", r"without|never|every|no\Z|not", r"не |ни|без"),
    ("私自|擅自", r"without|unauth|secret|own", r"без|само|тайн|не "),
    ("瘫痪", r"down|out|not|off|crash|unavail|fail", r"не (?:раб|функ|дейст|был)|сбо|отказ|слома"),
    ("没问题|没事", r"not|no\Z|nothing|none|without", r"не |нет|без"),
    ("拒", r"refus|reject|declin|den", r"отказ|отклон|отверг"),
    ("杜绝|防止|避免|以免", r"avoid|prevent|block|stop|never|eliminat|exclu", r"избе|предотвр|исключ|предупр|недопу"),
    ("冻|封|下架|撤|删", r"block|remov|withdr|frozen|quarantin|delist|down|eliminat|cancel|withh", r"снят|изъя|удал|заблок|блок|закры|останов"),
    ("取消|作废", r"cancel|void|invalid|withdr", r"отмен|недейств|аннул"),
    ("停", r"stop|ceas|out|off|down|closed|suspend|halt|no", r"прекра|останов|отключ|приостан|простаив|закры|не раб|не функ|не дейст|не было|нет|без"),
    ("终止|中止|解除|拦|卡住|堵住", r"stop|terminat|end|ceas|block|held|cancel|withdr", r"прекра|расторг|останов|блок|заблок|исключ|предотвр|задерж|снят"),
    ("到期", r"expir|lapse", r"истек|просроч"),
    ("突然|忽然|意外", r"un|accident|sudden", r"неож|внезап|непредв"),
    ("断|掉线", r"out|off|down|disconnect|interrupt|broke|outage|stop|cut", r"прекра|отключ|сбо|обрыв|остан|слома|не раб|не функ|без"),
    ("失败|失效|无效", r"fail|invalid|expir|void|unsuccess", r"недейств|сбо|неудач|истек|не уд|не ср|не раб"),
    ("过期", r"expir|invalid|lapse|overdue", r"истек|истёк|просроч"),
    ("坏|宕", r"broke|fault|down|out|fail|damage|defect", r"слома|неиспр|поврежд|отказ|не раб|не вкл"),
    ("忘|落下", r"forg|overlook|neglect|omit|miss|left", r"забы|упу|пропу"),
    ("空", r"empty|blank|vacant|idle|nothing", r"пуст"),
    ("丢|消失", r"los|miss|gone|disappear", r"потер|утер|утрат|пропа|исчез"),
    ("只|仅|才|除", r"only|alone|except|until|unless|just|less|few|not until|without|other|none|no\Z", r"только|лишь|кроме|исключ|до|пока|позже|без"),
    ("难", r"hardly|unable|impossib|difficult", r"невозможн|сложн|трудн"),
    ("迟迟", r"not|slow|late|delay|long|yet|no\Z|never", r"не |долг|задерж|никак|опозд|медл|нет"),
    ("晚|迟", r"late|delay|overdue", r"опозда|просроч|поздн|задерж|позже"),
    ("差", r"short|poor|less|miss|weak|discrepan|differ", r"недоста|меньше|плох|слаб|расхожд|разн|не хват|не усп|не дост"),
    ("假", r"fake|false|mis|inaccura|inauth", r"ложн|недост"),
    ("否则", r"otherwise|failing", r"иначе"),
    ("免|豁免", r"exempt|free|waiv|without", r"освобожд|без"),
    ("排除|剔|淘汰|报废|隔", r"exclu|remov|eliminat|reject|discard|scrap|isolat|quarantin|dispos", r"исключ|бракован|изъя|снят|удал"),
    ("之前|来得及|直到|等", r"before|until|yet|not until", r"до|пока|ранее|раньше"),
    ("偷", r"without|un|secret", r"без|само|тайн|не "),
    ("难|懵", r"unable|cannot|not", r"не "),
    ("完好", r"intact|undamag|unbroken|unopen", r"цел|неповрежд|не повр|не вск|не нар"),
    ("取消|撤", r"withdr|cancel|remov", r"отозв|снят|отмен"),
    ("违|冲突", r"breach|violat|contra|infring|un", r"наруш|вопреки|против"),
)


@lru_cache(maxsize=4)
def _senses() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(han), re.compile(rf"(?:{en})|(?:{ru})")) for han, en, ru in _SENSES)


def _same_sense(mine: str, other: str) -> bool:
    if mine == other:
        return True
    han, lettered = (mine, other) if mine > "\u2fff" else (other, mine)
    return any(a.search(han) and b.match(lettered) for a, b in _senses())


_IMPLIED: tuple[tuple[str, str, str], ...] = (
    ("[不没未勿无非]", r"avoid|prevent|un(?!til|der|it|ion|load|pack|box|if|iq|iv|lock)\w+|non-?\w+|irrespons|illeg|beyond|in(?:compl|compat|eff|accur|corr|val|elig|app|suff|adeq|cons|vis|abil|auth)", r"избе|предотвр|не[а-я]{4,}"),
    (r"[不没未](?:太|能|够)?[^，。]{0,2}(?:合格|达标|达到|合规|符|通过)|[没未]过(?![了期年程去来敏])|不过关", r"fail|reject|defect|mismatch|discrep|differ|wrong|below|under|miss|short|breach|violat", r"отклон|расхожд|отлич|бракован|не про|ниже|наруш"),
    (r"[不没未](?:够|太|写|说|看|讲|弄|分|标|拍|印)?(?:得)?(?:清|明|具体|准|全|详)", r"blur|illegib|indistinct|poor|vague|mis|partial|rough", r"размыт|расплывч|част|приблиз"),
    (r"不一致|不符|不上|不匹配|不一样|不是|不相符|不对", r"differ|discrep|mismatch|wrong|rather|instead|other than|conflict|contradict", r"отлич|расхожд|разн|друг|ин|вместо|против"),
    (r"不够|不足|没有足够|不多|不全|不齐|不完|不满|[没不][^，。]{0,3}[足够齐完全]", r"lack|short|too|few|less|miss|barely|hardly|below|under|dissat|partial|half|remain|left|more|low", r"недоста|нехват|мало|меньше|менее|до|нечем|недовол|ниже|слишком|част|полов|остат|остав|низк"),
    (r"[没未](?:有|能)?(?:在|按|及|准|如期)|不及|不按[时期]|不准时|不能按", r"late|delay|miss|overdue|too|fail|unable|expir|behind", r"опозда|просроч|задерж|позже|поздн|срыва|затян"),
    (r"没了|不见|没有了", r"los|gone|disappear|miss|remov|eliminat|out", r"пропа|исчез|утрат|лиш|удал|потер"),
    (r"不再|不做|不参加|不走|不发|不销|不卖|不用|不接|不进|不流", r"stop|ceas|discontin|withdr|rather|instead|eliminat|prohib|exclu|discard|reject|dispos|abolish|abandon|replac|drop|off|keep|kept|out of|instead", r"прекра|переста|изъя|отказ|вместо|запре|исключ|бракован|отмен"),
    (r"不(?:准|许|得|允许|可|能|让|要|应|该)|勿|禁", r"prohibit|forb|ban|block|only|rather|instead|unable|exclu|impossib|must|never|refus|keep", r"запре|недопу|исключ|блокир|заблок|только|лишь|вместо|невозможн|воспрещ"),
    (r"[^，。][不没](?:完|了|到|上|下|出|起|懂|清|动|着|住|掉|开|过来|进|成)|没法|无法|不能", r"unable|fail|too|impossib|hardly|refus|declin|stuck|block|miss|illegib|lost|broke|out of|cannot", r"невозможн|слишком|сложн|трудн|отказ|нечит|потер|слома|застр"),
    (r"不(?:愿|肯|同意|接受|认|收|退|给|想|予|放|付|买|敢)", r"refus|reject|declin|den|withh|block|neg|reluct|disput|chang|decid|only", r"отказ|отклон|блок|заблок|задерж|передум|удерж|только|отриц|опров|недовол"),
    (r"不(?:知|懂|熟|了解|清楚|会|认识|专业)|没(?:看|听|见|意识|注意|留意|发现|想)", r"miss|overlook|doubt|accident|inadvert|without|neglect|mis|ignoran|surpris|than|poor|little|barely|new", r"упу|пропу|ошиб|случайн|сомне|не ожид|плох|мало|слаб"),
    (r"[没未](?:有)?(?:收|到|送|上网|签收|揽收|发|付|完|处理|回|结|清|缴)", r"miss|await|yet to|los|pending|outstanding|still|remain|open", r"отсутств|потер|ожид|осталь|до сих"),
    (r"[没未](?:有)?(?:写|标|注|填|贴|附|带|盖|配|有|任何|缝|开|装|做|设|安排|人|修|签|印)|没有|无", r"miss|omit|omission|lack|absen|without|blank|empty|eliminat|free|void|fail|stop|rather|zero|otherwise|failing|out of|clean|broke|idle|need", r"без|отсутств|пропу|нет|недоста|лиш|забы|вне|обход|пуст|иначе|исключ|прекра|чист|слома"),
    (r"不(?:营业|开|上班|工作|动)", r"closed|off|shut|down|stop|idle", r"закры|отключ|останов|приостан|выходн|простаив"),
    (r"[不没](?:太|够|有)?[^，。]{0,2}(?:好(?!处|评)|佳|良|畅|高|强|稳|严|力|到位|上心|重视|妥|当|细|牢|紧)|没(?:有)?(?:做|跟|管|控|落实|执行|处理|想|认真|仔细)", r"poor|weak|inadequa|fail|fault|insuff|broke|down|bad|oversight|neglect|imped|below|loose|careless|improper|low|slow", r"плох|слаб|недоста|упу|ухудш|низк|медл"),
    (r"不对|不当|不准|不实|不真|不良", r"wrong|incorrect|error|mis|improper|fals|defect|fake|bad|fabricat", r"неправ|ошиб|ложн|брак|не т"),
    (r"不(?:用|必|需|须)|无需|无须|免", r"without|free|exempt|waiv|optional", r"без|освобожд|по желанию"),
    (r"[没未](?:经|授权|批|检|验|公开|备案|剪)", r"without|quarantin", r"без"),
    (r"没(?:有)?(?:电|油|水|网|信号|货|墨|纸|钱)", r"out of|flat|dead|los|fail|down|offline", r"разряд|закон|потер|отключ|сел[аи]?\Z|слаб"),
    (r"不在", r"outside|off|away|beyond|out|absent|gone|left", r"вне|нераб|отсутств"),
    (r"不(?:遵|按|守|管|顾|理)", r"ignor|violat|breach|regardless|bypass|disregard|neglect|contra", r"наруш|игнор|вопреки|обход|независ"),
    (r"私自|擅自", r"without|un|secret|priv|own", r"без|само|тайн|не"),
)
"""What a negation may become without a negation: a pattern at the Chinese one, beginnings of the words there (strings of `negatives`)."""
_FIRST: tuple[str, str, str] = (r"没(?!(?:有|能)?(?:在|于))(?:有|能)?(?:来得及|赶上|到|等|[^，。；]{1,14}(?:之前|以前|前)(?!台))|未(?:到|及|[^，。；]{1,12}(?:之前|前)(?!台))|之前", r"before|early|earlier|premature|until|unless", r"до|раньше|прежде|преждевр|пока")
"""'Before' stands wherever the sentence likes."""


@lru_cache(maxsize=1)
def _implied() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(han), re.compile(rf"(?:{en})|(?:{ru})")) for han, en, ru in _IMPLIED)


@lru_cache(maxsize=1)
def _first() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_FIRST[0]), re.compile(rf"(?:{_FIRST[1]})|(?:{_FIRST[2]})")


def _implies(strong: _Item, weak: _Item, side: _Side) -> bool:
    """Whether a weak word says what a strong negation says: 没按时 and late, 不准 and запрещено."""
    if side.language != "zh":
        return False
    start = strong.negative.start
    here = side.text[max(0, start - 1) : strong.negative.end + 4]
    if _NO_MORE.match(side.text, start) and _STOPS.match(weak.negative.text):
        return True
    return any(a.search(here) and b.match(weak.negative.text) for a, b in _implied())


_BRIEF = 60
"""In a text so short a word may stand anywhere."""


def _comes_first(strong: _Item, weak: _Item, side: _Side) -> bool:
    here, there = _first()
    start = strong.negative.start
    return bool(here.match(side.text, start) and there.match(weak.negative.text))


_NO_MORE = re.compile(r"[不没未][^，。；]{1,14}了")
_STOPS = re.compile(r"stop|ceas|discontin|прекра|переста")


_FUNCTION = frozenset("都 也 就 还 再 能 会 要 有 是 我们 对 可以 时间 只 全 全部 一律 所有 当天 每天 均 用 多 的货 单 件 在 之前 起 为".split())


def _judge(kind: str, item: _Item, own: _Side, there: _Side) -> Change | None:
    """Sure where the negated word stands on the other side in a clause that negates nothing."""
    negated = {i.negative.clause for i in there.items if _blocks(i)}
    heads = [head for head in item.heads if head.text not in _FUNCTION]
    for head in heads[:2]:
        for word in there.words:
            if word.concepts & head.concepts and there.clause(word) not in negated:
                beside = head is heads[0] and abs(word.start / len(there.text) - _place(item, own)) < 0.3
                plain = all(i.negative.clause != there.clause(word) or i.partner is not None for i in there.items)
                return Change(kind, item.negative, head.text, True, beside and plain, _excuse(item, own, there))
    said = heads[0].text if heads else ""
    emphatic = kind == "lost" and there.language == "en" and _EMPHATIC.search(there.text) is not None
    return Change(kind, item.negative, said, emphatic, emphatic, _excuse(item, own, there))


def _excuse(item: _Item, own: _Side, there: _Side) -> Excuse:
    """Words that may say the same without a negation, and that nothing else explains."""
    free = [
        (i.negative.strength, abs(_place(i, there) - _place(item, own)))
        for i in there.items
        if i.partner is None and not i.strong and not i.literal
        and not _idle_still(item, i, own) and not _idle_only(item, i, own) and not concepts_of(i.negative.text, there.language) & item.concepts and not _explained(i, item, own, there.language)
    ]  # fmt: skip
    if any(far < (0.3 if strength == "weak" else 0.2) for strength, far in free):
        return "near"
    return "far" if free else ""


def _explained(weak: _Item, item: _Item, own: _Side, language: str) -> bool:
    """Whether the weak word of the other side (in `language`) stands for a word of this side beside the negation."""
    concepts = concepts_of(weak.negative.text, language)
    mine = item.negative
    return bool(concepts) and any(w.concepts & concepts for w in own.words if w.end <= mine.start or mine.end <= w.start)


_EMPHATIC = re.compile(r"\b(?:do|does|did)\s+(?:even\s+|also\s+|actually\s+)?(?!so\b|the\b|it\b|this\b|that\b|not\b|its\b|our\b|business)[a-z]{3,}\b(?<!ing)", re.IGNORECASE)
"""'did receive': what is left when 'not' goes; letters of appeal seldom stress so."""
_FADES = re.compile(r"错|漏|少|忘|避开|拒")


def _idle_still(item: _Item, weak: _Item, side: _Side) -> bool:
    """'Still' says 'not yet', never 'no longer': 还没 and still, but not 不再 and still."""
    return weak.negative.text == "still" and side.language == "zh" and not _YET.search(side.text[max(0, item.negative.start - 4) : item.negative.end])


def _idle_only(item: _Item, weak: _Item, side: _Side) -> bool:
    """只 and 才 become 'not ... until, but, other than': a bare 'not' they do not explain."""
    return weak.negative.text in ("只", "才", "仅", "之前") and side.language != "zh" and not _BUT.search(side.text)


_BUT = re.compile(r"until|other than|\bbut\b|except|beyond|unless|more than|before|any\b|кроме|иначе|раньше|ранее|пока|больше|дальше|до тех|более|прежде|помимо", re.IGNORECASE)
_YET = re.compile(r"[还尚仍]|至今|迟迟|依[旧然]|一直|[没未]")


def _faded(item: _Item, own: _Side, there: _Side) -> Change | None:
    """错, 漏, 少, 忘 with nothing negative left in the target at all."""
    if any(i.partner is None for i in there.items):
        return None
    return Change("lost", item.negative, item.heads[0].text if item.heads else "", False, excuse="far")


def _refused(ours: _Side, theirs: _Side) -> list[Change | None]:
    """'Failed to reach' where the source denies nothing at all that is not said elsewhere."""
    if any(i.partner is None and not i.literal for i in ours.items) or any(i.strong and (i.partner is None or not i.partner.strong) for i in ours.items):
        return []
    return [
        Change("added", i.negative, i.negative.text, True, True) for i in theirs.items
        if not i.strong and i.partner is None and not i.literal and _REFUSES.match(theirs.text.lower().replace("ё", "е"), i.negative.start)
    ]  # fmt: skip


_REFUSES = re.compile(
    r"fail(?:ed|s)? to\b|refus(?:ed|es|e)\b|unable to|denied\b|den(?:y|ies) |lack(?:s|ed)?\b|neglected to|un(?:willing|aware|able|paid|certified|tested|authentic|confirmed|verified|registered|available|qualified|licensed)\b|"
    r"отказ(?:ал[аио]?|ыва[ею]т|ываем)(?![а-я])|отсутству(?:ет|ют)|лиш(?:ил|ен)|отрица(?:ем|ет|л)|не(?:подлин|подтвержд|провер|действит|годн|качеств|зарегистр|оплач|вер(?:н|ен)|известн|соответств|возможн)"
)


def _unsaid(ours: _Side, theirs: _Side) -> Change | None:
    """忘了回复 told as 'replied': nothing of the target answers to the word, negations that answer to others left out."""
    rest = theirs.text
    for item in theirs.items:
        if (item.strong or _OWN_NOT.match(item.negative.text)) and item.partner is not None and item.partner.strong:
            start, end = item.negative.start, item.negative.end
            rest = rest[:start] + " " * (end - start) + rest[end:]
    match = unsaid(ours.text, rest, theirs.language) if ours.language == "zh" else unsaid_english(ours.text, rest)
    if match is None:
        return None
    return Change("lost", Negative(match.start(), match.end(), match[0], "weak", ours.clauses[match.start()]), match[0], True, True)


_GOVERNED = 14
"""Characters between a negation and what it negates: 'not been unaware', 'не было отказа'."""


def _doubled(ours: _Side, theirs: _Side) -> list[Change | None]:
    """'not incomplete' for 不全: a negation before the word that says no already, where the source says no once."""
    if any(i.partner is None and i.negative.strength != "faint" for i in ours.items):
        return []
    found: list[Change | None] = []
    for strong in theirs.items:
        if not strong.strong or strong.partner is None:
            continue
        for weak in theirs.items:
            near = 0 <= weak.negative.start - strong.negative.end <= _GOVERNED and weak.negative.clause == strong.negative.clause
            if near and weak.negative.strength == "weak" and weak.partner is None and _GOVERNS.match(strong.negative.text):
                found.append(Change("added", strong.negative, weak.negative.text, True, True))
    return found


_GOVERNS = re.compile(r"not\Z|cannot|can't|n't|never|не ")


_BROKEN_RU = re.compile(
    r"(?<![а-я])(?:никто|никого|никому|никем|ничего|ничему|никогда|никак(?:ой|их|ого|им|ая|ие)?|нигде|ни(?: [а-я]+)? од(?:ин|н[а-я]+)|ни раз[ау]?)(?![а-я])",
    re.IGNORECASE,
)
_NEGATES_RU = re.compile(r"(?<![а-я])(?:не|нет|нельзя|без|невозможно|нечего|некому)(?![а-я])", re.IGNORECASE)


_FRONTED_RU = re.compile(r"никак|ни ", re.IGNORECASE)


def broken_concord(text: str) -> str:
    """никто without не beside it: the negation was lost in Russian, whatever the source says. "" where all is well."""
    pieces = re.split(r"[.;:!?—–,(){}«»]", text.replace("ё", "е").replace("Ё", "Е"))
    for at, piece in enumerate(pieces):
        found = _BROKEN_RU.search(piece)
        if found is None or _NEGATES_RU.search(piece):
            continue
        if _FRONTED_RU.match(found[0]) and any(_NEGATES_RU.search(p) for p in pieces[at + 1 : at + 4]):
            continue  # 'Никаких связей по капиталу, финансам между нами нет'
        words_after = len(piece[found.end() :].split())
        if words_after == 0 or (words_after < 3 and at + 1 < len(pieces) and _NEGATES_RU.search(pieces[at + 1])):
            continue  # 'никто, к сожалению, не ответил'; 'ничего' alone
        return found[0]
    return ""


_GRAFTED_EN = re.compile(
    r"\b(?:has|have|had) not (?:an?|the|to|more|less|fewer|neither|no)\b|\bnot (?:neither|no|never)\b(?! longer)|\bbeen not \w+ed\b|\ba (?:more than|evidence|informat)\b|\b(?:will|do|does|did|are|is|was|were|can|could) a longer\b|\bwith exception\b|\b(?:no one|nobody|none|never) (?:\w+ )?(?:not|never)\b",
    re.IGNORECASE,
)


def grafted(text: str) -> str:
    """English words that no writer would put so, a negation having been cut out or put in; "" where there are none."""
    found = _GRAFTED_EN.search(text)
    return found[0] if found else ""


def _blocks(item: _Item) -> bool:
    """Whether a clause with this item counts as negated: it has a strong negation, or a weak one that no weak one explains."""
    if item.negative.strength == "faint":
        return item.partner is not None and item.partner.strong
    return item.strong or item.partner is None or item.partner.strong
