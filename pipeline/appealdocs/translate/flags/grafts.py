"""Wordings that no writer would choose: a negation was cut out of them or put in. The target alone tells."""

from __future__ import annotations

import re

from appealdocs.expressions import compiled

_BROKEN_RU = compiled(
    r"(?<![а-я])(?:никто|никого|никому|никем|ничего|ничему|никогда|никак(?:ой|их|ого|им|ая|ие)?|нигде|ни(?: [а-я]+)? од(?:ин|н[а-я]+)|ни раз[ау]?)(?![а-я])",
    re.IGNORECASE,
)


_NEGATES_RU = compiled(r"(?<![а-я])(?:не|нет|нельзя|без|невозможно|нечего|некому)(?![а-я])", re.IGNORECASE)


_FRONTED_RU = compiled(r"никак|ни ", re.IGNORECASE)


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


_GRAFTED_EN = compiled(
    r"\b(?:has|have|had) not (?:an?|the|to|more|less|fewer|neither|no)\b|\bnot (?:neither|no|never)\b(?! longer)|\bbeen not \w+ed\b|\ba (?:more than|(?:later|earlier|less|fewer) than|evidence|informat|one (?:may|must|can|is|shall))\b|\bnot (?:be )?(?:neither|still not)\b|\b(?:had|has|have) not \w+ not\b|\b(?:will|do|does|did|are|is|was|were|can|could) a longer\b|\bwith exception\b|\b(?:no one|nobody|none|never) (?:\w+ )?(?:not|never)\b",
    re.IGNORECASE,
)


def grafted(text: str) -> str:
    """English words that no writer would put so, a negation having been cut out or put in; "" where there are none."""
    found = _GRAFTED_EN.search(text)
    return found[0] if found else ""


_ONLY = {
    "en": compiled(r"\bnot only\b(?! have| has| had| did| do| is| was| were)(?![^.;]*\b(?:but|also|as well|too|even)\b)", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])не (?:только|лишь|просто)(?![а-яё])(?![^.;]*(?<![а-яё])(?:но|а|также|ещё|еще|и)(?![а-яё]))", re.IGNORECASE),
}  # fmt: skip
_NOT_ONLY = compiled(r"不[仅但只止光单]|何止|并非只|不是只|not (?:only|just|merely)", re.IGNORECASE)
_UNTIL_EN = compiled(r"\buntil\b(?:(?! so | and | but )[^.;,]){1,60}?\b(?:is|are|was|were|has|have|had|been)(?: been)? not\b(?! only)", re.IGNORECASE)
_TILL = compiled(r"才(?!能|可)|直到|始终")
_SAYS_NOT = compiled(r"\b(?:not|never|no|nobody|none|nothing|only|cannot|fail\w*|unable|without|wait\w*|remain\w*|still|suspend\w*|clos\w+|held|keep|kept|delay\w*|stay\w*|continu\w+|last\w*|stop\w*|block\w*|late|took|taken|from|on hold|lock\w*|frozen|hid\w*)\b|n['’]t", re.IGNORECASE)
_TWICE_RU = compiled(r"(?<![а-яё])не (?:был[аио]?|будет|будут) не (?!тольк|мен|бол|раз)", re.IGNORECASE)
_WRONG_HAN = compiled(r"错(?!误|过)|弄反|搞混")
_THAT_RU = compiled(r"(?<!не )(?<!не в )(?<!не на )(?<!не по )(?<!не к )(?<!не с )(?<![а-яё])(?:тот|того|тому|тем|том|та|той|ту)(?= (?:товар|цвет|размер|пункт|адрес|заказ|лист|номер|комплект|модел|верси|партии|сторон|этикет|коробк|склад)|[.,;]?\Z|[.;])(?! же)", re.IGNORECASE)
_LACKS_HAN = compiled(r"少[了发装寄]|缺|差[了一两\d]|不[够足]|短缺|没有?足够")
_HAS_RU = compiled(r"(?<!не )(?<!ни )(?<![а-яё])хват(?:ает|ало|ило|ит|ают)(?![а-яё])(?! (?:менее|меньше|только|лишь|всего|не |и на|до ))", re.IGNORECASE)


_UNLESS = {
    "en": compiled(r"\b(?:unless|only|except|if not|not|without|until|no|never|cannot|otherwise|barring|short of)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:если только|если не|кроме|пока|без|только|лишь|иначе|за исключением|разве)(?![а-яё])", re.IGNORECASE),
}  # fmt: skip


def unmatched(source: str, source_language: str, target: str, target_language: str) -> str:
    """Words of a target that only a negation put in or cut out can have left, seeing the source: 'not only' for 只, 'хватало' for 少."""
    if target_language in _ONLY and (found := _ONLY[target_language].search(target)) and not _NOT_ONLY.search(source):
        return found[0]
    if source_language == "zh" and "除非" in source and target_language in _UNLESS and not _UNLESS[target_language].search(target):
        return "除非"
    if target_language == "en":
        if found := _UNTIL_EN.search(target):
            return found[0]
        if source_language == "zh" and _TILL.search(source) and (found := re.search(r"\buntil\b", target)) and not _SAYS_NOT.search(target):
            return found[0]
    elif target_language == "ru":
        if found := _TWICE_RU.search(target):
            return found[0]
        if source_language == "zh":
            for said, wrong in ((_WRONG_HAN, _THAT_RU), (_LACKS_HAN, _HAS_RU)):
                if said.search(source) and (found := wrong.search(target)):
                    return found[0]
    return ""
