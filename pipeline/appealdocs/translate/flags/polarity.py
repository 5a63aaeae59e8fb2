"""Is what the source negates still negated, and nothing else? Paired by what is negated, never by counting alone."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.translate.flags.changes import Change
from appealdocs.translate.flags.excuses import excuse_of
from appealdocs.translate.flags.needs import unsaid, unsaid_english
from appealdocs.translate.flags.negatives import Negative
from appealdocs.translate.flags.pairing import explain, pair_up, shares
from appealdocs.translate.flags.sides import FUNCTION, OWN_NOT, Item, Side, blocks, place, side_of


@lru_cache(maxsize=64)
def changes(source: str, target: str, source_language: str, target_language: str) -> tuple[Change, ...]:
    """What was negated and is no longer, or the other way round."""
    ours, theirs = side_of(source, source_language), side_of(target, target_language)
    if not ours.items and not theirs.items:
        return ()
    return ruled(ours, theirs)


def ruled(ours: Side, theirs: Side) -> tuple[Change, ...]:
    """What the rules say of two sides, which are paired by this."""
    source_language, target_language = ours.language, theirs.language
    explain(ours, theirs)
    explain(theirs, ours)
    pair_up(ours, theirs)
    found = [_judge("lost", i, ours, theirs) for i in ours.items if i.strong and i.partner is None and not shares(i, ours, theirs)]
    found += [_judge("added", i, theirs, ours) for i in theirs.items if i.strong and i.partner is None and not i.literal and not shares(i, theirs, ours)]
    found += _doubled(ours, theirs)
    found += [_faded(i, ours, theirs) for i in ours.items if _FADES.match(i.negative.text) and i.partner is None]
    found = [change for change in found if change is not None]
    if source_language == "zh" and target_language in ("en", "ru"):
        found += _refused(ours, theirs)
    if target_language in ("en", "ru") and source_language in ("zh", "en") and not any(change.kind == "lost" and change.serious for change in found if change):
        found.append(_unsaid(ours, theirs))
    return tuple(change for change in found if change is not None)


def _cancelled(item: Item, own: Side, there: Side) -> bool:
    """'Not a single order went out late' for 按时, 'cannot go unnoticed': two that say no say yes, where the other side says no nowhere."""
    if any(i.partner is None and not i.literal for i in there.items):
        return False
    if own.language != "zh" and not _WHOLE.match(own.text.lower(), item.negative.start):
        return False
    reach = 3 if own.language == "zh" else 60
    for other in own.items:
        if other is item or other.partner is not None or other.literal:
            continue
        gap = other.negative.start - item.negative.end if other.negative.start > item.negative.start else item.negative.start - other.negative.end
        near = 0 <= gap <= reach and abs(other.negative.clause - item.negative.clause) <= 1
        if near and own.language == "zh" and other.strong:
            continue
        if near and (other.negative.strength != "faint" or _TURNS.match(other.negative.text)):
            return True
    return False


_WHOLE = compiled(r"no\b|never|none|nobody|nothing|without|cannot go|not a single|not stop|not resume|not go through|ни |никто|никого|без|нет |нельзя|не может остат|не прекрат|ни разу")
"""Negations that no slip puts in: 'not a single', 'never', 'without'."""
_TURNS = compiled(r"late\Z|delay|stopp?(?:ed)?\Z|except|left\Z|longer|otherwise|keep\Z|closed|before|until|only|опозд|просроч|задерж|кроме|прекра|остан|поздн|раньше|пока|до\Z|ранее|лишь")
"""Faint words that another negation turns into a yes."""


def _judge(kind: str, item: Item, own: Side, there: Side) -> Change | None:
    """Sure where the negated word stands on the other side in a clause that negates nothing."""
    negated = {i.negative.clause for i in there.items if blocks(i)}
    heads = [head for head in item.heads if head.text not in FUNCTION]
    if _cancelled(item, own, there):
        return Change(kind, item.negative, heads[0].text if heads else "", False, excuse="near")
    for head in heads[:2]:
        for word in there.words:
            if word.concepts & head.concepts and there.clause(word) not in negated:
                beside = head is heads[0] and abs(word.start / len(there.text) - place(item, own)) < 0.3
                plain = all(i.negative.clause != there.clause(word) or i.partner is not None for i in there.items)
                return Change(kind, item.negative, head.text, True, beside and plain, excuse_of(item, own, there))
    said = heads[0].text if heads else ""
    emphatic = kind == "lost" and there.language == "en" and _EMPHATIC.search(there.text) is not None
    return Change(kind, item.negative, said, emphatic, emphatic, excuse_of(item, own, there))


_EMPHATIC = compiled(r"\b(?:do|does|did)\s+(?:even\s+|also\s+|actually\s+)?(?!so\b|the\b|it\b|this\b|that\b|not\b|its\b|our\b|business)[a-z]{3,}\b(?<!ing)", re.IGNORECASE)
"""'did receive': what is left when 'not' goes; letters of appeal seldom stress so."""


_FADES = compiled(r"错|漏|少|忘|避开|拒|停|失败|无效|作废|过期|瘫痪|杜绝|防止|反")


def _faded(item: Item, own: Side, there: Side) -> Change | None:
    """错, 漏, 少, 忘 with nothing negative left in the target at all."""
    if any(i.partner is None for i in there.items):
        return None
    bare = not there.items and len(own.text) < _SHORT
    return Change("lost", item.negative, item.heads[0].text if item.heads else "", bare, excuse="" if bare else "far")


_SHORT = 30
"""In a source so short a target that says no nowhere at all has lost it."""


def _refused(ours: Side, theirs: Side) -> list[Change | None]:
    """'Failed to reach' where the source denies nothing at all that is not said elsewhere."""
    if any(i.partner is None and not i.literal for i in ours.items) or any(i.strong and (i.partner is None or not i.partner.strong) for i in ours.items):
        return []
    return [
        Change("added", i.negative, i.negative.text, True, True) for i in theirs.items
        if not i.strong and i.partner is None and not i.literal and _REFUSES.match(theirs.text.lower().replace("ё", "е"), i.negative.start)
    ]  # fmt: skip


_REFUSES = compiled(
    r"fail(?:ed|s)?\b|reject(?:ed|s)?\b|late\b(?! \d)|delayed\b|wrong(?:ly)?\b|incorrect\w*|inaccurate\w*|invalid\b|broken\b|forgot\w*|impossible\b|stopped\b|refus(?:ed|es|e)\b|unable to|denied\b|den(?:y|ies) |lack(?:s|ed)?\b|neglected to|un(?:willing|noticed|fair|fairly|used|opened|sealed|aware|able|paid|certified|tested|authentic|confirmed|verified|registered|available|qualified|licensed)\b|"
    r"провал\w*|отклон(?:ил|ен|ён)\w*|опозда\w+|с опоздан|неправильн\w+|неточн\w+|ошибочн\w+|забы(?:л|т)\w*|отказ(?:ал[аио]?|ыва[ею]т|ываем)(?![а-я])|отсутству(?:ет|ют)|лиш(?:ил|ен)|отрица(?:ем|ет|л)|не(?:подлин|подтвержд|провер|действит|годн|качеств|зарегистр|оплач|вер(?:н|ен)|известн|соответств|возможн)"
)


def _unsaid(ours: Side, theirs: Side) -> Change | None:
    """忘了回复 told as 'replied': nothing of the target answers to the word, negations that answer to others left out."""
    rest = theirs.text
    for item in theirs.items:
        if (item.strong or OWN_NOT.match(item.negative.text)) and item.partner is not None and item.partner.strong:
            start, end = item.negative.start, item.negative.end
            rest = rest[:start] + " " * (end - start) + rest[end:]
    match = unsaid(ours.text, rest, theirs.language) if ours.language == "zh" else unsaid_english(ours.text, rest)
    if match is None:
        return None
    return Change("lost", Negative(match.start(), match.end(), match[0], "weak", ours.clauses[match.start()]), match[0], True, True)


_GOVERNED = 14
"""Characters between a negation and what it negates: 'not been unaware', 'не было отказа'."""


def _doubled(ours: Side, theirs: Side) -> list[Change | None]:
    """'not incomplete' for 不全: a negation before the word that says no already, where the source says no once."""
    if any(i.partner is None and i.negative.strength != "faint" and not i.literal for i in ours.items):
        return []
    found: list[Change | None] = []
    for strong in theirs.items:
        if not strong.strong or strong.partner is None:
            continue
        if _twice(strong.partner, ours):
            continue
        for weak in theirs.items:
            near = 0 <= weak.negative.start - strong.negative.end <= _GOVERNED and weak.negative.clause == strong.negative.clause
            if not near or weak.partner is not None or weak.literal or not _GOVERNS.match(strong.negative.text) or weak.negative.text.startswith(("пропус", "out of")):
                continue
            if weak.negative.strength == "weak" or _STATES.match(weak.negative.text):
                found.append(Change("added", strong.negative, weak.negative.text, True, True))
    return found


_STATES = compiled(r"closed\Z|block(?:ed)?\Z|too\Z|poorly|poor\Z|bad|less\Z|late\Z|stopped|off\Z|short\Z|remov|cancel|expir|overdue|delay|закры|заблок|приостан|отмен|плох|слаб|просроч|задерж|опозда|снят|удал|слишком|отключ|останов")
"""Faint words that a negation before them turns round all the same: 'not closed'."""


def _twice(item: Item, side: Side) -> bool:
    """不回避, 没忘: what is negated says no itself, so that the target may say so twice."""
    return side.language == "zh" and _SAYS_NO.match(side.text, item.negative.end) is not None


_SAYS_NO = compiled(r"[^，。；]{0,4}?(?:回避|逃避|否认|推[卸脱诿]|隐瞒|瞒|拒|忘|漏|错|缺|少|丢|坏|停|断|迟|晚|难|破|误|差|违|反|避|免|假|乱|掉|损|失|禁|封|关|取消|下架|阻|拦|延|超|退|低|弱)")


_GOVERNS = compiled(r"not\Z|cannot|can't|n't|never|не ")
