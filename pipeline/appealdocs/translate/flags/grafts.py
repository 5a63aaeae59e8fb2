"""Wordings that no writer would choose: a negation was cut out of them or put in. The target alone tells."""

from __future__ import annotations

import re

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
